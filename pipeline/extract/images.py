"""Picture files (JPEG, PNG, TIFF and the like) to pages: one a file, of a TIFF one a frame; always recognised."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, InputError, ToolError
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure, TextOrigin

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP")
_MOST_FRAMES = 5000

# What Pillow's decoders let through on broken files.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, struct.error,
           zlib.error, ZeroDivisionError)  # fmt: skip

_PAPER_INCHES = 11.0
_KNOWN_DPI = (100.0, 1200.0)  # below: a default that cameras and programs write without meaning it
_SQUARE = 1.15
_ASK_AGAIN = "Ask the client to send the file again; compare its size with the one on their side."


class ImageReader:
    """Reads picture files through Pillow."""

    media_types = (
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/bmp",
        "image/x-ms-bmp",
        "image/gif",
        "image/webp",
        "image/heic",
        "image/heif",
    )

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``."""
        with _opened(path) as image:
            return min(int(getattr(image, "n_frames", 1)), _MOST_FRAMES) if image.format == "TIFF" else 1

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        for number in range(first, min(last, self.count(path, options)) + 1):
            try:
                yield _read(path, number, options)
            except (InputError, ToolError) as error:
                yield PageFailure(number, error.exception_class, error.message)
            except MemoryError:
                message = "The picture needs more memory than a reader may use."
                yield PageFailure(number, ExceptionClass.OUT_OF_MEMORY, message)

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; sized as if it filled letter paper."""
        from pipeline.ocr.prepare import turned

        image, _ = load_frame(path, page, options.image_pixels)
        longest = round(_PAPER_INCHES * dpi)
        if max(image.size) > longest:
            image.thumbnail((longest, longest))
        return turned(image, rotation)


def load_frame(path: str, number: int, most_pixels: int) -> "tuple[Image.Image, tuple[float, float]]":
    """One frame the way up its camera says, on white, and its size in points (0 where the file does not know).

    Raises:
        InputError: ``too_large`` before anything is decoded, ``damaged``.
    """
    from PIL import ImageOps

    with _opened(path) as image:
        if number > 1:
            image.seek(number - 1)
        width, height = image.size
        if width * height > most_pixels:
            raise InputError(
                ExceptionClass.TOO_LARGE,
                f"The picture has {width} by {height} pixels, more than this program decodes.",
                "Ask the client for the picture at a lower resolution.",
            )
        resolution = _resolution(image)
        image.load()
        upright = ImageOps.exif_transpose(image)
        turned = upright.size != image.size or upright.size == (height, width) != (width, height)
        if turned:
            resolution = (resolution[1], resolution[0])
        flat = _squared(_on_white(upright), resolution)
        across, down = resolution
        return flat, (72 * upright.width / across, 72 * upright.height / down) if across else (0.0, 0.0)


def _read(path: str, number: int, options: ReadOptions) -> Page:
    from pipeline.extract.recognised import see

    image, (width, height) = load_frame(path, number, options.image_pixels)
    grey = image.convert("L")
    del image
    found = see(lambda dpi: grey, options, own_resolution=True)
    seen = found.seen
    if seen.rotation in (90, 270):
        width, height = height, width
    read = bool(seen.words)
    return Page(
        number=number,
        text=seen.text if read else "",
        text_origin=TextOrigin.OCR if read else TextOrigin.NONE,
        why="picture_file" if read else found.why_nothing,
        ocr_confidence=seen.confidence if read else None,
        width=width,
        height=height,
        words=seen.words,
        tables=found.tables,
        marks=seen.marks,
        rotation=seen.rotation,
        skew=seen.skew,
        language=seen.language,
    )


@contextmanager
def _opened(path: str) -> "Iterator[Image.Image]":
    """The file opened, not yet decoded; errors inside the block are errors of the file."""
    from PIL import Image

    # Our own limit stands before every decoding; Pillow's would only warn, or raise another error.
    Image.MAX_IMAGE_PIXELS = None
    formats = _with_heif() if _is_heif(path) else _FORMATS
    try:
        with Image.open(path, formats=formats) as image:
            yield image
    except InputError:
        raise
    except _BROKEN as error:
        raise InputError(ExceptionClass.DAMAGED, "The picture is damaged and cannot be decoded.", _ASK_AGAIN) from error


def _is_heif(path: str) -> bool:
    """True for the format that telephones keep their photographs in."""
    with Path(path).open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:11] in (b"hei", b"hev", b"mif", b"msf")


def _with_heif() -> tuple[str, ...]:
    """The formats with HEIF, whose decoder is not installed everywhere."""
    try:
        import pi_heif
    except ImportError as error:
        raise InputError(
            ExceptionClass.CODEC_MISSING,
            "The picture is a HEIC photograph, and its decoder is not installed.",
            "Install the package pi-heif and run again, or ask the client for a JPEG.",
        ) from error
    pi_heif.register_heif_opener()
    return (*_FORMATS, "HEIF")


def _resolution(image: "Image.Image") -> tuple[float, float]:
    """Dots an inch across and down, zeros where the file does not credibly say."""
    try:
        across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
    except _BROKEN:
        return 0.0, 0.0
    low, high = _KNOWN_DPI
    # Fax pages have half as many lines as columns, so only one side needs to be in the usual range.
    if not (low <= max(across, down) <= high and min(across, down) >= low / 2):
        return 0.0, 0.0
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
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        shown = image.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(paper, shown).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")
