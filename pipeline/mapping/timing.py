"""Whether a document counts in time: records by the window, tickets by their validity, directives while in force."""

from dataclasses import dataclass
from typing import Literal

from pipeline.mapping.needs_time import expiry_rows
from pipeline.mapping.periods import SPANS, month_of, period_name
from pipeline.mapping.surroundings import Surroundings
from pipeline.mapping.view import View
from rules.model import Rule

# Their validity on the audit date decides, not the day they were issued.
TICKET_TYPES = frozenset({"training_certificate", "first_aid_certificate", "training_matrix", "fit_test"})

TimeState = Literal["inside", "outside", "undated"]


@dataclass(frozen=True, slots=True)
class Timing:
    """Where a document stands in time.

    Args:
        state: "undated" only for a record whose date is needed and cannot be told.
        period: Calendar name of the period its date lies in, by the rule's cadence; None without a date.
        said: One short line for the auditor.
    """

    state: TimeState
    period: str | None
    said: str


def binds(rule: Rule, view: View, around: Surroundings) -> bool:
    """Whether the audit window binds a document under a rule: records do, directives and tickets do not."""
    if rule.nature != "record" or view.document_type in TICKET_TYPES:
        return False
    return around.kinds.get(view.document_type, "record") == "record"


def timing_of(rule: Rule, view: View, around: Surroundings) -> Timing:
    """Where a document stands in time under a rule."""
    when = view.understanding.evidence_date
    day = when.value if when.state == "read" else None
    if view.document_type in TICKET_TYPES and rule.nature == "record":
        return _ticket(rule, view, around)
    if not binds(rule, view, around):
        if day is None:
            return Timing("inside", None, "")
        if day > around.profile.audit_date:
            return Timing("outside", None, f"dated {day.isoformat()}, not in force on the audit date")
        return Timing("inside", None, f"dated {day.isoformat()}")
    if day is None:
        said = "no date" if when.state == "absent" else f"date {when.state}, check by eye"
        return Timing("undated", None, said)
    cadence = rule.sampling.cadence
    period = period_name(month_of(day), SPANS[cadence] if cadence else 1)
    role = f" ({when.role.replace('_', ' ')})" if when.role else ""
    if around.in_window(day, by_month=rule.sampling.kind == "per_period"):
        return Timing("inside", period, f"dated {day.isoformat()}{role}, in the window")
    return Timing("outside", period, f"dated {day.isoformat()}{role}, outside the window")


def _ticket(rule: Rule, view: View, around: Surroundings) -> Timing:
    """A ticket counts by its validity; one issued after the audit date shows nothing on that day."""
    when = view.understanding.evidence_date
    day = when.value if when.state == "read" else None
    audit = around.profile.audit_date
    if day is not None and day > audit:
        return Timing("outside", None, f"dated {day.isoformat()}, after the audit date")
    issued = f"dated {day.isoformat()}" if day else ""
    last = max((expiry for _, expiry in expiry_rows(view, rule)), default=None)
    if last is None:
        return Timing("inside", None, issued)
    said = f"{issued}, {'valid to' if last >= audit else 'expired'} {last.isoformat()}".strip(", ")
    recent = day is not None and around.in_window(day, by_month=False)
    if last < audit and not recent and "valid_on_audit_date" not in rule.needs:
        # Where the rule asks for validity its need says so; elsewhere this is training of an earlier time.
        return Timing("outside", None, said)
    return Timing("inside", None, said)
