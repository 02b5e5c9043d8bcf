"""What kind of document: ours beside three plainer classifiers, on firms and sources that none was trained on."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.heldout.houses import load_houses
from classifiers.document_types import UNKNOWN, load_types
from classifiers.features import read
from classifiers.learned import Combiner
from classifiers.model import Classification, Sample
from classifiers.phrases import PhraseMatcher
from classifiers.training.corpus import load_corpus
from classifiers.training.evaluate import Evaluation, Label, label_of, score
from classifiers.training.train import FOLDS, compose_all
from classifiers.vote import Classifier, Voices, join
from pipeline.engagement import Engagement
from pipeline.model import Document, Page, TextOrigin
from pipeline.understand import understand

AS_OF = date(2026, 11, 1)
REAL = Path(os.environ.get("COR_EVIDENCE_LABELS", "../shared/corpus/labels.jsonl"))
VARIANTS = 2
Sorter = Callable[[Sample], Classification]


@dataclass(frozen=True, slots=True)
class Asked:
    """A document as the pipeline hands it to the classifier, with its label."""

    sample: Sample
    label: Label


def measure_accuracy() -> None:
    """Print a table for the held-out firms and, where they lie beside the project, one for the real texts."""
    sets = {"held-out firms": list(_firms())}
    if REAL.exists():
        sets["real texts"] = list(_real(REAL))
    else:
        print(f"real texts: skipped, there is no {REAL} (COR_EVIDENCE_LABELS names another place)")
    sorters = _sorters()
    for name, asked in sets.items():
        print(f"{name}, {len(asked)} documents")
        print(f"{'':22}{'macro F1':>10}{'precision':>11}{'evidence':>10}{'answered':>10}{'alarms':>8}{'ECE':>7}")
        for sorter, answer in sorters.items():
            print(f"{sorter:22}" + _row(score((one.label, answer(one.sample)) for one in asked)))


def _row(figures: Evaluation) -> str:
    cells = (
        (figures.macro_f1, 10),
        (figures.precision_above, 11),
        (figures.evidence_answered_above, 10),
        (figures.answered_above, 10),
        (figures.false_alarms, 8),
        (figures.calibration_error, 7),
    )
    return "".join(f"{'-' if value is None else format(value, '.3f'):>{width}}" for value, width in cells)


def _firms() -> Iterator[Asked]:
    types = load_types()
    for house in load_houses():
        for paper in house.documents:
            yield Asked(_sample(paper.plain_pages), Label((types[paper.type].family,), house.firm))


def _real(labels: Path) -> Iterator[Asked]:
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (labels.parent / "text" / f"{row['id']}.txt").read_text(encoding="utf-8", errors="replace")
        yield Asked(_sample((text,)), label_of(row))


def _sample(texts: Sequence[str]) -> Sample:
    """What the classifier is asked about these pages, title and headings included."""
    asked: list[Sample] = []

    def note(sample: Sample) -> Classification:
        asked.append(sample)
        return Classification(UNKNOWN, UNKNOWN, 0.0, None, ())

    pages = tuple(Page(number, text, TextOrigin.EMBEDDED, "not_paged") for number, text in enumerate(texts, 1))
    profile = Engagement(client="not told", instrument="none", audit_date=AS_OF).profile(12, AS_OF)
    understand(Document("0" * 64, 1, len(pages), 1.0), pages, "", profile, note)
    return asked[0]


def _sorters() -> Mapping[str, Sorter]:
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
    from sklearn.neighbors import NearestCentroid
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline

    types = load_types()
    examples = compose_all(load_corpus(types, FOLDS), VARIANTS)
    texts = [example.sample.text for example in examples]
    families = [types[example.truth].family for example in examples]
    net = make_pipeline(CountVectorizer(ngram_range=(1, 2), min_df=0.01), MLPClassifier(tol=0.01, random_state=1))
    centroid = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True), NearestCentroid())
    return {
        "telltales alone": _telltales(),
        "words + neural net": _trained(net.fit(texts, families)),
        "nearest centroid": _trained(centroid.fit(texts, families)),
        "ours": Classifier.load().classify,
    }


def _trained(model: Any) -> Sorter:
    names = [str(name) for name in model.classes_]

    def sort(sample: Sample) -> Classification:
        shares = model.predict_proba([sample.text])[0]
        best = int(np.argmax(shares))
        return Classification(names[best], names[best], float(shares[best]), None, ())

    return sort


def _telltales() -> Sorter:
    """The vote without the learned model, its voices at their usual weights."""
    types = load_types()
    matcher = PhraseMatcher(types)
    level = dict.fromkeys(types, 0.0)

    def sort(sample: Sample) -> Classification:
        words = read(sample)
        evidence = matcher.match(sample, words.text)
        if not evidence:
            return Classification(UNKNOWN, UNKNOWN, 0.0, None, ())
        shares = join(Voices(level, evidence, 1.0, len(words.text)), Combiner(title=1.0, body=1.0))
        families: dict[str, float] = {}
        for name, share in shares.items():
            families[types[name].family] = families.get(types[name].family, 0.0) + share
        best = max(families, key=lambda name: families[name])
        return Classification(best, best, families[best], None, ())

    return sort
