"""From the evidence of one question to n of m and what is missing, by the rule's kind of sampling."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from pipeline.covering.offers import Case, Offer, once_each
from pipeline.covering.people import hires_located, people_located, positions_located
from pipeline.mapping.content import wanted
from pipeline.mapping.fitting import ALL_SITES
from pipeline.mapping.periods import month_of, periods
from pipeline.model import Missing
from rules.model import SamplingKind

NO_LIST = "how many are expected is not known: no list was read"
NO_HIRES = "no list with hire dates was read: only those with a record are counted"


@dataclass(frozen=True, slots=True)
class Count:
    """How much of what a rule asks is located.

    Args:
        located, expected: None where nothing is counted.
        complete: Everything that is due is there.
        note: Why a number is not known, in one line.
    """

    located: int | None
    expected: int | None
    missing: tuple[Missing, ...]
    complete: bool
    note: str | None = None


def count(case: Case) -> Count:
    """Count the evidence of a question, of all its sites or of one."""
    return COUNTS[case.rule.sampling.kind](case)


def _document(case: Case) -> Missing:
    return Missing("document", case.rule.types[0].replace("_", " "))


def _once(case: Case) -> Count:
    if case.full:
        return Count(None, None, (), complete=True)
    near = [offer for offer in case.offers if offer.falls_short]
    if case.rule.pooled and near:
        return _pooled(case, near)
    if near:
        best = min(near, key=lambda offer: len(offer.evidence.missing))
        return Count(None, None, best.evidence.missing, complete=False)
    partial = any(offer.right_type and offer.evidence.fit == "partial" for offer in case.offers)
    return Count(None, None, () if partial else (_document(case),), complete=False)


def _pooled(case: Case, near: list[Offer]) -> Count:
    """Several documents answer together: what each of them lacks is missing, what one shows is there."""
    shared = [lack for lack in near[0].evidence.missing if all(lack in offer.evidence.missing for offer in near)]
    criteria = [lack for lack in shared if lack.kind == "criterion"]
    others = [lack for lack in shared if lack.kind != "criterion"]
    enough = len(case.rule.criteria) - len(criteria) >= wanted(case.rule)
    missing = tuple(others if enough else shared)
    return Count(None, None, missing, complete=not missing)


def _per_site(case: Case) -> Count:
    sites = case.profile.sites
    if not sites:
        return _once(case)
    covered = {offer.evidence.site for offer in case.full}
    lacking = [site.name for site in sites if site.name not in covered and ALL_SITES not in covered]
    located = len(sites) - len(lacking)
    missing = tuple(Missing("site", name) for name in lacking) if len(sites) > 1 else _once(case).missing
    return Count(located, len(sites), missing, complete=not lacking)


def _per_period(case: Case) -> Count:
    span = case.expectation.span
    if span is None:
        return _each_record(case)
    filled = {month_of(offer.day) for offer in case.full if offer.day is not None}
    expected = periods(case.months, span, (month_of(day) for day in _rhythm(case)))
    empty = [period for period in expected if not any(period.holds(month) for month in filled)]
    missing = tuple(Missing("period", period.name, due=period.over(case.profile.as_of)) for period in empty)
    located = len(expected) - len(empty)
    minimum = case.rule.sampling.minimum
    if minimum is not None and located >= min(minimum, len(expected)):
        return Count(located, min(minimum, len(expected)), (), complete=located > 0)
    complete = located > 0 and not any(lack.due for lack in missing)
    return Count(located, len(expected), missing, complete)


def _rhythm(case: Case) -> list[date]:
    """Days of all records of the right type, earlier ones too: they show when the client's periods fall due."""
    return [offer.day for offer in once_each(case.offers) if offer.right_type and offer.day is not None]


def _each_record(case: Case) -> Count:
    good = len(case.full)
    bad = once_each(offer for offer in case.offers if offer.falls_short or _date_asked(case, offer))
    counted = {offer.counts_once_as for offer in case.full}
    bad = tuple(offer for offer in bad if offer.counts_once_as not in counted)
    minimum = case.rule.sampling.minimum
    if not good and not bad:
        seen = any(offer.right_type and offer.evidence.fit == "partial" for offer in case.offers)
        return Count(0, minimum, () if seen else (_document(case),), complete=False)
    if minimum is not None and good >= minimum:
        # As many as are asked are there: the others count among those looked at, and make nothing missing.
        return Count(good, good + len(bad), (), complete=True)
    complete = minimum is None and not bad
    missing = () if complete else tuple(dict.fromkeys(lack for offer in bad for lack in _lacks(offer)))
    return Count(good, good + len(bad), missing, complete)


def _date_asked(case: Case, offer: Offer) -> bool:
    """A record whose date nobody could read does not show what a rule that asks for the date wants to see."""
    return offer.undated and "dated" in case.rule.needs


def _lacks(offer: Offer) -> tuple[Missing, ...]:
    return (
        (*offer.evidence.missing, Missing("date", "date to check by eye")) if offer.undated else offer.evidence.missing
    )


def _sample(case: Case) -> Count:
    """So many good records out of however many there are."""
    wanted_records = case.rule.sampling.minimum or 1
    good = min(len(case.full), wanted_records)
    if good == wanted_records:
        return Count(good, wanted_records, (), complete=True)
    short = wanted_records - good
    lacks = Missing("document", f"{short} more: {case.rule.types[0].replace('_', ' ')}")
    return Count(good, wanted_records, (lacks,), complete=False)


def _first_duty_after(case: Case) -> Count:
    hires = hires_located(case)
    if not hires.expected:
        return replace(_each_record(case), note=None if hires.listed else NO_HIRES)
    note = None if hires.listed else NO_HIRES
    return Count(hires.located, hires.expected, hires.missing, complete=not hires.missing, note=note)


def _people(case: Case) -> Count:
    listed = people_located(case)
    return _listed(case, listed.located, listed.expected, tuple(Missing("person", who) for who in listed.missing))


def _positions(case: Case) -> Count:
    listed = positions_located(case)
    return _listed(case, listed.located, listed.expected, tuple(Missing("document", what) for what in listed.missing))


def _listed(case: Case, located: int, expected: int | None, missing: tuple[Missing, ...]) -> Count:
    if expected is None:
        lacking = () if case.offers else (_document(case),)
        return Count(located, None, lacking, complete=False, note=NO_LIST)
    return Count(located, expected, missing, complete=located >= expected > 0)


COUNTS: Mapping[SamplingKind, Callable[[Case], Count]] = MappingProxyType(
    {
        "once": _once,
        "per_site": _per_site,
        "per_period": _per_period,
        "each_record": _each_record,
        "all_employees": _people,
        "all_positions": _positions,
        "holders_of_role": _people,
        "first_duty_after": _first_duty_after,
        "sample": _sample,
    }
)
