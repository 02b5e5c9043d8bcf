from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.daterepair import could_be, find_dates_recognised
from pipeline.facts.datetext import EARLIEST_YEAR, YEARS_AHEAD, find_dates, order_hint

LATEST = date(2026, 4, 7)


def values(text: str) -> list[str]:
    return [found.value.isoformat() if found.value else "ambiguous" for found in find_dates(text, LATEST)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03-04", "2026-03-04"),
        ("2026/3/4", "2026-03-04"),
        ("2026-03-04T10:30", "2026-03-04"),
        ("March 3rd, 2026", "2026-03-03"),
        ("Sept. 5, 2025", "2025-09-05"),
        ("MAR 5 2025", "2025-03-05"),
        ("3 March 2026", "2026-03-03"),
        ("3rd day of March, 2026", "2026-03-03"),
        ("12-Mar-26", "2026-03-12"),
        ("12MAR2026", "2026-03-12"),
        ("2026-Mar-12", "2026-03-12"),
        ("25/03/2026", "2026-03-25"),
        ("03/25/2026", "2026-03-25"),
        ("4/4/2026", "2026-04-04"),
        ("1er février 2025", "2025-02-01"),
        ("le mardi 3 mars 2026", "2026-03-03"),
        ("15 août 2025", "2025-08-15"),
        ("décembre 5 2025", "2025-12-05"),
        ("Day: 3 Month: 4 Year: 2026", "2026-04-03"),
        ("29 Oct 25", "2025-10-29"),
        ("(DD/MM/YYYY) 03/04/2026", "2026-04-03"),
        ("mm/dd/yyyy 03/04/2026", "2026-03-04"),
        ("AAAA-MM-JJ 26-03-04", "2026-03-04"),
    ],
)
def test_reads_a_date_in_the_ways_people_write_it(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "31/31/2026",
        "call 403-555-0199",
        "chapter 1.2.10",
        "May 2026",
        "Act, S.A. 2020 c. 5",
        "12:30",
        "unit 204-18-3391",
        "March 2026 inspections",
        "0012-03-2026-55",
        "ISO 45001:2018",
        "in 1887-03-04",
        "2099-01-01",
        "3.4.5",
        "maybe 2026",
        "marche 3 2026",
    ],
)
def test_does_not_see_dates_where_none_are(text: str) -> None:
    assert values(text) == []


def test_day_and_month_stay_open_unless_one_is_above_twelve() -> None:
    (found,) = find_dates("signed 03/04/2026", LATEST)
    assert found.value is None
    assert found.readings == (date(2026, 3, 4), date(2026, 4, 3))


def test_two_dates_in_a_row_of_a_table_are_two_dates() -> None:
    assert values("J. Poe   29 Oct 25   31 Oct 25") == ["2025-10-29", "2025-10-31"]


def test_a_date_that_is_only_past_under_one_reading_stays_ambiguous() -> None:
    (found,) = find_dates("05/03/2026", LATEST)  # 3 May is still to come, the fifth of March is past
    assert found.value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("2O26-O3-l4", "2026-03-14"), ("Mareh 3, 2026", "2026-03-03"), ("3 Aprll 2O25", "2025-04-03")],
)
def test_repairs_letters_for_digits_when_only_one_date_is_possible(text: str, value: str) -> None:
    (found,) = find_dates_recognised(text, LATEST)
    assert found.repaired
    assert found.value == date.fromisoformat(value)
    assert found.text == text


@pytest.mark.parametrize("text", ["SOS-12-2l", "l2/O3/2O25", "2O26-l2-O1", "lO-SS-BOSS", "Soil 2 Bolts"])
def test_does_not_repair_what_could_be_anything_or_lies_ahead(text: str) -> None:
    assert find_dates_recognised(text, LATEST) == ()


def test_a_scrawl_agrees_with_the_day_it_resembles_and_with_no_other() -> None:
    assert could_be("2) April 2026", date(2026, 4, 21))
    assert could_be("/? Nov 2025", date(2025, 11, 19))
    assert not could_be("2) April 2026", date(2026, 4, 27))
    assert not could_be("2) April 2026", date(2026, 5, 21))
    assert not could_be("2) April 2024", date(2026, 4, 21))
    assert not could_be("", date(2026, 4, 21))


def test_the_form_says_which_number_is_the_day() -> None:
    assert order_hint("Date (YYYY-MM-DD)") == "ymd"
    assert order_hint("Date jj/mm/aaaa") == "dmy"
    assert order_hint("Date M/D/Y") == "mdy"
    assert order_hint("Date of yard meeting") is None


@given(st.text(alphabet="0123456789/-. OlISBMarchyéJuné,", max_size=60))
@settings(max_examples=300, deadline=None)
def test_never_an_impossible_year_never_an_overlap(text: str) -> None:
    for search in (find_dates, find_dates_recognised):
        found = search(text, LATEST)
        for one in found:
            assert one.readings
            assert all(EARLIEST_YEAR <= day.year <= LATEST.year + YEARS_AHEAD for day in one.readings)
        assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1995, 2026), st.sampled_from("/-"))
@settings(max_examples=200, deadline=None)
def test_an_ambiguous_date_is_never_resolved(first: int, second: int, year: int, sign: str) -> None:
    (found,) = find_dates(f"on {first:02d}{sign}{second:02d}{sign}{year} at the yard", LATEST)
    assert set(found.readings) == {date(year, first, second), date(year, second, first)}
    assert (found.value is None) == (first != second)


@given(st.dates(date(1990, 1, 1), date(2026, 4, 7)), st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%d-%b-%y"]))
@settings(max_examples=200, deadline=None)
def test_a_written_out_date_comes_back_as_itself(day: date, style: str) -> None:
    if style == "%d-%b-%y" and day.year < 2000:
        return  # two digits mean this century
    (found,) = find_dates(f"Inspected {day.strftime(style)} by J. Poe", LATEST)
    assert found.value == day


def test_hostile_text_takes_linear_time_and_finds_nothing() -> None:
    for text in ("1" * 20_000, "1/" * 10_000, "Mar " * 5_000, "2026-" * 4_000, "O0l" * 7_000):
        assert find_dates_recognised(text, LATEST) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("May 28/26, about 8", ["2026-05-28"]),
        ("Nov 20 / 25", ["2025-11-20"]),
        ("9 janv. 26   17h", ["2026-01-09"]),
        ("March 3-5, 2026", ["2026-03-05"]),
        ("du 3 au 5 mars 2026", ["2026-03-05"]),
        ("3 Mar 15:30", []),
        ("pad SS-06 / AUG-24", []),
        ("unit 4 Jan 2026", []),
        ("29/04/26", ["2026-04-29"]),
        ("Friday, 03/04/2026", ["2026-04-03"]),
        ("le mardi 03/02/2026", ["2026-02-03"]),
        ("Tuesday 03/05/2026", ["2026-03-05", "2026-05-03"]),
    ],
)
def test_dates_as_hands_write_them(text: str, days: list[str]) -> None:
    found = find_dates(text, date(2026, 6, 30))
    assert [day.isoformat() for one in found for day in one.readings] == days
