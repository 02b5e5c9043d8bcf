"""Photograph whose sheet fills the frame to the projection that makes its lines of print parallel, or None.

The lines of a page seen at an angle meet in one point: their slope grows evenly from the top of the page to its foot.
Slope and growth are tried until the ink falls into the sharpest lines; of the upright edges, the same from the side.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.ocr.image import SMALL_WIDTH, SmallCopy, sideways_score, small_copy
from pipeline.ocr.recognise import SIDEWAYS
from pipeline.ocr.runs import Mask, long_lines

Floats = NDArray[np.float64]

_LEAST_POINTS = 3000  # ink of about forty words
_COARSE_POINTS, _FINE_POINTS = 8_000, 40_000
_SLANT, _GROWTH = 12.0, 0.3  # degrees; difference of slope between the ends of the page
_SHARPER, _MUCH_SHARPER = 1.05, 1.3  # than the best lines that do not fan out
_LEAST_GROWTH = 0.02
_LAMP = 0.05  # of the brightness of the paper
_LEAST_LINES = 7
_EDGE = 5  # pixels of paper before the first letter of a line
_EDGES_SHARPER, _LEAST_EDGES = 1.25, 250


@dataclass(frozen=True, slots=True)
class Fan:
    """How a family of lines fans out: at the height v the slope is ``slope + growth * v``; the middle is the origin."""

    slope: float
    growth: float

    def matrix(self) -> Floats:
        """The projection of a picture, from its middle, that makes the lines level and leaves upright ones upright."""
        return np.array([[1.0, 0.0, 0.0], [-self.slope, 1.0, 0.0], [self.growth, 0.0, 1.0]])


def straightening(picture: Image.Image) -> Floats | None:
    """The projection, in pixels from the middle of a grey picture to those of the result."""
    small = small_copy(picture)
    if not _lit_unevenly(small):
        return None
    scale = min(1.0, SMALL_WIDTH / max(1, min(picture.size)))
    lies = sideways_score(small) > SIDEWAYS
    fan = _fan_of_lines(small, lies, _SHARPER)
    if fan is None:
        # Lines that fan out far blur each other so much that the page seems to lie on its side.
        lies = not lies
        fan = _fan_of_lines(small, lies, _MUCH_SHARPER)
    if fan is None:
        return None
    level = _transposed(fan.matrix()) if lies else fan.matrix()
    upright = _fan_of_edges(small, level, lies)
    if upright is not None:
        level = (upright.matrix() if lies else _transposed(upright.matrix())) @ level
    zoom = np.diag([scale, scale, 1.0])
    return np.asarray(np.linalg.inv(zoom) @ level @ zoom)


def _lit_unevenly(small: SmallCopy) -> bool:
    """True when the paper is not equally bright all over, as under every lamp and never under a scanner's."""
    height, width = small.paper.shape
    inner = small.paper[height // 8 : height - height // 8, width // 8 : width - width // 8]
    low, high = np.percentile(inner, (8, 92)) if inner.size else (0, 0)
    return bool(high - low >= _LAMP * high)


def _transposed(matrix: Floats) -> Floats:
    """The same with the axes exchanged."""
    swap = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    return np.asarray(swap @ matrix @ swap)


def _fan_of_lines(small: SmallCopy, lies: bool, sharper: float) -> Fan | None:
    ink = small.ink & ~long_lines(small.ink, SMALL_WIDTH // 12)
    points = _points(ink.T if lies else ink)
    if len(points) < _LEAST_POINTS:
        return None
    return _sharpest(points, sharper)


def _fan_of_edges(small: SmallCopy, level: Floats, lies: bool) -> Fan | None:
    """The upright family, by where lines, cells and rulings begin, seen after the lines were made level."""
    ink = small.ink.T if lies else small.ink
    points = _points(_beginnings(ink))
    if len(points) < _LEAST_EDGES:
        return None
    moved = _moved(points, _transposed(level) if lies else level)
    return _sharpest(moved[:, ::-1], _EDGES_SHARPER)


def _beginnings(ink: Mask) -> Mask:
    """Ink with nothing to its left for a few pixels: margins, the entries of a column, rulings."""
    free = np.ones_like(ink)
    for step in range(1, _EDGE + 1):
        free[:, step:] &= ~ink[:, :-step]
    return np.asarray(ink & free)


def _points(ink: Mask) -> Floats:
    """Places of the ink from the middle, across first."""
    rows, columns = np.nonzero(ink)
    return np.stack([columns - ink.shape[1] / 2, rows - ink.shape[0] / 2], axis=1)


def _moved(points: Floats, matrix: Floats) -> Floats:
    there = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ matrix.T
    return np.asarray(there[:, :2] / there[:, 2:])


def _sharpest(points: Floats, sharper: float) -> Fan | None:
    """The slope and growth with the sharpest lines; None where lines that do not fan out are as sharp."""
    tall = max(1.0, float(np.ptp(points[:, 1])), 2.2 * float(np.abs(points[:, 0]).max()))
    some = points[:: len(points) // _COARSE_POINTS + 1]
    slopes = np.tan(np.radians(np.arange(-_SLANT, _SLANT + 0.1, 0.75)))
    growths = np.linspace(-_GROWTH, _GROWTH, 17) / tall
    best = max(((slope, growth) for slope in slopes for growth in growths), key=lambda one: _sharpness(some, *one))
    many = points[:: len(points) // _FINE_POINTS + 1]
    fine, grow = 0.01, _GROWTH / 16 / tall
    for _ in range(4):
        near = [(best[0] + i * fine, best[1] + j * grow) for i in (-1, -0.5, 0, 0.5, 1) for j in (-1, -0.5, 0, 0.5, 1)]
        best = max(near, key=lambda one: _sharpness(many, *one))
        fine, grow = fine / 2, grow / 2
    even = np.tan(np.radians(np.arange(-_SLANT, _SLANT + 0.1, 0.25)))
    plain = max(_sharpness(many, slope, 0.0) for slope in even.tolist())
    if abs(best[1]) * tall < _LEAST_GROWTH or _sharpness(many, *best) < sharper * plain:
        return None
    return Fan(float(best[0]), float(best[1])) if _lines(many, *best) >= _LEAST_LINES else None


def _lines(points: Floats, slope: float, growth: float) -> int:
    """How many lines stand apart: a heading and a drawing say nothing of the page's slant."""
    counts = _counts(points, slope, growth)
    printed = counts > 0.15 * np.percentile(counts, 98)
    return int((np.diff(printed.astype(np.int8)) == 1).sum())


def _counts(points: Floats, slope: float, growth: float) -> Floats:
    """The ink of each line."""
    across, down = points[:, 0], points[:, 1]
    lines = np.round((down - slope * across) / (1 + growth * across)).astype(np.int64)
    return np.bincount(lines - lines.min()).astype(np.float64)


def _sharpness(points: Floats, slope: float, growth: float) -> float:
    """Largest when lines and the gaps between them are told apart best."""
    return float((_counts(points, slope, growth) ** 2).sum())
