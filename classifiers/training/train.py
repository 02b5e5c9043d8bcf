"""Training: from the corpus of our own texts to classifiers/artefact (model.npz and card.json), in one command."""

import hashlib
import json
import logging
import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from classifiers.document_types import DocumentType, load_types
from classifiers.features import count, read
from classifiers.learned import SCHEMA_VERSION, Combiner
from classifiers.model import Sample
from classifiers.phrases import PhraseMatcher
from classifiers.training.compose import compose
from classifiers.training.corpus import BaseDocument, load_banks, load_corpus
from classifiers.training.fit import Fitted, fit_combiner, fit_model, held_out_figures
from classifiers.vote import Voices, voices_of

FOLDS = 4
VARIANTS = 8
NOISE = 0.4
TELLTALES_KNOWN = 0.5
SEED = 20260207

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Example:
    """One composed sample with its label and where it came from."""

    sample: Sample
    label: str
    source: str
    fold: int


def compose_all(corpus: Sequence[BaseDocument], variants: int = VARIANTS) -> list[Example]:
    """Compose every base document several times; the same seed gives the same samples.

    Args:
        corpus: The base documents.
        variants: Samples a document.
    """
    banks = load_banks()
    kin: dict[tuple[str, int], list[BaseDocument]] = {}
    for base in corpus:
        kin.setdefault((base.label, base.fold), []).append(base)
    examples: list[Example] = []
    for base in corpus:
        chance = random.Random(zlib.crc32(base.name.encode()) ^ SEED)
        for _ in range(variants):
            sample = compose(base, kin[base.label, base.fold], banks, chance, NOISE)
            examples.append(Example(sample, base.label, base.name, base.fold))
    return examples


def forgetful(types: Mapping[str, DocumentType], chance: random.Random) -> dict[str, DocumentType]:
    """The types with half of their telltales: strangers' documents use phrases that our vocabulary lacks.

    Without this the vote would trust telltales too much, for the same hands wrote them and the training texts.
    """
    return {
        name: replace(entry, telltales=tuple(t for t in entry.telltales if chance.random() < TELLTALES_KNOWN))
        for name, entry in types.items()
    }


def train(target: Path, variants: int = VARIANTS, folds: int = FOLDS) -> dict[str, Any]:
    """Train, measure on held-out documents, and write the artefact.

    Args:
        target: Folder of ``model.npz`` and ``card.json``.
        variants: Samples composed of each document.
        folds: Parts the documents are dealt into; each is held out once.

    Returns:
        The card.
    """
    types = load_types()
    corpus = load_corpus(types, folds)
    examples = compose_all(corpus, variants)
    counted = [count(read(example.sample)) for example in examples]
    held_out: list[tuple[Voices, str]] = []
    for fold in range(folds):
        inside = [i for i, e in enumerate(examples) if e.fold != fold]
        outside = [i for i, e in enumerate(examples) if e.fold == fold]
        fitted = fit_model(
            [counted[i] for i in inside], [examples[i].label for i in inside], [examples[i].source for i in inside]
        )
        model = fitted.model(Combiner(), tuple(types))
        matchers = (PhraseMatcher(types), PhraseMatcher(forgetful(types, random.Random(SEED + fold))))
        for i in outside:
            example = examples[i]
            voices = voices_of(example.sample, read(example.sample), model, matchers[i % 2])
            held_out.append((voices, example.label.partition("#")[0]))
        _LOG.info("fold %d of %d done", fold + 1, folds)
    combiner = fit_combiner(held_out)
    figures = held_out_figures(held_out, combiner, types)
    fitted = fit_model(counted, [e.label for e in examples], [e.source for e in examples])
    return _write(target, fitted, combiner, figures, corpus, len(examples))


def _write(
    target: Path, fitted: Fitted, combiner: Combiner, figures: dict[str, Any], corpus: Sequence[BaseDocument], made: int
) -> dict[str, Any]:
    import numpy as np
    import sklearn

    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        vocabulary=np.frombuffer("\n".join(fitted.vocabulary).encode(), np.uint8),
        rarity=fitted.rarity.astype(np.float32),
        weights=fitted.weights,
        scale=fitted.scale.astype(np.float32),
        bias=fitted.bias.astype(np.float32),
        labels=np.frombuffer("\n".join(fitted.labels).encode(), np.uint8),
        combiner=np.asarray(astuple(combiner), np.float64),
    )
    content = buffer.getvalue()
    card = {
        "schema_version": SCHEMA_VERSION,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "made": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "command": "python -m classifiers.training.train",
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "data": {
            "what": "texts written for this project (classifiers/training/corpus); no document of any client",
            "documents": len(corpus),
            "samples": made,
            "types": len({base.label.partition("#")[0] for base in corpus}),
            "seed": SEED,
        },
        "features": len(fitted.vocabulary),
        "held_out": figures,
        "combiner": dict(zip(Combiner.__dataclass_fields__, astuple(combiner), strict=True)),
        "limits": [
            "The training texts are composed; figures on held-out composed documents are higher than on real ones.",
            "English, with French for the most used types; other languages come out as unknown or doubtful.",
            "Probabilities are calibrated on held-out composed documents with recognition noise.",
        ],
    }
    target.mkdir(parents=True, exist_ok=True)
    (target / "model.npz").write_bytes(content)
    (target / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return card


def main() -> None:
    """Train the shipped model in place."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    card = train(Path(__file__).resolve().parent.parent / "artefact")
    _LOG.info("%s", json.dumps({name: card[name] for name in ("bytes", "features", "held_out", "combiner")}, indent=1))


if __name__ == "__main__":
    main()
