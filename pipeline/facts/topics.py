"""Step 5, finder: minutes and talks -> what was talked about: a talk's subject, the items and sections of a meeting."""

import re
from collections.abc import Iterator

from pipeline.facts.actionlines import HEADING
from pipeline.facts.names import as_name
from pipeline.facts.people_labels import labels_of
from pipeline.facts.people_seen import spaced
from pipeline.facts.places import written
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact

FAMILY = "meeting_minutes"
TALKS = frozenset({"toolbox_talk"})
MEETINGS = frozenset({"hsc_minutes", "safety_meeting", "management_review"})
MOST_TOPICS = 60
LONGEST_TOPIC = 160
ITEM_WORDS = 9
HEAD_WORDS = 5

HEAD_LINES = 3
LEAST_HEADS = 2
"""From so many sections on, the bullets below them are their points and no subjects of their own."""

# Given names as lists write them: who speaks, "Anneke: the groundies cannot hear", is no subject.
GIVEN = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ]{1,15}) [A-ZÀ-Þ][\w'’-]{1,24}")
# The label of a talk's subject, at the start of a line or cell.
SUBJECT = re.compile(
    r"(?:^|\s{2,}|\|\s?)\W{0,3}(?:(?:talk |discussion |today'?s |main )?topics?(?: discussed"
    r"| of (?:the )?(?:talk|day))?|subjects?|theme"
    r"|sujets?|thèmes?|title of talk|about|on|tonight)(?:\s?\([^()\n]{1,40}\))?(?:\s{0,2}:"
    r"|\s(?=\S))\s{0,4}(?P<v>\S[^\n]{2,200})",
    re.I,
)
SUBJECT_END = re.compile(r"\s{3,}|\s\|\s|\.\s")
# "3. Inspections looked at: yard", "a) French version", "B. Minutes of previous meeting".
ITEM = re.compile(
    r"^\s{0,6}(?:item\s\d{1,2}[.:)]?|(?:\d{1,2}[A-Za-z]?|(?-i:[A-Z]))[.)])\s{1,3}(?P<t>\S[^\n]{2,300})$", re.I
)
# "1 Frost on rail ladders: …" under a line that says "Topics".
LISTED = re.compile(r"^\s{0,6}\d{1,2}\s{1,3}(?P<t>(?-i:[A-ZÀ-Þ])[^\n]{2,300})$")
LIST_HEAD = re.compile(
    r"^\W{0,4}(?:topics?|agenda|items?|points?|subjects?|sujets?|inputs?"
    r"|discussed)(?: discussed)?\W{0,3}$",
    re.I,
)
# "near misses: four since September".
SECTION = re.compile(r"^\W{0,4}(?P<t>[A-Za-zÀ-ÿ][\w'’&/ ,-]{1,50}):(?:\s{1,3}\S|\s{0,2}$)")
# "Hand injuries. Colette showed what gloves were worn": a paragraph that opens with its title.
OPENING = re.compile(r"^\s{0,4}(?P<t>[A-ZÀ-Þ][\w'’&/-]{1,20}(?: [\w'’&/-]{1,16}){0,3})\.\s{1,2}[A-ZÀ-Þ]")
BULLET = re.compile(r"^\s{0,8}(?:[-–*•▪]\s|[a-z]\)\s)")
TITLE_END = re.compile(r"[.:;?]|\s[-–—]\s|\s{3,}|\s\|\s|,\s(?=[a-zà-ÿ])")
# What a section is called that is no subject: head, foot and housekeeping of minutes.
NO_TOPIC = re.compile(
    r"^(?:date|time|where|when|place|location|room|lieu|heure|held|start\w{0,3}|end\w{0,3}|called to order"
    r"|next\b|prochaine|quorum|adjourn\w{0,5}"
    r"|sign\w{0,6}|signé|posted|copy|copies|copie|cc|department|workplace|project|seen\b|it was|not\b|heads?"
    r"|distribution|notes?"
    r"|minutes (?:by|taken)|page|job|form"
    r"|project|crew|meeting|site|weather|number"
    r"|moved|seconded|ajourn\w{0,5}|levée|fin\b|done|out at|typed|enough of us|worker|employer|management"
    r"|attendance|guests?|here|present|who)\b",
    re.I,
)


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "topic": what a talk was about, what a meeting's items and sections are called."""
    if reading.family != FAMILY and reading.document_type not in MEETINGS:
        return
    found: set[str] = set()
    for page in reading.pages:
        for value, line in _topics(reading, page):
            if value.casefold() in found or len(found) >= MOST_TOPICS:
                continue
            found.add(value.casefold())
            yield Fact("topic", value, reading.cite(line), "topics")


def _topics(reading: Reading, page: PageReading) -> Iterator[tuple[str, Line]]:
    if reading.document_type in TALKS:
        subject = _subject(page)
        if subject is not None:
            yield subject
    elif reading.document_type in MEETINGS:
        lines = (line for one in reading.pages for line in one.lines)
        given = {match.group(1) for line in lines for match in GIVEN.finditer(line.text)}
        listed = any(LIST_HEAD.match(line.text) for line in page.lines)
        named = [(_item(line, listed) or _section(reading, page, line), line) for line in page.lines]
        told = [(value, line) for value, line in named if value is not None]
        heads = [(value, line) for value, line in told if not BULLET.match(line.text)]
        chosen = heads if len(heads) >= LEAST_HEADS else told
        yield from ((value, line) for value, line in chosen if value not in given and value not in reading.title)


def _subject(page: PageReading) -> tuple[str, Line] | None:
    """The subject of a talk, by its label."""
    for line in page.lines:
        match = SUBJECT.search(spaced(line))
        if match is not None:
            value = written(SUBJECT_END.split(match["v"], maxsplit=1)[0])[:LONGEST_TOPIC]
            if len(value) >= 3 and as_name(value) is None and not value[:1].isdigit():
                return value, line
    return None


def _item(line: Line, listed: bool) -> str | None:
    """The title of a numbered item."""
    match = ITEM.match(line.text) or (LISTED.match(line.text) if listed else None)
    if match is None:
        return None
    head = TITLE_END.split(match["t"].strip(), maxsplit=1)[0]
    return _title(" ".join(head.split()[:ITEM_WORDS]), ITEM_WORDS)


def _section(reading: Reading, page: PageReading, line: Line) -> str | None:
    """A short label that opens a section, or a short line over bullets."""
    if line.index < HEAD_LINES:
        return None
    match = SECTION.match(line.text) or OPENING.match(line.text)
    text = match["t"] if match is not None else line.text.strip(" :#*_")
    if match is None:
        following = page.lines[line.index + 1].text if line.index + 1 < len(page.lines) else ""
        if not BULLET.match(following) or BULLET.match(line.text) or len(text) > 50:
            return None
    labelled = any(label.start <= 4 for label in labels_of(line.text, reading.document_type, reading.family))
    return None if labelled else _title(text, HEAD_WORDS)


def _title(text: str, most: int) -> str | None:
    value = written(TITLE_END.split(text.strip(), maxsplit=1)[0])
    words = value.split()
    if not 1 <= len(words) <= most or len(value) < 3 or NO_TOPIC.match(value) or HEADING.match(value) or as_name(value):
        return None
    return value if sum(map(str.isalpha, value)) >= 3 else None
