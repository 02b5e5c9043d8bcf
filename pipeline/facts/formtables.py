"""Step 5, part of the form finder: which cells of a table a printed form brings itself, whatever was written."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.facts.places import written
from pipeline.facts.reading import PageReading

Rows = Sequence[Sequence[str]]

HEADER_ROWS = 4
SAME_IN = 3
"""Printed alternatives stand alike in so many rows of a column; what people enter differs."""
# Words of alternatives beside drawn boxes: "OK Fix N/A", "Competent Not yet"; the boxes are lines, not letters.
CHOICE = re.compile(
    r"ok|fix|n/?a|yes|no|pass|fail|good|fair|poor|competent|not|yet|satisfactory|unsatisfactory|acceptable"
    r"|unacceptable|safe|unsafe|repair|needs|action|done|s|u|x|oui|non|s\.?o\.?",
    re.IGNORECASE,
)


def entered(rows: Rows) -> tuple[tuple[bool, ...], ...]:
    """For each cell whether somebody may have entered it; the first row is the header and holds nothing entered."""
    printed = _alternatives(rows)
    labels = label_rows(rows)
    return tuple(
        tuple(
            index > 0 and index not in labels and bool(written(cell)) and not _brought(row, column, printed)
            for column, cell in enumerate(row)
        )
        for index, row in enumerate(rows)
    )


def _brought(row: Sequence[str], column: int, printed: frozenset[tuple[int, str]]) -> bool:
    """Whether the form brings a cell: printed alternatives, or the name of the item they are about, left of them."""
    own = (column, _plain(row[column])) in printed
    return own or (column + 1 < len(row) and (column + 1, _plain(row[column + 1])) in printed)


def label_rows(rows: Rows) -> frozenset[int]:
    """Rows that only ask, and the header under them when they stand over the rows to fill: no fields themselves."""
    found: set[int] = set()
    for index, row in enumerate(rows):
        told = [cell.strip() for cell in row if cell.strip()]
        if not told or not all(cell.endswith(":") for cell in told):
            if found and told:
                found.add(index)  # the header of the rows below the labels
            break
        found.add(index)
    return frozenset(found)


def _alternatives(rows: Rows) -> frozenset[tuple[int, str]]:
    """Column and text of printed alternatives: two and more words of choice, alike in several rows."""
    seen = Counter((column, _plain(cell)) for row in rows[1:] for column, cell in enumerate(row))
    return frozenset(key for key, count in seen.items() if count >= SAME_IN and _is_choice(key[1]))


def _is_choice(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(CHOICE.fullmatch(word) for word in words)


def _plain(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def prints_itself(text: str, page: PageReading) -> bool:
    """Whether a line is the form's own print: a title that stands twice on the page, or the header of a table."""
    words = _plain(text)
    if sum(_plain(line.text) == words for line in page.lines) > 1:
        return True
    heads = (row for table in page.page.tables for row in table[:HEADER_ROWS])
    return any(words == _plain(" ".join(cell for cell in row if cell.strip())) for row in heads)
