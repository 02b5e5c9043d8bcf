"""Checks of dates: tickets run out, rhythms that differ, meetings without an inspection before them."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.covering.offers import Case, once_each
from pipeline.mapping.needs_time import expiry_rows, usual_expiries
from pipeline.mapping.periods import SPANS
from pipeline.mapping.surroundings import Surroundings
from pipeline.mapping.timing import TICKET_TYPES
from pipeline.mapping.view import View
from pipeline.model import Check, Citation
from pipeline.sampling import SaidCadence

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
    for offer in offers:
        usual = usual_expiries(offer.view, case.rule, around.jurisdiction)
        for one in () if offer.view.understanding.restricted else usual:
            who, what = one.fact.attribute("person"), one.fact.attribute("course")
            if one.day < audit and (who, what) not in renewed:
                message = f"{who or 'ticket'}: {one.said}; that ended {one.day.isoformat()}"
                yield Check("ticket_expired", message, (one.fact.citation,))


def cadence_differs(case: Case, around: Surroundings) -> Iterator[Check]:
    """The client's own rhythm is not the instrument's or the pack's, or two of the client's documents differ."""
    sampling, said = case.rule.sampling, case.expectation.said
    if sampling.cadence is None:
        return
    if said and (case.expectation.cadence != sampling.cadence or SPANS[said[0].cadence] != SPANS[sampling.cadence]):
        whose = "instrument" if sampling.basis == "instrument" else "pack's default"
        message = f"client's words: {case.expectation.cadence or said[0].cadence}; {whose}: {sampling.cadence}"
        yield Check("cadence_differs", message, (said[0].citation, *_first_record(case)))
    yield from _contradictions(case)


def _contradictions(case: Case) -> Iterator[Check]:
    """Two directives that set different rhythms, and minutes that tell of another than the directive sets."""
    said, told = case.expectation.said, case.expectation.told
    if not said:
        return
    rule = _rule_of(case)
    agreeing = {one.group for one in said if one.cadence == rule.cadence}
    other = next((one for one in said if one.group not in agreeing), None)
    if other is not None:
        message = f"the client's documents differ: {rule.cadence} in one, {other.cadence} in another"
        yield Check("cadence_contradiction", message, (rule.citation, other.citation))
    for heard in told:
        if all(heard.cadence != one.cadence for one in said if one.group == rule.group):
            message = f"the directive says {rule.cadence}, the minutes of {heard.day} say {heard.cadence}"
            yield Check("cadence_contradiction", message, (rule.citation, heard.citation))


def _rule_of(case: Case) -> SaidCadence:
    """The words that bind: those the expected number rests on, else the newest."""
    said = case.expectation.said
    return next((one for one in said if one.cadence == case.expectation.cadence), said[0])


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
    days = [done for done, _ in inspections]
    before = None
    for day, view in meetings:
        first = before if before is not None else day - LONGEST_PAIRING
        before = day
        start = bisect_left(days, first)
        if not case.in_time(view) or (start < len(days) and days[start] <= day):
            continue
        places = _place(view) + (_place(inspections[start - 1][1]) if start else ())
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
