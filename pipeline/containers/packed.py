"""A single packed file (.gz, .bz2, .xz) → its one member, or the members of the tar archive inside it."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from pipeline.containers.limits import (
    RATIO_FROM_BYTES,
    ContainerLimits,
    Member,
    Readable,
    Unpacked,
    damaged_archive,
    over,
    shown_name,
)
from pipeline.containers.tar_archive import tar_members

GZIP, BZIP2, XZ = "application/gzip", "application/x-bzip2", "application/x-xz"
HEADS = ((b"\x1f\x8b", GZIP), (b"BZh", BZIP2), (b"\xfd7zXZ\0", XZ))
TAR_MAGIC, TAR_MAGIC_AT, TAR_BLOCK = b"ustar", 257, 512
NAME_FLAG, EXTRA_FLAG = 8, 4
LONGEST_NAME = 1024

BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)


def expand_packed(
    path: str, scratch: str, limits: ContainerLimits, passwords: tuple[str, ...] = ()
) -> Iterator[Member]:
    """Write what is packed to the scratch folder and yield it.

    Raises:
        InputError: Damaged (``damaged``) or over a limit (``container_limit``); members yielded before stay valid.
    """
    most = min(limits.bytes, max(RATIO_FROM_BYTES, limits.ratio * Path(path).stat().st_size))
    unpacked = Unpacked(scratch, limits)
    try:
        with _opened(path) as stream:
            head = stream.read(TAR_BLOCK)
            counted = _Counted(head, stream, most)
            if is_tar(head):
                # Padding of up to a record behind the last member is not counted against anybody.
                yield from tar_members(counted, unpacked)
            else:
                yield Member(0, _own_name(path), unpacked.copy(0, counted), None)
    except BROKEN:
        raise damaged_archive() from None


def is_tar(head: bytes) -> bool:
    """Whether a first block of 512 bytes is that of a tar archive: by its mark, or by its checksum for the oldest."""
    if head[TAR_MAGIC_AT : TAR_MAGIC_AT + len(TAR_MAGIC)] == TAR_MAGIC:
        return True
    digits = head[148:156].strip(b" \0")
    if len(head) < TAR_BLOCK or not digits.isdigit() or set(digits) - set(b"01234567"):
        return False
    return int(digits, 8) == sum(head[:148]) + 8 * 32 + sum(head[156:TAR_BLOCK])


def _opened(path: str) -> IO[bytes]:
    with Path(path).open("rb") as stream:
        head = stream.read(6)
    kind = next((kind for mark, kind in HEADS if head.startswith(mark)), None)
    if kind == GZIP:
        return cast(IO[bytes], gzip.open(path, "rb"))
    if kind == BZIP2:
        return cast(IO[bytes], bz2.open(path, "rb"))
    return cast(IO[bytes], lzma.open(path, "rb"))


class _Counted:
    """A stream that stops when it has given more bytes than allowed, whoever reads them."""

    def __init__(self, head: bytes, stream: Readable, most: int) -> None:
        self._head, self._stream, self._most = head, stream, most
        self._given = 0

    def read(self, size: int, /) -> bytes:
        """See ``Readable``."""
        part, self._head = self._head[:size], self._head[size:]
        if len(part) < size:
            part += self._stream.read(size - len(part))
        self._given += len(part)
        if self._given > self._most:
            raise over("It unfolds to many times its packed size, or to more bytes than allowed.")
        return part


def _own_name(path: str) -> str:
    """The name that gzip keeps of the packed file; empty when there is none."""
    with Path(path).open("rb") as stream:
        head = stream.read(10)
        if len(head) < 10 or not head.startswith(b"\x1f\x8b") or not head[3] & NAME_FLAG:
            return ""
        if head[3] & EXTRA_FLAG:
            stream.seek(int.from_bytes(stream.read(2), "little"), 1)
        name, end, _ = stream.read(LONGEST_NAME).partition(b"\0")
    if not end:
        return ""
    try:
        return shown_name(name.decode("utf-8"))
    except UnicodeDecodeError:
        return shown_name(name.decode("latin-1"))
