"""Files that a reading child made, taken over by the run: never through a link, never from a pipe, never too large."""

import os
import stat
from pathlib import Path
from typing import BinaryIO


class HandoverError(Exception):
    """What the child left is not an ordinary file of a sensible size, or nothing at all."""


def open_made(path: Path, most: int) -> BinaryIO:
    """Opens a file that a child says it made; nothing it does to that name afterwards matters.

    Args:
        path: Below the scratch folder, by a name that the run chose.
        most: Bytes it may have.

    Raises:
        HandoverError: It is not there, not an ordinary file, or too large. A link could lead to another client's file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_symlink():  # where the system knows no O_NOFOLLOW
        raise HandoverError("a link")
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise HandoverError(error.strerror or "cannot be opened") from error
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode) or facts.st_size > most or facts.st_nlink > 1:
        os.close(descriptor)
        raise HandoverError("not an ordinary file")
    return os.fdopen(descriptor, "rb")
