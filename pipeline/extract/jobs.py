"""What a reading child is asked to do with one file: count, read, picture; plain functions that cross by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import reader_for
from pipeline.model import Page, PageFailure

_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """A page picture that was written.

    Args:
        width, height: Pixels.
    """

    page: int
    path: str
    width: int
    height: int


def warm_up() -> None:
    """Loads the libraries of the readers, once, in the process that children are forked from."""
    import numpy
    import PIL.Image
    import pypdfium2
    import scipy.ndimage

    import pipeline.extract.scanned_grid
    import pipeline.ocr.decide
    import pipeline.ocr.recognise

    assert numpy and PIL.Image and pypdfium2 and scipy.ndimage and pipeline.ocr and pipeline.extract.scanned_grid


def count_pages(path: str, media_type: str, options: ReadOptions) -> int:
    """How many pages a file has.

    Raises:
        InputError: It cannot be read.
    """
    return reader_for(media_type).count(path, options)


def read_pages(path: str, media_type: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
    """Pages ``first`` to ``last`` of a file, in order.

    Raises:
        InputError: The file as a whole cannot be read.
    """
    yield from reader_for(media_type).read(path, first, last, options)


def picture(
    path: str,
    media_type: str,
    page: int,
    rotation: int,
    dpi: int,
    out: str,
    options: ReadOptions | None = None,
    skew: float = 0.0,
) -> Iterator[Picture]:
    """Writes one upright, level page as a JPEG file: the places of its words are fractions of what it shows.

    Args:
        path, media_type: The file.
        page: 1-based.
        rotation: Degrees clockwise that recognition turned the page by.
        dpi: Resolution; of a picture file the size it would have on letter paper.
        out: File to write; it appears only when it is whole.
        options: Limits and passwords.
        skew: Degrees of slant that recognition levelled.

    Raises:
        InputError: The page cannot be shown.
    """
    from pipeline.ocr.prepare import levelled

    image = reader_for(media_type).render(path, page, dpi, rotation, options or ReadOptions())
    target = Path(out)
    building = target.with_name(f"{target.name}.part")
    image = levelled(image.convert("RGB"), skew)
    image.save(building, format="JPEG", quality=_QUALITY, optimize=True)
    building.replace(target)
    yield Picture(page, out, image.width, image.height)
