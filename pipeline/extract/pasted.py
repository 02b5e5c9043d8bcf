"""Pictures pasted into Office files: a page of little text and large pictures is recognised, its words appended."""

import struct
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError, SetupError, ToolError
from pipeline.model import Box, Mark, Page, Table, TextOrigin, Word

if TYPE_CHECKING:
    from PIL import Image

    from pipeline.extract.options import ReadOptions
    from pipeline.extract.recognised import SeenPage
    from pipeline.ocr.recognise import RecognisedPage

MOST_PICTURES = 20
MOST_BYTES = 64 << 20
MOST_PIXELS_TOGETHER = 300_000_000
_LARGE_PIXELS = 300_000
_LARGE_SIDE, _SMALLEST_SIDE = 400, 60
_NARROWEST = 5  # a banner across a letterhead is no page
LETTERS_A_PICTURE = 300
"""A page with fewer letters for every large picture holds pages somebody scanned and pasted."""

LETTERS_A_SLIDE = 80
"""The same for slides, which say little anyway and carry photographs for their looks."""

_PAGE_PIXELS, _PAGE_SIDE = 900_000, 700
_SHARE_OF_CALL = 0.4
"""No further picture is begun after this share of the time of one call: a child that is silent longer is ended."""

_LARGE_DRAWING_INCHES = 3.0
_EMF, _EMF_SIGN, _WMF = b"\x01\0\0\0", b" EMF", b"\xd7\xcd\xc6\x9a"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the pictures of one page gave."""

    texts: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    confidences: tuple[float, ...] = ()
    language: str | None = None
    pages: tuple["RecognisedPage", ...] = ()


def with_pictures(
    page: Page, pictures: Iterable[bytes], options: "ReadOptions", letters_each: int = LETTERS_A_PICTURE
) -> Page:
    """The page with the words of its pictures, if they are what it is about; else as it was.

    Args:
        page: As read from its text.
        pictures: The files of its pictures in order, each once.
        options: Engine and limits of recognition.
        letters_each: With so many letters for every large picture the page is written, not pasted.

    Raises:
        ToolError, SetupError: The page is nothing but pictures, and they cannot be recognised.
    """
    alone = not page.text.strip()
    large: list[bytes] = []
    drawings = left = pages = 0
    for data in pictures:
        if _large_drawing(data):
            drawings += 1
        elif len(data) <= MOST_BYTES and (size := _room(data)) is not None and _is_large(size, alone):
            pages += _is_page(size)
            if len(large) < MOST_PICTURES:
                large.append(data)
            else:
                left += 1
    notes = [*page.notes, *_drawings_note(drawings)]
    letters = sum(map(str.isalnum, page.text))
    if not large or letters >= letters_each * (len(large) + 1):
        if pages:
            some = f"{pages} large pictures in it were" if pages > 1 else "a large picture in it was"
            notes.append(f"{some} not read")
        return replace(page, notes=tuple(notes))
    read, failed, fault = _recognised(large, options)
    if alone and not read.texts and fault is not None:
        raise fault
    if failed + left:
        notes.append(f"{failed + left} of {len(large) + left} large pictures were not read")
    return _joined(replace(page, notes=tuple(notes)), read)


def _drawings_note(count: int) -> Iterator[str]:
    if count:
        some = f"{count} drawings (EMF or WMF) in it were" if count > 1 else "a drawing (EMF or WMF) in it was"
        yield f"{some} not read"


def _joined(page: Page, read: _Read) -> Page:
    if not read.texts:
        return page
    text = "\n\n".join([page.text, *read.texts] if page.text else read.texts)
    only = not page.text.strip()
    return replace(
        _placed(page, read.pages) if only else page,
        text=text,
        text_origin=TextOrigin.OCR if only else TextOrigin.EMBEDDED,
        why="picture_file" if only else page.why,
        ocr_confidence=sum(read.confidences) / len(read.confidences),
        tables=(*page.tables, *read.tables),
        language=page.language or read.language,
        notes=page.notes if only else (*page.notes, "part of its text was recognised from pictures"),
    )


def _placed(page: Page, seen: tuple["RecognisedPage", ...]) -> Page:
    """The page as its pictures one below the other: what is written and drawn keeps its place, as on any scan."""
    words: list[Word] = []
    marks: list[Mark] = []
    first_line = 0
    for at, one in enumerate(seen):
        band = partial(_in_band, at=at, of=len(seen))
        words += [replace(word, box=band(word.box), line=word.line + first_line) for word in one.words]
        marks += [replace(mark, box=band(mark.box)) for mark in one.marks]
        first_line += one.text.count("\n") + 2
    turn, skew = (seen[0].rotation, seen[0].skew) if len(seen) == 1 else (0, 0.0)
    return replace(page, words=tuple(words), marks=tuple(marks), rotation=turn, skew=skew)


def _in_band(box: Box, at: int, of: int) -> Box:
    return replace(box, top=(at + box.top) / of, bottom=(at + box.bottom) / of)


def _recognised(pictures: list[bytes], options: "ReadOptions") -> tuple[_Read, int, ToolError | SetupError | None]:
    """What they say, how many could not be read, and the last fault of the engine."""
    fault: ToolError | SetupError | None = None
    found: list[SeenPage] = []
    failed = 0
    pixels = 0
    last_start = time.monotonic() + _SHARE_OF_CALL * options.call_seconds
    for at, data in enumerate(pictures):
        if time.monotonic() > last_start:
            failed += len(pictures) - at
            break
        try:
            with tempfile.TemporaryDirectory(prefix="pasted-") as folder:
                file = Path(folder) / "picture"
                file.write_bytes(data)
                grey = _grey(str(file), options)
            pixels += grey.width * grey.height
            if pixels > MOST_PIXELS_TOGETHER:
                failed += 1
                continue
            one = _seen(grey, options)
        except InputError:
            failed += 1
            continue
        except (ToolError, SetupError) as error:
            failed, fault = failed + 1, error
            continue
        if one.seen.words:
            found.append(replace(one, seen=replace(one.seen, picture=None)))  # a page's picture is large
    return _read(found), failed, fault


def _read(found: "list[SeenPage]") -> _Read:
    pages = tuple(one.seen for one in found)
    return _Read(
        tuple(page.text for page in pages),
        tuple(table for one in found for table in one.tables),
        tuple(page.confidence or 0.0 for page in pages),
        next((page.language for page in pages if page.language), None),
        pages,
    )


def _grey(path: str, options: "ReadOptions") -> "Image.Image":
    from pipeline.extract.frames import load_frame

    return load_frame(path, 1, options.image_pixels)[0].convert("L")


def _seen(grey: "Image.Image", options: "ReadOptions") -> "SeenPage":
    from pipeline.extract.recognised import see

    return see(lambda dpi: grey, options, own_resolution=True)


def _room(data: bytes) -> tuple[int, int] | None:
    """Shorter and longer side in pixels, None if it is no picture; only its head is read."""
    import io

    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # our own limit stands before every decoding
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP")) as image:
            width, height = image.size
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, OverflowError):
        return None
    return min(width, height), max(width, height)


def _is_large(size: tuple[int, int], alone: bool) -> bool:
    """True for a picture with room for a page of writing, or for some lines if it is all there is."""
    short, long = size
    if alone:
        return short >= _SMALLEST_SIDE
    return short >= _LARGE_SIDE and short * long >= _LARGE_PIXELS and long <= _NARROWEST * short


def _is_page(size: tuple[int, int]) -> bool:
    """True for a picture that could be the scan of a whole page."""
    short, long = size
    return short >= _PAGE_SIDE and short * long >= _PAGE_PIXELS and long <= _NARROWEST * short


def _large_drawing(data: bytes) -> bool:
    """True for a Windows drawing large enough to say something; logos are small."""
    try:
        if data.startswith(_EMF) and data[40:44] == _EMF_SIGN:
            left, top, right, bottom = struct.unpack_from("<4i", data, 24)  # hundredths of a millimetre
            inches = ((right - left) / 2540, (bottom - top) / 2540)
        elif data.startswith(_WMF):
            left, top, right, bottom, unit = struct.unpack_from("<4hH", data, 6)
            inches = ((right - left) / (unit or 1440), (bottom - top) / (unit or 1440))
        else:
            return False
    except struct.error:
        return False
    return bool(min(map(abs, inches)) >= _LARGE_DRAWING_INCHES)
