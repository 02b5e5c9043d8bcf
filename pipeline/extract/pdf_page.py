"""One PDF page to a Page: text layer, drawing and fields gathered, the origin of the text decided, then built."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.clean import one_line, undecodable
from pipeline.extract.grid import Grid, fill, find_grids
from pipeline.extract.lines import Run, lines_text, to_lines
from pipeline.extract.options import ReadOptions
from pipeline.extract.pdf_drawing import MOST_MARKS, Drawing, look_at
from pipeline.extract.pdf_forms import SIGNED, Field, Note, annotations, unplaced_signatures
from pipeline.extract.pdf_text import Glyph, TextLayer
from pipeline.extract.place import PageFrame, Place, upright_frame
from pipeline.extract.recognised import SeenPage, see
from pipeline.model import FormField, Mark, Page, Table, TextOrigin
from pipeline.ocr.decide import OcrDecision, PageEvidence, disagrees, page_needs_ocr

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

_POINTS = 72
_COMFORTABLE_PIXELS = 40_000_000
_LEAST_RULES = 3
_RULE_TOLERANCE = 3.0  # points
_LEAST_IMAGE = (10.0, 6.0)  # points: smaller ones are bullets and pieces of lines
_MOST_OF_PAGE = 0.5
_STROKE_DENSITY = 0.1


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the file says of a page, before any picture is made.

    Args:
        turn: Degrees clockwise the page must be turned beyond what a viewer does, for its text to be upright.
        layer: The text layer alone, for the decision.
        page: The page as it is if that text can be trusted.
    """

    frame: PageFrame
    turn: int
    layer: str
    unmapped: int
    drawing: Drawing
    anything: bool
    page: Page


def read_page(pdf: "pypdfium2.PdfDocument", page: "pypdfium2.PdfPage", number: int, options: ReadOptions) -> Page:
    """Reads one open page.

    Raises:
        PdfiumError: The page is damaged.
        InputError: It is too large to make a picture of.
        ToolError: Recognition failed on it.
    """
    found = _gather(pdf, page, number)
    if not found.anything:
        return replace(found.page, text_origin=TextOrigin.NONE, why="blank")
    decision = page_needs_ocr(_evidence(found))
    if not decision.needs and not decision.compare:
        return found.page
    seen = see(lambda dpi: picture_of(page, dpi, options.image_pixels), options)
    return _decided(found, decision, seen)


def picture_of(
    page: "pypdfium2.PdfPage", dpi: int, most_pixels: int, rotation: int = 0, *, grey: bool = True
) -> "Image.Image":
    """A picture of the page as a viewer shows it; large sheets get a lower resolution.

    Args:
        page: An open page.
        dpi: Resolution.
        most_pixels: Checked before anything is drawn.
        rotation: Degrees clockwise to turn it further.
        grey: Without colours.

    Raises:
        InputError: ``too_large`` even at the lowest useful resolution.
    """
    width, height = page.get_size()
    square_inches = width * height / _POINTS**2
    if not 0 < square_inches * _POINTS**2 <= most_pixels:
        raise InputError(
            ExceptionClass.TOO_LARGE,
            f"The page measures {width / _POINTS:.0f} by {height / _POINTS:.0f} inches; no picture of it can be made.",
            "Ask the client for a PDF at paper size.",
        )
    if square_inches * dpi**2 > _COMFORTABLE_PIXELS:
        dpi = max(_POINTS, int((_COMFORTABLE_PIXELS / square_inches) ** 0.5))
    bitmap = page.render(scale=dpi / _POINTS, rotation=rotation, grayscale=grey)
    image: Image.Image = bitmap.to_pil()
    return image


def _gather(pdf: "pypdfium2.PdfDocument", page: "pypdfium2.PdfPage", number: int) -> _Gathered:
    shown = page.get_rotation()
    layer = TextLayer(page)
    try:
        angle = layer.angle()
        turn = 0 if angle is None else (360 - angle - shown) % 360
        frame = _frame(page, (shown + turn) % 360, turn)
        drawing = look_at(page, frame)
        extras = annotations(pdf, page, frame)
        unplaced = unplaced_signatures(pdf) if number == 1 else 0
        grids = _grids(drawing)
        glyphs = layer.glyphs(frame) if grids else []
        runs = layer.runs(frame)
        added = [run for extra in extras for run in _typed(extra)]
        text, words = lines_text(to_lines([*runs, *added]), frame)
        built = Page(
            number=number,
            text=text,
            text_origin=TextOrigin.EMBEDDED,
            why="embedded_text",
            width=frame.width,
            height=frame.height,
            words=words,
            tables=_tables(grids, glyphs, added),
            fields=(
                *(_field(extra, frame) for extra in extras if isinstance(extra, Field)),
                *[FormField("", SIGNED, "signature")] * unplaced,
            ),
            marks=tuple(_marks(drawing, extras, frame))[:MOST_MARKS],
            rotation=turn,
        )
        own = "\n".join(run.text for run in runs)
        anything = bool(drawing.objects or extras or own)
        return _Gathered(frame, turn, own, round(layer.unmapped() * layer.count), drawing, anything, built)
    finally:
        layer.close()


def _frame(page: "pypdfium2.PdfPage", upright: int, turn: int) -> PageFrame:
    width, height = page.get_size()
    if turn in (90, 270):
        width, height = height, width
    return upright_frame(width, height, upright, page.get_bbox())


def _evidence(found: _Gathered) -> PageEvidence:
    drawing = found.drawing
    return PageEvidence(
        text=found.layer,
        image_coverage=drawing.covered(found.frame.width, found.frame.height),
        undecodable=max(found.unmapped, undecodable(found.layer)),
        invisible_text=drawing.hidden_texts > 0.5 * drawing.texts,
        images=len(drawing.images),
    )


def _decided(found: _Gathered, decision: OcrDecision, seen: SeenPage) -> Page:
    """The page by its text layer or by its picture."""
    page = found.page
    if decision.compare:
        if disagrees(found.layer, seen.seen.text):
            return _recognised(page, seen, "text_disagrees_with_picture")
        # The layer stands, and what the picture shows besides text (signatures in ink) belongs to it.
        marks = seen.seen.marks if seen.seen.rotation == found.turn else ()
        return replace(page, marks=(*marks, *page.marks)[:MOST_MARKS], language=seen.seen.language)
    if seen.seen.words:
        return _recognised(page, seen, decision.why)
    if found.layer.strip() and decision.why != "garbage_text_layer":
        return page
    fields_only = page.text if not found.layer.strip() else ""
    if fields_only:
        return page
    return replace(
        page, text="", words=(), tables=(), text_origin=TextOrigin.NONE, why=seen.why_nothing, marks=seen.seen.marks
    )


def _recognised(page: Page, seen: SeenPage, why: str) -> Page:
    read = seen.seen
    sideways = (read.rotation - page.rotation) % 180 == 90
    return replace(
        page,
        text=read.text,
        words=read.words,
        text_origin=TextOrigin.OCR,
        why=why,
        ocr_confidence=read.confidence,
        tables=seen.tables,
        # Fields keep their values; their places are those of the page as it was.
        fields=page.fields if read.rotation == page.rotation else tuple(replace(f, box=None) for f in page.fields),
        marks=read.marks,
        rotation=read.rotation,
        skew=read.skew,
        language=read.language,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
    )


def _typed(extra: Field | Note) -> Iterator[Run]:
    """What somebody typed on top of the page, as runs at its place."""
    if isinstance(extra, Field):
        shown = "[x]" if extra.kind == "checkbox" and extra.value else extra.value
        text = "" if extra.kind == "signature" else shown
    else:
        text = extra.text
    lines = [line for line in (one_line(part) for part in text.split("\n")) if line]
    place = extra.place
    step = place.height / len(lines) if lines else 0.0
    for at, line in enumerate(lines):
        yield Run(line, Place(place.left, place.top + at * step, place.right, place.top + (at + 1) * step))


def _field(field: Field, frame: PageFrame) -> FormField:
    return FormField(field.name, field.value, field.kind, frame.box(field.place))


def _grids(drawing: Drawing) -> list[Grid]:
    """Ruled tables; the cheap look at how many lines there are comes first."""
    if len(drawing.horizontal) < _LEAST_RULES or len(drawing.vertical) < _LEAST_RULES:
        return []
    return find_grids(drawing.horizontal, drawing.vertical, _RULE_TOLERANCE)


def _tables(grids: Sequence[Grid], glyphs: Sequence[Glyph], added: Sequence[Run]) -> tuple[Table, ...]:
    pieces: list[tuple[str, Place | None]] = [*glyphs, *((f" {run.text} ", run.place) for run in added)]
    return tuple(table for grid in grids if (table := fill(grid, pieces)) is not None)


def _marks(drawing: Drawing, extras: Sequence[Field | Note], frame: PageFrame) -> Iterator[Mark]:
    """Pictures beside the text and strokes of a pen: where a signature may be."""
    page = frame.width * frame.height
    for place in drawing.strokes:
        yield Mark(frame.box(place), "stroke", _STROKE_DENSITY)
    for extra in extras:
        if isinstance(extra, Note) and extra.kind != "text":
            yield Mark(frame.box(extra.place), extra.kind, _STROKE_DENSITY)
    for place in drawing.images[:MOST_MARKS]:
        small = place.width < _LEAST_IMAGE[0] or place.height < _LEAST_IMAGE[1]
        if not small and place.width * place.height < _MOST_OF_PAGE * page:
            yield Mark(frame.box(place), "image", 1.0)
