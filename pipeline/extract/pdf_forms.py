"""Fields and notes of one PDF page: what somebody typed, ticked, chose, drew or signed on top of it."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pipeline.extract.clean import clean, one_line
from pipeline.extract.place import PageFrame, Place

if TYPE_CHECKING:
    import pypdfium2

MOST_ANNOTATIONS = 3000
SIGNED = "signed"
"""Value of a signature field that holds a signature."""

_SEARCHED_PAGES = 200
_LONGEST_VALUE = 20_000
_OFF = frozenset({"", "Off"})

FieldKind = Literal["text", "checkbox", "choice", "signature"]


@dataclass(frozen=True, slots=True)
class Field:
    """A form field; ``value`` is empty where nobody filled it in, "yes" for a tick, "signed" for a signature."""

    name: str
    value: str
    kind: FieldKind
    place: Place


@dataclass(frozen=True, slots=True)
class Note:
    """Something put on top of the page: typed text, a drawing by hand, a stamp."""

    kind: Literal["text", "stroke", "image"]
    text: str
    place: Place


def annotations(pdf: "pypdfium2.PdfDocument", page: "pypdfium2.PdfPage", frame: PageFrame) -> list[Field | Note]:
    """All fields and notes of a page; links are not followed, scripts are not run."""
    import pypdfium2.raw as raw

    count = min(raw.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)
    return list(_each(raw, pdf, page, frame, count)) if count > 0 else []


def unplaced_signatures(pdf: "pypdfium2.PdfDocument") -> int:
    """How many digital signatures of the document stand on none of its pages; they sign all the same."""
    import pypdfium2.raw as raw

    count = min(max(0, raw.FPDF_GetSignatureCount(pdf.raw)), _SEARCHED_PAGES)
    signatures = (raw.FPDF_GetSignatureObject(pdf.raw, index) for index in range(count))
    made: int = sum(raw.FPDFSignatureObj_GetContents(one, None, 0) > 0 for one in signatures)
    if not made or pdf.formenv is None:
        return made
    placed: int = 0
    for index in range(min(len(pdf), _SEARCHED_PAGES)):
        page = pdf[index]
        try:
            placed += _signed_fields(raw, pdf.formenv.raw, page.raw)
        finally:
            page.close()
    return max(0, made - placed)


def _signed_fields(raw: Any, form: Any, page: Any) -> int:
    signed: int = 0
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
            signed += kind == raw.FPDF_FORMFIELD_SIGNATURE and bool(raw.FPDFAnnot_HasKey(annotation, b"V"))
            raw.FPDFPage_CloseAnnot(annotation)
    return signed


def _each(raw: Any, pdf: Any, page: Any, frame: PageFrame, count: int) -> Iterator[Field | Note]:
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
            if kind == raw.FPDF_ANNOT_WIDGET and form is not None:
                if (field := _field(raw, form, annotation, place)) is not None:
                    yield field
            elif (note := _note(raw, kind, annotation, place)) is not None:
                yield note
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _place(raw: Any, annotation: Any, frame: PageFrame) -> Place | None:
    rectangle = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, rectangle):
        return None
    place = frame.place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    return place if abs(place.right) < 1e6 and abs(place.bottom) < 1e6 else None


def _field(raw: Any, form: Any, annotation: Any, place: Place) -> Field | None:
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    name = one_line(_wide(lambda buffer, size: raw.FPDFAnnot_GetFormFieldName(form, annotation, buffer, size)))
    value = clean(_wide(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))).strip()
    if kind == raw.FPDF_FORMFIELD_TEXTFIELD:
        return Field(name, value, "text", place)
    if kind in (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
        return Field(name, value, "choice", place)
    if kind == raw.FPDF_FORMFIELD_CHECKBOX:
        return Field(name, "yes" if raw.FPDFAnnot_IsChecked(form, annotation) else "", "checkbox", place)
    if kind == raw.FPDF_FORMFIELD_RADIOBUTTON:
        # One of a group: the chosen one carries the group's value, the others nothing.
        chosen = raw.FPDFAnnot_IsChecked(form, annotation) and value not in _OFF
        return Field(name, value if chosen else "", "choice", place)
    if kind == raw.FPDF_FORMFIELD_SIGNATURE:
        return Field(name, SIGNED if raw.FPDFAnnot_HasKey(annotation, b"V") else "", "signature", place)
    return None


def _note(raw: Any, kind: int, annotation: Any, place: Place) -> Note | None:
    if kind == raw.FPDF_ANNOT_FREETEXT:
        text = _wide(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
        return Note("text", clean(text).strip(), place) if text.strip() else None
    if kind == raw.FPDF_ANNOT_INK:
        return Note("stroke", "", place)
    return Note("image", "", place) if kind == raw.FPDF_ANNOT_STAMP else None


def _wide(get: Callable[[Any, int], int]) -> str:
    """Text that the library writes as UTF-16 with a closing zero, after saying how many bytes it needs."""
    size = min(get(None, 0), 2 * _LONGEST_VALUE)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    get(buffer, size)
    return bytes(memoryview(buffer).cast("B"))[: size - 2].decode("utf-16-le", "replace").rstrip("\0")
