"""Photograph to the four corners of the sheet in it, or None: the straight edges at which something brighter begins.

Every edge point votes for the line it lies on, the brighter side told apart from the darker. A sheet is four such
lines, all brighter inwards, that are edges nearly all along. Anything less sure is no sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float64]
Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Top left, top right, bottom right, bottom left, in pixels."""

_VIEW, _FINE_VIEW = 480, 1600  # pixels of the longer side: to find the edges, to place them
_LETTER = 9  # pixels of the view: strokes of print are thinner and vanish
_LEAST_STEP = 5.0  # grey levels a pixel at an edge
_MOST_EDGES = 12_000
_DEGREES, _SWAY = 360, 5  # directions of lines; how far the slope at a point may be off its line's
_MOST_LINES, _MOST_A_SIDE = 28, 6
_TURNS = ((55, 125), (150, 210), (235, 305))  # degrees clockwise from the left side to the top, the right, the foot
_APART = (5, 5.0)  # degrees and pixels between two lines
_NEAR, _BESIDE = 20.0, 1.6  # degrees and pixels off a line at which an edge point still supports it
_OUTSIDE = 0.07  # of the picture a corner may lie beyond its border
_LEAST_AREA, _LEAST_SIDE = 0.15, 0.8
_WEAKEST = 0.6
_REACH = 5.0  # pixels of the view within which an edge is placed anew


@dataclass(frozen=True, slots=True)
class _Line:
    """x cos + y sin = offset; the brighter side is where the left hand is larger.

    Args:
        angle: Degrees, 0 to 360.
        support: How much of the line is edge up to each pixel along it, counted from ``-reach``.
    """

    angle: float
    offset: float
    support: Floats

    @property
    def normal(self) -> Floats:
        """Unit vector to the brighter side."""
        return np.array([np.cos(np.radians(self.angle)), np.sin(np.radians(self.angle))])

    def supported(self, start: Floats, stop: Floats) -> float:
        """Part of the stretch between two points on the line that is edge."""
        normal = self.normal
        along = np.array([-normal[1], normal[0]])
        reach = (self.support.size - 1) // 2
        low, high = sorted(int(np.clip(round(float(point @ along)) + reach, 0, 2 * reach)) for point in (start, stop))
        return float(self.support[high] - self.support[low]) / max(1, high - low)


def find_sheet(picture: Image.Image) -> Corners | None:
    """The corners of the sheet in a picture, None where there is no doubt-free one."""
    scale = min(1.0, _VIEW / max(picture.size))
    value = _brightness(picture, scale)
    lines = _lines(value)
    middle = np.array([value.shape[1], value.shape[0]]) / 2
    best, most = None, 0.0
    for sides in _quadruples(lines):
        corners = _corners(sides)
        if corners is None or not _brighter_inside(sides, corners) or not _plausible(corners, 2 * middle):
            continue
        score = _score(sides, corners)
        if score > most:
            best, most = corners, score
    if best is None:
        return None
    rough = (best + middle) / scale
    placed = _placed(picture, rough, _REACH / scale)
    if placed is None or float(np.abs(placed - rough).max()) > 3 * _REACH / scale:
        return None
    return _ordered(placed)


def _brightness(picture: Image.Image, scale: float) -> Floats:
    """The darkest of the colours at a small scale: paper is bright in all of them, wood and cloth are not."""
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = np.asarray(picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0), dtype=np.float64)
    return small if small.ndim == 2 else small.min(axis=2)


def _lines(value: Floats) -> list[_Line]:
    """The straight edges, those with most edge points first; places count from the middle of the view."""
    from scipy import ndimage

    plain = ndimage.gaussian_filter(ndimage.grey_closing(value, size=(_LETTER, _LETTER)), 1.0)
    across, down = ndimage.sobel(plain, axis=1) / 8, ndimage.sobel(plain, axis=0) / 8
    steep = np.hypot(across, down)
    steep[:2], steep[-2:], steep[:, :2], steep[:, -2:] = 0.0, 0.0, 0.0, 0.0
    ridge = (steep > _LEAST_STEP) & (steep >= 0.999 * ndimage.maximum_filter(steep, size=3))
    ridge |= (steep > 2 * _LEAST_STEP) & (steep > 0.8 * ndimage.maximum_filter(steep, size=5))
    rows, columns = np.nonzero(ridge)
    if rows.size > _MOST_EDGES:
        best = np.argsort(steep[rows, columns])[-_MOST_EDGES:]
        rows, columns = rows[best], columns[best]
    angle = np.degrees(np.arctan2(down[rows, columns], across[rows, columns])) % 360
    points = np.stack([columns - value.shape[1] / 2, rows - value.shape[0] / 2], axis=1)
    weight = np.minimum(steep[rows, columns], 6 * _LEAST_STEP)
    return list(_peaks(points, angle, weight, int(np.hypot(*value.shape) / 2) + 2))


def _peaks(points: Floats, angle: Floats, weight: Floats, reach: int) -> Iterator[_Line]:
    from scipy import ndimage

    votes = np.zeros((_DEGREES, 2 * reach + 1))
    for sway in range(-_SWAY, _SWAY + 1):
        turns = np.round(angle + sway).astype(np.int64) % _DEGREES
        radians = np.radians(turns)
        offset = points[:, 0] * np.cos(radians) + points[:, 1] * np.sin(radians)
        np.add.at(votes, (turns, np.round(offset).astype(np.int64) + reach), weight)
    votes = ndimage.gaussian_filter(votes, (0.8, 0.8), mode=("wrap", "constant"))
    degrees, pixels = _APART
    for _ in range(_MOST_LINES):
        turn, place = divmod(int(votes.argmax()), votes.shape[1])
        if votes[turn, place] < 10 * _LEAST_STEP:
            return
        yield _line(points, angle, float(turn), float(place - reach), reach)
        near = np.abs((np.arange(_DEGREES) - turn + 180) % 360 - 180) <= degrees
        low, high = max(0, round(place - pixels)), round(place + pixels) + 1
        votes[near, low:high] = 0.0


def _line(points: Floats, angle: Floats, turn: float, offset: float, reach: int) -> _Line:
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    off = np.abs(points[:, 0] * cos + points[:, 1] * sin - offset)
    like = np.abs((angle - turn + 180) % 360 - 180) <= _NEAR
    along = np.round(points[:, 1] * cos - points[:, 0] * sin)[like & (off <= _BESIDE + 0.8)].astype(np.int64) + reach
    edge = np.zeros(2 * reach + 1, dtype=bool)
    for step in (-2, -1, 0, 1, 2):
        edge[np.clip(along + step, 0, 2 * reach)] = True
    return _Line(turn, offset, np.cumsum(edge).astype(np.float64))


def _quadruples(lines: list[_Line]) -> Iterator[tuple[_Line, _Line, _Line, _Line]]:
    """Left, top, right and bottom side: each brighter to its right hand, and about a quarter turn after the other."""
    for left in [line for line in lines if not 45 < line.angle < 315][:_MOST_A_SIDE]:
        tops, rights, bottoms = (
            [line for line in lines if low < (line.angle - left.angle) % 360 < high][:_MOST_A_SIDE]
            for low, high in _TURNS
        )
        yield from ((left, top, right, bottom) for top in tops for right in rights for bottom in bottoms)


def _corners(sides: tuple[_Line, _Line, _Line, _Line]) -> Floats | None:
    """Where the sides meet: top left, top right, bottom right, bottom left."""
    left, top, right, bottom = sides
    found = []
    for one, other in ((left, top), (top, right), (right, bottom), (bottom, left)):
        matrix = np.stack([one.normal, other.normal])
        if abs(float(np.linalg.det(matrix))) < 0.5:
            return None
        found.append(np.linalg.solve(matrix, np.array([one.offset, other.offset])))
    return np.array(found)


def _brighter_inside(sides: tuple[_Line, _Line, _Line, _Line], corners: Floats) -> bool:
    """True when the middle is on the brighter hand of every side; a dark picture on a white page is no sheet."""
    middle = corners.mean(axis=0)
    return all(float(middle @ side.normal) > side.offset for side in sides)


def _plausible(corners: Floats, size: Floats) -> bool:
    """Inside the picture, convex, large enough, and with a shape that paper has."""
    if bool((np.abs(corners) > (0.5 + _OUTSIDE) * size).any()):
        return False
    sides = np.roll(corners, -1, axis=0) - corners
    after = np.roll(sides, -1, axis=0)
    if bool((sides[:, 0] * after[:, 1] - sides[:, 1] * after[:, 0] <= 0).any()):
        return False
    lengths = np.hypot(*sides.T)
    wide, tall = (lengths[0] + lengths[2]) / 2, (lengths[1] + lengths[3]) / 2
    across, down = corners.T
    area = abs(float(across @ np.roll(down, -1) - down @ np.roll(across, -1))) / 2
    alike = min(lengths[0], lengths[2]) > 0.5 * max(lengths[0], lengths[2])
    alike = alike and min(lengths[1], lengths[3]) > 0.5 * max(lengths[1], lengths[3])
    return bool(alike and area > _LEAST_AREA * float(size.prod()) and 0.4 < wide / tall < 2.5)


def _score(sides: tuple[_Line, _Line, _Line, _Line], corners: Floats) -> float:
    """Length of the sides that is edge less what is not; 0 where a side is doubtful."""
    left, top, right, bottom = sides
    stretches = ((top, 0, 1), (right, 1, 2), (bottom, 2, 3), (left, 3, 0))
    parts = np.array([line.supported(corners[start], corners[stop]) for line, start, stop in stretches])
    if parts.min() < _WEAKEST or parts.mean() < _LEAST_SIDE:
        return 0.0
    lengths = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    return float(((3 * parts - 2) * lengths).sum())


def _placed(picture: Image.Image, corners: Floats, reach: float) -> Floats | None:
    """The corners where lines through the steepest steps near the sides meet, found at a larger scale."""
    scale = min(1.0, _FINE_VIEW / max(picture.size))
    value = _brightness(picture, scale)
    fitted = []
    for start, stop in zip(corners * scale, np.roll(corners, -1, axis=0) * scale, strict=True):
        line = _fitted(value, start, stop, reach * scale)
        if line is None:
            return None
        fitted.append(line)
    found = []
    for one, other in zip(np.roll(np.array(fitted), 1, axis=0), fitted, strict=True):
        matrix = np.stack([one[:2], other[:2]])
        if abs(float(np.linalg.det(matrix))) < 0.5:
            return None
        found.append((np.linalg.solve(matrix, np.array([one[2], other[2]])) + 0.5) / scale)
    return np.array(found)


def _fitted(value: Floats, start: Floats, stop: Floats, reach: float) -> Floats | None:
    """The line (normal and offset) through the steps to brighter along one side."""
    from scipy import ndimage

    along = (stop - start) / max(1e-6, float(np.hypot(*(stop - start))))
    inwards = np.array([-along[1], along[0]])
    places = start + np.linspace(0.04, 0.96, 90)[:, None] * (stop - start)
    depths = np.arange(-reach - 2, reach + 2.5, 0.5)
    grid = places[:, None, :] + depths[None, :, None] * inwards
    seen = ndimage.map_coordinates(value, [grid[..., 1], grid[..., 0]], order=1, mode="nearest")
    steps = ndimage.gaussian_filter(seen, (1.0, 2.0), order=(0, 1))
    best = steps.argmax(axis=1)
    strong = steps[np.arange(best.size), best] > 0.3 * float(np.median(steps.max(axis=1)))
    points = (places + depths[best][:, None] * inwards)[strong]
    for _ in range(4):
        if len(points) < 30:
            return None
        middle = points.mean(axis=0)
        normal = np.linalg.svd(points - middle)[2][1]
        off = np.abs((points - middle) @ normal)
        points = points[off <= max(1.0, 2.0 * float(np.median(off)))]
    return np.array([*normal, float(middle @ normal)])


def _ordered(corners: Floats) -> Corners:
    places = [(float(x), float(y)) for x, y in corners]
    return places[0], places[1], places[2], places[3]
