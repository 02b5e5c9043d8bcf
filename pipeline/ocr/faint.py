"""Pictures of poor copies to better ones: faint print made dark before anything is judged, backgrounds taken away.

The first is for every page, for faint print is taken for an empty sheet otherwise, and changes only pages on which all
print is faint. The second rubs out light grey print too: it is for a second look at what was read with doubt.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.ocr.image import divide_light, paper_light
from pipeline.ocr.runs import Mask

_VIEW_WIDTH = 1200
_EVERY, _MANY_STROKES = 8, 6  # rows; ends of strokes a row
_NOISE = 5.0  # times the grain of the paper: what is darker is drawn
_LEAST_STEP, _DARK, _MOST_DARK = 11.0, 95.0, 0.08  # grey levels of 255; part of what is drawn
_WANTED = 170.0
_LETTER = (5, 48)  # pixels of the view
_LEAST_LETTERS = 12
_MOST_DRAWN = 0.2  # of the page; more is a picture, or a desk

_SOFT = 1.0
_BLACK, _WHITE = 1.0, 0.6  # the percentile that is ink, and from where between ink and paper all is paper
_SWOLLEN = 5.5  # pixels at 200 dots an inch: strokes of a copy of copies


def strengthened(picture: Image.Image) -> Image.Image:
    """A grey picture with its print made dark where all of it is faint; every other picture as it is."""
    from scipy import ndimage

    if _plain_print(picture):
        return picture
    scale = min(1.0, _VIEW_WIDTH / picture.width)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    grey = np.asarray(picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0), dtype=np.uint8)
    if min(grey.shape) < 50:
        return picture
    paper = paper_light(grey)
    depth = 255.0 - divide_light(grey, paper)
    level = float(np.median(depth))
    drawn = depth - level > max(_LEAST_STEP, _NOISE * _grain(depth))
    share = float(drawn.mean())
    if not 0 < share < _MOST_DRAWN or float((depth[drawn] - level > _DARK).mean()) > _MOST_DARK:
        return picture
    if _letters(drawn) < _LEAST_LETTERS:
        return picture
    ink = float(np.percentile(depth[ndimage.binary_dilation(drawn)] - level, 90))
    soft = picture.filter(ImageFilter.GaussianBlur(_SOFT)) if _NOISE * _grain(depth) > 0.3 * ink else picture
    full = 255.0 - divide_light(np.asarray(soft, dtype=np.uint8), paper)
    return Image.fromarray(np.clip(255.0 - (full - level) * (_WANTED / ink), 0, 255).astype(np.uint8))


def _plain_print(picture: Image.Image) -> bool:
    """True where every few rows are full of dark strokes: a quick look that settles nearly every page."""
    rows = np.asarray(picture, dtype=np.uint8)[::_EVERY]
    dark = rows < 0.6 * float(np.percentile(rows[::4, ::4], 85))
    return int((dark[:, 1:] != dark[:, :-1]).sum()) > _MANY_STROKES * len(rows)


def _grain(depth: NDArray[np.floating[Any]]) -> float:
    """How far neighbouring pixels of the paper differ by chance, as a standard deviation."""
    return 1.05 * float(np.median(np.abs(np.diff(depth, axis=1))))


def _letters(drawn: Mask) -> int:
    """How many spots have the size and the shape of letters, the outermost margin left out."""
    from scipy import ndimage

    low, high = _LETTER
    margin = drawn.shape[1] // 40
    labels, _ = ndimage.label(drawn[margin:-margin, margin:-margin])
    places = ((rows.stop - rows.start, columns.stop - columns.start) for rows, columns in ndimage.find_objects(labels))
    return sum(low <= tall <= high and tall / 8 <= wide <= 3 * tall for tall, wide in places)


def hardened(picture: Image.Image, dpi: int) -> Image.Image:
    """A grey page without its background: patterns, the other side of the sheet, specks, the tint of the paper."""
    soft = picture.filter(ImageFilter.GaussianBlur(_SOFT * dpi / 200))
    grey = np.asarray(soft, dtype=np.uint8)
    flat = divide_light(grey, paper_light(grey)).astype(np.float32)
    ink = float(np.percentile(flat[::3, ::3], _BLACK))
    white = ink + _WHITE * (255.0 - ink)
    hard = Image.fromarray(np.clip((flat - ink) * (255.0 / max(1.0, white - ink)), 0, 255).astype(np.uint8))
    return hard.filter(ImageFilter.MaxFilter(3)) if _swollen(hard, dpi) else hard


def _swollen(picture: Image.Image, dpi: int) -> bool:
    """True for strokes so thick that the insides of letters close: the median dark run along the rows is long."""
    ink = np.asarray(picture, dtype=np.uint8)[::_EVERY] < 128
    edges = np.flatnonzero(np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8).ravel()))
    runs = edges[1::2] - edges[: edges.size // 2 * 2 : 2]
    return runs.size > 0 and float(np.median(runs)) > _SWOLLEN * dpi / 200
