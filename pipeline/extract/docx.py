"""DOCX to one page: headers, body in order with its tables and text boxes, footers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.extract.clean import clean, one_line
from pipeline.extract.office import BROKEN, damaged, no_picture, unpacked_bytes
from pipeline.extract.options import ReadOptions
from pipeline.model import Box, Mark, Page, PageFailure, Table, TextOrigin
from pipeline.ocr.layout import COLUMN_GAP

if TYPE_CHECKING:
    from PIL import Image

_KIND = "Word document"
_MOST_MARKS = 40
_DEPTH = 40  # tables in tables, boxes in boxes

# Word's check boxes in its symbol fonts: ticked, crossed, empty.
_TICKED, _EMPTY = frozenset({"F052", "F0FE", "F0FD", "F078", "F054"}), frozenset({"F0A8", "F06F", "F0A3", "F02A"})
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sdtPr", "tblPr", "tcPr"})


class DocxReader:
    """Reads Word documents through python-docx."""

    media_types = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``; where its pages break depends on the printer, so the whole counts as one."""
        _parts(path)
        return 1

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        headers, body, footers = _parts(path)
        text = _Text()
        for part in (*headers, body, *footers):
            text.add(part)
        yield text.page()

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


def _parts(path: str) -> tuple[list[Any], Any, list[Any]]:
    """Root elements of headers, body and footers, each part once.

    Raises:
        InputError: ``damaged`` or ``too_large``.
    """
    from docx.oxml.parser import parse_xml
    from docx.package import Package

    unpacked_bytes(Path(path), _KIND)
    try:
        # The library's parser resolves no entities and asks no network. Macro-enabled documents have another content
        # type, which its document class refuses, so only its package is used.
        package = Package.open(path)
        # By the ending of its name: documents saved as "strict" name the same relation differently.
        main = next(link.target_part for link in package.rels.values() if link.reltype.endswith("/officeDocument"))
        found: dict[str, Any] = {}
        kinds: dict[str, list[Any]] = {"header": [], "footer": []}
        for relation in main.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind in kinds and not relation.is_external:
                part = relation.target_part
                if str(part.partname) not in found:
                    found[str(part.partname)] = parse_xml(part.blob)
                    kinds[kind].append(found[str(part.partname)])
        return kinds["header"], parse_xml(main.blob), kinds["footer"]
    except BROKEN as error:
        raise damaged(_KIND) from error


@dataclass(slots=True)
class _Text:
    """The document's lines and tables as they are met."""

    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)

    def add(self, root: Any) -> None:
        """Adds a part; an empty line parts it from the next."""
        self._blocks(root, 0)
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def page(self) -> Page:
        """The page, its pictures marked at the height of the line they stand on."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        text = "\n".join(self.lines)
        total = max(1, len(self.lines))
        marks = tuple(_mark(min(at, total - 1), total) for at in self.pictures[:_MOST_MARKS])
        return Page(
            number=1,
            text=text,
            text_origin=TextOrigin.EMBEDDED if text else TextOrigin.NONE,
            why="not_paged" if text or marks else "blank",
            tables=tuple(self.tables),
            marks=marks,
        )

    def _blocks(self, element: Any, depth: int) -> None:
        """Paragraphs and tables in order, through content controls and insertions."""
        for child in element:
            name = _name(child)
            if name == "p":
                self._paragraph(child, depth)
            elif name == "tbl":
                self._table(child, depth)
            elif name not in _SKIPPED and depth < _DEPTH:
                self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        text = clean("".join(_inline(paragraph, 0)))
        self.pictures.extend(len(self.lines) for child in paragraph.iter() if _name(child) in ("blip", "imagedata"))
        self.lines.extend(" ".join(line.split(" ")).rstrip() for line in text.split("\n"))
        if depth < _DEPTH:
            for box in _boxes(paragraph):
                self._blocks(box, depth + 1)

    def _table(self, table: Any, depth: int) -> None:
        rows = tuple(tuple(_row(row)) for row in _within(table, "tr"))
        rows = tuple(row for row in rows if row)
        if not rows:
            return
        width = max(len(row) for row in rows)
        self.tables.append(tuple(row + ("",) * (width - len(row)) for row in rows))
        self.lines.extend(COLUMN_GAP.join(cell for cell in row if cell) for row in rows)
        self.pictures.extend(len(self.lines) - 1 for child in table.iter() if _name(child) in ("blip", "imagedata"))
        if depth < _DEPTH:
            for inner in table.iter():
                if inner is not table and _name(inner) == "tbl" and _holder(inner) is table:
                    self._table(inner, depth + 1)


def _mark(line: int, lines: int) -> Mark:
    """A picture: its box says at which line it stands, as if the lines filled a page."""
    return Mark(Box(0.0, round(line / lines, 5), 1.0, round((line + 1) / lines, 5)), "image", 0.0)


def _name(element: Any) -> str:
    """Name without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _inline(element: Any, depth: int) -> Iterator[str]:
    """Text of a paragraph; deleted text, field codes, and boxes (which are blocks of their own) left out."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in ("tab", "ptab"):
            yield COLUMN_GAP
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            code = _attribute(child, "char").upper()
            yield "[x]" if code in _TICKED else "[ ]" if code in _EMPTY else ""
        elif name == "checkBox":
            yield "[x]" if _checked(child) else "[ ]"
        elif name not in _SKIPPED and name != "txbxContent" and depth < _DEPTH:
            yield from _inline(child, depth + 1)


def _checked(box: Any) -> bool:
    """State of an old form's check box: its own, else its default."""
    states = {_name(child): _attribute(child, "val") for child in box}
    return states.get("checked", states.get("default", "0")) in ("1", "true", "on", "")


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes of a paragraph; the second copy that Word keeps for old programs is left out."""
    for child in paragraph.iter():
        if _name(child) == "txbxContent" and not any(_name(above) == "Fallback" for above in child.iterancestors()):
            yield child


def _within(element: Any, wanted: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through content controls, but not those of a table inside."""
    for child in element:
        name = _name(child)
        if name == wanted:
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _within(child, wanted)


def _row(row: Any) -> Iterator[str]:
    """Cell texts; a cell over several columns is followed by empty ones, one continued from above is empty."""
    for cell in _within(row, "tc"):
        span, continued = 1, False
        for setting in cell.iter():
            name = _name(setting)
            if name == "gridSpan":
                span = min(63, int(_attribute(setting, "val") or 1))
            elif name == "vMerge":
                continued = _attribute(setting, "val") != "restart"
            elif name == "p":
                break
        texts = ("".join(_inline(part, 0)) for part in cell.iter() if _name(part) == "p" and _holder(part) is cell)
        yield "" if continued else one_line(" ".join(texts))
        yield from [""] * (span - 1)


def _holder(element: Any) -> Any:
    """The table (for a table) or cell (for a paragraph) that directly holds an element."""
    wanted = "tbl" if _name(element) == "tbl" else "tc"
    return next((above for above in element.iterancestors() if _name(above) == wanted), None)
