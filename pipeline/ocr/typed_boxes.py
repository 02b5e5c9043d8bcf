"""Tick boxes typed as brackets: words in which the engine lost the blank of "[ ]" -> words with it, where ink has one.

The engine reads "[ ]" as "[]" and joins it to what stands beside it ("B[]C"). Whether brackets stand apart by a blank
the picture tells, without another pass. In typefaces as wide as Courier "[]" itself looks like "[ ]": an empty box too.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from PIL import Image

from pipeline.ocr.recognition import SeenWord

EMPTY = "[]"
_INK_BELOW = 185
_BLANK = 0.2
"""Of the height of a bracket: what lies between letters is about 0.1, a blank and its sides 0.3 and more."""
# The brackets of an empty box, and what stands before, between and behind them.
_PIECES = re.compile(r"\[(?=\])|(?<=\[)\]|(?:(?!\[\])[^\]]|(?<!\[)\])+")


def with_blanks(words: Sequence[SeenWord], picture: Image.Image) -> tuple[SeenWord, ...]:
    """The words, those with an empty box of brackets parted where the picture has a blank.

    Args:
        picture: The one the words were read from, grey.
    """
    parted: list[SeenWord] = []
    for at, word in enumerate(words):
        if EMPTY not in word.text:
            parted.append(word)
            continue
        left = max((one.right for one in words[max(0, at - 1) : at] if _beside(one, word)), default=0)
        right = min((one.left for one in words[at + 1 : at + 2] if _beside(one, word)), default=picture.width)
        parted += _parted(word, picture) or _parted(_with_room(word, left, right), picture) or (word,)
    return tuple(parted)


def _beside(one: SeenWord, other: SeenWord) -> bool:
    return (one.block, one.paragraph, one.line) == (other.block, other.paragraph, other.line)


def _with_room(word: SeenWord, left: int, right: int) -> SeenWord:
    """The word with room to its neighbours: the engine's place of such a word may leave a bracket out."""
    room = word.height
    return replace(
        word,
        left=min(word.left, max(left, word.left - room, 0)),
        right=max(word.right, min(right, word.right + room)),
    )


def _parted(word: SeenWord, picture: Image.Image) -> tuple[SeenWord, ...]:
    """The parts of a word with a blank in each of its boxes; none where its picture does not show one in each."""
    pieces = _PIECES.findall(word.text)
    blanks = [gap for gap in _gaps(picture, word) if gap[1] - gap[0] >= _BLANK * word.height]
    if len(blanks) < len(pieces) - 1:
        if len(blanks) != word.text.count(EMPTY):
            return ()
        pieces = word.text.replace(EMPTY, "[\n]").split("\n")  # only in the boxes, what is beside them touches them
    parts, left = [], word.left
    for (start, stop), piece in zip(blanks, pieces, strict=False):
        parts.append(replace(word, text=piece, left=left, right=start))
        left = stop
        if len(parts) == len(pieces) - 1:
            break
    return (*parts, replace(word, text=pieces[-1], left=left))


def _gaps(picture: Image.Image, word: SeenWord) -> list[tuple[int, int]]:
    """Columns without ink between columns with ink: first, and the one behind the last."""
    cut = picture.crop((word.left, word.top, word.right, word.bottom))
    inked = np.flatnonzero((np.asarray(cut, dtype=np.uint8) < _INK_BELOW).any(axis=0)) + word.left
    return [(int(one) + 1, int(other)) for one, other in pairwise(inked) if other - one > 1]
