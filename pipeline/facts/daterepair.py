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
    rf"(?<!\w)(?:(?P<a>[^\W\d_]{{4,10}})\.?[ \t]{{1,2}}(?P<d>{_LIKE_DIGIT}{{1,2}})(?:st|nd|rd"
    rf"|th)?,?[ \t]{{1,2}}(?P<y>{_LIKE_DIGIT}{{4}})"
    rf"|(?P<d2>{_LIKE_DIGIT}{{1,2}})[ \t]{{1,2}}(?P<b>[^\W\d_]{{4,10}})\.?,?[ \t]{{1,2}}"
    rf"(?P<y2>{_LIKE_DIGIT}{{4}}))(?!\w)"
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
        month = month_like(match[side])
        if month is None or sum(c.isdigit() for c in match[day] + match[year]) < LEAST_TRUE_DIGITS:
            continue
        start, end = match.span(side)
        repaired[start:end] = month.ljust(end - start)[: end - start]
        for group in (day, year):
            repaired[match.start(group) : match.end(group)] = match[group].translate(_LOOKALIKES)
    return "".join(repaired)


def month_like(word: str) -> str | None:
    """The one month name a misspelt word can only be, in letters that fit its length."""
    lowered = word.lower()
    if lowered in MONTHS:
        return lowered
    near = {MONTHS[name]: name for name in MONTHS if _one_apart(lowered, name)}
    return next(iter(near.values())) if len(near) == 1 else None


def _one_apart(word: str, name: str) -> bool:
    """True when two words of equal length differ in one letter (equal length keeps places where they are)."""
    if len(word) != len(name):
        return False
    return sum(a != b for a, b in zip(word, name, strict=True)) == 1


# What the engine makes of handwritten digits.
_TAKEN_FOR = {
    "0": "0oO6Q",
    "1": "1lI|!/)]t}'",
    "2": "2zZ",
    "3": "3",
    "4": "4A+9",
    "5": "5sS",
    "6": "6b0",
    "7": "7t/+?T#",
    "8": "8B&",
    "9": "9?gq4",
}
_DAY_SHAPED = re.compile(r"[^\s,.]{1,3}")


def could_be(text: str, day: date) -> bool:
    """Whether a scrawl that gives no date of its own agrees with one: same month and year, a day that resembles.

    ``text`` is what the engine made of it, e.g. "2) April 2026" for the twenty-first.
    """
    names = [name for name, number in MONTHS.items() if number == day.month]
    lowered = text.lower()
    month = next((name for name in sorted(names, key=len, reverse=True) if name in lowered), None)
    if month is None or not _resembles(str(day.year), text[lowered.index(month) + len(month) :]):
        return False
    before, after = text[: lowered.index(month)], text[lowered.index(month) + len(month) :]
    wanted = str(day.day)
    pieces = (*_DAY_SHAPED.findall(before)[-1:], *_DAY_SHAPED.findall(after)[:1])
    return any(len(piece) == len(wanted) and _like(piece, wanted) for piece in pieces)


def _resembles(year: str, text: str) -> bool:
    return any(len(piece) == 4 and _like(piece, year) for piece in re.findall(r"[^\s,.]{1,8}", text))


def _like(piece: str, wanted: str) -> bool:
    return all(sign in _TAKEN_FOR[digit] for sign, digit in zip(piece, wanted, strict=True))
