"""Versions of one directive: the newest in force answers, older ones are shown and do not count."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from pipeline.mapping.view import View
from pipeline.model import Evidence

SUPERSEDED = "older version; the newest in force is dated"


def supersede(
    evidence: Iterable[Evidence], views: Mapping[str, View], kinds: Mapping[str, str], audit_date: date
) -> tuple[Evidence, ...]:
    """Mark, rule by rule, directives of which a newer version in force is located; order is kept."""
    offered = tuple(evidence)
    newest: dict[tuple[str, str], date] = {}
    for offer in offered:
        key, day = _version(offer, views), _day(offer, views)
        if kinds.get(views[offer.document_id].document_type) == "directive" and day is not None and day <= audit_date:
            newest[key] = max(newest.get(key, day), day)
    return tuple(_marked(offer, newest.get(_version(offer, views)), _day(offer, views)) for offer in offered)


def _version(offer: Evidence, views: Mapping[str, View]) -> tuple[str, str]:
    return offer.rule_id, views[offer.document_id].understanding.version_group


def _day(offer: Evidence, views: Mapping[str, View]) -> date | None:
    when = views[offer.document_id].understanding.evidence_date
    return when.value if when.state == "read" else None


def _marked(offer: Evidence, newest: date | None, day: date | None) -> Evidence:
    if newest is None or day is None or day >= newest:
        return offer
    reasons = (*offer.reasons[:2], f"{SUPERSEDED} {newest.isoformat()}")
    return replace(offer, fit="out_of_period", reasons=reasons)
