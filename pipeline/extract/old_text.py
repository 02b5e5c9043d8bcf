"""DOC and PPT files that no converter takes → their bare text, straight from the stores where Office keeps it."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import InputError
from pipeline.extract.clean import clean
from pipeline.extract.office import damaged
from pipeline.ocr.layout import COLUMN_GAP
from pipeline.ole import open_ole

_MOST_BYTES = 64 << 20
_MOST_PIECES = 200_000
_WORD_97 = 0xC1  # version number in the head of the first Word with the format read here
_IDENTITY = (0xA5EC, 0xA5DC, 0xA59B, 0xA59C, 0xA699)
_CLX = 33  # which of the offsets in the head leads to the table of text pieces
_CHARS, _BYTES, _STRING = 4000, 4008, 4026  # PowerPoint's records that hold text

# A field's code, which Word hides: from its start to its separator, or to its end when it has no result.
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]{0,4000}[\x14\x15]")
_ROW_END, _CELL_END = "\x07\x07", "\x07"
_MARKS = {1: "", 2: "", 5: "", 8: "", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x14: "", 0x15: "", 0x1E: "-", 0x1F: ""}


def is_old_word(path: str) -> bool:
    """True for a document of Word 95 or older.

    Raises:
        InputError: ``damaged``: it holds no Word document at all.
    """
    head = _stream(path, "WordDocument", "Word 97-2003 document")
    if len(head) < 34:
        raise damaged("Word 97-2003 document")
    identity, version = struct.unpack_from("<HH", head)
    return identity in _IDENTITY and version < _WORD_97


def bare_word_text(path: str) -> str:
    """All text of a Word 97 to 2003 document in its order of storage, cells of a row on one line; may be empty.

    Raises:
        InputError: ``damaged``.
    """
    kind = "Word 97-2003 document"
    word = _stream(path, "WordDocument", kind)
    try:
        flags = struct.unpack_from("<H", word, 10)[0]
        table = _stream(path, "1Table" if flags & 0x0200 else "0Table", kind)
        text = "".join(_pieces(word, table))
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(kind) from error
    text = _FIELD_CODE.sub("", text).replace(_ROW_END, "\n").replace(_CELL_END, COLUMN_GAP).translate(_MARKS)
    return "\n".join(line.strip() for line in clean(text).split("\n")).strip("\n")


def _pieces(word: bytes, table: bytes) -> Iterator[str]:
    """The pieces of the text in order; each is kept with one or two bytes a letter."""
    at = 32
    words = struct.unpack_from("<H", word, at)[0]
    at += 2 + 2 * words
    longs = struct.unpack_from("<H", word, at)[0]
    at += 2 + 4 * longs + 2
    start, size = struct.unpack_from("<II", word, at + 8 * _CLX)
    clx = table[start : start + size]
    at = 0
    while at < len(clx) and clx[at] == 1:  # formatting that pieces refer to
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("no table of pieces")
    length = struct.unpack_from("<I", clx, at + 1)[0]
    pieces = min((length - 4) // 12, _MOST_PIECES)
    places = struct.unpack_from(f"<{pieces + 1}I", clx, at + 5)
    left = _MOST_BYTES
    for number in range(pieces):
        place = struct.unpack_from("<I", clx, at + 5 + 4 * (pieces + 1) + 8 * number + 2)[0]
        letters = min(max(0, places[number + 1] - places[number]), left)
        left -= letters
        if place & 0x4000_0000:
            begin = (place & 0x3FFF_FFFF) // 2
            yield word[begin : begin + letters].decode("cp1252", "replace")
        else:
            yield word[place : place + 2 * letters].decode("utf-16-le", "replace")


def bare_presentation_text(path: str) -> tuple[str, ...]:
    """Lines of all text records of a PowerPoint file in their order of storage; empty for a damaged one."""
    try:
        document = _stream(path, "PowerPoint Document", "presentation")
    except InputError:
        return ()
    lines: list[str] = []
    at = 0
    while at + 8 <= len(document):
        version, kind, size = struct.unpack_from("<HHI", document, at)
        at += 8
        if version & 0xF == 0xF and kind != 0:  # a record of records: step inside
            continue
        data = document[at : at + size]
        at += size
        if kind in (_CHARS, _STRING):
            text = data[: len(data) & ~1].decode("utf-16-le", "replace")
        elif kind == _BYTES:
            text = data.decode("cp1252", "replace")
        else:
            continue
        lines.extend(line for line in (one.strip() for one in clean(text.translate(_MARKS)).split("\n")) if line)
    return tuple(dict.fromkeys(lines))


def _stream(path: str, name: str, kind: str) -> bytes:
    """One stream of the file.

    Raises:
        InputError: ``damaged``.
    """
    try:
        with open_ole(Path(path)) as file:
            if not file.exists(name):
                raise damaged(kind)
            with file.openstream(name) as stream:
                return bytes(stream.read(_MOST_BYTES))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, EOFError) as error:
        raise damaged(kind) from error
