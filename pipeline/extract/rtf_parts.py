"""Parts of an RTF document as they grow → lines and tables."""

from dataclasses import dataclass, field

from pipeline.extract.clean import clean
from pipeline.extract.flowing import Flow
from pipeline.ocr.layout import COLUMN_GAP


@dataclass(slots=True)
class Group:
    """What holds inside a pair of braces."""

    part: str = "body"
    skipped: bool = False
    fonts: bool = False
    picture: bool = False
    hidden: bool = False
    font: int | None = None
    fallback: int = 1
    in_table: bool = False
    starred: bool = False


@dataclass(slots=True)
class Part:
    """A part of the document as it grows."""

    flow: Flow = field(default_factory=Flow)
    text: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def take(self) -> str:
        """The text since the last end of a paragraph or cell."""
        text = clean("".join(self.text), tabs=True).replace("\t", COLUMN_GAP)
        self.text.clear()
        return "\n".join(line.strip() for line in text.split("\n"))

    def end_paragraph(self) -> None:
        """The paragraph is whole; one outside a table ends the table before it."""
        self.end_table()
        self.flow.paragraph(self.take())

    def end_row(self) -> None:
        """The row is whole."""
        if any(self.text):
            self.cells.append(self.take())
        self.rows.append(list(self.cells))
        self.cells.clear()

    def end_table(self) -> None:
        """The table is whole."""
        if self.cells:
            self.end_row()
        if self.rows:
            self.flow.table(self.rows)
            self.rows.clear()
