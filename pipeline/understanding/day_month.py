"""Step 5, part: a chosen date that may mean two days -> the one that evidence of the same paper leaves, or both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.facts.datetext import MONTHS
from pipeline.model import EvidenceDate, Fact

# 2026-03-04, 2026_03, 20260304 in a file or folder name; March 2026.
NAME_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})[-_. ]?(?P<m>0[1-9]|1[0-2])(?:[-_. ]?(?P<d>0[1-9]|[12]\d"
    r"|3[01]))?(?!\d)"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# The two numbers a date in numbers begins with.
FIRST_NUMBERS = re.compile(r"(?P<a>\d{1,2})\D{1,3}(?P<b>\d{1,2})")
NAME_MONTH = re.compile(
    rf"(?<![^\W\d_])(?P<mon>{_MONTH})[-_. ,]{{0,3}}(?:(?P<d>\d{{1,2}})[-_. ,]{{1,3}})?(?P<y>(?:19|20)\d{{2}})(?!\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ChosenDate:
    """The evidence date and, where it needs one, a line that says why."""

    date: EvidenceDate
    reason: str | None = None


def settled(best: Fact, dated: Sequence[Fact], shown_path: str) -> ChosenDate:
    """The date as it counts: clear, settled by evidence that the reason names, or ambiguous with both readings."""
    if not best.ambiguous:
        reason = None
        if best.attribute("weekday") is not None:
            reason = (
                f"{best.citation.quote[:40]!r}: the weekday or month named beside it settles which number is the month"
            )
        return ChosenDate(
            EvidenceDate(date.fromisoformat(best.value), best.role, "read", citation=best.citation), reason
        )
    days = tuple(date.fromisoformat(text) for text in (best.attribute("alternatives") or "").split("|"))
    told = {fact.value for fact in dated if not fact.ambiguous and fact.role == best.role}
    agreed = [day for day in days if day.isoformat() in told]
    if len(agreed) == 1:
        reason = f"{best.citation.quote[:40]!r}: the same date is written out elsewhere in the document"
        return ChosenDate(EvidenceDate(agreed[0], best.role, "read", days, best.citation), reason)
    asked = best.attribute("asked")
    if asked is not None and (day := by_order(best, days, asked)) is not None:
        reason = (
            f"{best.citation.quote[:40]!r}: the form asks for its dates {'day' if asked == 'dmy' else 'month'} first"
        )
        return ChosenDate(EvidenceDate(day, best.role, "read", days, best.citation), reason)
    order = _order_of(dated)
    if order is not None and (day := by_order(best, days, order)) is not None:
        shown = "day" if order == "dmy" else "month"
        reason = f"{best.citation.quote[:40]!r}: other dates of the document can only be written {shown} first"
        return ChosenDate(EvidenceDate(day, best.role, "read", days, best.citation), reason)
    named = [day for day in days if name_says(shown_path, day)]
    if len(named) == 1:
        reason = f"date can mean {' or '.join(day.isoformat() for day in days)}; the file or folder name decides"
        return ChosenDate(EvidenceDate(named[0], best.role, "read", days, best.citation), reason)
    return ChosenDate(EvidenceDate(None, best.role, "ambiguous", days, best.citation))


def _order_of(dated: Sequence[Fact]) -> str | None:
    """How the dates in numbers are written that leave no choice; None without one or where they differ."""
    orders = {order for fact in dated if (order := fact.attribute("order")) is not None}
    return next(iter(orders)) if len(orders) == 1 else None


def by_order(best: Fact, days: Sequence[date], order: str) -> date | None:
    """The reading that has day and month where the order says, from the numbers as they are quoted."""
    match = FIRST_NUMBERS.search(best.attribute("written") or "")
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    wanted = (second, first) if order == "dmy" else (first, second)
    return next((day for day in days if (day.month, day.day) == wanted), None)


def month_of_name(match: re.Match[str]) -> int:
    """The month that ``NAME_MONTH`` found, 1 to 12."""
    return MONTHS[match["mon"].lower()]


def name_says(shown_path: str, day: date) -> bool:
    """Whether a name carries this day, or this month without a day."""
    for match in NAME_DATE.finditer(shown_path):
        if (int(match["y"]), int(match["m"])) == (day.year, day.month) and (
            match["d"] is None or int(match["d"]) == day.day
        ):
            return True
    for match in NAME_MONTH.finditer(shown_path):
        if (int(match["y"]), month_of_name(match)) == (day.year, day.month) and (
            match["d"] is None or int(match["d"]) == day.day
        ):
            return True
    return False
