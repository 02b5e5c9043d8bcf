import json
import random
from pathlib import Path

import pytest

from classifiers.document_types import load_types
from classifiers.training.compose import compose
from classifiers.training.corpus import CorpusError, load_banks, load_corpus
from classifiers.training.fit import calibration_error, fit_model
from classifiers.training.noise import misread
from classifiers.training.train import FOLDS, compose_all, train


def test_the_corpus_covers_every_type_and_the_most_used_ones_widely() -> None:
    types = load_types()
    number = dict.fromkeys(types, 0)
    for base in load_corpus(types, FOLDS):
        number[base.label.partition("#")[0]] += 1
    assert [name for name, n in number.items() if n < 3] == []
    assert [name for name, entry in types.items() if entry.most_used and number[name] < 7] == []


def test_every_slot_has_a_bank_and_no_mark_is_left_over() -> None:
    types = load_types()
    corpus = load_corpus(types, FOLDS)
    for example in compose_all(corpus, variants=2):
        for mark in ("{", "}", "[[", "]]"):
            assert example.sample.ocr or mark not in example.sample.text, (example.source, mark)


def test_same_seed_same_samples() -> None:
    corpus = load_corpus(load_types(), FOLDS)[:5]
    assert compose_all(corpus, 3) == compose_all(corpus, 3)


def test_a_form_is_composed_filled_and_blank() -> None:
    types = load_types()
    base = next(b for b in load_corpus(types, FOLDS) if b.label == "incident_report")
    banks = load_banks()
    chance = random.Random(1)
    texts = [compose(base, (), banks, chance, 0.0).text for _ in range(30)]
    people = banks["person"]
    filled = [any(person in text for person in people) for text in texts]
    assert any(filled) and not all(filled)


def test_a_text_of_no_type_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("#### laundry_list | Laundry\nshirts\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="laundry_list"):
        load_corpus(load_types(), FOLDS, tmp_path)


def test_noise_touches_about_its_share_and_is_repeatable() -> None:
    text = "the quick brown fox jumps over the lazy dog " * 50
    noisy = misread(text, 0.05, random.Random(7))
    assert noisy == misread(text, 0.05, random.Random(7)) != text
    assert misread(text, 0.0, random.Random(7)) == text
    assert abs(len(noisy) - len(text)) < 0.05 * len(text)


def test_features_of_one_document_alone_are_not_learned() -> None:
    counted = [{"w lonely": 1, "w shared": 1}, {"w lonely": 1, "w shared": 1}, {"w shared": 1, "w other": 1}]
    fitted = fit_model(counted, ["hs_policy", "hs_policy", "sds"], ["a", "a", "b"])
    assert fitted.vocabulary == ("w shared",)


def test_calibration_error_of_honest_and_of_boastful_answers() -> None:
    honest = [(0.75, True)] * 3 + [(0.75, False)]
    boastful = [(0.95, False)] * 4
    assert calibration_error(honest) == pytest.approx(0.0)
    assert calibration_error(boastful) == pytest.approx(0.95)
    assert calibration_error([]) == 0.0


def test_training_writes_an_artefact_that_loads(tmp_path: Path) -> None:
    from classifiers.learned import load_model

    card = train(tmp_path, variants=2, folds=2)
    model = load_model(tuple(load_types()), tmp_path)
    assert len(model.vocabulary) == card["features"]
    assert json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))["data"]["types"] == 67
    assert card["held_out"]["family_accuracy"] > 0.7
