"""Step 5, foundation of the finders: a label on a page -> what stands at the place it asks to be filled."""

import re
from dataclasses import dataclass

from pipeline.facts.reading import Line, PageReading, union
from pipeline.model import Box, Mark, Word

READABLE = 60.0
"""Word confidence from which a recognised word is taken as read."""
RULE_HEIGHT = 0.0045
"""A flatter mark than this is the printed line to write on, not ink."""
REACH = 0.45
"""How far right of its label a value may stand, as a fraction of the page."""

# Filling that stands for "nothing written here yet".
LEADERS = re.compile(r"_{2,}|\.{3,}|…{1,}|·{2,}")
EMPTY_FILLING = re.compile(r"[\s_.…·\-–—=|:;,*~'`\"()\[\]/\\]+")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at the place of a label.

    Args:
        words: Recognised or embedded words there, left to right, the label's own excluded.
        marks: Ink, strokes and pictures there, printed rules excluded.
    """

    box: Box
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]

    @property
    def unreadable(self) -> bool:
        """True when something is written that nobody could read."""
        return bool(self.marks) or any(is_scrawl(word) for word in self.words)


def written(text: str) -> str:
    """The text without underscores, dots and boxes that only ask to be filled; empty when that is all there is."""
    if not EMPTY_FILLING.sub("", text):
        return ""
    return LEADERS.sub(" ", text).strip(" \t\n_|:;,")


def is_scrawl(word: Word) -> bool:
    """True for a recognised word the engine does not trust and that is more than a dash or a rule."""
    return word.confidence is not None and word.confidence < READABLE and bool(written(word.text))


def is_rule(mark: Mark) -> bool:
    """True for a printed line to write on."""
    height = mark.box.bottom - mark.box.top
    width = mark.box.right - mark.box.left
    return height < RULE_HEIGHT and width > 4 * height


def ink(page: PageReading) -> tuple[Mark, ...]:
    """The marks of a page that somebody made: no rules, no page-filling pictures, no frames."""
    return tuple(mark for mark in page.page.marks if not is_rule(mark) and not _is_backdrop(mark))


def _is_backdrop(mark: Mark) -> bool:
    width, height = mark.box.right - mark.box.left, mark.box.bottom - mark.box.top
    return width * height > 0.25 or (mark.kind == "stroke" and width > 0.75)


def span_box(line: Line, start: int, end: int) -> Box | None:
    """The box of the characters start..end of a line; None where the format has no places."""
    boxes: list[Box] = []
    position = 0
    for word in line.words:
        found = line.text.find(word.text, position)
        if found < 0:
            continue
        position = found + len(word.text)
        left, right = max(start, found), min(end, position)
        if left < right:
            boxes.append(_part(word, left - found, right - found))
    return union(boxes)


def _part(word: Word, start: int, end: int) -> Box:
    """A slice of a word's box, letters taken as equally wide."""
    width = (word.box.right - word.box.left) / max(1, len(word.text))
    return Box(word.box.left + start * width, word.box.top, word.box.left + end * width, word.box.bottom)


def span_words(line: Line, start: int, end: int) -> tuple[Word, ...]:
    """The words that carry the characters start..end of a line."""
    taken: list[Word] = []
    position = 0
    for word in line.words:
        found = line.text.find(word.text, position)
        if found < 0:
            continue
        position = found + len(word.text)
        if found < end and position > start:
            taken.append(word)
    return tuple(taken)


def trust(line: Line, start: int, end: int) -> float | None:
    """The lowest confidence of the words with digits under the characters start..end; None for embedded text.

    A month's name is right when it is a month's name at all; digits have nothing to check them by.
    """
    words = span_words(line, start, end)
    values = [word.confidence for word in words if word.confidence is not None and any(map(str.isdigit, word.text))]
    return min(values) if values else None


def right_of(page: PageReading, label: Box, stop: float | None = None) -> Place:
    """What stands on the line right of a label, up to ``stop`` (the next label) or the usual reach."""
    height = max(label.bottom - label.top, page.line_height)
    right = min(1.0, stop if stop is not None else label.right + REACH)
    area = Box(label.right, label.top - 0.9 * height, right, label.bottom + 0.5 * height)
    return _look(page, area, label)


def above(page: PageReading, label: Box, lines: float = 3.0) -> Place:
    """What stands above a label printed under the line to write on."""
    height = max(label.bottom - label.top, page.line_height)
    area = Box(label.left - 0.01, label.top - lines * height, max(label.right, label.left + 0.28), label.top)
    return _look(page, area, label)


def below(page: PageReading, label: Box, lines: float = 2.2) -> Place:
    """What stands right under a label, as in the cell of a boxed form."""
    height = max(label.bottom - label.top, page.line_height)
    area = Box(label.left - 0.01, label.bottom, max(label.right, label.left + 0.2), label.bottom + lines * height)
    return _look(page, area, label)


def _look(page: PageReading, area: Box, label: Box) -> Place:
    words = sorted(
        (word for word in page.page.words if inside(word.box, area) and not inside(word.box, label)),
        key=lambda word: word.box.left,
    )
    return Place(area, tuple(words), tuple(mark for mark in ink(page) if _touches(mark.box, area)))


def inside(box: Box, area: Box) -> bool:
    """True when the middle of a box lies in an area."""
    middle_x, middle_y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return area.left <= middle_x <= area.right and area.top <= middle_y <= area.bottom


def _touches(box: Box, area: Box) -> bool:
    """True when at least a third of a mark lies in an area, or a third of the area is covered by it."""
    wide = min(box.right, area.right) - max(box.left, area.left)
    high = min(box.bottom, area.bottom) - max(box.top, area.top)
    if wide <= 0 or high <= 0:
        return False
    smaller = min((box.right - box.left) * (box.bottom - box.top), (area.right - area.left) * (area.bottom - area.top))
    return wide * high >= smaller / 3
