"""Checks across documents: named facts with citations on both sides; what follows from them is the auditor's."""

from collections.abc import Callable, Iterable

from pipeline.covering.checks_actions import action_not_closed, closure_before_opening
from pipeline.covering.checks_time import cadence_differs, inspection_before_meeting, ticket_expired
from pipeline.covering.checks_versions import (
    blank_forms,
    signer_not_top_manager,
    superseded_version,
    unsigned_directive,
)
from pipeline.covering.offers import Case
from pipeline.mapping.surroundings import Surroundings
from pipeline.model import Check, Citation

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
)
CHECKS_SHOWN = 50


def checks_of(case: Case, around: Surroundings) -> tuple[Check, ...]:
    """Every check on the evidence of one question; what several documents show alike is said once, citing all."""
    places: dict[tuple[str, str], tuple[Citation, ...]] = {}
    for check in (check for look in CHECKS for check in look(case, around)):
        key = (check.kind, check.message)
        places[key] = tuple(dict.fromkeys((*places.get(key, ()), *check.citations)))
    found = (Check(kind, message, citations) for (kind, message), citations in places.items() if citations)
    return tuple(found)[:CHECKS_SHOWN]
