"""Step 5, part of the people finder: sign-in sheets, crew lists and lists under a heading -> the people on them."""

import re
from collections.abc import Iterator

from pipeline.facts.grids import Grid, Kinds, Row, grids
from pipeline.facts.namelists import Listed, fills, only_people, people_at
from pipeline.facts.names import TITLE_WORDS, as_name, name_and_title
from pipeline.facts.ner import people_of
from pipeline.facts.people_labels import labels_of
from pipeline.facts.people_seen import Seen, part_of, spaced
from pipeline.facts.places import written
from pipeline.facts.reading import Line, PageReading, Reading

LIST_LINES = 60
MOST_OTHER_LINES = 1
"""Lines without a name that a list may hold: a blank row, a remark."""
CANDIDATES = 20

SHEET_COLUMNS: Kinds = (
    (
        "signature",
        re.compile(r"\b(?:signatures?|initials?|sign(?:[- ]?(?:in|off|on|ed|here))?|signé|initiales)\b", re.I),
    ),
    (
        "person",
        re.compile(
            r"\b(?:(?:print(?:ed)? |full |worker |employee |attendee |member )?names?|nom|employees?"
            r"|workers?|attendees?|members?|participants?|visitors?|travailleurs?|présents?|print|prénom)\b",
            re.I,
        ),
    ),
    (
        "title",
        re.compile(
            r"\b(?:title|position|role|trade|occupation|job|poste|métier|representing|service|fonction)\b", re.I
        ),
    ),
    (
        "company",
        re.compile(r"\b(?:company|employer|firm|organi[sz]ation|contractor|compagnie|entreprise|employeur)\b", re.I),
    ),
    ("present", re.compile(r"\b(?:present|attend(?:ed|ance)?|absent|here|présent)\b", re.I)),
    ("time", re.compile(r"\b(?:time|in|out|heure|date|mark|score|result|note)\b", re.I)),
)
BESIDE = ("signature", "present", "title", "company", "time")
"""Columns of which one must stand beside the names, else a column of names is just that."""
SHEET_ROLES = {
    "training_record": "trainee",
    "meeting_minutes": "attendee",
    "emergency": "attendee",
    "hazard_assessment": "worker",
    "contractor": "attendee",
    "procedure": "worker",
    "administration": "member",
    "inspection": "inspector",
}
SHEET_ROLES_OF_TYPES = {
    "contractor_orientation": "trainee",
    "org_chart": "member",
    "committee_terms": "member",
    "ppe_inspection": "worker",
    "pre_use_inspection": "worker",
}
# Papers on which a bare run of names is who was there, and what they did.
BARE_ROLES = {
    "toolbox_talk": "attendee",
    "safety_meeting": "attendee",
    "hsc_minutes": "attendee",
    "drill_record": "attendee",
    "training_signin": "trainee",
    "contractor_orientation": "trainee",
    "flha": "worker",
}
# A heading line over a list of people, in the words that need no label's meaning.
NAMES_HEADING = re.compile(
    r"^\W{0,6}(?:\d{1,2}[.)]\s{0,2})?(?:(?:worker |crew |employee |meeting )?sign[- ]?(?:in|on|off)(?: sheet)?"
    r"|signed(?: on| in)?|signatures?|attendance(?: list| sheet)?|who was (?:here|there)|feuille de présence"
    r"|(?:(?:print(?:ed)? )?names?|print)(?:\s?(?:[/&,+]|and)\s?(?:sign\w{0,6}|initials?|date|time|company)){0,3}"
    r"|noms?|by signing\b[^\n]{0,80})\W{0,6}$",
    re.I,
)
_ABSENT_MARK = re.compile(r"\b(?:absent\w?|regrets|no|a|away|non)\b", re.I)


def sheets_of(reading: Reading, page: PageReading) -> Iterator[Seen]:
    """Rows of sign-in sheets and attendance tables."""
    role = SHEET_ROLES_OF_TYPES.get(reading.document_type, SHEET_ROLES.get(reading.family))
    if role is None or (role == "member" and reading.document_type not in SHEET_ROLES_OF_TYPES):
        return
    for grid in grids(page, SHEET_COLUMNS, ("person",), 2):
        if any(grid.has(kind) for kind in BESIDE[:4]):
            for row in grid.rows:
                yield from _row(reading, grid, row, role)


def _row(reading: Reading, grid: Grid, row: Row, role: str) -> Iterator[Seen]:
    cell = grid.cell(row, "person")
    name, title = name_and_title(cell)
    if name is None:
        name = as_name(written(cell).title())
    listed = people_at(cell, wide=False, short=True) if name is None else ()
    if listed:
        name, title = listed[0].name, listed[0].title
    if name is None:
        return
    title = title or grid.cell(row, "title") or None
    if grid.has("present") and _ABSENT_MARK.fullmatch(grid.cell(row, "present")):
        role = "absent"
    yield from _seen(reading, Listed(name, title), role, row.line)


def _seen(reading: Reading, person: Listed, role: str, line: Line) -> Iterator[Seen]:
    own = part_of(reading, role, person.title)
    title = person.title if person.title and (own or TITLE_WORDS.search(person.title)) else None
    if own not in {"absent", "supervisor"}:
        yield Seen(person.name, role, line, title)
    if own is not None:
        yield Seen(person.name, own, line, title)


def lists_of(reading: Reading, page: PageReading) -> Iterator[Seen]:
    """Names on the lines under a heading such as "In attendance", and bare runs of names where a crew signs."""
    yield from _under_headings(reading, page)
    role = BARE_ROLES.get(reading.document_type)
    if role is not None:
        yield from _bare(reading, page, role)


def _heading(reading: Reading, line: Line) -> str | None:
    """The part of the people listed under a line, or None when it heads no list."""
    text = spaced(line).strip()
    if not 2 <= len(text) <= 90:
        return None
    if NAMES_HEADING.match(text):
        return SHEET_ROLES_OF_TYPES.get(reading.document_type) or BARE_ROLES.get(reading.document_type)
    for label in labels_of(text, reading.document_type, reading.family):
        whole = label.start <= 6 and not text[label.end :].strip(" _.:")
        return label.role if whole and label.role in {"attendee", "absent", "trainee", "worker", "inspector"} else None
    return None


def _under_headings(reading: Reading, page: PageReading) -> Iterator[Seen]:
    index = 0
    while index < len(page.lines):
        role = _heading(reading, page.lines[index])
        index += 1
        if role is None:
            continue
        held = tuple(_block(reading, page, index))
        found = [(line, person) for line in held for person in people_at(_row_text(line), wide=True, short=True)]
        for line, person in found:
            yield from _seen(reading, person, role, line)
        if not found and role in {"attendee", "absent"}:
            yield from _asked(role, held)
        index += len(held)


def _row_text(line: Line) -> str:
    return spaced(line).replace("_", " ").strip()


def _block(reading: Reading, page: PageReading, start: int) -> Iterator[Line]:
    """The lines of a list: until a heading, a label, or more than one line that holds no name."""
    others = 0
    for line in page.lines[start : start + LIST_LINES]:
        text = _row_text(line)
        if not text:
            continue
        named = bool(people_at(text, wide=True, short=True))
        if not named:
            others += 1
            if others > MOST_OTHER_LINES or _ends_list(reading, line, text):
                return
        else:
            others = 0
        yield line


def _ends_list(reading: Reading, line: Line, text: str) -> bool:
    """What ends a list of people: a numbered heading, a label, a sentence."""
    return (
        bool(re.match(r"^(?:\d{1,2}[.)]\s|#)", text))
        or text.endswith(":")
        or len(text) > 160
        or (text.endswith(".") and len(text) > 60)
        or _heading(reading, line) is not None
        or any(label.colon for label in labels_of(text, reading.document_type, reading.family))
    )


def _asked(role: str, lines: tuple[Line, ...]) -> Iterator[Seen]:
    """What the language model sees on candidate lines that rules cannot read."""
    candidates = [line for line in lines[:CANDIDATES] if any(character.isupper() for character in line.text)]
    for index, name in people_of(tuple(line.text for line in candidates)):
        yield Seen(name, role, candidates[index])


def _bare(reading: Reading, page: PageReading, role: str) -> Iterator[Seen]:
    """Lines that hold names and nothing else: several on one line, or lines that follow each other."""
    run: list[tuple[Line, Listed]] = []
    places = {site.name.casefold() for site in reading.profile.sites} | {reading.profile.client.casefold()}
    for line in (*page.lines, Line(page.page.number, len(page.lines), "#")):
        text = _row_text(line) if 4 < len(line.text.strip()) < 240 else ""
        people = (only_people(text) or fills(text)) if text[:1].isupper() or text[:1].isdigit() else ()
        people = tuple(person for person in people if person.name.casefold() not in places)
        if len(people) >= 2:
            for person in people:
                yield from _seen(reading, person, role, line)
        if len(people) == 1:
            run.append((line, people[0]))
        elif line.text.strip():
            for held, person in run if len(run) >= 2 else ():
                yield from _seen(reading, person, role, held)
            run = []
