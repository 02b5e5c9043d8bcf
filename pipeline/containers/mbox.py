"""Mailbox file (mbox) → its messages, one member each, streamed: a mailbox may be larger than memory."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.containers.limits import ContainerLimits, Member, Readable, Unpacked

# "From somebody Tue Feb 17 10:15:00 2026": the line between messages; a sentence that starts with "From " has no clock.
SEPARATOR = re.compile(rb"From [^\r\n]{0,300}\d{1,2}:\d{2}[^\r\n]{0,60}\r?\n?\Z")
QUOTED = re.compile(rb">{1,20}From ")
LONGEST_LINE = 1 << 20


def is_mbox(head: bytes) -> bool:
    """Whether a file starts with the line that stands before every message of a mailbox."""
    first, _, rest = head.partition(b"\n")
    return SEPARATOR.match(first) is not None and b":" in rest[:200]


def expand_mbox(path: str, scratch: str, limits: ContainerLimits, passwords: tuple[str, ...] = ()) -> Iterator[Member]:
    """Write every message to ``scratch/<index>`` and yield it as a mail of its own.

    Raises:
        InputError: Over a limit (``container_limit``); members yielded before stay valid.
    """
    unpacked = Unpacked(scratch, limits)
    with Path(path).open("rb") as stream:
        lines = _Lines(stream)
        index = 0
        while lines.more:
            unpacked.allow(index + 1, "messages")
            size = unpacked.copy(index, _Message(lines))
            if size:
                yield Member(index, f"message {index + 1:04d}.eml", size, None)
                index += 1


class _Lines:
    """The mailbox line by line, with the separators told apart."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._blank, self._whole = True, True
        self.more = True

    def next(self) -> bytes | None:
        """The next line of this message; None at its end."""
        line = self._stream.readline(LONGEST_LINE)
        if not line:
            self.more = False
            return None
        begins, after_blank = self._whole, self._blank
        self._whole = line.endswith(b"\n")
        self._blank = begins and line in (b"\n", b"\r\n")
        if begins and after_blank and line.startswith(b"From ") and SEPARATOR.match(line):
            return None
        return line[1:] if begins and QUOTED.match(line) else line


class _Message(Readable):
    """One message as bytes to read."""

    def __init__(self, lines: _Lines) -> None:
        self._lines = lines
        self._ended = False

    def read(self, size: int, /) -> bytes:
        """See ``Readable``."""
        parts, length = [], 0
        while not self._ended and length < size:
            line = self._lines.next()
            self._ended = line is None
            parts.append(line or b"")
            length += len(line or b"")
        return b"".join(parts)
