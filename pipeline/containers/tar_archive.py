"""Tar → members, read once from front to back; links and devices are named, never followed."""

import tarfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tarfile import InvalidHeaderError, ReadError, TruncatedHeaderError  # type: ignore[attr-defined]
from typing import IO, Any, Literal, cast

from pipeline.containers.limits import (
    ContainerLimits,
    Member,
    Readable,
    Unpacked,
    damaged_archive,
    not_followed,
    shown_name,
)
from pipeline.errors import ExceptionClass

# What tarfile lets through on broken archives, beside its own errors.
BROKEN = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, LookupError, RecursionError, AttributeError)


def expand_tar(path: str, scratch: str, limits: ContainerLimits, passwords: tuple[str, ...] = ()) -> Iterator[Member]:
    """Write every file of a tar archive to ``scratch/<index>`` and yield it.

    Raises:
        InputError: Damaged (``damaged``) or over a limit (``container_limit``); members yielded before stay valid.
    """
    with Path(path).open("rb") as stream:
        yield from tar_members(stream, Unpacked(scratch, limits))


def tar_members(stream: Readable, unpacked: Unpacked) -> Iterator[Member]:
    """The members of a tar archive that comes as a stream of bytes.

    Raises:
        InputError: As ``expand_tar``.
    """
    try:
        with tarfile.open(
            # Zeros end an archive, and another one may follow them: nothing behind them is passed over.
            fileobj=cast(IO[bytes], stream),
            mode="r|",
            errors="surrogateescape",
            tarinfo=_Header,
            ignore_zeros=True,
        ) as archive:
            index = 0
            for entry in archive:
                if entry.isdir():
                    continue
                unpacked.allow(index + 1)
                yield _member(archive, entry, index, unpacked)
                index += 1
                archive.members = []  # type: ignore[attr-defined]  # it keeps every header it met
    except BROKEN:
        raise damaged_archive() from None


class _Header(tarfile.TarInfo):
    """A header that says so when it is broken: by itself the library takes it for the archive's end."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> "_Header":
        """See ``TarInfo``; raises ReadError."""
        try:
            return super().fromtarfile(tarfile)
        except (InvalidHeaderError, TruncatedHeaderError) as error:
            raise ReadError(str(error)) from error


def _member(archive: tarfile.TarFile, entry: tarfile.TarInfo, index: int, unpacked: Unpacked) -> Member:
    name, date = shown_name(_text(entry.name)), _date(entry)
    if not entry.isreg():
        kind: Literal["a link", "a device or pipe"] = "a link" if entry.issym() or entry.islnk() else "a device or pipe"
        return Member(index, name, 0, date, ExceptionClass.UNSAFE_PATH, not_followed(kind))
    source = archive.extractfile(entry)
    # A sparse file is mostly holes: its bytes in the archive are those between them.
    holes: Any = entry.sparse
    packed = sum(length for _, length in holes) if holes else None
    size = unpacked.copy(index, source, packed) if source is not None else unpacked.save(index, b"")
    return Member(index, name, size, date)


def _text(name: str) -> str:
    """Names of old programs are no UTF-8: read as Windows wrote them rather than lost."""
    with suppress(UnicodeEncodeError):
        name.encode("utf-8")
        return name
    return name.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _date(entry: tarfile.TarInfo) -> datetime | None:
    try:
        return datetime.fromtimestamp(entry.mtime, tz=UTC) if entry.mtime else None
    except (ValueError, OverflowError, OSError):
        return None
