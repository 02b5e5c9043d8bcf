"""Tables of a recognised page: long lines of its picture and the recognised words to rows of cell texts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.extract.grid import fill, find_grids
from pipeline.extract.place import Place
from pipeline.model import Table, Word

_WIDTH = 1100  # pixels the picture is looked at: a hairline of a scan is one pixel wide there
_LEAST_LINES = 3  # two rows
_LONGEST_GAP = 4
_THICK = 7
_BESIDE, _MOST_INK = 4, 0.25
_TOLERANCE = 5.0
# Rulings read as letters at the edges of a cell.
_RULING_SIGNS = "|[]_—–=¦"

Mask = NDArray[np.bool_]


def scanned_tables(picture: Image.Image, words: Sequence[Word]) -> tuple[Table, ...]:
    """The ruled tables of a recognised page, from the top down.

    Args:
        picture: The upright, level page as it was recognised.
        words: As recognised.
    """
    if not words:
        return ()
    picture = picture.convert("L")
    picture = picture.resize((_WIDTH, max(1, round(picture.height * _WIDTH / picture.width))), Image.Resampling.BOX)
    ink = _ink(np.asarray(picture, dtype=np.float32))
    horizontal = _long_lines(ink, _WIDTH // 22)
    if len(horizontal) < _LEAST_LINES:
        return ()
    vertical = [Place(line.top, line.left, line.bottom, line.right) for line in _long_lines(ink.T, _WIDTH // 60)]
    height, width = ink.shape
    tables = []
    for grid in find_grids(horizontal, vertical, _TOLERANCE):
        table = fill(grid, ((_unruled(word.text), _pixels(word, width, height)) for word in words))
        if table is not None:
            tables.append(table)
    return tuple(tables)


def _ink(grey: NDArray[np.float32]) -> Mask:
    """Darker than the paper around: a fixed threshold loses grey rulings and floods shadows."""
    from scipy import ndimage

    paper = ndimage.uniform_filter(ndimage.maximum_filter(grey, size=9), size=31)
    return np.asarray(grey < paper - 35)


def _long_lines(ink: Mask, length: int) -> list[Place]:
    """Level lines of at least that length, as thin places; small breaks are bridged."""
    from scipy import ndimage

    # A line that slants a little is a staircase: seen through three rows at once it stays whole.
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    bridged = ndimage.binary_closing(np.pad(thick, ((0, 0), (8, 8))), structure=np.ones((1, _LONGEST_GAP)))[:, 8:-8]
    # Opening by a line, as running minimum and maximum: many times faster than the general morphology.
    size = length | 1
    eroded = ndimage.minimum_filter1d(bridged.view(np.uint8), size, axis=1, mode="constant")
    kept = ndimage.maximum_filter1d(eroded, size, axis=1, mode="constant")
    labels, _ = ndimage.label(kept, structure=np.ones((3, 3)))
    lines = []
    for place in ndimage.find_objects(labels):
        rows, columns = place
        # A run through three rows is two pixels thicker; filled bars and letters in a row are no lines.
        if rows.stop - rows.start - 2 <= _THICK and _alone(ink, rows, columns):
            middle = (rows.start + rows.stop) / 2
            lines.append(Place(float(columns.start), middle, float(columns.stop), middle))
    return lines


def _alone(ink: Mask, rows: slice, columns: slice) -> bool:
    """True when little is drawn right above and below: the feet of a line of letters make a line too."""
    above = ink[max(0, rows.start - _BESIDE) : max(0, rows.start - 1), columns]
    below = ink[rows.stop + 1 : rows.stop + _BESIDE, columns]
    return all(part.size == 0 or float(part.mean()) < _MOST_INK for part in (above, below))


def _pixels(word: Word, width: int, height: int) -> Place:
    box = word.box
    return Place(box.left * width, box.top * height, box.right * width, box.bottom * height)


def _unruled(text: str) -> str:
    """The word without rulings read as letters, with the space that parts it from the next."""
    return f"{text.strip(_RULING_SIGNS)} "
