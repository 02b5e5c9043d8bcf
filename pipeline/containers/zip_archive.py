"""Zip → members; locked ones are opened with the client's passwords, members lying over each other are refused."""

import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from pipeline.containers.limits import UNPACK, ContainerLimits, Member, Unpacked, not_followed, over, shown_name
from pipeline.errors import ExceptionClass, InputError

UTF8_NAME = 0x800
ENCRYPTED = 0x1
AES = 99
LOCAL_HEADER = 30  # bytes before a member's name; the least that stands between two members

NO_FILES = frozenset({stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK})

# What zipfile and pyzipper raise on broken or locked members.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError)


def expand_zip(path: str, scratch: str, limits: ContainerLimits, passwords: tuple[str, ...] = ()) -> Iterator[Member]:
    """Write every member of a zip to ``scratch/<index>`` and yield it.

    Args:
        passwords: Tried in turn on locked members.

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
    with archive, _Locks(path, passwords) as locks:
        entries = [entry for entry in archive.infolist() if not _is_folder(entry)]
        unpacked = Unpacked(scratch, limits)
        unpacked.allow(len(entries))
        if _overlap(archive.infolist(), archive.start_dir):
            raise over("Its members lie over each other, as in an archive made to burst whoever unpacks it.")
        for index, entry in enumerate(entries):
            yield _member(archive, entry, index, unpacked, locks)


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """Whether a member only names a folder; one that has bytes is a file, whatever it is called."""
    return entry.filename.endswith(("/", "\\")) and entry.file_size == 0


def _overlap(entries: Sequence[zipfile.ZipInfo], directory: int) -> bool:
    """Whether any two members share bytes, by the least room each must take."""
    placed = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    starts = [*(start for start, _ in placed[1:]), directory]
    return any(
        start + LOCAL_HEADER + size > following for (start, size), following in zip(placed, starts, strict=False)
    )


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, index: int, unpacked: Unpacked, locks: "_Locks"
) -> Member:
    name, date = _name(entry), _date(entry)

    def lost(kind: ExceptionClass, message: str, remedy: str | None = None) -> Member:
        return Member(index, name, 0, date, kind, message, remedy)

    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind in NO_FILES:
        what = not_followed("a link" if kind == stat.S_IFLNK else "a device or pipe")
        return lost(ExceptionClass.UNSAFE_PATH, what)
    try:
        if entry.flag_bits & ENCRYPTED:
            size = locks.open(archive, entry, index, unpacked)
            if size is None:
                return lost(ExceptionClass.PASSWORD_REQUIRED, locks.why(), locks.remedy)
        else:
            with archive.open(entry) as source:
                size = unpacked.copy(index, source, entry.compress_size)
    except NotImplementedError:
        return lost(ExceptionClass.UNSUPPORTED, "This archive member is packed in a way that cannot be read.", UNPACK)
    except BROKEN:
        return lost(ExceptionClass.DAMAGED, "This archive member is damaged.")
    return Member(index, name, size, date)


class _Locks:
    """Opens locked members: the old lock through zipfile, AES through pyzipper; the password that fitted goes first."""

    remedy = (
        "Put the password into the engagement's password file and run again, or unpack the archive yourself and put "
        "the folder into the inbox."
    )

    def __init__(self, path: str, passwords: tuple[str, ...]) -> None:
        self._path = path
        self._spelled = _spelled(passwords)
        self._given = bool(passwords)
        self._strong: Any = None
        self._twins: dict[int, Any] = {}

    def __enter__(self) -> "_Locks":
        return self

    def __exit__(self, *_: object) -> None:
        if self._strong is not None:
            self._strong.close()

    def why(self) -> str:
        """Why a member stays locked."""
        if self._given:
            return "This archive member is locked, and none of the passwords in the password file opens it."
        return "This archive member is locked with a password, and the engagement has no password to try."

    def open(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, index: int, unpacked: Unpacked) -> int | None:
        """The size of the written member, or None if no password fits."""
        source: Any = archive
        info: Any = entry
        if entry.compress_type == AES:
            source = self._aes()
            info = self._twins[entry.header_offset]
        for password in self._spelled:
            try:
                with source.open(info, pwd=password) as stream:
                    size = unpacked.copy(index, stream, entry.compress_size)
            except (RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, self._bad_zip()) as error:
                if isinstance(error, NotImplementedError):
                    raise
                # A wrong password passes the old lock's check once in 256 times and shows in the bytes behind it.
                continue
            self._spelled = (password, *(one for one in self._spelled if one != password))
            return size
        return None

    def _aes(self) -> Any:
        import pyzipper

        if self._strong is None:
            self._strong = pyzipper.AESZipFile(self._path)
            self._twins = {one.header_offset: one for one in self._strong.infolist()}
        return self._strong

    def _bad_zip(self) -> type[Exception]:
        if self._strong is None:
            return zipfile.BadZipFile
        import pyzipper

        return pyzipper.BadZipFile  # type: ignore[no-any-return]


def _spelled(passwords: tuple[str, ...]) -> tuple[bytes, ...]:
    """Every password in the encodings that zip programs write it in."""
    found: dict[bytes, None] = {}
    for password in passwords:
        for encoding in ("utf-8", "cp1252", "cp437"):
            try:
                found[password.encode(encoding)] = None
            except UnicodeEncodeError:
                continue
    return tuple(one for one in found if one)


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name; macOS writes UTF-8 without saying so, which zipfile then reads as code page 437."""
    name = entry.filename
    if not entry.flag_bits & UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = entry.filename
    return shown_name(name)


def _date(entry: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*entry.date_time, tzinfo=UTC)
    except ValueError:
        return None
