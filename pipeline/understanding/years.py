"""Step 5, part: a day without a year, its paper's dates and name -> the day, where they leave one year, and why."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.model import EvidenceDate, Fact
from pipeline.understanding.day_month import NAME_DATE, NAME_MONTH, ChosenDate, month_of_name

NEAR = timedelta(days=31)
"""A follow-up, a printing or a keying-in so near to a day settles its year; another year is eleven months off."""
NO_NEIGHBOURS = frozenset({"form_revision", "expiry", "review_due", "previous", "first_duty", "born"})


def is_yearless(fact: Fact) -> bool:
    """Whether a fact is a day that bears no year."""
    return fact.kind == "date" and fact.attribute("state") == "yearless"


def settle_year(facts: Sequence[Fact], order: Sequence[str], shown_path: str, latest: date) -> ChosenDate | None:
    """The date of a paper that bears no full one but a day at a label; None where it bears no such day either.

    Args:
        facts: All dates of the paper.
        order: Roles that date this kind of paper, the most telling first.
        latest: The last day a record can bear.
    """
    open_days = [fact for fact in facts if is_yearless(fact) and fact.role in order]
    if not open_days:
        return None
    first = min(order.index(fact.role or "") for fact in open_days)
    told = [(fact, *_with_year(fact, facts, shown_path, latest)) for fact in open_days if fact.role == order[first]]
    fact, day, why = told[0]
    if day is None or {one for _, one, _ in told} != {day}:
        why = why if day is None else _disagrees(fact)
        return ChosenDate(EvidenceDate(None, None, "absent", citation=fact.citation), why)
    return ChosenDate(EvidenceDate(day, fact.role, "read", citation=fact.citation), why)


def _with_year(fact: Fact, facts: Sequence[Fact], shown_path: str, latest: date) -> tuple[date | None, str]:
    """The day and what settles its year, or None and what is wrong."""
    told = (*_by_name(fact, shown_path), *_by_head(fact), *_by_neighbours(fact, facts))
    if not told:
        return None, f"{_quoted(fact)} bears no year, and neither the paper nor its name settles it"
    weekday = fact.attribute("weekday")
    day, why = told[0]
    agreed = {one for one, _ in told} == {day} and day <= latest and weekday in (None, str(day.weekday()))
    return (day, f"{_quoted(fact)} bears no year: {why}") if agreed else (None, _disagrees(fact))


def _disagrees(fact: Fact) -> str:
    return f"{_quoted(fact)} bears no year, and what the paper and its name say of it disagrees"


def _quoted(fact: Fact) -> str:
    return repr((fact.attribute("written") or "")[:40])


def _by_name(fact: Fact, shown_path: str) -> Iterator[tuple[date, str]]:
    why = "the file or folder name settles it"
    for match in NAME_DATE.finditer(shown_path):
        yield from _same(fact, int(match["y"]), int(match["m"]), match["d"], why)
    for match in NAME_MONTH.finditer(shown_path):
        yield from _same(fact, int(match["y"]), month_of_name(match), match["d"], why)


def _same(fact: Fact, year: int, month: int, day: str | None, why: str) -> Iterator[tuple[date, str]]:
    """The day in that year, where a name carries the same month and no other day of it."""
    own_month, own_day = (fact.attribute("month_day") or "").split("-")
    if month == int(own_month) and (day is None or int(day) == int(own_day)):
        yield from ((found, why) for found in _day(year, fact))


def _by_head(fact: Fact) -> Iterator[tuple[date, str]]:
    for year in (fact.attribute("years") or "").split("|"):
        if year:
            yield from ((day, "the head of the paper names the month with its year") for day in _day(int(year), fact))


def _by_neighbours(fact: Fact, facts: Sequence[Fact]) -> Iterator[tuple[date, str]]:
    """Full dates of the paper within a month of the day; those of its form, its expiry and papers before it apart."""
    for other in facts:
        if not other.value or other.ambiguous or other.role in NO_NEIGHBOURS:
            continue
        near = date.fromisoformat(other.value)
        for year in (near.year - 1, near.year, near.year + 1):
            for day in _day(year, fact):
                if abs(day - near) <= NEAR:
                    yield day, f"{near.isoformat()} on page {other.citation.page} settles it"


def _day(year: int, fact: Fact) -> Iterator[date]:
    try:
        yield date.fromisoformat(f"{year:04d}-{fact.attribute('month_day')}")
    except ValueError:
        return
