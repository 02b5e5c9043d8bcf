"""Step 5, finder: training matrices and registers -> one training row a person and course, with dates."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.facts.celldates import cell_date, is_ambiguous
from pipeline.facts.grids import Grid, Kinds, Row, grids, kinds_of, line_of
from pipeline.facts.matrix import HEADER_ROWS, LONGEST_WORD, MatrixCell, matrix_cells, people_column, says_something
from pipeline.facts.names import name_in_cell
from pipeline.facts.placed import barred_tables, cleaned, placed_tables
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact, Table

MOST_ROWS = 3_000
TITLE_LINES = 6

OTHER_LISTS = frozenset({"corrective_action_log", "concern_log", "document_control", "statistics", "management_review"})
"""Lists of persons and days that are no training: there a row's subject is what was done about it."""

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


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "training_row": value "person: course", attributes person, role, course, completed, expires, status."""
    if reading.family not in {"training_record", "unknown", "administration"} or reading.document_type in OTHER_LISTS:
        return
    made = 0
    last = ("", "")
    for page in reading.pages:
        rows = list(_long(reading, page, last)) or list(_wide(reading, page))
        if rows:  # a register may go on, on the next page, with tickets of the person named last
            last = (rows[-1].attribute("person") or "", rows[-1].attribute("role") or "")
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


def _wide(reading: Reading, page: PageReading) -> Iterator[Fact]:
    """Grids of people and courses: tables, or else lines that stand in columns."""
    found = False
    for table in _ruled(page):
        head = " ".join(cell for row in table[:HEADER_ROWS] for cell in row[:3] if len(cell) < 80)
        for cell in matrix_cells(table, reading.latest, f"{_over(page)} {head}"):
            found = True
            yield _cell_fact(reading, page, table, cell)
    for table in _placed(page) if not found else ():
        for cell in matrix_cells(table, reading.latest, _over(page)):
            yield _cell_fact(reading, page, table, cell)


def _ruled(page: PageReading) -> tuple[Table, ...]:
    if page.ocr:
        return tuple(cleaned(table) for table in page.page.tables)
    return page.page.tables or tuple(barred_tables(page))


def _placed(page: PageReading) -> tuple[Table, ...]:
    return tuple(cleaned(table) for table in placed_tables(page)) if page.ocr else placed_tables(page)


def _over(page: PageReading) -> str:
    """Title of the page and its first lines."""
    return " ".join([page.page.name or "", *(line.text for line in page.lines[:TITLE_LINES] if len(line.text) < 160)])[
        :600
    ]


def _cell_fact(reading: Reading, page: PageReading, table: Table, cell: MatrixCell) -> Fact:
    row = table[cell.row]
    quote = " | ".join(" ".join(text.split()) for text in row if text.strip())
    pairs = (("person", cell.person), ("role", cell.role), ("course", cell.course), *cell.told)
    return _fact(reading, line_of(page, row), quote, pairs, cell.unsure)


def _long(reading: Reading, page: PageReading, last: tuple[str, str]) -> Iterator[Fact]:
    """One row a person and course: name | course | completed | expires."""
    for grid in _registers(reading, page):
        person, role = last
        for row in grid.rows:
            own = grid.cell(row, "person")
            if own and name_in_cell(own) is not None:
                person, role = own, grid.cell(row, "role")
            course = grid.cell(row, "course")
            if course and person and any(grid.cell(row, kind) for kind in ("completed", "expires")):
                yield _long_row(reading, grid, row, (person, grid.cell(row, "role") or role), course)


def _registers(reading: Reading, page: PageReading) -> Iterator[Grid]:
    """Grids with a person, a course and a day in each row, of tables or else of lines in columns."""
    found = False
    for table in _ruled(page) or _placed(page):
        grid = register_of(page, table, reading.latest)
        if grid is not None:
            found = True
            yield grid
    if not found and not page.page.tables:
        for grid in grids(page, TRAINING_COLUMNS, ("person",), 3):
            if grid.has("course") and (grid.has("completed") or grid.has("expires")):
                yield grid


def register_of(page: PageReading, table: Table, latest: date) -> Grid | None:
    """A table read as a register of tickets, when what stands in its columns is what their headers say."""
    for index, header in enumerate(table[:HEADER_ROWS]):
        kinds = list(kinds_of(header, TRAINING_COLUMNS))
        if "course" not in kinds or not {"completed", "expires"} & set(kinds):
            continue
        rows = tuple(
            Row(cells, line_of(page, cells)) for cells in table[index + 1 :][:MOST_ROWS] if any(map(str.strip, cells))
        )
        courses = _column(rows, kinds, ("course",))
        days = _column(rows, kinds, ("completed", "expires"))
        told = (sum(says_something(text, latest) for text in texts) for texts in (courses, days))
        if not courses or not days or next(told) > 0.3 * len(courses) or next(told) < 0.5 * len(days):
            continue  # a course of that name, with days under it; or words where days should be
        people = people_column([" ".join(cell.split()) for cell in header], [row.cells for row in rows])
        if people is None or kinds[people] in {"course", "completed", "expires"}:
            continue
        kinds = [None if kind == "person" else kind for kind in kinds]
        kinds[people] = "person"
        return Grid(tuple(kinds), header, rows)
    return None


def _column(rows: Sequence[Row], kinds: Sequence[str | None], wanted: Sequence[str]) -> list[str]:
    """What stands in the columns of some kinds."""
    places = [kinds.index(kind) for kind in wanted if kind in kinds]
    cells = (row.cells[place].strip() for row in rows for place in places if place < len(row.cells))
    return [cell for cell in cells if cell]


def _long_row(reading: Reading, grid: Grid, row: Row, who: tuple[str, str], course: str) -> Fact:
    person, role = who
    cells = {kind: grid.cell(row, kind) for kind in ("completed", "expires", "provider")}
    headers = {kind: header for kind, header in zip(grid.columns, grid.headers, strict=False) if kind}
    dates = {kind: cell_date(cells[kind], reading.latest, headers.get(kind, "")) for kind in ("completed", "expires")}
    unsure = any(is_ambiguous(cells[kind], reading.latest, headers.get(kind, "")) for kind in dates)
    status = next(
        (
            cells[kind]
            for kind, day in dates.items()
            if day is None and cells[kind] and len(cells[kind]) <= LONGEST_WORD
        ),
        None,
    )
    pairs = (
        ("person", name_in_cell(person)),
        ("role", role),
        ("course", course),
        ("completed", dates["completed"]),
        ("expires", dates["expires"]),
        ("provider", cells["provider"]),
        ("status", status),
    )
    return _fact(reading, row.line, row.quote, pairs, unsure)
