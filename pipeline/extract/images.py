"""Picture files (JPEG, HEIC, PNG, TIFF and the like) to pages: one a file, of a TIFF one a frame; always recognised."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, InputError, ToolError
from pipeline.extract.frames import frame_count, load_frame
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure, TextOrigin

if TYPE_CHECKING:
    from PIL import Image

_PAPER_INCHES = 11.0
_ENOUGH_TO_READ = 16_000_000  # pixels: letter paper at 400 dots an inch


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
        "image/heic-sequence",
        "image/heif-sequence",
        "image/avif",
        "image/jp2",
        "image/jpx",
        "image/mpo",
    )

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``."""
        return frame_count(path, options.image_pixels)

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
        from pipeline.ocr.photo import flattened
        from pipeline.ocr.prepare import turned

        image, _ = load_frame(path, page, options.image_pixels, _ENOUGH_TO_READ)
        # The page is what was read: the sheet in the photograph, not the desk around it.
        image = flattened(image).picture
        longest = round(_PAPER_INCHES * dpi)
        if max(image.size) > longest:
            image.thumbnail((longest, longest))
        return turned(image, rotation)


def _read(path: str, number: int, options: ReadOptions) -> Page:
    from pipeline.extract.recognised import see
    from pipeline.ocr.photo import flattened

    image, (width, height) = load_frame(path, number, options.image_pixels, _ENOUGH_TO_READ)
    flat = flattened(image, grey=True)
    if flat.changed:
        width, height = 0.0, 0.0  # what the file says of its size is said of the whole photograph
    grey = flat.picture
    del image, flat
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
