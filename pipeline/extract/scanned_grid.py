"""Tables of a recognised page: long lines of its picture and the recognised words to rows of cell texts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.extract.grid import fill, find_grids
from pipeline.extract.place import Place
from pipeline.model import Table, Word
from pipeline.ocr.image import opened

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
    ink = _ink(np.asarray(picture, dtype=np.uint8))
    # Upright lines first: running text has none, while the feet of its letters cost much to tell from level ones.
    vertical = [Place(line.top, line.left, line.bottom, line.right) for line in _long_lines(ink.T, _WIDTH // 60)]
    horizontal = _long_lines(ink, _WIDTH // 22) if vertical else []
    if len(horizontal) < _LEAST_LINES:
        return ()
    height, width = ink.shape
    tables = []
    for grid in find_grids(horizontal, vertical, _TOLERANCE):
        table = fill(grid, ((_unruled(word.text), _pixels(word, width, height)) for word in words))
        if table is not None:
            tables.append(table)
    return tuple(tables)


def _ink(grey: NDArray[np.uint8]) -> Mask:
    """Darker than the paper around: a fixed threshold loses grey rulings and floods shadows."""
    from scipy import ndimage

    paper = ndimage.uniform_filter(_brightest(grey).astype(np.float32), size=31)
    return np.asarray(grey.astype(np.float32) < paper - 35)


def _brightest(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The brightest pixel of the nine by nine around each, by windows of 2, 4, 8 and 9: much faster than scipy's."""
    padded = np.pad(grey, 4, mode="symmetric")
    for step in (1, 2, 4, 1):
        padded = np.maximum(padded[:-step], padded[step:])
        padded = np.maximum(padded[:, :-step], padded[:, step:])
    return padded


def _long_lines(ink: Mask, length: int) -> list[Place]:
    """Level lines of at least that length, as thin places; small breaks are bridged."""
    from scipy import ndimage

    ink = np.ascontiguousarray(ink)
    # A line that slants a little is a staircase: seen through three rows at once it stays whole.
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    # Gaps that are too short to be kept among the gaps are closed; beyond the edges nothing is drawn.
    around = ((0, 0), (_LONGEST_GAP, _LONGEST_GAP))
    gaps = opened(np.pad(~thick, around, constant_values=True), _LONGEST_GAP, 1)
    kept = opened(~gaps[:, _LONGEST_GAP:-_LONGEST_GAP], length | 1, 1)
    labels, _ = ndimage.label(kept, structure=np.ones((3, 3)))
    sums = np.pad(ink, ((0, 0), (1, 0))).cumsum(axis=1, dtype=np.uint16)
    lines = []
    for rows, columns in ndimage.find_objects(labels):
        # A run through three rows is two pixels thicker; filled bars and letters in a row are no lines.
        if rows.stop - rows.start - 2 <= _THICK and _alone(sums, rows, columns):
            middle = (rows.start + rows.stop) / 2
            lines.append(Place(float(columns.start), middle, float(columns.stop), middle))
    return lines


def _alone(sums: NDArray[np.uint16], rows: slice, columns: slice) -> bool:
    """True when little is drawn right above and below: the feet of a line of letters make a line too.

    Args:
        sums: Ink left of every pixel in its row.
        rows, columns: The line.
    """
    height, left, right = sums.shape[0], columns.start, columns.stop
    above = (max(0, rows.start - _BESIDE), max(0, rows.start - 1))
    below = (min(height, rows.stop + 1), min(height, rows.stop + _BESIDE))
    for top, bottom in (above, below):
        ink = sum(int(sums[row, right]) - int(sums[row, left]) for row in range(top, bottom))
        if top < bottom and ink >= _MOST_INK * (bottom - top) * (right - left):
            return False
    return True


def _pixels(word: Word, width: int, height: int) -> Place:
    box = word.box
    return Place(box.left * width, box.top * height, box.right * width, box.bottom * height)


def _unruled(text: str) -> str:
    """The word without rulings read as letters, with the space that parts it from the next."""
    return f"{text.strip(_RULING_SIGNS)} "
