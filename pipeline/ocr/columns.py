"""Does running text stand in columns? Small copy of an upright page to yes or no, which chooses the engine's page mode.

Read as one column, Tesseract keeps list numbers, table rows and form entries on their lines, but mixes the columns of a
newsletter; read as a whole page, it keeps those columns and tears lists and tables apart. Body text decides.
"""

import numpy as np

from pipeline.ocr.image import SMALL_WIDTH, SmallCopy
from pipeline.ocr.runs import Mask, grown, long_lines, opened

_BAND = 60  # rows of the small copy: five or six lines of print
_GUTTER = 8  # columns: a tenth of an inch; the blank between words takes four
_REACH = 3  # rows over which the tops and bottoms of letters are joined to their line
_LEAST_SIDE = 0.2  # of the page's width
_FULL = 0.65  # of a column's width is covered by print where text runs on; cells of a table cover less
_LEAST_BANDS, _LEAST_SHARE = 3, 0.1  # of 125 real and typed pages: columns 4 to 12 bands, others 0 to 2


def has_columns(small: SmallCopy) -> bool:
    """True when a good part of the page is running text in two or more columns."""
    text = small.ink & ~long_lines(small.ink, SMALL_WIDTH // 12)
    bands = [text[top : top + _BAND] for top in range(0, text.shape[0] - _BAND // 2, _BAND // 2)]
    printed = [band for band in bands if band.any(axis=1).sum() > _BAND // 3]
    parted = sum(_parted(band) for band in printed)
    return parted >= _LEAST_BANDS and parted >= _LEAST_SHARE * len(printed)


def _parted(band: Mask) -> bool:
    """True when an empty strip near the middle parts two sides full of print."""
    joined = grown(band, down=_REACH, across=0)
    joined = joined[joined.any(axis=1)]
    print_ = ~opened(~joined, _GUTTER, 1)
    width = band.shape[1]
    empty = print_.mean(axis=0) < 0.04
    edges = np.flatnonzero(np.diff(np.concatenate([[False], empty, [False]]).astype(np.int8)))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        middle = (start + stop) / 2 / width
        if stop - start >= _GUTTER and 0.25 < middle < 0.75 and _full(print_[:, :start]) and _full(print_[:, stop:]):
            return True
    return False


def _full(side: Mask) -> bool:
    """True for a side as wide as a column whose lines are filled from edge to edge."""
    used = np.flatnonzero(side.mean(axis=0) >= 0.04)
    if used.size < _LEAST_SIDE * SMALL_WIDTH:
        return False
    body = side[:, used[0] : used[-1] + 1]
    rows = body.any(axis=1)
    return bool(rows.mean() > 0.6 and body[rows].mean() >= _FULL)
