"""WordprocessingML → lines and tables: what a reader of the printed document sees, deletions left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.extract.clean import clean, one_line
from pipeline.extract.flowing import Flow
from pipeline.extract.office import attribute, local, whole_number
from pipeline.ocr.layout import COLUMN_GAP

_DEPTH = 256  # the parser refuses anything deeper
_MOST_SPAN = 63  # columns of a Word table

# Word's check boxes in its symbol fonts: ticked, crossed, empty; and as plain characters.
_TICKED, _EMPTY = frozenset({"F052", "F0FE", "F0FD", "F078", "F054"}), frozenset({"F0A8", "F06F", "F0A3", "F02A"})
_SIGNS = str.maketrans({"\ufffc": "", "🗹": "☑", "🗵": "☒"})
_BOXES = frozenset("☐☑☒🗹🗵")
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "tcPr", "trPr"})


@dataclass(slots=True)
class WordText:
    """Adds parts of a document to a flow.

    Args:
        flow: Takes lines, tables and pictures.
        insertion: Called with the identifier of a file that stands whole inside the document.
        scribble: Whether the picture of an identifier shows a signature.
    """

    flow: Flow
    insertion: Callable[[str], None]
    scribble: Callable[[str], bool]

    def add(self, root: Any) -> None:
        """Adds a part; an empty line parts it from the next."""
        self._blocks(root, 0)
        self.flow.part()

    def labelled(self, root: Any, label: str) -> None:
        """Adds a comment or the like on lines of its own behind a label."""
        words = one_line(" ".join("".join(_inline(child, 0)) for child in root.iter("{*}p")))
        if words:
            self.flow.lines.append(f"{one_line(label)}: {words}")

    def _blocks(self, element: Any, depth: int) -> None:
        """Paragraphs and tables in order, through content controls and insertions."""
        for child in element:
            name = local(child)
            if name == "p":
                self._paragraph(child, depth)
            elif name == "tbl":
                self._table(child, depth)
            elif name == "altChunk":
                self.insertion(attribute(child, "id"))
            elif name not in _SKIPPED and name != "sdtPr" and depth < _DEPTH:
                self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        text = clean("".join(_inline(paragraph, 0)))
        for picture in paragraph.iter("{*}blip", "{*}imagedata"):
            self.flow.picture(self._shows_signature(picture))
        self.flow.paragraph("\n".join(" ".join(line.split(" ")) for line in text.split("\n")))
        self._boxes_of(paragraph, depth)

    def _shows_signature(self, picture: Any) -> bool:
        return self.scribble(attribute(picture, "embed") or attribute(picture, "id"))

    def _boxes_of(self, element: Any, depth: int) -> None:
        """Text boxes; the copy that Word keeps for old programs is left out, boxes in boxes come with theirs."""
        if depth >= _DEPTH:
            return
        for box in element.iter("{*}txbxContent"):
            above = [local(one) for one in _between(box, element)]
            if "Fallback" not in above and "txbxContent" not in above and not {"del", "moveFrom"} & set(above):
                self._blocks(box, depth + 1)

    def _table(self, table: Any, depth: int) -> None:
        self.flow.table([tuple(_row(row)) for row in _within(table, "tr") if not _deleted(row)])
        for picture in table.iter("{*}blip", "{*}imagedata"):
            at = max(0, len(self.flow.lines) - 1)
            self.flow.pictures.append(at)
            if self._shows_signature(picture):
                self.flow.scribbles.add(at)
        if depth >= _DEPTH:
            return
        for inner in table.iter("{*}tbl"):
            if inner is not table and _holder(inner) is table:
                self._table(inner, depth + 1)
        if _holder(table) is None:
            self._boxes_of(table, depth)


def _between(element: Any, above: Any) -> Iterator[Any]:
    """The elements around one, up to another."""
    for one in element.iterancestors():
        if one is above:
            return
        yield one


def _inline(element: Any, depth: int) -> Iterator[str]:
    """Text of a paragraph; deleted text, field codes, and boxes (which are blocks of their own) left out."""
    for child in element:
        name = local(child)
        if name == "t":
            yield (child.text or "").translate(_SIGNS)
        elif name in ("tab", "ptab"):
            yield COLUMN_GAP
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            code = attribute(child, "char").upper()
            yield "[x]" if code in _TICKED else "[ ]" if code in _EMPTY else ""
        elif name == "checkBox":
            yield "[x]" if _checked(child) else "[ ]"
        elif name == "ddList":
            yield _chosen(child)
        elif name == "textpath":  # words drawn as a picture, such as the DRAFT across a page
            yield attribute(child, "string")
        elif name == "sdt" and (state := _tick_of(child)) is not None and not _shows_box(child):
            yield "[x]" if state else "[ ]"
        elif name not in _SKIPPED and name not in ("txbxContent", "sdtPr") and depth < _DEPTH:
            yield from _inline(child, depth + 1)


def _tick_of(control: Any) -> bool | None:
    """State of a content control that is a check box; None for any other control."""
    for setting in control:
        if local(setting) == "sdtPr":
            for kind in setting:
                if local(kind) == "checkbox":
                    states = {local(child): attribute(child, "val") for child in kind}
                    return states.get("checked", "0") in ("1", "true", "on", "")
    return None


def _shows_box(control: Any) -> bool:
    """Whether a check box shows a sign for itself; else it is drawn with a letter of some symbol font."""
    return any(_BOXES & frozenset(text.text or "") for text in control.iter("{*}t"))


def _checked(box: Any) -> bool:
    """State of an old form's check box: its own, else its default."""
    states = {local(child): attribute(child, "val") for child in box}
    return states.get("checked", states.get("default", "0")) in ("1", "true", "on", "")


def _chosen(choice: Any) -> str:
    """The chosen entry of an old form's list."""
    entries = [attribute(child, "val") for child in choice if local(child) == "listEntry"]
    states = {local(child): attribute(child, "val") for child in choice}
    at = whole_number(states.get("result", states.get("default", "0")), 0, 1000)
    return entries[at] if at < len(entries) else ""


def _within(element: Any, wanted: str, depth: int = 0) -> Iterator[Any]:
    """Rows of a table or cells of a row, through content controls, but not those of a table inside."""
    for child in element:
        name = local(child)
        if name == wanted:
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "smartTag") and depth < _DEPTH:
            yield from _within(child, wanted, depth + 1)


def _deleted(row: Any) -> bool:
    """True for a row whose deletion is tracked."""
    return any(local(mark) == "del" for setting in row if local(setting) == "trPr" for mark in setting)


def _row(row: Any) -> Iterator[str]:
    """Cell texts; a cell over several columns is followed by empty ones, one continued from above is empty."""
    for cell in _within(row, "tc"):
        span, continued = 1, False
        for setting in next((child for child in cell if local(child) == "tcPr"), ()):
            name = local(setting)
            if name == "gridSpan":
                span = max(1, whole_number(attribute(setting, "val"), 1, _MOST_SPAN))
            elif name == "vMerge":
                continued = attribute(setting, "val") != "restart"
        texts = ("".join(_inline(part, 0)) for part in cell.iter("{*}p") if _holder(part) is cell)
        yield "" if continued else "\n".join(texts)
        yield from [""] * (span - 1)


def _holder(element: Any) -> Any:
    """The table (for a table) or cell (for a paragraph) that directly holds an element; None inside a text box."""
    wanted = "tbl" if local(element) == "tbl" else "tc"
    for above in element.iterancestors():
        name = local(above)
        if name == wanted:
            return above
        if name == "txbxContent":
            return None
    return None
