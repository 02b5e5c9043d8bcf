"""The sample client's report in French: every sentence the machine says on it has its French."""

from collections.abc import Iterator
from typing import Any

from pipeline.report.speech import load_speech
from tests.conftest import SampleRun

Row = dict[str, Any]
SENTENCES = ("signature", "date", "criterion")
"""Kinds of missing things whose value is ours; positions and findings are the client's words."""


def _missing(row: Row) -> Iterator[str]:
    return (one["value"] for one in row["missing"] if one["kind"] in SENTENCES)


def _said(coverage: Row) -> Iterator[str | None]:
    for question in coverage["questions"]:
        yield from (check["message"] for check in question["checks"])
        yield from _missing(question)
        yield from question["searched"] or ()
        yield question["ask"]
        for evidence in question["evidence"]:
            yield from evidence["reasons"]
            yield from _missing(evidence)
    for document in coverage["documents"]:
        yield from document["reasons"] or ()
    for exception in coverage["exceptions"]:
        yield from (exception["message"], exception["remedy"])
    yield from (item["excluded_by"] for item in coverage["items"])


def test_every_sentence_of_the_sample_has_its_french(sample_run: SampleRun) -> None:
    french = load_speech("fr")
    said = {text for text in _said(sample_run.coverage) if text}
    assert len(said) > 300
    assert sorted(text for text in said if not french.knows(text)) == []
