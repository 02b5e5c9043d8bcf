"""A paragraph of an OpenDocument file → its words, without what floats on it."""

from collections.abc import Iterator
from typing import Any

from pipeline.extract.office import attribute, local, whole_number
from pipeline.ocr.layout import COLUMN_GAP

DEPTH = 256  # the parser refuses anything deeper
_MOST_SPACES = 200
SKIPPED = frozenset(
    "tracked-changes annotation-end change change-start change-end forms title desc settings animations"
    " sequence-decls variable-decls user-field-decls event-listeners thumbnail".split()
)
"""Elements whose words nobody sees on the page."""

BLOCKS = frozenset({"text-box", "custom-shape", "rect", "ellipse", "line", "connector", "caption", "polygon", "path"})
"""Shapes that hold paragraphs of their own."""


def inline(element: Any, depth: int) -> Iterator[str]:
    """The words of a paragraph; what floats on it (frames, comments, footnotes) is left for later."""
    yield " ".join((element.text or "").split("\n"))
    for child in element:
        name = local(child)
        if name == "s":
            yield " " * whole_number(attribute(child, "c") or "1", 1, _MOST_SPACES)
        elif name == "tab":
            yield COLUMN_GAP
        elif name == "line-break":
            yield "\n"
        elif name == "note":
            yield from (citation.text or "" for citation in child if local(citation) == "note-citation")
        elif name and name not in SKIPPED and name not in ("frame", "annotation", *BLOCKS) and depth < DEPTH:
            yield from inline(child, depth + 1)
        yield " ".join((child.tail or "").split("\n"))
