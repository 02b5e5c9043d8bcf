"""Tick boxes of a form: upright picture to a picture without them, and the boxes as characters among the words.

Tesseract reads a box before "OK" as "O", "D" or "[". The boxes are found by their four straight sides, taken out of the
picture before the pass and put back among the words as U+2610 or, with something in them, U+2611. (Ruled lines are left
in: taken out, they cost as many words as they gained.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.ocr.image import Grey
from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.runs import Mask, grown, opened

EMPTY_BOX, TICKED_BOX = "☐", "☑"
BOX_CONFIDENCE = 90.0

_INK_BELOW = 185
_SMALLEST, _LARGEST = 0.075, 0.3  # inches
_LETTER_GAP = 0.35  # of the height
_FILLED = 0.06  # of the inside of a box
_COARSE = 4  # pixels


@dataclass(frozen=True, slots=True)
class TickBox:
    """A square drawn to be ticked, in pixels."""

    left: int
    top: int
    right: int
    bottom: int
    ticked: bool


def tick_boxes(picture: Image.Image, dpi: int) -> tuple[Image.Image, tuple[TickBox, ...]]:
    """The picture without its tick boxes and what was in them, and the boxes from top to bottom."""
    from scipy import ndimage

    grey = np.asarray(picture, dtype=np.uint8)
    ink = grey < _INK_BELOW
    low, high = round(_SMALLEST * dpi), round(_LARGEST * dpi)
    found: list[TickBox] = []
    cleared: Grey | None = None
    for top, left, sides in _sides(ink, low, high):
        labels, _ = ndimage.label(sides, structure=np.ones((3, 3)))
        for place in ndimage.find_objects(labels):
            if not all(low <= part.stop - part.start <= 1.25 * high for part in place):
                continue
            level, upright = _trimmed(sides[place], place)
            rows = slice(level.start + top, level.stop + top)
            columns = slice(upright.start + left, upright.stop + left)
            tall, wide = rows.stop - rows.start, columns.stop - columns.start
            if not (low <= tall <= high and low <= wide <= high and 0.8 <= tall / wide <= 1.25):
                continue
            inside = _inside(ink[rows, columns])
            if inside is None or not _alone(ink, rows, columns) or _in_a_word(ink, rows, columns):
                continue
            cleared = grey.copy() if cleared is None else cleared
            _clear(cleared, ink, rows, columns)
            found.append(TickBox(columns.start, rows.start, columns.stop, rows.stop, inside > _FILLED))
    return (picture if cleared is None else Image.fromarray(cleared)), tuple(found)


def _sides(ink: Mask, low: int, high: int) -> Iterator[tuple[int, int, Mask]]:
    """Parts of the page with straight runs as long as the side of a box, each with its first row and column.

    Only parts with corners as those of a box: finding what hangs together costs more than all the rest.
    """
    level, upright = _runs(ink, low, high, 1), _runs(ink, low, high, 0)
    corners = _corners(level, upright, low, high)
    reach = high + high // 2
    for top, bottom in _bands(np.flatnonzero(corners.any(axis=1)), reach, ink.shape[0]):
        columns = np.flatnonzero(corners[top // _COARSE : bottom // _COARSE + 1].any(axis=0))
        for left, right in _bands(columns, reach, ink.shape[1]):
            yield top, left, level[top:bottom, left:right] | upright[top:bottom, left:right]


def _corners(level: Mask, upright: Mask, low: int, high: int) -> Mask:
    """Where a level run ends and an upright one does, and so again beside and above or below: a pixel for four by four.

    A box has four such corners, of which one may be lost; a T has none, an L one, a D two.
    """
    corners = grown(_ends(level, 1)) & _ends(upright, level.shape[1])
    near, far = max(1, low // _COARSE - 1), high // _COARSE + 1
    return corners & _mated(corners, near, far) & _mated(corners.T.copy(), near, far).T


def _mated(corners: Mask, near: int, far: int) -> Mask:
    """Places with a corner so far to their left or right, a row higher or lower counting as the same."""
    around, mated = grown(corners, across=0), np.zeros_like(corners)
    for step in range(near, min(far, corners.shape[1] - 1) + 1):
        mated[:, step:] |= around[:, :-step]
        mated[:, :-step] |= around[:, step:]
    return mated


def _ends(runs: Mask, step: int) -> Mask:
    """Where runs along a step of so many pixels begin and end, on a grid of four by four pixels."""
    height, width = runs.shape
    flat, coarse = runs.ravel(), np.zeros((height // _COARSE + 1, width // _COARSE + 1), dtype=np.bool_)
    rows, columns = np.divmod(np.flatnonzero(flat[step:] != flat[:-step]), width)
    coarse[rows // _COARSE, columns // _COARSE] = True
    return coarse


def _runs(ink: Mask, low: int, high: int, axis: int) -> Mask:
    """Pixels in runs along the axis of at least ``low`` and less than ``high``."""
    long = opened(ink, low, axis)
    return long & ~opened(long, high, axis) if long.any() else long


def _bands(coarse: NDArray[np.intp], reach: int, size: int) -> Iterator[tuple[int, int]]:
    """Stretches of the page that lie within reach of rows or columns of the coarse grid."""
    places = coarse * _COARSE
    for group in np.split(places, np.flatnonzero(np.diff(places) > 2 * reach + _COARSE) + 1) if places.size else ():
        yield max(0, int(group[0]) - reach), min(size, int(group[-1]) + _COARSE + reach)


def _trimmed(sides: Mask, place: tuple[slice, slice]) -> tuple[slice, slice]:
    """The place without what a stroke crossing a corner adds to it: from the first to the last straight side."""
    trimmed = []
    for axis, part in enumerate(place):
        straight = np.flatnonzero(sides.mean(axis=1 - axis) >= 0.6)
        if not straight.size:
            return place
        trimmed.append(slice(part.start + int(straight[0]), part.start + int(straight[-1]) + 1))
    return trimmed[0], trimmed[1]


def _inside(square: Mask) -> float | None:
    """How much of the inside is inked; None when this is no box with four straight sides and sharp corners."""
    side = min(square.shape)
    edge, corner = max(2, side // 9), max(2, side // 8)
    sides = (square[:edge].any(0), square[-edge:].any(0), square[:, :edge].any(1), square[:, -edge:].any(1))
    left, right = square[:, :corner], square[:, -corner:]
    corners = (left[:corner], left[-corner:], right[:corner], right[-corner:])
    if min(line.mean() for line in sides) < 0.9 or min(part.mean() for part in corners) < 0.4:
        return None
    # A stem of a printed H is thicker than the border of a box.
    upright = square.mean(axis=0) >= 0.8
    if min(_leading(upright), _leading(upright[::-1])) > max(3.0, 0.2 * side):
        return None
    # Just inside the border a box is empty but for a tick; a filled square is a bullet.
    if square[edge + 1 : -edge - 1, edge + 1 : -edge - 1].mean() > 0.6:
        return None
    # The bar of an H goes right across, which no tick does.
    if (square[round(0.3 * side) : round(0.7 * side), edge + 1 : -edge - 1].mean(axis=1) >= 0.95).any():
        return None
    inset = max(edge + 1, round(0.22 * side))
    return float(square[inset:-inset, inset:-inset].mean())


def _leading(flags: Mask) -> int:
    """How many flags are up before the first that is not."""
    return int(np.argmin(flags)) if not flags.all() else flags.size


def _alone(ink: Mask, rows: slice, columns: slice) -> bool:
    """True when the sides are the outermost ink, a tick's way out apart; an O bulges beyond its straight parts."""
    top, bottom, left, right = rows.start - 2, rows.stop + 1, columns.start - 2, columns.stop + 1
    if min(top, left) < 0 or bottom >= ink.shape[0] or right >= ink.shape[1]:
        return False
    outside = (ink[top, columns], ink[bottom, columns], ink[rows, left], ink[rows, right])
    return bool(sum(line.mean() > 0.3 for line in outside) <= 1)


def _in_a_word(ink: Mask, rows: slice, columns: slice) -> bool:
    """True when a letter of exactly this height stands close beside it: a bold D or O among capitals."""
    tall = rows.stop - rows.start
    reach, slack = max(2, round(_LETTER_GAP * tall)), max(1, round(0.06 * tall))
    top = max(0, rows.start - tall // 2)
    for beside, border in (
        (slice(max(0, columns.start - reach), columns.start), columns.start - 1),
        (slice(columns.stop, columns.stop + reach), columns.stop),
    ):
        if ink[top : rows.stop, border].any():
            continue  # a tick's way out
        inked = np.flatnonzero(ink[top : rows.stop + tall // 2, beside].any(axis=1))
        if inked.size and abs(inked[0] + top - rows.start) <= slack and abs(inked[-1] + 1 + top - rows.stop) <= slack:
            return True
    return False


def _clear(grey: Grey, ink: Mask, rows: slice, columns: slice) -> None:
    """Whiten the box, and strokes of the tick that leave it."""
    from scipy import ndimage

    reach = (rows.stop - rows.start) // 2
    top, left = max(0, rows.start - reach), max(0, columns.start - reach)
    around = (slice(top, rows.stop + reach), slice(left, columns.stop + reach))
    labels, count = ndimage.label(ink[around], structure=np.ones((3, 3)))
    box = labels[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    touched = np.bincount(box.ravel(), minlength=count + 1) > 0
    touched[0] = False
    stroke = touched[labels]
    grey[around][grown(stroke)] = 255


def with_boxes(words: Sequence[SeenWord], boxes: Sequence[TickBox]) -> tuple[SeenWord, ...]:
    """The words with the boxes at their places in the lines; a box beside no line stands on a line of its own."""
    lines: dict[tuple[int, int, int], list[SeenWord]] = {}
    for word in words:
        lines.setdefault((word.block, word.paragraph, word.line), []).append(word)
    alone = max((word.block for word in words), default=0)
    for box in boxes:
        sign = TICKED_BOX if box.ticked else EMPTY_BOX
        seen = SeenWord(sign, BOX_CONFIDENCE, box.left, box.top, box.right, box.bottom)
        key = _line_of(box, lines)
        if key is None:
            alone += 1
            lines[(alone, 0, 0)] = [replace(seen, block=alone)]
            continue
        line = lines[key]
        after = next((at for at, word in enumerate(line) if word.left >= box.left), len(line))
        line.insert(after, replace(seen, block=key[0], paragraph=key[1], line=key[2]))
    return tuple(word for line in lines.values() for word in line)


def _line_of(box: TickBox, lines: dict[tuple[int, int, int], list[SeenWord]]) -> tuple[int, int, int] | None:
    """The line at the height of the box whose next word is nearest."""
    middle, side = (box.top + box.bottom) / 2, box.bottom - box.top
    best, nearest = None, 4.0 * side
    for key, words in lines.items():
        for word in words:
            if word.top - 0.3 * side <= middle <= word.bottom + 0.3 * side:
                gap = max(word.left - box.right, box.left - word.right, 0)
                if gap < nearest:
                    best, nearest = key, gap
    return best
