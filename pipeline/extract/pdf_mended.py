"""A PDF without its table of objects (broken off, overwritten) to one that opens: a new table of contents at its end.

The library finds objects again by itself, but not the pages when what lists them is lost, and not objects packed into
streams. Both are written out behind the original bytes, in memory; the file itself is never touched.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

MOST_BYTES = 256 << 20
"""A larger file is not copied into memory."""

_MOST_OBJECTS = 200_000
_MOST_UNPACKED = 64 << 20
_HEAD = 4096  # bytes of an object in which its kind is looked for

OBJECT = re.compile(rb"(?<![0-9])(\d{1,9})[ \t\r\n\0]{1,3}(\d{1,5})[ \t\r\n\0]{1,3}obj(?![a-z])")
PAGE = re.compile(rb"/Type[ \t\r\n]{0,3}/Page(?![A-Za-z])")
CATALOGUE = re.compile(rb"/Type[ \t\r\n]{0,3}/Catalog(?![A-Za-z])")
TREE = re.compile(rb"/Pages[ \t\r\n]{1,3}(\d{1,9})[ \t\r\n]{1,3}(\d{1,5})[ \t\r\n]{1,3}R")
PACKED = re.compile(rb"/Type[ \t\r\n]{0,3}/ObjStm(?![A-Za-z])")
FIRST = re.compile(rb"/First[ \t\r\n]{0,3}(\d{1,9})(?![0-9])")
STREAM = re.compile(rb"stream\r?\n")
LOCKED = re.compile(rb"/Encrypt[ \t\r\n]{0,3}(?:\d{1,9}[ \t\r\n]|<<)")


@dataclass(frozen=True, slots=True)
class Mended:
    """A copy that opens.

    Args:
        broken_off: True when the list of pages is lost, so that nobody knows how many there were.
    """

    content: bytes
    broken_off: bool


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    generation: int
    head: bytes


def mended(path: Path) -> Mended | None:
    """The mended copy; None where no page is found, where the file is locked or too large."""
    if path.stat().st_size > MOST_BYTES:
        return None
    content = path.read_bytes()
    if LOCKED.search(content):
        return None
    unpacked = dict(_unpacked(content))
    parts = {part.number: part for part in (*_parts(content), *_plain(unpacked))}
    pages = [part for part in parts.values() if PAGE.search(part.head)]
    root = next((part for part in parts.values() if CATALOGUE.search(part.head)), None)
    tree = TREE.search(root.head) if root is not None else None
    listed = root is not None and tree is not None and int(tree[1]) in parts
    if not pages:
        return None
    free = max(parts) + 1
    added = [b"\n%d 0 obj\n%b\nendobj" % (number, data) for number, data in unpacked.items()]
    if not listed:
        kids = b" ".join(b"%d %d R" % (page.number, page.generation) for page in pages)
        added.append(b"\n%d 0 obj\n<</Type/Pages/Kids[%b]/Count %d>>\nendobj" % (free, kids, len(pages)))
        added.append(b"\n%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj" % (free + 1, free))
    number, generation = (root.number, root.generation) if listed and root is not None else (free + 1, 0)
    trailer = b"\ntrailer\n<</Root %d %d R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (number, generation, free + 2)
    # What was being written when the file broke off is closed first.
    return Mended(content + b"\nendstream\nendobj" + b"".join(added) + trailer, broken_off=not listed)


def _parts(content: bytes) -> Iterator[_Part]:
    """Objects that stand for themselves; of each the bytes before its stream or end."""
    for count, match in enumerate(OBJECT.finditer(content)):
        if count >= _MOST_OBJECTS:
            return
        head = content[match.end() : match.end() + _HEAD]
        ends = [at for word in (b"stream", b"endobj") if (at := head.find(word)) >= 0]
        yield _Part(int(match[1]), int(match[2]), head[: min(ends)] if ends else head)


def _plain(unpacked: dict[int, bytes]) -> Iterator[_Part]:
    return (_Part(number, 0, data[:_HEAD]) for number, data in unpacked.items())


def _unpacked(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Objects packed into compressed streams, by number."""
    left = _MOST_UNPACKED
    for match in OBJECT.finditer(content):
        head = content[match.end() : match.end() + _HEAD]
        start, first = STREAM.search(head), FIRST.search(head)
        if start is None or first is None or not PACKED.search(head[: start.start()]) or left <= 0:
            continue
        try:
            begin = match.end() + start.end()
            data = zlib.decompressobj().decompress(memoryview(content)[begin : begin + left], left)
        except zlib.error:
            continue
        left -= len(data)
        yield from _objects(data, int(first[1]))


def _objects(data: bytes, first: int) -> Iterator[tuple[int, bytes]]:
    words = data[:first].split()
    numbers = [int(word) for word in words[: 2 * _MOST_OBJECTS] if word.isdigit() and len(word) <= 9]
    places = [(number, first + offset) for number, offset in zip(numbers[::2], numbers[1::2], strict=False)]
    ends = [*sorted(offset for _, offset in places), len(data)]
    following = dict(pairwise(ends))
    for number, offset in places:
        yield number, data[offset : following.get(offset, len(data))]
