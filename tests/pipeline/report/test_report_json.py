"""coverage.json: valid against its own schema, the contract's keys, nothing invented."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from pipeline.model import Citation, Item, Review, TerminalState
from pipeline.report.index import ReviewIndex
from pipeline.report.json_report import SCHEMA_FILE, write_json


@pytest.fixture(scope="module")
def data(written: Any) -> dict[str, Any]:
    return json.loads(written.text("coverage.json"))


def as_written(review: Review, folder: Path) -> dict[str, Any]:
    write_json(review, folder, {})
    read: dict[str, Any] = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_valid_against_the_shipped_schema(written: Any, data: dict[str, Any], validator: Draft202012Validator) -> None:
    assert written.text("coverage.schema.json") == SCHEMA_FILE.read_text(encoding="utf-8")
    validator.validate(data)


def test_schema_refuses_more_and_less(data: dict[str, Any], validator: Draft202012Validator) -> None:
    for broken in (
        {**data, "score": 1},
        {key: value for key, value in data.items() if key != "reconciliation"},
        {**data, "as_of": "2026-3-1"},
        {**data, "questions": [{**data["questions"][0], "status": "compliant"}]},
        {**data, "items": [{**data["items"][0], "size": "big"}]},
    ):
        with pytest.raises(ValidationError):
            validator.validate(broken)


def test_keys_are_the_contracts(data: dict[str, Any]) -> None:
    assert list(data) == [
        "schema_version", "engagement", "instrument", "as_of", "run", "reconciliation", "items", "documents",
        "elements", "questions", "exceptions", "changes",
    ]  # fmt: skip
    assert list(data["questions"][0]) == [
        "id", "element", "requirement", "methods", "primary_method", "canonical", "status", "located", "expected",
        "undated", "expected_basis", "missing", "sites", "evidence", "checks", "prepares", "searched", "could_hide",
        "ask", "decision",
    ]  # fmt: skip
    assert list(data["documents"][0]) == [
        "id", "sha256", "file", "first_page", "last_page", "separation_score", "family", "type", "probability",
        "runner_up", "reasons", "language", "evidence_date", "signed", "blank_form", "site", "company",
        "version_group", "restricted",
    ]  # fmt: skip
    assert list(data["items"][0]) == [
        "file", "path", "sha256", "evidence_number", "media_type", "size", "state", "duplicate_of", "excluded_by",
        "exception", "pages",
    ]  # fmt: skip


def test_one_row_a_question_in_order(review: Review, data: dict[str, Any]) -> None:
    assert [row["id"] for row in data["questions"]] == [one.id for one in review.pack.questions]
    interview = next(row for row in data["questions"] if row["id"] == "1.3")
    assert interview["status"] == "outside_document_review"
    assert interview["prepares"] == "Minutes"
    assert (interview["located"], interview["expected"], interview["undated"], interview["decision"]) == (None,) * 4


def test_missing_periods_sites_and_counts(data: dict[str, Any], hostile: Any) -> None:
    row = next(row for row in data["questions"] if row["id"] == "2.1")
    assert (row["located"], row["expected"], row["undated"], row["expected_basis"]) == (9, 12, 3, "pack_default")
    assert row["missing"][2] == {"kind": "period", "value": "2026-03", "due": False}
    assert row["sites"][0]["site"] == "South <i>yard</i>"
    assert len(row["evidence"]) == len(hostile.names)


def test_element_counts_add_up(data: dict[str, Any]) -> None:
    second = data["elements"][1]
    assert second["documentation_questions"] == 4
    counts = {key: value for key, value in second.items() if key not in {"id", "title", "documentation_questions"}}
    assert counts == {"candidate": 0, "partial": 2, "out_of_period": 0, "not_located": 0, "unreadable_source": 1,
                      "not_applicable": 1}  # fmt: skip
    assert data["elements"][2]["documentation_questions"] == 0


def test_names_are_data_and_undecodable_bytes_are_spelled(data: dict[str, Any], hostile: Any) -> None:
    files = [row["path"][0] for row in data["items"]]
    assert files[:3] == list(hostile.names[:3])
    assert "bad⟨0xE9⟩byte.pdf" in files
    assert "\u202e" not in files[0] and files[2] == "invoice\u202efdp.exe"


def test_no_invisible_character_in_the_file_itself(written: Any) -> None:
    text = written.text("coverage.json")
    assert not {"\u202e", "\u200b", "\ufeff", "\x1b"} & set(text)
    assert "\\u202e" in text


def test_pages_stand_once_and_lost_ones_say_why(data: dict[str, Any]) -> None:
    pages = [page for row in data["items"] for page in row["pages"]]
    totals = data["reconciliation"]["pages"]
    assert len(pages) == totals["discovered"]
    assert data["items"][0]["pages"] == [
        {"number": 1, "text_origin": "ocr", "why": "no_text_layer", "ocr_confidence": 91.2},
        {"number": 2, "text_origin": "none", "why": "no_text", "ocr_confidence": None},
    ]
    assert next(row for row in data["items"] if row["state"] == "duplicate")["pages"] == []


def test_restricted_quotes_are_null_and_the_row_stays(data: dict[str, Any], hostile: Any) -> None:
    row = next(row for row in data["documents"] if row["restricted"])
    assert (row["file"], row["family"], row["evidence_date"]["value"]) == ("HR/first aid.pdf", "incident", "2026-01-05")
    assert row["evidence_date"]["quote"] is None and row["reasons"] == []
    question = next(row for row in data["questions"] if row["id"] == "2.2")
    assert question["evidence"][0]["quote"] is None and question["evidence"][0]["page"] == 1
    assert question["evidence"][0]["missing"] == [{"kind": "person", "value": None, "due": True}]
    assert question["missing"] == [{"kind": "action", "value": None, "due": True}]
    assert question["checks"][0]["message"] is None
    assert question["checks"][0]["citations"][1]["quote"] == hostile.formula


def test_times_are_utc(review: Review, tmp_path: Path) -> None:
    local = datetime(2026, 3, 2, 2, 30, tzinfo=timezone(timedelta(hours=-7)))
    run = replace(review.run, started=local, finished=None)
    written = as_written(replace(review, run=run), tmp_path)
    assert written["run"] == {"id": "run-7", "started": "2026-03-02T09:30:00Z", "finished": None,
                              "versions": dict(review.run.versions)}  # fmt: skip


def test_item_without_hash_has_null(review: Review, tmp_path: Path) -> None:
    seen = datetime(2026, 3, 2, tzinfo=UTC)
    lost = Item(("gone.pdf",), None, None, 0, seen, state=TerminalState.EXCLUDED, excluded_by="rule")
    data = as_written(replace(review, items=(lost,)), tmp_path)
    assert data["items"] == [
        {"file": "gone.pdf", "path": ["gone.pdf"], "sha256": None, "evidence_number": None, "media_type": None,
         "size": 0, "state": "excluded", "duplicate_of": None, "excluded_by": "rule", "exception": None, "pages": []}
    ]  # fmt: skip


def test_secret_is_in_the_input_so_the_leak_tests_can_fail(review: Review, hostile: Any, tmp_path: Path) -> None:
    text = json.dumps(as_written(review, tmp_path))
    assert hostile.secret in text and hostile.secret_name in text


def test_report_of_an_engagement_without_documents(
    review: Review, write: Callable[[Review], Any], validator: Draft202012Validator
) -> None:
    pages = replace(review.reconciliation.pages, discovered=0, ocr=0, exception=0)
    bare = replace(
        review,
        items=(), pages={}, unread_pages={}, documents=(), exceptions=(), changes=(),
        coverage=tuple(replace(one, evidence=(), checks=(), missing=(), sites=()) for one in review.coverage),
        reconciliation=replace(review.reconciliation, discovered=0, processed=0, duplicate=0, container=0, excluded=0,
                               exception=0, pages=pages),
    )  # fmt: skip
    validator.validate(json.loads(write(bare).text("coverage.json")))


def test_a_cited_page_without_a_document_still_names_its_file(review: Review) -> None:
    index = ReviewIndex.of(review)
    known = Citation(review.items[0].sha256 or "", 99, "quote")
    assert index.file_of(known) == review.items[0].shown_path
    assert index.file_of(replace(known, source_id="f" * 64)) is None
