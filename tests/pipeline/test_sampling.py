"""How many a rule wants: months, periods by the client's rhythm, the client's own words, head counts."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mapping.periods import audit_months, month_name, month_of, periods
from pipeline.model import ReadDocument, Window
from pipeline.sampling import applies, cadences_said, expectation
from rules.model import Applies
from tests.pipeline.making_evidence import AUDIT, profile, read, rule

MONTHS = audit_months(Window(date(2025, 3, 15), AUDIT), AUDIT)
MONTHLY = {"kind": "per_period", "cadence": "monthly"}
DIRECTIVES = {"element_procedure", "committee_terms", "pm_program"}


def month(text: str) -> int:
    return month_of(date.fromisoformat(f"{text}-01"))


def said(
    subject: str, value: str, sentence: str, kind: str = "element_procedure", day: date | None = None
) -> ReadDocument:
    facts = [("cadence", value, subject, {"subject": subject})]
    return read(kind, sentence, day, name=sentence, facts=facts)  # type: ignore[arg-type]


def test_a_year_of_months_ends_before_the_audit_month() -> None:
    assert [month_name(one) for one in MONTHS][:1] == ["2025-03"]
    assert [month_name(one) for one in MONTHS][-1:] == ["2026-02"]
    assert len(MONTHS) == 12


def test_published_example_of_a_certificate_of_march_10() -> None:
    window = Window(date(2021, 3, 1), date(2022, 2, 28))
    names = [month_name(one) for one in audit_months(window, date(2022, 3, 10))]
    assert (names[0], names[-1], len(names)) == ("2021-03", "2022-02", 12)


def test_leap_day_audit_expects_twelve_months() -> None:
    months = audit_months(Window(date(2023, 2, 28), date(2024, 2, 29)), date(2024, 2, 29))
    assert (month_name(months[0]), month_name(months[-1]), len(months)) == ("2023-02", "2024-01", 12)


@pytest.mark.parametrize(
    ("records", "names"),
    [
        ([], ["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]),
        (["2025-05", "2025-08", "2025-11"], ["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]),
        (["2025-03", "2025-06", "2025-12"], ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]),
        (["2024-12", "2025-06"], ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]),
    ],
)
def test_quarters_are_named_by_the_clients_rhythm(records: list[str], names: list[str]) -> None:
    assert [one.name for one in periods(MONTHS, 3, [month(text) for text in records])] == names


def test_a_late_record_fills_its_quarter() -> None:
    made = periods(MONTHS, 3, [month("2025-03"), month("2025-06"), month("2025-10"), month("2025-12")])
    assert [any(one.holds(month(text)) for text in ("2025-10",)) for one in made] == [False, False, True, False]


def test_a_year_is_named_by_when_it_was_due() -> None:
    assert [one.name for one in periods(MONTHS, 12, [])] == ["2025"]
    assert [one.name for one in periods(MONTHS, 12, [month("2025-01")])] == ["2026"]
    assert [one.name for one in periods(MONTHS, 12, [month("2024-10")])] == ["2025"]


def test_two_month_periods_are_named_by_their_month() -> None:
    names = [one.name for one in periods(MONTHS, 2, [month("2025-04"), month("2025-06")])]
    assert names == ["2025-04", "2025-06", "2025-08", "2025-10", "2025-12", "2026-02"]


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from([1, 2, 3, 6, 12]), st.data())
def test_periods_never_overlap_and_every_one_is_named_once(audit: date, span: int, data: st.DataObject) -> None:
    first = audit - timedelta(days=365)
    months = audit_months(Window(first, audit), audit)
    records = data.draw(st.lists(st.integers(months[0] - 6, months[-1] + 1), max_size=12))
    made = periods(months, span, records)
    assert len({one.name for one in made}) == len(made) == max(1, len(months) // span)
    assert all(left.last < right.first for left, right in pairwise(made))
    assert all(one.first <= one.due <= one.last for one in made)


def test_the_clients_words_replace_the_packs_default_and_are_kept() -> None:
    words = cadences_said([said("inspection", "quarterly", "Inspections shall be done quarterly.")], DIRECTIVES)
    found = expectation(rule(sampling=MONTHLY), profile("A"), words)
    assert (found.cadence, found.span, found.basis) == ("quarterly", 3, "client")
    assert found.said[0].citation.quote == "Inspections shall be done quarterly."


def test_the_instruments_number_stands() -> None:
    words = cadences_said([said("inspection", "quarterly", "Inspections are quarterly.")], DIRECTIVES)
    found = expectation(rule(sampling={**MONTHLY, "basis": "instrument"}), profile("A"), words)
    assert (found.cadence, found.basis, len(found.said)) == ("monthly", "instrument", 1)


@pytest.mark.parametrize(
    ("subject", "sentence", "kind", "expected"),
    [
        (
            "inspection",
            "Fire extinguishers are inspected monthly.",
            "element_procedure",
            "emergency_equipment_inspection",
        ),
        ("inspection", "Inspections are made monthly.", "pm_program", "pre_use_inspection"),
        ("inspection", "Vehicles: daily inspection.", "element_procedure", "pre_use_inspection"),
        ("meeting", "The committee shall meet monthly.", "element_procedure", "hsc_minutes"),
        ("meeting", "Meetings are held monthly.", "committee_terms", "hsc_minutes"),
        ("meeting", "Safety meetings are held monthly.", "element_procedure", "safety_meeting"),
        ("toolbox", "Toolbox talks are weekly.", "element_procedure", "toolbox_talk"),
    ],
)
def test_whose_rhythm_a_sentence_tells(subject: str, sentence: str, kind: str, expected: str) -> None:
    assert [one.document_type for one in cadences_said([said(subject, "monthly", sentence, kind)], DIRECTIVES)] == [
        expected
    ]


def test_a_rhythm_told_in_minutes_binds_nobody() -> None:
    assert cadences_said([said("inspection", "weekly", "Inspections are weekly.", "hsc_minutes")], DIRECTIVES) == ()


def test_the_newest_directive_in_force_speaks() -> None:
    old = said("inspection", "weekly", "Inspections are weekly.", day=date(2020, 1, 1))
    new = said("inspection", "quarterly", "Inspections are quarterly.", day=date(2025, 1, 1))
    future = said("inspection", "yearly", "Inspections are yearly.", day=date(2026, 5, 1))
    words = cadences_said([old, new, future], DIRECTIVES)
    assert expectation(rule(sampling=MONTHLY), profile("A"), words).cadence == "quarterly"


@pytest.mark.parametrize(("heads", "expected"), [(None, True), (4, False), (5, True), (19, True), (20, False)])
def test_only_a_known_head_count_says_not_applicable(heads: int | None, expected: bool) -> None:
    bounds = Applies(minimum_head_count=5, maximum_head_count=19)
    assert applies(rule(applies=bounds), profile("A", heads=heads)) is expected
