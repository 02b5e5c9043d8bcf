"""Training of the boundary model, in one command: binders of our own papers -> boundaries.json and card.json."""

import hashlib
import json
import logging
import random
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model import Page
from pipeline.separating.boundary_model import RETRAIN, SCHEMA_VERSION, BoundaryModel, Tree, packed
from pipeline.separating.lexicon import Lexicon
from pipeline.separating.training.binders import Binder, Maker, draw_plan, with_repeated_headings
from pipeline.separating.training.examples import Example, examples_of, fit_lexicon, rarity_of, read_binder
from pipeline.separating.training.papers import TEXTS, papers_of_houses, papers_of_texts
from pipeline.separating.training.reading import as_recognised, as_text

if TYPE_CHECKING:
    from sklearn.ensemble import GradientBoostingClassifier

SEED = 20261130
BINDERS = 60
"""Binders made of each firm's papers."""
HEADED = 0.15
"""Share of binders whose documents bear their heading on every sheet."""
TREES, DEPTH, RATE = 260, 4, 0.07

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """A binder with the pages that were read from it."""

    house: str
    binder: Binder
    pages: tuple[Page, ...]


def make_binders(many: int = BINDERS, left_out: Collection[str] = ()) -> list[Made]:
    """Binders of every firm; the same seed gives the same ones.

    Args:
        many: Of each firm; every second is misread like a scan.
        left_out: Firms to leave out.
    """
    made: list[Made] = []
    for house, papers in (papers_of_houses() | {TEXTS: papers_of_texts()}).items():
        if house in left_out:
            continue
        chance = random.Random(zlib.crc32(house.encode()) ^ SEED)
        maker = Maker(house, papers, house.replace("-", " ").title())
        for at in range(many):
            binder = maker.binder(f"{house}/{at}", draw_plan(chance), chance)
            if chance.random() < HEADED:
                binder = with_repeated_headings(binder, chance)
            pages = as_recognised(binder.sheets, chance) if at % 2 else as_text(binder.sheets)
            made.append(Made(house, binder, tuple(pages)))
    return made


def train(made: Sequence[Made], trees: int = TREES) -> tuple[BoundaryModel, dict[str, Any]]:
    """Fit words, trees and calibration.

    Args:
        made: Binders of at least four firms: what fewer than three share is not learned, and each is left out once.
        trees: How many.

    Returns:
        The model, and the figures of its gaps on firms held out in turn.
    """
    rarity = rarity_of((one.house, page) for one in made for page in one.pages)
    read = [read_binder(one.house, one.binder, one.pages, rarity) for one in made]
    houses = sorted({one.house for one in read})
    examples: list[Example] = []
    for house in houses:
        lexicon = fit_lexicon([one for one in read if one.house != house], rarity)
        examples += [example for one in read if one.house == house for example in examples_of(one, lexicon)]
        _LOG.info("%s: words of the other firms learned", house)
    names = tuple(sorted(examples[0].row))
    odds: list[tuple[float, bool]] = []
    for part in (houses[0::2], houses[1::2]):
        fitted = _model(_fit([one for one in examples if one.house not in part], names, trees), names, Lexicon())
        odds += [(fitted.log_odds([e.row[n] for n in names]), e.begins) for e in examples if e.house in part]
    slope, shift = _calibrated(odds)
    fitted = _model(_fit(examples, names, trees), names, fit_lexicon(read, rarity))
    model = replace(fitted, slope=slope, shift=shift)
    return model, _figures(odds, slope, shift)


def _fit(examples: Sequence[Example], names: Sequence[str], trees: int) -> "GradientBoostingClassifier":
    import numpy as np
    from sklearn.ensemble import GradientBoostingClassifier

    values = np.array([[example.row[name] for name in names] for example in examples])
    fitted = GradientBoostingClassifier(
        n_estimators=trees, max_depth=DEPTH, learning_rate=RATE, subsample=0.5, min_samples_leaf=20, random_state=SEED
    )
    return fitted.fit(values, [example.begins for example in examples])


def _model(fitted: "GradientBoostingClassifier", names: tuple[str, ...], lexicon: Lexicon) -> BoundaryModel:
    """The numbers of the fitted trees."""
    share = float(fitted.init_.class_prior_[1])
    trees = []
    for (one,) in fitted.estimators_:
        tree = one.tree_
        leaf = tree.children_left < 0
        trees.append(
            Tree(
                tuple(-1 if end else int(asked) for end, asked in zip(leaf, tree.feature, strict=True)),
                tuple(0.0 if end else round(float(at), 5) for end, at in zip(leaf, tree.threshold, strict=True)),
                tuple(int(node) for node in tree.children_left),
                tuple(int(node) for node in tree.children_right),
                tuple(
                    round(fitted.learning_rate * float(worth), 5) if end else 0.0
                    for end, worth in zip(leaf, tree.value[:, 0, 0], strict=True)
                ),
            )
        )
    return BoundaryModel(names, tuple(trees), log(share / (1 - share)), 1.0, 0.0, lexicon)


def _calibrated(odds: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift that make log odds of held-out gaps say what happened."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    values = np.array([[value] for value, _ in odds])
    fitted = LogisticRegression(C=100.0).fit(values, [begins for _, begins in odds])
    return round(float(fitted.coef_[0][0]), 4), round(float(fitted.intercept_[0]), 4)


def _figures(odds: Sequence[tuple[float, bool]], slope: float, shift: float) -> dict[str, Any]:
    from classifiers.training.fit import calibration_error

    cuts = [(slope * value + shift > 0, begins) for value, begins in odds]
    both = sum(cut and begins for cut, begins in cuts)
    sure = [1 / (1 + exp(-(slope * value + shift))) for value, _ in odds]
    sureness = [(max(p, 1 - p), (p > 0.5) == begins) for p, (_, begins) in zip(sure, odds, strict=True)]
    return {
        "gaps": len(cuts),
        "boundaries": sum(begins for _, begins in cuts),
        "precision": round(both / max(1, sum(cut for cut, _ in cuts)), 4),
        "recall": round(both / max(1, sum(begins for _, begins in cuts)), 4),
        "calibration_error": round(calibration_error(sureness), 4),
    }


def write(target: Path, model: BoundaryModel, figures: dict[str, Any], made: Sequence[Made]) -> dict[str, Any]:
    """Write the artefact and its card.

    Returns:
        The card.
    """
    import sklearn

    content = (json.dumps(packed(model), ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    card = {
        "schema_version": SCHEMA_VERSION,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "made": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "command": RETRAIN,
        "versions": {"scikit-learn": sklearn.__version__},
        "data": {
            "what": "binders made of the training papers of invented firms (classifiers/training/corpus), no client's",
            "firms": len({one.house for one in made}),
            "binders": len(made),
            "sheets": sum(len(one.binder.sheets) for one in made),
            "seed": SEED,
        },
        "features": list(model.names),
        "held_out_firms": figures,
        "limits": [
            "Binders are composed; their mix of documents is ours, not counted from real dumps.",
            "English, some French; other languages are told apart by numbers, running lines and print only.",
            "A chapter without running lines, page numbers or a contents list looks like a document.",
        ],
    }
    target.mkdir(parents=True, exist_ok=True)
    (target / "boundaries.json").write_bytes(content)
    (target / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return card


def main() -> None:
    """Train the shipped model in place."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    made = make_binders()
    model, figures = train(made)
    card = write(Path(__file__).resolve().parent.parent / "artefact", model, figures, made)
    _LOG.info("%s", json.dumps({name: card[name] for name in ("bytes", "data", "held_out_firms")}, indent=1))


if __name__ == "__main__":
    main()
