"""The learned model: from counted features to a probability for each type, with nothing but numpy."""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from classifiers.features import FEATURES_VERSION, Read, count, weigh

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCHEMA_VERSION = 2
"""Of the artefact's layout; another version is refused."""

RETRAIN = "python -m classifiers.training.train"
"""The one command that writes the artefact anew."""

# No type is ruled out by the model alone.
_LEAST = 1e-5

_TENSORS = ("vocabulary", "rarity", "weights", "scale", "bias", "labels", "combiner")


class ArtefactError(RuntimeError):
    """The trained model is missing, damaged, tampered with or of another version; the message says what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}. Write the model anew with: {RETRAIN}")


@dataclass(frozen=True, slots=True)
class Combiner:
    """How much each voice counts in the vote; fitted on documents held out of training.

    Args:
        learned: Weight of the learned model's log probability.
        title: Weight of telltales in the title.
        body: Weight of telltales in the text.
        against: Weight of telltales that speak against.
        name: Weight of the file name.
        plain: What "not evidence" gains when a text has no word of safety.
        steepness: How sure the whole vote may be.
    """

    learned: float = 1.0
    title: float = 0.6
    body: float = 0.25
    against: float = 0.25
    name: float = 0.2
    plain: float = 1.0
    steepness: float = 1.0


@dataclass(frozen=True, slots=True)
class LearnedModel:
    """Weights of a linear model over words, pieces of words and titles."""

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    rarity: list[float]
    weights: "NDArray[Any]"
    scale: "NDArray[Any]"
    bias: "NDArray[Any]"
    combiner: Combiner
    types: tuple[str, ...]

    def log_probabilities(self, words: Read) -> dict[str, float]:
        """Log probability of each type; the sub-kinds of a type are summed."""
        import numpy as np

        columns, values = weigh(count(words), self.vocabulary, self.rarity)
        scores = self.bias.astype(np.float64)
        if columns:
            scores = scores + (np.asarray(values, np.float32) @ self.weights[columns].astype(np.float32)) * self.scale
        scores = scores - scores.max()
        shares = np.exp(scores)
        shares /= shares.sum()
        summed = dict.fromkeys(self.types, 0.0)
        for label, share in zip(self.labels, shares.tolist(), strict=True):
            name = label.partition("#")[0]
            summed[name] += share
        return {name: math.log(max(share, _LEAST)) for name, share in summed.items()}

    def knows(self, word: str) -> bool:
        """Whether a folded word occurred in the training texts."""
        return f"w {word}" in self.vocabulary


def load_model(types: Sequence[str], folder: Traversable | None = None) -> LearnedModel:
    """Read the artefact after checking it against its card.

    Args:
        types: Names of the vocabulary's types; a model that answers another type is refused.
        folder: Folder with ``model.npz`` and ``card.json``; the shipped one when absent.

    Raises:
        ArtefactError: Missing, truncated, changed since training, or of another schema version.
    """
    place = folder if folder is not None else files("classifiers").joinpath("artefact")
    try:
        card = json.loads(place.joinpath("card.json").read_text(encoding="utf-8"))
        content = place.joinpath("model.npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ArtefactError(f"The trained model cannot be read ({error.__class__.__name__})") from error
    if not isinstance(card, dict) or card.get("schema_version") != SCHEMA_VERSION:
        raise ArtefactError("The trained model was written for another version of this program")
    if card.get("features_version") != FEATURES_VERSION:
        raise ArtefactError("The trained model counts words in another way than this version of the program")
    _check_library(card.get("versions"))
    if hashlib.sha256(content).hexdigest() != card.get("sha256"):
        raise ArtefactError("The trained model is not the file its card describes (damaged or changed)")
    return _unpack(content, tuple(types))


def _check_library(versions: Any) -> None:
    """Arrays of another major version of numpy are not taken on trust."""
    import numpy as np

    written = str(versions.get("numpy", "none told")) if isinstance(versions, dict) else "none told"
    if written.partition(".")[0] != np.__version__.partition(".")[0]:
        raise ArtefactError(f"The trained model was written with numpy {written}, this is numpy {np.__version__}")


def _unpack(content: bytes, types: tuple[str, ...]) -> LearnedModel:
    import numpy as np

    try:
        with np.load(BytesIO(content), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in _TENSORS}
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise ArtefactError(f"The trained model is damaged ({error.__class__.__name__})") from error
    vocabulary = _strings(arrays["vocabulary"].tobytes())
    labels = _strings(arrays["labels"].tobytes())
    if arrays["weights"].shape != (len(vocabulary), len(labels)) or len(arrays["rarity"]) != len(vocabulary):
        raise ArtefactError("The trained model is damaged (its parts do not fit together)")
    if strangers := {label.partition("#")[0] for label in labels} - set(types):
        raise ArtefactError(f"The trained model answers types the vocabulary lacks ({', '.join(sorted(strangers))})")
    return LearnedModel(
        labels=tuple(labels),
        vocabulary={name: column for column, name in enumerate(vocabulary)},
        rarity=arrays["rarity"].astype(np.float64).tolist(),
        weights=arrays["weights"],
        scale=arrays["scale"].astype(np.float64),
        bias=arrays["bias"].astype(np.float64),
        combiner=Combiner(*(float(value) for value in arrays["combiner"])),
        types=types,
    )


def _strings(content: bytes) -> Sequence[str]:
    return content.decode("utf-8").split("\n")
