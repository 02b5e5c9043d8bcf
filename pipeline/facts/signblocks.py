"""Step 5, foundation of the signature finder: labels printed under lines to sign on -> the places above them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.datelabels import ONLY_DATE
from pipeline.facts.names import TITLE_WORDS, name_and_title
from pipeline.facts.places import Place, above, below, inside, is_scrawl, span_box, written
from pipeline.facts.reading import Line, PageReading
from pipeline.facts.signlabels import SIGN_COLUMN, party_of
from pipeline.model import Box, Mark, Word

LONGEST_PARTY = 60
LINES_ABOVE = 3.4
COLUMN_LINES = 9.0
MOST_CELLS = 6
MOST_TALL, LEAST_DENSE = 6.5, 0.06
"""Heights of a line; part of its box that ink covers."""
HOPELESS_PAGE = 45.0
"""Mean word confidence under which an empty-looking place to sign may hide a signature."""
MOST_PRINT, MIDDLE = 0.3, 0.5
"""Part of a mark's length that may lie over print, and how far down is looked."""
# Beside "Date" these head a column, they ask nobody to sign.
TABLE_WORD = re.compile(
    r"^(?:course|item|task|description|rev(?:ision)?|version|unit|event|topic|hazard|training|no\.?|#|time|change|place"
    r"|location|site|job|name|action|due|page|document|title|subject|lieu|cours"
    r"|sujet)(?: (?:no\.?|name|title|type|of \w{1,12}))?\W{0,3}$",
    re.I,
)

# "Broker, Stone Paving Ltd." ends with a full stop and is no sentence.
LEGAL_FORM_END = re.compile(r"\b(?:ltd|limited|inc|corp|co|llp|llc|lp|ltée|ltee|enr)\.$", re.I)

# Cells of a line: extraction parts them by several blanks.
CELL = re.compile(r"[^\s|]++(?:[ \t][^\s|]++)*+")


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
    if len(cells) > MOST_CELLS or (len(cells) > 2 and any(not _says_party(cell.group()) for cell in parties)):
        return  # a table's header with a column of dates
    if len(cells) == 2 and TABLE_WORD.search(parties[0].group()):
        return
    for cell in parties:
        box = span_box(line, cell.start(), cell.end())
        yield SignBlock(cell.group(), box, _over(page, box) if box is not None else None)


def _like_party(text: str) -> bool:
    """Short words without numbers: a title, or a label with a person's name; no sentence and no filled-in value."""
    stops = text.endswith((".", ";")) and LEGAL_FORM_END.search(text) is None
    if len(text) > LONGEST_PARTY or any(character.isdigit() for character in text) or stops:
        return False
    _, colon, value = text.partition(":")
    return not colon or not written(value) or name_and_title(value)[0] is not None


def _says_party(text: str) -> bool:
    return bool(party_of(text) or TITLE_WORDS.search(text)) or name_and_title(text.partition(":")[2])[0] is not None


def _over(page: PageReading, box: Box) -> Place:
    wide = Box(box.left - 0.01, box.top, max(box.right, box.left + 0.2), box.bottom)
    return above(page, wide, LINES_ABOVE)


def pens(page: PageReading, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks that a signature may be.

    It is not as tall as a mug's ring or a sketch, nor on a scan as thin as a piece of one, and only a line that winds
    like a name may lie over print: another is drawn round a word or through it.
    """
    most = MOST_TALL * (page.line_height or 1.0)
    return tuple(
        mark
        for mark in marks
        if mark.box.bottom - mark.box.top <= most
        and (mark.kind != "ink" or mark.density >= LEAST_DENSE)
        and (mark.kind != "stroke" or mark.wound or not over_print(page, mark, MIDDLE))
    )


def over_print(page: PageReading, mark: Mark, body: float) -> bool:
    """Whether a mark lies over words so far down from its top, as a crossing-out does and a ring."""
    box = mark.box
    level = box.top + body * (box.bottom - box.top)
    covered = 0.0
    for word in page.page.words:
        if word.box.top <= level <= word.box.bottom and written(word.text) and not (page.ocr and _made_of(word, box)):
            covered += max(0.0, min(word.box.right, box.right) - max(word.box.left, box.left))
    return covered > MOST_PRINT * (box.right - box.left)


def _made_of(word: Word, box: Box) -> bool:
    """Whether a recognised word is the stroke itself, which the engine took for letters."""
    return is_scrawl(word) or word.box.bottom - word.box.top > 0.6 * (box.bottom - box.top)


def scrawled(page: PageReading, place: Place) -> bool:
    """Whether a scan shows a word there that nobody could read, and that is no piece of a stain."""
    kept = pens(page, place.marks)
    stains = [mark.box for mark in place.marks if mark not in kept]
    words = [word for word in place.words if is_scrawl(word) and len(written(word.text)) >= 2]
    return page.ocr and any(not any(inside(word.box, stain) for stain in stains) for word in words)


def unclear(page: PageReading, *places: Place) -> bool:
    """Whether nobody can tell if a scan's place to sign is empty: a hopeless page, or a stain or a sketch over it."""
    if not page.ocr:
        return False
    confidence = page.page.ocr_confidence
    if confidence is not None and confidence < HOPELESS_PAGE:
        return True
    return any(len(pens(page, place.marks)) < len(place.marks) for place in places)


def is_inked(page: PageReading, place: Place) -> bool:
    """Whether somebody signed there: ink, or on a scan a word the engine does not trust."""
    return bool(pens(page, place.marks)) or scrawled(page, place)


def signed_columns(page: PageReading, line: Line) -> Iterator[SignBlock]:
    """Columns to sign in under a header row such as "Name    Signature": what stands below each of them."""
    cells = list(CELL.finditer(line.text[:300]))
    for index, cell in enumerate(cells):
        box = span_box(line, cell.start(), cell.end()) if SIGN_COLUMN.search(cell.group()) else None
        if box is None:
            continue
        following = span_box(line, cells[index + 1].start(), cells[index + 1].end()) if index + 1 < len(cells) else None
        right = following.left - 0.01 if following is not None else min(1.0, box.left + 0.35)
        column = Box(box.left, box.top, max(right, box.right), box.bottom)
        yield SignBlock(cell.group(), box, below(page, column, COLUMN_LINES))
