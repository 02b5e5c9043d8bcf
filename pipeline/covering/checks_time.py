"""Checks of dates: tickets run out, rhythms that differ, meetings without an inspection before them."""

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.covering.offers import Case, once_each
from pipeline.mapping.needs_time import expiry_rows
from pipeline.mapping.periods import SPANS
from pipeline.mapping.surroundings import Surroundings
from pipeline.mapping.timing import TICKET_TYPES
from pipeline.mapping.view import View
from pipeline.model import Check, Citation

LONGEST_PAIRING = timedelta(days=92)
PAIRED = ("hsc_minutes", "workplace_inspection")


def ticket_expired(case: Case, around: Surroundings) -> Iterator[Check]:
    """A ticket whose printed expiry lies before the audit date, and nothing newer for the same person and course."""
    if "valid_on_audit_date" not in case.rule.needs:
        return
    audit = case.profile.audit_date
    offers = [one for one in once_each(case.offers) if one.view.document_type in TICKET_TYPES]
    rows = [
        (fact.attribute("person"), fact.attribute("course"), day, fact.citation)
        for offer in offers
        if not offer.view.understanding.restricted
        for fact, day in expiry_rows(offer.view, case.rule)
    ]
    renewed = {(who, what) for who, what, day, _ in rows if who and day >= audit}
    for who, what, day, place in rows:
        if day < audit and (who, what) not in renewed:
            whose = ", ".join(part for part in (who, what) if part) or "ticket"
            message = f"{whose}: expired {day.isoformat()}, before the audit date {audit.isoformat()}"
            yield Check("ticket_expired", message, (place,))


def cadence_differs(case: Case, around: Surroundings) -> Iterator[Check]:
    """The client's own rhythm is not the instrument's or the pack's, or two of the client's documents differ."""
    sampling, said = case.rule.sampling, case.expectation.said
    if not said or sampling.cadence is None:
        return
    if case.expectation.cadence != sampling.cadence or SPANS[said[0].cadence] != SPANS[sampling.cadence]:
        whose = "instrument" if sampling.basis == "instrument" else "pack's default"
        message = f"client's words: {case.expectation.cadence or said[0].cadence}; {whose}: {sampling.cadence}"
        yield Check("cadence_differs", message, (said[0].citation, *_first_record(case)))
    others = (one for one in said if one.document_id != said[0].document_id)
    other = next((one for one in others if SPANS[one.cadence] != SPANS[said[0].cadence]), None)
    if other is not None:
        message = f"the client's documents differ: {said[0].cadence} in one, {other.cadence} in another"
        yield Check("cadence_contradiction", message, (said[0].citation, other.citation))


def _first_record(case: Case) -> tuple[Citation, ...]:
    """A place in a record of the same question: the other side of what the directive says."""
    return next((offer.evidence.citations[:1] for offer in case.full if offer.evidence.citations), ())


def inspection_before_meeting(case: Case, around: Surroundings) -> Iterator[Check]:
    """Every committee meeting of the window has an inspection since the meeting before it."""
    known = (*case.rule.types, *case.rule.supporting)
    if case.rule.types[0] != PAIRED[0] or PAIRED[1] not in known:
        return
    meetings = _dated(case, PAIRED[0])
    inspections = _dated(case, PAIRED[1])
    undated = sum(
        view.understanding.evidence_date.state in {"illegible", "ambiguous"} and not view.understanding.blank_form
        for view in case.views.get(PAIRED[1], ())
    )
    before = None
    for day, view in meetings:
        first = before if before is not None else day - LONGEST_PAIRING
        before = day
        if not case.in_time(view) or any(first <= done <= day for done, _ in inspections):
            continue
        earlier = [other for done, other in inspections if done < first]
        places = _place(view) + (_place(earlier[-1]) if earlier else ())
        message = f"meeting of {day.isoformat()}: no inspection located since {first.isoformat()}"
        if undated:
            message += f"; {undated} undated inspection(s) to check by eye"
        yield Check("inspection_before_meeting", message, places)


def _dated(case: Case, document_type: str) -> list[tuple[date, View]]:
    """Filled-in records of a type with a readable date, oldest first."""
    found = [
        (when.value, view)
        for view in case.views.get(document_type, ())
        for when in (view.understanding.evidence_date,)
        if when.state == "read" and when.value is not None and not view.understanding.blank_form
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].understanding.document.id))


def _place(view: View) -> tuple[Citation, ...]:
    return view.own([view.understanding.evidence_date.citation, view.cite_title()])[:1]
