"""Lines that a pen may have drawn on a PDF page: how often they turn, and which of them make one signature."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.place import Place, around

TURNS_OF_A_NAME = 6
"""A ring turns four times, a tick once, a wave under a word twice or three times."""
MOST_PIECES = 4
MOST_FILLED = 12
"""More filled outlines are letters, a map or a logo, no pen strokes."""

_STEP = 1.5  # points: a pen on glass trembles by less
_CLOSE = 12.0  # points between the strokes of one signature
_NAME_WIDE, _NAME_TALL = 24.0, 7.0  # points: a stroke that may be a signature by itself
_SAME_LINE = 0.35  # of the lower height: two signatures of one row, one above the other's line are two
_LIKE = 2.5  # times as tall: a stain or a drawing is no part of the signature it goes round


@dataclass(frozen=True, slots=True)
class PenStroke:
    """A line of a pen, or several that make one signature.

    Args:
        turns: How often it changes its direction, level and upright.
        pieces: How many lines it was drawn in.
    """

    place: Place
    turns: int = 0
    pieces: int = 1

    @property
    def wound(self) -> bool:
        """True when it turns as often as a written name does, and is no sentence of words joined up."""
        return self.turns >= TURNS_OF_A_NAME and self.pieces <= MOST_PIECES


def turns(parts: Sequence[Sequence[tuple[float, float]]]) -> int:
    """How often lines change direction, to left or right and up or down.

    Args:
        parts: Points of every stretch drawn without lifting the pen, in points; a curve counts by its corners.
    """
    return sum(_changes([point[axis] for point in part]) for part in parts for axis in (0, 1))


def _changes(along: Sequence[float]) -> int:
    count, way, at = 0, 0, along[0] if along else 0.0
    for here in along:
        if abs(here - at) < _STEP:
            continue
        now = 1 if here > at else -1
        count += way not in (0, now)
        way, at = now, here
    return count


def grouped(strokes: Sequence[PenStroke]) -> list[PenStroke]:
    """Strokes close to each other as one mark: a signature is drawn in several, and a row of signers is many."""
    groups: list[PenStroke] = []
    for stroke in strokes[:500]:
        near = [group for group in groups if _belong(group, stroke)]
        groups = [group for group in groups if group not in near]
        every = [stroke, *near]
        place = around([one.place for one in every])
        groups.append(PenStroke(place, sum(one.turns for one in every), sum(one.pieces for one in every)))
    return groups


def _belong(first: PenStroke, second: PenStroke) -> bool:
    a, b = first.place, second.place
    if not a.near(b, _CLOSE):
        return False
    if not (_like_name(a) and _like_name(b)):
        return True
    low, high = sorted((a.height, b.height))
    return abs(a.middle - b.middle) <= _SAME_LINE * low and high <= _LIKE * low


def _like_name(place: Place) -> bool:
    return place.width >= _NAME_WIDE and place.height >= _NAME_TALL
