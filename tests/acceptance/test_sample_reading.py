"""The sample client against its truth: states, exceptions, page decisions, documents (exactly as the issue asks)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import SampleRun

Row = dict[str, Any]
NO_ANSWER = 0.25
"""A family told with less is no answer: a note of six words fits everywhere."""


@pytest.fixture(scope="module")
def items(sample_run: SampleRun) -> dict[str, Row]:
    return {row["file"]: row for row in sample_run.coverage["items"]}


@pytest.fixture(scope="module")
def planned(truth: Row) -> dict[str, Row]:
    return {row["file"]: row for row in truth["file"]}


def test_no_file_is_lost_and_none_invented(items: dict[str, Row], planned: dict[str, Row]) -> None:
    assert sorted(items) == sorted(planned)


def test_states_exception_classes_and_duplicates_are_exact(items: dict[str, Row], planned: dict[str, Row]) -> None:
    def facts(row: Row) -> tuple[Any, ...]:
        return row["state"], row.get("exception"), row.get("duplicate_of"), bool(row.get("excluded_by"))

    assert {name: facts(row) for name, row in items.items()} == {name: facts(row) for name, row in planned.items()}


def test_the_books_balance(sample_run: SampleRun) -> None:
    totals = sample_run.coverage["reconciliation"]
    states = ("processed", "duplicate", "container", "excluded", "exception")
    assert totals["discovered"] == len(sample_run.coverage["items"]) == sum(totals[state] for state in states)
    pages = totals["pages"]
    assert pages["discovered"] == sum(pages[kind] for kind in ("text", "ocr", "blank", "exception"))


def test_page_decisions_are_exact(items: dict[str, Row], planned: dict[str, Row]) -> None:
    wrong = {}
    for name, row in planned.items():
        if row["state"] != "processed":
            continue
        pages = items[name]["pages"]
        recognised = [page["number"] for page in pages if page["text_origin"] == "ocr"]
        blank = [page["number"] for page in pages if page["why"] == "blank"]
        expected = (row["pages"], row.get("ocr_pages", []), row.get("blank_pages", []))
        if (len(pages), recognised, blank) != expected:
            wrong[name] = ((len(pages), recognised, blank), expected)
    assert wrong == {}


def test_every_page_says_why(items: dict[str, Row]) -> None:
    assert all(page["why"] for row in items.values() for page in row["pages"])


def planned_documents(planned: dict[str, Row]) -> list[tuple[str, Row]]:
    return [(name, doc) for name, row in planned.items() if row["state"] == "processed" for doc in row["document"]]


def answers(sample_run: SampleRun, planned: dict[str, Row]) -> list[tuple[str, Row, Row | None]]:
    """Each planned document with the located document of the same pages, or the one that overlaps it most."""
    found: dict[str, list[Row]] = {}
    for row in sample_run.coverage["documents"]:
        found.setdefault(row["file"], []).append(row)
    matched = []
    for name, doc in planned_documents(planned):
        pages = set(range(doc["first_page"], doc["last_page"] + 1))
        best = max(
            found.get(name, []),
            key=lambda row: len(pages & set(range(row["first_page"], row["last_page"] + 1))),
            default=None,
        )
        matched.append((name, doc, best))
    return matched


def wrong_ones(rows: list[tuple[str, Row, Row | None]], right: Callable[[Row, Row], bool]) -> list[str]:
    return [
        f"{name} p{doc['first_page']}: {doc.get('type')}"
        for name, doc, got in rows
        if got is None or not right(doc, got)
    ]


def test_families(sample_run: SampleRun, planned: dict[str, Row]) -> None:
    rows = answers(sample_run, planned)
    wrong = wrong_ones(rows, lambda doc, got: bool(doc["family"] == got["family"] or got["probability"] < NO_ANSWER))
    assert wrong == []
    assert len(wrong_ones(rows, lambda doc, got: bool(doc["family"] == got["family"]))) <= 1
    sure = [(name, doc, got) for name, doc, got in rows if got and got["probability"] > 0.9]
    assert len(sure) >= 0.5 * len(rows)


def test_page_ranges(sample_run: SampleRun, planned: dict[str, Row]) -> None:
    rows = answers(sample_run, planned)
    keys = ("first_page", "last_page")
    assert wrong_ones(rows, lambda doc, got: all(doc[key] == got[key] for key in keys)) == []


def test_evidence_dates(sample_run: SampleRun, planned: dict[str, Row]) -> None:
    def right(doc: Row, got: Row) -> bool:
        date = got["evidence_date"]
        planned_date = doc["date"]
        return bool(date["state"] == planned_date["state"] and date["value"] == planned_date.get("value"))

    assert wrong_ones(answers(sample_run, planned), right) == []


@pytest.mark.parametrize("key", ["signed", "blank_form"])
def test_signed_and_blank(sample_run: SampleRun, planned: dict[str, Row], key: str) -> None:
    assert wrong_ones(answers(sample_run, planned), lambda doc, got: bool(doc[key] == got[key])) == []
