"""Digital signatures of a PDF to who signed when, as the file itself says; nothing of it is verified here."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.containers.pdf_attachments import pdf_date
from pipeline.containers.pdf_filespecs import GIVES_UP
from pipeline.extract.clean import one_line

if TYPE_CHECKING:
    import pypdfium2

SIGNED = "signed"
"""Value of a signature field that holds a signature of which nothing more is known."""

_MOST_FIELDS, _DEEPEST = 5000, 32
_SEARCHED_PAGES = 200
_MOST_ANNOTATIONS = 3000
_LONGEST = 120
_MOST_CONTENTS = 1 << 20


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature.

    Args:
        value: For a reader, e.g. "Signed by Jo Smith on 2026-02-17 (reason: approval)".
        stamp: True for a time stamp of a whole document, which nobody signed.
    """

    value: str
    stamp: bool = False


class Signatures:
    """The signatures of one file; looked up when the first signed field asks, for most files have none."""

    def __init__(self, path: str, passwords: tuple[str, ...]) -> None:
        self._path, self._passwords = path, passwords
        self._found: dict[str, Signer] | None = None

    def of(self, field: str) -> Signer:
        """The signature in the field of that full name."""
        return self._all().get(one_line(field), Signer(SIGNED))

    def unplaced(self, pdf: "pypdfium2.PdfDocument") -> tuple[str, ...]:
        """Values of the signatures that stand on none of the pages; they sign all the same."""
        made = _made(pdf)
        placed = _placed(pdf) if made else []
        left = made - len(placed)
        if left <= 0:
            return ()
        rest = [signer for name, signer in self._all().items() if name not in placed]
        values = [signer.value for signer in rest if not signer.stamp][:left]
        missing = left - len(values) - sum(signer.stamp for signer in rest)
        return (*values, *[SIGNED] * max(0, missing))

    def _all(self) -> dict[str, Signer]:
        if self._found is None:
            self._found = next((found for word in ("", *self._passwords) if (found := _read(self._path, word))), {})
        return self._found


def _made(pdf: "pypdfium2.PdfDocument") -> int:
    import pypdfium2.raw as raw

    count = min(max(0, raw.FPDF_GetSignatureCount(pdf.raw)), _MOST_ANNOTATIONS)
    signatures = (raw.FPDF_GetSignatureObject(pdf.raw, index) for index in range(count))
    return sum(bool(one) and raw.FPDFSignatureObj_GetContents(one, None, 0) > 0 for one in signatures)


def _placed(pdf: "pypdfium2.PdfDocument") -> list[str]:
    """Full names of the signed fields on the pages."""
    import pypdfium2
    import pypdfium2.raw as raw

    names: list[str] = []
    for index in range(min(len(pdf), _SEARCHED_PAGES) if pdf.formenv is not None else 0):
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError:
            continue
        try:
            names += _signed_fields(raw, pdf.formenv.raw, page.raw)
        finally:
            page.close()
    return names


def _signed_fields(raw: Any, form: Any, page: Any) -> Iterator[str]:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        if kind == raw.FPDF_FORMFIELD_SIGNATURE and raw.FPDFAnnot_HasKey(annotation, b"V"):
            yield field_name(raw, form, annotation)
        raw.FPDFPage_CloseAnnot(annotation)


def field_name(raw: Any, form: Any, annotation: Any) -> str:
    """The full name of a field, on one line."""
    size = min(raw.FPDFAnnot_GetFormFieldName(form, annotation, None, 0), 1 << 14)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAnnot_GetFormFieldName(form, annotation, buffer, size)
    return one_line(bytes(memoryview(buffer).cast("B"))[: size - 2].decode("utf-16-le", "replace").rstrip("\0"))


def _read(path: str, password: str) -> dict[str, Signer]:
    """Every filled signature field by full name; empty when the file does not open this way."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1
    from pdfminer.psexceptions import PSException

    try:
        with Path(path).open("rb") as file:
            catalogue = PDFDocument(PDFParser(file), password).catalog
            form = resolve1(catalogue.get("AcroForm"))
            return dict(_walk(form.get("Fields"))) if isinstance(form, dict) else {}
    except (*GIVES_UP, PSException):
        return {}


def _walk(fields: object) -> Iterator[tuple[str, Signer]]:
    """The tree of fields, each node once at most, however it loops."""
    from pdfminer.pdftypes import resolve1

    left: list[tuple[object, str, object, int]] = [(fields, "", None, 0)]
    seen = 0
    while left and seen < _MOST_FIELDS:
        branch, prefix, kind, depth = left.pop()
        nodes = resolve1(branch)
        for reference in nodes if isinstance(nodes, list) and depth < _DEEPEST else ():
            seen += 1
            node = resolve1(reference)
            if not isinstance(node, dict) or seen > _MOST_FIELDS:
                continue
            own = _text(resolve1(node.get("T")))
            name = f"{prefix}.{own}" if prefix and own else own or prefix
            its_kind = node.get("FT") or kind
            value = resolve1(node.get("V"))
            if isinstance(value, dict) and _word(resolve1(its_kind)) == "Sig":
                yield one_line(name), _signer(value)
            if "Kids" in node:
                left.append((node["Kids"], name, its_kind, depth + 1))


def _signer(value: dict[str, Any]) -> Signer:
    from pdfminer.pdftypes import resolve1

    if _word(resolve1(value.get("Type"))) == "DocTimeStamp":
        return Signer(SIGNED, stamp=True)
    when = pdf_date(_text(resolve1(value.get("M"))))
    who = _short(_text(resolve1(value.get("Name")))) or _certified(resolve1(value.get("Contents")))
    why = _short(_text(resolve1(value.get("Reason"))))
    if not who and when is None:
        return Signer(SIGNED)
    parts = ["Signed", f"by {who}" if who else "", f"on {when.date().isoformat()}" if when else ""]
    return Signer(" ".join(part for part in parts if part) + (f" (reason: {why})" if why else ""))


def _certified(contents: object) -> str:
    """The name on the signer's certificate; empty where it cannot be told."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs7 import load_der_pkcs7_certificates
    from cryptography.x509.oid import NameOID

    if not isinstance(contents, bytes) or not 8 < len(contents) <= _MOST_CONTENTS:
        return ""
    try:
        certificates = load_der_pkcs7_certificates(_without_padding(contents))
        issuers = {one.issuer for one in certificates if one.issuer != one.subject}
        own = [one for one in certificates if one.subject not in issuers]
        names = own[0].subject.get_attributes_for_oid(NameOID.COMMON_NAME) if len(own) == 1 else []
        return _short(str(names[0].value)) if names else ""
    except (ValueError, TypeError, UnsupportedAlgorithm, OverflowError):
        return ""


def _without_padding(contents: bytes) -> bytes:
    """Files leave more room than a signature needs, and fill it with zeros; its first bytes say how long it is."""
    if contents[0] != 0x30 or contents[1] < 0x80:
        return contents
    digits = contents[1] & 0x7F
    return contents[: 2 + digits + int.from_bytes(contents[2 : 2 + digits], "big")]


def _text(value: object) -> str:
    from pdfminer.utils import decode_text

    return decode_text(value) if isinstance(value, bytes) else ""


def _word(value: object) -> str:
    name = getattr(value, "name", "")
    return name if isinstance(name, str) else ""


def _short(text: str) -> str:
    return one_line(text)[:_LONGEST].strip()
