"""Step 5, finder: training matrices and registers -> one training row a person and course, with dates."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.facts.celldates import cell_date, is_ambiguous
from pipeline.facts.grids import Grid, Kinds, Row, grids, line_of
from pipeline.facts.names import name_in_cell
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact, Table

MOST_ROWS = 3_000

TRAINING_COLUMNS: Kinds = (
    ("expires", re.compile(r"\b(?:expir\w{0,6}|valid (?:to|until)|renew\w{0,4}|recert\w{0,10}|due)\b", re.I)),
    (
        "completed",
        re.compile(
            r"\b(?:complet\w{0,5}|date (?:taken|trained|issued|of training|received|earned)|issued?"
            r"|trained|obtained|taken|date)\b",
            re.I,
        ),
    ),
    (
        "course",
        re.compile(
            r"\b(?:courses?|training|certificat\w{1,5}|tickets?|qualification|subject|cours|formation"
            r"|program)\b",
            re.I,
        ),
    ),
    ("role", re.compile(r"\b(?:role|position|job(?: title)?|title|trade|occupation|poste|métier)\b", re.I)),
    ("person", re.compile(r"\b(?:name|employees?|workers?|person|staff|nom|employé\w?|travailleur)\b", re.I)),
    ("provider", re.compile(r"\b(?:provider|trainer|instructor|by|fournisseur|issuer)\b", re.I)),
    ("site", re.compile(r"\b(?:site|location|branch|yard|lieu)\b", re.I)),
    ("number", re.compile(r"(?:#|\bno\b|\bnumber\b|\bid\b|numéro)", re.I)),
)
# Header words of a matrix column that is no course.
NOT_A_COURSE = re.compile(
    r"\b(?:#|no\.?|id|name|employee|position|role|title|site|location|hire|start date"
    r"|department|notes?|comments?|crew|shift|phone|email|supervisor|status|branch|trade)\b",
    re.I,
)
EXPIRY_WORDS = re.compile(r"\bexpir|\bvalid (?:to|until)\b|\brecert", re.I)
COMPLETED_WORDS = re.compile(r"\bcomplet|\btaken\b|\bissued?\b|\btrained\b|\bdate of training\b", re.I)
# A cell that says something without a date.
STATUS_CELL = re.compile(
    r"^(?:expired|required|booked|overdue|n/?a|not required|yes|no|y|x|✓|✔|complete[d]?"
    r"|in progress|scheduled|exp|valid|missing|-|–)\.?$",
    re.I,
)


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "training_row": value "person: course", attributes person, role, course, completed, expires, status."""
    if reading.family not in {"training_record", "unknown", "administration"}:
        return
    made = 0
    for page in reading.pages:
        rows = list(_wide(reading, page)) or list(_long(reading, page))
        for fact in rows:
            yield fact
            made += 1
            if made >= MOST_ROWS:
                return


def _fact(reading: Reading, line: Line, quote: str, pairs: Sequence[tuple[str, str | None]], unsure: bool) -> Fact:
    attributes = tuple((key, value) for key, value in pairs if value)
    told = dict(attributes)
    value = f"{told.get('person', '')}: {told.get('course', '')}"
    return Fact("training_row", value, reading.cite(line, quote), "tables", None, attributes, ambiguous=unsure)


def _long(reading: Reading, page: PageReading) -> Iterator[Fact]:
    """One row a person and course: name | course | completed | expires."""
    for grid in grids(page, TRAINING_COLUMNS, ("person",), 2):
        if not grid.has("course") or not (grid.has("completed") or grid.has("expires")):
            continue
        person = ""
        for row in grid.rows:
            person = grid.cell(row, "person") or person
            course = grid.cell(row, "course")
            if not course or name_in_cell(person) is None:
                continue
            yield _long_row(reading, grid, row, person, course)


def _long_row(reading: Reading, grid: Grid, row: Row, person: str, course: str) -> Fact:
    cells = {kind: grid.cell(row, kind) for kind in ("completed", "expires", "role", "provider")}
    headers = {kind: header for kind, header in zip(grid.columns, grid.headers, strict=False) if kind}
    dates = {kind: cell_date(cells[kind], reading.latest, headers.get(kind, "")) for kind in ("completed", "expires")}
    unsure = any(is_ambiguous(cells[kind], reading.latest, headers.get(kind, "")) for kind in dates)
    status = next((cells[kind] for kind in dates if STATUS_CELL.match(cells[kind])), None)
    pairs = (
        ("person", name_in_cell(person)),
        ("role", cells["role"]),
        ("course", course),
        ("completed", dates["completed"]),
        ("expires", dates["expires"]),
        ("provider", cells["provider"]),
        ("status", status),
    )
    return _fact(reading, row.line, row.quote, pairs, unsure)


def _wide(reading: Reading, page: PageReading) -> Iterator[Fact]:
    """People down, courses across, dates inside; the header may take two rows (course, then completed/expires)."""
    for table in page.page.tables:
        index, person = _matrix_header(table, reading.latest)
        if index is None:
            continue
        header, sub = table[index], table[index + 1] if index + 1 < len(table) else ()
        stacked = any(COMPLETED_WORDS.search(cell) or EXPIRY_WORDS.search(cell) for cell in sub) and not _dates(
            sub, reading.latest
        )
        courses = _carried(header) if stacked else header
        roles = [cell if re.search(r"\b(?:role|position|title|trade|poste)\b", cell, re.I) else "" for cell in header]
        role = next((place for place, cell in enumerate(roles) if cell), None)
        default = _default_meaning(page, table, index, reading.latest)
        for row in table[index + 1 + stacked :][:MOST_ROWS]:
            name = name_in_cell(row[person]) if person < len(row) else None
            if name is None:
                continue
            held = row[role] if role is not None and role < len(row) else ""
            yield from _matrix_row(reading, page, row, courses, sub if stacked else (), (person, name), held, default)


def _matrix_row(
    reading: Reading,
    page: PageReading,
    row: tuple[str, ...],
    courses: Sequence[str],
    sub: Sequence[str],
    person: tuple[int, str],
    role: str,
    default: str,
) -> Iterator[Fact]:
    line, quote = line_of(page, row), " | ".join(cell for cell in row if cell.strip())
    merged: dict[str, dict[str, str]] = {}
    unsure: set[str] = set()
    for place, cell in enumerate(row):
        course = " ".join(courses[place].split()) if place < len(courses) else ""
        if place == person[0] or not cell.strip() or not course or NOT_A_COURSE.search(course):
            continue
        heading = f"{sub[place] if place < len(sub) else ''} {course}"
        meaning = (
            "expires" if EXPIRY_WORDS.search(heading) else "completed" if COMPLETED_WORDS.search(heading) else default
        )
        course = (
            re.sub(
                r"[\s\-–:(]{0,3}\b(?:expir\w{0,6}|completed?|valid until|date)\b\)?(?: date)?", "", course, flags=re.I
            ).strip()
            or course
        )
        day = cell_date(cell, reading.latest, heading)
        if day is not None:
            merged.setdefault(course, {})[meaning] = day
        elif is_ambiguous(cell, reading.latest, heading):
            merged.setdefault(course, {})["status"] = cell
            unsure.add(course)
        elif STATUS_CELL.match(cell.strip()):
            merged.setdefault(course, {})["status"] = cell.strip()
    for course, told in merged.items():
        pairs = (("person", person[1]), ("role", role), ("course", course), *told.items())
        yield _fact(reading, line, quote, pairs, course in unsure)


def _matrix_header(table: Table, latest: date) -> tuple[int | None, int]:
    """The row that names the courses and the column that names the people; (None, 0) when it is no matrix."""
    for index, header in enumerate(table[:12]):
        people = [
            place
            for place, cell in enumerate(header)
            if re.search(r"\b(?:name|employees?|workers?|nom|employé|staff)\b", cell, re.I)
        ]
        others = [cell for cell in header if cell.strip() and not NOT_A_COURSE.search(cell)]
        if (
            not people
            or len(others) < 2
            or any(re.search(r"\b(?:course|training|cours)\b", cell, re.I) and len(cell) < 20 for cell in header)
        ):
            continue
        body = table[index + 1 : index + 30]
        filled = [cell for row in body for cell in row[people[0] + 1 :] if cell.strip()]
        dated = sum(
            cell_date(cell, latest) is not None or is_ambiguous(cell, latest) or bool(STATUS_CELL.match(cell.strip()))
            for cell in filled
        )
        if filled and dated >= len(filled) * 0.4:
            return index, people[0]
    return None, 0


def _carried(header: Sequence[str]) -> tuple[str, ...]:
    """A merged header cell stands over the empty ones right of it."""
    carried: list[str] = []
    for cell in header:
        carried.append(cell if cell.strip() or not carried else carried[-1])
    return tuple(carried)


def _dates(cells: Sequence[str], latest: date) -> bool:
    return any(cell_date(cell, latest) is not None for cell in cells)


def _default_meaning(page: PageReading, table: Table, index: int, latest: date) -> str:
    """What a bare date of the matrix means: by its title, else by whether most lie ahead.

    Where some columns are headed as expiries, the others are not: who writes "first aid expires" beside "orientation"
    tells them apart.
    """
    if any(EXPIRY_WORDS.search(cell) for cell in table[index]):
        return "completed"
    title = " ".join([page.page.name or "", *(cell for row in table[:index] for cell in row)])[:600]
    if EXPIRY_WORDS.search(title) and not COMPLETED_WORDS.search(title):
        return "expires"
    days = [day for row in table[index + 1 : index + 60] for cell in row if (day := cell_date(cell, latest))]
    ahead = sum(day > latest.isoformat() for day in days)
    return "expires" if days and ahead > len(days) / 2 else "completed"
