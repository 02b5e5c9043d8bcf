"""What the machine says, in French: sentences with places, a client's words as they stand, none forgotten."""

import ast
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from classifiers.document_types import load_types
from pipeline.model import Check, Missing, Review
from pipeline.report.speech import load_speech
from pipeline.report.spoken import in_language
from rules.load import list_packs, load_pack
from tests.conftest import ROOT

FRENCH = load_speech("fr")
SAID_IN = ("InputError", "met", "unmet", "unclear", "Answer", "Check", "Missing", "Failure")
"""Calls in the core whose words a person reads."""
FILLINGS = ("7", "2026-01-05", "monthly", "owner", "Word document")
"""What the places of a sentence are tried with."""


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("filled in", "rempli"),
        ("dated 2026-01-05 (meeting), in the window", "daté du 2026-01-05 (réunion), dans la période"),
        ("3 blank form(s) of the right type: a form is no record",
         "3 formulaire(s) vierge(s) du bon type : un formulaire n'est pas une preuve"),
        ("flha, probability 0.97; no date", "évaluation des dangers sur place, probabilité 0.97; sans date"),
        ("Pave the walk; again: due 2026-05-01, no closure located",
         "Pave the walk; again : échéance le 2026-05-01, aucune clôture repérée"),
        ("supporting type: hsc minutes", "type en appui : procès-verbal du comité de santé et sécurité"),
    ],
)  # fmt: skip
def test_sentences(english: str, french: str) -> None:
    assert FRENCH(english) == french


@pytest.mark.parametrize(
    "text", ["", "filled in today", "Anil Saini", "{w1}", "dated 5 May, in the window", "x" * 9000]
)
def test_what_is_not_ours_stays_as_it_came(text: str) -> None:
    assert FRENCH(text) == text


def test_english_is_left_alone() -> None:
    assert load_speech("en")("filled in; dated 2026-01-05") == "filled in; dated 2026-01-05"


def test_both_sides_of_a_sentence_have_the_same_places() -> None:
    for name in ("messages.fr.toml", "asks.fr.toml", "programme.fr.toml"):
        tables = tomllib.loads((ROOT / "pipeline" / "report" / name).read_text(encoding="utf-8"))
        for english, french in tables["messages"].items():
            assert sorted(_places(english)) == sorted(_places(french)), english


def _places(text: str) -> list[str]:
    return [piece.partition("}")[0] for piece in text.split("{")[1:]]


def test_a_hostile_text_costs_little() -> None:
    # Many beginnings of many sentences; without bounds on the places this would not end.
    assert FRENCH("signed (" * 240) == "signed (" * 240


def _sentences(file: Path) -> Iterator[tuple[str, ...]]:
    """Each sentence of the core that a person reads, with its places filled in several ways."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = {ast.unparse(one.targets[0]): one.value for one in tree.body if isinstance(one, ast.Assign) and one.targets}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SAID_IN:
            for argument in (named.get(ast.unparse(one), one) for one in node.args):
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and " " in argument.value:
                    yield (argument.value,)
                elif isinstance(argument, ast.JoinedStr):
                    yield _filled(argument)


def _filled(sentence: ast.JoinedStr) -> tuple[str, ...]:
    parts = [part.value if isinstance(part, ast.Constant) else None for part in sentence.values]
    places = [index for index, part in enumerate(parts) if part is None]
    made = []
    for values in product(FILLINGS, repeat=len(places)):
        filled = list(parts)
        for index, value in zip(places, values, strict=True):
            filled[index] = value
        made.append("".join(str(part) for part in filled))
    return tuple(made)


def test_every_sentence_of_the_core_has_its_french() -> None:
    core = ROOT / "pipeline"
    files = [path for path in core.rglob("*.py") if path.relative_to(core).parts[0] != "report"]
    sentences = {said for file in files for said in _sentences(file)}
    assert len(sentences) > 100
    unsaid = sorted(said[0] for said in sentences if not any(FRENCH.knows(one) for one in said))
    assert unsaid == []


def test_every_word_of_the_data_files_has_its_french() -> None:
    refusals = tomllib.loads((ROOT / "pipeline" / "refusals.toml").read_text(encoding="utf-8"))["refusal"]
    remedies = tomllib.loads((ROOT / "pipeline" / "remedies.toml").read_text(encoding="utf-8"))
    exclusions = tomllib.loads((ROOT / "pipeline" / "exclusions.toml").read_text(encoding="utf-8"))
    words = [text for row in refusals for text in (row["message"], row["remedy"])] + list(remedies.values())
    words += [rule["name"] for rule in (*exclusions["rule"], *exclusions["content_rule"])]
    for name, entry in load_types().items():
        words += [name.replace("_", " "), entry.title.lower()]
    for pack in map(load_pack, [one.id for one in list_packs()]):
        words += [text for question in pack.questions for text in (question.prepares, question.no_rule_because) if text]
        for rule in pack.rules:
            words += [criterion.name for criterion in rule.criteria]
            words += [
                text for text in (rule.ask, rule.holder, rule.na_note, rule.applies and rule.applies.reason) if text
            ]
    assert sorted({word for word in words if not FRENCH.knows(word)}) == []


def test_a_french_report_speaks_french_and_leaves_the_clients_words(
    review: Review, write: Callable[[Review], Any]
) -> None:
    row = replace(
        review.coverage[0],
        evidence=(replace(review.coverage[0].evidence[0], reasons=("filled in",)),),
        checks=(Check("ticket", "Filled In: expired 2026-01-05, before the audit date 2026-03-01", ()),),
        missing=(Missing("document", "training certificate"), Missing("person", "filled in")),
        searched=("type: hsc minutes",),
    )
    french = replace(review, language="fr", coverage=(row, *review.coverage[1:]))
    said = in_language(french).coverage[0]
    assert said.evidence[0].reasons == ("rempli",)
    assert said.checks[0].message == "Filled In : échu le 2026-01-05, avant la date de l'audit 2026-03-01"
    assert [one.value for one in said.missing] == ["certificat de formation", "filled in"]
    page = write(french).text("index.html")
    assert "certificat de formation" in page and 'lang="fr"' in page


def test_what_programs_read_keeps_the_words_of_the_core(review: Review, write: Callable[[Review], Any]) -> None:
    row = replace(review.coverage[0], searched=("type: hsc minutes",))
    french = replace(review, language="fr", coverage=(row, *review.coverage[1:]))
    assert '"type: hsc minutes"' in write(french).text("coverage.json")


def test_questions_and_elements_in_the_words_their_pack_gives(review: Review) -> None:
    pack = load_pack("on-ihsa")
    shown = in_language(replace(review, language="fr", pack=pack)).pack
    assert shown.questions[0].requirement == pack.questions[0].requirement_fr
    assert [one.title for one in shown.instrument.elements] == [one.title_fr for one in pack.instrument.elements]
    assert in_language(replace(review, pack=pack)).pack is pack
