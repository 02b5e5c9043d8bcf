"""Report: a Review in, how many records of each type stand in which month at which site out.

A picture of the records only: what a rule makes of them stands in its question. Every record of a sampled type is
counted once (a rescan adds nothing) and lands in one column, so that a row's columns add up to its records.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.mapping.fitting import ALL_SITES
from pipeline.mapping.periods import month_name, month_of
from pipeline.mapping.surroundings import ACCEPTANCE
from pipeline.model import Profile, Review, Understanding
from rules.model import RulePack

SHADES = 4
"""Steps of shading above none; the number stands in the cell, the shade only helps the eye."""


class Outside(Enum):
    """Columns beside the months of the audit window."""

    OTHER_TIME = "other_time"
    UNDATED = "undated"


Column = int | Outside
"""A month (``pipeline.mapping.periods.Month``) or a column beside them."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One month of one row: how many records, how dark (0 to ``SHADES``), and whether the month was over by then."""

    count: int
    shade: int
    over: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    """Records of one type at one site.

    Args:
        site: A site of the engagement, ``ALL_SITES``, or None for records that name no site.
        cells: One a month of the window.
        other_time: Records dated before or after the window.
        undated: Records whose date is absent, ambiguous or illegible.
        records: All of them.
    """

    document_type: str
    site: str | None
    cells: tuple[HeatCell, ...]
    other_time: int
    undated: int
    records: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Months of the audit window (``YYYY-MM``) and the rows under them."""

    months: tuple[str, ...]
    rows: tuple[HeatRow, ...]


def heat_map(review: Review) -> HeatMap:
    """Count the records of every type that the instrument samples, by month and site.

    Left out are blank forms (no records) and documents whose type is in doubt (below the acceptance of mapping).
    """
    profile = review.profile
    months = range(month_of(profile.window.first), month_of(profile.window.last) + 1)
    counted = _counted((read.understanding for read in review.documents), sampled_types(review.pack), profile)
    most = max((count for cells in counted.values() for at, count in cells.items() if isinstance(at, int)), default=0)
    present = month_of(profile.as_of)
    rows = tuple(
        HeatRow(
            document_type,
            site,
            tuple(HeatCell(cells[month], _shade(cells[month], most), month < present) for month in months),
            cells[Outside.OTHER_TIME],
            cells[Outside.UNDATED],
            cells.total(),
        )
        for (document_type, site), cells in sorted(counted.items(), key=lambda entry: _order(entry[0], profile))
    )
    return HeatMap(tuple(map(month_name, months)), rows)


def sampled_types(pack: RulePack) -> frozenset[str]:
    """Document types that a rule of the pack samples as records."""
    return frozenset(name for rule in pack.rules if rule.nature == "record" for name in rule.types)


def _counted(
    documents: Iterable[Understanding], types: frozenset[str], profile: Profile
) -> Mapping[tuple[str, str | None], Counter[Column]]:
    counted: dict[tuple[str, str | None], Counter[Column]] = {}
    seen: set[tuple[str, str, str | None, Column]] = set()
    for known in documents:
        answer = known.classification
        if answer.document_type not in types or answer.probability < ACCEPTANCE or known.blank_form:
            continue
        row, column = (answer.document_type, _site(known, profile)), _column(known, profile)
        once = (known.version_group, *row, column)
        if once not in seen:
            seen.add(once)
            counted.setdefault(row, Counter())[column] += 1
    for document_type in {name for name, _ in counted}:
        named = {site for name, site in counted if name == document_type and site not in (None, ALL_SITES)}
        for site in profile.sites if named else ():
            # A site without a single record of a type that other sites have is what the eye must find.
            counted.setdefault((document_type, site.name), Counter())
    return counted


def _column(known: Understanding, profile: Profile) -> Column:
    day = known.evidence_date.value
    if known.evidence_date.state != "read" or day is None:
        return Outside.UNDATED
    return month_of(day) if profile.window.first <= day <= profile.window.last else Outside.OTHER_TIME


def _site(known: Understanding, profile: Profile) -> str | None:
    named = profile.site_named(known.site)
    if named is not None:
        return named
    if (known.site or "").casefold().strip() == ALL_SITES:
        return ALL_SITES
    return profile.sites[0].name if len(profile.sites) == 1 else None


def _shade(count: int, most: int) -> int:
    """Even steps up to the fullest month; whatever is there is never without shade."""
    return 0 if count == 0 else max(1, round(SHADES * count / most))


def _order(row: tuple[str, str | None], profile: Profile) -> tuple[str, int]:
    """Types by name; within one the sites as the engagement lists them, then the others."""
    document_type, site = row
    names: Sequence[str | None] = [*(one.name for one in profile.sites), ALL_SITES, None]
    return document_type, names.index(site)
