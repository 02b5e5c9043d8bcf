"""The `instruments` command and what `init` says of streams: outputs and JSON as the contracts write them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import main

Say = Callable[..., tuple[int, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command here; its exit code and what it printed."""

    def run(*arguments: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        code = main([str(one) for one in arguments])
        return code, capsys.readouterr().out

    return run


def test_instruments_list_and_show(say: Say) -> None:
    code, out = say("instruments", "list", "--json")
    listed = json.loads(out)
    assert code == 0
    assert all(set(row) == {"id", "issuer", "edition", "stream", "depth"} for row in listed)
    (head,) = (row for row in listed if row["id"] == "ab-aasp")
    code, out = say("instruments", "show", "ab-aasp", "--json")
    shown = json.loads(out)
    assert code == 0 and {key: shown[key] for key in head} == head
    assert len(shown["questions"]) == 113 and shown["elements"]
    for row in shown["questions"]:
        common = {"id", "element", "requirement", "methods", "primary_method", "canonical", "source", "confidence"}
        assert common <= set(row)
        if row["primary_method"] == "documentation":
            assert ("rule" in row) != ("no_rule_because" in row), row["id"]
    code, out = say("instruments", "show", "ab-aasp")
    assert code == 0 and "10.8" in out


def test_instruments_are_checked_compared_and_typed_over(tmp_path: Path, say: Say) -> None:
    workbook = tmp_path / "wording.xlsx"
    assert say("instruments", "template", workbook, "--like", "ab-aasp")[0] == 0
    assert say("instruments", "template", workbook)[0] == 2  # there already: nothing is overwritten
    code, out = say("instruments", "check", workbook, "--json")
    assert (code, json.loads(out)) == (0, [])
    code, out = say("instruments", "diff", "ab-aasp", workbook, "--json")
    diff = json.loads(out)
    assert code == 0 and {row["field"] for row in diff["differences"]} == {"id", "title"} and diff["renumbered"] == {}
    code, out = say("instruments", "crosswalk", "ab-aasp", "ab-secor", "--json")
    links = {row["question"]: row for row in json.loads(out)["links"]}
    assert code == 0 and len(links) == 113
    assert links["1.1"] == {
        "question": "1.1", "requirements": ["M1"], "others": ["M1"], "relation": "same", "evidence": "same_rule",
        "confidence": "inferred",
    }  # fmt: skip
    code, out = say("instruments", "crosswalk", "ab-aasp", "ab-secor")
    assert code == 0 and "not asked" in out


def test_instruments_check_tells_all_problems_with_their_place(tmp_path: Path, say: Say) -> None:
    (tmp_path / "instrument.toml").write_text('id = "mine"\n', encoding="utf-8")
    (tmp_path / "questions.toml").write_text('[[question]]\nid = "1"\n', encoding="utf-8")
    for wanted in (tmp_path, tmp_path / "questions.toml"):
        code, out = say("instruments", "check", wanted, "--json")
        rows = json.loads(out)
        assert code == 2 and {"severity", "file", "place", "message"} == set(rows[0])
        assert {row["file"] for row in rows} == {"instrument.toml", "questions.toml"}
        assert any((row["place"] or "").startswith("line 1, question 1") for row in rows)
    code, out = say("instruments", "check", tmp_path)
    assert code == 2 and "problems" in out
    assert say("instruments", "check", tmp_path / "nothing")[0] == 2


def test_init_names_the_stream_of_a_head_count(tmp_path: Path, say: Say) -> None:
    asked = ("--client", "Acme", "--audit-date", "2026-10-15", "--head-count", "8")
    code, out = say("init", tmp_path / "cor", "--instrument", "ab-aasp", *asked)
    assert code == 0 and "8 people, Alberta: SECOR (up to 10" in out and "The 20 often quoted" in out


def test_show_names_programme_and_law_with_their_sources(say: Say) -> None:
    code, out = say("instruments", "show", "ab-aasp")
    assert code == 0 and "Size: from 11 people" in out and "committee from 20 workers, representative from 5" in out
    assert "since 2025-03-31" in out and "first aid, 36 months" in out and "The partner's own gate" in out
    assert "any head count" in say("instruments", "show", "nl-nlcsa")[1]
    shown = json.loads(say("instruments", "show", "ab-aasp", "--json")[1])
    assert shown["law"]["laws"][0]["in_force_from"] == "2025-03-31" and shown["size"]["confidence"] == "exact"
