"""Tables of a recognised page: long lines of its picture and the recognised words to rows of cell texts."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.extract.grid import fill, find_grids
from pipeline.extract.place import Place
from pipeline.model import Table, Word
from pipeline.ocr.runs import Mask, grown, opened

_WIDTH = 1100  # pixels the picture is looked at: a hairline of a scan is one pixel wide there
_LEAST_LINES = 3  # two rows
_LONGEST_GAP = 4
_THICK, _THIN = 7, 2
_UNEVEN = 1.5  # pixels by which the thickness of most of a line may differ
_BESIDE, _MOST_INK = 4, 0.25
_TOLERANCE = 5.0
_EVERY, _AROUND = 4, 4  # every so many pixels the paper is looked at, and over so many looks to each side
_DARKER = 35  # grey levels
# Rulings read as letters at the edges of a cell.
_RULING_SIGNS = "|[]_—–=¦"


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
    vertical = _long_lines(ink, _WIDTH // 60, 0)
    horizontal = _long_lines(ink, _WIDTH // 22, 1) if vertical else []
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
    bright = Image.fromarray(_brightest(grey)[::_EVERY, ::_EVERY].copy()).filter(ImageFilter.BoxBlur(_AROUND))
    paper = np.asarray(bright.resize(grey.shape[::-1], Image.Resampling.BILINEAR), dtype=np.uint8)
    return grey < np.maximum(paper, _DARKER) - _DARKER


def _brightest(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The brightest pixel of the nine by nine around each, by windows of 2, 4, 8 and 9: much faster than scipy's."""
    padded = np.pad(grey, 4, mode="symmetric")
    for step in (1, 2, 4, 1):
        padded = np.maximum(padded[:-step], padded[step:])
        padded = np.maximum(padded[:, :-step], padded[:, step:])
    return padded


def _long_lines(ink: Mask, length: int, axis: int) -> list[Place]:
    """Lines of at least that length along an axis (0 upright, 1 level), as thin places; small breaks are bridged."""
    # A line that slants a little is a staircase: seen through three rows at once it stays whole.
    thick = grown(ink, down=axis, across=1 - axis)
    # Gaps that are too short to be kept among the gaps are closed; beyond the edges nothing is drawn.
    around, inner = [(0, 0), (0, 0)], [slice(None), slice(None)]
    around[axis], inner[axis] = (_LONGEST_GAP, _LONGEST_GAP), slice(_LONGEST_GAP, -_LONGEST_GAP)
    gaps = opened(np.pad(~thick, around, constant_values=True), _LONGEST_GAP, axis)
    kept = opened(~gaps[tuple(inner)], length | 1, axis)
    # Seen as level lines from here on.
    ink, kept = (ink, kept) if axis else (ink.T, kept.T)
    lines = []
    for rows, columns in _pieces(kept):
        # A run through three rows is two pixels thicker; filled bars and letters in a row are no lines.
        # Upright lines of a slanting copy are pieces of staircases, which are not even.
        thick = rows.stop - rows.start - 2
        even = not axis or thick <= _THIN or _even(ink[rows, columns])
        if thick <= _THICK and even and _alone(ink, rows, columns):
            at, start, stop = (rows.start + rows.stop) / 2, float(columns.start), float(columns.stop)
            lines.append(Place(start, at, stop, at) if axis else Place(at, start, at, stop))
    return lines


def _pieces(mask: Mask) -> Iterator[tuple[slice, slice]]:
    """Rows and columns of what hangs together, from the top down; empty stretches of the page are passed over."""
    from scipy import ndimage

    rows = np.flatnonzero(mask.any(axis=1))
    for group in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if rows.size else ():
        top = int(group[0])
        labels, _ = ndimage.label(mask[top : int(group[-1]) + 1], structure=np.ones((3, 3)))
        for down, across in ndimage.find_objects(labels):
            yield slice(top + down.start, top + down.stop), across


def _alone(ink: Mask, rows: slice, columns: slice) -> bool:
    """True when little is drawn right above and below a line: the feet of a line of letters make a line too."""
    above = ink[max(0, rows.start - _BESIDE) : max(0, rows.start - 1), columns]
    below = ink[rows.stop + 1 : rows.stop + _BESIDE, columns]
    return all(side.size == 0 or np.count_nonzero(side) < _MOST_INK * side.size for side in (above, below))


def _even(line: Mask) -> bool:
    """True when the line is about as thick all along; small print whose letters touch is not."""
    low, high = np.percentile(np.count_nonzero(line, axis=0), (20, 80))
    return bool(high - low <= _UNEVEN)


def _pixels(word: Word, width: int, height: int) -> Place:
    box = word.box
    return Place(box.left * width, box.top * height, box.right * width, box.bottom * height)


def _unruled(text: str) -> str:
    """The word without rulings read as letters, with the space that parts it from the next."""
    return f"{text.strip(_RULING_SIGNS)} "
