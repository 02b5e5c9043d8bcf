"""The names of media types, and which of them the endings of file names promise."""

from pathlib import PurePosixPath

PDF = "application/pdf"
ZIP, TAR, SEVEN_ZIP, RAR = "application/zip", "application/x-tar", "application/x-7z-compressed", "application/x-rar"
GZIP, BZIP2, XZ = "application/gzip", "application/x-bzip2", "application/x-xz"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
ODT, ODS, ODP = (f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation"))
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
OLD_OFFICE = (DOC, XLS, PPT)
ENCRYPTED_OFFICE = "application/x-encrypted-office"
OLE = "application/x-ole-storage"
EML, MSG, MBOX, MHT = "message/rfc822", "application/vnd.ms-outlook", "application/mbox", "multipart/related"
TNEF, PST = "application/ms-tnef", "application/vnd.ms-outlook-pst"
TEXT, CSV, HTML, RTF = "text/plain", "text/csv", "text/html", "text/rtf"
STUB, SHORTCUT = "application/x-google-stub", "application/x-shortcut"
PGP_SIGNATURE, PGP_MESSAGE = "application/pgp-signature", "application/pgp-encrypted"
SVG = "image/svg+xml"
IWORK, XPS = "application/x-iwork", "application/oxps"
UNKNOWN = "application/octet-stream"

BY_NAME = {
    ".pdf": PDF,
    ".zip": ZIP,
    ".tar": TAR,
    ".7z": SEVEN_ZIP,
    ".rar": RAR,
    ".docx": DOCX,
    ".docm": DOCX,
    ".dotx": DOCX,
    ".doc": DOC,
    ".xls": XLS,
    ".ppt": PPT,
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".pptx": PPTX,
    ".pptm": PPTX,
    ".ppsx": PPTX,
    ".odt": ODT,
    ".ods": ODS,
    ".odp": ODP,
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": TEXT,
    ".csv": CSV,
    ".rtf": RTF,
    ".html": HTML,
    ".htm": HTML,
    ".mht": MHT,
    ".mhtml": MHT,
    ".eml": EML,
    ".emlx": EML,
    ".msg": MSG,
    ".mbox": MBOX,
}
# What old and new programs mean by the same ending, or write under each other's.
_ALIKE = (
    frozenset({TEXT, CSV}),
    frozenset({"image/heic", "image/heif"}),
    frozenset({EML, MHT}),
)


def suffix_of(name: str) -> str:
    """The ending of a name, in small letters."""
    return PurePosixPath(name.casefold()).suffix


def promised(name: str) -> str | None:
    """The media type that a name promises, or None."""
    return BY_NAME.get(suffix_of(name))


def mismatch(media_type: str, name: str) -> str | None:
    """The note shown when the name promises something else than the bytes are."""
    expected = promised(name)
    if expected is None or expected == media_type or media_type == ENCRYPTED_OFFICE:
        return None
    if any({expected, media_type} <= kinds for kinds in _ALIKE):
        return None
    if media_type in (OLE, "application/CDFV2") and expected in (*OLD_OFFICE, MSG):
        return None
    return f"the name says {expected}, the content is {media_type}"
