"""Tables of a web page as they are read → rows as lines and as tables; those that only arrange blocks → the blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.extract.clean import one_line
from pipeline.model import Table
from pipeline.ocr.layout import COLUMN_GAP

_MOST_SPAN = 200


@dataclass(slots=True)
class Lines:
    """Lines as they grow: blanks run together, at most one empty line in a row."""

    lines: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    parted: bool = False

    def add(self, text: str) -> None:
        """Letters of the open line."""
        self.open.append(text)

    def end_line(self, *, spaced: bool = False) -> None:
        """Ends the open line, if it says anything.

        Args:
            spaced: An empty line stands between it and the next.
        """
        line = " ".join("".join(self.open).split())
        self.open.clear()
        if line:
            if self.parted and self.lines:
                self.lines.append("")
            self.lines.append(line)
            self.parted = False
        self.parted = self.parted or spaced

    def break_line(self) -> None:
        """A break of its own: two in a row make an empty line."""
        empty = not "".join(self.open).strip()
        self.end_line(spaced=empty)

    def verbatim(self, text: str) -> None:
        """Letters whose line ends count."""
        first, *others = text.split("\n")
        self.add(first)
        for line in others:
            self.end_line()
            self.add(line)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how many columns and rows it covers."""

    lines: list[str]
    columns: int
    rows: int


@dataclass(slots=True)
class OpenTable:
    """A table being read; ``layout`` when it only arranges blocks, as mails and old pages do."""

    rows: list[list[Cell]] = field(default_factory=list)
    cell: Lines | None = None
    span: tuple[int, int] = (1, 1)
    layout: bool = False
    caption: Lines = field(default_factory=Lines)


def as_lines(table: OpenTable) -> tuple[list[str], Table | None]:
    """Rows as lines and as a table; of a table that only arranges blocks, the blocks one below the other."""
    single = all(sum(1 for cell in row if cell.lines) <= 1 for row in table.rows)
    if table.layout or single:
        return [line for row in table.rows for cell in row for line in cell.lines], None
    rows = [row for row in _spread(table.rows) if any(row)]
    width = max(map(len, rows))
    lines = [COLUMN_GAP.join(cell for cell in row if cell) for row in rows]
    return lines, tuple(row + ("",) * (width - len(row)) for row in rows)


def _spread(rows: list[list[Cell]]) -> Iterator[tuple[str, ...]]:
    """Rows with merged cells spread out: empty beside the first column, the same words in every row covered."""
    above: dict[int, tuple[str, int]] = {}
    for row in rows:
        texts: list[str] = []
        for cell in row:
            _fill_from_above(texts, above)
            text = one_line(" ".join(cell.lines))
            if cell.rows > 1:
                above[len(texts)] = (text, cell.rows - 1)
            texts.extend([text, *[""] * (cell.columns - 1)])
        _fill_from_above(texts, above)
        yield tuple(texts)


def _fill_from_above(texts: list[str], above: dict[int, tuple[str, int]]) -> None:
    while len(texts) in above:
        text, left = above.pop(len(texts))
        if left > 1:
            above[len(texts)] = (text, left - 1)
        texts.append(text)


def span_of(attributes: dict[str, str], name: str) -> int:
    """How many columns or rows a cell claims to cover, within reason."""
    value = attributes.get(name, "1").strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1
