"""The shapes of a slide → lines and tables in the order a reader's eye takes."""

from collections.abc import Iterator
from typing import Any

from pipeline.extract.clean import clean
from pipeline.extract.flowing import Flow
from pipeline.extract.office import attribute, local, whole_number
from pipeline.ocr.layout import COLUMN_GAP

_DEPTH = 256  # the parser refuses anything deeper
_SAME_ROW = 300_000  # English Metric Units, a third of an inch: shapes that begin so close stand side by side
_TITLES = ("title", "ctrTitle")
_LAST = ("dt", "ftr", "hdr")
_SHAPES = frozenset({"sp", "grpSp", "graphicFrame", "pic", "cxnSp", "contentPart"})
_FARTHEST = 100_000_000


def add_shapes(slide: Any, flow: Flow) -> None:
    """The title first, then shapes from top to bottom, date and footer last; the slide's number is left out."""
    tree = next(slide.iter("{*}spTree"), None)
    if tree is not None:
        _add(tree, flow, 0)


def pictures_used(slide: Any) -> Iterator[str]:
    """Identifiers of the pictures on a slide, its background among them."""
    for blip in slide.iter("{*}blip"):
        yield attribute(blip, "embed")


def paragraphs(shape: Any) -> Iterator[str]:
    """The lines of a shape's text."""
    for paragraph in shape.iter("{*}p"):
        yield from (" ".join(line.split(" ")).rstrip() for line in clean("".join(_runs(paragraph))).split("\n"))


def _add(group: Any, flow: Flow, depth: int) -> None:
    shapes = list(_shapes(group, 0))
    # A placeholder that stands where its layout puts it says nothing of its place: it keeps its rank, which is the
    # order the layout lists them in.
    placed = [(_rank(shape), *_place(shape), at, shape) for at, shape in enumerate(shapes)]
    for *_, shape in sorted(placed, key=lambda entry: entry[:4]):
        name = local(shape)
        if name == "grpSp" and depth < _DEPTH:
            _add(shape, flow, depth + 1)
        elif name == "graphicFrame":
            for table in shape.iter("{*}tbl"):
                flow.table([tuple(_cells(row)) for row in table if local(row) == "tr"])
        elif name == "pic":
            flow.picture()
        elif _kind(shape) != "sldNum":
            flow.lines.extend(line for line in paragraphs(shape) if line)


def _shapes(group: Any, depth: int) -> Iterator[Any]:
    """Shapes of a group; of what is kept in two forms for old and new programs only the new one."""
    for child in group:
        name = local(child)
        if name in _SHAPES:
            yield child
        elif name in ("AlternateContent", "Choice") and depth < _DEPTH:
            yield from _shapes(child, depth + 1)


def _kind(shape: Any) -> str:
    """What a placeholder holds; empty for other shapes."""
    holder = next(shape.iter("{*}ph"), None)
    return "" if holder is None else attribute(holder, "type") or "body"


def _rank(shape: Any) -> int:
    kind = _kind(shape) if local(shape) == "sp" else ""
    return 0 if kind in _TITLES else 2 if kind in _LAST else 1


def _place(shape: Any) -> tuple[int, int]:
    """Row and left edge; shapes without a place of their own stand in the middle of the slide, under its title."""
    for child in shape:
        settings = child if local(child) == "xfrm" else next((one for one in child if local(one) == "xfrm"), None)
        if settings is None or local(child) not in ("spPr", "grpSpPr", "xfrm"):
            continue
        for offset in settings:
            if local(offset) == "off":
                top = whole_number(attribute(offset, "y"), 0, _FARTHEST)
                return top // _SAME_ROW, whole_number(attribute(offset, "x"), 0, _FARTHEST)
    return (5, 0) if _kind(shape) else (0, 0)


def _runs(paragraph: Any) -> Iterator[str]:
    for child in paragraph.iter():
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name == "br":
            yield "\n"
        elif name == "tab" and child.getparent() is paragraph:
            yield COLUMN_GAP


def _cells(row: Any) -> Iterator[str]:
    """Cell texts; the cells that a merged one covers are there and empty."""
    for cell in row:
        if local(cell) == "tc":
            covered = attribute(cell, "hMerge") in ("1", "true") or attribute(cell, "vMerge") in ("1", "true")
            yield "" if covered else "\n".join(paragraphs(cell))
