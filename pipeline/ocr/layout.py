"""Recognised words to page text: cells of a table or form come back as rows, running columns stay columns.

Tesseract reads a table column by column when its gaps are wide. Lines that stand beside each other are joined to one
row again unless one of them belongs to running text, where joining would mix two columns of a newsletter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from pipeline.model import Box, Word
from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.spread import halves

COLUMN_GAP = "   "
"""Stands for a gap wide enough to part two columns or a label from its entry."""

_WIDE_GAP = 2.0  # in heights of the line; a justified line stretches its spaces to about one
_TALLEST = 3.0  # times the height of what stands beside it
_RUNNING_LINES = 3
_CENT, _BULLET = "¢", "•"
_MANY_WORDS, _SOME_WORDS = 6, 4


@dataclass(slots=True)
class _Line:
    """One line as the engine saw it."""

    words: list[SeenWord]
    block: int
    paragraph: tuple[int, int]
    order: int
    top: float = field(init=False)
    bottom: float = field(init=False)
    left: int = field(init=False)
    right: int = field(init=False)

    def __post_init__(self) -> None:
        self.top = median(word.top for word in self.words)
        self.bottom = median(word.bottom for word in self.words)
        self.left = min(word.left for word in self.words)
        self.right = max(word.right for word in self.words)

    def beside(self, other: "_Line") -> bool:
        """True when both stand at the same height and not over each other; a signature is taller than the print."""
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        low, high = sorted((self.bottom - self.top, other.bottom - other.top))
        apart = self.right <= other.left or other.right <= self.left
        return apart and overlap >= 0.5 * low and high <= _TALLEST * low

    def gapped(self) -> bool:
        """True for an entry beside a label, or cells read across."""
        height = self.bottom - self.top
        return any(after.left - word.right > _WIDE_GAP * height for word, after in pairwise(self.words))


def lay_out(
    words: Sequence[SeenWord], width: int, height: int, *, columns: bool = True, gutter: float | None = None
) -> tuple[str, tuple[Word, ...]]:
    """Page text and its words with places as fractions of the page.

    Args:
        words: In the engine's reading order.
        width, height: Pixels of the picture they were seen on.
        columns: False for a page known to be one column, which is simply read from top to bottom.
        gutter: Where two pages may stand side by side, as a fraction of the width: the left one is read first.
    """
    sides = halves(words, gutter * width) if gutter is not None else None
    if sides is None:
        return _laid_out(words, width, height, columns)
    (left, first), (right, second) = (_laid_out(side, width, height, columns) for side in sides)
    after = left.count("\n") + 2
    return f"{left}\n\n{right}", (*first, *(replace(word, line=word.line + after) for word in second))


def _laid_out(words: Sequence[SeenWord], width: int, height: int, columns: bool) -> tuple[str, tuple[Word, ...]]:
    texts: list[str] = []
    placed: list[Word] = []
    before: list[_Line] | None = None
    for row in _rows(_lines(words), columns):
        if before is not None and _apart(before, row):
            texts.append("")
        ordered = sorted((word for line in row for word in line.words), key=lambda word: word.left)
        if len(row) == 1:
            ordered = row[0].words
        texts.append(_join(ordered, row[0].bottom - row[0].top))
        placed.extend(_placed(word, len(texts) - 1, width, height) for word in ordered)
        before = row
    return "\n".join(texts), tuple(placed)


def _lines(words: Sequence[SeenWord]) -> list[_Line]:
    grouped: dict[tuple[int, int, int], list[SeenWord]] = {}
    for word in words:
        grouped.setdefault((word.block, word.paragraph, word.line), []).append(word)
    return [
        _Line(_bulleted(members), block=key[0], paragraph=key[:2], order=order)
        for order, (key, members) in enumerate(grouped.items())
    ]


def _bulleted(words: list[SeenWord]) -> list[SeenWord]:
    """The words of a line whose bullet was taken for a cent sign: that stands behind a number, never before a word."""
    if len(words) > 1 and words[0].text == _CENT and words[1].text[:1].isalpha():
        return [replace(words[0], text=_BULLET), *words[1:]]
    return words


def _rows(lines: list[_Line], columns: bool) -> list[list[_Line]]:
    """Lines joined to rows; blocks that share a row are read together from top to bottom, the rest as they came."""
    running = _running_blocks(lines)
    rows: list[list[_Line]] = []
    for line in sorted((line for line in lines if line.block not in running), key=lambda line: (line.top, line.left)):
        # Only the last rows can be at this height: lines come by their top.
        mates = (row for row in reversed(rows[-12:]) if all(line.beside(member) for member in row))
        mate = next(mates, None)
        if mate is None:
            rows.append([line])
        else:
            mate.append(line)
    rows.extend([line] for line in lines if line.block in running)
    if not columns:
        return sorted(rows, key=lambda row: (min(line.top for line in row), row[0].left))
    group = _linked_blocks(rows)
    first: dict[int, int] = {}
    for line in lines:
        first.setdefault(group[line.block], line.order)
    linked = {group[row[0].block] for row in rows if len({line.block for line in row}) > 1}

    def place(row: list[_Line]) -> tuple[int, float]:
        own = group[row[0].block]
        return first[own], row[0].top if own in linked else min(line.order for line in row)

    return sorted(rows, key=place)


def _running_blocks(lines: list[_Line]) -> set[int]:
    """Blocks of running text: several full lines close under each other, or lines of many words."""
    blocks: dict[int, list[_Line]] = {}
    for line in lines:
        blocks.setdefault(line.block, []).append(line)
    return {block for block, members in blocks.items() if len(members) >= _RUNNING_LINES and _running(members)}


def _running(lines: list[_Line]) -> bool:
    if sum(line.gapped() for line in lines) > 0.3 * len(lines):
        return False
    words = median(len(line.words) for line in lines)
    if words >= _MANY_WORDS:
        return True
    width = max(line.right for line in lines) - min(line.left for line in lines)
    filled = median(line.right - line.left for line in lines) / max(1, width)
    height = median(line.bottom - line.top for line in lines)
    step = median(below.top - above.top for above, below in pairwise(lines))
    return words >= _SOME_WORDS and filled >= 0.75 and step < 2.0 * height


def _linked_blocks(rows: list[list[_Line]]) -> dict[int, int]:
    """Block to the smallest number of the blocks it shares rows with, directly or through others."""
    group: dict[int, int] = {line.block: line.block for row in rows for line in row}

    def root(block: int) -> int:
        while group[block] != block:
            block = group[block]
        return block

    for row in rows:
        for line in row[1:]:
            one, two = sorted((root(row[0].block), root(line.block)))
            group[two] = one
    return {block: root(block) for block in group}


def _apart(before: list[_Line], row: list[_Line]) -> bool:
    """True where a paragraph ends: the engine says so, or a row stands well below the one before."""
    if len(before) == len(row) == 1:
        return before[0].paragraph != row[0].paragraph
    gap = min(line.top for line in row) - max(line.bottom for line in before)
    return gap > 2.5 * (row[0].bottom - row[0].top)


def _join(words: Sequence[SeenWord], height: float) -> str:
    text = words[0].text
    for before, word in pairwise(words):
        text += (COLUMN_GAP if word.left - before.right > _WIDE_GAP * max(height, 1) else " ") + word.text
    return text


def _placed(word: SeenWord, line: int, width: int, height: int) -> Word:
    box = Box(
        left=_fraction(word.left, width),
        top=_fraction(word.top, height),
        right=_fraction(word.right, width),
        bottom=_fraction(word.bottom, height),
    )
    return Word(text=word.text, box=box, line=line, confidence=round(word.confidence, 1))


def _fraction(pixel: int, size: int) -> float:
    return round(min(1.0, max(0.0, pixel / size)), 5)
