"""A second look at doubtful cells of a ruled form: their pictures stacked into one, read in one call, put back.

A page mode that reads lines across the page cuts the two lines of one cell where the single line of its neighbour runs.
Cell by cell there is no neighbour; one stacked picture costs one call however many cells there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from pipeline.ocr.reading import DOUBT_BELOW
from pipeline.ocr.recognition import Recognition, SeenWord, mean_confidence, plain_text
from pipeline.ocr.runs import grown, opened

ONE_BLOCK = 6
"""Tesseract's page segmentation mode for a stack of cells."""

_DARKER, _EVERY = 40, 4  # grey levels below the paper; pixels between those looked at
_MOST_CELLS = 400
_GAP, _INSET = 26, 3  # pixels between stacked cells; left out along the rulings
_LEVEL, _UPRIGHT = 0.3, 0.2  # inches a ruling is long at least
_NARROWEST, _LOWEST, _HIGHEST = 0.2, 0.13, 1.5  # inches
_GUESS = 40.0
_MUCH_THE_SAME = 0.9


@dataclass(frozen=True, slots=True)
class Cell:
    """The inside of a ruled cell in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, word: SeenWord) -> bool:
        """True when the middle of the word lies inside."""
        across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.left <= across < self.right and self.top <= down < self.bottom

    def beside(self, other: "Cell") -> bool:
        """True for a cell of the same row, and for itself."""
        return min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5 * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Stack:
    """Doubtful cells as one picture; ``tops`` says where each begins in it."""

    picture: Image.Image
    cells: tuple[Cell, ...]
    tops: tuple[int, ...]


def doubtful_cells(picture: Image.Image, words: Sequence[SeenWord], dpi: int) -> Stack | None:
    """The cells with words the engine was unsure of, or None when there are none."""
    doubtful = [word for word in words if word.confidence < DOUBT_BELOW]
    if not doubtful:
        return None
    every = ruled_cells(picture, dpi)
    wrong = [cell for cell in every if any(map(cell.holds, doubtful))]
    # What cut one cell of a row has cut its neighbours.
    cells = tuple(cell for cell in every if any(map(cell.beside, wrong)))[:_MOST_CELLS]
    if not cells:
        return None
    heights = [cell.bottom - cell.top + _GAP for cell in cells]
    tops = tuple(_GAP + sum(heights[:at]) for at in range(len(cells)))
    stack = Image.new("L", (max(cell.right - cell.left for cell in cells) + 2 * _GAP, sum(heights) + _GAP), 255)
    for cell, top in zip(cells, tops, strict=True):
        stack.paste(picture.crop((cell.left, cell.top, cell.right, cell.bottom)), (_GAP, top))
    return Stack(stack, cells, tops)


def ruled_cells(picture: Image.Image, dpi: int) -> tuple[Cell, ...]:
    """Insides of the cells that rulings close on four sides, from top to bottom."""
    from scipy import ndimage

    grey = np.asarray(picture, dtype=np.uint8)
    ink = grey < float(np.median(grey[::_EVERY, ::_EVERY])) - _DARKER  # hairlines of a scan are pale
    rulings = grown(opened(ink, round(_LEVEL * dpi), 1) | opened(ink, round(_UPRIGHT * dpi), 0))
    ruled_rows, ruled_columns = np.flatnonzero(rulings.any(axis=1)), np.flatnonzero(rulings.any(axis=0))
    if not ruled_rows.size:
        return ()
    # Beyond the outermost rulings there is no cell.
    top, left = int(ruled_rows[0]), int(ruled_columns[0])
    inside = ~rulings[top : ruled_rows[-1] + 1, left : ruled_columns[-1] + 1]
    labels, _ = ndimage.label(inside)
    cells = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), start=1):
        tall, wide = rows.stop - rows.start, columns.stop - columns.start
        if not (_LOWEST * dpi <= tall <= _HIGHEST * dpi and wide >= _NARROWEST * dpi):
            continue
        closed = rows.start and columns.start and rows.stop < inside.shape[0] and columns.stop < inside.shape[1]
        if closed and (labels[rows, columns] == number).sum() > 0.75 * tall * wide:
            first, second = left + columns.start, top + rows.start
            cells.append(Cell(first + _INSET, second + _INSET, first + wide - _INSET, second + tall - _INSET))
    return tuple(cells)


def with_cells(words: Sequence[SeenWord], stack: Stack, seen: Sequence[SeenWord]) -> Recognition:
    """The words of the page, those of a cell replaced where the second look is surer of it.

    Args:
        words: Of the first look.
        stack: What the second look was given.
        seen: What it saw, in pixels of the stack.
    """
    kept = list(words)
    block = max((word.block for word in words), default=0) + 1
    for number, (cell, top) in enumerate(zip(stack.cells, stack.tops, strict=True)):
        first = [word for word in kept if cell.holds(word)]
        second = [_placed(word, cell, top, block, number) for word in seen if _in_part(word, cell, top)]
        if not second or _trust(second) < _MUCH_THE_SAME * _trust(first):
            continue
        at = next((at for at, word in enumerate(kept) if cell.holds(word)), len(kept))
        kept[at:at] = second
        gone = set(map(id, first))
        kept = [word for word in kept if id(word) not in gone]
    result = tuple(kept)
    return Recognition(result, plain_text(result), mean_confidence(result))


def _in_part(word: SeenWord, cell: Cell, top: int) -> bool:
    return top - _GAP / 2 <= (word.top + word.bottom) / 2 < top + (cell.bottom - cell.top) + _GAP / 2


def _placed(word: SeenWord, cell: Cell, top: int, block: int, paragraph: int) -> SeenWord:
    """The word on the page; a cell is a paragraph and keeps the lines of the stack."""
    right, down = cell.left - _GAP, cell.top - top
    return replace(
        word,
        left=max(0, word.left + right),
        right=word.right + right,
        top=max(0, word.top + down),
        bottom=word.bottom + down,
        block=block,
        paragraph=paragraph,
        line=1000 * (100 * word.block + word.paragraph) + word.line,
    )


def _trust(words: Sequence[SeenWord]) -> float:
    """Letters weighted by how far the engine trusts them."""
    return sum(len(word.text) * max(0.0, word.confidence - _GUESS) for word in words)
