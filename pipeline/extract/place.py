"""Places on a page: rectangles in points of the upright page, and the frame that turns them into fractions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from pipeline.model import Box


class Place(NamedTuple):
    """A rectangle from the top left corner of the upright page; a tuple, for a page has thousands."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2

    def near(self, other: Self, gap: float) -> bool:
        """True when both touch once each is ``gap`` wider on every side."""
        return (
            self.left - gap <= other.right
            and other.left - gap <= self.right
            and self.top - gap <= other.bottom
            and other.top - gap <= self.bottom
        )


def around(places: Iterable[Place]) -> Place:
    """The smallest place that holds all of them."""
    every = list(places)
    return Place(
        min(place.left for place in every),
        min(place.top for place in every),
        max(place.right for place in every),
        max(place.bottom for place in every),
    )


@dataclass(frozen=True, slots=True)
class PageFrame:
    """How the page's own coordinates lie on the upright page: x = a·u + b·v + c, y = d·u + e·v + f.

    Args:
        width, height: Points of the upright page, as a viewer shows it.
        a, b, c, d, e, f: The turn and shift.
    """

    width: float
    height: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def place(self, left: float, bottom: float, right: float, top: float) -> Place:
        """A rectangle of the page's own coordinates (origin bottom left) on the upright page."""
        x1, y1 = self.a * left + self.b * bottom + self.c, self.d * left + self.e * bottom + self.f
        x2, y2 = self.a * right + self.b * top + self.c, self.d * right + self.e * top + self.f
        if x1 > x2:
            x1, x2 = x2, x1
        return Place(x1, y1, x2, y2) if y1 <= y2 else Place(x1, y2, x2, y1)

    def shows(self, place: Place) -> bool:
        """True when at least a part of the place lies on the page."""
        return place.right > 0 and place.bottom > 0 and place.left < self.width and place.top < self.height

    def box(self, place: Place) -> Box:
        """The place as fractions of the page, cut at its edges."""
        return Box(
            _fraction(place.left, self.width),
            _fraction(place.top, self.height),
            _fraction(place.right, self.width),
            _fraction(place.bottom, self.height),
        )


def upright_frame(width: float, height: float, turn: int, bounds: tuple[float, float, float, float]) -> PageFrame:
    """The frame of a page.

    Args:
        width, height: Points of the upright page.
        turn: Degrees clockwise that a viewer turns the page by.
        bounds: Left, bottom, right and top of the visible part, in the page's own coordinates.
    """
    left, bottom, right, top = bounds
    # A page's unit may not be a point; the visible part always fills the upright page.
    across, along = (right - left or 1.0), (top - bottom or 1.0)
    if turn == 90:
        x, y = width / along, height / across
        return PageFrame(width, height, 0, x, -bottom * x, y, 0, -left * y)
    if turn == 180:
        x, y = width / across, height / along
        return PageFrame(width, height, -x, 0, right * x, 0, y, -bottom * y)
    if turn == 270:
        x, y = width / along, height / across
        return PageFrame(width, height, 0, -x, top * x, -y, 0, right * y)
    x, y = width / across, height / along
    return PageFrame(width, height, x, 0, -left * x, 0, -y, top * y)


def _fraction(value: float, size: float) -> float:
    return round(min(1.0, max(0.0, value / size)), 5) if size > 0 else 0.0
