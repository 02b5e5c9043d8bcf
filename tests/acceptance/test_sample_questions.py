"""The sample client against its truth: the status of the 68 documentation questions, holes and citations."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.setup import engine_version, settings_with, today
from pipeline.model import Review, RunInfo
from pipeline.run import hold, open_workspace, stamp_of
from pipeline.run.covering import build_review
from rules.load import load_pack
from tests.conftest import SampleRun

Row = dict[str, Any]


# Told for every question that counts by the client's words; nothing of it was planted.
TELLING = {"cadence_from_client", "cadence_differs"}


@pytest.fixture(scope="module")
def secor(sample_run: SampleRun) -> Review:
    """The same engagement by the small employers' instrument, from what the store holds."""
    settings, folder = settings_with(), sample_run.folder
    with hold(folder), open_workspace(folder, settings, today(), engine_version(settings)) as workspace:
        info = RunInfo("test", datetime.now(UTC), None, ())
        found = len(workspace.ledger.items())
        return build_review(workspace, info, found, stamp_of(workspace), load_pack("ab-secor"))


def test_status_of_documentation_questions(sample_run: SampleRun, truth: Row) -> None:
    got = {row["id"]: row["status"] for row in sample_run.coverage["questions"]}
    planned = {row["id"]: row["status"] for row in truth["question"]}
    assert len(planned) == 68
    wrong = {key: (got[key], status) for key, status in planned.items() if got[key] != status}
    assert len(wrong) <= 0.03 * len(planned), wrong


def test_status_under_the_small_employers_instrument(secor: Review, truth: Row) -> None:
    """Its questions are the same requirements, so the truth of the requirement is theirs."""
    planned: dict[str, set[str]] = {}
    for row in truth["question"]:
        planned.setdefault(row["requirement"], set()).add(row["status"])
    asked = {one.id: one.canonical for one in secor.pack.questions if one.primary_method == "documentation"}
    assert len(asked) == 62
    got = {row.question_id: row.status for row in secor.coverage}
    wrong = {key: got[key] for key, requirement in asked.items() if {got[key]} != planned[requirement]}
    assert len(wrong) <= 0.03 * len(asked), wrong


def test_a_head_count_that_contradicts_the_stream_is_said(secor: Review) -> None:
    assert [dict(one.values)["heads"] for one in secor.cautions if one.kind == "head_count"] == ["41"]


def selectors(coverage: Row, document: str) -> set[str]:
    """The two ways truth names a document: by its file, and by its file and first page."""
    row = next(row for row in coverage["documents"] if row["id"] == document)
    return {row["file"], f"{row['file']}#{row['first_page']}"}


def test_evidence_lists_hold_what_they_must_and_nothing_wrong(sample_run: SampleRun, truth: Row) -> None:
    got = {row["id"]: row for row in sample_run.coverage["questions"]}
    wrong, lacking, wanted = {}, {}, 0
    for planned in truth["question"]:
        offered = {
            one["document"]: selectors(sample_run.coverage, one["document"]) for one in got[planned["id"]]["evidence"]
        }
        allowed = {*planned["shows"], *planned["helps"]}
        strangers = sorted(max(names, key=len) for names in offered.values() if not names & allowed)
        missing = [paper for paper in planned["shows"] if not any(paper in names for names in offered.values())]
        wanted += len(planned["shows"])
        wrong.update({planned["id"]: strangers} if strangers else {})
        lacking.update({planned["id"]: missing} if missing else {})
    assert wrong == {}
    assert sum(map(len, lacking.values())) <= 0.03 * wanted, lacking


def said(coverage: Row) -> list[tuple[str, str, str, set[str]]]:
    """Question, kind, message and what is cited, of every check."""
    pages = {}
    for row in coverage["documents"]:
        pages.update(
            {(row["file"], page): row["first_page"] for page in range(row["first_page"], row["last_page"] + 1)}
        )
    return [
        (
            question["id"],
            check["kind"],
            check["message"].casefold(),
            {place["file"] for place in check["citations"]}
            | {f"{one['file']}#{pages.get((one['file'], one['page']))}" for one in check["citations"]},
        )
        for question in coverage["questions"]
        for check in question["checks"]
    ]


def test_everything_planted_is_told_in_its_question_with_its_places(sample_run: SampleRun, truth: Row) -> None:
    told = said(sample_run.coverage)
    untold = [
        (planted["kind"], question, planted["about"])
        for planted in truth["check"]
        for question in planted["questions"]
        if not any(
            (question, planted["kind"]) == (where, kind)
            and planted["about"].casefold() in message
            and set(planted["cites"]) <= places
            for where, kind, message, places in told
        )
    ]
    assert untold == []


def test_no_check_is_invented_and_none_names_what_is_in_order(sample_run: SampleRun, truth: Row) -> None:
    told = [one for one in said(sample_run.coverage) if one[1] not in TELLING]
    planted = {
        (question, one["kind"], one["about"].casefold()) for one in truth["check"] for question in one["questions"]
    }
    invented = [
        (where, kind, message)
        for where, kind, message, _ in told
        if not any((where, kind) == known[:2] and known[2] in message for known in planted)
    ]
    assert invented == []
    kinds = {one["kind"] for one in truth["check"]} - {"blank_form"}
    assert {one["kind"] for one in truth["clean"]} == kinds
    for clean in truth["clean"]:
        assert not [one for one in told if one[1] == clean["kind"] and clean["about"].casefold() in one[2]], clean


def test_people_and_papers_that_are_missing_are_named(sample_run: SampleRun, truth: Row) -> None:
    got = {row["id"]: row for row in sample_run.coverage["questions"]}
    for planned in truth["question"]:
        for name in planned.get("missing", []):
            if name[:2] != "20":
                values = " | ".join(one["value"] for one in got[planned["id"]]["missing"]).casefold()
                assert name.casefold() in values, (planned["id"], name)


def test_exactly_one_row_a_question_and_interviews_are_never_gaps(sample_run: SampleRun) -> None:
    rows = sample_run.coverage["questions"]
    assert len(rows) == len({row["id"] for row in rows}) == 113
    for row in rows:
        outside = row["primary_method"] != "documentation"
        assert (row["status"] == "outside_document_review") == outside
        if outside:
            assert row["missing"] == [] and row["located"] is None


def test_deliberately_missing_months_are_named(sample_run: SampleRun, truth: Row) -> None:
    got = {row["id"]: row for row in sample_run.coverage["questions"]}
    wrong = {}
    for planned in truth["question"]:
        months = {value for value in planned.get("missing", []) if value[:2] == "20"}
        found = {one["value"] for one in got[planned["id"]]["missing"] if one["kind"] == "period" and one["due"]}
        if months and months != found:
            wrong[planned["id"]] = (found, months)
    assert wrong == {}


def test_every_claim_cites_a_page_of_its_file_with_reasons(sample_run: SampleRun) -> None:
    pages = {row["file"]: {page["number"] for page in row["pages"]} for row in sample_run.coverage["items"]}
    documents = {row["id"]: row for row in sample_run.coverage["documents"]}
    count = 0
    for question in sample_run.coverage["questions"]:
        for one in question["evidence"]:
            count += 1
            assert one["page"] in pages[one["file"]]
            assert one["reasons"] or documents[one["document"]]["restricted"]
            assert one["quote"] or documents[one["document"]]["restricted"]
    assert count > 50


def test_a_gap_says_what_was_searched_and_what_to_ask_for(sample_run: SampleRun) -> None:
    gaps = [row for row in sample_run.coverage["questions"] if row["status"] in ("not_located", "partial")]
    assert gaps
    assert all(row["searched"] and row["ask"] for row in gaps)


def test_restricted_documents_show_no_words(sample_run: SampleRun) -> None:
    restricted = [row for row in sample_run.coverage["documents"] if row["restricted"]]
    assert restricted
    for row in restricted:
        assert row["evidence_date"]["quote"] is None
    names = {row["id"] for row in restricted}
    quotes = [
        one["quote"]
        for question in sample_run.coverage["questions"]
        for one in question["evidence"]
        if one["document"] in names
    ]
    assert all(quote is None for quote in quotes)
