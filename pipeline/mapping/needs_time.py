"""Needs that dates settle: dated, in force, reviewed in time, valid on the audit date, before the first duty."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.mapping.answers import MISSING_ROWS, Answer, clipped, met, unclear, unmet
from pipeline.mapping.surroundings import Surroundings
from pipeline.mapping.view import View
from pipeline.model import Citation, Fact, Missing
from rules.criteria import find_phrases
from rules.jurisdiction import Ticket
from rules.model import Rule
from rules.tables import tickets_in

REVIEW_ROLES = ("signed", "revised", "effective", "issued", "reviewed", "review")
# Documents of many people and courses; any other training record is about one course, whatever its row is called.
MANY_COURSES = frozenset({"training_matrix"})
FIRST_DUTY_ROLES = ("first_duty", "first_day", "start", "hired")
# A statement that the orientation came first, where no two dates can be compared.
BEFORE_DUTY = re.compile(
    r"\b(?:before|prior to) {1,3}(?:starting|beginning|commencing|start of|first|performing|any)\b[^.\n]{0,40}"
    r"\b(?:work|dut(?:y|ies)|shift|job|tasks?)\b",
    re.IGNORECASE,
)


def iso(text: str | None) -> date | None:
    """An ISO date, or None for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def training_rows(view: View, rule: Rule) -> tuple[Fact, ...]:
    """The rows of training on the rule's subject: a matrix's expired lift-truck ticket says nothing of first aid."""
    rows = view.facts("training_row")
    if not rule.subject or view.document_type not in MANY_COURSES:
        return rows
    return tuple(row for row in rows if find_phrases(row.attribute("course") or row.value, rule.subject, limit=1))


def expiry_rows(view: View, rule: Rule) -> tuple[tuple[Fact, date], ...]:
    """Everything on the rule's subject with a printed expiry: rows of training, else dates of that role."""
    rows = [(fact, iso(fact.attribute("expires"))) for fact in training_rows(view, rule)]
    by_row = view.document_type in MANY_COURSES and bool(view.facts("training_row"))
    dates = () if by_row else view.facts("date", "expiry")
    dated = [(fact, iso(fact.value)) for fact in dates if not fact.ambiguous]
    return tuple((fact, day) for fact, day in dated + rows if day is not None)


@dataclass(frozen=True, slots=True)
class UsualExpiry:
    """When a ticket without a printed expiry has usually run out, by the table of its kind.

    Args:
        day: The last day of its usual validity.
    """

    fact: Fact
    issued: date
    day: date
    ticket: Ticket

    @property
    def said(self) -> str:
        """In words, with how sure the table is."""
        kind = f"{self.ticket.name}, usually good for {self.ticket.months} months"
        return f"issued {self.issued.isoformat()}, no expiry printed; {kind} ({self.ticket.confidence})"


def usual_expiries(view: View, rule: Rule, jurisdiction: str) -> tuple[UsualExpiry, ...]:
    """Tickets whose expiry is not printed, with the usual one; where one is printed it wins, and there are none."""
    tickets = tickets_in(jurisdiction)
    if view.document_type in MANY_COURSES:
        rows = [row for row in training_rows(view, rule) if not row.attribute("expires") and not row.ambiguous]
        found = [(row, iso(row.attribute("completed")), row.attribute("course") or "") for row in rows]
    else:
        when = view.understanding.evidence_date
        holder = next(iter(view.facts("training_row")), None)
        printed = expiry_rows(view, rule) or view.facts("date", "expiry")
        found = [] if printed or holder is None else [(holder, when.value if when.state == "read" else None, view.text)]
    return tuple(
        UsualExpiry(fact, issued, months_before(issued, -ticket.months), ticket)
        for fact, issued, words in found
        if issued is not None
        for ticket in tickets
        if find_phrases(words, ticket.any_of, limit=1)
    )


def dated(view: View, rule: Rule, around: Surroundings) -> Answer:
    """An evidence date that could be read."""
    when = view.understanding.evidence_date
    if when.state == "read" and when.value is not None:
        return met("dated", when.citation)
    if when.state == "absent":
        return unmet("no date", "date", "date")
    return unclear(f"date {when.state}, check by eye", when.citation)


def filled(view: View, rule: Rule, around: Surroundings) -> Answer:
    """Not a blank form; a document that is no form at all is filled."""
    if view.understanding.blank_form:
        return unmet("blank form", "document", "a filled-in record")
    return met("filled in")


def valid_on_audit_date(view: View, rule: Rule, around: Surroundings) -> Answer:
    """Nothing in it had expired on the audit date; the printed expiry decides."""
    audit = around.profile.audit_date
    rows = expiry_rows(view, rule)
    renewed = {_ticket(fact) for fact, day in rows if day >= audit} - {None}
    expired = [(fact, day) for fact, day in rows if day < audit and _ticket(fact) not in renewed]
    if expired:
        missing = tuple(Missing("date", _expired(fact, day)) for fact, day in expired[:MISSING_ROWS])
        said = f"{len(expired)} of {len(rows)} expired before the audit date" if len(rows) > 1 else "expired"
        return Answer("unmet", said, missing, (expired[0][0].citation,))
    usual = usual_expiries(view, rule, around.jurisdiction)
    past = [one for one in usual if one.day < audit and _ticket(one.fact) not in renewed]
    if past and not rows:
        if past[0].ticket.confidence == "inferred":
            return unclear(f"usual validity ended {past[0].day.isoformat()}, check by eye", past[0].fact.citation)
        return unmet(past[0].said, "date", f"usual validity ended {past[0].day.isoformat()}", past[0].fact.citation)
    if rows:
        return met("valid on the audit date", rows[0][0].citation)
    if any(fact.ambiguous for fact in view.facts("date", "expiry")):
        return unclear("expiry date ambiguous, check by eye")
    return met("no expiry printed")


def _ticket(fact: Fact) -> tuple[str, str] | None:
    """Whose ticket for what a row is: a list that keeps old rows shows the renewal in another row."""
    who, what = fact.attribute("person"), fact.attribute("course")
    return (who.casefold(), what.casefold()) if who and what else None


def _expired(fact: Fact, day: date) -> str:
    if fact.kind != "training_row":
        return f"expired {day.isoformat()}"
    who = " ".join(part for part in (fact.attribute("person"), fact.attribute("course")) if part)
    return f"{clipped(who or fact.value)} expired {day.isoformat()}"


def reviewed_in_interval(view: View, rule: Rule, around: Surroundings) -> Answer:
    """A review or signing date within the rule's interval before the audit date."""
    months = rule.review_months
    newest = _newest_review(view, around.profile.audit_date)
    if newest is None:
        return _undated(view)
    day, place = newest
    if months is None or day >= months_before(around.profile.audit_date, months):
        return met(f"reviewed or signed {day.isoformat()}", place)
    said = f"reviewed or signed {day.isoformat()}, more than {months} months before the audit"
    return unmet(said, "date", f"review within {months} months", place)


def _undated(view: View) -> Answer:
    when = view.understanding.evidence_date
    if when.state in ("ambiguous", "illegible"):
        return unclear(f"date {when.state}, check by eye", when.citation)
    return unmet("no review or signing date", "date", "review or signing date")


def _newest_review(view: View, audit: date) -> tuple[date, Citation | None] | None:
    places: list[tuple[date, Citation | None]] = [
        (day, fact.citation)
        for fact in view.facts("date", *REVIEW_ROLES)
        if not fact.ambiguous and (day := iso(fact.value)) is not None and day <= audit
    ]
    when = view.understanding.evidence_date
    if when.state == "read" and when.value is not None and when.value <= audit:
        places.append((when.value, when.citation))
    return max(places, key=lambda pair: pair[0], default=None)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    year, index = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, index + 1, last)
        except ValueError:
            continue
    return date(year, index + 1, 28)


def before_first_duty(view: View, rule: Rule, around: Surroundings) -> Answer:
    """The orientation is not dated after the first regular duty."""
    first = next((fact for fact in view.facts("date", *FIRST_DUTY_ROLES) if iso(fact.value)), None)
    when = view.understanding.evidence_date
    started = iso(first.value) if first else None
    if first is not None and started is not None and when.value is not None:
        if when.value <= started:
            return met("dated not after the first duty", when.citation, first.citation)
        return unmet("dated after the first duty", "date", "orientation before the first duty", first.citation)
    found = BEFORE_DUTY.search(view.text)
    if found:
        return met("says it came before the first duty", view.cite(*found.span()))
    return unclear("no first day of work to compare with")
