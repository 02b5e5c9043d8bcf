"""Two pages copied side by side on one sheet: where the gutter between them is, and whether they are two pages at all.

A wide form or table has a gap in its middle too; but rulings cross it, or its two sides stand on the same lines with a
few words each. Two pages are left and right of an empty strip, and their lines pay no heed to each other or run on.
"""

from collections.abc import Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.image import SMALL_WIDTH, SmallCopy
from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.runs import grown, opened

_LANDSCAPE = 1.2
_MIDDLE = (0.43, 0.57)
_NARROWEST = 0.035  # of the sheet's width: the inner margins of both pages
_LEAST_SIDE = 0.22
_LEAST_LINES, _RUNNING_WORDS = 5, 5
_SAME_LINE, _MOST_ALIKE = 0.3, 0.6  # of a line's height; of the lines of the shorter side


def gutter(small: SmallCopy) -> float | None:
    """Where an empty strip parts a landscape sheet in two, as a fraction of its width; None where none does."""
    tall, wide = small.ink.shape
    if wide < _LANDSCAPE * tall:
        return None
    # The fold, or the edge of the glass, is an upright line in the strip.
    ink = small.ink & ~grown(opened(small.ink, SMALL_WIDTH // 4, 0), down=0, across=2)
    drawn = ink.sum(axis=0) > 1
    sides = (drawn[: round(_MIDDLE[0] * wide)], drawn[round(_MIDDLE[1] * wide) :])
    if any(_extent(side) < _LEAST_SIDE * wide for side in sides):
        return None
    edges = np.flatnonzero(np.diff(np.concatenate([[False], ~drawn, [False]]).astype(np.int8)))
    strips = [
        (stop - start, (start + stop) / 2 / wide)
        for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        if stop - start >= _NARROWEST * wide and _MIDDLE[0] < (start + stop) / 2 / wide < _MIDDLE[1]
    ]
    return max(strips)[1] if strips else None


def _extent(drawn: NDArray[np.bool_]) -> int:
    """How far it is from the first to the last that is drawn."""
    places = np.flatnonzero(drawn)
    return int(places[-1] - places[0]) if places.size else 0


def halves(words: Sequence[SeenWord], place: float) -> tuple[list[SeenWord], list[SeenWord]] | None:
    """The words of the left and of the right page; None where the two sides belong together.

    Args:
        words: In the engine's order.
        place: The gutter, in pixels from the left.
    """
    left = [word for word in words if word.left + word.right < 2 * place]
    right = [word for word in words if word.left + word.right >= 2 * place]
    lines = [_lines(side) for side in (left, right)]
    if min(map(len, lines)) < _LEAST_LINES:
        return None
    if min(median(len(line) for line in side) for side in lines) >= _RUNNING_WORDS:
        return left, right
    return (left, right) if _alike(*sorted(lines, key=len)) <= _MOST_ALIKE else None


def _lines(words: Sequence[SeenWord]) -> list[list[SeenWord]]:
    found: dict[tuple[int, int, int], list[SeenWord]] = {}
    for word in words:
        found.setdefault((word.block, word.paragraph, word.line), []).append(word)
    return list(found.values())


def _alike(fewer: list[list[SeenWord]], more: list[list[SeenWord]]) -> float:
    """Part of the lines of one side that stand at the height of a line of the other."""
    heights = [median(word.height for word in line) for line in fewer]
    middles = [median((word.top + word.bottom) / 2 for word in line) for line in fewer]
    others = [median((word.top + word.bottom) / 2 for word in line) for line in more]
    alike = sum(
        min(abs(middle - other) for other in others) <= _SAME_LINE * height
        for middle, height in zip(middles, heights, strict=True)
    )
    return alike / len(fewer)
