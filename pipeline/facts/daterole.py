"""Step 5, foundation of the date finder: a date on a page -> what tells its role: label, place, signer."""

import re
from dataclasses import dataclass

from pipeline.facts.datelabels import ASKS_DATE, FIELD_GAP, ONLY_DATE, SIGNING, role_before, signed_before
from pipeline.facts.datetext import DateText
from pipeline.facts.places import above, below, span_box, written
from pipeline.facts.reading import PageReading
from pipeline.facts.signtyped import closing_names
from pipeline.model import Box

PROSE_WORDS = 12
SIGNER_LINES = 3
SHORT_LINE = 40
CLOSING = 8
"""Lines from the end of a page among which a name and a day alone are a signing."""
# "extract printed from the Province's site 2025-11-04"
PRINTED = re.compile(r"\b(?:printed|generated|exported|downloaded|imprimée?)\b[^\n.;|]{0,50}$", re.I)
PERIOD_END = re.compile(r"\s{0,3}(?:to|until|till|through|thru|au|jusqu|-|–)(?=\W)\W{0,3}(?=\w)", re.I)


@dataclass(frozen=True, slots=True)
class Label:
    """What tells the role of a date.

    Args:
        bare: The label is a plain "date" or there is none.
        vague: The label may belong to something else; such a date ranks with those that have none.
        over: It stands over the date, as the head of a column does.
    """

    role: str | None
    bare: bool
    vague: bool = False
    over: bool = False


def label_of(page: PageReading, index: int, before: str, date_text: DateText) -> Label:
    """What tells the role of a date.

    Args:
        before: The words of its line before it, from the date before that on.
    """
    line = page.lines[index]
    told, over = role_before(before), False
    if told is None:
        box = span_box(line, date_text.start, date_text.end)
        if box is not None and _label_under(page, box):
            return Label("signed", False)
        if len(written(line.text[: date_text.start])) < 3:
            told = _label_over(page, index, box)
            over = told is not None
    if told is None:
        signer = (
            signed_before(line.text[: date_text.start])
            or _under_signer(page, index, date_text)
            or (index >= len(page.lines) - CLOSING and bool(closing_names(line.text)))
        )
        if not signer and PRINTED.search(before):
            return Label("printed", False)
        return Label("signed", False) if signer else Label(None, True)
    role, bare = told
    if role == "from":  # "from 3 March 2025" begins, "from 3 to 9 March" is a stretch of days
        return Label("period" if goes_on(line.text[date_text.end :]) else "effective", False, vague=True)
    if bare and in_prose(line.text, date_text) and "date" not in before[-24:].lower():
        return Label(None, True)  # "the fan was ordered on March 3" dates the fan
    if bare and (SIGNING.search(line.text[: date_text.start]) or (index and _signs_above(page, index))):
        return Label("signed", False)
    return Label(role, bare, over=over)


def goes_on(after: str) -> bool:
    """Whether a period named by its first day is closed by a last one."""
    return PERIOD_END.match(after) is not None


def _under_signer(page: PageReading, index: int, found: DateText) -> bool:
    """A date alone on its line, under a signer's name and perhaps a title."""
    text = page.lines[index].text
    if len(written(f"{text[: found.start]}{text[found.end :]}")) >= 3:
        return False
    for line in reversed(page.lines[max(0, index - SIGNER_LINES) : index]):
        if signed_before(line.text):
            return True
        if len(line.text) > SHORT_LINE or any(character.isdigit() or character == ":" for character in line.text):
            return False
    return False


def in_prose(text: str, found: DateText) -> bool:
    """Whether a date stands inside a sentence or a list item rather than in a field or a heading."""
    before, after = text[: found.start], text[found.end :]
    cut = max((gap.end() for gap in FIELD_GAP.finditer(before)), default=0)
    gap = FIELD_GAP.search(after)
    text = text[cut : found.end + gap.start()] if gap is not None else text[cut:]
    rest = f"{before[cut:]} {after[: gap.start()] if gap is not None else after}"
    words = len(rest.split())
    return words > PROSE_WORDS or (words > 4 and (text.lstrip()[:1] in "-*•·" or text.rstrip().endswith((".", ";"))))


def _label_under(page: PageReading, box: Box) -> bool:
    """A date over the word "Date" stands on a signature line: forms print the label under the line to write on."""
    words = below(page, box, 2.2).words
    return any(ONLY_DATE.match(piece) for word in words for piece in word.text.split("  "))


def _signs_above(page: PageReading, index: int) -> bool:
    """True when the line right above asks for a signature and nothing else, so that this date belongs to it."""
    text = page.lines[index - 1].text
    return bool(SIGNING.search(text)) and not ASKS_DATE.search(text) and len(written(text)) < 60


def _label_over(page: PageReading, index: int, box: Box | None) -> tuple[str, bool] | None:
    """The label printed above a value: by place, else the line before."""
    if box is not None:
        words = above(page, box, 2.2).words
        near = " ".join(word.text for word in words if word.box.left < box.right + 0.02)
        return role_before(near) if len(near) <= 40 else None
    previous = page.lines[index - 1].text.strip() if index else ""
    return role_before(previous) if previous and len(previous) <= 40 else None
