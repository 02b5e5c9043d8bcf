"""Grey pictures as HEIC files: HEVC with every block stored as plain samples (PCM), in the container of a telephone.

There is no free encoder among our packages, and none is needed: a decoder must take blocks that are not compressed.
"""

import re
import struct

import numpy as np
from PIL import Image

BLOCK_LOG2 = 5
BLOCK = 1 << BLOCK_LOG2


class _Bits:
    """Bits from the highest down."""

    def __init__(self) -> None:
        self.bits: list[str] = []

    def u(self, value: int, width: int) -> None:
        self.bits.append(format(value, f"0{width}b"))

    def ue(self, *values: int) -> None:
        """Exponential Golomb codes."""
        for value in values:
            code = format(value + 1, "b")
            self.bits.append("0" * (len(code) - 1) + code)

    def done(self) -> bytes:
        """Stop bit and zeros to the next byte."""
        text = "".join(self.bits) + "1"
        text += "0" * (-len(text) % 8)
        return int(text, 2).to_bytes(len(text) // 8, "big")


def _nal(kind: int, payload: bytes) -> bytes:
    """Unit header, and the payload with emulation prevention."""
    return bytes((kind << 1, 1)) + re.sub(rb"\0\0(?=[\0-\3])", b"\0\0\3", payload)


def _profile(bits: _Bits) -> None:
    bits.u(4, 8)  # space, tier, range extensions: the profile with pictures that have no colour
    bits.u(1 << 27, 32)
    bits.u(0b1000, 4)
    bits.u(0, 44)
    bits.u(186, 8)


def _vps() -> bytes:
    bits = _Bits()
    for value, width in ((0, 4), (3, 2), (0, 6), (0, 3), (1, 1), (0xFFFF, 16)):
        bits.u(value, width)
    _profile(bits)
    bits.u(1, 1)
    bits.ue(0, 0, 0)
    bits.u(0, 6)
    bits.ue(0)
    bits.u(0, 2)
    return _nal(32, bits.done())


def _sps(width: int, height: int, depth: int) -> bytes:
    wide, tall = (-(-side // BLOCK) * BLOCK for side in (width, height))
    bits = _Bits()
    for value, size in ((0, 4), (0, 3), (1, 1)):
        bits.u(value, size)
    _profile(bits)
    bits.ue(0, 0, wide, tall)  # id, no colour, size
    bits.u(1, 1)
    bits.ue(0, wide - width, 0, tall - height)
    bits.ue(0, 0, 0)
    bits.u(1, 1)
    bits.ue(0, 0, 0)
    bits.ue(BLOCK_LOG2 - 3, 0, 0, 3, 0, 0)
    for value, size in ((0, 1), (0, 1), (0, 1), (1, 1), (depth - 1, 4), (depth - 1, 4)):
        bits.u(value, size)
    bits.ue(BLOCK_LOG2 - 3, 0)
    bits.u(1, 1)  # no loop filter over plain samples
    bits.ue(0)
    bits.u(0, 5)
    return _nal(33, bits.done())


def _pps() -> bytes:
    bits = _Bits()
    bits.ue(0, 0)
    bits.u(0, 7)
    bits.ue(0, 0)
    bits.ue(0)  # first quantiser
    bits.u(0, 3)
    bits.ue(0, 0)
    bits.u(0, 6)
    bits.u(0, 1)  # no loop filter across slices
    bits.u(1, 1)
    bits.u(0, 1)
    bits.u(1, 1)  # loop filter off
    bits.u(0, 2)
    bits.ue(0)
    bits.u(0, 2)
    return _nal(34, bits.done())


# Arithmetic code of "one part, plain samples", and of "the slice ends"; every block is a slice, so it is always this.
_PLAIN, _END = "100001101", "111111101"


def _slice(number: int, blocks: int, samples: bytes) -> bytes:
    bits = _Bits()
    bits.u(int(number == 0), 1)
    bits.u(0, 1)
    bits.ue(0)
    if number:
        bits.u(number, (blocks - 1).bit_length())
    bits.ue(2, 0)
    code = _PLAIN + "0" * (-len(_PLAIN) % 8)
    end = _END + "0" * (-len(_END) % 8)
    ends = [int(part, 2).to_bytes(len(part) // 8, "big") for part in (code, end)]
    return _nal(19, bits.done() + ends[0] + samples + ends[1])


def _slices(grey: Image.Image, depth: int) -> bytes:
    wide, tall = (-(-side // BLOCK) for side in grey.size)
    pixels = np.full((tall * BLOCK, wide * BLOCK), 255, np.uint8)
    pixels[: grey.height, : grey.width] = np.asarray(grey)
    parts = (pixels >> (8 - depth)).reshape(tall, BLOCK, wide, BLOCK).swapaxes(1, 2).reshape(-1, BLOCK * BLOCK)
    bits = np.unpackbits(parts[..., None], axis=2)[..., 8 - depth :].reshape(len(parts), -1)
    units = (_slice(number, len(parts), row.tobytes()) for number, row in enumerate(np.packbits(bits, axis=1)))
    return b"".join(struct.pack(">I", len(unit)) + unit for unit in units)


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def _full(kind: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    return _box(kind, struct.pack(">I", version << 24 | flags), *parts)


def _settings(width: int, height: int, depth: int) -> bytes:
    """The decoder's settings: profile and the three parameter sets."""
    arrays = b"".join(
        struct.pack(">BHH", 0x80 | kind, 1, len(unit)) + unit
        for kind, unit in ((32, _vps()), (33, _sps(width, height, depth)), (34, _pps()))
    )
    head = struct.pack(">BBI", 1, 4, 1 << 27) + bytes((0x80, 0, 0, 0, 0, 0, 186))
    return _box(b"hvcC", head, struct.pack(">HBBBBHBB", 0xF000, 0xFC, 0xFC, 0xF8, 0xF8, 0, 0x0F, 3), arrays)


def heic(*pictures: Image.Image, depth: int = 8, turn: int = 0, claimed: tuple[int, int] | None = None) -> bytes:
    """A HEIC file.

    Args:
        pictures: The first is the primary one; several are a burst.
        depth: Bits kept of each pixel: fewer make a smaller file.
        turn: Quarter turns anticlockwise that a viewer makes.
        claimed: Width and height that the header tells instead of the true ones.
    """
    greys = [picture.convert("L") for picture in pictures]
    data = [_slices(grey, depth) for grey in greys]
    properties, links = [], b""
    for number, grey in enumerate(greys, start=1):
        properties.append(_settings(grey.width, grey.height, depth))
        properties.append(_full(b"ispe", struct.pack(">II", *(claimed or grey.size))))
        properties.append(_box(b"irot", bytes((turn,))))
        at = 3 * number - 2
        links += struct.pack(">HB3B", number, 3, 0x80 | at, at + 1, 0x80 | at + 2)
    infos = [_full(b"infe", struct.pack(">HH", at, 0), b"hvc1\0", version=2) for at in range(1, len(greys) + 1)]

    def meta(start: int) -> bytes:
        places, offset = b"", start
        for number, piece in enumerate(data, start=1):
            places += struct.pack(">HHHII", number, 0, 1, offset, len(piece))
            offset += len(piece)
        return _full(
            b"meta",
            _full(b"hdlr", bytes(4), b"pict", bytes(13)),
            _full(b"pitm", struct.pack(">H", 1)),
            _full(b"iloc", bytes((0x44, 0)), struct.pack(">H", len(data)), places),
            _full(b"iinf", struct.pack(">H", len(infos)), *infos),
            _box(b"iprp", _box(b"ipco", *properties), _full(b"ipma", struct.pack(">I", len(greys)), links)),
        )

    kind = _box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    head = kind + meta(0)
    return kind + meta(len(head) + 8) + _box(b"mdat", *data)
