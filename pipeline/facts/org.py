"""Step 5, finder: org charts, rosters, inventories and terms of reference -> positions and who holds them."""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.grids import Kinds, cells_of, grids
from pipeline.facts.names import TITLE_WORDS, as_name, name_and_title, name_in_cell, names_in
from pipeline.facts.places import written
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact

BOX_LINES = 3.2
"""A title stands at most so many line heights under its name."""
MOST_POSITIONS = 500
TYPES = frozenset(
    {"org_chart", "job_task_inventory", "committee_terms", "responsibilities", "training_matrix", "unknown"}
)

ROSTER_COLUMNS: Kinds = (
    ("title", re.compile(r"\b(?:title|position|role|job|trade|occupation|poste|métier|fonction)\b", re.I)),
    (
        "person",
        re.compile(r"\b(?:name|employees?|workers?|person|staff|incumbent|held by|nom|titulaire|members?)\b", re.I),
    ),
    ("reports", re.compile(r"\b(?:reports? to|supervisor|manager|relève de)\b", re.I)),
    ("site", re.compile(r"\b(?:site|location|branch|yard|lieu|department)\b", re.I)),
    ("tasks", re.compile(r"\b(?:tasks?|duties|tâches)\b", re.I)),
    ("hired", re.compile(r"\b(?:hire|start|embauche)\b", re.I)),
)

# Highest first; what the words say, not who is written highest on the page.
LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("manager", re.compile(r"\bvice[- ]?president|\bvice[- ]?président", re.I)),
    (
        "top",
        re.compile(
            r"\b(?:president|président\w?|owner|propriétaire|c\.?e\.?o\.?|chief executive"
            r"|managing director|directeur général|directrice générale)\b",
            re.I,
        ),
    ),
    (
        "senior",
        re.compile(r"\b(?:general manager|chief \w{1,12} officer|coo|cfo|director|directeur|directrice)\b", re.I),
    ),
    ("manager", re.compile(r"\b(?:manager|gestionnaire|superintendent|surintendant)\b", re.I)),
    (
        "supervisor",
        re.compile(
            r"\b(?:supervisor|superviseur|foreman|foreperson|contremaître|lead hand|team lead"
            r"|crew lead)\b",
            re.I,
        ),
    ),
)


def level_of(title: str) -> str:
    """top, senior, manager, supervisor or worker."""
    return next((level for level, pattern in LEVELS if pattern.search(title)), "worker")


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "position": value the title, role its level, attributes person, title, level, site."""
    if reading.document_type not in TYPES:
        return
    chart = reading.document_type in {"org_chart", "committee_terms"}
    made = 0
    for page in reading.pages:
        found = list(_from_grids(reading, page))
        if not found and chart:
            found = list(_from_places(reading, page)) or list(_from_boxes(reading, page))
        for fact in found:
            yield fact
            made += 1
            if made >= MOST_POSITIONS:
                return


def _from_grids(reading: Reading, page: PageReading) -> Iterator[Fact]:
    for grid in grids(page, ROSTER_COLUMNS, ("title",), 2):
        if not (grid.has("person") or grid.has("tasks")):
            continue
        for row in grid.rows:
            title = written(grid.cell(row, "title"))
            person = name_in_cell(grid.cell(row, "person"))
            if not title or len(title) > 80 or (person is None and not grid.has("tasks")):
                continue
            yield _fact(reading, row.line, row.quote, title, person, grid.cell(row, "site") or None)


def _from_places(reading: Reading, page: PageReading) -> Iterator[Fact]:
    """Boxes of a drawn chart: names, then their title beside or under them, on one line or two."""
    cells = [
        (text, left, right, line) for line in page.lines if line.box is not None for text, left, right in cells_of(line)
    ]
    for text, left, right, line in cells:
        named, _, beside = text.partition(" - ") if " - " in text else text.partition(" – ")
        people = names_in(named.rstrip(" -–"))
        if not people or line.box is None:
            continue
        title = people[0][1] or beside.strip()
        if not TITLE_WORDS.search(title):
            title = f"{title} {_joined(_under(cells, left, right, line))}".strip()
        for name, own in people:
            if TITLE_WORDS.search(own or title):
                yield _fact(reading, line, f"{name}, {own or title}", own or title, name, None)


def _under(cells: Sequence[tuple[str, float, float, Line]], left: float, right: float, line: Line) -> list[str]:
    """Cells that stand close under a stretch of a line."""
    box = line.box
    if box is None:
        return []
    reach = BOX_LINES * (box.bottom - box.top)
    return [
        text
        for text, start, end, place in cells
        if place.box is not None
        and 0 < place.box.top - box.top < reach
        and min(end, right) - max(start, left) > 0.4 * min(end - start, right - left)
    ]


def _joined(under: list[str]) -> str:
    """The title of a box: the lines under a name up to the next name."""
    parts: list[str] = []
    for text in under:
        if as_name(text) is not None or len(parts) == 2:
            break
        parts.append(text.strip())
    return " ".join(parts)


def _from_boxes(reading: Reading, page: PageReading) -> Iterator[Fact]:
    """Boxes of a chart: a name and a title on one line, or on two that follow each other."""
    taken: set[int] = set()
    for index, line in enumerate(page.lines):
        if index in taken or not line.text.strip():
            continue
        for piece in re.split(r"\s{3,}|\t|\|", line.text):
            name, title = name_and_title(piece)
            left, _, right = piece.partition(":")
            if name is None and TITLE_WORDS.search(left) and as_name(right):
                name, title = as_name(right), left.strip()
            if name is None:
                continue
            if title is None:
                title = _adjacent_title(page, index)
            if title is not None and TITLE_WORDS.search(title):
                yield _fact(reading, line, f"{name}, {title}", title, name, None)


def _adjacent_title(page: PageReading, index: int) -> str | None:
    """The title on the line under a name, else over it."""
    for other in (index + 1, index - 1):
        if 0 <= other < len(page.lines):
            text = page.lines[other].text.strip()
            if (
                text
                and len(text) <= 60
                and TITLE_WORDS.search(text)
                and as_name(text) is None
                and name_and_title(text)[0] is None
            ):
                return text
    return None


def _fact(reading: Reading, line: Line, quote: str, title: str, person: str | None, site: str | None) -> Fact:
    pairs = (("person", person), ("title", title), ("level", level_of(title)), ("site", site))
    attributes = tuple((key, value) for key, value in pairs if value)
    return Fact("position", title, reading.cite(line, quote), "org", level_of(title), attributes)
