"""One PDF page to a Page: text layer, drawing and fields gathered, the origin of the text decided, then built."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.extract.clean import mostly_signs, one_line, undecodable
from pipeline.extract.lines import Run
from pipeline.extract.options import ReadOptions
from pipeline.extract.pdf_built import Extras, built_page
from pipeline.extract.pdf_covered import Suspects, unseen
from pipeline.extract.pdf_drawing import MOST_MARKS, Drawing, look_at
from pipeline.extract.pdf_forms import MOST_ANNOTATIONS, annotations, annotations_left_out
from pipeline.extract.pdf_picture import picture_of
from pipeline.extract.pdf_scan import ScannedPages
from pipeline.extract.pdf_signatures import Signatures
from pipeline.extract.pdf_tables import PlumbedTables
from pipeline.extract.pdf_text import TextLayer
from pipeline.extract.place import PageFrame, upright_frame
from pipeline.extract.recognised import SeenPage, see
from pipeline.model import Page, TextOrigin, Word
from pipeline.ocr.decide import OcrDecision, PageEvidence, disagrees, page_needs_ocr

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

_COVERED = "Words lie under a box that covers them; they are still in the file and were not read."
_SWITCHED_OFF = "Words on a layer that viewers do not show were not read."


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open document with what is looked up in it only when a page asks."""

    pdf: "pypdfium2.PdfDocument"
    signatures: Signatures
    tables: PlumbedTables
    scans: ScannedPages


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the file says of a page, before any picture is made.

    Args:
        turn: Degrees clockwise the page must be turned beyond what a viewer does, for its text to be upright.
        layer: The text layer alone, for the decision.
        unmapped: Characters that the file's fonts do not name.
        page: The page as it is if that text can be trusted.
        remarks: Words that open on a click; no picture of the page shows them.
        doubtful: Its tables are worth a second reader, who knows nothing of what is covered.
    """

    frame: PageFrame
    turn: int
    layer: str
    unmapped: int
    drawing: Drawing
    anything: bool
    page: Page
    remarks: tuple[Run, ...]
    doubtful: bool


def read_page(file: OpenFile, page: "pypdfium2.PdfPage", number: int, options: ReadOptions) -> Page:
    """Reads one open page.

    Raises:
        PdfiumError: The page is damaged.
        InputError: It is too large to make a picture of.
        ToolError: Recognition failed on it.
    """
    found = _gather(file, page, number, options)
    if not found.anything:
        return replace(found.page, text_origin=TextOrigin.NONE, why="blank")
    decision = page_needs_ocr(_evidence(found))
    if decision.needs or decision.compare:
        seen = see(lambda dpi: _picture(file, page, dpi, options), options)
        made = _decided(found, decision, seen)
    else:
        made = found.page
    return replace(made, tables=file.tables.better(made)) if found.doubtful else made


def _picture(file: OpenFile, page: "pypdfium2.PdfPage", dpi: int, options: ReadOptions) -> "Image.Image":
    return file.scans.picture(page, dpi) or picture_of(page, dpi, options.image_pixels)


def _gather(file: OpenFile, page: "pypdfium2.PdfPage", number: int, options: ReadOptions) -> _Gathered:
    shown = page.get_rotation()
    layer = TextLayer(page)
    try:
        angle = layer.angle()
        turn = 0 if angle is None else (360 - angle - shown) % 360
        frame = _frame(page, (shown + turn) % 360, turn)
        drawing = look_at(page, frame)
        extras = Extras(
            annotations(file.pdf, page, number, frame, file.signatures),
            file.signatures.unplaced(file.pdf) if number == 1 else (),
        )
        suspects = Suspects(drawing.covers, drawing.layered, extras.sheets(frame))
        notes = _hide(layer, page, frame, turn, suspects, options)
        built, own, doubtful = built_page(number, frame, turn, layer, drawing, extras)
        hidden = bool(notes)
        if annotations_left_out(page):
            notes = (*notes, f"Of the fields and notes on the page only the first {MOST_ANNOTATIONS} were read.")
        built = replace(built, notes=notes)
        anything = bool(drawing.objects or extras.anything or own)
        remarks = tuple(extras.remarks())
        unmapped = round(layer.unmapped() * layer.count)
        return _Gathered(frame, turn, own, unmapped, drawing, anything, built, remarks, doubtful and not hidden)
    finally:
        layer.close()


def _hide(
    layer: TextLayer, page: "pypdfium2.PdfPage", frame: PageFrame, turn: int, suspects: Suspects, options: ReadOptions
) -> tuple[str, ...]:
    """Takes out of the layer what nobody sees, and says so."""

    def picture(dpi: int, notes: bool) -> "Image.Image | None":
        try:
            return picture_of(page, dpi, options.image_pixels, turn, grey=False, notes=notes)
        except InputError:
            return None

    if not suspects:
        return ()
    stretches = unseen(layer.glyphs(frame), suspects, frame, picture)
    layer.replace(frame, stretches)
    covered = any(words for _, words in stretches)
    switched_off = any(not words for _, words in stretches)
    return (*((_COVERED,) if covered else ()), *((_SWITCHED_OFF,) if switched_off else ()))


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
        undecodable=max(found.unmapped, undecodable(found.layer), mostly_signs(found.layer)),
        invisible_text=drawing.hidden_texts > 0.5 * drawing.texts,
        images=len(drawing.images),
    )


def _decided(found: _Gathered, decision: OcrDecision, seen: SeenPage) -> Page:
    """The page by its text layer or by its picture."""
    page = found.page
    if decision.compare:
        if disagrees(found.layer, seen.seen.text):
            return _recognised(found, seen, "text_disagrees_with_picture")
        # The layer stands, and what the picture shows besides text (signatures in ink) belongs to it.
        marks = seen.seen.marks if seen.seen.rotation == found.turn else ()
        return replace(page, marks=(*marks, *page.marks)[:MOST_MARKS], language=seen.seen.language)
    if seen.seen.words:
        return _recognised(found, seen, decision.why)
    if found.layer.strip() and decision.why != "garbage_text_layer":
        return page
    fields_only = page.text if not found.layer.strip() else ""
    if fields_only:
        return page
    return replace(
        page, text="", words=(), tables=(), text_origin=TextOrigin.NONE, why=seen.why_nothing, marks=seen.seen.marks
    )


def _recognised(found: _Gathered, seen: SeenPage, why: str) -> Page:
    page, read = found.page, seen.seen
    turned = read.rotation != page.rotation
    sideways = (read.rotation - page.rotation) % 180 == 90
    made = replace(
        page,
        text=read.text,
        words=read.words,
        text_origin=TextOrigin.OCR,
        why=why,
        ocr_confidence=read.confidence,
        tables=seen.tables,
        # Fields keep their values; their places are those of the page as it was.
        fields=tuple(replace(field, box=None) for field in page.fields) if turned else page.fields,
        marks=read.marks,
        rotation=read.rotation,
        skew=read.skew,
        language=read.language,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
    )
    return _with_remarks(made, found, turned)


def _with_remarks(page: Page, found: _Gathered, turned: bool) -> Page:
    """What opens on a click stands below what the picture shows; without a place where the page was turned."""
    if not found.remarks:
        return page
    lines = page.text.split("\n") if page.text else []
    placed = [
        Word(one_line(run.text), found.frame.box(run.place), len(lines) + at) for at, run in enumerate(found.remarks)
    ]
    text = "\n".join([*lines, *(word.text for word in placed)])
    return replace(page, text=text, words=page.words if turned else (*page.words, *placed))
