"""Matrices and registers of training, whichever way round, ruled or not, read from paper or not."""

from datetime import date

import pytest

from pipeline.facts import tables
from pipeline.facts.celldates import cell_date
from pipeline.facts.matrix import matrix_cells
from pipeline.facts.placed import cleaned, placed_tables
from pipeline.facts.reading import read_page
from pipeline.model import Page, Table
from tests.pipeline.making_pages import Run, placed, reading, text_page

LATEST = date(2026, 4, 7)


def rows(*pages: Page) -> list[dict[str, str]]:
    told = reading(*pages, document_type="training_matrix", family="training_record")
    return [dict(fact.attributes) for fact in tables.find(told)]


def test_courses_down_and_people_across() -> None:
    table = (
        ("Ticket", "Jane Doe", "Omar Poe"),
        ("Trade", "Welder", "Foreman"),
        ("First Aid", "2025-02-01", "n/a"),
        ("Fall\nProtection", "", "May 3/25"),
    )
    assert rows(text_page("Date completed", tables=[table])) == [
        {"person": "Jane Doe", "role": "Welder", "course": "First Aid", "completed": "2025-02-01"},
        {"person": "Omar Poe", "role": "Foreman", "course": "First Aid", "status": "n/a"},
        {"person": "Omar Poe", "role": "Foreman", "course": "Fall Protection", "completed": "2025-05-03"},
    ]


def test_a_course_and_its_expiry_side_by_side_under_any_head_of_the_people() -> None:
    table = (
        ("Crew member", "H2S", "H2S exp. date"),
        ("Jane Doe", "2025-02-01", "2028-02-01"),
        ("Poe, Omar", "exp. 2027", ""),
    )
    assert rows(text_page("", tables=[table])) == [
        {"person": "Jane Doe", "course": "H2S", "completed": "2025-02-01", "expires": "2028-02-01"},
        {"person": "Omar Poe", "course": "H2S", "status": "exp. 2027"},
    ]


@pytest.mark.parametrize(
    "expiry", ["CPR level C exp. date", "CPR levelCexp.", "CPR Ievel C expires", "CPRlevelCexpires"]
)
def test_a_head_that_recognition_spoilt_still_belongs_to_its_course(expiry: str) -> None:
    table = (("Name", "CPR level C", expiry), ("Jane Doe", "2025-02-01", "2028-02-01"))
    assert rows(text_page("", tables=[table])) == [
        {"person": "Jane Doe", "course": "CPR level C", "completed": "2025-02-01", "expires": "2028-02-01"},
    ]


def test_courses_that_differ_by_a_letter_stay_apart() -> None:
    table = (("Name", "CPR level A", "CPR level C", "Level 0", "Level 2"), ("Jane Doe", "2025-02-01", "x", "x", "x"))
    assert [row["course"] for row in rows(text_page("", tables=[table]))] == [
        "CPR level A", "CPR level C", "Level 0", "Level 2",
    ]  # fmt: skip


def test_a_register_goes_on_with_the_person_of_the_page_before() -> None:
    head = ("Who", "Training", "Date", "Valid until")
    first = (head, ("Jane Doe", "WHMIS", "2025-02-01", ""), ("", "H2S", "2025-02-02", "2028-02-02"))
    second = (head, ("", "TDG", "2025-02-03", ""), ("Omar Poe", "TDG", "2025-02-04", ""))
    found = rows(text_page("", tables=[first]), text_page("", number=2, tables=[second]))
    assert [(row["person"], row["course"]) for row in found] == [
        ("Jane Doe", "WHMIS"), ("Jane Doe", "H2S"), ("Jane Doe", "TDG"), ("Omar Poe", "TDG"),
    ]  # fmt: skip


def test_a_column_called_training_with_days_under_it_is_a_course() -> None:
    table = (("Name", "Site training", "Date of fit test"), ("Jane Doe", "2025-02-01", "2025-03-01"))
    assert {row["course"] for row in rows(text_page("", tables=[table]))} == {"Site training", "Date of fit test"}


def test_a_payroll_and_a_parts_list_are_no_matrix() -> None:
    payroll: Table = (("Name", "Hours", "Rate"), ("Jane Doe", "40", "31.50"), ("Omar Poe", "38", "29.00"))
    parts: Table = (("Part", "Ordered", "Came"), ("Belt", "2025-02-01", "2025-02-03"), ("Cup", "2025-02-01", ""))
    assert matrix_cells(payroll, LATEST, "") == []
    assert matrix_cells(parts, LATEST, "") == []


def unruled(ocr: bool) -> Page:
    lines: list[list[Run]] = [
        [(0.1, 0.1, "Staff"), (0.45, 0.1, "Fall"), (0.6, 0.1, "WHMIS")],
        [(0.45, 0.12, "Protection")],
        [(0.1, 0.2, "Jane Doe"), (0.45, 0.2, "2025-02-01"), (0.6, 0.2, "2025-02-02"), (0.8, 0.2, "x")],
        [(0.1, 0.3, "Omar Poe"), (0.45, 0.3, "2025-02-03"), (0.8, 0.3, "x")],
        [(0.1, 0.4, "Ada Fox"), (0.45, 0.4, "2025-02-04"), (0.6, 0.4, "2025-02-05"), (0.8, 0.4, "x")],
        [(0.1, 0.5, "Lee Roy"), (0.45, 0.5, "2025-02-06"), (0.6, 0.5, "2025-02-07"), (0.8, 0.5, "x")],
    ]
    lines[0].append((0.8, 0.1, "H2S"))
    return placed([run for line in lines for run in line], ocr=ocr)


@pytest.mark.parametrize("ocr", [False, True])
def test_columns_without_rules(ocr: bool) -> None:
    found = rows(unruled(ocr))
    assert [(row["person"], row["course"]) for row in found][:3] == [
        ("Jane Doe", "Fall Protection"), ("Jane Doe", "WHMIS"), ("Jane Doe", "H2S"),
    ]  # fmt: skip
    assert ("Omar Poe", "WHMIS") not in [(row["person"], row["course"]) for row in found]
    assert len(found) == 11


def test_running_text_stands_in_no_columns() -> None:
    assert (
        placed_tables(read_page(placed([(0.1, 0.1 * row, f"Line {row} of a page of text") for row in range(1, 8)])))
        == ()
    )


def test_what_rules_and_dirt_become_is_taken_off_recognised_cells() -> None:
    assert cleaned((("2 Junie Toews es", "TDG :", "~", "in progress", "TomasCardinal", "Ann McAdam", "✓"),)) == (
        ("Junie Toews", "TDG", "-", "in progress", "Tomas Cardinal", "Ann McAdam", "✓"),
    )


@pytest.mark.parametrize(
    ("cell", "day"),
    [("Mar 192025", "2025-03-19"), ("Oec 3 2025", "2025-12-03"), ("04-Mar-26", "2026-03-04"), ("Xyz 3 2025", None)],
)
def test_days_that_lost_a_blank_or_a_letter(cell: str, day: str | None) -> None:
    assert cell_date(cell, LATEST) == day
