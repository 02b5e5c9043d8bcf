"""Checks of actions and findings: never closed, or closed before they were opened."""

from collections.abc import Iterator
from datetime import date

from pipeline.covering.offers import Case, Offer, once_each
from pipeline.mapping.answers import clipped
from pipeline.mapping.needs_time import iso
from pipeline.mapping.surroundings import Surroundings
from pipeline.mapping.view import View, closed
from pipeline.mapping.view import due as when_due
from pipeline.model import Check, Citation, Fact

ACTION_NEEDS = frozenset({"action_owner", "action_due", "action_closed"})


def _rows(case: Case) -> Iterator[tuple[Offer, Fact]]:
    """Actions and findings of the question's evidence of the right type; nothing of restricted documents."""
    if not ACTION_NEEDS & set(case.rule.needs):
        return
    for offer in once_each(case.offers):
        if offer.right_type and not offer.view.understanding.restricted and offer.evidence.fit != "out_of_period":
            for row in offer.view.rows:
                yield offer, row


def action_not_closed(case: Case, around: Surroundings) -> Iterator[Check]:
    """An action without closure whose date due has passed on the audit date, or that names no date due."""
    audit = case.profile.audit_date
    rows = [row for _, row in _rows(case)]
    done = {_same(row.value) for row in rows if closed(row)}
    last = {_same(row.value): row.citation for row in rows}
    for row in rows:
        due = iso(row.attribute("due"))
        if closed(row) or _same(row.value) in done or (due is not None and due >= audit):
            continue
        when = f"due {due.isoformat()}" if due else f"due {said}" if (said := when_due(row)) else "no date due"
        places = tuple(dict.fromkeys((row.citation, last[_same(row.value)])))
        yield Check("action_not_closed", f"{clipped(row.value)}: {when}, no closure located", places)


def _same(value: str) -> str:
    """An action's words as compared between documents."""
    return " ".join(value.casefold().split())


def closure_before_opening(case: Case, around: Surroundings) -> Iterator[Check]:
    """A closure dated before the action was raised, or before the record that raised it."""
    for offer, row in _rows(case):
        ended, opened = iso(row.attribute("closed")), _opened(offer.view, row)
        if ended is None or opened is None or ended >= opened[0]:
            continue
        message = f"{clipped(row.value)}: closed {ended.isoformat()}, before it was opened {opened[0].isoformat()}"
        yield Check("closure_before_opening", message, tuple(dict.fromkeys((row.citation, *opened[1]))))


def _opened(view: View, row: Fact) -> tuple[date, tuple[Citation, ...]] | None:
    raised = iso(row.attribute("raised") or row.attribute("opened"))
    if raised is not None:
        return raised, (row.citation,)
    if view.document_type not in ("workplace_inspection", "incident_investigation", "incident_report"):
        # A log or minutes list what was raised earlier: their own date says nothing of the opening.
        return None
    when = view.understanding.evidence_date
    if when.state != "read" or when.value is None:
        return None
    return when.value, (when.citation,) if when.citation else ()
