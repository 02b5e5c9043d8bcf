"""The packed rich text of an Outlook message → RTF, as MS-OXRTFCP lays down."""

import struct

MOST_BYTES = 32 << 20
PACKED, PLAIN = b"LZFu", b"MELA"
_WINDOW = 4096
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_HEADER = struct.Struct("<II4sI")


def unpacked_rtf(data: bytes) -> bytes | None:
    """The RTF text; None when it is broken or too large."""
    if len(data) < _HEADER.size:
        return None
    _, size, kind, _ = _HEADER.unpack_from(data)
    if kind == PLAIN:
        return data[_HEADER.size : _HEADER.size + size]
    return _unpacked(data[_HEADER.size :], size) if kind == PACKED and size <= MOST_BYTES else None


def _unpacked(data: bytes, size: int) -> bytes:
    window = bytearray(_DICTIONARY.ljust(_WINDOW, b"\0"))
    at, out, place = len(_DICTIONARY), bytearray(), 0
    while place < len(data) and len(out) < size:
        control, place = data[place], place + 1
        for bit in range(8):
            if place >= len(data):
                break
            if not control & (1 << bit):
                run = data[place : place + 1]
                place += 1
            else:
                pair = int.from_bytes(data[place : place + 2], "big")
                place += 2
                start, length = pair >> 4, (pair & 0xF) + 2
                if start == at % _WINDOW:
                    return bytes(out[:size])
                run = _copied(window, start, length, at)
            for byte in run:
                window[at % _WINDOW] = byte
                at += 1
            out += run
    return bytes(out[:size])


def _copied(window: bytearray, start: int, length: int, at: int) -> bytes:
    """A run from the window; it may reach into what it is about to write, and then repeats itself."""
    run = bytearray()
    room = (at - start) % _WINDOW
    for step in range(length):
        run.append(run[step - room] if 0 < room <= step else window[(start + step) % _WINDOW])
    return bytes(run)
