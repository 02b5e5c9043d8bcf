import json
import random
from pathlib import Path

import pytest

from classifiers.document_types import load_types
from classifiers.features import read
from classifiers.learned import load_model
from classifiers.model import Sample
from classifiers.phrases import PhraseMatcher
from classifiers.training import compose as compose_module
from classifiers.training.ballots import Ballots
from classifiers.training.compose import compose, spoken_otherwise
from classifiers.training.corpus import CorpusError, load_banks, load_corpus
from classifiers.training.fit import calibration_error, fit_model
from classifiers.training.noise import confusions, misread
from classifiers.training.train import FOLDS, Counted, compose_all, hold_out, train
from classifiers.vote import join, voices_of
from classifiers.words import fold


def test_the_corpus_covers_every_type_and_the_most_used_ones_widely() -> None:
    types = load_types()
    number = dict.fromkeys(types, 0)
    for base in load_corpus(types, FOLDS):
        number[base.label.partition("#")[0]] += 1
    assert [name for name, n in number.items() if n < 4] == []
    assert [name for name, entry in types.items() if entry.most_used and number[name] < 12] == []
    assert number["not_evidence"] >= 250
    assert number["not_evidence"] + number["legislation"] + number["sds"] + number["safety_handout"] >= 330


def test_every_type_is_written_in_eight_houses() -> None:
    types = load_types()
    houses: dict[str, set[str]] = {name: set() for name in types}
    for base in load_corpus(types, FOLDS):
        if base.house:
            houses[base.label.partition("#")[0]].add(base.house)
    assert {name: len(found) for name, found in houses.items() if len(found) < 8} == {}


def test_a_house_is_held_out_as_a_whole() -> None:
    folds: dict[str, set[int]] = {}
    for base in load_corpus(load_types(), FOLDS):
        if base.house:
            folds.setdefault(base.house, set()).add(base.fold)
    assert all(len(found) == 1 for found in folds.values())
    assert {next(iter(found)) for found in folds.values()} == set(range(FOLDS))


def test_no_model_sees_a_paper_of_a_firm_it_is_measured_on() -> None:
    corpus = [base for base in load_corpus(load_types(), FOLDS) if base.label in ("flha", "sds")]
    part = hold_out(Counted.of(compose_all(corpus, 1)), 0)
    measured = {example.house for example in part.papers.examples} - {""}
    learned = {example.house for example in compose_all(corpus, 1)} - measured
    assert measured and learned > {""}
    for firm in measured:
        word = f"w {fold(firm.split('-')[0])}"
        assert word not in part.fitted.vocabulary or any(firm.split("-")[0] in other for other in learned)


def test_another_house_says_it_in_its_own_words_throughout() -> None:
    text = "The worker told the Supervisor. Another worker saw the hazard. WORKER"
    said = spoken_otherwise(text, 1.0, random.Random(4))
    assert "worker" not in said.lower().split() and "the hazard" not in said
    assert spoken_otherwise(text, 0.0, random.Random(4)) == text
    first, second = said.split("The ")[1].split(" told")[0], said.split("Another ")[1].split(" saw")[0]
    assert first == second


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


def test_noise_is_what_recognition_was_seen_to_confuse() -> None:
    table = confusions()
    seen = {(stood, read) for found in table.readings.values() for stood, read, _ in found}
    assert {("rn", "m"), ("l", "i"), ("0", "6"), ("|", "")} & seen
    assert ("w", "q") not in seen
    assert 0.0 < table.inserted < 0.5
    noisy = misread("form for corner barn turn " * 200, 0.2, random.Random(3))
    assert "forrn" not in noisy and ("com" in noisy or "bam" in noisy or "tum" in noisy)


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
    some = ("", "cascade-roofing", "harbour-electric")
    corpus = [base for base in load_corpus(load_types(), 2) if base.house in some]
    card = train(tmp_path, variants=1, folds=2, curve=False, corpus=corpus)
    model = load_model(tuple(load_types()), tmp_path)
    assert len(model.vocabulary) == card["features"]
    written = json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))
    assert written["data"]["types"] == 67
    assert set(written["held_out"]["family_accuracy_by_firm"]) == {"cascade-roofing", "harbour-electric", "strangers"}
    assert card["held_out"]["family_accuracy"] > 0.6


def test_the_vote_on_arrays_is_the_vote() -> None:
    model = load_model(tuple(load_types()))
    matcher = PhraseMatcher(load_types())
    texts = (
        "Toolbox talk. Topic: ladders. Crew signatures",
        "Invoice. Amount due",
        "Drill report, muster point, head count",
    )
    samples = [Sample(text, name=name) for text, name in zip(texts, ("", "a.pdf", "Talks/ice.pptx"), strict=True)]
    heard = [(voices_of(sample, read(sample), model, matcher), "flha") for sample in samples]
    told = Ballots.of(heard).told(model.combiner)
    assert told.tolist() == pytest.approx([join(voices, model.combiner)["flha"] for voices, _ in heard])


def test_titles_of_decks_are_known() -> None:
    assert compose_module._DECK.search("Talk Slides - Bears")
    assert not compose_module._DECK.search("Deckhand Orientation")
