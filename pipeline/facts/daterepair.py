"""Step 5, foundation of the finders: recognised text with letters for digits -> the date it can only have been."""

import re
from dataclasses import replace
from datetime import date

from pipeline.facts.datetext import MONTHS, DateText, Order, find_dates

LEAST_TRUE_DIGITS = 4
"""A date whose digits are mostly letters is not repaired: it is illegible."""

_LOOKALIKES = str.maketrans("OoQDlI|i!SsBZz", "00001111155822")
_LIKE_DIGIT = r"[0-9OoQDlI|i!SsBZz]"
# Something shaped like a numeric date, with letters that resemble digits.
DATE_SHAPED = re.compile(
    rf"(?<![\w./\-])(?:{_LIKE_DIGIT}{{4}}[ \t]?[./\-–][ \t]?{_LIKE_DIGIT}{{1,2}}[ \t]?[./\-–][ \t]?{_LIKE_DIGIT}{{1,2}}"
    rf"|{_LIKE_DIGIT}{{1,2}}[ \t]?[./\-–][ \t]?{_LIKE_DIGIT}{{1,2}}[ \t]?[./\-–][ \t]?{_LIKE_DIGIT}{{4}})(?![\w])"
)
# A word between or before the numbers of a date: a month, perhaps misspelt by the engine.
MONTH_SHAPED = re.compile(
    rf"(?<!\w)(?:(?P<a>[^\W\d_]{{4,10}})\.?[ \t]{{1,2}}(?P<d>{_LIKE_DIGIT}{{1,2}})(?:st|nd|rd|th)?,?[ \t]{{1,2}}(?P<y>{_LIKE_DIGIT}{{4}})"
    rf"|(?P<d2>{_LIKE_DIGIT}{{1,2}})[ \t]{{1,2}}(?P<b>[^\W\d_]{{4,10}})\.?,?[ \t]{{1,2}}(?P<y2>{_LIKE_DIGIT}{{4}}))(?!\w)"
)


def find_dates_recognised(text: str, latest: date, order: Order | None = None) -> tuple[DateText, ...]:
    """Dates of a recognised line: those written clearly, then those that a unique repair makes plausible."""
    clear = find_dates(text, latest, order)
    repaired = _repair(text)
    if repaired == text:
        return clear
    extra = tuple(
        replace(found, text=text[found.start : found.end], repaired=True)
        for found in find_dates(repaired, latest, order)
        if all(found.end <= other.start or found.start >= other.end for other in clear)
        and found.value is not None
        and found.value <= latest
    )
    return tuple(sorted(clear + extra, key=lambda found: found.start))


def _repair(text: str) -> str:
    """The text with look-alikes replaced inside date shapes; of equal length, so that places stay."""
    repaired = list(text)
    for match in DATE_SHAPED.finditer(text):
        if sum(character.isdigit() for character in match.group()) >= LEAST_TRUE_DIGITS:
            repaired[match.start() : match.end()] = match.group().translate(_LOOKALIKES)
    for match in MONTH_SHAPED.finditer(text):
        side, day, year = ("a", "d", "y") if match["a"] else ("b", "d2", "y2")
        month = _month_like(match[side])
        if month is None or sum(c.isdigit() for c in match[day] + match[year]) < LEAST_TRUE_DIGITS:
            continue
        start, end = match.span(side)
        repaired[start:end] = month.ljust(end - start)[: end - start]
        for group in (day, year):
            repaired[match.start(group) : match.end(group)] = match[group].translate(_LOOKALIKES)
    return "".join(repaired)


def _month_like(word: str) -> str | None:
    """The one month name a misspelt word can only be, in letters that fit its length."""
    lowered = word.lower()
    if lowered in MONTHS:
        return lowered
    near = {MONTHS[name]: name for name in MONTHS if len(name) >= 4 and _one_apart(lowered, name)}
    return next(iter(near.values())) if len(near) == 1 else None


def _one_apart(word: str, name: str) -> bool:
    """True when two words of equal length differ in one letter (equal length keeps places where they are)."""
    if len(word) != len(name):
        return False
    return sum(a != b for a, b in zip(word, name, strict=True)) == 1
