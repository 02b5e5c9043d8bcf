"""Password-protected Office file → readable copy in the child's temp folder, for as long as it is read."""

import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.errors import ExceptionClass, InputError
from pipeline.ole import open_ole

if TYPE_CHECKING:
    from msoffcrypto.format.base import BaseOfficeFile

_OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Excel locks a workbook that is only guarded against changes with this word of its own and opens it without asking.
_EXCELS_OWN = "VelvetSweatshop"

_WITHOUT = "ask the client for a copy without a password, or save one yourself, and add that."


@contextmanager
def unlocked(path: str, passwords: tuple[str, ...]) -> Iterator[str]:
    """The path of a file that readers can open: the path itself unless it is an Office file locked with a password.

    Args:
        path: Any file; only OLE files (old Office, and new Office when it is locked) are looked at.
        passwords: Tried in turn.

    Raises:
        InputError: ``password_required``, in words that tell "no password was given" from "none of them opens it";
            ``damaged`` when its lock cannot be read.
    """
    with Path(path).open("rb") as stream:
        is_ole = stream.read(len(_OLE_HEADER)) == _OLE_HEADER
        locked = _locked(stream) if is_ole else None
        copy = None if locked is None else _opened(locked, passwords)
    if copy is None:
        yield path
        return
    try:
        yield copy
    finally:
        with suppress(OSError):
            os.unlink(copy)  # noqa: PTH108 - a plain name, no path object needed


def _faults() -> tuple[type[Exception], ...]:
    """What the library lets through on broken files, beside its own errors."""
    from xml.parsers.expat import ExpatError

    from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError

    return (FileFormatError, ParseError, DecryptionError, ExpatError, struct.error, OSError, ValueError, LookupError,
            AssertionError, AttributeError, TypeError, EOFError, OverflowError, NotImplementedError)  # fmt: skip


def _locked(stream: BinaryIO) -> "BaseOfficeFile | None":
    """The file as the library sees it if it is locked; None if it is not, or no Office file at all.

    Raises:
        InputError: ``damaged``: it is locked, but its lock is broken.
    """
    import msoffcrypto

    faults = _faults()
    try:
        with open_ole(stream) as ole:
            certainly = ole.exists("EncryptionInfo")
    except faults:
        return None  # its reader says what is wrong with it
    try:
        file: Any = msoffcrypto.OfficeFile(stream)
        return file if file.is_encrypted() else None
    except faults as error:
        if certainly:
            raise _damaged() from error
        return None


def _opened(file: "BaseOfficeFile", passwords: tuple[str, ...]) -> str:
    """Path of the unlocked copy.

    Raises:
        InputError: No password opens it.
    """
    broken: Exception | None = None
    given = tuple(password for password in passwords if password)
    for password in (*given, _EXCELS_OWN):
        found, fault = _try(file, password)
        if found is not None:
            return found
        broken = broken or fault
    if broken is not None:
        raise _damaged() from broken
    if given:
        raise InputError(
            ExceptionClass.PASSWORD_REQUIRED,
            "The Office file is locked, and none of the passwords in the engagement's password file opens it.",
            f"Ask the client for the right password and add it to the password file, or {_WITHOUT}",
        )
    raise InputError(
        ExceptionClass.PASSWORD_REQUIRED,
        "The Office file is locked with a password, and the engagement has no password to try.",
        f"Put the password into the engagement's password file, or {_WITHOUT}",
    )


def _try(file: Any, password: str) -> tuple[str | None, Exception | None]:
    """Tries one password: the copy's path if it opens the file, the fault if the lock itself is broken."""
    from msoffcrypto.exceptions import InvalidKeyError

    descriptor, copy = tempfile.mkstemp(prefix="unlocked-")
    fault: Exception | None = None
    opened = False
    try:
        with os.fdopen(descriptor, "wb") as out:
            if file.format == "ooxml":
                file.load_key(password=password, verify_password=True)
            else:
                file.load_key(password=password)
            file.decrypt(out)
        opened = True
    except InvalidKeyError:
        pass
    except _faults() as error:
        # A password that the old methods cannot even spell (too long, foreign letters) is only a wrong one.
        fault = None if isinstance(error, UnicodeError) else error
    finally:
        if not opened:
            Path(copy).unlink(missing_ok=True)
    return (copy if opened else None), fault


def _damaged() -> InputError:
    return InputError(
        ExceptionClass.PASSWORD_REQUIRED,
        "The Office file is locked in a way that this program cannot open, or its lock is damaged.",
        f"Open it by hand with its password; to have it read, {_WITHOUT}",
    )
