"""Step 5, foundation of the signature finder: labels printed under lines to sign on -> the places above them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.datelabels import ONLY_DATE
from pipeline.facts.names import name_and_title
from pipeline.facts.places import Place, above, is_scrawl, span_box, written
from pipeline.facts.reading import Line, PageReading
from pipeline.model import Box

LONGEST_PARTY = 60
LINES_ABOVE = 3.4

# Cells of a line: extraction parts them by several blanks.
CELL = re.compile(r"[^\s|]+(?:[ \t][^\s|]+)*")


@dataclass(frozen=True, slots=True)
class SignBlock:
    """A label under a signature line.

    Args:
        place: What stands above the label, None where the format has no places.
    """

    label: str
    box: Box | None
    place: Place | None


def sign_blocks(page: PageReading, line: Line) -> Iterator[SignBlock]:
    """Blocks of a line such as "Supervisor    Date" or "Approved: Jane Doe, Manager    Date"."""
    cells = [cell for cell in CELL.finditer(line.text[:300]) if any(map(str.isalpha, cell.group()))]
    if not any(ONLY_DATE.match(cell.group()) for cell in cells[1:]):
        return
    parties = [cell for cell in cells if not ONLY_DATE.match(cell.group())]
    if any(not _like_party(cell.group()) for cell in parties):
        return
    for cell in parties:
        box = span_box(line, cell.start(), cell.end())
        yield SignBlock(cell.group(), box, _over(page, box) if box is not None else None)


def _like_party(text: str) -> bool:
    """Short words without numbers: a title, or a label with a person's name; no sentence and no filled-in value."""
    if len(text) > LONGEST_PARTY or any(character.isdigit() for character in text) or text.endswith((".", ";")):
        return False
    _, colon, value = text.partition(":")
    return not colon or not written(value) or name_and_title(value)[0] is not None


def _over(page: PageReading, box: Box) -> Place:
    wide = Box(box.left - 0.01, box.top, max(box.right, box.left + 0.2), box.bottom)
    return above(page, wide, LINES_ABOVE)


def is_inked(page: PageReading, place: Place) -> bool:
    """Whether somebody signed there: ink, or on a scan a word the engine does not trust."""
    if place.marks:
        return True
    return page.ocr and any(is_scrawl(word) and len(written(word.text)) >= 2 for word in place.words)
