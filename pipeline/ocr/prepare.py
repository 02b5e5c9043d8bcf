"""Page picture to upright picture: sane size, turned, evenly lit, without specks, lines level."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from pipeline.ocr.columns import has_columns
from pipeline.ocr.faint import strengthened
from pipeline.ocr.image import (
    SmallCopy,
    divide_light,
    skew_angle,
    small_copy,
    speckled,
    text_height,
    uneven_light,
    without_specks,
)
from pipeline.ocr.spread import gutter
from pipeline.ocr.tickboxes import TickBox, tick_boxes

Render = Callable[[int], Image.Image]
"""Gives the page as a grey picture at so many dots an inch."""

_BASE_DPI = 200
_LETTER_HEIGHT = 20.0  # pixels; letters of body text at 200 dots an inch stand 12 to 19 high, at 300 18 to 28
_PAGE_WIDTH = 1700  # pixels; letter paper at 200 dots an inch, for pictures with too few letters to measure
_MOST_PIXELS = 14_000_000
_LEAST_SKEW = 0.3  # degrees; Tesseract's own line finder copes with less
_SCAN_SKEW, _PHOTO_SKEW = 4.0, 12.0


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture ready for the engine.

    Args:
        turn: Degrees clockwise it was turned.
        skew: Degrees clockwise its lines slanted before they were levelled.
        columns: Running text stands in columns.
        boxes: Tick boxes, which are no longer in the picture.
        small: Small copy of the picture.
        gutter: Where two pages may stand side by side, as a fraction of the width.
    """

    picture: Image.Image
    turn: int
    skew: float
    dpi: int
    columns: bool
    boxes: tuple[TickBox, ...]
    small: SmallCopy
    gutter: float | None = None


def at_resolution(render: Render, dpi: int, own_resolution: bool) -> Image.Image:
    """The page in grey at ``dpi``; a picture of unknown scale is sized by the height of its letters."""
    picture = render(dpi)
    if picture.mode != "L":
        picture = picture.convert("L")
    picture = strengthened(picture)
    factor = _own_factor(picture) * dpi / _BASE_DPI if own_resolution else 1.0
    pixels = picture.width * picture.height
    factor = min(factor, (_MOST_PIXELS / max(1, pixels)) ** 0.5)
    if 0.8 < factor < 1.25 and pixels <= _MOST_PIXELS:
        return picture
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _own_factor(picture: Image.Image) -> float:
    height = text_height(picture)
    factor = _LETTER_HEIGHT / height if height else _PAGE_WIDTH / min(picture.size)
    return min(3.0, max(0.2, factor))


def turned(picture: Image.Image, turn: int) -> Image.Image:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    # PIL turns the other way round.
    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return picture.transpose(turns[turn]) if turn else picture


def levelled(picture: Image.Image, skew: float) -> Image.Image:
    """The picture, grey or in colours, turned so that lines slanting clockwise by so many degrees are level."""
    if not skew:
        return picture
    white = 255 if picture.mode == "L" else (255, 255, 255)
    return picture.rotate(skew, resample=Image.Resampling.BILINEAR, fillcolor=white)


def upright(picture: Image.Image, turn: int, dpi: int, photo: bool, small: SmallCopy | None = None) -> Upright:
    """The picture turned, cleaned where that is measured to be needed, and levelled.

    Args:
        picture: Grey.
        turn: Degrees clockwise.
        dpi: Its resolution.
        photo: True for pictures, which slant further than scans.
        small: Its small copy, if there is one already.
    """
    picture = turned(picture, turn)
    if small is None or turn:
        small = small_copy(picture)
    if uneven_light(small):
        picture = Image.fromarray(divide_light(np.asarray(picture, dtype=np.uint8), small.paper))
    if speckled(picture):
        picture = without_specks(picture)
    skew = skew_angle(small, _PHOTO_SKEW if photo else _SCAN_SKEW)
    if abs(skew) < _LEAST_SKEW:
        skew = 0.0
    else:
        picture = levelled(picture, skew)
        small = small_copy(picture)
    picture, boxes = tick_boxes(picture, dpi)
    between = gutter(small)
    return Upright(picture, turn, skew, dpi, between is not None or has_columns(small), boxes, small, between)


def uncleaned(picture: Image.Image, turn: int, dpi: int) -> Upright:
    """The picture turned and nothing else, for what cleaning may have spoilt."""
    picture = turned(picture, turn)
    return Upright(picture, turn, 0.0, dpi, False, (), small_copy(picture))
