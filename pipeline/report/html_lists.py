"""Report: long lists in, bounded pieces out: the first stands on index.html, the others on pages of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LIST_ROWS = 500
"""Rows of one list on one page: a browser lays them out at once."""
SHOWN_EVIDENCE = 50
"""Evidence of one question on index.html, best first."""
SHOWN_PLACES = 20
"""Places of one check."""
SHOWN_HIDDEN = 60
"""Unread items named under one question."""

FRONT = "index.html"

_From = TypeVar("_From")
_To = TypeVar("_To")


def part_name(list_name: str, number: int) -> str:
    """File of a list's n-th piece, seen from index.html; the first piece stands there itself.

    Args:
        list_name: One of ours ("documents", "q-17"), never a client's word.
    """
    return f"pages/{list_name}-{number}.html"


@dataclass(frozen=True, slots=True)
class Part:
    """A further piece of a list: its rows, 1-based and inclusive, and where it is."""

    first: int
    last: int
    link: str


@dataclass(frozen=True, slots=True)
class Listing(Generic[_To]):
    """One piece of a list, with the way to the others.

    Args:
        rows: The rows of this piece.
        first: Number of its first row, 1-based.
        total: Rows of the whole list.
        parts: Every piece; empty when there is but one.
    """

    rows: tuple[_To, ...]
    first: int
    total: int
    parts: tuple[Part, ...]

    @property
    def last(self) -> int:
        """Number of the last row of this piece."""
        return self.first + len(self.rows) - 1


def starts(total: int, head: int = LIST_ROWS) -> tuple[int, ...]:
    """Where each piece of a list begins (0-based); the first holds ``head`` rows, the others ``LIST_ROWS``."""
    return (0, *range(head, total, LIST_ROWS))


def listing(
    name: str, rows: Sequence[_From], make: Callable[[_From], _To], number: int, base: str, head: int = LIST_ROWS
) -> Listing[_To]:
    """The n-th piece of a list.

    Args:
        rows: The whole list.
        make: Turns a row into what the templates print; called for the rows of this piece only.
        number: 1 for the piece on index.html.
        base: Way from the page that shows it to index.html's folder: empty, or "../".
    """
    begins = starts(len(rows), head)
    ends = (*begins[1:], len(rows))
    first, last = begins[number - 1], ends[number - 1]
    links = (f"{base}{FRONT}#{name}", *(base + part_name(name, place) for place in range(2, len(begins) + 1)))
    parts = tuple(Part(begin + 1, end, link) for begin, end, link in zip(begins, ends, links, strict=True))
    return Listing(tuple(make(row) for row in rows[first:last]), first + 1, len(rows), parts if len(begins) > 1 else ())


def part_of(place: int) -> int:
    """In which piece of a list the row at a 0-based place stands."""
    return place // LIST_ROWS + 1
