"""The sample client under every shipped instrument: read once, located alike wherever the same thing is asked."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.setup import engine_version, settings_with, today
from pipeline.model import Review
from pipeline.run import hold, open_workspace, stamp_of
from pipeline.run.covering import build_review, run_info
from pipeline.run.intake import utc_now
from rules.load import shipped
from rules.model import Needed, Rule
from tests.conftest import SampleRun

TELLING = {"ask", "holder", "source", "confidence", "na_note"}


@pytest.fixture(scope="module")
def reviews(sample_run: SampleRun, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Review]]:
    """The sample's review under each instrument, from what one run had read; no file is opened."""
    folder = Path(shutil.copytree(sample_run.folder, tmp_path_factory.mktemp("packs") / "e"))
    settings, now = settings_with(), utc_now()
    engine = engine_version(settings)
    with hold(folder), open_workspace(folder, settings, today(), engine) as workspace:
        info, discovered = run_info("test", now, now, engine), len(workspace.ledger.items())
        made = {
            name: build_review(workspace, info, discovered, stamp_of(workspace), workspace.pack_named(name))
            for name in shipped()
        }
    yield made


def same_rule(rule: Rule) -> str:
    """What a rule asks of documents, whoever asks it."""
    return json.dumps(
        {key: str(getattr(rule, key)) for key in Needed.model_fields if key not in TELLING}, sort_keys=True
    )


def test_what_the_same_rule_asks_is_located_alike_in_every_instrument(reviews: dict[str, Review]) -> None:
    found: dict[str, dict[str, list[str]]] = {}
    shared = Counter[str]()
    for name, review in reviews.items():
        for row in review.coverage:
            rule = review.pack.rule_for(row.question_id)
            if rule is None:
                continue
            located = sorted((one.document_id, one.fit) for one in row.evidence)
            answer = json.dumps([row.status, row.located, row.expected, located])
            found.setdefault(same_rule(rule), {}).setdefault(answer, []).append(f"{name} {row.question_id}")
            shared[same_rule(rule)] += 1
    assert [list(answers.values()) for answers in found.values() if len(answers) > 1] == []
    assert sum(count > 1 for count in shared.values()) > 60


def test_every_instrument_has_one_row_a_question_and_documents_answer_no_interview(reviews: dict[str, Review]) -> None:
    for name, review in reviews.items():
        assert [row.question_id for row in review.coverage] == [one.id for one in review.pack.questions], name
        methods = {one.id: one.primary_method for one in review.pack.questions}
        for row in review.coverage:
            assert (row.status == "outside_document_review") == (methods[row.question_id] != "documentation")


def test_a_small_employers_requirements_are_located_as_the_large_ones(reviews: dict[str, Review]) -> None:
    large = reviews["ab-aasp"]
    asked = {one.id: one.canonical for one in large.pack.questions}
    status = {asked[row.question_id]: row.status for row in large.coverage}
    small = {row.question_id: row.status for row in reviews["ab-secor"].coverage}
    whole = {name: said for name, said in small.items() if name not in ("C12", "C14")}
    assert whole == {name: status[name] for name in whole}
    assert {small["C12"], small["C14"]} == {"candidate"}


def test_a_head_count_of_forty_contradicts_the_small_streams_and_says_so(reviews: dict[str, Review]) -> None:
    wrong = {name for name, review in reviews.items() if any(one.kind == "head_count" for one in review.cautions)}
    assert wrong == {"ab-secor", "mb-csam-secor", "sk-scsa-secor"}
