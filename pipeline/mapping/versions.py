"""Versions of one directive: the newest in force answers, older ones are shown and do not count."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from pipeline.mapping.view import View
from pipeline.model import Evidence

# A company has one of these in force, whatever its earlier wording was; other types may have several side by side.
ONE_IN_FORCE = frozenset({"hs_policy"})
SUPERSEDED = "older version; the newest in force is dated"


def supersede(
    evidence: Iterable[Evidence],
    views: Mapping[str, View],
    kinds: Mapping[str, str],
    audit_date: date,
    foreign: Collection[str] = frozenset(),
) -> tuple[Evidence, ...]:
    """Mark, rule by rule, directives of which a newer version in force is located; order is kept.

    Args:
        foreign: Ids of documents of other firms; they replace nothing.
    """
    offered = tuple(evidence)
    newest: dict[tuple[str, str], date] = {}
    for offer in offered:
        day = _day(offer, views)
        directive = kinds.get(views[offer.document_id].document_type) == "directive"
        if directive and offer.document_id not in foreign and day is not None and day <= audit_date:
            for key in _versions(offer, views, ruling=True):
                newest[key] = max(newest.get(key, day), day)
    return tuple(_marked(offer, _newest(offer, views, newest), _day(offer, views)) for offer in offered)


def _newest(offer: Evidence, views: Mapping[str, View], newest: Mapping[tuple[str, str], date]) -> date | None:
    days = [newest[key] for key in _versions(offer, views, ruling=False) if key in newest]
    return max(days, default=None)


def _versions(offer: Evidence, views: Mapping[str, View], ruling: bool) -> Iterator[tuple[str, str]]:
    """What a document is a version of: its group; for types with one in force, that type.

    Args:
        ruling: Asked for a version that may replace others: only one with the content asked for can replace a
            differently worded one.
    """
    view = views[offer.document_id]
    yield offer.rule_id, view.understanding.version_group
    complete = not any(lack.kind == "criterion" for lack in offer.missing)
    if view.document_type in ONE_IN_FORCE and (complete or not ruling):
        yield offer.rule_id, view.document_type


def _day(offer: Evidence, views: Mapping[str, View]) -> date | None:
    when = views[offer.document_id].understanding.evidence_date
    return when.value if when.state == "read" else None


def _marked(offer: Evidence, newest: date | None, day: date | None) -> Evidence:
    if newest is None or day is None or day >= newest:
        return offer
    reasons = (*offer.reasons[:2], f"{SUPERSEDED} {newest.isoformat()}")
    return replace(offer, fit="out_of_period", reasons=reasons)
