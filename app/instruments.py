"""What `instruments` prints: an instrument as a row, with its questions, and two of them side by side."""

from collections.abc import Iterable, Sequence

from rules.crosswalk import Link
from rules.differences import Difference
from rules.jurisdiction import Jurisdiction
from rules.model import Instrument, Question, RulePack
from rules.reading import Problem
from rules.tables import jurisdictions, tickets_in

Row = dict[str, object]


def head_row(instrument: Instrument) -> Row:
    """One row of `instruments list --json`."""
    return {
        "id": instrument.id,
        "issuer": instrument.issuer,
        "edition": instrument.edition,
        "stream": instrument.stream,
        "depth": instrument.depth,
    }


def shown_row(pack: RulePack) -> Row:
    """`instruments show --json`: the row of the list with elements, programme facts and questions."""
    facts = pack.instrument.model_dump(mode="json", exclude_none=True)
    law = jurisdictions().get(pack.instrument.jurisdiction)
    return {
        **head_row(pack.instrument),
        "title": facts["title"],
        "jurisdiction": facts["jurisdiction"],
        "source": facts["source"],
        "confidence": facts["confidence"],
        "size": facts.get("size"),
        "subsets": facts["subsets"],
        "window": facts["window"],
        "programme": facts["programme"],
        "law": None if law is None else law.model_dump(mode="json", exclude_none=True),
        "elements": facts["elements"],
        "questions": [_question_row(pack, question) for question in pack.questions],
        "left_out": [one.model_dump(mode="json") for one in pack.left_out],
    }


def _question_row(pack: RulePack, question: Question) -> Row:
    rule = pack.rule_for(question.id)
    row: Row = {
        "id": question.id,
        "element": question.element,
        "requirement": question.requirement,
        "methods": list(question.methods),
        "primary_method": question.primary_method,
        "canonical": question.canonical,
        "source": question.source,
        "confidence": question.confidence,
    }
    if rule is not None:
        row["rule"] = rule.model_dump(mode="json")
    elif question.no_rule_because:
        row["no_rule_because"] = question.no_rule_because
    return row


def list_lines(instruments: Iterable[Instrument]) -> list[str]:
    """`instruments list` for people."""
    return [f"{one.id:<16} {one.stream:<6} {one.depth:<10} {one.issuer}, {one.edition}" for one in instruments]


def show_lines(pack: RulePack) -> list[str]:
    """`instruments show` for people: head, programme rules with their sources, questions by element."""
    head = pack.instrument
    lines = [f"{head.title} ({head.issuer}, {head.edition})", f"Source: {head.source} ({head.confidence})"]
    if head.depth == "elements":
        placed = sum(one.id == one.canonical for one in pack.questions)
        lines.append(
            f"The partner's question list is not public: {placed} of {len(pack.questions)} questions below are"
            " requirements placed by us."
        )
    lines += programme_lines(head)
    for element in head.elements:
        lines += ["", f"{element.id}  {element.title}"]
        asked = [one for one in pack.questions if one.element == element.id]
        lines += [f"  {one.id:<6} [{one.primary_method}] {one.requirement}" for one in asked]
    return lines


def programme_lines(head: Instrument) -> list[str]:
    """The programme's rules, each with where it comes from; what is the partner's to decide is named as such."""
    size, window, programme = head.size, head.window, head.programme
    lines: list[str] = []
    if size is not None:
        low, high = size.minimum, size.maximum
        small = f"from {low} people" if low else "any head count"
        lines.append(f"Size: {f'{low or 1} to {high} people' if high else small}; {_told(size)}")
    for part in head.subsets:
        low, high = part.minimum or 1, part.maximum
        which = f"{len(part.questions)} questions" if part.questions else f"which ones was not read: {part.mark}"
        lines.append(f"{part.name}: {low} to {high} people" if high else f"{part.name}: from {low} people")
        lines[-1] += f" answer a part of it, {which}; {_told(part)}"
    lines.append(f"Window: {window.months} months back from the {window.anchor.replace('_', ' ')}; {_told(window)}")
    for year in programme.cycle:
        lines.append(f"Year {year.year}: {year.kind}, auditor {' or '.join(year.auditor)}; {_told(year)}")
    plan = programme.sampling
    if plan is not None:
        tables = (
            f"interviews by {plan.interviews}" if plan.interviews else "",
            f"sites by {plan.sites}" if plan.sites else "",
        )
        roles = f"interview {', '.join(plan.roles)}" if plan.roles else ""
        lines.append(
            f"Samples: {'; '.join(part for part in (*tables, roles) if part) or 'no table known'}; {_told(plan)}"
        )
    for clock in programme.clocks:
        lines.append(f"Clock: {clock.name}, {clock.days} days from {clock.starts.replace('_', ' ')}; {_told(clock)}")
    for gate in programme.gates:
        audits = ", ".join(gate.audits)
        lines.append(f"The partner's own gate ({audits}): {gate.scope} {gate.least} of 100; {_told(gate)}")
    for conflict in programme.conflicts:
        lines.append(f"Sources disagree on {conflict.about}: {' / '.join(conflict.says)}; {_told(conflict)}")
    lines += _law_lines(jurisdictions().get(head.jurisdiction))
    return [*lines, *(f"Left to the auditor: {gap}" for gap in programme.incomplete)]


def _law_lines(law: Jurisdiction | None) -> list[str]:
    """Committee thresholds, duties, changed laws and ticket validity of the instrument's province."""
    if law is None:
        return []
    lines = []
    for rule in law.committees:
        since = f" since {rule.in_force_from}" if rule.in_force_from else ""
        where = f"Law of {law.name}{since}"
        small = "" if rule.representative_from is None else f", representative from {rule.representative_from}"
        meets = f", meets {rule.meets}" if rule.meets else ""
        first = "a head count not read" if rule.committee_from is None else f"{rule.committee_from} workers"
        lines.append(f"{where}: committee from {first}{small}{meets}; {_told(rule)}")
    for duty in law.duties:
        since = f" since {duty.in_force_from}" if duty.in_force_from else ""
        lines.append(f"Law of {law.name}{since}, {duty.title}: {duty.says}; {_told(duty)}")
    for change in law.laws:
        lines.append(f"Law of {law.name} since {change.in_force_from}: {change.since_then}; {_told(change)}")
    for ticket in tickets_in(law.id):
        lines.append(f"Ticket without a printed expiry: {ticket.name}, {ticket.months} months; {_told(ticket)}")
    return lines


def _told(fact: object) -> str:
    source, confidence, note = (getattr(fact, name) for name in ("source", "confidence", "note"))
    return f"source: {source} ({confidence})" + (f"; {note}" if note else "")


def problem_rows(errors: Sequence[Problem], warnings: Sequence[Problem]) -> list[Row]:
    """`instruments check --json`."""
    found = [("error", one) for one in errors] + [("warning", one) for one in warnings]
    return [
        {"severity": severity, "file": one.file, "place": one.place or None, "message": one.message}
        for severity, one in found
    ]


def difference_rows(found: Sequence[Difference]) -> list[Row]:
    """`instruments diff --json`, the list of differences."""
    return [{"place": one.place, "field": one.field or None, "old": one.old, "new": one.new} for one in found]


def difference_lines(found: Sequence[Difference], moved: dict[str, str]) -> list[str]:
    """`instruments diff` for people."""
    lines = [f"question {old} is now {new}: the same requirement" for old, new in moved.items()]
    for one in found:
        what = f"{one.place} {one.field}".rstrip()
        if one.old is None:
            lines.append(f"+ {what}: {one.new}")
        elif one.new is None:
            lines.append(f"- {what}: {one.old}")
        else:
            lines.append(f"~ {what}: {one.old} -> {one.new}")
    return lines or ["no differences"]


def link_rows(links: Sequence[Link]) -> list[Row]:
    """`instruments crosswalk --json`, the list of links."""
    return [
        {
            "question": link.question,
            "requirements": list(link.requirements),
            "others": list(link.others),
            "relation": link.relation,
            "evidence": link.evidence,
            "confidence": link.confidence,
        }
        for link in links
    ]


def link_lines(links: Sequence[Link], unasked: Sequence[str]) -> list[str]:
    """`instruments crosswalk` for people: question, what it is over there, by which requirement, how sure."""
    lines = []
    for link in links:
        others = ", ".join(link.others) or "not asked"
        told = {"same_rule": "same evidence", "other_rule": "evidence by another rule", "none": "not by documents"}
        evidence = told[link.evidence] if link.others else ""
        line = f"{link.question:<8} {others:<20} {'+'.join(link.requirements):<12} {link.confidence:<9} {evidence}"
        lines.append(line.rstrip())
    if unasked:
        lines.append(f"only in the second: {', '.join(unasked)}")
    return lines
