"""Runs of embedded text with their places to lines in reading order.

A PDF draws text in any order: a filled form prints all labels first and all entries afterwards. So runs that stand
beside each other become one line, from the top down, unless the page is set in columns of running text, where the
file's own order is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.place import PageFrame, Place
from pipeline.model import Word
from pipeline.ocr.layout import COLUMN_GAP

_WIDE_GAP = 2.0  # heights; as in recognised text
_PARAGRAPH_GAP = 1.5  # heights between two lines
_RUNNING_LETTERS = 28
_RUNNING_ROWS = 6
_LOOK_BACK = 12


@dataclass(frozen=True, slots=True)
class Run:
    """Text that stands together on one line, in points of the upright page from its top left corner."""

    text: str
    place: Place


def to_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs as lines, each from left to right."""
    rows = _rows(runs)
    return _own_order(runs) if _in_columns(rows) else rows


def lines_text(lines: Sequence[Sequence[Run]], frame: PageFrame) -> tuple[str, tuple[Word, ...]]:
    """Page text and its words; wide gaps show as three spaces, ends of paragraphs as an empty line."""
    texts: list[str] = []
    words: list[Word] = []
    bottom = None
    for line in lines:
        top, height = min(run.place.top for run in line), max(run.place.height for run in line)
        if bottom is not None and top - bottom > _PARAGRAPH_GAP * height:
            texts.append("")
        bottom = max(run.place.bottom for run in line)
        words.extend(Word(run.text, frame.box(run.place), len(texts)) for run in line)
        texts.append(_joined(line))
    return "\n".join(texts), tuple(words)


def _joined(line: Sequence[Run]) -> str:
    text = line[0].text
    for before, run in pairwise(line):
        wide = run.place.left - before.place.right > _WIDE_GAP * min(before.place.height, run.place.height)
        text += (COLUMN_GAP if wide else " ") + run.text
    return text


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs at the same height joined, from the top of the page down."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.place.top, run.place.left)):
        mate = next((row for row in reversed(rows[-_LOOK_BACK:]) if _beside(row, run)), None)
        if mate is None:
            rows.append([run])
        else:
            mate.append(run)
    for row in rows:
        row.sort(key=lambda run: run.place.left)
    return sorted(rows, key=lambda row: min(run.place.middle for run in row))


def _beside(row: Sequence[Run], run: Run) -> bool:
    """True when the run stands on the row's line; text that stands upright on its side never does."""
    first = row[0].place
    overlap = min(first.bottom, run.place.bottom) - max(first.top, run.place.top)
    if overlap < 0.5 * min(first.height, run.place.height) or overlap < 0.3 * max(first.height, run.place.height):
        return False
    return not any(_covers(member.place, run.place) for member in row)


def _covers(one: Place, other: Place) -> bool:
    """True when two places lie over each other by more than kerning."""
    return min(one.right, other.right) - max(one.left, other.left) > 0.5 * min(one.width, other.width)


def _in_columns(rows: Sequence[Sequence[Run]]) -> bool:
    """True when many rows hold two long runs: joining them would mix the columns of a newsletter."""
    beside = [row for row in rows if len(row) > 1]
    running = sum(sum(len(run.text) >= _RUNNING_LETTERS for run in row) > 1 for row in beside)
    return running >= _RUNNING_ROWS and running >= 0.5 * len(beside)


def _own_order(runs: Sequence[Run]) -> list[list[Run]]:
    """Lines in the file's order: a run goes on with the line before it only when it follows closely."""
    lines: list[list[Run]] = []
    for run in runs:
        before = lines[-1][-1].place if lines else None
        close = before is not None and 0 <= run.place.left - before.right + 1 < 1 + _WIDE_GAP * before.height
        if close and _beside(lines[-1][-1:], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines
