"""Other firms' papers, blank forms and renewed tickets: what must not be claimed of the client."""

from dataclasses import replace
from datetime import date

from pipeline.map_evidence import map_evidence
from pipeline.mapping.versions import SUPERSEDED
from pipeline.model import Evidence, ReadDocument
from rules.model import Rule
from tests.pipeline.making_evidence import KINDS, directive, pack, profile, read, rule

INSIDE = date(2025, 11, 3)


def offers(asked: Rule, *documents: ReadDocument) -> tuple[Evidence, ...]:
    return map_evidence(documents, pack(asked), profile("Main Yard"), KINDS)


def of_firm(document: ReadDocument, company: str) -> ReadDocument:
    return replace(document, understanding=replace(document.understanding, company=company))


def test_another_firms_policy_is_no_full_evidence_and_replaces_nothing() -> None:
    own = of_firm(read("hs_policy", day=date(2025, 6, 1), name="own.pdf", signed="typed"), "ACME")
    other = of_firm(read("hs_policy", day=INSIDE, name="other.pdf", signed="typed"), "Stone Paving Ltd.")
    by_id = {one.document_id: one for one in offers(directive(), own, other)}
    mine, theirs = (by_id[one.understanding.document.id] for one in (own, other))
    assert (mine.fit, theirs.fit) == ("full", "partial")
    assert "Stone Paving Ltd." in theirs.reasons[0]
    assert not any(reason.startswith(SUPERSEDED) for reason in mine.reasons)


def test_a_blank_form_does_not_support_a_rule_for_another_type() -> None:
    asked = directive(types=("committee_terms",), supporting=("hsc_minutes",))
    text = "The committee terms were read."
    assert offers(asked, read("hsc_minutes", text, blank=True)) == ()
    assert len(offers(asked, read("hsc_minutes", text, INSIDE))) == 1


def test_an_old_row_of_a_renewed_ticket_is_not_expired() -> None:
    def row(course: str, expires: str) -> tuple[str, str, None, dict[str, str]]:
        return "training_row", "Jane Doe", None, {"person": "Jane Doe", "course": course, "expires": expires}

    asked = rule(types=("training_matrix",), needs=("valid_on_audit_date",))
    old, new, other = row("Lift", "2025-02-02"), row("LIFT", "2028-01-30"), row("Saw", "2025-02-02")
    (renewed,) = offers(asked, read("training_matrix", day=INSIDE, facts=(old, new)))  # type: ignore[arg-type]
    assert renewed.missing == ()
    (expired,) = offers(asked, read("training_matrix", day=INSIDE, facts=(old, new, other)))  # type: ignore[arg-type]
    assert [lack.value for lack in expired.missing] == ["Jane Doe Saw expired 2025-02-02"]
