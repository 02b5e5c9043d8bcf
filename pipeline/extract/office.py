"""What Office readers share: the look at the zip before a library opens it, and the words for broken files."""

import zipfile
import zlib
from pathlib import Path

from pipeline.errors import ExceptionClass, InputError

MOST_BYTES = 256 << 20
MOST_PARTS = 20_000
_MOST_RATIO = 300
_SMALL = 8 << 20

_ASK_AGAIN = "Ask the client to send the file again; compare its size with the one on their side."

# What zip and XML libraries let through on broken packages.
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError,
          AttributeError, EOFError, RuntimeError, StopIteration, NotImplementedError, zipfile.LargeZipFile)  # fmt: skip


def damaged(kind: str) -> InputError:
    """The error for a package that its library cannot open."""
    return InputError(ExceptionClass.DAMAGED, f"The {kind} is damaged and cannot be opened.", _ASK_AGAIN)


def unpacked_bytes(path: Path, kind: str) -> int:
    """How large the package is unpacked.

    Raises:
        InputError: ``damaged`` if it is no package, ``too_large`` if it is a bomb.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except BROKEN as error:
        raise damaged(kind) from error
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    bomb = size > _SMALL and size > _MOST_RATIO * max(1, packed)
    if size > MOST_BYTES or len(parts) > MOST_PARTS or bomb:
        raise InputError(
            ExceptionClass.TOO_LARGE,
            f"Unpacked, the {kind} is far larger than any document ({size >> 20} MB).",
            "Open it by hand with care; if it is a real document, save it as PDF and add that.",
        )
    return size


def no_picture() -> InputError:
    """The error for a picture of a page that has no layout of its own."""
    return InputError(ExceptionClass.UNSUPPORTED, "Files of this kind have no pages to show.", "Open it by hand.")
