"""Step 5, foundation of the finders: a line of text -> the dates written in it, ambiguous ones with all readings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Order = Literal["ymd", "dmy", "mdy"]
EARLIEST_YEAR = 1990
YEARS_AHEAD = 10

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb février fevrier févr fevr fév",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug août aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec décembre decembre déc",
        ),
        start=1,
    )
    for name in names.split()
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEPARATOR = r"[ \t]?[./\-–—][ \t]?"
_GAP = r"[ \t.,/\-–—]{0,3}"
_DAY = r"(?P<d>\d{1,2})(?!\d)(?:st|nd|rd|th|er|ème|e)?"
# Two figures that a clock, a share or a measure goes on with are no year: "3 Mar 15:30", "4 May 20 %".
_YEAR = r"(?P<y>\d{4}|['’]?\d{2})(?!\d)(?![.,:]\d|[ \t]?(?:h\d{0,2}\b|%|°|[ap]\.?m\b))"

# 2026-03-04, 2026/3/4, also with blanks round the signs.
YEAR_FIRST = re.compile(rf"(?<![\w./\-])(?P<y>\d{{4}}){_SEPARATOR}(?P<m>\d{{1,2}}){_SEPARATOR}(?P<d>\d{{1,2}})(?!\d)")
# March 3rd, 2026, Mar 3 '26, Mar 4/26, Nov 20 / 25.
MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_])(?P<mon>{_MONTH}){_GAP}{_DAY}(?:[ \t]{{0,2}}[,.\-/–]?[ \t]{{0,2}})(?P<y>\d{{4}}"
    rf"|['’]\d{{2}}|(?:(?<=[-/])|(?<=[-/][ \t]))\d{{2}}(?![/.:]\d)|(?<=[ ])2\d(?=[ \t]{{2}}|[ \t]*$))(?!\d)",
    re.I,
)
# March 3-5, 2026, 3 and 4 March 2026, du 3 au 5 mars 2026: the last day of several.
SEVERAL_MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_])(?P<mon>{_MONTH}){_GAP}\d{{1,2}}[ \t]?(?:-|–|&|,|to|and|et|au)[ \t]?(?P<d>\d{{1,2}})(?!\d)"
    rf"(?:,[ \t]?|[ \t])(?P<y>\d{{4}})(?!\d)",
    re.I,
)
SEVERAL_DAY_FIRST = re.compile(
    rf"(?<![\d/.\-])\d{{1,2}}(?:er)?[ \t]?(?:-|–|&|,|to|and|et|au)[ \t]?(?P<d>\d{{1,2}})[ \t](?P<mon>{_MONTH})"
    rf"{_GAP}(?P<y>\d{{4}})(?!\d)",
    re.I,
)
# "unit 4 Jan 2026", "pad SS-06 / AUG-24": the number belongs to the word before it.
_COUNTED = (
    r"(?<!unit )(?<!no )(?<!no\. )(?<!# )(?<!#)(?<!truck )(?<!number )(?<!page )(?<!room )(?<!block )"
    r"(?!(?<=rev )\d[ \t])(?!(?<=rev\. )\d[ \t])(?<!form )(?<!level )(?<!step )(?<!crew )(?<!bay )(?<!site )(?<!lot )"
)
# 3 March 2026, 3rd day of March, 2026, 1er mars 2026, 12-Mar-26.
DAY_FIRST = re.compile(
    rf"(?<![\d/])(?<!\d\.)(?<![^\W\d_]-){_COUNTED}{_DAY}{_GAP}(?:day[ \t]of|of|de)?{_GAP}(?P<mon>{_MONTH})"
    rf"{_GAP}{_YEAR}",
    re.I,
)
# 2026-Mar-12, 2026 March 12.
YEAR_MONTH_NAME = re.compile(rf"(?<!\d)(?P<y>\d{{4}}){_GAP}(?P<mon>{_MONTH}){_GAP}(?P<d>\d{{1,2}})(?!\d)", re.I)
# 03/04/2026, 3-4-26: which number is the day only shows when one is above 12.
NUMERIC = re.compile(
    r"(?<![\w./\-])(?P<a>\d{1,2})[ \t]?(?P<s>[./\-–])[ \t]?(?P<b>\d{1,2})[ \t]?(?P=s)[ \t]?(?P<y>\d{4}"
    r"|\d{2})(?![\w])(?![./]\d)"
)
# Day: 3 Month: 4 Year: 2026 in one-box-a-part forms, both ways round.
PARTS_DAY_FIRST = re.compile(
    r"\b(?:day|jour)\W{1,6}(?P<d>\d{1,2})\W{1,6}(?:month"
    r"|mois)\W{1,6}(?P<m>\d{1,2})\W{1,6}(?:year|année)\W{1,6}(?P<y>\d{4})",
    re.I,
)
PARTS_YEAR_FIRST = re.compile(
    r"\b(?:year|année)\W{1,6}(?P<y>\d{4})\W{1,6}(?:month"
    r"|mois)\W{1,6}(?P<m>\d{1,2})\W{1,6}(?:day|jour)\W{1,6}(?P<d>\d{1,2})",
    re.I,
)
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lundi lun",
            "tuesday tues tue mardi mar",
            "wednesday wed mercredi mer",
            "thursday thurs thur thu jeudi jeu",
            "friday fri vendredi ven",
            "saturday sat samedi sam",
            "sunday sun dimanche dim",
        )
    )
    for name in names.split()
}
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
# "Tuesday, 03/04/2026", "03/04/26 (Tue)".
WEEKDAY_BEFORE = re.compile(rf"(?<![^\W\d_])(?P<day>{_WEEKDAY})\.?[ \t]{{0,2}}[,(:]?[ \t]{{0,2}}(?:le[ \t])?$", re.I)
WEEKDAY_AFTER = re.compile(rf"[ \t]{{0,2}}[,(]?[ \t]{{0,2}}(?P<day>{_WEEKDAY})(?![^\W\d_])", re.I)
# An order spelt out in a form: (MM/DD/YYYY), jj-mm-aaaa.
SPELT_ORDER = re.compile(
    r"(?<!\w)(?:[mdj]{2}[-/. ][mdj]{2}[-/. ][ya]{2,4}|[ya]{4}[-/. ][m]{2}[-/. ][dj]{2})(?!\w)", re.I
)
MONTH_NAMED = re.compile(rf"(?<![^\W\d_])(?P<mon>{_MONTH})(?![^\W\d_])", re.I)
# The order a form asks for: (YYYY-MM-DD), jj/mm/aaaa, M/D/Y.
ORDER_HINTS: tuple[tuple[Order, re.Pattern[str]], ...] = (
    ("ymd", re.compile(r"\b[ya]{1,4}[ \t]?[-/. ]?[ \t]?m{1,2}[ \t]?[-/. ]?[ \t]?[dj]{1,2}\b", re.I)),
    ("dmy", re.compile(r"\b[dj]{1,2}[ \t]?[-/. ]?[ \t]?m{1,2}[ \t]?[-/. ]?[ \t]?[ya]{1,4}\b", re.I)),
    ("mdy", re.compile(r"\bm{1,2}[ \t]?[-/. ]?[ \t]?[dj]{1,2}[ \t]?[-/. ]?[ \t]?[ya]{1,4}\b", re.I)),
)


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as written.

    Args:
        readings: All dates it can mean; one when it is clear.
        repaired: True when letters were read as the digits they resemble.
        order: "dmy" or "mdy" where a number above 12 shows how this hand writes dates in numbers; None else.
        weekday: True when the name of a weekday or of a month beside it left one reading of two.
    """

    start: int
    end: int
    text: str
    readings: tuple[date, ...]
    repaired: bool = False
    order: Order | None = None
    weekday: bool = False

    @property
    def several(self) -> bool:
        """True for the last of several days: 3 to 5 March 2026."""
        return bool(SEVERAL_DAY_FIRST.fullmatch(self.text) or SEVERAL_MONTH_FIRST.fullmatch(self.text))

    @property
    def value(self) -> date | None:
        """The date, or None when it is ambiguous."""
        return self.readings[0] if len(self.readings) == 1 else None


def order_hint(text: str) -> Order | None:
    """The order of day, month and year a label asks for, or None."""
    found = [order for order, pattern in ORDER_HINTS if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def find_dates(text: str, latest: date, order: Order | None = None) -> tuple[DateText, ...]:
    """Every date written in a line, left to right, none overlapping.

    Args:
        latest: The last day a record can bear; nothing more than ten years after it is a date.
        order: What the form asks for; settles 03/04/2026.
    """
    if not any(character.isdigit() for character in text):
        return ()
    order = order or order_hint(text)
    taken: list[DateText] = []
    for start, end, readings in _candidates(text, latest, order):
        kept = tuple(day for day in readings if EARLIEST_YEAR <= day.year <= latest.year + YEARS_AHEAD)
        if kept and all(end <= other.start or start >= other.end for other in taken):
            told = _on_weekday(text, start, end, kept) if len(kept) > 1 else kept
            shown = _own_order(text[start:end]) or (_shown_order(kept, told) if told != kept else None)
            taken.append(DateText(start, end, text[start:end], told, order=shown, weekday=told != kept))
    return tuple(sorted(taken, key=lambda found: found.start))


def _own_order(text: str) -> Order | None:
    """How a date in numbers is written, where one of them can only be the day: 29/04/26, 04-29-2026."""
    match = NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match["a"]), int(match["b"]), match["y"]
    if second > 12 >= first:
        return "mdy"
    return "dmy" if first > 12 >= second and (len(year) == 4 or first > 31 or first < 20 or int(year) >= 20) else None


def _shown_order(readings: tuple[date, ...], told: tuple[date, ...]) -> Order | None:
    """The order that the weekday's choice shows; month first is read first."""
    return None if len(readings) != 2 else "mdy" if told[0] == readings[0] else "dmy"


def form_order(texts: Iterable[str]) -> Order | None:
    """The order that a form asks for where it spells it out, MM/DD/YYYY; None where it nowhere does or asks for two."""
    orders = {
        order
        for text in texts
        for match in SPELT_ORDER.finditer(text)
        if (order := order_hint(match.group())) is not None
    }
    return next(iter(orders)) if len(orders) == 1 else None


def _on_weekday(text: str, start: int, end: int, readings: tuple[date, ...]) -> tuple[date, ...]:
    """The reading that falls on the weekday beside the numbers or in the month the line names; all where none does."""
    months = {MONTHS[match["mon"].lower()] for match in MONTH_NAMED.finditer(f"{text[:start]} {text[end:]}")}
    named_month = tuple(day for day in readings if months == {day.month})
    if len(named_month) == 1:
        return named_month
    before = WEEKDAY_BEFORE.search(text[max(0, start - 16) : start])
    after = WEEKDAY_AFTER.match(text[end : end + 16])
    named = before or after
    if named is None:
        return readings
    fitting = tuple(day for day in readings if day.weekday() == WEEKDAYS[named["day"].lower()])
    return fitting if len(fitting) == 1 else readings


def _candidates(text: str, latest: date, order: Order | None) -> list[tuple[int, int, tuple[date, ...]]]:
    found: list[tuple[int, int, tuple[date, ...]]] = []
    for pattern in (YEAR_FIRST, PARTS_DAY_FIRST, PARTS_YEAR_FIRST):
        for match in pattern.finditer(text):
            found.append((*match.span(), _days(int(match["y"]), int(match["m"]), int(match["d"]))))
    for pattern in (SEVERAL_DAY_FIRST, SEVERAL_MONTH_FIRST, DAY_FIRST, MONTH_FIRST, YEAR_MONTH_NAME):
        for match in pattern.finditer(text):
            month = MONTHS[match["mon"].lower()]
            found.append((*match.span(), _days(_year(match["y"]), month, int(match["d"]))))
    for match in NUMERIC.finditer(text):
        if match["s"] == "." and len(match["y"]) == 2 and order is None:
            continue  # 1.2.10 is a chapter
        found.append((*match.span(), _numeric(int(match["a"]), int(match["b"]), match["y"], latest, order)))
    return [candidate for candidate in found if candidate[2]]


def _numeric(first: int, second: int, year: str, latest: date, order: Order | None) -> tuple[date, ...]:
    full = _year(year)
    by_order = {
        "mdy": _days(full, first, second),
        "dmy": _days(full, second, first),
        "ymd": _days(2000 + first, second, int(year)) if len(year) == 2 else (),
    }
    if order is not None and by_order[order]:
        return by_order[order]
    readings = by_order["mdy"] + by_order["dmy"]
    if len(year) == 2 and first > 12 and first >= 20:
        readings += tuple(day for day in by_order["ymd"] if day <= latest)  # 25/03/14 may begin with the year
    return tuple(dict.fromkeys(readings))


def _year(text: str) -> int:
    digits = text.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _days(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()
