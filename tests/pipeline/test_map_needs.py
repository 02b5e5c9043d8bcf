"""Needs and names one by one, with near-misses of every pattern."""

from datetime import date

import pytest

from pipeline.mapping.answers import labelled
from pipeline.mapping.names import Roster, name_of, same_person, slipped
from pipeline.mapping.needs import NEEDS
from pipeline.mapping.needs_rows import ATTENDEES, CAUSE, CLOSED, CONTROL, DUE, HEALTH, OWNER, RATING, SAFETY
from pipeline.mapping.needs_signatures import REVIEWER, TRAINER, WORKER
from pipeline.mapping.needs_time import BEFORE_DUTY, months_before
from pipeline.mapping.surroundings import survey
from pipeline.mapping.view import View
from pipeline.model import ReadDocument
from rules.model import Need
from tests.pipeline.making_evidence import KINDS, profile, read, rule

INSIDE = date(2025, 11, 3)


def state(need: Need, document: ReadDocument, *others: ReadDocument) -> str:
    views = [View(one) for one in (document, *others)]
    return NEEDS[need](views[0], rule(), survey(views, profile("A"), KINDS, 0.5)).state


@pytest.mark.parametrize(
    ("pattern", "hit", "miss"),
    [
        (OWNER, "Responsible: J. Hill", "Responsible: ______"),
        (OWNER, "Assigned to - Jo", "homeowner: Jo"),
        (DUE, "Due date: 2026-01-02", "Due date:\n"),
        (CLOSED, "Date closed: Jan 3", "Date closed: ___"),
        (CONTROL, "Controls: barricade", "remote-controlled: yes"),
        (RATING, "Risk rating: High", "Risk rating:"),
        (CAUSE, "Root cause: worn brake", "Root cause:  "),
        (ATTENDEES, "Present: Jo, Ann", "Present: ____"),
        (REVIEWER, "Reviewed by: Ann Roy", "Reviewed by: ____"),
        (REVIEWER, "Manager's signature: A. Roy", "Manager's signature: __"),
        (WORKER, "Worker signature", "workers signal"),
        (TRAINER, "Trainer's signature", "trainers design"),
        (BEFORE_DUTY, "given before starting any work", "before lunch. Work starts"),
        (HEALTH, "noise and dust", "noiseless industry"),
        (SAFETY, "fall from ladder", "fallacy"),
    ],
)
def test_patterns_match_and_near_misses_do_not(pattern: object, hit: str, miss: str) -> None:
    assert pattern.search(hit)  # type: ignore[attr-defined]
    assert not pattern.search(miss)  # type: ignore[attr-defined]


def test_patterns_are_quick_on_hostile_text() -> None:
    hostile = ("responsible " * 20_000) + (":" * 20_000) + (" " * 20_000) + "before starting " * 5_000
    for pattern in (OWNER, DUE, CLOSED, CONTROL, CAUSE, ATTENDEES, REVIEWER, WORKER, BEFORE_DUTY, labelled("a|b")):
        match = pattern.search(hostile)
        assert match is None or match.end() <= len(hostile)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Jane Smith", "SMITH, Jane", True),
        ("J. Smith", "Jane Smith", True),
        ("Zoé Tremblay", "Zoe Tremblay", True),
        ("Dr. Jane Smith", "Jane Smith", True),
        ("Jane Smith", "John Smith", False),
        ("Jane", "Jane Smith", False),
        ("", "", False),
    ],
)
def test_names_compare(left: str, right: str, same: bool) -> None:
    assert same_person(name_of(left), name_of(right)) is same


def test_an_initial_joins_one_person_and_never_two() -> None:
    one = Roster(["J. Smith", "Jane Smith"])
    assert len(one) == 1 and one.find(name_of("J Smith")) == ("jane", "smith")
    two = Roster(["Jane Smith", "John Smith"])
    assert two.find(name_of("J. Smith")) is None


def test_every_need_of_the_schema_is_answered() -> None:
    assert set(NEEDS) == set(Need.__args__)  # type: ignore[attr-defined]


def test_attendance_in_handwriting_is_not_missing() -> None:
    assert state("attendance", read("toolbox_talk", "Toolbox talk", signed="drawn")) == "unclear"
    assert state("attendance", read("toolbox_talk", "Toolbox talk")) == "unmet"
    assert state("attendance", read("toolbox_talk", facts=[("person", "Jo Hill", "attendee", {})])) == "met"


def test_manager_by_title_or_by_the_org_chart() -> None:
    titled = read("hsc_minutes", facts=[("person", "Jo Hill", "attendee", {"title": "Site Manager"})])
    plain = read("hsc_minutes", facts=[("person", "Jo Hill", "attendee", {})])
    chart = read("org_chart", facts=[("position", "Operations Manager", "manager", {"person": "Hill, Jo"})])
    other = read("org_chart", facts=[("position", "Operations Manager", "manager", {"person": "Ann Roy"})])
    assert state("manager_present", titled) == "met"
    assert state("manager_present", plain, chart) == "met"
    assert state("manager_present", plain, other) == "unmet"
    assert state("manager_present", plain) == "unclear"


def test_hazard_rows_need_control_and_rating_each() -> None:
    rows = [("hazard_row", "fall", None, {"controls": "rail", "rating": "H"}), ("hazard_row", "noise", None, {})]
    assert state("controls", read("flha", facts=rows[:1])) == "met"  # type: ignore[arg-type]
    assert state("controls", read("flha", facts=rows)) == "unmet"  # type: ignore[arg-type]
    assert state("rating", read("flha", facts=rows)) == "unmet"  # type: ignore[arg-type]
    assert state("rating", read("flha")) == "unclear"


def test_health_and_safety_hazards_are_two_things() -> None:
    assert state("health_and_safety_hazards", read("flha", "noise; fall from ladder")) == "met"
    assert state("health_and_safety_hazards", read("flha", "fall from ladder")) == "unmet"


def test_root_cause_wants_cause_and_action() -> None:
    full = "Root cause: worn brake\nCorrective action: replace it"
    assert state("root_cause", read("incident_investigation", full)) == "met"
    assert state("root_cause", read("incident_investigation", full.split("\n")[0])) == "unmet"


def test_both_signatures() -> None:
    both = [("signature", "x", "drawn", {"party": "worker", "label": "Worker"}),
            ("signature", "y", "drawn", {"party": "trainer", "label": "Trainer"})]  # fmt: skip
    assert state("both_signatures", read("flha", signed="drawn", facts=both)) == "met"  # type: ignore[arg-type]
    assert state("both_signatures", read("flha", signed="drawn", facts=both[:1])) == "unmet"  # type: ignore[arg-type]
    assert state("both_signatures", read("flha", signed="cannot_tell")) == "unclear"


def test_reviewer_besides_the_author() -> None:
    author = [("signature", "Jo Hill", "typed", {"name": "Jo Hill"})]
    manager = [*author, ("signature", "Ann Roy", "typed", {"name": "Ann Roy", "title": "Manager"})]
    assert state("reviewer_signed", read("flha", signed="typed", facts=manager)) == "met"  # type: ignore[arg-type]
    assert state("reviewer_signed", read("flha", signed="typed", facts=author)) == "unmet"  # type: ignore[arg-type]


def test_orientation_before_the_first_duty() -> None:
    after = [("date", "2025-10-01", "first_duty", {})]
    assert state("before_first_duty", read("flha", day=INSIDE, facts=after)) == "unmet"  # type: ignore[arg-type]
    before = [("date", "2025-12-01", "first_duty", {})]
    assert state("before_first_duty", read("flha", day=INSIDE, facts=before)) == "met"  # type: ignore[arg-type]
    assert state("before_first_duty", read("flha", day=INSIDE)) == "unclear"


def test_months_before_respects_short_months() -> None:
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 36) == date(2023, 1, 15)


def test_a_lead_investigator_does_not_review_the_own_report() -> None:
    lead = ("signature", "Gord Lee", "typed", {"name": "Gord Lee", "title": "Manager", "label": "Lead investigator"})
    other = ("signature", "Ann Roy", "typed", {"name": "Ann Roy", "title": "Manager", "label": "Reviewed by"})
    assert state("reviewer_signed", read("incident_investigation", signed="typed", facts=[lead])) == "unmet"  # type: ignore[arg-type]
    both = [lead, other]
    assert state("reviewer_signed", read("incident_investigation", signed="typed", facts=both)) == "met"  # type: ignore[arg-type]


def test_a_given_name_with_a_letter_joins_the_one_it_fits() -> None:
    roster = Roster(("Marcy Toews", "Kody Lund"))
    assert roster.find(name_of("Marcy T.")) == ("marcy", "toews")
    assert roster.find(name_of("M. Toews")) == ("marcy", "toews")
    assert roster.find(name_of("Toews, Marcy")) == ("marcy", "toews")
    assert roster.find(name_of("Marcy L.")) is None
    assert Roster(("Marcy Toews", "Marcy Tran")).find(name_of("Marcy T.")) is None


@pytest.mark.parametrize(
    ("read", "same"),
    [
        ("Marcy Tocws", True),
        ("Marcv Toews", False),
        ("Mamy Toews", False),
        ("Kody Lnnd", True),
        ("Kodv Lund", False),
        ("Kody Lund", True),
        ("Kody Land", False),
        ("Kody Lundt", False),
    ],
)
def test_a_misread_letter_is_forgiven_where_letters_look_alike(read: str, same: bool) -> None:
    assert (Roster(("Marcy Toews", "Kody Lund")).find(name_of(read)) is not None) is same


def test_a_list_joins_no_two_of_its_people_for_a_letter() -> None:
    roster = Roster(("Dina Tuck", "Dina Tick", "Dina Tnck"))
    assert len(roster) == 3
    assert slipped(name_of("Ann Hernet"), name_of("Ann Hemet"))
    assert not slipped(name_of("Maria Roy"), name_of("Marie Roy"))
    assert not slipped(name_of("Jon Roy"), name_of("Jan Roy"))
