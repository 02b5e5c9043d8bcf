"""Marks inside a held-out page: `[ink: J. Toews]` is a pen signature, `[hand: Mar 4/26]` is handwriting."""

import re
from dataclasses import dataclass

# One mark: its kind and what it holds, which has no bracket and no line break in it. Linear: two plain classes.
MARK = re.compile(r"\[(ink|hand): ([^\[\]\n]+)\]")
# What looks like the beginning of a mark; whatever is left of it after MARK was written wrongly.
HALF_MARK = re.compile(r"\[\s*(?:ink|hand)\b", re.I)


class MarkError(ValueError):
    """A mark that is not closed or not written as the format has it."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a page: `typed`, `ink` (render a scribble) or `hand` (render in a script font)."""

    kind: str
    text: str


def pieces(page: str) -> tuple[Piece, ...]:
    """The page cut at its marks, in order; the typed pieces keep every blank and line break.

    Raises:
        MarkError: half a mark stands in the page.
    """
    found: list[Piece] = []
    at = 0
    for mark in MARK.finditer(page):
        found.append(_typed(page[at : mark.start()]))
        found.append(Piece(mark[1], mark[2]))
        at = mark.end()
    found.append(_typed(page[at:]))
    return tuple(piece for piece in found if piece.text)


def plain(page: str) -> str:
    """The page as a text extractor gives it: pen signatures dropped, handwritten words kept, no blanks at line ends."""
    text = "".join(piece.text for piece in pieces(page) if piece.kind != "ink")
    return "\n".join(line.rstrip() for line in text.splitlines())


def _typed(text: str) -> Piece:
    if HALF_MARK.search(text):
        raise MarkError("a mark is not written as '[ink: name]' or '[hand: words]'")
    return Piece("typed", text)
