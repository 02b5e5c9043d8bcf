"""Step 2: bytes → media type, by content first and by name last; runs inside a reading child."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pipeline.errors import ExceptionClass, InputError
from pipeline.model import Identified

PDF = "application/pdf"
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ENCRYPTED_OFFICE = "application/x-encrypted-office"
OLE = "application/x-ole-storage"

OLD_OFFICE = ("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint")

BY_NAME = {
    ".pdf": PDF,
    ".zip": ZIP,
    ".docx": DOCX,
    ".docm": DOCX,
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".pptx": PPTX,
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".eml": "message/rfc822",
}
OFFICE_FOLDERS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
PDF_HEADER = b"%PDF-"
PDF_HEADER_SEARCH = 1024  # readers accept a PDF whose header stands within the first kilobyte
PDF_END, PDF_END_SEARCH = b"%%EOF", 2048
# A header behind other bytes makes a PDF only of what is nothing else: archives store whole PDFs behind a short header
# of their own, and read as a PDF such an archive would lose all its other members without a word.
MAYBE_PDF = (PDF, "application/octet-stream", "text/plain")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


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
    media_type = _by_content(file, name)
    yield Identified(media_type=media_type, pages=0, container=media_type == ZIP, note=_mismatch(media_type, name))


def _by_content(file: Path, name: str) -> str:
    with file.open("rb") as stream:
        head = stream.read(PDF_HEADER_SEARCH)
    if head.lstrip().startswith(PDF_HEADER):
        return PDF
    if head.startswith(b"PK"):
        return _inside_zip(file)
    media_type = _ask_magic(file)
    if PDF_HEADER in head and media_type in MAYBE_PDF:
        only_names_it = _looks_like_text(file) and not _ends_like_pdf(file)
        return _kind_of_text("text/plain", name) if only_names_it else PDF
    if media_type in ("application/x-ole-storage", "application/CDFV2", "application/encrypted", "application/msword"):
        return _inside_ole(file, media_type)
    if media_type.startswith("text/") or media_type in ("application/csv", "application/json"):
        return _kind_of_text(media_type, name)
    return media_type


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
            return str(puremagic.from_file(str(file), mime=True)) or "application/octet-stream"
        except (puremagic.PureError, ValueError):
            return "text/plain" if _looks_like_text(file) else "application/octet-stream"
    return str(magic.from_file(str(file), mime=True))


def _looks_like_text(file: Path) -> bool:
    with file.open("rb") as stream:
        return b"\0" not in stream.read(4096)


def _inside_zip(file: Path) -> str:
    """Office documents are zips: what matters is which folder their parts are in."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()[:5000]
            if "mimetype" in names:
                declared = archive.open("mimetype").read(100).decode("ascii", "replace").strip()
                return declared if declared.startswith("application/") else ZIP
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return ZIP
    if "[Content_Types].xml" not in names:
        return ZIP
    return next((kind for folder, kind in OFFICE_FOLDERS.items() if any(n.startswith(folder) for n in names)), ZIP)


def _inside_ole(file: Path, media_type: str) -> str:
    with file.open("rb") as stream:
        return ENCRYPTED_OFFICE if ENCRYPTED_STREAM in stream.read(1 << 20) else media_type


def _kind_of_text(media_type: str, name: str) -> str:
    by_name = BY_NAME.get(PurePosixPath(name.casefold()).suffix)
    if by_name in ("text/csv", "message/rfc822"):
        return by_name
    return media_type if media_type in ("text/html", "text/rtf", "message/rfc822") else "text/plain"


def _mismatch(media_type: str, name: str) -> str | None:
    """The note shown when the name promises something else than the bytes are."""
    promised = BY_NAME.get(PurePosixPath(name.casefold()).suffix)
    if promised is None or promised == media_type or media_type == ENCRYPTED_OFFICE:
        return None
    if {promised, media_type} <= {"text/plain", "text/csv"}:
        return None
    if media_type in (OLE, "application/CDFV2") and promised in OLD_OFFICE:
        return None
    return f"the name says {promised}, the content is {media_type}"
