"""A PDF → the files attached to it, as bytes on disk, under limits; and whether it is nothing but their cover."""

import ctypes
import mmap
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.containers.limits import RATIO_FROM_BYTES, ContainerLimits, Member, Unpacked, over
from pipeline.containers.pdf_filespecs import GIVES_UP, file_named, tidy_name
from pipeline.errors import ExceptionClass

if TYPE_CHECKING:
    import pypdfium2

# The dictionary of an attached file's stream stands outside compressed objects, and almost always names its kind.
_TRACES = (b"EmbeddedFile", b"Embedded#", b"FileAttachment")
_MOST_ANNOTATIONS = 3000
_LONGEST_NAME, _MOST_NAME_BYTES = 4096, 1 << 24
_COVER_PAGES, _COVER_LETTERS = 2, 600
_VIEWERS = ("acrobat", "adobe reader")
_WRAPPERS = ("portfolio", "pdf package", "porte-documents", "porte-document", "lot pdf")
_MESSAGE_DAMAGED = "This attached file is damaged or stands outside the PDF; its bytes are not there."

# An empty file, packed: the library hands it out as it is.
_PACKED_NOTHING = zlib.compress(b"")

# D:20260217101500-07'00' with anything from the month on left out; bounded, so linear on hostile text.
PDF_DATE = re.compile(
    r"^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([Zz+-])(?:(\d{2})'?(?:(\d{2})'?)?)?)?"
)


def carries_files(path: str, passwords: tuple[str, ...]) -> bool:
    """Whether files are attached to a PDF, in its list of attachments or on its pages; False where it does not open."""
    pdf = _open(path, passwords)
    if pdf is None:
        return False
    with closing(pdf):
        if pdf.count_attachments() > 0:
            return True
        return _mentions(Path(path), _TRACES) and any(True for _ in _on_pages(pdf))


def expand_pdf(path: str, scratch: str, limits: ContainerLimits, passwords: tuple[str, ...]) -> Iterator[Member]:
    """Write every attached file to ``scratch/<index>`` and yield it: those of the list first, then those on pages.

    Raises:
        InputError: Over a limit (``container_limit``); members yielded before stay valid.
    """
    pdf = _open(path, passwords)
    if pdf is None:
        return
    most = min(limits.bytes, max(RATIO_FROM_BYTES, limits.ratio * Path(path).stat().st_size))
    unpacked = Unpacked(scratch, limits)
    with closing(pdf):
        for index, attachment in enumerate(_attached(pdf)):
            unpacked.allow(index + 1, "attached files")
            member = _written(attachment, index, unpacked, most)
            if member.exception is not None:
                name = "" if member.name == _unnamed(index) else member.name
                data = file_named(path, passwords, name)
                if data is not None:
                    member = Member(index, member.name, unpacked.save(index, data), member.modified_at)
            yield member


def is_portfolio(path: str, passwords: tuple[str, ...]) -> bool:
    """Whether a PDF is a portfolio whose own pages only ask for a viewer that shows portfolios."""
    pdf = _open(path, passwords)
    if pdf is None:
        return False
    with closing(pdf):
        if not _only_cover(pdf):
            return False
    return any(_says_collection(path, password) for password in ("", *passwords))


def pdf_date(text: str) -> datetime | None:
    """A PDF's own way of writing moments; None for anything else. Without a zone it is taken as UTC."""
    match = PDF_DATE.match(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, sign, off_hours, off_minutes = match.groups()
    offset = timedelta(hours=int(off_hours or 0), minutes=int(off_minutes or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset) if sign in ("+", "-") else UTC
        return datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone
        )
    except ValueError:
        return None


def _open(path: str, passwords: tuple[str, ...]) -> "pypdfium2.PdfDocument | None":
    """The document; None where it does not open, for its own reader says why."""
    import pypdfium2

    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError:
            continue
    return None


def _mentions(path: Path, words: tuple[bytes, ...]) -> bool:
    with path.open("rb") as file:
        try:
            whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:  # a file of 0 bytes has nothing to map
            return False
        with whole:
            return any(whole.find(word) >= 0 for word in words)


def _attached(pdf: "pypdfium2.PdfDocument") -> Iterator[Any]:
    import pypdfium2.raw as raw

    for index in range(max(0, raw.FPDFDoc_GetAttachmentCount(pdf.raw))):
        yield raw.FPDFDoc_GetAttachment(pdf.raw, index)
    yield from _on_pages(pdf)


def _on_pages(pdf: "pypdfium2.PdfDocument") -> Iterator[Any]:
    """Files that paper clips on pages stand for; a page that does not open is its reader's business."""
    import pypdfium2

    for number in range(len(pdf)):
        try:
            page = pdf[number]
        except pypdfium2.PdfiumError:
            continue
        with closing(page):
            yield from _clips(page)


def _clips(page: "pypdfium2.PdfPage") -> Iterator[Any]:
    import pypdfium2.raw as raw

    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FILEATTACHMENT:
                yield raw.FPDFAnnot_GetFileAttachment(annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _written(attachment: Any, index: int, unpacked: Unpacked, most: int) -> Member:
    """One attached file on disk; an unreadable one is named with its reason.

    Raises:
        InputError: ``container_limit``; asked before the bytes are, for the library has them all at once.
    """
    import pypdfium2.raw as raw

    if not attachment:
        return Member(index, _unnamed(index), 0, None, ExceptionClass.DAMAGED, _MESSAGE_DAMAGED)
    name = _wide(lambda buffer, size: raw.FPDFAttachment_GetName(attachment, buffer, size))
    name = tidy_name(name) or _unnamed(index)
    date = pdf_date(_wide(lambda buffer, size: raw.FPDFAttachment_GetStringValue(attachment, b"ModDate", buffer, size)))
    size = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, size):
        return Member(index, name, 0, date, ExceptionClass.DAMAGED, _MESSAGE_DAMAGED)
    if size.value > most:
        raise over("An attached file unfolds to more bytes than allowed.")
    buffer = ctypes.create_string_buffer(max(1, size.value))
    if size.value and not raw.FPDFAttachment_GetFile(attachment, buffer, size.value, size):
        return Member(index, name, 0, date, ExceptionClass.DAMAGED, _MESSAGE_DAMAGED)
    data = b"" if buffer.raw[: size.value] == _PACKED_NOTHING else buffer.raw[: size.value]
    return Member(index, name, unpacked.save(index, data), date)


def _unnamed(index: int) -> str:
    return f"attached file {index + 1}"


def _wide(get: Callable[[Any, int], int]) -> str:
    """Text the library writes as UTF-16 with a closing zero; what is no text is shown as such."""
    needed = get(None, 0)
    if not 2 < needed <= _MOST_NAME_BYTES:
        return ""
    buffer = (ctypes.c_ushort * (needed // 2 + 1))()
    get(buffer, needed)
    whole = bytes(memoryview(buffer).cast("B"))[: min(needed - 2, _LONGEST_NAME)]
    return whole.decode("utf-16-le", "replace").replace("\0", "\ufffd")


def _only_cover(pdf: "pypdfium2.PdfDocument") -> bool:
    """Whether the pages hold nothing but the notice that viewers without portfolios show, in English or French."""
    import pypdfium2

    if len(pdf) > _COVER_PAGES:
        return False
    for number in range(len(pdf)):
        try:
            with closing(pdf[number]) as page, closing(page.get_textpage()) as layer:
                text = layer.get_text_bounded() if layer.count_chars() <= _COVER_LETTERS else None
        except pypdfium2.PdfiumError:
            return False
        if text is None or not _is_notice(text):
            return False
    return True


def _is_notice(text: str) -> bool:
    lowered = " ".join(text.casefold().split())
    return any(word in lowered for word in _VIEWERS) and any(word in lowered for word in _WRAPPERS)


def _says_collection(path: str, password: str) -> bool:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    try:
        with Path(path).open("rb") as file:
            return "Collection" in PDFDocument(PDFParser(file), password, caching=False).catalog
    except (*GIVES_UP, PSException):
        return False
