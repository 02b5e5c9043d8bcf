"""Step 5, part of the action finder: lines that say what is to be done, by whom and when, without a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.facts.datetext import find_dates
from pipeline.facts.names import NOT_NAMES
from pipeline.facts.people_seen import spaced
from pipeline.facts.reading import Line, PageReading, Reading

MOST_LISTED = 60
LONGEST_WHAT = 240

# A line over a list of things to do, or before it on the same line.
HEADING = re.compile(
    r"^\W{0,6}(?:(?:[A-Z]|\d{1,2})[.)]\s{1,3})?(?:corrective |new |open |main )?(?:actions?(?: (?:items?"
    r"|list|plan|register|arising|required|taken))?"
    r"|to[- ]?dos?|to fix|fix list|to do list|do|follow[- ]?ups?|fixe?d?s? ?/ ?who ?/ ?when|who owes what"
    r"|what we'?ll do|still to (?:be done|do)|to improve"
    r"|who'?ll do what|who does what|(?:goals|objectives|targets|objectifs)(?: (?:of|for))?(?: \d{4})?"
    r"|will change|changes? to make|improvements?|à faire|à corriger|suivis?|actions? à (?:prendre|faire)"
    r"|mesures(?: correctives)?|decisions?"
    r"|d[ée]cisions)(?: \([^()\n]{2,40}\))?\s{0,2}(?P<sign>:|$|-(?=\s)|(?=\s{2,}[a-zà-ÿ][^\n]{3,80}\s[-–—/]\s))\s{0,3}",
    re.I,
)
# What parts the fields of such a line: "mend stair - Gord - May 3", with strokes, or as sentences.
FIELD = re.compile(r"\s[-–—/>|]{1,2}\s|\s{2,}[-–—/]?\s{0,2}|\s·\s")
SENTENCE = re.compile(r"(?<=[a-z0-9)])[.,]\s{1,2}")
SEVERAL = re.compile(r";\s{1,2}|\s·\s|\s{3,}(?=[a-z])")
# One word or two of a person, or who it is by their work.
ROLE_OWNER = (
    r"(?:all |each |the )?(?:foreman|foremen|supervisors?|leads?|crew|manager|management|office|shop"
    r"|maintenance|maint|stores|safety|hr|hse"
    r"|everyone|committee|dispatch|contractor|electrician|owner|mechanic|it|ops|operations)"
)
WORD = r"[A-ZÀ-Þ][\w'’-]{1,16}"
GIVEN = rf"(?:[A-ZÀ-Þ]\. ?{WORD}(?:[- ]{WORD})?|{WORD}(?: [A-ZÀ-Þ]\.)?(?: {WORD}){{0,2}}|[A-Z]\.[A-Z]\.|[A-Z]{{2,3}})"
OWNER = re.compile(
    rf"(?:{GIVEN}|(?i:{ROLE_OWNER}))(?:\s?(?:,|\+|&|/|and|et|with|w\.)\s?(?:{GIVEN}"
    rf"|(?i:{ROLE_OWNER}))){{0,2}}(?![\w'’-])"
)
# A day as people write it without a year, or a word that stands for one.
MONTH = r"(?i:jan|feb|févr?|mar|apr|avr|ma[iy]|juin|june?|juil|july?|aug|ao[uû]t?|sept?|oct|nov|d[ée]c)[a-zéû]{0,7}\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
WHEN = re.compile(
    r"(?:(?:due|by|before|until|for|target|d.ici|avant|pour|le)\s{1,2}){0,2}(?:the )?"
    rf"(?:\d{{4}}[-/]\d{{1,2}}(?:[-/]\d{{1,2}})?|{DAY}[-/ ]{MONTH}(?:[-/ ](?:\d{{4}}|\d{{2}}))?"
    rf"|{MONTH} {DAY}(?:st|nd|rd|th)?"
    rf"(?:[,/ ]{{1,2}}(?:\d{{4}}|\d{{2}}))?|{DAY}[/-]{DAY}(?:[/-](?:\d{{4}}|\d{{2}}))?"
    rf"|(?i:by|before|end of|fin) {MONTH}|{MONTH}(?![ -]\d)"
    r"|(?i:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|(?i:lundi|mardi|mercredi|jeudi|vendredi)"
    r"|(?i:now|today|tonight|tomorrow|at once|asap|same day|on the spot|before we left|next (?:meeting|week"
    r"|month|one|time)"
    r"|tout de suite|immédiatement|demain|end of (?:week|month|day|shift)|spring|summer|winter))(?![\w/])"
)
DONE = re.compile(
    r"\b(?:done|closed|complete[d]?|fixed|finished|received|reçue?|fait|faite|fermée?|réglée?|put back|ok)\b", re.I
)
# A sentence's end that names who and when: ". Gord, by May 3", "-> gravel, Anton, due 2026-05-29", "(Teo, by May 3)".
TAIL = re.compile(
    rf"^(?P<what>[^\n]{{4,{LONGEST_WHAT}}}?)(?:[.:;]\s{{1,2}}|\s?\(|,\s"
    rf"|\s[-–—]\s)(?P<owner>{OWNER.pattern})(?:[,.]\s|\s|\s[-–—]\s)"
    rf"(?P<when>{WHEN.pattern})\)?(?P<after>[^\n]{{0,60}})$"
)
ARROW = re.compile(r"\s{0,8}(?:->|→|=>|»)\s{0,2}")
# "We will do both. Who Bria. When 30 Apr. Now half": the fields by their names.
NAMED = re.compile(
    rf"^(?P<what>[^\n]{{4,{LONGEST_WHAT}}}?)[.;]\s{{1,2}}(?:[Ww]ho|[Pp]erson|[Oo]wner|[Rr]esponsible"
    rf"|[Qq]ui)\s?:?\s(?P<owner>{OWNER.pattern})"
    rf"[.;,]\s{{1,2}}(?:[Ww]hen|[Bb]y|[Dd]ue|[Qq]uand)\s?:?\s(?P<when>{WHEN.pattern})(?P<after>[^\n]{{0,120}})$"
)
# "Gord to move the sign by May 3."
TASK = re.compile(
    rf"(?:^|[.:;]\s|\s[-–—]\s|\bACTION\b\W{{1,3}})(?P<owner>{GIVEN}) to (?P<what>(?:order|fix|check"
    rf"|bring|ask|call|write|post|send|get|look|talk|draft"
    r"|buy|book|measure|replace|repair|clean|update|review|add|arrange|contact|follow|install|move|paint"
    r"|price|put|remind|report|schedule|train|verify|find"
    r"|make|finish|speak|confirm|warn|share|prepare|submit|investigate|set|build|provide|mend|return|test"
    r"|remove|print|translate|request|organi[sz]e|meet"
    r"|inspect|distribute|revise|develop|purchase|obtain|bring|raise|bolt|hang)\b[^\n.;]{3,160})",
)
LEAST_TASK = 3
DIGIT = re.compile(r"\d")
DUE_WORDS = re.compile(r"^(?:(?:due|by|before|until|for|target|d.ici|avant|pour|le)\s{1,2}){1,2}")
# Given and family name as lists write them.
NAMED_PERSON = re.compile(r"\b([A-ZÀ-Þ](?:[a-zà-ÿ]{1,15}|\.))\s([A-ZÀ-Þ][\w'’-]{1,24})")
NOT_OWNERS = frozenset(
    (
        "need want going have the this that what how next plan time back right access call we they he she it you keep"
        " res rig found things who open closed ouvert réglé"
    ).split()
)
# What a signature, a head or a foot says before a name and a day.
NO_TASK = re.compile(
    r"\b(?:sign(?:ed|s|atures?|é\w?)?|approved?|approuvé\w?|reviewed|accepted|seen|verified"
    r"|acknowledg\w{2,7}|manager|supervisor|direct\w{2,6}|foreman"
    r"|(?:notes?|written|read|run|prepared|completed|reported|inspected|led|taken|typed|made|issued"
    r"|closed) by|read it|vu\b|par|present|absent|regrets"
    r"|team|distribution|posted|copy|copies|started|adjourned|next meeting|prochaine réunion|owner'?s? walk"
    r"|co-?chairs?)\b[^.:]{0,40}$"
    r"|(?<![Cc]lass) \b[A-Z]$",
    re.I,
)
LONG_PROSE = 160
ITEM_NUMBER = re.compile(r"^\W{0,4}\d{1,2}(?:\.\d{1,2})?[.)]?\s")
SAYS_ONLY_OPEN = re.compile(r"[.]\s(?:action|stays?|still|remains?)\b[^.]{0,30}$", re.I)
# "heater moved (Yvon, today). Line in a box (Yvon, Monday)": several on one line.
BRACKETED = re.compile(
    rf"(?P<what>[^().;:\n]{{4,120}}?)\s?\((?P<owner>{OWNER.pattern}"
    rf"|all)(?:,\s(?P<when>{WHEN.pattern}))?(?P<after>[^()\n]{{0,40}})\)"
)
# "Desmond: paint arrows at the gate by 09-MAR-26": who first.
WHO_FIRST = re.compile(
    rf"^(?P<owner>{OWNER.pattern}):\s(?P<what>[^\n]{{4,160}}?)(?:,?\s(?:by|before|from|due|d.ici"
    rf"|avant)\s(?:the )?(?P<when>{WHEN.pattern}))?[.)]?$"
)
# "- Stair tread: mended May 2. CLOSED": carried over from before and closed.
CARRIED = re.compile(
    r"^\W{0,6}(?:[\w]{1,4}[-–][\w-]{1,8}\s|[a-z]\)\s"
    r"|\d{1,2}[.)]\s)?(?P<what>[A-Za-zÀ-ÿ0-9][^:\n]{4,90}):\s(?P<said>[^\n]{2,160})$"
)
CLOSED_END = re.compile(
    r"(?:\bCLOSED\b|\bClosed\b|\bclosed\b|\b[Dd]one\b|\bDONE\b|\bFermée?\b|\b[Rr]églée?\b)[^.\n]{0,24}\.?\s{0,2}$"
)
FAMILIES = frozenset({"meeting_minutes", "inspection", "emergency", "incident", "hazard_assessment"})
TYPES = frozenset({"corrective_action_log", "concern_log", "previous_audit", "management_review"})
MEETINGS = "meeting_minutes"
HEAD_LINES = 3
"""Lines at the top of a page that name paper, person and day and ask for nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A thing to do as a line says it; ``closed`` is what is said of its end, a day or a word."""

    what: str
    line: Line
    owner: str | None = None
    due: str | None = None
    closed: str | None = None


def lines_of(reading: Reading, page: PageReading) -> Iterator[Told]:
    """The things to do that a page names outside its tables."""
    if not (reading.family in FAMILIES or reading.document_type in TYPES) or reading.kind == "directive":
        return
    listed = dict(_lists(page))
    known = frozenset(
        part for line in page.lines for match in NAMED_PERSON.finditer(line.text) for part in match.groups()
    )
    for line in page.lines:
        if line.index in listed:
            yield from listed[line.index]
            continue
        if reading.family == "inspection" and ARROW.search(line.text) is not None:
            continue  # a finding with its remedy
        told = _tail(line)
        if told is None and reading.family == MEETINGS:
            told = _task(line, known) or _carried(line, reading.latest)
        if told is not None:
            yield told


def _lists(page: PageReading) -> Iterator[tuple[int, list[Told]]]:
    """Lines under a heading such as "To do", each with owner or day; the heading's own line may hold several."""
    open_list = 0
    for line in page.lines:
        text = spaced(line).strip()
        if "|" in text:
            open_list = 0  # a table: read as one
            continue
        heading = HEADING.match(text)
        if heading is not None:
            rest = text[heading.end() :]
            open_list = MOST_LISTED if not rest or rest.endswith(":") else 0
            told = _several(rest, line)
            if told:
                yield line.index, told
        elif open_list and text:
            told = _several(text, line)
            open_list = open_list - 1 if told else 0
            if told:
                yield line.index, told


def _several(text: str, line: Line) -> list[Told]:
    """The things to do that one line of a list names."""
    bracketed = [
        Told(match["what"].strip(" -,"), line, match["owner"], _day(match["when"]), _closing(match["after"], None))
        for match in BRACKETED.finditer(text)
        if match["owner"] == "all" or _is_owner(match["owner"])
    ]
    if len(bracketed) >= 2:
        return bracketed
    first = WHO_FIRST.match(re.sub(r"^\W{0,4}", "", text))
    if (
        first is not None
        and _is_owner(first["owner"])
        and _small(first["owner"])
        and first["what"][0].isalpha()
        and not DIGIT.search(first["owner"])
    ):
        return [Told(first["what"], line, first["owner"], _day(first["when"]))]
    return [one for piece in SEVERAL.split(text) if (one := _fields(piece, line)) is not None]


def _fields(piece: str, line: Line) -> Told | None:
    """Read "mend stair - Gord - May 3 (done)": what, who, when in this order, parted in one way."""
    text = re.sub(r"^\W{0,4}(?:\d{1,2}(?:[.)]\s|\s(?=[a-zà-ÿ])))?", "", piece.strip())
    for parting in (FIELD, SENTENCE):
        parts = [part.strip(" .,;()") for part in parting.split(text) if part.strip(" .,;()")]
        if len(parts) < 2 or not 3 <= len(parts[0]) <= LONGEST_WHAT:
            continue
        owner = parts[1] if _is_owner(parts[1]) else None
        rest = parts[2:] if owner else parts[1:]
        when = next((match.group() for part in rest if (match := WHEN.match(part))), None)
        closed = _closing(" ".join(rest), when)
        if owner and (when or closed or len(parts) == 2 or parting is FIELD):
            return Told(parts[0], line, owner, _day(when), closed)
    return None


def _is_owner(text: str) -> bool:
    """Whether a text names people or who they are by their work; a word that ends in -ed says what was done."""
    first = text.split(" ")[0].lower()
    done = first.endswith("ed") and len(first) > 4 and " " not in text
    return OWNER.fullmatch(text) is not None and WHEN.fullmatch(text) is None and first not in NOT_OWNERS and not done


def _closing(text: str, when: str | None) -> str | None:
    """What the words behind the owner say of the end: a day of its own, or that it is done."""
    done = DONE.search(text)
    if done is None:
        return None
    behind = WHEN.search(text, done.end())
    return behind.group() if behind is not None and behind.group() != when else "yes"


def _day(when: str | None) -> str | None:
    """The day without the words before it."""
    return DUE_WORDS.sub("", when).rstrip(".") if when else None


def _tail(line: Line) -> Told | None:
    """A sentence that ends in who and when."""
    text = spaced(line).strip().rpartition("|")[2].strip()
    if not 12 <= len(text) <= 400:
        return None
    arrow = ARROW.search(text)
    said = text[arrow.end() :] if arrow is not None else re.sub(r"^\W{0,4}(?:[a-z0-9]{1,2}[.)]\s)?", "", text)
    match = NAMED.match(said) or TAIL.match(said)
    if match is None or not _is_owner(match["owner"]) or not _small(match["owner"]):
        return None
    what = match["what"] if arrow is None else f"{text[: arrow.start()].strip()}: {match['what']}"
    if (match.re is TAIL and NO_TASK.search(match["what"])) or (line.index < HEAD_LINES and arrow is None):
        return None
    if len(what) > LONG_PROSE or SAYS_ONLY_OPEN.search(what):
        sentences = re.split(r"[.?!]\s", what)
        what = sentences[0 if ITEM_NUMBER.match(text) else -1]
    return Told(what.strip(" -:,"), line, match["owner"], _day(match["when"]), _closing(match["after"], match["when"]))


def _small(owner: str) -> bool:
    """Whether no word of it is one of forms and calendars: "On Friday, June 3" names nobody."""
    return (
        not any(word.strip(".,").lower() in NOT_NAMES for word in owner.split())
        or OWNER_ROLE.fullmatch(owner) is not None
    )


OWNER_ROLE = re.compile(ROLE_OWNER, re.I)


def _task(line: Line, known: frozenset[str]) -> Told | None:
    """Read "Gord to move the sign by May 3" of somebody the page names elsewhere in full, or names so."""
    match = TASK.search(line.text[:400])
    if match is None or not _small(match["owner"]) or len(match["what"].split()) < LEAST_TASK:
        return None
    if not known.intersection(match["owner"].split()):
        return None
    when = re.search(rf"\b(?:by|before|due|avant|d.ici)\s{{1,2}}(?P<w>{WHEN.pattern})", match["what"])
    what = match["what"][: when.start()] if when is not None else match["what"]
    return Told(what.strip(" ,"), line, match["owner"], _day(when["w"]) if when is not None else None)


def _carried(line: Line, latest: date) -> Told | None:
    """A matter carried over that the line calls closed."""
    match = CARRIED.match(line.text[:260].strip())
    if match is None or len(match["what"].split()) < 2 or CLOSED_END.search(match["said"]) is None:
        return None
    days = find_dates(match["said"], latest)
    day = next((one.value.isoformat() for one in days if one.value is not None), None)
    return Told(match["what"].strip(), line, closed=day or "yes")
