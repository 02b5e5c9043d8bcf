"""Words of the report: both languages complete, the contract's status words, never a verdict."""

import re
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from classifiers.model import Family
from pipeline.errors import ExceptionClass
from pipeline.model import (
    EvidenceDate,
    Fit,
    Missing,
    MissingKind,
    QuestionCoverage,
    QuestionStatus,
    Review,
    Signed,
    TerminalState,
)
from pipeline.report.labels import load_labels
from pipeline.report.wording import Wording
from rules.model import Cadence, Method, SamplingKind

# What no output may say of a machine's result, in either language; "%" because a share would read as a mark.
VERDICT = re.compile(
    r"\b(?:non-?)?complian(?:t|ce)\b|\bpass(?:ed|es)?\b|\bfail(?:ed|s|ure)?\b|\bscores?\b|\bpercent(?:age)?\b|%"
    r"|\bconforme?s?\b|\bréussi\w{0,3}\b|\béchec\w?\b|\bpointage\b|\bpourcentage\b|\bnote finale\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("text", ["Compliant", "compliance", "pass", "It failed.", "score", "87 %", "non conforme"])
def test_verdict_words_are_recognised(text: str) -> None:
    assert VERDICT.search(text)


@pytest.mark.parametrize("text", ["password", "passport", "scoreboard", "conformément", "compliment"])
def test_near_misses_are_not(text: str) -> None:
    assert not VERDICT.search(text)


def test_both_languages_have_the_same_keys_and_places() -> None:
    english, french = load_labels("en").words, load_labels("fr").words
    assert english.keys() == french.keys()
    for key, text in english.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", french[key])), key


@pytest.mark.parametrize("language", ["en", "fr"])
def test_labels_hold_no_verdict(language: Any) -> None:
    assert [text for text in load_labels(language).words.values() if VERDICT.search(text)] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_closed_list_has_its_words(language: Any) -> None:
    labels = load_labels(language)
    lists = {
        "status": get_args(QuestionStatus), "status_help": get_args(QuestionStatus), "fit": get_args(Fit),
        "missing": get_args(MissingKind), "signed": get_args(Signed), "family": get_args(Family),
        "sampling": get_args(SamplingKind) + get_args(Cadence), "method_name": get_args(Method),
        "exception": tuple(ExceptionClass), "recon": tuple(TerminalState),
    }  # fmt: skip
    assert [f"{group}.{one}" for group, ones in lists.items() for one in ones if not labels(f"{group}.{one}")] == []


def test_english_status_words_are_the_contracts() -> None:
    labels = load_labels("en")
    for status in get_args(QuestionStatus):
        assert labels(f"status.{status}").lower() == status.replace("_", " ")


def test_page_and_files_hold_no_verdict(written: Any, hostile: Any) -> None:
    page = re.sub(r"<style>.*?</style>|<[^>]*>", " ", written.text("index.html"), flags=re.S)
    assert VERDICT.findall(page.replace(hostile.names[11], "").replace("%}", "").replace("{%", "")) == []


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_labels("en")("status.compliant")


@pytest.mark.parametrize(("count", "english", "french"), [(0, "many", "one"), (1, "one", "one"), (2, "many", "many")])
def test_plural(count: int, english: str, french: str) -> None:
    for language, form in (("en", english), ("fr", french)):
        labels = load_labels(language)  # type: ignore[arg-type]
        assert labels.plural("evidence.open", count) == labels(f"evidence.open.{form}", n=count)


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording(load_labels("en"))


def test_dates_never_guess(wording: Wording) -> None:
    third, fourth = date(2026, 3, 4), date(2026, 4, 3)
    assert wording.date(EvidenceDate(third, "signed", "read")) == "2026-03-04 (signed)"
    assert wording.date(EvidenceDate(None, None, "ambiguous", (third, fourth))) == "ambiguous: 2026-03-04 or 2026-04-03"
    assert wording.date(EvidenceDate(None, None, "illegible")) == "there is a date nobody could read"
    assert wording.date(EvidenceDate(None, None, "absent")) == "no date found"


def test_located(wording: Wording, review: Review) -> None:
    row: QuestionCoverage = review.coverage[0]
    assert wording.located(replace(row, located=9, expected=12)) == "9 of 12"
    assert wording.located(replace(row, located=9, expected=None)) == "9"
    assert wording.located(replace(row, located=None, expected=None)) == "–"


def test_undated_without_absent_period_is_still_told(wording: Wording, review: Review) -> None:
    row = replace(review.coverage[0], undated=1, missing=(Missing("site", "Yard"),))
    assert wording.missing_text(row) == "Site: Yard; 1 undated record to check by eye"
