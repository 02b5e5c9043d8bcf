import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts import people
from pipeline.facts.names import as_name, name_and_title, name_in_cell, names_in
from pipeline.facts.ner import people_of
from pipeline.model import Page
from tests.pipeline.making_pages import placed, reading, text_page


def found(page: str | Page, **how: str) -> list[tuple[str, str | None]]:
    return [(fact.value, fact.role) for fact in people.find(reading(page, **how))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe", "Jane Doe"),
        ("J. Doe", "J. Doe"),
        ("Doe, Jane", "Jane Doe"),
        ("Jean-Luc O'Neil", "Jean-Luc O'Neil"),
        ("DANA ROE", "DANA ROE"),
        ("1. Omar Poe", "Omar Poe"),
        ("Mr. Omar Poe", "Omar Poe"),
        ("Maria de la Cruz", "Maria de la Cruz"),
        ("Mary A. Poe", "Mary A. Poe"),
    ],
)
def test_a_name_is_read(text: str, name: str) -> None:
    assert as_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Site Supervisor",
        "Safety Committee",
        "North Yard",
        "Jane",
        "jane doe",
        "March Meeting",
        "First Aid Kit",
        "J. D.",
        "Unit 204",
        "Hard hats and vests are worn",
        "",
        "N/A",
        "Alder Ridge Excavating Ltd",
    ],
)
def test_what_is_capitalised_is_not_yet_a_name(text: str) -> None:
    assert as_name(text) is None


def test_a_title_is_parted_from_the_name() -> None:
    assert name_and_title("Jane Doe, Operations Manager") == ("Jane Doe", "Operations Manager")
    assert name_and_title("Jane Doe (worker co-chair)") == ("Jane Doe", "worker co-chair")
    assert name_and_title("Operations Manager") == (None, None)


def test_a_list_of_people_is_split_at_commas_outside_brackets() -> None:
    listed = names_in("Jane Doe (co-chair, Manager), Omar Poe; Lee Chan and A. Roe.")
    assert [name for name, _ in listed] == ["Jane Doe", "Omar Poe", "Lee Chan", "A. Roe"]


def test_a_cell_of_a_name_column_may_hold_a_surname_alone() -> None:
    assert name_in_cell("Poe") == "Poe"
    assert name_in_cell("JANE DOE") == "JANE DOE"
    assert name_in_cell("N/A") is None
    assert name_in_cell("12") is None


def test_labels_give_the_part_a_person_plays() -> None:
    text = "Trainer: Max Roe   Date: 2026-01-02\nChair: Jane Doe\nInspected by: Omar Poe\nRegrets: Lee Chan"
    assert found(text) == [
        ("Max Roe", "trainer"),
        ("Jane Doe", "chair"),
        ("Omar Poe", "inspector"),
        ("Lee Chan", "absent"),
    ]


def test_a_list_after_present_runs_over_the_line_end() -> None:
    text = "Present: Jane Doe (Operations Manager), Omar Poe,\nLee Chan and A. Roe\n1. Old business"
    assert [name for name, _ in found(text, family="meeting_minutes")] == ["Jane Doe", "Omar Poe", "Lee Chan", "A. Roe"]


def test_names_under_an_attendance_heading() -> None:
    text = "In attendance\nJane Doe, President\nOmar Poe\n1. Review of minutes\nMax Roe will fix the gate."
    assert found(text, family="meeting_minutes") == [("Jane Doe", "attendee"), ("Omar Poe", "attendee")]


def test_a_sign_in_sheet_by_table_and_by_place() -> None:
    table = (("Print name", "Company", "Signature"), ("Jane Doe", "Alder Ridge", ""), ("Omar Poe", "Alder Ridge", ""))
    page = text_page("Sign-in", tables=[table])
    wanted = [("Jane Doe", "trainee"), ("Omar Poe", "trainee")]
    assert found(page, family="training_record") == wanted
    runs = [(0.1, 0.2, "Name"), (0.6, 0.2, "Signature"), (0.1, 0.25, "Jane Doe"), (0.1, 0.3, "Omar Poe")]
    assert found(placed(runs, ocr=True), family="training_record") == wanted


def test_those_marked_absent_did_not_attend() -> None:
    table = (("Member", "Role", "Present"), ("Jane Doe", "Worker", "yes"), ("Omar Poe", "Employer", "absent"))
    assert found(text_page("Minutes", tables=[table]), family="meeting_minutes") == [
        ("Jane Doe", "attendee"),
        ("Omar Poe", "absent"),
    ]


def test_the_language_model_reads_what_rules_cannot() -> None:
    names = [name for _, name in people_of(("The crew was briefed by Robert Johnson before the lift.",))]
    assert names in (["Robert Johnson"], [])  # empty only where the model is not installed
    assert people_of(()) == ()


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_names_never_hold_digits(text: str) -> None:
    assert not any(character.isdigit() for name, _ in names_in(text) for character in name)


def test_hostile_lines_do_no_harm() -> None:
    for text in ("Present: " + "Jane Doe, " * 2_000, "certifies that " * 2_000, "(" * 20_000, "A. " * 9_000):
        people = found(text, family="meeting_minutes")
        assert len(people) <= text.count("Doe")
