"""PPTX to pages, one a slide: title, text in reading order, tables, notes, comments, pasted scans."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.flowing import Flow
from pipeline.extract.office import (
    CHART,
    CHARTS,
    Parts,
    attribute,
    damaged,
    diagram_lines,
    local,
    no_picture,
    opened_parts,
)
from pipeline.extract.options import ReadOptions
from pipeline.extract.pasted import LETTERS_A_SLIDE, with_pictures
from pipeline.extract.pptx_shapes import add_shapes, paragraphs, pictures_used
from pipeline.extract.sheet_notes import hidden_slide
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    from PIL import Image

_KIND = "PowerPoint presentation"
_COMMENTS = ("comments", "comment", "modernComment")


class PptxReader:
    """Reads PowerPoint presentations, part by part."""

    media_types = ("application/vnd.openxmlformats-officedocument.presentationml.presentation",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``: slides, hidden ones too."""
        slides = count_slides(path)
        if not slides:
            raise InputError(
                ExceptionClass.EMPTY, "The PowerPoint presentation has no slides.", "Open it by hand if it matters."
            )
        return slides

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        yield from slide_pages(path, first, last, options)

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


def count_slides(path: str, kind: str = _KIND) -> int:
    """How many slides a presentation has, hidden ones too; see ``slide_pages``."""
    with opened_parts(path, kind) as parts:
        return len(_slides(parts))


def slide_pages(
    path: str, first: int, last: int, options: ReadOptions, kind: str = _KIND
) -> Iterator[Page | PageFailure]:
    """Slides ``first`` to ``last`` as pages.

    Args:
        kind: What error messages call the file.

    Raises:
        InputError: The file as a whole cannot be read.
    """
    with opened_parts(path, kind) as parts:
        for number, name in enumerate(_slides(parts), start=1):
            if not first <= number <= last:
                continue
            try:
                yield _slide(parts, name, number, options)
            except InputError as error:
                yield PageFailure(number, error.exception_class, "The slide is damaged and cannot be read.")


def _slides(parts: Parts) -> tuple[str, ...]:
    """Names of the slide parts in the order they are shown.

    Raises:
        InputError: ``damaged``.
    """
    main = next(parts.linked("", "officeDocument"), None)
    if main is None:
        raise damaged(parts.kind)
    names = {link.id: link.target for link in parts.links(main) if link.kind == "slide"}
    listed = [_relation(entry) for entry in parts.xml(main).iter("{*}sldId")]
    return tuple(names[identifier] for identifier in listed if identifier in names)


def _relation(entry: Any) -> str:
    """The identifier of a relation, which has the same short name as the slide's own number."""
    return next((str(value) for key, value in entry.attrib.items() if key.endswith("}id")), "")


def _slide(parts: Parts, name: str, number: int, options: ReadOptions) -> Page:
    root = parts.xml(name)
    flow = Flow()
    add_shapes(root, flow)
    links = parts.links(name)
    for link in links:
        if link.kind == "diagramData" and parts.has(link.target):
            flow.lines.extend(diagram_lines(parts.xml(link.target)))
    for link in links:
        if link.kind == "notesSlide" and parts.has(link.target):
            _notes(parts.xml(link.target), flow)
        elif link.kind in _COMMENTS and parts.has(link.target):
            _comments(parts.xml(link.target), flow)
    if any(link.kind in ("oleObject", "package") for link in links):
        flow.notes.append("an embedded object in it was not read")
    if any(link.kind in CHARTS for link in links):
        flow.notes.append(CHART)
    hidden = attribute(root, "show") in ("0", "false")
    flow.notes.extend([hidden_slide(number)] if hidden else [])
    page = flow.page(number, "hidden slide" if hidden else None)
    images = {link.id: link.target for link in links if link.kind == "image"}
    used = dict.fromkeys(images[identifier] for identifier in pictures_used(root) if identifier in images)
    pictures = (parts.data(target) for target in used if parts.has(target))
    return with_pictures(page, pictures, options, LETTERS_A_SLIDE)


def _notes(root: Any, flow: Flow) -> None:
    """What the speaker noted below the slide."""
    for shape in root.iter("{*}sp"):
        holder = next(shape.iter("{*}ph"), None)
        if holder is not None and attribute(holder, "type") == "body":
            lines = [line for line in paragraphs(shape) if line]
            if lines:
                flow.part()
                flow.lines.append("Notes:")
                flow.lines.extend(lines)


def _comments(root: Any, flow: Flow) -> None:
    for comment in root:
        old = " ".join(child.text or "" for child in comment if local(child) == "text")
        text = " ".join((old or " ".join(paragraphs(comment))).split())
        if text:
            flow.lines.append(f"Comment: {text}")
