"""Whole calendar months: which ones an audit expects, how a client's rhythm groups them, what they are called."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.model import Window

# Months in one period. A daily or weekly rhythm is counted by the month too: any record of a month fills it.
SPANS = {
    "daily": 1, "weekly": 1, "biweekly": 1, "semimonthly": 1, "monthly": 1, "bimonthly": 2, "quarterly": 3,
    "semiannual": 6, "yearly": 12, "annual": 12,
}  # fmt: skip

Month = int
"""Months since the year 0: 12 * year + month - 1."""


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return day.year * 12 + day.month - 1


def last_day(month: Month) -> date:
    """The last day of a month."""
    year, index = divmod(month + 1, 12)
    return date(year, index + 1, 1) - timedelta(days=1)


def month_name(month: Month) -> str:
    """``YYYY-MM``."""
    year, index = divmod(month, 12)
    return f"{year:04d}-{index + 1:02d}"


def period_name(due: Month, span: int) -> str:
    """Name of the period that was due in a month: ``YYYY-MM``, for quarters ``YYYY-Qn``, for years ``YYYY``."""
    year, index = divmod(due, 12)
    if span == 12:
        return f"{year:04d}"
    if span == 3:
        return f"{year:04d}-Q{index // 3 + 1}"
    return month_name(due)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months in which one record is expected.

    Args:
        due: The month that names it, by the client's rhythm.
        first, last: A record of any day of these months fills it.
    """

    name: str
    due: Month
    first: Month
    last: Month

    def holds(self, month: Month) -> bool:
        """Whether a record of this month fills the period."""
        return self.first <= month <= self.last

    def over(self, as_of: date) -> bool:
        """Whether the month in which it was due has ended."""
        return as_of > last_day(self.due)


def audit_months(window: Window, audit_date: date) -> tuple[Month, ...]:
    """The whole months a cadence counts: those of the window before the audit's month, the window's first included."""
    last = min(month_of(window.last), month_of(audit_date) - 1)
    return tuple(range(min(month_of(window.first), last), last + 1))


def periods(months: tuple[Month, ...], span: int, located: Iterable[Month]) -> tuple[Period, ...]:
    """Group the audit's months into periods of ``span`` months.

    Args:
        months: The whole months before the audit's month.
        span: Months in a period.
        located: Months of the records located, earlier ones too: they show the client's rhythm.
    """
    if not months or span <= 1:
        return tuple(Period(month_name(month), month, month, month) for month in months)
    count = max(1, len(months) // span)
    rhythm = Counter(located)
    if count == 1:
        due = _only_due(months, span, rhythm)
        # One record anywhere in the time looked at settles it; the audit's own month counts as well.
        return (Period(period_name(due, span), due, months[0], months[-1] + 1),)
    candidates = [_ending(month, span, count, months) for month in months[-span:]]
    return max(candidates, key=lambda made: _keeps(made, span, rhythm))


def _only_due(months: tuple[Month, ...], span: int, rhythm: Collection[Month]) -> Month:
    """Due month of a single period: a period after the last record before it, else of the record in it, else usual."""
    inside = [month for month in rhythm if months[0] <= month <= months[-1] + 1]
    if inside:
        return max(inside)
    expected = [month + span for month in rhythm if months[0] <= month + span <= months[-1]]
    if expected:
        return max(expected)
    # Nobody knows: a year is called by the calendar year in which most of its months lie.
    year, _ = Counter(month // 12 for month in months).most_common(1)[0]
    return max(month for month in months if month // 12 == year) if span == 12 else months[-1]


def _ending(last_due: Month, span: int, count: int, months: tuple[Month, ...]) -> tuple[Period, ...]:
    """The periods whose last one is due in a given month; a record may be as early as late, never before the window."""
    late = (span - 1) // 2
    return tuple(
        Period(period_name(due, span), due, max(months[0], due - (span - 1 - late)), due + late)
        for due in range(last_due - span * (count - 1), last_due + 1, span)
    )


def _keeps(made: tuple[Period, ...], span: int, rhythm: Counter[Month]) -> tuple[int, int, int]:
    """How well a rhythm fits the records: on its months first, then periods filled; else the latest."""
    on_time = sum(count for month, count in rhythm.items() if month % span == made[-1].due % span)
    filled = sum(any(period.holds(month) for month in rhythm) for period in made)
    return on_time, filled, made[-1].due


def in_window(day: date, window: Window) -> bool:
    """Whether a day lies in the window, both ends included."""
    return window.first <= day <= window.last
