import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import classifiers
from classifiers.document_types import load_types
from classifiers.features import count, pieces, read, weigh
from classifiers.learned import ArtefactError, load_model
from classifiers.model import Sample

ARTEFACT = Path(classifiers.__file__).parent / "artefact"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ARTEFACT, tmp_path / "artefact"))


def test_the_shipped_artefact_is_small_and_described() -> None:
    card = json.loads((ARTEFACT / "card.json").read_text(encoding="utf-8"))
    assert (ARTEFACT / "model.npz").stat().st_size == card["bytes"] < 4_000_000
    assert card["data"]["types"] == 67
    assert {"scikit-learn", "numpy"} <= set(card["versions"])
    assert card["limits"]
    assert card["data"]["firms"] == 8
    held_out = card["held_out"]
    assert held_out["calibration_error"] <= 0.05
    assert held_out["precision_at_0.8"] >= 0.97
    assert held_out["evidence_answered_at_0.8"] >= 0.65
    assert held_out["false_alarms_at_0.8"] <= 0.04
    assert held_out["learning_curve"]["4 firms"] > held_out["learning_curve"]["0 firms"]


def test_truncated_model_is_refused(copy: Path) -> None:
    content = (copy / "model.npz").read_bytes()
    (copy / "model.npz").write_bytes(content[: len(content) // 2])
    with pytest.raises(ArtefactError, match=r"python -m classifiers\.training\.train"):
        load_model(tuple(load_types()), copy)


def test_changed_model_is_refused(copy: Path) -> None:
    content = bytearray((copy / "model.npz").read_bytes())
    content[len(content) // 2] ^= 1
    (copy / "model.npz").write_bytes(content)
    with pytest.raises(ArtefactError, match="damaged or changed"):
        load_model(tuple(load_types()), copy)


@pytest.mark.parametrize("name", ["model.npz", "card.json"])
def test_missing_part_is_refused(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ArtefactError, match="cannot be read"):
        load_model(tuple(load_types()), copy)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("features_version", 1, "counts words in another way"),
        ("versions", {"numpy": "1.26.4"}, "written with numpy 1.26.4"),
        ("versions", {}, "numpy none told"),
        ("versions", None, "numpy none told"),
    ],
)
def test_model_of_another_library_or_counting_is_refused(copy: Path, key: str, value: object, told: str) -> None:
    card = json.loads((copy / "card.json").read_text(encoding="utf-8"))
    (copy / "card.json").write_text(json.dumps(card | {key: value}), encoding="utf-8")
    with pytest.raises(ArtefactError, match=told) as refusal:
        load_model(tuple(load_types()), copy)
    assert "python -m classifiers.training.train" in str(refusal.value)


@pytest.mark.parametrize("card", ["[]", "{}", '{"schema_version": 99}'])
def test_other_schema_version_is_refused(copy: Path, card: str) -> None:
    (copy / "card.json").write_text(card, encoding="utf-8")
    with pytest.raises(ArtefactError, match="another version"):
        load_model(tuple(load_types()), copy)


def test_pickles_are_never_loaded(copy: Path) -> None:
    import hashlib
    import io

    import numpy as np

    buffer = io.BytesIO()
    np.savez(buffer, vocabulary=np.array([{"a": 1}], dtype=object))
    (copy / "model.npz").write_bytes(buffer.getvalue())
    card = json.loads((copy / "card.json").read_text(encoding="utf-8"))
    card["sha256"] = hashlib.sha256(buffer.getvalue()).hexdigest()
    (copy / "card.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ArtefactError, match="damaged"):
        load_model(tuple(load_types()), copy)


def test_model_of_a_type_we_do_not_know_is_refused() -> None:
    with pytest.raises(ArtefactError, match="hs_policy"):
        load_model(tuple(name for name in load_types() if name != "hs_policy"))


def test_prediction_needs_neither_scikit_learn_nor_scipy() -> None:
    code = (
        "import sys\nfrom classifiers.model import Sample\nfrom classifiers.vote import Classifier\n"
        "text = 'Incident report. Date of incident. Witnesses. Injured worker. Part of body'\n"
        "Classifier.load().classify(Sample(text))\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'sklearn', 'scipy', 'pandas', 'spacy'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_pieces_cover_long_words_only() -> None:
    assert pieces("ppe") == ()
    assert pieces("hazard") == ("c <haz", "c haza", "c azar", "c zard", "c ard>")


def test_each_group_of_features_is_scaled_by_itself() -> None:
    counts = count(read(Sample(text="hazard hazard control", title="hazard")))
    assert counts["w hazard"] == 2
    vocabulary = {"w hazard": 0, "w control": 1}
    columns, values = weigh(counts, vocabulary, [1.0, 1.0])
    assert sorted(columns) == [0, 1]
    assert sum(value * value for value in values) == pytest.approx(1.0)


def test_probabilities_of_all_types_sum_to_one() -> None:
    import math

    model = load_model(tuple(load_types()))
    shares = model.log_probabilities(read(Sample(text="Minutes of the joint health and safety committee")))
    assert set(shares) == set(load_types())
    assert sum(math.exp(share) for share in shares.values()) == pytest.approx(1.0, abs=0.01)
