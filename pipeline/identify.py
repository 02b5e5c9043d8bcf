"""Step 2: bytes → media type, by content first and by name last; runs inside a reading child."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.containers.openers import container_for
from pipeline.errors import ExceptionClass, InputError
from pipeline.identifying.media import (
    BY_NAME,
    DOCX,
    EML,
    ENCRYPTED_OFFICE,
    MSG,
    OLD_OFFICE,
    OLE,
    PDF,
    PPTX,
    SHORTCUT,
    SVG,
    UNKNOWN,
    XLSX,
    ZIP,
    mismatch,
    suffix_of,
)
from pipeline.identifying.ole import ENCRYPTED_STREAM, HEADER, inside_ole
from pipeline.identifying.signatures import by_signature
from pipeline.identifying.texts import BINARY_PLIST, HTML_START, is_shortcut, kind_of_text
from pipeline.identifying.zips import ZipKind, inside_zip
from pipeline.model import Identified

__all__ = [
    "BY_NAME",
    "DOCX",
    "EML",
    "ENCRYPTED_OFFICE",
    "ENCRYPTED_STREAM",
    "MSG",
    "OLD_OFFICE",
    "OLE",
    "PDF",
    "PPTX",
    "XLSX",
    "ZIP",
    "identify",
]

HEAD_BYTES = 8 << 10
PDF_HEADER = b"%PDF-"
PDF_HEADER_SEARCH = 1024  # readers accept a PDF whose header stands within the first kilobyte
PDF_END, PDF_END_SEARCH = b"%%EOF", 2048
# A header behind other bytes makes a PDF only of what is nothing else: archives store whole PDFs behind a short header
# of their own, and read as a PDF such an archive would lose all its other members without a word.
MAYBE_PDF = (PDF, UNKNOWN, "text/plain", EML)
# Text that is a picture, a model or a program for printers: libmagic's word is taken for these, and for no other text.
NOT_WORDS = ("image/", "model/", "video/", "audio/", "font/", "application/postscript", "application/vnd.google-earth")
UTF8_MARK, UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")


def identify(path: str, name: str) -> Iterator[Identified]:
    """Say what one file is.

    Args:
        path: The original, named by its hash.
        name: The client's name; decides only between kinds of plain text and for the mismatch note.

    Raises:
        InputError: The file is empty.
    """
    file = Path(path)
    size = file.stat().st_size
    if size == 0:
        raise InputError(
            ExceptionClass.EMPTY,
            "The file is empty (0 bytes).",
            "Ask the client for the file again; the copy or the upload broke off.",
        )
    found = _by_content(file, name, size)
    kind = container_for(found.media_type)
    notes = [one for one in (mismatch(found.media_type, name), found.note) if one]
    yield Identified(
        media_type=found.media_type,
        pages=0,
        encrypted=found.encrypted or found.media_type == ENCRYPTED_OFFICE,
        container=kind is not None and not kind.is_document,
        members=kind is not None and kind.is_document,
        note="; ".join(notes) or None,
    )


def _by_content(file: Path, name: str, size: int) -> ZipKind:
    with file.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if head.lstrip().startswith(PDF_HEADER):
        return ZipKind(PDF)
    if head.startswith(b"PK"):
        return inside_zip(file)
    if head.startswith(HEADER):
        return ZipKind(inside_ole(file, name))
    if known := by_signature(head):
        return ZipKind(known)
    return ZipKind(_by_magic(file, head, name, size))


def _by_magic(file: Path, head: bytes, name: str, size: int) -> str:
    media_type = _ask_magic(file)
    if PDF_HEADER in head[:PDF_HEADER_SEARCH] and media_type in MAYBE_PDF:
        only_names_it = looks_like_text(head) and not _ends_like_pdf(file)
        return kind_of_text(head, name, size) if only_names_it else PDF
    if head.startswith(BINARY_PLIST):
        return SHORTCUT if is_shortcut(head, suffix_of(name)) else media_type
    is_text = media_type.startswith("text/") or (looks_like_text(head) and not media_type.startswith(NOT_WORDS))
    is_text = is_text or (media_type == SVG and HTML_START.match(head) is not None)  # a page that holds a drawing
    return kind_of_text(_without_mark(head), name, size) if is_text else media_type


def _without_mark(head: bytes) -> bytes:
    """The first bytes of a text as their ASCII letters would be without a mark and without room for others."""
    if head.startswith(UTF16_MARKS):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    return head.removeprefix(UTF8_MARK)


def _ends_like_pdf(file: Path) -> bool:
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - PDF_END_SEARCH))
        return PDF_END in stream.read()


def _ask_magic(file: Path) -> str:
    try:
        import magic
    except ImportError:  # libmagic itself is absent: the pure reader knows fewer types but the same names
        import puremagic

        try:
            return str(puremagic.from_file(str(file), mime=True)) or UNKNOWN
        except (puremagic.PureError, ValueError):
            return UNKNOWN
    try:
        return str(magic.from_file(str(file), mime=True))
    except magic.MagicException:  # it gives up on some torn files
        return UNKNOWN


def looks_like_text(head: bytes) -> bool:
    """Whether bytes could be text: no zero among them, and hardly any control characters."""
    if b"\0" in head:
        return False
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return controls * 50 <= len(head)
