"""Checks across documents: named facts with citations on both sides; what follows from them is the auditor's."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from pipeline.covering.checks_actions import action_not_closed, closure_before_opening
from pipeline.covering.checks_law import legislation_superseded
from pipeline.covering.checks_links import control_not_located, finding_incomplete, recommendation_not_planned
from pipeline.covering.checks_people import (
    certificate_without_competency,
    holder_not_on_roster,
    orientation_after_first_duty,
)
from pipeline.covering.checks_time import cadence_differs, inspection_before_meeting, ticket_expired
from pipeline.covering.checks_versions import (
    blank_forms,
    signer_not_top_manager,
    superseded_version,
    unsigned_directive,
)
from pipeline.covering.offers import Case
from pipeline.mapping.surroundings import Surroundings
from pipeline.model import Check, Citation, Missing, MissingKind

CHECKS: tuple[Callable[[Case, Surroundings], Iterable[Check]], ...] = (
    ticket_expired,
    action_not_closed,
    closure_before_opening,
    unsigned_directive,
    signer_not_top_manager,
    superseded_version,
    cadence_differs,
    inspection_before_meeting,
    blank_forms,
    holder_not_on_roster,
    certificate_without_competency,
    orientation_after_first_duty,
    finding_incomplete,
    recommendation_not_planned,
    control_not_located,
    legislation_superseded,
)
CHECKS_SHOWN = 50
# What such a check did not find is what the question asks for: it is missing, and the question is located in part.
SETTLING: Mapping[str, MissingKind] = MappingProxyType(
    {"recommendation_not_planned": "action", "control_not_located": "document"}
)


def checks_of(case: Case, around: Surroundings) -> tuple[Check, ...]:
    """Every check on the evidence of one question; what several documents show alike is said once, citing all."""
    places: dict[tuple[str, str], tuple[Citation, ...]] = {}
    for check in (check for look in CHECKS for check in look(case, around)):
        key = (check.kind, check.message)
        places[key] = tuple(dict.fromkeys((*places.get(key, ()), *check.citations)))
    found = (Check(kind, message, citations) for (kind, message), citations in places.items() if citations)
    return tuple(found)[:CHECKS_SHOWN]


def missing_by_checks(checks: Iterable[Check]) -> tuple[Missing, ...]:
    """What checks across documents show to be missing of what a question asks."""
    return tuple(Missing(SETTLING[check.kind], check.message) for check in checks if check.kind in SETTLING)
