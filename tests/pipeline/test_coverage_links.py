"""Checks that tie documents of different kinds together: each with a planted violation and a clean case."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from pipeline.coverage import cover
from pipeline.covering.recommendations import recommendations_of
from pipeline.map_evidence import map_evidence
from pipeline.mapping.view import View
from pipeline.model import Check, Profile, QuestionCoverage, ReadDocument
from rules.model import Rule
from tests.pipeline.making_evidence import KINDS, directive, pack, profile, read, rule

INSIDE = date(2025, 11, 3)
ALBERTA = {**KINDS, "previous_audit": "record", "safe_work_practice": "directive", "orientation_checklist": "record",
           "competency_assessment": "record", "element_policy": "directive"}  # fmt: skip


def covered(asked: Rule, *documents: ReadDocument, who: Profile | None = None) -> QuestionCoverage:
    made = pack(asked)
    made = made.model_copy(update={"instrument": made.instrument.model_copy(update={"jurisdiction": "CA-AB"})})
    known = who or profile("A")
    return cover(made, known, documents, map_evidence(documents, made, known, ALBERTA), ())[0]


def checks(asked: Rule, *documents: ReadDocument, who: Profile | None = None) -> dict[str, Check]:
    row = covered(asked, *documents, who=who)
    places = {(one.understanding.document.source_id, page.number) for one in documents for page in one.pages}
    assert all((place.source_id, place.page) in places for check in row.checks for place in check.citations)
    return {check.kind: check for check in row.checks}


def certificate(holder: str, text: str = "Forklift operator", **more: Any) -> ReadDocument:
    row = {"person": holder, "course": text, "expires": "2028-01-01", **more}
    facts: Sequence[Any] = [("person", holder, "holder", {}), ("training_row", holder, None, row)]
    return read("training_certificate", text, INSIDE, name=f"{holder}.pdf", facts=facts)


def matrix(*people: str, **hired: str) -> ReadDocument:
    rows = [
        ("training_row", one, None, {"person": one, "course": "WHMIS", "completed": "2025-06-01"}) for one in people
    ]
    rows += [("person", one.replace("_", " "), "hired", {"hired": day}) for one, day in hired.items()]
    return read("training_matrix", "Training matrix", INSIDE, facts=rows)  # type: ignore[arg-type]


TICKETS = rule("5.9", ("training_certificate", "training_matrix"), needs=("valid_on_audit_date",))
PEOPLE = ("Ann Roy", "Jo Hill", "Sam Lee", "Bo Ek")


def test_certificate_of_nobody_on_the_roster() -> None:
    who = profile("A", heads=4)
    found = checks(TICKETS, certificate("Max Stone"), matrix(*PEOPLE), who=who)["holder_not_on_roster"]
    assert found.message.startswith("Max Stone: holds a certificate") and len(found.citations) == 2
    assert "holder_not_on_roster" not in checks(TICKETS, certificate("Jo Hill"), matrix(*PEOPLE), who=who)


@pytest.mark.parametrize("name", ["J. Hill", "Jo Hi11", "Hill, Jo"])
def test_a_name_written_or_read_otherwise_is_the_same_person(name: str) -> None:
    found = checks(TICKETS, certificate(name), matrix(*PEOPLE), who=profile("A", heads=4))
    assert "holder_not_on_roster" not in found


def test_a_list_of_a_few_is_no_roster() -> None:
    for heads in (40, None):
        found = checks(TICKETS, certificate("Max Stone"), matrix(*PEOPLE), who=profile("A", heads=heads))
        assert "holder_not_on_roster" not in found


def test_validity_by_kind_counts_only_where_no_expiry_is_printed() -> None:
    def ticket(issued: date, **printed: str) -> ReadDocument:
        row = {"person": "Jo Hill", "course": "TDG", **printed}
        text = "Transportation of Dangerous Goods"
        return read("training_certificate", text, issued, facts=[("training_row", "x", None, row)])

    old = covered(TICKETS, ticket(date(2022, 3, 1)))
    assert [check.kind for check in old.checks] == ["ticket_expired"]
    assert "usually good for 36 months" in old.checks[0].message and "2025-03-01" in old.checks[0].message
    assert old.status == "partial"
    assert covered(TICKETS, ticket(date(2024, 3, 1))).checks == ()
    assert covered(TICKETS, ticket(date(2022, 3, 1), expires="2027-01-01")).checks == ()


def test_practical_certificate_without_an_evaluation_behind_it() -> None:
    asked = rule("5.8", ("competency_assessment",))
    seen = read("competency_assessment", day=INSIDE, facts=[("person", "Jo Hill", "worker", {})])
    found = checks(asked, certificate("Sam Lee"), seen)["certificate_without_competency"]
    assert found.message == "Sam Lee: certificate for practical work, no competency assessment located"
    assert len(found.citations) == 2
    assert "certificate_without_competency" not in checks(asked, certificate("Jo Hill"), seen)
    assert "certificate_without_competency" not in checks(asked, certificate("Sam Lee", "WHMIS course"), seen)


def oriented(day: date, *facts: Any) -> ReadDocument:
    return read("orientation_checklist", "Orientation", day, facts=[("person", "Jo Hill", "worker", {}), *facts])


def test_orientation_after_the_first_duty_of_form_or_roster() -> None:
    asked = rule("5.2", ("orientation_checklist",), needs=("before_first_duty",))
    late = oriented(INSIDE, ("date", "2025-10-27", "first_duty", {}))
    found = checks(asked, late)["orientation_after_first_duty"]
    assert found.message == "Jo Hill: oriented 2025-11-03, after the first duty on 2025-10-27"
    assert checks(asked, oriented(INSIDE, ("date", "2025-11-03", "first_duty", {}))) == {}
    listed = checks(asked, oriented(INSIDE), matrix("Jo Hill", Jo_Hill="2025-10-01"))["orientation_after_first_duty"]
    assert len({place.source_id for place in listed.citations}) == 2
    assert "orientation_after_first_duty" not in checks(asked, oriented(INSIDE), matrix(Jo_Hill="2025-11-20"))


AUDIT_TEXT = """COR Audit Report
Recommendations
1. Train whoever leads investigations.
2. Write the missing hazard assessment of the
foreman.
Signed by the auditor
"""


def plan(*rows: str) -> ReadDocument:
    facts: Sequence[Any] = [("action", row, None, {"owner": "Jo"}) for row in rows]
    return read("corrective_action_log", "Audit action plan", INSIDE, facts=facts)


def test_each_recommendation_of_the_last_audit_is_in_the_plan() -> None:
    asked = rule("10.7", ("corrective_action_log",), supporting=("previous_audit",), subject=("audit*",))
    audit = read("previous_audit", AUDIT_TEXT, date(2025, 4, 1))
    row = covered(asked, audit, plan("Course in investigations for leads of a team"))
    assert [check.kind for check in row.checks] == ["recommendation_not_planned"]
    assert row.checks[0].message.startswith("Write the missing hazard assessment of the foreman")
    assert len({place.source_id for place in row.checks[0].citations}) == 2
    assert row.status == "partial" and [lack.kind for lack in row.missing] == ["action"]
    whole = plan("Course in investigations for leads of a team", "Hazard assessment for the foreman position")
    assert covered(asked, audit, whole).checks == () and covered(asked, audit, whole).status == "candidate"
    assert covered(asked, whole).status == "candidate"


def test_only_the_list_of_recommendations_is_taken() -> None:
    text = "1. Findings first.\nRecommendations:\n- Fix the stair.\n- Buy a harness.\n\nAnd good luck.\n1. Not one.\n"
    found = recommendations_of(View(read("previous_audit", text)))
    assert [one.text for one in found] == ["Fix the stair.", "Buy a harness."]
    assert recommendations_of(View(read("previous_audit", "We recommend recommendations in general."))) == ()


def assessment(control: str) -> ReadDocument:
    facts: Sequence[Any] = [("hazard_row", "fall", None, {"controls": control})]
    return read("formal_hazard_assessment", "Formal hazard assessment", INSIDE, facts=facts)


def test_controls_cited_in_an_assessment_exist_as_documents() -> None:
    asked = directive("3.3", ("safe_work_practice",))
    practice = read("safe_work_practice", "SWP-09 Ladders\nThree points of contact.", INSIDE)
    row = covered(asked, assessment("Admin: SWP-12, spotter. PPE: vest."), practice)
    assert [check.message for check in row.checks] == ["SWP-12: named as a control, no such document located"]
    assert len({place.source_id for place in row.checks[0].citations}) == 2
    assert row.status == "partial"
    for cited in ("Admin: SWP-09.", "Admin: S.W.P. 9", "Admin: SJP 4 ladders", "Guard rail"):
        assert covered(asked, assessment(cited), practice).checks == (), cited


def walk(finding: str, **more: str) -> ReadDocument:
    return read("workplace_inspection", "Inspection", INSIDE, facts=[("finding_row", finding, None, more)])


def test_findings_have_owner_and_due_date_here_or_in_the_log() -> None:
    asked = rule("7.5", ("workplace_inspection", "corrective_action_log"), needs=("action_owner", "action_due"))
    found = checks(asked, walk("Grinder guard loose", closed="2025-11-04"))["finding_incomplete"]
    assert found.message == "Grinder guard loose: no owner"
    both = checks(asked, walk("Grinder guard loose"))["finding_incomplete"]
    assert both.message == "Grinder guard loose: no owner and no date due"
    logged = read(
        "corrective_action_log", "Log", INSIDE,
        facts=[("action", "grinder guard loose", None, {"owner": "Jo", "due": "2025-12-01", "closed": "2025-11-30"})],
    )  # fmt: skip
    assert "finding_incomplete" not in checks(asked, walk("Grinder guard loose"), logged)
    good = walk("Grinder guard loose", owner="Jo", due="2025-12-01")
    assert "finding_incomplete" not in checks(asked, good)


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("As the OHS Code 2009 says.", "OHS Code 2009"),
        ("Occupational Health and Safety Act, SA 2017, c O-2.1", "OHS Act of 2017"),
        ("Alta Reg 87/2009 applies.", "OHS Code 2009"),
        ("Occupational Health and Safety Act, SA 2020, c O-2.2", None),
        ("OHS Code, first issued here in 2009.", None),
        ("We started in 2017.", None),
    ],
)
def test_superseded_editions_of_the_law(text: str, edition: str | None) -> None:
    found = checks(directive("5.7", ("element_procedure",)), read("element_procedure", text, INSIDE))
    assert ("legislation_superseded" in found) == (edition is not None)
    if edition is not None:
        assert edition in found["legislation_superseded"].message


def test_an_edition_is_superseded_only_from_its_day_on() -> None:
    early = profile("A", audit=date(2021, 6, 1))
    document = read("element_procedure", "As the OHS Code 2009 says.", date(2021, 1, 1))
    assert checks(directive("5.7", ("element_procedure",)), document, who=early) == {}


def test_minutes_tell_of_another_rhythm_than_the_directive_sets() -> None:
    asked = rule(sampling={"kind": "per_period", "cadence": "monthly"})
    made = pack(asked, directive("7.1", ("element_procedure",)))
    who = profile("A")

    def told(value: str, document_type: str, day: date) -> ReadDocument:
        facts: Sequence[Any] = [("cadence", value, "inspection", {"subject": "inspection"})]
        return read(document_type, f"Inspections are done {value}.", day, facts=facts)

    def kinds(*documents: ReadDocument) -> list[str]:
        row = cover(made, who, documents, map_evidence(documents, made, who, KINDS), ())[0]
        return [check.message for check in row.checks if check.kind == "cadence_contradiction"]

    weekly = told("weekly", "element_procedure", date(2025, 1, 1))
    minutes = told("monthly", "hsc_minutes", INSIDE)
    assert kinds(weekly, minutes) == ["the directive says weekly, the minutes of 2025-11-03 say monthly"]
    assert kinds(weekly, told("weekly", "hsc_minutes", INSIDE)) == []
    assert kinds(weekly, told("monthly", "hsc_minutes", date(2023, 1, 1))) == []
    assert kinds(minutes) == []


def test_how_often_somebody_takes_part_is_no_rhythm_of_the_thing() -> None:
    asked = rule(sampling={"kind": "per_period", "cadence": "monthly"})
    made = pack(asked, directive("7.1", ("element_procedure",)))
    facts: Sequence[Any] = [("cadence", "quarterly", "inspection", {"subject": "inspection"})]
    joins = read("element_procedure", "Managers take part in one inspection every quarter.", INSIDE, facts=facts)
    row = cover(made, profile("A"), [joins], map_evidence([joins], made, profile("A"), KINDS), ())[0]
    assert row.expected_basis == "pack_default" and row.checks == ()


def test_a_policy_nobody_signed_is_told_wherever_it_supports() -> None:
    asked = directive("1.5", ("hs_policy",), supporting=("element_policy",), subject=("equipment",))
    text = "Equipment policy\nApproved by: ________"
    found = checks(asked, read("element_policy", text, INSIDE))["unsigned_directive"]
    assert found.message == "element policy: no signature located where one is asked for"
    assert checks(asked, read("element_policy", text, INSIDE, signed="drawn")) == {}
    assert checks(asked, read("element_policy", "Equipment policy of words", INSIDE)) == {}


def test_the_signer_of_an_older_policy_is_told_too() -> None:
    asked = directive(needs=("signed_by_top_manager",))
    chart = read("org_chart", day=INSIDE, facts=[("position", "President", "top", {"person": "Ann Roy"})])

    def policy(who: str, day: date) -> ReadDocument:
        return read(
            "hs_policy",
            day=day,
            name=who,
            group="g",
            signed="typed",
            facts=[("signature", who, "typed", {"name": who})],
        )

    found = checks(asked, policy("Jo Hill", date(2022, 1, 1)), policy("Ann Roy", date(2025, 1, 1)), chart)
    assert found["signer_not_top_manager"].message.startswith("the older version of 2022-01-01 is signed by Jo Hill")
    assert "signer_not_top_manager" not in checks(asked, policy("Ann Roy", date(2025, 1, 1)), chart)


def test_what_was_done_the_same_day_is_closed_and_was_due() -> None:
    asked = rule("7.5", ("workplace_inspection",), needs=("action_due", "action_closed"))
    text = "Visitor without vest | G. Petry | same day | same day"
    document = read("workplace_inspection", text, INSIDE, facts=[("action", "Visitor without vest", None, {})])
    assert covered(asked, document).status == "candidate"
    once = read(
        "workplace_inspection", "Visitor | at once", INSIDE, facts=[("action", "Visitor without vest", None, {})]
    )
    assert "action_not_closed" in checks(asked, once)


def test_the_plan_after_an_audit_answers_no_question_on_incidents() -> None:
    rows: Sequence[Any] = [("title", "COR Audit Action Plan", None, {}), ("action", "Course on incidents", None, {})]
    audit_plan = read("corrective_action_log", "COR Audit Action Plan\nCourse on incidents", INSIDE, facts=rows)
    incidents = rule("9.10", ("corrective_action_log",), subject=("incident*",))
    audits = rule("10.7", ("corrective_action_log",), subject=("audit*",))
    assert covered(incidents, audit_plan).evidence == ()
    assert len(covered(audits, audit_plan).evidence) == 1
