"""From a stretch of a page's text to what a person is shown: the quote and the box around its words."""

from collections.abc import Iterable

from pipeline.model import Box, Page, Word

QUOTE_CHARACTERS = 200
MARGIN = 60


def quote_of(text: str, start: int, end: int) -> str:
    """The lines around a stretch, at most 200 characters, the stretch itself always inside when it fits."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first > QUOTE_CHARACTERS:
        first = max(first, start - MARGIN)
        last = min(last, first + QUOTE_CHARACTERS)
    return " ".join(text[first:last].split())[:QUOTE_CHARACTERS]


def box_of(page: Page, start: int, end: int) -> Box | None:
    """The box around the words of a stretch of the page's text; None where words have no place."""
    if not page.words or start >= end:
        return None
    first_line = page.text.count("\n", 0, start)
    last_line = first_line + page.text.count("\n", start, end)
    line_start = page.text.rfind("\n", 0, start) + 1
    lines = page.text.split("\n")
    found: list[Word] = []
    for number in range(first_line, min(last_line, len(lines) - 1) + 1):
        on_line = [word for word in page.words if word.line == number]
        inside = list(_inside(lines[number], on_line, start - line_start, end - line_start))
        # Where the words do not spell the line (ligatures, odd spaces) the whole line is the honest answer.
        found.extend(inside or on_line)
        line_start += len(lines[number]) + 1
    return around([word.box for word in found])


def _inside(line: str, words: Iterable[Word], start: int, end: int) -> Iterable[Word]:
    """The words of a line that stand on a stretch of it."""
    position = 0
    for word in words:
        place = line.find(word.text, position)
        if place < 0:
            continue
        position = place + len(word.text)
        if place < end and position > start:
            yield word


def around(boxes: list[Box]) -> Box | None:
    """The smallest box around all boxes; None for none."""
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
