"""Step 5, foundation of the finders: a page -> rows under a header whose columns are known: tables, places, gaps."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.gaptables import gap_cells, gap_rows
from pipeline.facts.reading import Line, PageReading
from pipeline.model import Table, Word

Kinds = tuple[tuple[str, re.Pattern[str]], ...]
"""Column kinds with the header words that tell them, the telling ones first."""

HEADER_ROWS = 12
MOST_ROWS = 2_000
ROWS_BY_PLACE = 60
HEAD_ABOVE = 3
LONGEST_HEAD = 90
CLOSE_LINES = 0.6
"""Lines of one cell stand closer than this part of their height."""
COLUMN_GAP = 0.012
"""Space between two header cells, as a fraction of the page."""

DIGIT = re.compile(r"\d")
# A narrow column breaks the last word of its header: "Complet ed", "Responsibl e".
BROKEN_WORD = re.compile(r"(?<=[a-z]{4}) (?=[a-z]{1,3}$)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid with the line it stands on."""

    cells: tuple[str, ...]
    line: Line

    @property
    def quote(self) -> str:
        """The row as one line of text."""
        return " | ".join(" ".join(cell.split()) for cell in self.cells if cell.strip())


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under one header.

    Args:
        columns: Kind of each column, None where the header says nothing we know.
        headers: The header cells as written.
        header: The header's line, where it is a line and no row of a table.
    """

    columns: tuple[str | None, ...]
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    header: Line | None = None

    def cell(self, row: Row, kind: str) -> str:
        """The row's cell of a kind, or an empty string."""
        for index, column in enumerate(self.columns):
            if column == kind and index < len(row.cells):
                return " ".join(row.cells[index].split())
        return ""

    def has(self, kind: str) -> bool:
        """Whether a column of this kind exists."""
        return kind in self.columns


def grids(page: PageReading, kinds: Kinds, needed: Sequence[str], least: int = 2) -> Iterator[Grid]:
    """Grids of a page whose header shows a needed kind and at least ``least`` kinds in all."""
    found = False
    for table in page.page.tables:
        grid = _from_table(page, table, kinds, needed, least)
        if grid is not None:
            found = True
            yield grid
    if found:
        return
    start = 0
    for index, line in enumerate(page.lines):
        if index < start or not 6 <= len(line.text) <= 200:
            continue
        cells = cells_of(line) if line.words else gap_cells(line.text)
        if len(cells) < least:
            continue
        columns = kinds_of([text for text, _, _ in cells], kinds)
        if _enough(columns, needed, least) and not _better_below(page.lines, index, columns, kinds):
            below = page.lines[index + 1 : index + 1 + 3 * ROWS_BY_PLACE]
            rows = _rows_by_place(below, cells) if line.words else _by_gap(below, line.text, len(cells))
            told = _without_head(tuple(rows), kinds)
            start = told[-1].line.index + 1 if told else index + 1
            yield Grid(columns, tuple(text for text, _, _ in cells), told, line)


def _without_head(rows: tuple[Row, ...], kinds: Kinds) -> tuple[Row, ...]:
    """The rows without a first one that is the second line of the header."""
    first = [cell for cell in rows[0].cells if cell.strip()] if rows else []
    head = 0 < len(first) <= HEAD_ABOVE and all(len(cell.split()) <= HEAD_ABOVE for cell in first)
    return rows[1:] if head and None not in kinds_of(first, kinds) else rows


def _better_below(lines: Sequence[Line], index: int, columns: Sequence[str | None], kinds: Kinds) -> bool:
    """Whether one of the next lines heads more columns: then this one is the paper's head, not the table's."""
    told = sum(column is not None for column in columns)
    for line in lines[index + 1 : index + 1 + HEAD_ABOVE]:
        if 6 <= len(line.text) <= 200:
            cells = cells_of(line) if line.words else gap_cells(line.text)
            if sum(kind is not None for kind in kinds_of([text for text, _, _ in cells], kinds)) > told:
                return True
    return False


def continued(page: PageReading, grid: Grid) -> Grid | None:
    """The rows with which a grid goes on, on the next page without its header: first cells of the same shape."""
    if not grid.rows:
        return None
    shape = _shape(grid.rows[-1].cells[0])
    for table in page.page.tables:
        if table and len(table[0]) == len(grid.columns) and _shape(table[0][0]) == shape:
            return Grid(
                grid.columns, grid.headers, tuple(Row(cells, line_of(page, cells)) for cells in table[:MOST_ROWS])
            )
    header = grid.header
    first = next((line.index for line in page.lines if shape and _shape(_first_cell(line)) == shape), None)
    if header is None or first is None or bool(header.words) != bool(page.lines[first].words):
        return None
    below = page.lines[first : first + 3 * ROWS_BY_PLACE]
    rows = _rows_by_place(below, cells_of(header)) if header.words else _by_gap(below, header.text, len(grid.columns))
    return Grid(grid.columns, grid.headers, tuple(rows), header)


def _first_cell(line: Line) -> str:
    cells = cells_of(line) if line.words else gap_cells(line.text)
    return cells[0][0] if len(cells) >= 2 else ""


def _shape(text: str) -> str:
    """The reference a text begins with as a pattern: "26-014" and "26-015" are of one shape; words have none."""
    plain = next(iter(text.split()), "")
    return DIGIT.sub("9", plain) if 0 < len(plain) <= 12 and DIGIT.search(plain) else ""


def kinds_of(headers: Sequence[str], kinds: Kinds) -> tuple[str | None, ...]:
    """The kind of each header cell; a kind is given once, to the first header that tells it."""
    taken: set[str] = set()
    columns: list[str | None] = []
    for header in headers:
        text = " ".join(header.split())
        kind = None
        for said in (text, BROKEN_WORD.sub("", text)) if 0 < len(text) <= LONGEST_HEAD else ():
            kind = kind or next((name for name, pattern in kinds if name not in taken and pattern.search(said)), None)
        if kind is not None:
            taken.add(kind)
        columns.append(kind)
    return tuple(columns)


def _enough(columns: Sequence[str | None], needed: Sequence[str], least: int) -> bool:
    known = {column for column in columns if column is not None}
    return len(known) >= least and any(kind in known for kind in needed)


def _from_table(page: PageReading, table: Table, kinds: Kinds, needed: Sequence[str], least: int) -> Grid | None:
    for index, header in enumerate(table[:HEADER_ROWS]):
        columns = kinds_of(header, kinds)
        if _enough(columns, needed, least):
            rows = tuple(
                Row(cells, line_of(page, cells))
                for cells in table[index + 1 : index + 1 + MOST_ROWS]
                if any(cell.strip() for cell in cells)
            )
            return Grid(columns, header, rows)
    return None


def line_of(page: PageReading, cells: Sequence[str]) -> Line:
    """The line of the page that shows a table row, for the citation; else a line made of the row."""
    telling = max((" ".join(cell.split()) for cell in cells), key=len, default="")
    for line in page.lines if telling and len(page.lines) <= 400 else ():
        if telling in line.text:
            return line
    text = " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())
    return Line(page.page.number, 0, text)


Cell = tuple[str, float, float]


def _by_gap(lines: Sequence[Line], header: str, count: int) -> Iterator[Row]:
    for index, cells in gap_rows([line.text for line in lines[:ROWS_BY_PLACE]], header, count):
        yield Row(cells, lines[index])


def cells_of(line: Line) -> list[Cell]:
    """Words of a line joined where they stand close: one cell each."""
    cells: list[Cell] = []
    for word in line.words:
        if cells and word.box.left - cells[-1][2] < COLUMN_GAP:
            text, left, right = cells[-1]
            cells[-1] = (f"{text} {word.text}", left, max(right, word.box.right))
        else:
            cells.append((word.text, word.box.left, word.box.right))
    return cells


def _rows_by_place(lines: Sequence[Line], header: list[Cell]) -> Iterator[Row]:
    """Give each word to the column it stands under; a line that goes on with the row before is joined to it."""
    edges = [left for _, left, _ in header]
    held: list[list[str]] = []
    first: Line | None = None
    last: Line | None = None
    made = 0
    for line in lines:
        if made >= ROWS_BY_PLACE or _ends_grid(line, edges):
            break
        cells = _in_columns(line, edges)
        filled = [index for index, cell in enumerate(cells) if cell]
        if not filled:
            continue
        if last is not None and _goes_on(filled, line, last, len(edges)):
            held = [before + after for before, after in zip(held, cells, strict=True)]
        else:
            if first is not None:
                yield Row(tuple(" ".join(cell) for cell in held), first)
                made += 1
            held, first = cells, line
        last = line
    if first is not None:
        yield Row(tuple(" ".join(cell) for cell in held), first)


def _in_columns(line: Line, edges: list[float]) -> list[list[str]]:
    """Words by the column they stand under; as many cells as columns that stand under others' heads are in order."""
    parts = cells_of(line)
    if len(parts) == len(edges) > 2 and _torn(parts, edges):
        return [[text] for text, _, _ in parts]
    cells: list[list[str]] = [[] for _ in edges]
    for word in line.words:
        cells[_column(word, edges)].append(word.text)
    return cells


def _torn(parts: Sequence[Cell], edges: list[float]) -> bool:
    """Whether cells do not stand one under each head."""
    under = [
        max((index for index, left in enumerate(edges) if left - 0.015 <= start + 0.01), default=0)
        for _, start, _ in parts
    ]
    return under != list(range(len(edges)))


def _goes_on(filled: list[int], line: Line, last: Line, columns: int) -> bool:
    """A line is part of the row before when its first cell is empty, or when one cell alone follows closely."""
    if 0 not in filled:
        return len(filled) < max(2, columns - 1)
    if len(filled) > 1 or line.box is None or last.box is None:
        return False
    return line.box.top - last.box.bottom < CLOSE_LINES * (line.box.bottom - line.box.top)


def _column(word: Word, edges: list[float]) -> int:
    middle = word.box.left + min(0.02, (word.box.right - word.box.left) / 2)
    return max((index for index, left in enumerate(edges) if left - 0.015 <= middle), default=0)


def _ends_grid(line: Line, edges: list[float]) -> bool:
    """A sentence over several columns, or a label with a colon, stands after the table."""
    if not line.words:
        return False
    if len(line.words) == 1 and len(edges) >= 3:
        only = line.words[0]
        return only.box.left < edges[0] + 0.02 and only.box.right > edges[2] and " " in only.text
    cells = cells_of(line)
    return len(cells) == 1 and len(edges) >= 3 and cells[0][1] < edges[0] + 0.02 and cells[0][2] > edges[2] + 0.05
