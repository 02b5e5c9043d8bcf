"""A file that starts like a zip → Office document, OpenDocument, something of another program, or plain archive."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.identifying import media

MOST_NAMES = 20_000
MOST_BYTES = 1 << 20
CONTENT_TYPES = "[content_types].xml"
MACROS = "It holds macros; they are never run."
# What the package's own table calls its main part, whatever folder that part is in.
MAIN_PART = re.compile(
    rb"ContentType\s{0,4}=\s{0,4}[\"']application/(vnd\.[\w.-]{1,110})\.main\+xml[\"']", re.IGNORECASE
)
BINARY_SHEET = re.compile(rb"vnd\.ms-excel\.sheet\.binary\.macroEnabled\.main", re.IGNORECASE)
FIXED_PAGES = re.compile(rb"fixeddocument(?:sequence)?\+xml", re.IGNORECASE)
_WORDS = (("wordprocessingml", media.DOCX), ("ms-word", media.DOCX), ("spreadsheetml", media.XLSX),
          ("ms-excel", media.XLSX), ("presentationml", media.PPTX), ("ms-powerpoint", media.PPTX),
          ("ms-visio", "application/vnd.visio"))  # fmt: skip
_FOLDERS = {"word/": media.DOCX, "xl/": media.XLSX, "ppt/": media.PPTX}
_ODF = {one: one for one in (media.ODT, media.ODS, media.ODP)}
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, KeyError)


@dataclass(frozen=True, slots=True)
class ZipKind:
    """What a zip is.

    Args:
        note: Something the auditor should know of it.
    """

    media_type: str
    note: str | None = None
    encrypted: bool = False


def inside_zip(file: Path) -> ZipKind:
    """Tell documents that are zips from archives."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()[:MOST_NAMES]
            if "mimetype" in names:
                return _declared(archive, names)
            folded = {name.casefold(): name for name in names}
            table = _read(archive, folded[CONTENT_TYPES]) if CONTENT_TYPES in folded else None
    except _BROKEN:
        return ZipKind(media.ZIP)
    if table is None:
        is_iwork = any(name.endswith(".iwa") or name.endswith("Index.zip") for name in names)
        return ZipKind(media.IWORK if is_iwork else media.ZIP)
    return _office(table, names)


def _declared(archive: zipfile.ZipFile, names: list[str]) -> ZipKind:
    declared = _read(archive, "mimetype")[:100].decode("ascii", "replace").strip()
    if not declared.startswith("application/"):
        return ZipKind(media.ZIP)
    plain = declared.removesuffix("-template")
    locked = "META-INF/manifest.xml" in names and b"encryption-data" in _read(archive, "META-INF/manifest.xml")
    return ZipKind(_ODF.get(plain, declared), encrypted=locked)


def _office(table: bytes, names: list[str]) -> ZipKind:
    kind = next((_kind(match) for match in MAIN_PART.finditer(table) if _kind(match)), None)
    if BINARY_SHEET.search(table) or "xl/workbook.bin" in names:
        kind = media.XLSB
    if kind is None and FIXED_PAGES.search(table):
        kind = media.XPS
    if kind is None:
        kind = next((one for start, one in _FOLDERS.items() if any(name.startswith(start) for name in names)), None)
    if kind is None:
        return ZipKind(media.ZIP)
    macros = any(name.casefold().endswith("vbaproject.bin") for name in names)
    return ZipKind(kind, MACROS if macros else None)


def _kind(match: "re.Match[bytes]") -> str | None:
    said = match.group(1).decode("ascii", "replace").casefold()
    return next((kind for word, kind in _WORDS if word in said), None)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(MOST_BYTES)
