"""What one container may unfold to, and the one place where members are written, counted as they are written."""

import errno
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from pipeline.errors import ExceptionClass, InputError

CHUNK = 1 << 20
RATIO_FROM_BYTES = 1 << 20  # small members compress well honestly; the ratio is judged above one mebibyte
UNPACK = "If the archive is genuine, unpack it yourself and put the folder into the inbox."


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """How much one container may unfold: members, bytes really read, bytes out per byte in."""

    members: int
    bytes: int
    ratio: int


@dataclass(frozen=True, slots=True)
class Member:
    """One member: written to the scratch folder under its index, or not readable for the reason given.

    Args:
        index: 0-based place in the container; the name of the scratch file.
        name: As the container writes it, "/" between folders; empty when it names nothing: then it is called like the
            container without its last suffix.
        message, remedy: Why it could not be had and what to do; without a remedy that of the class is shown.
        note: Something worth knowing of a member that was written.
        excluded_by: Name of the rule by which it is not evidence, when only the container can tell.
    """

    index: int
    name: str
    size: int
    modified_at: datetime | None
    exception: ExceptionClass | None = None
    message: str | None = None
    remedy: str | None = None
    note: str | None = None
    excluded_by: str | None = None


class Readable(Protocol):
    """Anything with bytes to read."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes; none at the end."""
        ...


class Unpacked:
    """The members written so far, under one budget: the sizes a container claims are not believed.

    Args:
        scratch: Folder for the members.
    """

    def __init__(self, scratch: str, limits: ContainerLimits) -> None:
        self._folder = Path(scratch)
        self._limits = limits
        self._left = limits.bytes

    def allow(self, count: int, what: str = "members") -> None:
        """Refuse a container that holds too many.

        Raises:
            InputError: ``container_limit``.
        """
        if count > self._limits.members:
            raise over(f"It holds more than the {self._limits.members} {what} allowed.")

    def copy(self, index: int, source: Readable, packed: int | None = None) -> int:
        """Write one member and return its size; a member that breaks off leaves nothing behind.

        Args:
            packed: Its size inside the container, for the ratio; None where members are not packed one by one.

        Raises:
            InputError: ``container_limit``.
        """
        target = self._folder / str(index)
        size, whole = 0, False
        try:
            with target.open("wb") as copy:
                while chunk := source.read(CHUNK):
                    size += len(chunk)
                    self._check(size, packed)
                    copy.write(chunk)
            whole = True
        except OSError as error:
            if error.errno == errno.EFBIG:
                raise over("A member is larger than any file that is read.") from None
            raise
        finally:
            if not whole:
                target.unlink(missing_ok=True)
        self._left -= size
        return size

    def save(self, index: int, data: bytes) -> int:
        """Write one member whose bytes are at hand.

        Raises:
            InputError: ``container_limit``.
        """
        self._check(len(data), None)
        (self._folder / str(index)).write_bytes(data)
        self._left -= len(data)
        return len(data)

    def _check(self, size: int, packed: int | None) -> None:
        if size > self._left:
            raise over("It unfolds to more bytes than allowed.")
        if packed is not None and size > RATIO_FROM_BYTES and size > self._limits.ratio * max(packed, 1):
            raise over(f"A member unfolds to more than {self._limits.ratio} times its packed size.")


def over(message: str) -> InputError:
    """The error for a container beyond a limit."""
    return InputError(ExceptionClass.CONTAINER_LIMIT, message, UNPACK)


def damaged_archive() -> InputError:
    """The error for an archive that cannot be opened, or not to its end."""
    return InputError(
        ExceptionClass.DAMAGED,
        "The archive is damaged; what could be unpacked before the damage is listed below it.",
        "Ask the client to pack the folder again and resend it.",
    )


def not_followed(kind: Literal["a link", "a device or pipe"]) -> str:
    """Why a member that is no file was left alone."""
    return f"This archive member is {kind}, not a file; it was not followed."


def shown_name(name: str) -> str:
    """A member's name as data: "/" between folders, what is no text written out."""
    return name.replace("\\", "/").encode("utf-8", "backslashreplace").decode("utf-8")
