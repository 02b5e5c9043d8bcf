"""Each check across documents with a planted violation and a clean case; citations lie in the documents named."""

from collections.abc import Sequence
from datetime import date

from pipeline.coverage import cover
from pipeline.map_evidence import map_evidence
from pipeline.model import Check, ReadDocument
from rules.model import Rule
from tests.pipeline.making_evidence import KINDS, directive, pack, profile, read, rule

INSIDE = date(2025, 11, 3)


def checks(asked: Rule, *documents: ReadDocument) -> dict[str, Check]:
    made, who = pack(asked), profile("A")
    row = cover(made, who, documents, map_evidence(documents, made, who, KINDS), ())[0]
    sources = {one.understanding.document.source_id for one in documents}
    assert all(place.source_id in sources for check in row.checks for place in check.citations)
    return {check.kind: check for check in row.checks}


def action(value: str, **more: str) -> tuple[str, str, None, dict[str, str]]:
    return ("action", value, None, more)


def log(*rows: object, day: date = INSIDE, **more: object) -> ReadDocument:
    return read("corrective_action_log", "Corrective action log", day, facts=rows, **more)  # type: ignore[arg-type]


def test_expired_ticket_unless_renewed() -> None:
    asked = rule("5.9", ("training_certificate", "training_matrix"), needs=("valid_on_audit_date",))
    row = {"person": "Jo Hill", "course": "H2S", "expires": "2025-06-01"}
    old = read("training_certificate", facts=[("training_row", "x", None, row)], name="old.pdf")
    new = read("training_certificate", facts=[("training_row", "x", None, {**row, "expires": "2028-06-01"})])
    found = checks(asked, old)["ticket_expired"]
    assert "Jo Hill, H2S: expired 2025-06-01" in found.message
    assert "ticket_expired" not in checks(asked, old, new)


def test_restricted_documents_speak_in_no_check() -> None:
    asked = rule("7.5", ("corrective_action_log",), needs=("action_closed",))
    assert checks(asked, log(action("Retrain Jo Hill"), restricted=True)) == {}


def test_action_never_closed_unless_another_document_closes_it() -> None:
    asked = rule("7.5", ("corrective_action_log",), needs=("action_closed",))
    first, later = (
        log(action("Fix stair", due="2025-12-01")),
        log(action("fix  Stair", closed="2025-12-20"), day=date(2026, 1, 5)),
    )
    assert checks(asked, first)["action_not_closed"].message == "Fix stair: due 2025-12-01, no closure located"
    assert "action_not_closed" not in checks(asked, first, later)
    assert "action_not_closed" not in checks(asked, log(action("Fix stair", due="2026-05-01")))


def test_closure_before_opening() -> None:
    asked = rule("7.5", ("corrective_action_log", "workplace_inspection"), needs=("action_closed",))
    early = log(action("Fix stair", raised="2025-10-01", closed="2025-09-01"))
    assert "before it was opened 2025-10-01" in checks(asked, early)["closure_before_opening"].message
    assert "closure_before_opening" not in checks(asked, log(action("x", raised="2025-10-01", closed="2025-10-01")))
    walk = read("workplace_inspection", day=INSIDE, facts=[("finding_row", "Oil", None, {"closed": "2025-11-02"})])
    assert len(checks(asked, walk)["closure_before_opening"].citations) == 2


def test_unsigned_directive() -> None:
    asked = directive(needs=("signed",))
    assert "unsigned_directive" in checks(asked, read("hs_policy"))
    assert checks(asked, read("hs_policy", signed="drawn")) == {}
    assert checks(asked, read("hs_policy", signed="cannot_tell")) == {}


def test_signer_is_not_the_top_manager_cites_both_sides() -> None:
    asked = directive(needs=("signed_by_top_manager",))
    policy = read("hs_policy", signed="typed", facts=[("signature", "Jo Hill", "typed", {"name": "Jo Hill"})])
    chart = read("org_chart", day=INSIDE, facts=[("position", "President", "top", {"person": "Ann Roy"})])
    found = checks(asked, policy, chart)["signer_not_top_manager"]
    assert found.message == "signed by Jo Hill; the newest org chart names Ann Roy, President"
    assert {place.source_id for place in found.citations} == {
        one.understanding.document.source_id for one in (policy, chart)
    }
    own = read("org_chart", day=INSIDE, facts=[("position", "President", "top", {"person": "Jo Hill"})])
    assert checks(asked, policy, own) == {}


def test_superseded_version_cites_both() -> None:
    old = read("hs_policy", day=date(2022, 1, 1), name="old.pdf", group="g")
    new = read("hs_policy", day=date(2025, 1, 1), name="new.pdf", group="g")
    found = checks(directive(), old, new)["superseded_version"]
    assert found.message == "version of 2022-01-01 is superseded by the one of 2025-01-01"
    assert len(found.citations) == 2
    assert checks(directive(), new) == {}


def cadence(value: str, sentence: str, day: date | None = None) -> ReadDocument:
    facts = [("cadence", value, "inspection", {"subject": "inspection"})]
    return read("element_procedure", sentence, day, name=sentence, facts=facts)  # type: ignore[arg-type]


def test_the_clients_rhythm_differs_from_the_default() -> None:
    asked = rule(sampling={"kind": "per_period", "cadence": "monthly"})
    walk = read("workplace_inspection", day=INSIDE)
    extra = directive("7.1", ("element_procedure",))
    made, who = pack(asked, extra), profile("A")

    def kinds(*documents: ReadDocument) -> list[str]:
        row = cover(made, who, documents, map_evidence(documents, made, who, KINDS), ())[0]
        return [check.kind for check in row.checks]

    quarterly = cadence("quarterly", "Inspections shall be done quarterly.", date(2025, 1, 1))
    monthly = cadence("monthly", "Inspections shall be done monthly.", date(2024, 1, 1))
    assert kinds(walk, quarterly) == ["cadence_from_client", "cadence_differs"]
    assert kinds(walk, monthly) == ["cadence_from_client"]
    assert kinds(walk, monthly, quarterly) == ["cadence_from_client", "cadence_differs", "cadence_contradiction"]
    assert kinds(walk) == []


def minutes(day: date) -> ReadDocument:
    return read("hsc_minutes", "Committee minutes", day)


def test_every_meeting_has_an_inspection_before_it() -> None:
    asked = rule("4.14", ("hsc_minutes",), supporting=("workplace_inspection",))
    meetings: Sequence[ReadDocument] = [minutes(date(2025, 6, 10)), minutes(date(2025, 9, 10))]
    walk = [read("workplace_inspection", day=date(2025, 6, 1)), read("workplace_inspection", day=date(2025, 9, 1))]
    assert checks(asked, *meetings, *walk) == {}
    found = checks(asked, *meetings, walk[0])["inspection_before_meeting"]
    assert found.message == "meeting of 2025-09-10: no inspection located since 2025-06-10"
    assert len(found.citations) == 2


def test_blank_forms_are_said_to_be_no_records() -> None:
    asked = rule(needs=("filled",))
    assert "1 blank form(s)" in checks(asked, read("workplace_inspection", blank=True))["blank_form"].message
    assert checks(asked, read("workplace_inspection", day=INSIDE, blank=False)) == {}
