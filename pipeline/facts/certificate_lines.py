"""Step 5, part of the certificate finder: the lines of a ticket -> its holder, course, provider and instructor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.identity_words import COMPANY
from pipeline.facts.namelists import LAST_FIRST, name_at, people_at
from pipeline.facts.names import as_name
from pipeline.facts.people_seen import spaced
from pipeline.facts.reading import Line, PageReading

HEAD_LINES = 30
"""Lines of a page that may name holder and course; certificates are short."""
LONGEST_COURSE = 90
LONGEST_SENTENCE = 130
"""Longer lines are the small print of a card."""

# The words before the holder's name: on the same line, or as a line of its own over the name.
HOLDER = re.compile(
    r"(?:\b(?:(?:certif(?:y|ies)|says?|confirms?|attests?|declares?|say|be it known) that|(?:has"
    r"|have) certified|awarded to"
    r"|presented to|issued to|granted to|conferred (?:up)?on|completed by|décernée? à|certifie que"
    r"|atteste que|remise? à)"
    r"|(?:^|\s{2}|[|.;]\s)(?:name|holder|student|employee|trainee|worker|participant|candidate|operator|driver|learner"
    r"|subject|wearer|person|who|nom|titulaire|travailleur)(?:'s)?(?: name)?\s{0,2}(?:\(print\w{0,3}\))?"
    r"(?:\s{0,2}[:|]|\s(?=[A-ZÀ-Þ])))\s{0,3}(?P<v>[^\n]{0,80})",
    re.I,
)
# "Jo Hill completed …": the sentence of a plain statement of attendance.
DID = re.compile(
    r"\s{1,2}(?:has |have |a )?(?:completed|attended|passed|took part|participated|met|suivi|réussi|sat)\b", re.I
)
# What stands between the holder and the course.
EARNED = re.compile(
    r"\b(?:(?:has |have )?(?:successfully |satisfactorily )?(?:completed|passed|attended|took part|fulfilled"
    r"|met|sat through|finished"
    r"|participated in|trained (?:in|on))\b|requirements (?:of|for)|is trained (?:in|on)"
    r"|authorized to operate|a suivi(?: avec succès)?"
    r"|a réussi|formation (?:de|en|sur))",
    re.I,
)
# Words of that sentence that name no course yet.
FILLER = re.compile(
    r"^(?:[\s,:;|.]|and\b|passed\b|with\b|a\b|an\b|the\b|in\b|of\b|for\b|on\b|mark\b|\d{1,3}\s?%"
    r"|program(?:me)?\b|course\b|training\b"
    r"|requirements?\b|full\b|(?:[\w½]{1,12}[- ])?(?:half[- ])?(?:hours?|days?)\b|written\b|practical\b"
    r"|parts?\b|test\b|exam\w{0,7}\b"
    r"|following\b|approved\b|la\b|le\b|formation\b|cours\b|avec\b|succès\b|successfully\b|satisfactorily\b"
    r"|to\b|has\b|attended\b"
    r"|completed\b){1,30}",
    re.I,
)
COURSE_END = re.compile(
    r"\s{3,}|\s\|\s|[.;](?:\s|$)|\s(?:on|at|held|dated|le|delivered|with a mark|expir\w{0,5}|issued"
    r"|valid)\s[^\n]{0,80}$|\s[-–—]\s\d|,\s(?:at|on|held)\b"
    r"|\s(?=\(?(?:19|20)\d\d\b)",
    re.I,
)
COURSE_NOUN = re.compile(
    r"\b(?:first aid|cpr|aed|fall|heights?|confined|h2s|whmis|simdut|tdg|forklift|fork lift|lift|operator"
    r"|rigging|rigger"
    r"|hoist\w{0,3}|scaffold\w{0,3}|ground disturbance|supervisor|leadership|auditor|safety|training"
    r"|awareness|orientation"
    r"|respirator|licen[cs]e|excavat\w{1,4}|trench\w{0,4}|premiers soins|secourisme|traffic|flagg\w{1,4}"
    r"|signal\w{1,4}|electric\w{0,4}"
    r"|arc flash|lockout|crane|loader|truck|platform|chain ?saw|abattage|rescue|welding|boat|fire"
    r"|ergonom\w{1,3}|handler|handling"
    r"|control person|class \w{1,2}|certified member|committee|brazing|asbestos|silica|aerial"
    r"|limits of approach|powered?|propane"
    r"|dangerous goods|defensive|driving|wildlife|mental health|violence|investigation)\b",
    re.I,
)
# What a ticket is called, whatever it is for.
GENERIC = re.compile(
    r"^\W{0,4}(?:the )?(?:certificates?|certification|attestation|carte?|card|wallet|statement|transcript"
    r"|operator'?s?|record|copy|copie|front"
    r"|back|recto|verso|photocopie?|both sides?|only|sides?|of|de|du|des|la|le|and|for|keep|this|with|you"
    r"|completion|achievement"
    r"|attendance|participation|training|competenc[ey]|compétence|qualification|student|id|course|temporary"
    r"|permit|proof|scan(?:s|ned)?|on|cards?|\W|\d)+$",
    re.I,
)
# A day, a number or a word of measure where a course should stand.
NO_COURSE = re.compile(
    r"^(?:(?:course )?dates?\b|hours?\b|minutes?\b|mark\b|score\b|\d|(?:jan|feb|mar|apr|may|june?|july?|aug"
    r"|sep|oct|nov|dec)\w{0,6}\.? \d"
    r"|(?:janv|févr?|mars|avril|mai|juin|juil|août|déc)\w{0,6}\.? \d|the requirements?$)",
    re.I,
)
FIT_TITLE = re.compile(
    r"\b(?:fit|mask|respirator|ajustement)\b[^\n]{0,40}\b(?:test\w{0,3}|fit\w{0,4}|card|record)|\bmask fit"
    r"|\bfit test\w{0,3}|essai d.ajustement",
    re.I,
)
# A school or agency by its name.
SCHOOL = re.compile(
    r"\b(?:schools?|academy|institute|college|collège|cégep|université|university|centre|center|association"
    r"|society|services|co-?op"
    r"|co-?operative|coopérative|foundation|council|commission|ambulance|agency|group|partners"
    r"|consult\w{2,5}|board|league|learning"
    r"|lifesav\w{1,4}|rescue & care|training (?:co|inc|ltd|services|partners|solutions|group)|solutions|inc"
    r"|ltd|limited|ltée|enr|clinique|clinic)\b",
    re.I,
)
PROVIDER = re.compile(
    r"\b(?:training (?:agency|provider|partner|organi[sz]ation)|provider|provided by|offered by|issued by"
    r"|issuer|(?:donnée?|offerte?) par"
    r"|organisme|fournisseur|tested by|mobile tester)\s{0,2}:?\s{1,3}(?P<v>(?-i:[A-ZÀ-Þ])[^\n|:]{3,70})",
    re.I,
)
PROVIDER_END = re.compile(
    r"\s{3,}|,\s|\s\(|\.(?:\s|$)|;|\s(?:instructor|moniteur|expir\w{0,4}|course|on|at)\b|\s\d", re.I
)
TEACHES = re.compile(
    r"\b(?:instructor|facilitator|trainer|teacher|examiner|formateur|formatrice|moniteur|monitrice|tester)\b", re.I
)
SIGNS = re.compile(
    r"\b(?:instructor|facilitator|trainer|teacher|examiner|registrar|formateur|formatrice|moniteur|monitrice"
    r"|tester|director|signature|signed"
    r"|evaluator|assessor|authorized|manager|president|sales|scanned|copied)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Answer:
    pattern: re.Pattern[str]

    def answer(self, text: str) -> str | None:
        """What a label asks for, cut where the next begins."""
        match = self.pattern.search(text)
        if match is None:
            return None
        value = COURSE_END.split(match["w"].strip(" :_|"), maxsplit=1)[0].strip(" :_|,")
        if not _may_be_course(value):
            return None
        return None if value.lower().startswith(("date", "training ", "course requirements")) else value


COURSE_LABEL = _Answer(
    re.compile(
        r"(?:\b(?:course|program|training|module|qualification|subject|formation|cours"
        r"|authorized to operate)(?: title| name| type)?"
        r"\s{0,2}[:|]|\b(?:ticket|topic|task|equipment|licence|license|class) ?(?:title|name"
        r"|type)?\s{0,2}:)\s{0,3}(?P<w>[^\n]{3,120})",
        re.I,
    )
)


def holder_of(page: PageReading, card: bool) -> tuple[str, Line] | None:
    """Whom a ticket is made out to; on a card also the first line that is a name and nothing else."""
    for index, line in enumerate(page.lines):
        match = HOLDER.search(line.text)
        if match is None:
            continue
        listed = people_at(match["v"].lstrip(" :_|"), wide=False)
        if listed:
            return listed[0].name, line
        if match["v"].strip(" _:.|,") and not match["v"].startswith(","):
            continue
        for other in page.lines[index + 1 : index + 4]:
            told = name_alone(other.text)
            if told is not None:
                return told, other
    return _bare_holder(page) if card else None


def _bare_holder(page: PageReading) -> tuple[str, Line] | None:
    for index, line in enumerate(page.lines[:HEAD_LINES]):
        text = spaced(line).strip()
        told = name_alone(re.split(r"\s{3,}", text, maxsplit=1)[0])
        if told is None:
            taken = name_at(text, 0)
            told = taken[0] if taken is not None and DID.match(text, taken[1]) else None
        if told is None and (turned := LAST_FIRST.match(text)) is not None and text[turned.end() :][:1] in {" ", ""}:
            told = as_name(f"{turned[2]} {turned[1]}")
        if told is None or _no_holder(text):
            continue
        below = page.lines[index + 1].text if index + 1 < len(page.lines) else ""
        if DID.search(text) or not (SIGNS.search(text) or SIGNS.search(below)):
            return told, line
    return None


def _no_holder(text: str) -> bool:
    """A school's name or the ticket's own, which may look like a person's."""
    named = text if DID.search(text) is None else ""
    return any(pattern.search(named) for pattern in (SCHOOL, COURSE_NOUN, FIT_TITLE)) or GENERIC.match(text) is not None


def name_alone(text: str) -> str | None:
    """The name of a line that holds a name and, at most, a birthday or a comma behind it."""
    taken = name_at(text.strip(), 0)
    if taken is None:
        return as_name(text)
    rest = text.strip()[taken[1] :]
    return taken[0] if not rest.strip(" .,*_") or re.match(r",\s{0,2}(?:née?\b|born\b|of\b)", rest) else None


def course_of(page: PageReading, document_type: str) -> str | None:
    """What a ticket was given for."""
    if document_type == "fit_test":
        return (
            next((_cut(line.text) for line in page.lines[:HEAD_LINES] if FIT_TITLE.search(line.text)), None)
            or "fit test"
        )
    for index, line in enumerate(page.lines[:HEAD_LINES]):
        told = COURSE_LABEL.answer(line.text) or _earned(page, index)
        if told is not None:
            return told
    return _headline(page)


def _earned(page: PageReading, index: int) -> str | None:
    """The course of "has completed …", on the same line or below it."""
    match = EARNED.search(page.lines[index].text)
    if match is None or len(page.lines[index].text) > LONGEST_SENTENCE:
        return None
    said = FILLER.sub("", page.lines[index].text[match.end() :])
    rest = _cut(said)
    if said.strip(" .:;,"):
        return rest if _may_be_course(rest) and (COURSE_NOUN.search(rest) or rest[:1].isupper()) else None
    for other in page.lines[index + 1 : index + 4]:
        if not other.text.strip():
            continue
        rest = _cut(FILLER.sub("", other.text) if EARNED.search(other.text) else other.text)
        if _may_be_course(rest) and name_alone(other.text) is None:
            return rest
    return None


def _headline(page: PageReading) -> str | None:
    """The first line that names something taught and is neither the ticket's name, the school's nor a person's."""
    for line in page.lines[:HEAD_LINES]:
        for cell in re.split(r"\s{3,}|\t|\s\|\s", spaced(line)):
            text = _cut(cell)
            if (
                ":" not in text
                and _may_be_course(text)
                and COURSE_NOUN.search(text)
                and not _is_provider(text)
                and len(cell) < LONGEST_COURSE
            ):
                return text
    return None


def _may_be_course(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    if not 3 <= len(text) <= LONGEST_COURSE or letters < 3 or GENERIC.match(text) or NO_COURSE.match(text):
        return False
    return COURSE_NOUN.search(text) is not None or as_name(text) is None


def _cut(text: str) -> str:
    return COURSE_END.split(text.strip(' \t:_|*-–"“”'), maxsplit=1)[0].strip(' :_|,.*"“”-–')


def _is_provider(text: str) -> bool:
    return SCHOOL.search(text) is not None or COMPANY.search(text) is not None


def provider_of(page: PageReading, card: bool) -> str | None:
    """Who gave the course or test: a label's answer, else a line that is a school's or agency's name."""
    for line in page.lines if card else ():
        match = PROVIDER.search(line.text)
        if match is not None and SCHOOL.search(match["v"]):
            return PROVIDER_END.split(match["v"], maxsplit=1)[0].strip(" .,")
    for line in page.lines[: HEAD_LINES if card else 0]:
        for cell in re.split(r"\s{3,}|\t", spaced(line)):
            text = cell.strip(" ,*_")
            if 5 <= len(text) <= 70 and SCHOOL.search(text) and _is_title_case(text) and not re.search(r"\d|:", text):
                return re.split(r",\s|\s\(|\s[-–—]\s", text, maxsplit=1)[0].strip()
    for line in page.lines:
        match = COMPANY.search(line.text[:200])
        if match is not None:
            return match["name"].strip()
    return None


def _is_title_case(text: str) -> bool:
    """A name of a firm: its words of four letters and more begin with a capital."""
    return all(word[0].isupper() for word in re.findall(r"[A-Za-zÀ-ÿ]{4,40}", text))


def trainer_of(page: PageReading) -> Iterator[tuple[str, Line]]:
    """Names with an instructor's title behind or under them."""
    for index, line in enumerate(page.lines):
        taken = name_at(line.text.strip(), 0)
        if taken is None:
            continue
        rest = line.text.strip()[taken[1] :]
        below = page.lines[index + 1].text if index + 1 < len(page.lines) else ""
        titled = re.match(r"\s{0,2}[,(–-]\s{0,2}[^,\n]{0,30}", rest)
        if (titled and TEACHES.search(titled.group())) or (
            not rest.strip(" .,_") and re.match(r"^\W{0,3}(?:\w{3,10} )?(?:\w{0,3})" + TEACHES.pattern, below, re.I)
        ):
            yield taken[0], line
