"""Report: a province's law in, what an auditor must know of it on the audit date out.

Shown beside the programme with its source; of all this the rules themselves apply only the head counts of committees.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pipeline.report.labels import Labels
from pipeline.report.speech import load_speech
from rules.facts import Fact
from rules.jurisdiction import Committee, Jurisdiction, Law
from rules.tables import tickets_in


@dataclass(frozen=True, slots=True)
class LawLine:
    """One fact of a province: the label that heads it, what is known, where from.

    Args:
        values: What the label's places are filled with.
    """

    key: str
    says: str
    fact: Fact
    values: dict[str, str] = field(default_factory=dict)


def law_lines(jurisdiction: Jurisdiction, audit: date, labels: Labels) -> Iterator[LawLine]:
    """Committees, duties and changed laws as they stand on the audit date, and how long tickets are good for."""
    committee = jurisdiction.committee_on(audit)
    if committee is not None:
        yield LawLine("programme.committee", _committee(committee, labels), committee)
    for duty in jurisdiction.duties:
        since = "" if duty.in_force_from is None else labels("programme.since", day=duty.in_force_from)
        yield LawLine(
            "programme.law", f"{load_speech(labels.language)(duty.says)} {since}".strip(), duty, {"title": duty.title}
        )
    for law in jurisdiction.laws:
        yield LawLine("programme.law", _changed(law, audit, labels), law, {"title": law.title})
    for ticket in tickets_in(jurisdiction.id):
        yield LawLine(
            "programme.ticket", labels("programme.ticket_says", months=ticket.months), ticket, {"name": ticket.name}
        )


def _committee(rule: Committee, labels: Labels) -> str:
    said = [
        labels("programme.committee_unread")
        if rule.committee_from is None
        else labels("programme.committee_from", n=rule.committee_from)
    ]
    if rule.representative_from is not None:
        said.append(labels("programme.representative_from", n=rule.representative_from))
    if rule.meets is not None:
        said.append(labels(f"programme.meets_{rule.meets}"))
    if rule.in_force_from is not None:
        said.append(labels("programme.since", day=rule.in_force_from))
    return " ".join(said)


def _changed(law: Law, audit: date, labels: Labels) -> str:
    """What holds on the audit date first; a year without a day is compared by its year."""
    before = audit.isoformat()[: len(law.in_force_from)] < law.in_force_from
    key = "programme.law_before" if before else "programme.law_since"
    say = load_speech(labels.language)
    return labels(key, day=law.in_force_from, then=say(law.until_then), now=say(law.since_then))
