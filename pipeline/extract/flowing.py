"""Lines, tables and pictures as a reader meets them → one page of a format without paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.clean import one_line
from pipeline.model import Box, Mark, Page, Table, TextOrigin
from pipeline.ocr.layout import COLUMN_GAP

_MOST_MARKS = 40


@dataclass(slots=True)
class Flow:
    """What a document says so far.

    Args:
        pictures: For every picture the line it stands on.
        scribbles: The lines on which pictures of signatures stand.
        notes: See ``Page.notes``.
    """

    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    scribbles: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def paragraph(self, text: str) -> None:
        """Cleaned text that may hold line breaks."""
        self.lines.extend(line.rstrip() for line in text.split("\n"))

    def part(self) -> None:
        """An empty line before what follows, unless there is one."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A table: kept as one, and its rows as lines; empty rows are dropped.

        Args:
            rows: Cells, whose own lines are joined by a newline. Where one cell is all that a row says, its lines stay
                lines: forms are often drawn as tables that only frame them.
        """
        kept: list[tuple[str, ...]] = []
        for row in rows:
            cells = tuple(one_line(cell) for cell in row)
            said = [at for at, cell in enumerate(cells) if cell]
            if len(said) == 1:
                self.lines.extend(line for line in map(one_line, row[said[0]].split("\n")) if line)
            elif said:
                self.lines.append(COLUMN_GAP.join(cells[at] for at in said))
            if said:
                kept.append(cells)
        width = max(map(len, kept), default=0)
        if width > 1:
            self.tables.append(tuple(row + ("",) * (width - len(row)) for row in kept))

    def picture(self, scribble: bool = False) -> None:
        """A picture stands here.

        Args:
            scribble: It shows a signature.
        """
        self.pictures.append(len(self.lines))
        if scribble:
            self.scribbles.add(len(self.lines))

    def page(self, number: int = 1, name: str | None = None) -> Page:
        """The page, its pictures marked at the height of the line they stand on."""
        first = next((at for at, line in enumerate(self.lines) if line), len(self.lines))
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        lines = self.lines[first:]
        total = max(1, len(lines))
        places = ((min(max(0, at - first), total - 1), at in self.scribbles) for at in self.pictures[:_MOST_MARKS])
        marks = tuple(_mark(at, total, scribble) for at, scribble in places)
        return Page(
            number=number,
            text="\n".join(lines),
            text_origin=TextOrigin.EMBEDDED if lines else TextOrigin.NONE,
            why="not_paged" if lines or marks else "blank",
            tables=tuple(self.tables),
            marks=marks,
            name=name,
            notes=tuple(dict.fromkeys(self.notes)),
        )


def _mark(line: int, lines: int, scribble: bool) -> Mark:
    """A picture: its box says at which line it stands, as if the lines filled a page."""
    return Mark(Box(0.0, round(line / lines, 5), 1.0, round((line + 1) / lines, 5)), "image", 0.0, wound=scribble)
