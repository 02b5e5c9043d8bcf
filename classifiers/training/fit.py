"""Fitting: from counted features and labels to a compact linear model and the weights of the vote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from classifiers.document_types import NOT_EVIDENCE
from classifiers.features import weigh
from classifiers.learned import Combiner, LearnedModel
from classifiers.training.ballots import Ballots
from classifiers.vote import Voices

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_FEATURES = 50_000
STRENGTH = 100.0
SMOOTHING = 0.01
_STEPS = 40

# Our composed names fit too well: a client's names are as often wrong, and a name alone never decides.
MOST_NAME = 0.4


@dataclass(frozen=True, slots=True)
class Mix:
    """How the two linear models are added up; fitted on documents held out of training.

    Args:
        regression: Weight of the logistic regression: what tells neighbours apart.
        likelihood: Weight of the naive Bayes model: what is usual for a type, sound where documents are few.
        doubt: What each of the many kinds of "not evidence" gains, so that together they weigh as one type.
    """

    regression: float = 0.5
    likelihood: float = 0.4
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """Two linear models over the same features, not yet added up."""

    labels: tuple[str, ...]
    vocabulary: tuple[str, ...]
    rarity: "NDArray[Any]"
    regression: "NDArray[Any]"
    intercept: "NDArray[Any]"
    likelihood: "NDArray[Any]"

    def scores(self, counted: Sequence[Mapping[str, int]]) -> "tuple[NDArray[Any], NDArray[Any]]":
        """Scores of both models for samples, one row a sample and one column a label."""
        matrix = _matrix(counted, self.vocabulary, self.rarity)
        return matrix @ self.regression + self.intercept, matrix @ self.likelihood

    def model(self, mix: Mix, combiner: Combiner, types: Sequence[str]) -> LearnedModel:
        """Both added up, their weights rounded to eight bits a class, as a model that predicts."""
        import numpy as np

        weights = mix.regression * self.regression + mix.likelihood * self.likelihood
        weights = weights - weights.mean(axis=1, keepdims=True)
        scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127.0
        return LearnedModel(
            labels=self.labels,
            vocabulary={name: column for column, name in enumerate(self.vocabulary)},
            rarity=self.rarity.tolist(),
            weights=np.round(weights / scale).astype(np.int8),
            scale=scale,
            bias=mix.regression * self.intercept + mix.doubt * _of_no_evidence(self.labels),
            combiner=combiner,
            types=tuple(types),
        )


def _of_no_evidence(labels: Sequence[str]) -> "NDArray[Any]":
    import numpy as np

    return np.asarray([label.partition("#")[0] == NOT_EVIDENCE for label in labels], float)


@dataclass(frozen=True, slots=True)
class Scored:
    """Both models' scores of documents they had not seen, with the true types."""

    labels: tuple[str, ...]
    regression: "NDArray[Any]"
    likelihood: "NDArray[Any]"
    truths: tuple[str, ...]


def choose_features(counted: Sequence[Mapping[str, int]], hands: Sequence[str]) -> dict[str, int]:
    """Features that at least two different hands use, the most widespread first: what one firm writes is no sign.

    Args:
        counted: Counted features of every sample.
        hands: Whose paper each sample was composed of.
    """
    places: dict[str, set[str]] = {}
    for counts, hand in zip(counted, hands, strict=True):
        for name in counts:
            places.setdefault(name, set()).add(hand)
    spread = {name: len(found) for name, found in places.items() if len(found) > 1}
    return dict(sorted(spread.items(), key=lambda item: (-item[1], item[0]))[:MOST_FEATURES])


def _matrix(counted: Sequence[Mapping[str, int]], vocabulary: Sequence[str], rarity: "NDArray[Any]") -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

    columns_of = {name: column for column, name in enumerate(vocabulary)}
    rarities = rarity.tolist()
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, counts in enumerate(counted):
        found, weights = weigh(counts, columns_of, rarities)
        rows += [row] * len(found)
        columns += found
        values += weights
    return csr_matrix((np.asarray(values, np.float32), (rows, columns)), shape=(len(counted), len(vocabulary)))


def fit_model(counted: Sequence[Mapping[str, int]], labels: Sequence[str], hands: Sequence[str]) -> Fitted:
    """Fit a class-weighted logistic regression and a naive Bayes model on the same tf-idf features.

    Args:
        counted: Counted features of every sample.
        labels: Label of every sample.
        hands: Whose paper each sample was composed of: its firm, or the document itself where it has none.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import MultinomialNB

    spread = choose_features(counted, hands)
    rarity = np.log((1 + len(set(hands))) / (1 + np.fromiter(spread.values(), float))) + 1.0
    matrix = _matrix(counted, tuple(spread), rarity)
    regression = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=_STEPS, tol=1e-3)
    regression.fit(matrix, list(labels))
    usual = MultinomialNB(alpha=SMOOTHING, fit_prior=False).fit(matrix, list(labels))
    return Fitted(
        labels=tuple(map(str, regression.classes_)),
        vocabulary=tuple(spread),
        rarity=rarity,
        regression=regression.coef_.T.astype(np.float32),
        intercept=regression.intercept_,
        likelihood=usual.feature_log_prob_.T.astype(np.float32),
    )


def fit_mix(parts: Sequence[Scored], types: Sequence[str]) -> Mix:
    """Find the weights that make held-out documents most probable.

    Args:
        parts: Held-out documents' scores, one entry for each model they were held out of.
        types: All types.
    """
    import numpy as np
    from scipy.optimize import minimize

    def loss(values: "NDArray[Any]") -> float:
        mix = Mix(abs(float(values[0])), abs(float(values[1])), float(values[2]))
        told = np.concatenate([_told(part, mix, types) for part in parts])
        return float(-np.mean(np.log(np.maximum(told, 1e-9))) + 0.002 * np.square(values).sum())

    found = minimize(loss, np.asarray([0.5, 0.4, 0.0]), method="Powell", options={"maxiter": 4, "xtol": 1e-2})
    first, second, third = (round(float(value), 4) for value in found.x)
    return Mix(abs(first), abs(second), third)


def _told(part: Scored, mix: Mix, types: Sequence[str]) -> "NDArray[Any]":
    """Probability that the mixed models give to what each document is."""
    import numpy as np

    scores = mix.regression * part.regression + mix.likelihood * part.likelihood
    scores = scores + mix.doubt * _of_no_evidence(part.labels)
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    owner = np.asarray([types.index(label.partition("#")[0]) for label in part.labels])
    own = shares * (owner[None, :] == np.asarray([types.index(truth) for truth in part.truths])[:, None])
    return np.asarray(own.sum(axis=1) / shares.sum(axis=1))


def fit_combiner(held_out: Sequence[tuple[Voices, str]]) -> Combiner:
    """Find the weights of the vote that make held-out documents most probable.

    Args:
        held_out: What the voices said of documents the model had not seen, with the true type.
    """
    import numpy as np
    from scipy.optimize import minimize

    ballots = Ballots.of(held_out)

    def loss(values: "NDArray[Any]") -> float:
        told = ballots.told(_combiner(values))
        return float(-np.mean(np.log(np.maximum(told, 1e-9))) + 0.002 * np.square(values).sum())

    start = np.asarray([0.8, 0.8, 0.6, 0.3, 0.1, 1.0])
    found = minimize(loss, start, method="Powell", options={"maxiter": 5, "ftol": 1e-3, "xtol": 1e-2})
    return _combiner(found.x)


def _combiner(values: "NDArray[Any]") -> Combiner:
    found = Combiner(*(round(abs(float(value)), 4) for value in values))
    return replace(found, name=min(found.name, MOST_NAME))


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
