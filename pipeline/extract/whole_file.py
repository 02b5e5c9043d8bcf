"""A file → its bytes at once, for formats that can only be read whole; never more than their reader takes."""

from pathlib import Path

from pipeline.errors import ExceptionClass, InputError


def bytes_of(path: str, most: int, kind: str, remedy: str) -> bytes:
    """All bytes of a file.

    Args:
        most: Bytes; a longer file is not read.
        kind: What the auditor calls such a file, as in "The web page has …".
        remedy: What to do about one that is too large.

    Raises:
        InputError: ``too_large``.
    """
    file = Path(path)
    size = file.stat().st_size
    if size > most:
        message = f"The {kind} has {size >> 20} MB, more than this program reads."
        raise InputError(ExceptionClass.TOO_LARGE, message, remedy)
    return file.read_bytes()
