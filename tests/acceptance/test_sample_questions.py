"""The sample client against its truth: the status of the 68 documentation questions, holes and citations."""

from typing import Any

from tests.conftest import SampleRun

Row = dict[str, Any]


def test_status_of_documentation_questions(sample_run: SampleRun, truth: Row) -> None:
    got = {row["id"]: row["status"] for row in sample_run.coverage["questions"]}
    planned = {row["id"]: row["status"] for row in truth["question"]}
    assert len(planned) == 68
    wrong = {key: (got[key], status) for key, status in planned.items() if got[key] != status}
    assert len(wrong) <= 0.05 * len(planned), wrong


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
