"""What is located, in one line a person can read: "9 of 12 months located; missing Feb, Jul, Nov; Yard B none"."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.covering.counting import Count
from pipeline.covering.offers import Case
from pipeline.mapping.fitting import ALL_SITES
from pipeline.model import Missing, Profile, SiteCoverage
from rules.model import Rule, SamplingKind

NAMES_SHOWN = 12
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PERIODS: Mapping[int, str] = MappingProxyType({1: "months", 3: "quarters", 6: "half-years", 12: "years"})
UNITS: Mapping[SamplingKind, str] = MappingProxyType(
    {
        "per_site": "sites",
        "each_record": "records",
        "all_employees": "people",
        "all_positions": "positions",
        "holders_of_role": "people",
        "first_duty_after": "new people",
        "sample": "records of the sample",
    }
)


def note_of(case: Case, counted: Count, rows: Sequence[SiteCoverage]) -> str | None:
    """What a reader must know beside the status, in one line; None when there is nothing to say."""
    lines = [*_numbers(case, counted), *_at_sites(case, rows)]
    if counted.note:
        lines.append(counted.note)
    unsited = sum(offer.full and offer.evidence.site is None for offer in case.offers)
    if unsited and case.rule.sampling.per_site:
        lines.append(f"{unsited} records name no site")
    if case.undated:
        lines.append(f"{case.undated} undated records to check by eye")
    if case.rule.na_note and not case.full:
        lines.append(case.rule.na_note)
    return "; ".join(lines) or None


def _numbers(case: Case, counted: Count) -> list[str]:
    if counted.located is None or counted.expected is None:
        return []
    lines = [f"{counted.located} of {counted.expected} {_unit(case, counted.expected)} located"]
    lines += _missing(counted.missing, case)
    later = [_period(lack.value, case) for lack in counted.missing if lack.kind == "period" and not lack.due]
    return [*lines, f"not yet due: {_listed(later)}"] if later else lines


def _missing(missing: Sequence[Missing], case: Case) -> list[str]:
    """Periods, people, positions and sites by name; what single records lack stands beside each of them."""
    named = [lack for lack in missing if lack.due and lack.kind in ("period", "person", "site")]
    words = [_period(lack.value, case) if lack.kind == "period" else lack.value for lack in named]
    return [f"missing {_listed(words)}"] if words else []


def _at_sites(case: Case, rows: Sequence[SiteCoverage]) -> list[str]:
    """The sites that have less than all, each with what it lacks."""
    lines = []
    for row in rows:
        if row.site == ALL_SITES or row.status == "candidate" or row.expected is None:
            continue
        if not row.located:
            lines.append(f"{row.site} none")
        elif case.rule.sampling.kind != "per_site":
            lines.append(f"{row.site} {row.located} of {row.expected}{_lacking(row.missing, case)}")
    return lines


def _lacking(missing: Sequence[Missing], case: Case) -> str:
    words = "".join(_missing(missing, case))
    return f" ({words})" if words else ""


def _unit(case: Case, expected: int) -> str:
    """What is counted."""
    span = case.expectation.span
    if case.rule.sampling.kind == "per_period" and span is not None:
        unit = PERIODS.get(span, f"periods of {span} months")
    else:
        unit = UNITS.get(case.rule.sampling.kind, "records")
    return unit[:-1] if expected == 1 and unit.endswith("s") else unit


def _period(value: str, case: Case) -> str:
    """``Feb`` for "2026-02": twelve months hold none twice; in longer windows and for other periods the whole name."""
    year, _, month = value.partition("-")
    if len(case.months) > len(MONTHS):
        return value
    return MONTHS[int(month) - 1] if len(year) == 4 and month.isdigit() and 1 <= int(month) <= 12 else value


def _listed(words: Sequence[str]) -> str:
    more = len(words) - NAMES_SHOWN
    return ", ".join(words[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def why_not(rule: Rule, profile: Profile) -> str:
    """Why a question does not apply: the pack's reason with the head count or the level that decides."""
    bounds = rule.applies
    if bounds is None:
        return ""
    if bounds.level is not None and bounds.minimum_head_count is None and bounds.maximum_head_count is None:
        return f"{bounds.reason} (no {bounds.level} on the newest organization chart)"
    return f"{bounds.reason} (head count {profile.head_count})"
