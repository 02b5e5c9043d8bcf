"""Fitting: from counted features and labels to a compact linear model and the weights of the vote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from classifiers.document_types import DocumentType
from classifiers.features import weigh
from classifiers.learned import Combiner, LearnedModel
from classifiers.vote import Voices, join

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_FEATURES = 24_000
STRENGTH = 12.0
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model, its weights rounded to eight bits a class."""

    labels: tuple[str, ...]
    vocabulary: tuple[str, ...]
    rarity: "NDArray[Any]"
    weights: "NDArray[Any]"
    scale: "NDArray[Any]"
    bias: "NDArray[Any]"

    def model(self, combiner: Combiner, types: Sequence[str]) -> LearnedModel:
        """The same as a model that predicts."""
        return LearnedModel(
            labels=self.labels,
            vocabulary={name: column for column, name in enumerate(self.vocabulary)},
            rarity=self.rarity.tolist(),
            weights=self.weights,
            scale=self.scale,
            bias=self.bias,
            combiner=combiner,
            types=tuple(types),
        )


def choose_features(counted: Sequence[Mapping[str, int]], sources: Sequence[str]) -> dict[str, int]:
    """Features seen in at least two different documents, the most widespread first.

    Args:
        counted: Counted features of every sample.
        sources: The base document each sample was composed of.
    """
    places: dict[str, set[str]] = {}
    for counts, source in zip(counted, sources, strict=True):
        for name in counts:
            places.setdefault(name, set()).add(source)
    spread = {name: len(found) for name, found in places.items() if len(found) > 1}
    return dict(sorted(spread.items(), key=lambda item: (-item[1], item[0]))[:MOST_FEATURES])


def fit_model(counted: Sequence[Mapping[str, int]], labels: Sequence[str], sources: Sequence[str]) -> Fitted:
    """Fit a class-weighted multinomial logistic regression on tf-idf features.

    Args:
        counted: Counted features of every sample.
        labels: Label of every sample.
        sources: The base document each sample was composed of.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    spread = choose_features(counted, sources)
    vocabulary = {name: column for column, name in enumerate(spread)}
    documents = len(set(sources))
    rarity = np.log((1 + documents) / (1 + np.fromiter(spread.values(), float))) + 1.0
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    rarities = rarity.tolist()
    for row, counts in enumerate(counted):
        found, weights = weigh(counts, vocabulary, rarities)
        rows += [row] * len(found)
        columns += found
        values += weights
    matrix = csr_matrix((np.asarray(values, np.float32), (rows, columns)), shape=(len(counted), len(vocabulary)))
    regression = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=_STEPS, tol=1e-3)
    regression.fit(matrix, list(labels))
    weights = regression.coef_.T
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127.0
    return Fitted(
        labels=tuple(map(str, regression.classes_)),
        vocabulary=tuple(vocabulary),
        rarity=rarity,
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale,
        bias=regression.intercept_,
    )


def fit_combiner(held_out: Sequence[tuple[Voices, str]]) -> Combiner:
    """Find the weights of the vote that make held-out documents most probable.

    Args:
        held_out: What the voices said of documents the model had not seen, with the true type.
    """
    import numpy as np
    from scipy.optimize import minimize

    def loss(values: "NDArray[Any]") -> float:
        combiner = Combiner(*np.abs(values).tolist())
        probabilities = [join(voices, combiner)[truth] for voices, truth in held_out[::3]]
        return float(-np.mean(np.log(np.maximum(probabilities, 1e-9))) + 0.002 * np.square(values).sum())

    start = np.asarray([0.8, 0.8, 0.6, 0.3, 0.1, 1.0])
    found = minimize(loss, start, method="Powell", options={"maxiter": 4, "ftol": 1e-3, "xtol": 1e-2})
    return Combiner(*(round(abs(float(value)), 4) for value in found.x))


def held_out_figures(
    held_out: Sequence[tuple[Voices, str]], combiner: Combiner, types: Mapping[str, DocumentType]
) -> dict[str, Any]:
    """Right answers of type and family, and how far probabilities are from the truth."""
    types_right = families_right = 0
    sure: list[tuple[float, bool]] = []
    for voices, truth in held_out:
        shares = join(voices, combiner)
        families: dict[str, float] = {}
        for name, share in shares.items():
            families[types[name].family] = families.get(types[name].family, 0.0) + share
        family = max(families, key=lambda name: families[name])
        right = family == types[truth].family
        types_right += max(shares, key=lambda name: shares[name]) == truth
        families_right += right
        sure.append((families[family], right))
    total = len(held_out)
    above = [right for probability, right in sure if probability >= 0.9]
    return {
        "samples": total,
        "type_accuracy": round(types_right / total, 4),
        "family_accuracy": round(families_right / total, 4),
        "answered_at_0.9": round(len(above) / total, 4),
        "precision_at_0.9": round(sum(above) / max(1, len(above)), 4),
        "calibration_error": round(calibration_error(sure), 4),
    }


def calibration_error(answers: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Mean distance between probability and share of right answers, over equal-width bins.

    Args:
        answers: Probability of each answer and whether it was right.
        bins: How many bins.
    """
    if not answers:
        return 0.0
    placed: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in answers:
        placed.setdefault(min(bins - 1, int(probability * bins)), []).append((probability, right))
    gaps = 0.0
    for members in placed.values():
        gaps += abs(sum(p for p, _ in members) - sum(right for _, right in members))
    return gaps / len(answers)
