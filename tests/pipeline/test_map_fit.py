"""What one rule reads in one document: type, subject, criteria, needs, time."""

from datetime import date

import pytest

from pipeline.map_evidence import fit_of, survey
from pipeline.mapping.view import View
from pipeline.model import Evidence, Missing, ReadDocument
from rules.model import Criterion, Rule
from tests.pipeline.making_evidence import AUDIT, KINDS, directive, profile, read, rule

LAW = Criterion(name="law", any_of=("legislat*", "the act"))
AIM = Criterion(name="aim", any_of=("commit*",))
INSIDE, OUTSIDE = date(2025, 11, 3), date(2024, 11, 3)


def fit(asked: Rule, document: ReadDocument, *others: ReadDocument) -> Evidence | None:
    around = survey([View(one) for one in (document, *others)], profile("Main Yard"), KINDS, 0.5)
    return fit_of(asked, document, around)


def word(evidence: Evidence | None) -> str | None:
    return evidence.fit if evidence else None


def test_another_type_offers_nothing() -> None:
    assert fit(directive(), read("toolbox_talk", day=INSIDE)) is None


def test_criteria_are_counted_quoted_and_boxed() -> None:
    text = "Health and Safety Policy\nWe are committed to the health of all.\nWe follow the Act in all we do."
    evidence = fit(directive(criteria=(AIM, LAW)), read("hs_policy", text))
    assert evidence is not None and evidence.fit == "full"
    assert [place.quote for place in evidence.citations[:2]] == text.split("\n")[1:]
    box = evidence.citations[1].box
    assert box is not None and box.top == pytest.approx(2 / 50) and box.left == pytest.approx(2 / 50)
    assert "2 of 2 criteria" in evidence.reasons[1]


def test_a_criterion_not_found_is_named() -> None:
    evidence = fit(directive(criteria=(AIM, LAW)), read("hs_policy", "We are committed."))
    assert evidence is not None
    assert (evidence.fit, evidence.missing) == ("partial", (Missing("criterion", "law"),))


def test_minimum_of_criteria_is_enough() -> None:
    asked = directive(criteria=(AIM, LAW), criteria_minimum=1)
    evidence = fit(asked, read("hs_policy", "We are committed."))
    assert evidence is not None and evidence.fit == "full" and evidence.missing == ()


def test_uncertain_type_is_offered_in_part_with_the_reason() -> None:
    evidence = fit(directive(), read("hs_policy", probability=0.42))
    assert evidence is not None and evidence.fit == "partial"
    assert "type uncertain" in evidence.reasons[0]


def test_a_guess_among_many_is_not_offered() -> None:
    assert fit(directive(), read("hs_policy", probability=0.2)) is None


def test_supporting_type_never_settles() -> None:
    asked = directive(supporting=("safety_manual",), criteria=(AIM,))
    assert word(fit(asked, read("safety_manual", "We are committed."))) == "partial"


def test_supporting_document_on_another_subject_is_left_out() -> None:
    asked = rule("7.5", ("corrective_action_log",), supporting=("safety_meeting",))
    assert fit(asked, read("safety_meeting", "Hot work procedure\nA fire watch stays one hour.")) is None
    assert word(fit(asked, read("safety_meeting", "Corrective actions\nThe foreman closes each."))) == "partial"


def test_a_doubtful_document_never_supports() -> None:
    asked = directive(supporting=("safety_manual",), criteria=(AIM,))
    assert fit(asked, read("safety_manual", "We are committed.", probability=0.45)) is None


def test_supporting_records_must_speak_of_the_wanted_type() -> None:
    asked = rule("8.5", ("drill_record",), supporting=("hsc_minutes",), criteria=(AIM,))
    assert fit(asked, read("hsc_minutes", "We are committed.", INSIDE)) is None
    assert word(fit(asked, read("hsc_minutes", "We are committed to the drill.", INSIDE))) == "partial"


def test_a_procedure_that_mentions_the_subject_in_passing_is_not_on_it() -> None:
    asked = directive("7.1", ("element_procedure",), subject=("inspection*",))
    body = "\n".join(["Emergency response procedure", *["Call for help at once."] * 40, "See also inspections."])
    assert fit(asked, read("element_procedure", body)) is None
    assert word(fit(asked, read("element_procedure", f"Inspection procedure\n{body}"))) == "full"


def test_a_manual_is_read_in_its_chapter() -> None:
    asked = directive("7.1", ("safety_manual",), subject=("inspection*",), criteria=(LAW,))
    far = "filler words here. " * 400
    inside = read("safety_manual", f"{far}\nInspections\nAs the legislation asks.\n{far}")
    outside = read("safety_manual", f"Legislation chapter.\n{far}\nInspections are monthly.\n{far}")
    assert word(fit(asked, inside)) == "full"
    assert fit(asked, outside) is None


def test_blank_form_is_no_record_but_shows_that_a_form_exists() -> None:
    form = read("workplace_inspection", "Inspection form", blank=True)
    assert fit(rule(needs=("filled",)), form) is None
    assert word(fit(directive("7.2", ("workplace_inspection",)), form)) == "full"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (INSIDE, "full"), (AUDIT, "full"), (date(2025, 3, 15), "full"), (date(2025, 3, 14), "out_of_period"),
        (date(2026, 3, 16), "out_of_period"), (OUTSIDE, "out_of_period"),
    ],
)  # fmt: skip
def test_the_window_binds_records(day: date, expected: str) -> None:
    assert word(fit(rule(), read("workplace_inspection", day=day))) == expected


def test_a_cadence_takes_any_day_of_its_months() -> None:
    asked = rule(sampling={"kind": "per_period", "cadence": "monthly"})
    assert word(fit(asked, read("workplace_inspection", day=date(2025, 3, 2)))) == "full"
    assert word(fit(asked, read("workplace_inspection", day=date(2025, 2, 28)))) == "out_of_period"


def test_a_directive_counts_while_in_force() -> None:
    assert word(fit(directive(), read("hs_policy", day=date(2011, 1, 1)))) == "full"
    assert word(fit(directive(), read("hs_policy", day=date(2026, 6, 1)))) == "out_of_period"


def test_a_review_interval_binds_a_directive() -> None:
    asked = directive(review_months=36, needs=("reviewed_in_interval",))
    assert word(fit(asked, read("hs_policy", day=date(2023, 3, 15)))) == "full"
    old = fit(asked, read("hs_policy", day=date(2023, 3, 14)))
    assert old is not None and old.fit == "partial" and old.missing[0].kind == "date"


@pytest.mark.parametrize(
    ("state", "missing"), [("illegible", ()), ("ambiguous", ()), (None, (Missing("date", "date"),))]
)
def test_a_record_without_a_readable_date_is_in_no_period(state: str | None, missing: tuple[Missing, ...]) -> None:
    evidence = fit(rule(), read("workplace_inspection", day=state))
    assert evidence is not None
    assert (evidence.fit, evidence.period, evidence.missing) == ("partial", None, missing)


def test_a_ticket_counts_by_its_validity() -> None:
    asked = rule("8.8", ("first_aid_certificate",), needs=("valid_on_audit_date",))
    valid = read("first_aid_certificate", day=date(2023, 6, 1), facts=[("date", "2026-06-01", "expiry", {})])
    expired = read("first_aid_certificate", day=date(2022, 6, 1), facts=[("date", "2025-06-01", "expiry", {})])
    assert word(fit(asked, valid)) == "full"
    evidence = fit(asked, expired)
    assert evidence is not None
    assert (evidence.fit, evidence.missing) == ("partial", (Missing("date", "expired 2025-06-01"),))


def test_expiry_of_another_course_says_nothing_of_the_subject() -> None:
    asked = rule("8.8", ("training_matrix",), needs=("valid_on_audit_date",), subject=("first aid*",))
    rows = [
        ("training_row", "x", None, {"person": "Jane Hill", "course": "First aid", "expires": "2027-01-01"}),
        ("training_row", "x", None, {"person": "Jane Hill", "course": "Lift truck", "expires": "2025-01-01"}),
    ]
    text = "Matrix: First aid, Lift truck"
    assert word(fit(asked, read("training_matrix", text, facts=rows[:2]))) == "full"  # type: ignore[arg-type]
    other = asked.model_copy(update={"subject": ("lift truck*",)})
    assert word(fit(other, read("training_matrix", text, facts=rows))) == "partial"  # type: ignore[arg-type]


def test_policy_signed_by_the_top_manager_of_the_newest_chart() -> None:
    asked = directive(needs=("signed_by_top_manager",))
    policy = read("hs_policy", signed="drawn", facts=[("signature", "Jane Hill", "drawn", {"name": "Jane Hill"})])
    old = read("org_chart", "old", date(2024, 1, 1), facts=[("position", "President", None, {"person": "Jane Hill"})])
    new = read("org_chart", "new", date(2026, 1, 1), facts=[("position", "President", None, {"person": "Ann Roy"})])
    same = read("org_chart", "new", date(2026, 1, 1), facts=[("position", "Owner", None, {"person": "Hill, Jane"})])
    assert word(fit(asked, policy, old)) == "full"
    assert word(fit(asked, policy, same, old)) == "full"
    evidence = fit(asked, policy, old, new)
    assert evidence is not None and evidence.missing == (Missing("signature", "signature of the top manager"),)


def test_vice_president_is_not_the_top() -> None:
    asked = directive(needs=("signed_by_top_manager",))
    marks = [("signature", "Jo Roy", "typed", {"name": "Jo Roy", "title": "Vice-President"})]
    policy = read("hs_policy", signed="typed", facts=marks)  # type: ignore[arg-type]
    assert word(fit(asked, policy)) == "partial"


def test_a_signature_nobody_can_judge_is_not_called_missing() -> None:
    evidence = fit(directive(needs=("signed",)), read("hs_policy", signed="cannot_tell"))
    assert evidence is not None and (evidence.fit, evidence.missing) == ("partial", ())
    unsigned = fit(directive(needs=("signed",)), read("hs_policy", signed="none"))
    assert unsigned is not None and unsigned.missing == (Missing("signature", "signature"),)


def test_actions_without_owner_or_date_are_named() -> None:
    asked = rule("7.5", needs=("action_owner", "action_due", "action_closed"))
    rows = [
        ("action", "Fix stair", None, {"owner": "Jo", "due": "2025-12-01", "closed": "2025-12-01"}),
        ("finding_row", "Oil on floor", None, {"owner": "Jo"}),
    ]
    good = read("workplace_inspection", day=INSIDE, facts=rows[:1])  # type: ignore[arg-type]
    bad = read("workplace_inspection", day=INSIDE, facts=rows)  # type: ignore[arg-type]
    assert word(fit(asked, good)) == "full"
    evidence = fit(asked, bad)
    assert evidence is not None
    assert [lack.value for lack in evidence.missing] == ["Oil on floor: no date due", "Oil on floor: no closure"]


def test_restricted_evidence_keeps_places_and_loses_words() -> None:
    rows = [("action", "Retrain Jane Hill", None, {})]
    document = read("workplace_inspection", "Jane Hill hurt", day=INSIDE, restricted=True, facts=rows)  # type: ignore[arg-type]
    evidence = fit(rule("7.5", needs=("action_owner",)), document)
    assert evidence is not None and evidence.citations
    assert all(place.quote == "" and place.box is None for place in evidence.citations)
    assert "Hill" not in repr(evidence)


def test_sites_are_named_as_the_engagement_names_them() -> None:
    assert (fit(rule(), read("workplace_inspection", day=INSIDE, site="main yard")) or 0).site == "Main Yard"  # type: ignore[union-attr]
    assert (fit(directive(), read("hs_policy")) or 0).site == "all sites"  # type: ignore[union-attr]


def test_at_most_three_reasons_and_short_quotes() -> None:
    asked = rule(needs=("filled", "dated", "signed", "attendance"), criteria=(AIM,))
    evidence = fit(asked, read("workplace_inspection", "commitment " * 200, day=INSIDE))
    assert evidence is not None
    assert len(evidence.reasons) == 3
    assert all(0 < len(place.quote) <= 200 for place in evidence.citations)


def test_a_plan_never_shows_even_in_part_that_something_was_done() -> None:
    asked = rule("8.5", ("drill_record",), supporting=("emergency_plan", "hsc_minutes"))
    assert fit(asked, read("emergency_plan", "Emergency plan\nA drill is held every year.")) is None
    assert word(fit(asked, read("hsc_minutes", "Committee minutes\nThe drill of May went well."))) == "partial"


def test_a_record_that_says_there_was_none_shows_none() -> None:
    asked = rule("4.14", ("hsc_minutes",), subject=("inspect*",), nature="record")
    assert fit(asked, read("hsc_minutes", "Minutes\nNo workplace inspection sheet was on hand.")) is None
    assert word(fit(asked, read("hsc_minutes", "Minutes\nThe inspection of May found no missing guards."))) is not None
