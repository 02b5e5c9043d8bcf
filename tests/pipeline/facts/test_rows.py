import pytest

from pipeline.facts import actions, certificates, hazards, hires, org, tables
from pipeline.facts.hazards import category
from pipeline.facts.org import level_of
from pipeline.model import Fact
from tests.pipeline.making_pages import placed, reading, text_page

ACTIONS = (
    ("Item", "Action", "Responsible", "Due date", "Completed"),
    ("1", "Mend the stair at the shop", "J. Doe", "2026-02-10", "2026-02-12"),
    ("2", "Order eyewash bottles", "", "March 5, 2026", ""),
    ("3", "None", "", "", ""),
)


def told(fact: Fact) -> dict[str, str]:
    return dict(fact.attributes)


def test_an_action_table_gives_owner_due_and_closure() -> None:
    first, second = actions.find(reading(text_page("Minutes", tables=[ACTIONS]), family="meeting_minutes"))
    assert (first.kind, first.value) == ("action", "Mend the stair at the shop")
    assert (told(first)["owner"], told(first)["due"], told(first)["closed"]) == ("J. Doe", "2026-02-10", "2026-02-12")
    assert told(second).get("owner") is None
    assert (told(second)["due"], told(second).get("closed")) == ("2026-03-05", None)


def test_the_same_table_by_the_places_of_its_words() -> None:
    runs = [
        (0.05, 0.20, "Action"),
        (0.45, 0.20, "Responsible"),
        (0.65, 0.20, "Due"),
        (0.82, 0.20, "Closed"),
        (0.05, 0.23, "Mend the stair"),
        (0.45, 0.23, "J. Doe"),
        (0.65, 0.23, "2026-02-10"),
        (0.05, 0.25, "at the shop"),
        (0.05, 0.28, "Order eyewash"),
        (0.45, 0.28, "O. Poe"),
        (0.65, 0.28, "2026-03-05"),
        (0.82, 0.28, "2026-03-01"),
    ]
    first, second = actions.find(reading(placed(runs), family="meeting_minutes"))
    assert (first.value, told(first)["owner"]) == ("Mend the stair at the shop", "J. Doe")
    assert (second.value, told(second)["closed"]) == ("Order eyewash", "2026-03-01")


def test_findings_of_an_inspection_are_finding_rows() -> None:
    table = (
        ("Deficiency", "Corrective action", "Assigned to", "Due", "Status"),
        ("Ladder cracked", "Replace", "O. Poe", "2026-02-01", "Closed"),
    )
    (fact,) = actions.find(reading(text_page("Inspection", tables=[table]), family="inspection"))
    assert (fact.kind, fact.value) == ("finding_row", "Ladder cracked")
    assert (told(fact)["action"], told(fact)["closed"]) == ("Replace", "yes")


def test_an_open_status_is_not_closed() -> None:
    table = (
        ("Concern", "Owner", "Status"),
        ("Noise in the shop", "O. Poe", "Open"),
        ("Dust", "J. Doe", "not complete"),
    )
    assert [told(fact).get("closed") for fact in actions.find(reading(text_page("Log", tables=[table])))] == [
        None,
        None,
    ]


def test_action_lines_in_running_text() -> None:
    (fact,) = actions.find(
        reading("Action: tie down the tank. Responsible: J. Doe; Due: 2026-03-10", family="meeting_minutes")
    )
    assert fact.value.startswith("tie down the tank")
    assert (told(fact)["owner"], told(fact)["due"]) == ("J. Doe", "2026-03-10")


@pytest.mark.parametrize(
    "text", ["Action plan for 2026", "Actions speak louder than words", "Action: none", "Recommendation: N/A"]
)
def test_words_about_actions_are_no_actions(text: str) -> None:
    assert list(actions.find(reading(text))) == []


def test_a_matrix_of_people_and_courses() -> None:
    matrix = (
        ("Training matrix", "", "", ""),
        ("Name", "Position", "Fall protection expires", "First aid expires"),
        ("Jane Doe", "Operator", "2027-01-05", "2025-12-01"),
        ("Omar Poe", "Driver", "", "03/04/2027"),
    )
    rows = list(
        tables.find(reading(text_page("", tables=[matrix]), document_type="training_matrix", family="training_record"))
    )
    assert [fact.value for fact in rows] == ["Jane Doe: Fall protection", "Jane Doe: First aid", "Omar Poe: First aid"]
    assert told(rows[0]) == {
        "person": "Jane Doe",
        "role": "Operator",
        "course": "Fall protection",
        "expires": "2027-01-05",
    }
    assert rows[2].ambiguous
    assert "expires" not in told(rows[2])


def test_a_matrix_with_two_header_rows() -> None:
    matrix = (
        ("Employee", "WHMIS", "", "Fall protection", ""),
        ("", "Completed", "Expires", "Completed", "Expires"),
        ("Jane Doe", "2025-02-01", "2028-02-01", "2025-03-01", "2028-03-01"),
    )
    rows = list(
        tables.find(reading(text_page("", tables=[matrix]), document_type="training_matrix", family="training_record"))
    )
    assert told(rows[0]) == {
        "person": "Jane Doe",
        "course": "WHMIS",
        "completed": "2025-02-01",
        "expires": "2028-02-01",
    }


def test_a_register_of_one_row_a_course() -> None:
    register = (
        ("Employee", "Course", "Date completed", "Expiry"),
        ("Jane Doe", "First aid", "2025-02-01", "2028-02-01"),
        ("", "WHMIS", "2025-01-05", ""),
    )
    rows = list(
        tables.find(
            reading(text_page("", tables=[register]), document_type="training_matrix", family="training_record")
        )
    )
    assert [fact.value for fact in rows] == ["Jane Doe: First aid", "Jane Doe: WHMIS"]


def test_a_price_list_is_no_matrix() -> None:
    prices = (("Name", "Quantity", "Price"), ("Gravel", "12", "140.00"), ("Sand", "4", "60.00"))
    assert list(tables.find(reading(text_page("", tables=[prices]), family="unknown", document_type="unknown"))) == []


def test_a_certificate_names_holder_course_and_dates() -> None:
    text = (
        "Foothills Rescue School Inc.\nCertificate\nThis certifies that\nJane Doe\n"
        "has successfully completed\nEmergency First Aid\n"
        "Issued: March 6, 2025   Expires: March 6, 2028"
    )
    row, person = certificates.find(reading(text, document_type="first_aid_certificate", family="training_record"))
    assert told(row) == {
        "person": "Jane Doe",
        "course": "Emergency First Aid",
        "completed": "2025-03-06",
        "expires": "2028-03-06",
        "provider": "Foothills Rescue School Inc.",
    }
    assert (person.value, person.role) == ("Jane Doe", "holder")


def test_hazard_rows_carry_rating_controls_and_category() -> None:
    table = (
        ("Task", "Hazard", "Severity", "Probability", "Risk", "Controls"),
        ("Cutting pipe", "Silica dust", "4", "3", "12", "Wet cutting"),
        ("", "Kickback", "3", "2", "6", ""),
    )
    dust, kick = hazards.find(
        reading(text_page("", tables=[table]), document_type="formal_hazard_assessment", family="hazard_assessment")
    )
    assert told(dust) == {
        "task": "Cutting pipe",
        "hazard": "Silica dust",
        "rating": "12",
        "controls": "Wet cutting",
        "category": "health",
    }
    assert (told(kick)["task"], told(kick)["category"], told(kick).get("controls")) == ("Cutting pipe", "safety", None)
    assert category("Noise from the crusher") == "health"
    assert category("Struck by a truck") == "safety"


def test_hazard_cards_with_labels() -> None:
    text = "Task: unload steel\nHazard: rolling pipe\nControls: chocks on both sides"
    (fact,) = hazards.find(reading(text, document_type="flha", family="hazard_assessment"))
    assert (fact.value, told(fact)["controls"], told(fact)["task"]) == (
        "rolling pipe",
        "chocks on both sides",
        "unload steel",
    )


def test_an_org_chart_gives_positions_with_levels() -> None:
    text = "Organization chart\nDana Roe\nPresident\nJane Doe, Operations Manager\nOmar Poe\nYard Supervisor"
    facts = list(org.find(reading(text, document_type="org_chart", family="administration", kind="directive")))
    assert [(fact.value, fact.attribute("person"), fact.role) for fact in facts] == [
        ("President", "Dana Roe", "top"),
        ("Operations Manager", "Jane Doe", "manager"),
        ("Yard Supervisor", "Omar Poe", "supervisor"),
    ]


def test_a_vice_president_is_not_the_top() -> None:
    assert level_of("Vice President, Operations") == "manager"
    assert level_of("Président") == "top"
    assert level_of("Equipment Operator") == "worker"


def test_boxes_of_a_drawn_chart() -> None:
    runs = [
        (0.4, 0.1, "Dana Roe - President"),
        (0.1, 0.2, "Jane Doe - Operations"),
        (0.6, 0.2, "Omar Poe - Yard"),
        (0.1, 0.217, "Manager"),
        (0.6, 0.217, "Supervisor"),
    ]
    facts = org.find(reading(placed(runs), document_type="org_chart", family="administration", kind="directive"))
    assert [(fact.attribute("person"), fact.value) for fact in facts] == [
        ("Dana Roe", "President"),
        ("Jane Doe", "Operations Manager"),
        ("Omar Poe", "Yard Supervisor"),
    ]


def test_a_day_without_a_year_is_kept_as_written() -> None:
    table = (("Action", "Owner", "Due", "Done"), ("Order cleats", "J. Doe", "January 23", ""))
    (fact,) = actions.find(reading(text_page("Minutes", tables=[table]), family="meeting_minutes"))
    assert (told(fact)["due"], told(fact).get("closed")) == ("January 23", None)


def test_a_status_may_carry_the_closing_date() -> None:
    table = (
        ("Item", "Note", "Assigned to", "Due", "Status"),
        ("Bay 2", "hose worn", "J. Doe", "2026-02-01", "Closed 19 Jan 2026"),
    )
    (fact,) = actions.find(reading(text_page("Inspection", tables=[table]), family="inspection"))
    assert (fact.kind, fact.value, told(fact)["closed"]) == ("finding_row", "hose worn", "2026-01-19")


def test_a_service_log_holds_no_actions() -> None:
    table = (
        ("Unit", "Description", "Date", "Work done", "By", "Next due"),
        ("EX-1", "Excavator", "2026-01-05", "oil", "J. Doe", "500 h"),
    )
    assert list(actions.find(reading(text_page("Log", tables=[table]), family="maintenance"))) == []


def test_columns_beside_an_expiry_column_are_days_of_completion() -> None:
    matrix = (
        ("Name", "Position", "Orientation", "WHMIS", "First aid expires"),
        ("Jo Hill", "Operator", "2014-01-03", "2026-01-12", "2027-05-01"),
        ("Ann Roy", "Driver", "2015-02-04", "2026-01-13", "2026-05-31"),
    )
    facts = tables.find(
        reading(text_page("", tables=[matrix]), document_type="training_matrix", family="training_record")
    )
    rows = {(told(fact)["person"], told(fact)["course"]): told(fact) for fact in facts}
    assert rows["Jo Hill", "Orientation"]["completed"] == "2014-01-03"
    assert "expires" not in rows["Jo Hill", "WHMIS"]
    assert rows["Ann Roy", "First aid"]["expires"] == "2026-05-31"


def test_a_header_word_broken_by_a_narrow_column_still_tells_its_column() -> None:
    table = (
        ("Area", "Deficiency and correction", "Responsibl e", "Due", "Complet ed"),
        ("Racks", "Upright bent, replace", "O. Poe", "2026-02-13", "2026-02-09"),
    )
    (fact,) = actions.find(reading(text_page("Inspection", tables=[table]), family="inspection"))
    assert (told(fact)["owner"], told(fact)["due"], told(fact)["closed"]) == ("O. Poe", "2026-02-13", "2026-02-09")


def test_rosters_tell_who_was_hired_when() -> None:
    table = (
        ("Name", "Position", "Hire date", "Orientation"),
        ("Poe, Olga", "Driver", "2026-02-09", "2026-02-09"),
        ("Jo Hill", "Driver", "", "2026-02-09"),
        ("", "Driver", "2026-02-10", ""),
    )
    (fact,) = hires.find(reading(text_page("Matrix", tables=[table]), document_type="training_matrix"))
    assert (fact.kind, fact.role, told(fact)) == ("person", "hired", {"hired": "2026-02-09"})
    assert fact.value == "Olga Poe"
    assert list(hires.find(reading(text_page("Minutes", tables=[table]), document_type="hsc_minutes"))) == []
    plain = (("Name", "Position", "Orientation"), ("Jo Hill", "Driver", "2026-02-09"))
    assert list(hires.find(reading(text_page("Matrix", tables=[plain]), document_type="training_matrix"))) == []
