"""Training: from the corpus of our own texts to classifiers/artefact (model.npz and card.json), in one command."""

import json
import logging
import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from classifiers.document_types import DocumentType, load_types
from classifiers.features import Read, count, read
from classifiers.learned import Combiner
from classifiers.model import Classification, Sample
from classifiers.phrases import PhraseMatcher
from classifiers.training.artefact import write_artefact
from classifiers.training.compose import compose
from classifiers.training.corpus import BaseDocument, load_banks, load_corpus
from classifiers.training.evaluate import Label, figures_of
from classifiers.training.fit import Fitted, Mix, Scored, fit_combiner, fit_mix, fit_model
from classifiers.vote import Classifier, Voices, voices_of

FOLDS = 4
VARIANTS = 5
NOISE = 0.4
TELLTALES_KNOWN = 0.5
SEED = 20260207
CURVE = (0, 2, 4)

_NO_EVIDENCE = frozenset({"not_evidence", "legislation", "sds", "safety_handout"})
_STRANGERS = "strangers"

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Example:
    """One composed sample with its label and where it came from."""

    sample: Sample
    label: str
    source: str
    house: str
    fold: int

    @property
    def truth(self) -> str:
        """The type, without the kind within it."""
        return self.label.partition("#")[0]

    @property
    def hand(self) -> str:
        """Who wrote it: the firm, or the document itself."""
        return self.house or self.source


def compose_all(corpus: Sequence[BaseDocument], variants: int = VARIANTS) -> list[Example]:
    """Compose every base document several times; the same seed gives the same samples.

    Args:
        corpus: The base documents.
        variants: Samples a document.
    """
    banks = load_banks()
    kin: dict[tuple[str, int, str], list[BaseDocument]] = {}
    for base in corpus:
        kin.setdefault((base.label, base.fold, base.house), []).append(base)
    examples: list[Example] = []
    for base in corpus:
        chance = random.Random(zlib.crc32(base.name.encode()) ^ SEED)
        for _ in range(variants):
            sample = compose(base, kin[base.label, base.fold, base.house], banks, chance, NOISE)
            examples.append(Example(sample, base.label, base.name, base.house, base.fold))
    return examples


def forgetful(types: Mapping[str, DocumentType], chance: random.Random) -> dict[str, DocumentType]:
    """The types with half of their telltales: strangers' documents use phrases that our vocabulary lacks.

    Without this the vote would trust telltales too much, for the same hands wrote them and the training texts.
    """
    return {
        name: replace(entry, telltales=tuple(t for t in entry.telltales if chance.random() < TELLTALES_KNOWN))
        for name, entry in types.items()
    }


@dataclass(frozen=True, slots=True)
class Counted:
    """Samples with their words read and their features counted, once for all models."""

    examples: tuple[Example, ...]
    words: tuple[Read, ...]
    features: tuple[Mapping[str, int], ...]

    @classmethod
    def of(cls, examples: Sequence[Example]) -> "Counted":
        """Read and count samples."""
        words = tuple(read(example.sample) for example in examples)
        return cls(tuple(examples), words, tuple(count(one) for one in words))

    def only(self, chosen: Sequence[int]) -> "Counted":
        """Some of them."""
        return Counted(
            tuple(self.examples[i] for i in chosen),
            tuple(self.words[i] for i in chosen),
            tuple(self.features[i] for i in chosen),
        )

    def fit(self) -> Fitted:
        """Both linear models, trained on these samples."""
        labels, hands = [e.label for e in self.examples], [e.hand for e in self.examples]
        return fit_model(self.features, labels, hands)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Papers held out of training, with a model that has seen none of their firms'."""

    fitted: Fitted
    scored: Scored
    papers: Counted


def hold_out(counted: Counted, fold: int) -> HeldOut:
    """Train without the firms of one fold, and without a part of the strangers' papers, and score both.

    Records and directives of no firm are always trained on: their writers knew the telltales.
    """
    every = counted.examples
    outside = [i for i, e in enumerate(every) if e.fold == fold and (e.house or e.truth in _NO_EVIDENCE)]
    inside = sorted(set(range(len(every))) - set(outside))
    fitted, papers = counted.only(inside).fit(), counted.only(outside)
    regression, likelihood = fitted.scores(papers.features)
    truths = tuple(example.truth for example in papers.examples)
    return HeldOut(fitted, Scored(fitted.labels, regression, likelihood, truths), papers)


def heard(part: HeldOut, mix: Mix, types: Mapping[str, DocumentType], seed: int) -> list[tuple[Voices, str]]:
    """What the voices say of held-out papers, every second time with half of the telltales forgotten."""
    model = part.fitted.model(mix, Combiner(), tuple(types))
    matchers = (PhraseMatcher(types), PhraseMatcher(forgetful(types, random.Random(seed))))
    papers = part.papers
    return [
        (voices_of(example.sample, words, model, matchers[i % 2]), example.truth)
        for i, (example, words) in enumerate(zip(papers.examples, papers.words, strict=True))
    ]


def cross_fitted(
    parts: Sequence[HeldOut],
    voices: Sequence[Sequence[tuple[Voices, str]]],
    mix: Mix,
    types: Mapping[str, DocumentType],
) -> list[tuple[Label, Classification, str]]:
    """Answers to held-out papers by a model trained, and a vote fitted, on other firms' papers.

    Args:
        parts: The held-out papers.
        voices: What was heard of each part.
        mix: Fitted on all parts: three numbers, which no single firm decides.
    """
    answers: list[tuple[Label, Classification, str]] = []
    for number, part in enumerate(parts):
        others = [pair for other, pairs in enumerate(voices) if other != number for pair in pairs]
        classify = Classifier(types, part.fitted.model(mix, fit_combiner(others), tuple(types))).classify
        for example in part.papers.examples[::2]:
            label = Label((types[example.truth].family,), example.house or _STRANGERS)
            answers.append((label, classify(example.sample), example.truth))
        _LOG.info("held-out part %d of %d answered", number + 1, len(parts))
    return answers


def learning_curve(counted: Counted, mix: Mix, types: Sequence[str]) -> dict[str, float]:
    """Share of the last fold's papers whose type the learned model alone tells, by how many other firms it saw."""
    houses = sorted({e.house for e in counted.examples if e.house and e.fold != FOLDS - 1})
    last = counted.only([i for i, e in enumerate(counted.examples) if e.house and e.fold == FOLDS - 1][::2])
    curve: dict[str, float] = {}
    for number in CURVE:
        known = {"", *houses[:number]}
        fitted = counted.only([i for i, e in enumerate(counted.examples) if e.house in known]).fit()
        model = fitted.model(mix, Combiner(), types)
        told = [model.log_probabilities(words) for words in last.words]
        best = [max(shares, key=lambda name: shares[name]) for shares in told]
        right = sum(answer == example.truth for answer, example in zip(best, last.examples, strict=True))
        curve[f"{number} firms"] = round(right / max(1, len(best)), 4)
    return curve


def train(
    target: Path,
    variants: int = VARIANTS,
    folds: int = FOLDS,
    curve: bool = True,
    corpus: Sequence[BaseDocument] | None = None,
) -> dict[str, Any]:
    """Train, measure on held-out firms, and write the artefact.

    Args:
        target: Folder of ``model.npz`` and ``card.json``.
        variants: Samples composed of each document.
        folds: Parts the firms are dealt into; each is held out once.
        curve: Whether to take the learning curve too.
        corpus: The documents, dealt into as many folds; the shipped ones when absent.

    Returns:
        The card.
    """
    types = load_types()
    documents = corpus if corpus is not None else load_corpus(types, folds)
    counted = Counted.of(compose_all(documents, variants))
    parts: list[HeldOut] = []
    for fold in range(folds):
        parts.append(hold_out(counted, fold))
        _LOG.info("fold %d of %d done", fold + 1, folds)
    mix = fit_mix([part.scored for part in parts], tuple(types))
    voices = [heard(part, mix, types, SEED) for part in parts]
    figures = figures_of(cross_fitted(parts, voices, mix, types))
    combiner = fit_combiner([pair for pairs in voices for pair in pairs])
    figures["learning_curve"] = learning_curve(counted, mix, tuple(types)) if curve else {}
    model = counted.fit().model(mix, combiner, tuple(types))
    return write_artefact(target, model, mix, figures, _data(documents, len(counted.examples)))


def _data(corpus: Sequence[BaseDocument], made: int) -> dict[str, Any]:
    return {
        "what": "texts written for this project (classifiers/training/corpus); no document of any client",
        "documents": len(corpus),
        "firms": len({base.house for base in corpus} - {""}),
        "samples": made,
        "types": len({base.label.partition("#")[0] for base in corpus}),
        "not_evidence_and_reference": sum(base.label.partition("#")[0] in _NO_EVIDENCE for base in corpus),
        "seed": SEED,
    }


def main() -> None:
    """Train the shipped model in place."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    card = train(Path(__file__).resolve().parent.parent / "artefact")
    _LOG.info("%s", json.dumps({name: card[name] for name in ("bytes", "features", "held_out", "combiner")}, indent=1))


if __name__ == "__main__":
    main()
