"""Fields and notes of one PDF page: what somebody typed, ticked, chose, drew, remarked or signed on top of it."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pipeline.extract.clean import clean, one_line
from pipeline.extract.pdf_signatures import Signatures, field_name
from pipeline.extract.pdf_stamps import Stamps
from pipeline.extract.pdf_strokes import TURNS_OF_A_NAME, turns
from pipeline.extract.place import PageFrame, Place

if TYPE_CHECKING:
    import pypdfium2

MOST_ANNOTATIONS = 3000

_LONGEST_VALUE, _MOST_BYTES = 20_000, 1 << 24
_OFF = frozenset({"", "Off"})
_MOST_REMARK, _MOST_OPTIONS = 2000, 500
_MOST_LINES, _MOST_POINTS = 100, 4000

# Notes whose words a reader sees only when the note is opened, by the word put before them.
_REMARKS = {
    "FPDF_ANNOT_TEXT": "note",
    "FPDF_ANNOT_HIGHLIGHT": "comment",
    "FPDF_ANNOT_UNDERLINE": "comment",
    "FPDF_ANNOT_SQUIGGLY": "comment",
    "FPDF_ANNOT_STRIKEOUT": "comment",
    "FPDF_ANNOT_CARET": "comment",
    "FPDF_ANNOT_LINE": "comment",
    "FPDF_ANNOT_SQUARE": "comment",
    "FPDF_ANNOT_CIRCLE": "comment",
    "FPDF_ANNOT_POLYGON": "comment",
    "FPDF_ANNOT_POLYLINE": "comment",
    "FPDF_ANNOT_INK": "comment",
    "FPDF_ANNOT_FILEATTACHMENT": "attached file",
    "FPDF_ANNOT_STAMP": "stamp",
}

FieldKind = Literal["text", "checkbox", "choice", "signature"]
_KINDS: dict[str, FieldKind] = {"Tx": "text", "Ch": "choice", "Btn": "checkbox", "Sig": "signature"}
_PUSH_BUTTON = 1 << 16
_RADIO = 1 << 15


@dataclass(frozen=True, slots=True)
class Field:
    """A form field; ``value`` is empty where nobody filled it in, "yes" for a tick, "Signed by …" for a signature."""

    name: str
    value: str
    kind: FieldKind
    place: Place


@dataclass(frozen=True, slots=True)
class Note:
    """Something put on top of the page: typed text, a drawing by hand, a stamp, a remark that opens on a click.

    A "sheet" is what may lie over words like a piece of paper: a box, a typed note with a ground, a marked redaction.

    Args:
        wound: A drawing turns as often as a written name.
    """

    kind: Literal["text", "stroke", "image", "remark", "sheet"]
    text: str
    place: Place
    wound: bool = False


def annotations(
    pdf: "pypdfium2.PdfDocument", page: "pypdfium2.PdfPage", number: int, frame: PageFrame, signatures: Signatures
) -> list[Field | Note]:
    """All fields and notes of a page by its number; links are not followed, scripts are not run."""
    import pypdfium2.raw as raw

    count = min(raw.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)
    stamps = Stamps(pdf, page, number)
    return list(_each(raw, pdf, page, frame, count, signatures, stamps)) if count > 0 else []


def annotations_left_out(page: "pypdfium2.PdfPage") -> int:
    """How many fields and notes of a page are more than are looked at."""
    import pypdfium2.raw as raw

    return max(0, int(raw.FPDFPage_GetAnnotCount(page.raw)) - MOST_ANNOTATIONS)


def _each(
    raw: Any, pdf: Any, page: Any, frame: PageFrame, count: int, signatures: Signatures, stamps: Stamps
) -> Iterator[Field | Note]:
    form = pdf.formenv.raw if pdf.formenv is not None else None
    for index in range(count):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            place = _place(raw, annotation, frame)
            if place is None or raw.FPDFAnnot_GetFlags(annotation) & raw.FPDF_ANNOT_FLAG_HIDDEN:
                continue
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            if kind != raw.FPDF_ANNOT_WIDGET:
                yield from _notes(raw, kind, annotation, place, stamps)
            elif (field := _field(raw, form, annotation, place, signatures)) is not None:
                yield field
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _place(raw: Any, annotation: Any, frame: PageFrame) -> Place | None:
    rectangle = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, rectangle):
        return None
    place = frame.place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    return place if abs(place.right) < 1e6 and abs(place.bottom) < 1e6 else None


def _field(raw: Any, form: Any, annotation: Any, place: Place, signatures: Signatures) -> Field | None:
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation) if form is not None else -1
    if kind <= raw.FPDF_FORMFIELD_UNKNOWN:
        return _unlisted(raw, annotation, place)
    name = field_name(raw, form, annotation)
    value = clean(_wide(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))).strip()
    if kind == raw.FPDF_FORMFIELD_TEXTFIELD:
        return Field(name, value, "text", place)
    if kind in (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
        return Field(name, _chosen(raw, form, annotation) or value, "choice", place)
    if kind == raw.FPDF_FORMFIELD_CHECKBOX:
        return Field(name, "yes" if raw.FPDFAnnot_IsChecked(form, annotation) else "", "checkbox", place)
    if kind == raw.FPDF_FORMFIELD_RADIOBUTTON:
        # One of a group: the chosen one carries the group's value, the others nothing.
        chosen = raw.FPDFAnnot_IsChecked(form, annotation) and value not in _OFF
        return Field(name, value if chosen else "", "choice", place)
    if kind == raw.FPDF_FORMFIELD_SIGNATURE:
        if not raw.FPDFAnnot_HasKey(annotation, b"V"):
            return Field(name, "", "signature", place)
        signer = signatures.of(name)
        return None if signer.stamp else Field(name, signer.value, "signature", place)
    return None


def _chosen(raw: Any, form: Any, annotation: Any) -> str:
    """What is chosen in a list, in the words a reader sees; several are joined."""
    count = min(max(0, raw.FPDFAnnot_GetOptionCount(form, annotation)), _MOST_OPTIONS)
    chosen = [index for index in range(count) if raw.FPDFAnnot_IsOptionSelected(form, annotation, index)]
    labels = [one_line(_option(raw, form, annotation, index)) for index in chosen]
    return "; ".join(label for label in labels if label)


def _option(raw: Any, form: Any, annotation: Any, index: int) -> str:
    return _wide(lambda buffer, size: raw.FPDFAnnot_GetOptionLabel(form, annotation, index, buffer, size))


def _unlisted(raw: Any, annotation: Any, place: Place) -> Field | None:
    """A field that its form does not list, as programs that join files leave behind: it still holds its value."""
    kind = _KINDS.get(_string(raw, annotation, b"FT"))
    if kind is None:
        return None
    name, value = one_line(_string(raw, annotation, b"T")), clean(_string(raw, annotation, b"V")).strip()
    if kind != "checkbox":
        return Field(name, value, kind, place)
    flags = _number(raw, annotation, b"Ff")
    if flags & _PUSH_BUTTON:
        return None
    state = _string(raw, annotation, b"AS") or value
    on = state not in _OFF
    if flags & _RADIO:
        return Field(name, state if on else "", "choice", place)
    return Field(name, "yes" if on else "", "checkbox", place)


def _notes(raw: Any, kind: int, annotation: Any, place: Place, stamps: Stamps) -> Iterator[Note]:
    text = clean(_string(raw, annotation, b"Contents")).strip()[:_LONGEST_VALUE]
    if kind in (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_REDACT):
        yield Note("sheet", "", place)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        if text := text or stamps.words(annotation):
            yield Note("text", text, place)
        return
    if kind == raw.FPDF_ANNOT_INK:
        yield Note("stroke", "", place, turns(_ink(raw, annotation)) >= TURNS_OF_A_NAME)
    elif kind == raw.FPDF_ANNOT_STAMP:
        yield Note("image", "", place)
        # What it shows, and what was said of it; one of the viewer's own set says both in its name: #DraftSTAMP.
        drawn = stamps.words(annotation)
        text = (drawn if text in drawn else f"{drawn} {text}") or _string(raw, annotation, b"Name")
    word = next((word for name, word in _REMARKS.items() if getattr(raw, name) == kind), None)
    words = one_line(text)[:_MOST_REMARK]
    if word is not None and words:
        author = one_line(_string(raw, annotation, b"T"))[:80]
        yield Note("remark", f"[{word}{f' by {author}' if author else ''}: {words}]", place)


def _ink(raw: Any, annotation: Any) -> list[list[tuple[float, float]]]:
    """The lines of a drawing by hand, as points of the page."""
    lines: list[list[tuple[float, float]]] = []
    for at in range(min(raw.FPDFAnnot_GetInkListCount(annotation), _MOST_LINES)):
        size = min(raw.FPDFAnnot_GetInkListPath(annotation, at, None, 0), _MOST_POINTS)
        found = (raw.FS_POINTF * size)()
        if size and raw.FPDFAnnot_GetInkListPath(annotation, at, found, size):
            lines.append([(point.x, point.y) for point in found])
    return lines


def _string(raw: Any, annotation: Any, key: bytes) -> str:
    return _wide(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size))


def _number(raw: Any, annotation: Any, key: bytes) -> int:
    value = ctypes.c_float()
    return int(value.value) if raw.FPDFAnnot_GetNumberValue(annotation, key, value) and 0 <= value.value < 1e9 else 0


def _wide(get: Callable[[Any, int], int]) -> str:
    """Text that the library writes as UTF-16 with a closing zero, after saying how many bytes it needs."""
    needed = get(None, 0)
    if not 2 < needed <= _MOST_BYTES:
        return ""
    buffer = (ctypes.c_ushort * (needed // 2 + 1))()
    get(buffer, needed)
    whole = bytes(memoryview(buffer).cast("B"))[: min(needed - 2, 2 * _LONGEST_VALUE)]
    return whole.decode("utf-16-le", "replace").rstrip("\0")
