"""An OLE file → which program's document it is, by the streams it holds; never by its name alone."""

from pathlib import Path

from pipeline.identifying import media
from pipeline.ole import open_ole

HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SEARCHED = 1 << 20
_MESSAGE = "__properties_version1.0"
_STREAMS: tuple[tuple[str, str], ...] = (
    ("encryptedpackage", media.ENCRYPTED_OFFICE),
    (_MESSAGE, media.MSG),
    ("worddocument", media.DOC),
    ("workbook", media.XLS),
    ("book", media.XLS),
    ("powerpoint document", media.PPT),
    ("visiodocument", "application/vnd.visio"),
    ("quill", "application/x-mspublisher"),
    ("matost", "application/vnd.ms-works"),
)


def inside_ole(file: Path, name: str) -> str:
    """Which document an OLE file is; what is too damaged to tell is what its name promises, for its reader to say."""
    try:
        streams = _top_level(file)
    except _broken():
        return _by_traces(file, name)
    for stream, media_type in _STREAMS:
        if stream in streams:
            return media_type
    return _by_traces(file, name)


def _broken() -> tuple[type[Exception], ...]:
    return (OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, EOFError,
            OverflowError)  # fmt: skip


def _top_level(file: Path) -> set[str]:
    """Names at the top: what is embedded further down says nothing of the whole."""
    with open_ole(file) as ole:
        return {path[0].casefold() for path in ole.listdir(streams=True, storages=True)}


def _by_traces(file: Path, name: str) -> str:
    with file.open("rb") as stream:
        if ENCRYPTED_STREAM in stream.read(_SEARCHED):
            return media.ENCRYPTED_OFFICE
    expected = media.promised(name)
    return expected if expected in (*media.OLD_OFFICE, media.MSG) else media.OLE
