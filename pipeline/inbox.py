"""Step 1, intake: the inbox folder becomes items with their bytes hashed and copied, the source left untouched."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import ExceptionClass, InputError, StoreError

CHUNK = 1 << 20
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Found:
    r"""One entry of the inbox, before its bytes are touched.

    Args:
        name: Path inside the inbox with "/" between folders; undecodable bytes are written as ``\\xNN``.
        problem: Why it will not be opened (a link, a pipe, a folder that cannot be listed), or None.
    """

    name: str
    file: Path
    size: int
    modified_ns: int
    problem: tuple[ExceptionClass, str] | None = None

    @property
    def modified_at(self) -> datetime:
        """File system date, UTC."""
        return datetime.fromtimestamp(self.modified_ns / 1e9, tz=UTC)


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes that were hashed and, when not too large, copied among the originals."""

    sha256: str
    size: int
    kept: bool


def discover(inbox: Path) -> tuple[Found, ...]:
    """List every entry below the inbox in sorted path order; folders are walked, links never followed."""
    found: list[Found] = []
    pending = [inbox]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            found.append(_unlistable(inbox, folder, error))
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                pending.append(Path(entry.path))
            else:
                found.append(_entry(inbox, entry))
    return _with_distinct_names(sorted(found, key=lambda item: item.name))


def _entry(inbox: Path, entry: "os.DirEntry[str]") -> Found:
    name = _shown(inbox, entry.path)
    try:
        facts = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Found(name, Path(entry.path), 0, 0, (ExceptionClass.PERMISSION, f"cannot be examined: {error.strerror}"))
    problem = None
    if stat.S_ISLNK(facts.st_mode):
        problem = (ExceptionClass.UNSAFE_PATH, "This is a link to another place, not a file; it was not followed.")
    elif not stat.S_ISREG(facts.st_mode):
        problem = (ExceptionClass.UNSAFE_PATH, "This is a pipe or device, not a file; it was not opened.")
    return Found(name, Path(entry.path), facts.st_size if problem is None else 0, facts.st_mtime_ns, problem)


def _unlistable(inbox: Path, folder: Path, error: OSError) -> Found:
    message = f"This folder cannot be listed ({error.strerror}); nothing in it was read."
    return Found(_shown(inbox, str(folder)), folder, 0, 0, (ExceptionClass.PERMISSION, message))


def _shown(inbox: Path, path: str) -> str:
    relative = os.path.relpath(path, inbox)
    name = os.fsencode(relative).decode("utf-8", "backslashreplace")
    return name.replace(os.sep, "/")


def _with_distinct_names(found: list[Found]) -> tuple[Found, ...]:
    """Two undecodable names may print alike; no item may shadow another."""
    seen: set[str] = set()
    distinct = []
    for item in found:
        name, count = item.name, 1
        while name in seen:
            count += 1
            name = f"{item.name} ({count})"
        seen.add(name)
        distinct.append(Found(name, item.file, item.size, item.modified_ns, item.problem))
    return tuple(distinct)


def receive(file: Path, originals: Path, limit: int) -> Received:
    """Hash a file and keep a read-only copy named by its hash.

    The hash is taken before any parser sees a byte; the source is opened for reading only.

    Args:
        limit: Largest size in bytes that is copied and read further.

    Raises:
        InputError: The source cannot be read.
        StoreError: The copy cannot be written.
    """
    temporary = originals / f".incoming-{os.getpid()}"
    digest = hashlib.sha256()
    size = 0
    try:
        originals.mkdir(parents=True, exist_ok=True)
        with _open_source(file) as source, temporary.open("wb") as copy:
            while chunk := _read_chunk(source):
                digest.update(chunk)
                size += len(chunk)
                if size <= limit:
                    copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        if size > limit:
            return Received(digest.hexdigest(), size, kept=False)
        settle(temporary, originals / digest.hexdigest())
    except OSError as error:
        raise disk_error(error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return Received(digest.hexdigest(), size, kept=True)


def settle(temporary: Path, original: Path) -> None:
    """Give finished bytes their final name, once; an original is never overwritten."""
    if not original.exists():
        temporary.chmod(0o444)
        temporary.replace(original)


def disk_error(error: OSError) -> StoreError:
    """A write that failed, in words that say what to do."""
    if error.errno in FULL:
        return StoreError("The disk is full.", "Free some space and run again; what was done so far is kept.")
    if error.errno in CLOSED:
        return StoreError("The engagement's folder cannot be written.", "Make it writable for you and run again.")
    return StoreError(f"The store cannot be written: {error.strerror}", "Check the disk and run again.")


def _open_source(file: Path) -> BinaryIO:
    try:
        # O_NOFOLLOW and the second look at the type close the gap between listing and opening.
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise InputError(
            ExceptionClass.PERMISSION, f"The file cannot be opened: {error.strerror}.", "Ask for a readable copy."
        ) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InputError(ExceptionClass.UNSAFE_PATH, "This is not a regular file; it was not read.")
    return os.fdopen(descriptor, "rb")


def _read_chunk(source: BinaryIO) -> bytes:
    try:
        return source.read(CHUNK)
    except OSError as error:
        raise InputError(
            ExceptionClass.PERMISSION, f"The file cannot be read to its end: {error.strerror}.", "Ask for a new copy."
        ) from None


def listing(inbox: Path) -> Iterator[str]:
    """One line an entry with name, size and date: equal listings mean an unchanged inbox."""
    for item in discover(inbox):
        yield f"{item.name}\0{item.size}\0{item.modified_ns}\0{item.problem}"
