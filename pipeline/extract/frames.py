"""Picture file to one of its frames: the limit first, then decoded, the way up its camera says, dark on white."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.picture_sizes import claimed_size, is_heif

if TYPE_CHECKING:
    from PIL import Image

MOST_FRAMES = 5000

_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP", "JPEG2000", "AVIF")
_SERIES = ("GIF", "WEBP", "PNG", "HEIF", "AVIF")
"""Formats in which several pictures are a film or a burst, not pages; in a JPEG they are a preview and a depth map."""

# What Pillow's decoders let through on broken files; RuntimeError is the HEIF decoder's.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, struct.error,
           zlib.error, ZeroDivisionError, AttributeError, RuntimeError)  # fmt: skip
_NO_DECODER = "not available"

_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5
_UNKNOWN = (0.0, 0.0)
_KNOWN_DPI = (100.0, 1200.0)  # below: a default that cameras and programs write without meaning it
_SQUARE = 1.15
_ASK_AGAIN = "Ask the client to send the file again; compare its size with the one on their side."


def frame_count(path: str, most_pixels: int) -> int:
    """Pages of a picture file: the frames of a TIFF, otherwise one.

    A TIFF whose chain of frames breaks off counts one frame more than can be reached: its place is a lost page.

    Raises:
        InputError: It cannot be opened.
    """
    with opened(path, most_pixels) as image:
        if image.format != "TIFF":
            return 1
        try:
            return min(int(getattr(image, "n_frames", 1)), MOST_FRAMES)
        except _BROKEN:
            return _reachable(image) + 1


def _reachable(image: "Image.Image") -> int:
    for number in range(MOST_FRAMES - 1):
        try:
            image.seek(number)
        except _BROKEN:
            return max(1, number)
    return MOST_FRAMES - 1


def picture_note(path: str, most_pixels: int = 120_000_000) -> str | None:
    """What a reader of the report should know of a file with several pictures of which one is shown."""
    try:
        with opened(path, most_pixels) as image:
            count = int(getattr(image, "n_frames", 1)) if image.format in _SERIES else 1
    except InputError:
        return None
    return f"only the first of its {count} pictures was read" if count > 1 else None


def load_frame(
    path: str, number: int, most_pixels: int, enough_pixels: int | None = None
) -> "tuple[Image.Image, tuple[float, float]]":
    """One frame the way up its camera says, on white, and its size in points (0 where the file does not know).

    Args:
        path: The file.
        number: 1-based.
        most_pixels: Checked before anything is decoded.
        enough_pixels: A large photograph may be decoded at a fraction of its size that still has as many.

    Raises:
        InputError: ``too_large`` before anything is decoded, ``damaged``, ``codec_missing``.
    """
    with opened(path, most_pixels) as image:
        if number > 1:
            image.seek(number - 1)
        _check_size(image.size, most_pixels)
        resolution, lies = _resolution(image), _orientation(image) >= _ON_ITS_SIDE
        if lies:
            resolution = resolution[::-1]
        # Pillow turns a TIFF by itself, and tells the size it will have.
        width, height = image.size[::-1] if lies and image.format != "TIFF" else image.size
        if enough_pixels is not None and width * height > enough_pixels:
            part = (enough_pixels / (width * height)) ** 0.5
            image.draft(None, (round(part * image.size[0]), round(part * image.size[1])))
        image.load()
        _turn(image)
        across, down = resolution
        return _squared(_on_white(image), resolution), (72 * width / across, 72 * height / down) if across else _UNKNOWN


def _orientation(image: "Image.Image") -> int:
    """How the camera was held, 1 to 8; broken notes of the camera cost no picture."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        return 1


def _turn(image: "Image.Image") -> None:
    from PIL import ImageOps

    try:
        ImageOps.exif_transpose(image, in_place=True)
    except _BROKEN:
        return


@contextmanager
def opened(path: str, most_pixels: int) -> "Iterator[Image.Image]":
    """The file opened, not yet decoded; errors inside the block are errors of the file.

    Raises:
        InputError: ``too_large``, ``damaged``, ``codec_missing``.
    """
    from PIL import Image

    # Our own limit stands before every decoding; Pillow's would only warn, or raise another error.
    Image.MAX_IMAGE_PIXELS = None
    with Path(path).open("rb") as file:
        head = file.read(12)
    try:
        _check_size(claimed_size(path) or (0, 0), most_pixels)
        formats = (_heif_format(),) if is_heif(head) else _FORMATS
        with Image.open(path, formats=formats) as image:
            yield image
    except InputError:
        raise
    except ImportError as error:
        raise _no_heif() from error
    except _BROKEN as error:
        if _NO_DECODER in str(error):
            raise InputError(
                ExceptionClass.CODEC_MISSING,
                "This installation of Pillow cannot decode this kind of picture.",
                "Install Pillow from its ready-made package and run again, or ask the client for a JPEG.",
            ) from error
        raise InputError(ExceptionClass.DAMAGED, "The picture is damaged and cannot be decoded.", _ASK_AGAIN) from error


def _check_size(size: tuple[int, int], most_pixels: int) -> None:
    width, height = size
    if width * height > most_pixels:
        raise InputError(
            ExceptionClass.TOO_LARGE,
            f"The picture has {width} by {height} pixels, more than this program decodes.",
            "Ask the client for the picture at a lower resolution.",
        )


@cache
def _heif_format() -> str:
    """Makes HEIF known to Pillow, once a process; its decoder is not installed everywhere."""
    try:
        import pi_heif
    except ImportError as error:
        raise _no_heif() from error
    # One thread: the children of a run are as many as there are cores.
    pi_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    return "HEIF"


def _no_heif() -> InputError:
    return InputError(
        ExceptionClass.CODEC_MISSING,
        "The picture is a HEIC photograph, and its decoder is not installed.",
        "Install the package pi-heif and run again, or ask the client for a JPEG.",
    )


def _resolution(image: "Image.Image") -> tuple[float, float]:
    """Dots an inch across and down, zeros where the file does not credibly say."""
    try:
        across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
    except _BROKEN:
        return _UNKNOWN
    low, high = _KNOWN_DPI
    # Fax pages have half as many lines as columns, so only one side needs to be in the usual range.
    if not (low <= max(across, down) <= high and min(across, down) >= low / 2):
        return _UNKNOWN
    return across, down


def _squared(image: "Image.Image", resolution: tuple[float, float]) -> "Image.Image":
    """A fax page with oblong pixels stretched to its true shape."""
    across, down = resolution
    if not across or max(across, down) / min(across, down) < _SQUARE:
        return image
    best = max(across, down)
    return image.resize((round(image.width * best / across), round(image.height * best / down)))


def _on_white(image: "Image.Image") -> "Image.Image":
    """Grey or colour without transparency; clear parts are paper."""
    import numpy as np
    from PIL import Image

    if image.mode.startswith("I") or image.mode == "F":
        # 16 bits a pixel: Pillow would cut everything above 255 to white.
        grey = np.asarray(image, dtype=np.float32)
        low, span = float(grey.min()), float(np.ptp(grey)) or 1.0
        return Image.fromarray(((grey - low) * (255 / span)).astype(np.uint8))
    if image.mode in ("La", "RGBa"):
        image = image.convert("LA" if image.mode == "La" else "RGBA")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        shown = image.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(paper, shown).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")
