"""Picture file to the size its header claims, read without a decoder: WebP, and the boxes of HEIF and AVIF.

Their decoders make room for the whole picture as soon as a file is opened, so the limit must be kept before that.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_HEAD = 64
_MOST_BOXES = 20_000
_SEQUENCE_BRANDS = (b"msf1", b"hevc", b"hevx", b"avis")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", *_SEQUENCE_BRANDS)
_INSIDE = {b"meta": 4, b"iprp": 0, b"ipco": 0}  # bytes before the boxes inside


def is_heif(head: bytes) -> bool:
    """True for the format that telephones keep their photographs in; ``head`` is the first bytes of the file."""
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS and head[8:12] != b"avis"


def claimed_size(path: str) -> tuple[int, int] | None:
    """Width and height of the largest picture the header names; None for other formats."""
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    if head[4:8] == b"ftyp":
        return _largest(path)
    return None


def _webp(head: bytes) -> tuple[int, int] | None:
    """The canvas of the extended format, else the frame."""
    kind, body = head[12:16], head[20:].ljust(10, b"\0")
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", body[1:5])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return None


def _largest(path: str) -> tuple[int, int] | None:
    """The largest of the image spatial extents; thumbnails and tiles are smaller than what they belong to."""
    with Path(path).open("rb") as file:
        whole = Path(path).stat().st_size
        sizes = []
        for count, (kind, start, _) in enumerate(_boxes(file, 0, whole)):
            if kind == b"ispe":
                file.seek(start + 4)
                sizes.append(struct.unpack(">II", file.read(8).ljust(8, b"\0")))
            if count > _MOST_BOXES:
                break
    return max(sizes, key=lambda size: size[0] * size[1], default=None)


def _boxes(file: BinaryIO, start: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and end of the content of every box, those inside the few that matter included."""
    while start + 8 <= stop:
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8).ljust(8, b"\0"))
        head = 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8).ljust(8, b"\0"))
            head = 16
        end = stop if size == 0 else min(stop, start + size)
        if end < start + head:
            return
        yield kind, start + head, end
        if kind in _INSIDE:
            yield from _boxes(file, start + head + _INSIDE[kind], end)
        start = end
