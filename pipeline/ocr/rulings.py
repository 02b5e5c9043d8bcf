"""A table that is ruled between its rows only: the lines rubbed out for a second look.

Recognition takes the words of a row and a hairline below them for one thing when the line slants a little: words turn
into scraps. Where uprights close the cells, each is read by itself instead (``cells``).
"""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from pipeline.ocr.cells import ruled_cells
from pipeline.ocr.reading import DOUBT_BELOW
from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.runs import Mask, grown, opened

_DARKER, _EVERY = 30, 4  # grey levels below the paper; pixels between those looked at
_PIECE = 0.5  # inches: a slanting line is a staircase, each of its steps at least so long
_WIDE = 0.4  # of the page
_FEWEST_LINES, _FEWEST_DOUBTS = 4, 3
_BEYOND = 2  # pixels of grey on both sides of a line
_BROKEN = 12  # pixels to both sides over which a line that the copy broke still hangs together


def without_level_rulings(picture: Image.Image, words: Sequence[SeenWord], dpi: int) -> Image.Image | None:
    """The level picture of a page without its long level lines.

    Args:
        picture: Grey, upright and level.
        words: What the engine saw on it.
        dpi: Of the picture.

    Returns:
        None where the engine doubts hardly a word, where too few lines run across the page for a table, or where
        uprights close cells.
    """
    if sum(word.confidence < DOUBT_BELOW for word in words) < _FEWEST_DOUBTS:
        return None
    grey = np.asarray(picture.convert("L"), dtype=np.uint8)
    paper = float(np.median(grey[::_EVERY, ::_EVERY]))
    # Seen through three rows at once a line that slants a little stays whole.
    pieces = opened(grown(grey < paper - _DARKER, down=1, across=0), round(_PIECE * dpi), 1)
    lines = _wide_ones(pieces)
    if lines is None or ruled_cells(picture, dpi):
        return None
    rubbed = grey.copy()
    rubbed[grown(lines, down=_BEYOND, across=0)] = round(paper)
    return Image.fromarray(rubbed)


def _wide_ones(pieces: Mask) -> Mask | None:
    """The pieces of lines that run far across the page, or None where they are fewer than a table has."""
    from scipy import ndimage

    labels, _ = ndimage.label(grown(pieces, down=1, across=_BROKEN), structure=np.ones((3, 3)))
    wide = [
        number
        for number, (_, across) in enumerate(ndimage.find_objects(labels), start=1)
        if across.stop - across.start >= _WIDE * pieces.shape[1]
    ]
    return pieces & np.isin(labels, wide) if len(wide) >= _FEWEST_LINES else None
