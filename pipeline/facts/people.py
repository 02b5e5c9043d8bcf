"""Step 5, finder: a document -> the people in it by the part they play: attendee, trainer, inspector, chair …."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.facts.grids import Grid, Kinds, Row, grids
from pipeline.facts.names import TITLE_WORDS, as_name, name_and_title, names_in
from pipeline.facts.ner import people_of
from pipeline.facts.places import written
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact

MOST_PEOPLE = 400
ATTENDANCE_LINES = 60
LABELS_A_LINE = 4
LONGEST_LIST = 800

# Labels that a person's name follows, most telling first.
ROLE_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("absent", re.compile(r"\b(?:regrets|absent\w?|apologies|not in attendance|absences)\b\s{0,2}:", re.I)),
    (
        "trainer",
        re.compile(
            r"\b(?:trainer|instructor|facilitator|presenter|presented by|instructed by|trained by"
            r"|taught by|delivered by|assessor|evaluator|evaluated by|assessed by|formateur|animateur"
            r"|orientation (?:given|conducted|provided) by"
            r"|observer)(?:'s)?(?: name)?(?: \(print\w{0,3}\))?\s{0,2}:",
            re.I,
        ),
    ),
    (
        "investigator",
        re.compile(
            r"\b(?:(?:lead )?investigat(?:or|ed by|ion (?:team|lead|led by))s?"
            r"|enquêteur)(?: name)?\s{0,2}:",
            re.I,
        ),
    ),
    (
        "inspector",
        re.compile(
            r"\b(?:inspect(?:or|ed by|ion (?:by|team|conducted by|performed by))s?|conducted by"
            r"|performed by|checked by|inspecteur|inspecté par)(?: name| \(print\w{0,3}\))?\s{0,2}:",
            re.I,
        ),
    ),
    (
        "chair",
        re.compile(
            r"\b(?:(?:employer|worker|employee|management|labour)? ?co-?chairs?|chair(?:person|ed by)?"
            r"|président\w? (?:de séance|d.assemblée)|animé par|meeting (?:led|lead|run|conducted) by"
            r"|led by|leader)(?: \([^()\n]{2,20}\))?\s{0,2}:",
            re.I,
        ),
    ),
    (
        "trainee",
        re.compile(
            r"\b(?:trainee|student|learner|participant|candidate|new (?:worker|employee"
            r"|hire))(?:'s)?(?: name)?\s{0,2}:",
            re.I,
        ),
    ),
    (
        "holder",
        re.compile(
            r"\b(?:holder|this (?:is to )?certif(?:y|ies) that|awarded to|presented to|issued to"
            r"|certified that|granted to|décerné à|certifie que|titulaire)\s{0,2}:?",
            re.I,
        ),
    ),
    (
        "worker",
        re.compile(
            r"\b(?:(?:employee|worker|operator|driver|person|employé|travailleur|technician"
            r"|mechanic)(?:'s)?(?: name)?|accompanied by(?: \(worker\))?|name of (?:worker|employee|operator|trainee"
            r"|student))(?: \(print\w{0,3}\))?\s{0,2}:",
            re.I,
        ),
    ),
    (
        "supervisor",
        re.compile(
            r"\b(?:supervisor|foreman|superviseur|contremaître"
            r"|manager)(?:'s)?(?: name)?(?: \(print\w{0,3}\))?\s{0,2}:",
            re.I,
        ),
    ),
    (
        "author",
        re.compile(
            r"\b(?:prepared by|reported by|completed by|recorded by|minutes (?:taken )?by|secretary"
            r"|recorder|author|préparé par|rédigé par|assessment team|developed by"
            r"|participants? in assessment)\s{0,2}:",
            re.I,
        ),
    ),
    (
        "attendee",
        re.compile(
            r"\b(?:present|took part|(?:those |members |people |persons |workers )?(?:in attendance|attending"
            r"|present)|attendees?|attendance|participants?|crew(?: members?)?|members(?: present)?"
            r"|guests?|présen(?:ts?|ces)|membres(?: présents)?"
            r"|invités?)\b(?: \([^()\n]{1,30}\))?\s{0,2}:",
            re.I,
        ),
    ),
)
# A heading line over a list of people.
ATTENDANCE_HEADING = re.compile(
    r"^\s{0,6}(?:\d{0,2}[.)]?\s{0,2})(?:(?:those |members |meeting )?(?:in attendance"
    r"|attendance|attendees?|present|participants?|sign[- ]?in(?: sheet)?|crew(?: members?"
    r"| sign[- ]?(?:on|off|in))?|members(?: present)?|worker sign[- ]?(?:on|off|in))|présences"
    r"|personnes présentes|membres)\s{0,2}(?:\([^()\n]{1,30}\))?\s{0,2}:?\s{0,4}$",
    re.I,
)
ABSENT_HEADING = re.compile(r"^\s{0,6}(?:regrets|absent\w?|apologies|absences)\s{0,2}:?\s{0,4}$", re.I)
NEXT_LABEL = re.compile(
    r"\s{3,}\S|\b(?:date|time|location|site|signature|title|position|company|phone|topic"
    r"|department|supervisor|unit|crew|shift|regrets|absent|guests?|chair|recorder"
    r"|lieu)\b\s{0,2}:",
    re.I,
)

SHEET_COLUMNS: Kinds = (
    ("signature", re.compile(r"\b(?:signatures?|initials?|sign[- ]?(?:in|off|on)|signé)\b", re.I)),
    (
        "person",
        re.compile(
            r"\b(?:(?:print(?:ed)? |full |worker |employee |attendee |member )?names?|nom|employees?"
            r"|workers?|attendees?|members?|participants?|visitors?|travailleurs?|présents?|print)\b",
            re.I,
        ),
    ),
    ("title", re.compile(r"\b(?:title|position|role|trade|occupation|job|poste|métier|representing)\b", re.I)),
    ("company", re.compile(r"\b(?:company|employer|organization|compagnie|entreprise)\b", re.I)),
    ("present", re.compile(r"\b(?:present|attend(?:ed|ance)?|absent|présent)\b", re.I)),
    ("time", re.compile(r"\b(?:time|in|out|heure|date)\b", re.I)),
)
_SHEET_ROLES = {
    "training_record": "trainee",
    "meeting_minutes": "attendee",
    "emergency": "attendee",
    "hazard_assessment": "worker",
    "contractor": "attendee",
    "procedure": "worker",
    "administration": "member",
    "inspection": "inspector",
}
_ABSENT_MARK = re.compile(r"\b(?:absent|regrets|no|a)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Seen:
    name: str
    role: str
    line: Line
    title: str | None = None


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "person" with role; attribute title where the page gives one. Sheets first, then labels, then lists."""
    seen: set[tuple[str, str]] = set()
    for page in reading.pages:
        for person in (*_sheet(reading, page), *_labelled(page), *_listed(page)):
            key = (person.name.lower(), person.role)
            if key in seen or len(seen) >= MOST_PEOPLE:
                continue
            seen.add(key)
            title = (("title", person.title),) if person.title else ()
            yield Fact("person", person.name, reading.cite(person.line), "people", person.role, title)


def _sheet(reading: Reading, page: PageReading) -> Iterator[_Seen]:
    """Rows of a sign-in sheet or attendance table."""
    for grid in grids(page, SHEET_COLUMNS, ("person",), 2):
        if not grid.has("signature") and not grid.has("present") and not grid.has("title") and not grid.has("company"):
            continue
        role = _SHEET_ROLES.get(reading.family)
        if role is None or (role == "member" and reading.document_type not in {"org_chart", "committee_terms"}):
            continue
        for row in grid.rows:
            yield from _sheet_row(grid, row, role)


def _sheet_row(grid: Grid, row: Row, role: str) -> Iterator[_Seen]:
    cell = grid.cell(row, "person")
    name, title = name_and_title(cell)
    if name is None:
        name = as_name(written(cell).title())
    if name is None:
        return
    absent = grid.has("present") and bool(_ABSENT_MARK.fullmatch(grid.cell(row, "present")))
    yield _Seen(name, "absent" if absent else role, row.line, title or grid.cell(row, "title") or None)


def _labelled(page: PageReading) -> Iterator[_Seen]:
    """The words "Trainer: Jane Doe" and, for lists, "Present: Jane Doe, John Roe (Manager)"."""
    for line in page.lines:
        if ":" not in line.text and "certif" not in line.text.lower() and " to" not in line.text.lower():
            continue
        for role, pattern in ROLE_LABELS:
            for match in islice(pattern.finditer(line.text), LABELS_A_LINE):
                value = _value(page, line, match.end(), role)
                for name, title in names_in(value):
                    yield _Seen(name, _turned(role, match.group()), line, title)


def _turned(role: str, label: str) -> str:
    """A label may say more than its pattern: "Chair" of the workers is a chair all the same."""
    return "chair" if role == "attendee" and "chair" in label.lower() else role


def _value(page: PageReading, line: Line, end: int, role: str) -> str:
    """The text a label is answered with: the rest of its line up to the next label, and what the line runs on to."""
    rest = line.text[end : end + LONGEST_LIST]
    stop = NEXT_LABEL.search(rest, min(1, len(rest)))
    if stop is not None and role not in {"attendee", "absent"}:
        return rest[: stop.start()]
    value = rest
    for following in page.lines[line.index + 1 : line.index + 4]:
        text = following.text.strip()
        if not text or ":" in text or (value.strip() and not value.rstrip().endswith((",", ";"))):
            break
        value = f"{value} {text}"
        if role not in {"attendee", "absent"}:
            break
    return value


def _listed(page: PageReading) -> Iterator[_Seen]:
    """Names on the lines under a heading such as "In attendance"; the model is asked only where rules find none."""
    role: str | None = None
    held: list[Line] = []
    for line in (*page.lines, Line(page.page.number, len(page.lines), "# end:")):
        text = line.text.strip()
        if ATTENDANCE_HEADING.match(text) or ABSENT_HEADING.match(text):
            yield from _under_heading(role, held)
            role, held = ("absent" if ABSENT_HEADING.match(text) else "attendee"), []
        elif role is not None and (_is_heading(text) or len(held) >= ATTENDANCE_LINES):
            yield from _under_heading(role, held)
            role, held = None, []
        elif role is not None and text:
            held.append(line)


def _is_heading(text: str) -> bool:
    """What ends a list of people: a numbered heading, a label, a sentence."""
    if name_and_title(text)[0] is not None:
        return False
    return (
        bool(re.match(r"^(?:\d{1,2}[.)]\s|#)", text))
        or text.endswith(":")
        or len(text) > 160
        or (text.endswith(".") and len(text) > 60)
    )


def _under_heading(role: str | None, lines: list[Line]) -> Iterator[_Seen]:
    if role is None or not lines:
        return
    found = [(line, name, title) for line in lines for name, title in names_in(line.text.replace("_", " "))]
    if not found:
        texts = tuple(line.text for line in lines[:20] if any(character.isupper() for character in line.text))
        found = [(lines[index], name, None) for index, name in people_of(texts)]
    for line, name, title in found:
        yield _Seen(name, role, line, title if title and TITLE_WORDS.search(title) else None)
