"""What floats on a sheet → lines: boxes, ticked check boxes, comments on cells; and the pictures on it."""

from collections.abc import Iterator
from typing import Any

from pipeline.errors import InputError
from pipeline.extract.clean import one_line
from pipeline.extract.flowing import Flow
from pipeline.extract.office import CHART, CHARTS, Parts, local

_BOXES = ("Checkbox", "Radio")
_EMBEDDED = ("oleObject", "package")


def add_drawn(parts: Parts, sheet: str, flow: Flow) -> None:
    """Adds the words that do not stand in cells below those that do."""
    links = parts.links(sheet)
    for link in links:
        if not parts.has(link.target):
            continue
        try:
            if link.kind == "drawing":
                root = parts.xml(link.target)
                flow.lines.extend(_boxes(root))
                flow.pictures.extend(len(flow.lines) for _ in root.iter("{*}blip"))
                if any(drawn.kind in CHARTS for drawn in parts.links(link.target)):
                    flow.notes.append(CHART)
            elif link.kind == "vmlDrawing":
                flow.lines.extend(_ticks(parts.xml(link.target)))
            elif link.kind == "comments":
                flow.lines.extend(_comments(parts.xml(link.target)))
        except InputError:
            flow.notes.append("drawings or comments on a sheet are damaged and were not read")
    if any(link.kind in _EMBEDDED for link in links):
        flow.notes.append("an embedded object in it was not read")


def sheet_pictures(parts: Parts, sheet: str) -> Iterator[bytes]:
    """The files of the pictures on a sheet, each once."""
    names: dict[str, None] = {}
    for drawing in parts.linked(sheet, "drawing"):
        names.update(dict.fromkeys(parts.linked(drawing, "image")))
    return (parts.data(name) for name in names)


def _boxes(root: Any) -> Iterator[str]:
    """One line a paragraph of every text box."""
    for shape in root.iter("{*}txBody"):
        for paragraph in shape:
            text = one_line("".join(run.text or "" for run in paragraph.iter("{*}t")))
            if text:
                yield text


def _ticks(root: Any) -> Iterator[str]:
    """Check boxes drawn on the sheet, each with its label."""
    for shape in root.iter("{*}shape"):
        data = next(shape.iter("{*}ClientData"), None)
        if data is None or data.get("ObjectType") not in _BOXES:
            continue
        state = next((child.text or "" for child in data if local(child) == "Checked"), "0").strip()
        label = one_line(" ".join(text for box in shape.iter("{*}textbox") for text in box.itertext()))
        yield f"{'[x]' if state == '1' else '[ ]'} {label}".strip()


def _comments(root: Any) -> Iterator[str]:
    for comment in root.iter("{*}comment"):
        text = one_line("".join(run.text or "" for run in comment.iter("{*}t")))
        if text:
            yield f"Comment on {comment.get('ref', 'a cell')}: {text}"
