"""Days written without a year: given one where the paper or its name leaves one only, said so, and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts import yearless
from pipeline.model import Page
from pipeline.report.speech import load_speech
from tests.pipeline.making_pages import placed, reading
from tests.pipeline.test_understand import look


def seen(text: str | Page) -> list[tuple[str | None, str | None]]:
    return [(fact.role, fact.attribute("month_day")) for fact in yearless.find(reading(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Date: Tues Apr 14         Place: fire hall", ("performed", "04-14")),
        ("when  16 april, after dinner", ("performed", "04-16")),
        ("Inspection date: May 3rd", ("performed", "05-03")),
        ("Meeting date: 3 of June", ("meeting", "06-03")),
        ("Date de la réunion : 1er mai", ("meeting", "05-01")),
        ("Signed: J. Doe  Date: Feb. 9", ("signed", "02-09")),
    ],
)
def test_a_day_at_a_label_without_its_year(text: str, expected: tuple[str, str]) -> None:
    assert seen(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Date: May 3, 2026", "Date: 3 May 26", "Date: Mar 4/26", "Date: May 3 '26", "Date: Nov 20 / 25",
        "Next meeting: May 3", "Review by: May 3", "Expires: May 3", "Date: May 35", "Date: March 15:30",
        "They cleared the ramp on the way, 3 may help", "Date: may 5 %", "Form SF-3 rev May 3", "Date: 2026-05-03",
        "Date: 12/16 april", "Date: May 3-5, 2026", "Maya 3 was here",
    ],
)  # fmt: skip
def test_what_is_no_day_without_a_year(text: str) -> None:
    assert seen(text) == []


def test_a_day_the_engine_doubts_is_left_alone() -> None:
    assert seen(placed([(0.1, 0.3, "Date: May 3", 40.0)], ocr=True)) == []
    assert seen(placed([(0.1, 0.3, "Date: May 3", 95.0)], ocr=True)) == [("performed", "05-03")]


CARD = "WORKPLACE INSPECTION\n{head}\nDate: {day}\nInspected by: Jane Doe\nGates shut yes\n{foot}"


def card(day: str = "Feb 3", head: str = "", foot: str = "", path: str = "a.pdf") -> tuple[date | None, str, str]:
    found = look(CARD.format(day=day, head=head, foot=foot), "workplace_inspection", path)
    return found.evidence_date.value, found.evidence_date.state, found.classification.reasons[-1]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"path": "walks/2026-02/a.pdf"}, "the file or folder name settles it"),
        ({"path": "walk Feb 3 2026.pdf"}, "the file or folder name settles it"),
        ({"head": "For the month of February 2026"}, "the head of the paper names the month with its year"),
        ({"foot": "Cards collected 2026-02-10"}, "2026-02-10 on page 1 settles it"),
        ({"day": "Tues Feb 3", "foot": "keyed into the app 2026-02-04"}, "2026-02-04 on page 1 settles it"),
    ],
)
def test_the_paper_or_its_name_settles_the_year_and_it_is_said(more: dict[str, str], why: str) -> None:
    value, state, reason = card(**more)
    assert (value, state) == (date(2026, 2, 3), "read")
    assert "bears no year" in reason and reason.endswith(why)
    assert load_speech("fr")(reason) != reason


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, "neither the paper nor its name settles it"),
        ({"path": "2026/a.pdf"}, "neither the paper nor its name settles it"),
        ({"path": "walks/2026-03/a.pdf"}, "neither the paper nor its name settles it"),
        ({"head": "Form SF-3 rev. February 2026"}, "neither the paper nor its name settles it"),
        ({"foot": "Cards collected 2025-12-10"}, "neither the paper nor its name settles it"),
        ({"foot": "Expires: 2026-02-10"}, "neither the paper nor its name settles it"),
        ({"foot": "Cards collected 2026-02-10", "path": "2025-02/a.pdf"}, "disagrees"),
        ({"day": "Mon Feb 3", "foot": "Cards collected 2026-02-10"}, "disagrees"),
        ({"path": "2027-02/a.pdf"}, "disagrees"),
    ],
)
def test_else_it_has_none_and_that_is_said(more: dict[str, str], why: str) -> None:
    value, state, reason = card(**more)
    assert (value, state) == (None, "absent")
    assert "bears no year" in reason and reason.endswith(why)
    assert load_speech("fr")(reason) != reason


def test_a_full_date_of_the_paper_wins() -> None:
    assert card(foot="Inspection date: 2026-01-09", path="2026-02/a.pdf")[0] == date(2026, 1, 9)


def test_two_such_days_in_one_part_settle_nothing() -> None:
    value, _, reason = card(day="Feb 3  to be sure\nDate: Feb 5", path="2026-02/a.pdf")
    assert value is None and reason.endswith("disagrees")


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(["2026-02/a.pdf", "a.pdf", "May 2026.pdf"]))
def test_no_day_to_come_and_none_that_is_not_there(day: date, path: str) -> None:
    value, _, _ = card(day=f"{day:%b} {day.day}", path=path)
    assert value is None or ((value.month, value.day) == (day.month, day.day) and value <= date(2026, 4, 7))
