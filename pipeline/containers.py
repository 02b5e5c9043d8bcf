"""Archives → their members as bytes on disk, under limits; member names are data, never paths. Runs inside a child."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import ExceptionClass, InputError

CHUNK = 1 << 20
RATIO_FROM_BYTES = 1 << 20  # small members compress well honestly; the ratio is judged above one mebibyte
UTF8_NAME = 0x800
ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """How much one archive may unfold: members, bytes really read, bytes out per byte in."""

    members: int
    bytes: int
    ratio: int


@dataclass(frozen=True, slots=True)
class Member:
    """One member: written to the scratch folder under its index, or not readable for the reason given.

    Args:
        index: 0-based place in the archive; the name of the scratch file.
        name: As the archive writes it, "/" between folders.
    """

    index: int
    name: str
    size: int
    modified_at: datetime | None
    exception: ExceptionClass | None = None
    message: str | None = None


def expand_zip(path: str, scratch: str, limits: ContainerLimits) -> Iterator[Member]:
    """Write every member of a zip to ``scratch/<index>`` and yield it.

    Raises:
        InputError: Damaged (``damaged``) or over a limit (``container_limit``); members yielded before stay valid.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise InputError(
            ExceptionClass.DAMAGED,
            "The archive is damaged and cannot be opened.",
            "Ask the client to zip the folder again and resend it.",
        ) from None
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > limits.members:
            raise _over(f"The archive holds {len(entries)} members, more than the {limits.members} allowed.")
        budget = limits.bytes
        for index, entry in enumerate(entries):
            member = _member(archive, entry, index, Path(scratch), budget, limits.ratio)
            budget -= member.size
            yield member


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, index: int, scratch: Path, budget: int, ratio: int
) -> Member:
    name, date = _name(entry), _date(entry)
    if stat.S_ISLNK(entry.external_attr >> 16):
        message = "This archive member is a link, not a file; it was not followed."
        return Member(index, name, 0, date, ExceptionClass.UNSAFE_PATH, message)
    if entry.flag_bits & ENCRYPTED:
        message = "This archive member is locked with a password."
        return Member(index, name, 0, date, ExceptionClass.PASSWORD_REQUIRED, message)
    try:
        size = _write(archive, entry, scratch / str(index), budget, ratio)
    except NotImplementedError:
        message = "This archive member is packed in a way that cannot be read here."
        return Member(index, name, 0, date, ExceptionClass.UNSUPPORTED, message)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        (scratch / str(index)).unlink(missing_ok=True)
        message = "This archive member is damaged."
        return Member(index, name, 0, date, ExceptionClass.DAMAGED, message)
    return Member(index, name, size, date)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, budget: int, ratio: int) -> int:
    """Copy one member, counting the bytes really read: the sizes an archive claims are not believed."""
    size = 0
    with archive.open(entry) as source, target.open("wb") as copy:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > budget:
                raise _over("The archive unfolds to more bytes than allowed.")
            if size > RATIO_FROM_BYTES and size > ratio * max(entry.compress_size, 1):
                raise _over(f"A member unfolds to more than {ratio} times its packed size.")
            copy.write(chunk)
    return size


def _over(message: str) -> InputError:
    return InputError(
        ExceptionClass.CONTAINER_LIMIT,
        message,
        "If the archive is genuine, unpack it yourself and put the folder into the inbox.",
    )


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name; macOS writes UTF-8 without saying so, which zipfile then reads as code page 437."""
    name = entry.filename
    if not entry.flag_bits & UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = entry.filename
    return name.replace("\\", "/").encode("utf-8", "backslashreplace").decode("utf-8")


def _date(entry: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*entry.date_time, tzinfo=UTC)
    except ValueError:
        return None
