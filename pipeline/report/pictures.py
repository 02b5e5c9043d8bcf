"""Report: whole-page pictures and cited boxes in, small crops with the place marked (and copies of the pages) out."""

import base64
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, UnidentifiedImageError

from pipeline.model import Box, Citation, Review
from pipeline.report.index import PageKey, ReviewIndex, page_picture_name

CROP_WIDTH = 520
CROP_HEIGHT = 190
QUALITY = 50
BUDGET_BYTES = 11 << 20
"""All crops together, before base64: keeps the page well under 20 MB."""

KEPT = "crops-1"
"""Folder of crops beside the page pictures; a new number whenever a crop looks otherwise."""

_JPEG_START, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_MARGIN_X, _MARGIN_Y = 0.03, 0.022
_LEAST_WIDTH, _LEAST_HEIGHT = 0.45, 0.075
_MARKER = (255, 200, 0, 60)
_OUTLINE = (20, 60, 110, 255)


@dataclass(frozen=True, slots=True)
class Place:
    """A cited place on a page."""

    source_id: str
    page: int
    box: Box | None

    @classmethod
    def of(cls, citation: Citation) -> "Place":
        """The place of a citation."""
        return cls(citation.source_id, citation.page, citation.box)

    @property
    def key(self) -> PageKey:
        """The page it is on."""
        return (self.source_id, self.page)


def showable(review: Review, pictures: Mapping[PageKey, Path]) -> dict[PageKey, Path]:
    """The pictures that may leave the store: pages of documents that are not restricted."""
    index = ReviewIndex.of(review)
    return {key: path for key, path in sorted(pictures.items()) if index.may_picture(key) and path.is_file()}


def copy_pages(pictures: Mapping[PageKey, Path], folder: Path) -> None:
    """Copy the whole-page pictures into ``pages/`` under names made from ids; older ones there go."""
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    for old in pages.glob("*.jpg"):
        old.unlink()
    for (source_id, page), path in pictures.items():
        shutil.copyfile(path, pages / page_picture_name(source_id, page))


def _clamped(low: float, high: float, least: float) -> tuple[float, float]:
    """Widen a span to the least size and move it inside 0..1."""
    spare = max(0.0, least - (high - low)) / 2
    low, high = low - spare, high + spare
    shift = max(0.0, -low) - max(0.0, high - 1.0)
    return max(0.0, low + shift), min(1.0, high + shift)


def crop_region(box: Box) -> Box:
    """The part of the page to show: the box with a margin, wide enough to be read in its surroundings."""
    left, right = _clamped(box.left - _MARGIN_X, box.right + _MARGIN_X, _LEAST_WIDTH)
    top, bottom = _clamped(box.top - _MARGIN_Y, box.bottom + _MARGIN_Y, _LEAST_HEIGHT)
    return Box(left, top, right, bottom)


def _is_area(box: Box) -> bool:
    return 0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = size
    left, top = int(box.left * width), int(box.top * height)
    return left, top, max(left + 1, round(box.right * width)), max(top + 1, round(box.bottom * height))


def _marked(page: Image.Image, box: Box) -> Image.Image:
    area = _pixels(crop_region(box), page.size)
    crop = page.crop(area).convert("RGBA")
    left, top, right, bottom = _pixels(box, page.size)
    inside = (left - area[0] - 3, top - area[1] - 3, right - area[0] + 3, bottom - area[1] + 3)
    layer = Image.new("RGBA", crop.size, (0, 0, 0, 0))
    ImageDraw.Draw(layer).rectangle(inside, fill=_MARKER, outline=_OUTLINE, width=2)
    return Image.alpha_composite(crop, layer).convert("RGB")


def crop_jpeg(page: Image.Image, box: Box | None) -> bytes:
    """Encode the cited place; without a box, the page as a thumbnail. Re-encoded by us, nothing of the input kept."""
    place = box if box is not None and _is_area(box) else None
    picture = _marked(page, place) if place is not None else page.convert("RGB")
    picture.thumbnail((CROP_WIDTH, CROP_HEIGHT if place is not None else CROP_HEIGHT + 60), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _crops_of_page(path: Path, places: Iterable[Place]) -> Iterator[tuple[Place, bytes]]:
    """Crops of one page; those made for another instrument's report are taken as they are."""
    kept = {place: _kept_at(path, place.box) for place in places}
    page: Image.Image | None = None
    try:
        for place, file in kept.items():
            jpeg = _kept(file)
            if jpeg is None:
                if page is None:
                    page = Image.open(path, formats=("JPEG",))
                    page.load()
                jpeg = crop_jpeg(page, place.box)
                _keep(file, jpeg)
            yield place, jpeg
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        # Our own picture is damaged: the quote and the file name still stand, so the row only loses its crop.
        return
    finally:
        if page is not None:
            page.close()


def _kept_at(path: Path, box: Box | None) -> Path:
    """Where the crop of a place is kept, beside the page's picture."""
    name = sha256(f"{path.name} {box}".encode()).hexdigest()
    return path.parent / KEPT / f"{name}.jpg"


def _kept(file: Path) -> bytes | None:
    try:
        jpeg = file.read_bytes()
    except OSError:
        return None
    return jpeg if jpeg.startswith(_JPEG_START) and jpeg.endswith(_JPEG_END) else None


def _keep(file: Path, jpeg: bytes) -> None:
    """Keep a crop for the next report; where that cannot be done it is made again."""
    building = file.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        building.write_bytes(jpeg)
        building.replace(file)


def _order(place: Place) -> tuple[str, int]:
    return place.key


def make_crops(
    first: Iterable[Place], further: Iterable[Place], pictures: Mapping[PageKey, Path], budget: int = BUDGET_BYTES
) -> dict[Place, str]:
    """Crops as data URIs, those of ``first`` before those of ``further``, until the budget is spent."""
    crops: dict[Place, str] = {}
    spent = 0
    for places in (first, further):
        wanted = sorted({one for one in places if one.key in pictures and one not in crops}, key=_order)
        for key, group in groupby(wanted, key=_order):
            for place, jpeg in _crops_of_page(pictures[key], group):
                spent += len(jpeg)
                if spent > budget:
                    return crops
                crops[place] = "data:image/jpeg;base64," + base64.b64encode(jpeg).decode("ascii")
    return crops
