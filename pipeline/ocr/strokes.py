"""Lines of a pen on a recognised page: a view of its ink and its words to the places where somebody may have signed.

A signature hangs together where print and most handwriting fall into letters, is taller than the print, and turns many
times where a ring round a word, a tick, an underline, a stamp's frame or a stain turns a few times. Words cannot tell:
the engine reads a scribble as words, at times as sure ones.
"""

from collections.abc import Sequence
from statistics import median

import numpy as np
from PIL import Image

from pipeline.model import Box, Mark
from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.runs import Mask

MOST_STROKES = 30

_SURE_WORD, _READ = 60.0, 80.0
_FEWEST_SURE = 5
_USUAL_HEIGHT = 11.0  # pixels of the view, which has about 100 to the inch
_WIDE, _TALL = (3.2, 26.0), (1.6, 6.5)  # heights of the print
_DENSEST, _FULLEST, _MOST_PRINT = 0.4, 0.5, 0.3
_RUNS, _RUNS_OF_LINE, _LOOPS = 2.7, 3.0, 5.0
_SIDE = 250  # pixels of a pasted picture
_DARKER, _LEAST_INK, _MOST_INK, _PART_OF_WIDTH, _PART_OF_INK = 90, 0.01, 0.35, 0.3, 0.6
_BODY = (0.35, 0.65)
_RING = 1.7  # a ring crosses every column twice


def pen_strokes(ink: Mask, words: Sequence[SeenWord], scale: float) -> tuple[Mark, ...]:
    """Pieces of ink that hang together and wind as a signature does, from top to bottom.

    Args:
        ink: Where the view is dark, rulings and margins left out.
        words: With their places in pixels of the page.
        scale: Of the view against the page.
    """
    from scipy import ndimage

    sure = sorted(word.height for word in words if word.confidence >= _SURE_WORD)
    print_height = median(sure) * scale if len(sure) >= _FEWEST_SURE else _USUAL_HEIGHT
    labels, _ = ndimage.label(ink, structure=np.ones((3, 3), dtype=np.uint8))
    height, width = ink.shape
    found: list[Mark] = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), start=1):
        tall, wide = (rows.stop - rows.start) / print_height, (columns.stop - columns.start) / print_height
        if not (_WIDE[0] <= wide <= _WIDE[1] and _TALL[0] <= tall <= _TALL[1]):
            continue
        stroke = labels[rows, columns] == number
        if _goes_round(stroke, ink[rows, columns]) or not _winds(stroke):
            continue
        if _printed(rows, columns, words, scale) < _MOST_PRINT:
            box = Box(columns.start / width, rows.start / height, columns.stop / width, rows.stop / height)
            found.append(Mark(box, "stroke", round(float(stroke.mean()), 3), wound=True))
    return tuple(found[:MOST_STROKES])


def is_scribble(picture: Image.Image) -> bool:
    """Whether a small picture, in grey, holds little but a line that winds as a signature: somebody pasted theirs.

    A logo is filled or falls into letters, a photograph has no paper.
    """
    from scipy import ndimage

    factor = min(1.0, _SIDE / max(picture.size))
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    grey = np.asarray(picture.resize(size, Image.Resampling.BOX), dtype=np.int16)
    ink = grey < np.percentile(grey, 85) - _DARKER
    if not _LEAST_INK <= ink.mean() <= _MOST_INK:
        return False
    labels, _ = ndimage.label(ink, structure=np.ones((3, 3), dtype=np.uint8))
    wound = 0
    for number, place in enumerate(ndimage.find_objects(labels), start=1):
        stroke = labels[place] == number
        if stroke.shape[1] >= _PART_OF_WIDTH * size[0] and _winds(stroke):
            wound += int(stroke.sum())
    return wound >= _PART_OF_INK * int(ink.sum())


def _winds(stroke: Mask) -> bool:
    """Whether a line crosses its own rows again and again and is neither closed round something nor filled."""
    from scipy import ndimage

    if stroke.mean() > _DENSEST:
        return False
    across, down = _runs(stroke, 1), _runs(stroke, 0)
    if across < _RUNS or (across < _RUNS_OF_LINE and down > _RING):
        return False
    return across >= _LOOPS or bool(np.mean(ndimage.binary_fill_holes(stroke)) < _FULLEST)


def _goes_round(stroke: Mask, ink: Mask) -> bool:
    """Whether half-way down there is more of other ink than of the line's own: a ring round words, a crossing-out."""
    tall = stroke.shape[0]
    body = slice(round(_BODY[0] * tall), max(1, round(_BODY[1] * tall)))
    own, all_of_it = np.count_nonzero(stroke[body]), np.count_nonzero(ink[body])
    return bool(2 * own < all_of_it)


def _runs(stroke: Mask, axis: int) -> float:
    """How many pieces of the line a row (1) or a column (0) crosses, on average."""
    starts = np.diff(stroke.astype(np.int8), axis=axis, prepend=0) == 1
    return float(np.count_nonzero(starts) / stroke.shape[1 - axis])


def _printed(rows: slice, columns: slice, words: Sequence[SeenWord], scale: float) -> float:
    """Part of a place that words read for sure take up: what goes round them or is made of them is no signature."""
    taken = 0.0
    for word in words:
        x, y = (word.left + word.right) / 2 * scale, (word.top + word.bottom) / 2 * scale
        inside = rows.start <= y <= rows.stop and columns.start <= x <= columns.stop
        if inside and word.confidence >= _READ and len(word.text) > 2:
            taken += (word.right - word.left) * word.height * scale * scale
    return taken / float((rows.stop - rows.start) * (columns.stop - columns.start))
