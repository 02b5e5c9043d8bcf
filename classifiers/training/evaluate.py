"""Evaluation: from labelled rows and the classifier's answers to the figures of the command `evaluate`; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classifiers.document_types import NOT_EVIDENCE, UNKNOWN
from classifiers.model import Classification
from classifiers.training.fit import calibration_error

NO_EVIDENCE = frozenset({NOT_EVIDENCE, "reference"})
"""Families that count together as "not evidence"."""

FEWEST_ROWS = 3
"""Families with fewer unambiguous rows are left out of macro-F1."""


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled document.

    Args:
        accept: Families that count as right; the first is the one it is counted for.
        source: Where it comes from; documents of one source resemble each other.
        ambiguous: A doubtful label, reported apart.
    """

    accept: tuple[str, ...]
    source: str = ""
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """How well one family was recognised."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """How many of a group of rows were answered rightly, and how many not at all."""

    rows: int
    right: int
    abstained: int
    accuracy: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures; the headline ones leave ambiguous rows out. None where there is nothing to divide by."""

    macro_f1: float | None
    per_class: Mapping[str, ClassFigures]
    abstained: float | None
    precision_above: float | None
    answered_above: float | None
    evidence_answered_above: float | None
    false_alarms: float | None
    calibration_error: float | None
    per_source: Mapping[str, GroupFigures]
    ambiguous: GroupFigures
    confusion: Mapping[str, Mapping[str, int]]

    def as_json(self) -> dict[str, Any]:
        """The shape that contracts.md section 4 gives ``evaluate --json``."""
        return {
            "family": {"macro_f1": self.macro_f1, "per_class": {k: _shown(v) for k, v in self.per_class.items()}},
            "abstained": self.abstained,
            "above_threshold": {"precision": self.precision_above, "answered": self.answered_above},
            "false_alarms": self.false_alarms,
            "calibration_error": self.calibration_error,
            "per_source": {name: _shown(group) for name, group in self.per_source.items()},
            "ambiguous": _shown(self.ambiguous),
            "confusion": {expected: dict(answers) for expected, answers in self.confusion.items()},
        }


Answered = tuple[Label, Classification]


def evaluate(answers: Iterable[tuple[Mapping[str, Any], Classification]], threshold: float = 0.8) -> dict[str, Any]:
    """Score the answers to rows of a labels file, in the shape of ``evaluate --json``.

    Args:
        answers: Each row as read (keys ``accept``, ``source``, ``ambiguous``) with what the classifier said of it.
        threshold: Probability from which an answer is taken as evidence.
    """
    return score(((label_of(row), answer) for row, answer in answers), threshold).as_json()


def figures_of(answers: Sequence[tuple[Label, Classification, str]]) -> dict[str, Any]:
    """Figures of a model's card: of types and of families, and at the two probabilities that decide.

    Args:
        answers: For each held-out document its label (the source is its firm), what was answered, its true type.
    """
    pairs = [(label, answer) for label, answer, _ in answers]
    at_8, at_9 = score(pairs, 0.8), score(pairs, 0.9)
    return {
        "samples": len(answers),
        "type_accuracy": _share(sum(answer.document_type == truth for _, answer, truth in answers), len(answers)),
        "family_accuracy": _share(sum(_right(label, answer) for label, answer in pairs), len(pairs)),
        "macro_f1": at_8.macro_f1,
        "precision_at_0.8": at_8.precision_above,
        "answered_at_0.8": at_8.answered_above,
        "evidence_answered_at_0.8": at_8.evidence_answered_above,
        "false_alarms_at_0.8": at_8.false_alarms,
        "precision_at_0.9": at_9.precision_above,
        "answered_at_0.9": at_9.answered_above,
        "calibration_error": at_8.calibration_error,
        "family_accuracy_by_firm": {firm: group.accuracy for firm, group in at_8.per_source.items()},
        "family_f1": {family: round(figures.f1, 4) for family, figures in at_8.per_class.items()},
    }


def label_of(row: Mapping[str, Any]) -> Label:
    """The part of a row of a labels file that decides how an answer to it is scored."""
    return Label(tuple(map(str, row["accept"])), str(row.get("source") or ""), bool(row.get("ambiguous")))


def score(answers: Iterable[Answered], threshold: float = 0.8) -> Evaluation:
    """Score answers against labels.

    Args:
        answers: Each labelled row with what the classifier said of it.
        threshold: Probability from which an answer is taken as evidence.
    """
    every = list(answers)
    plain = [(label, answer) for label, answer in every if not label.ambiguous]
    per_class = _per_class(plain)
    counted = [figures.f1 for figures in per_class.values() if figures.support >= FEWEST_ROWS]
    given = [(label, answer) for label, answer in plain if answer.family != UNKNOWN]
    above = [(label, answer) for label, answer in given if answer.probability >= threshold]
    nothing = [(label, answer) for label, answer in plain if label.accept[0] in NO_EVIDENCE]
    alarms = [answer for label, answer in nothing if _false_alarm(label, answer, threshold)]
    sureness = [(answer.probability, _right(label, answer)) for label, answer in given]
    return Evaluation(
        macro_f1=_share(sum(counted), len(counted)),
        per_class=per_class,
        abstained=_share(len(plain) - len(given), len(plain)),
        precision_above=_share(sum(_right(*pair) for pair in above), len(above)),
        answered_above=_share(len(above), len(plain)),
        evidence_answered_above=_share(
            sum(label.accept[0] not in NO_EVIDENCE for label, _ in above), len(plain) - len(nothing)
        ),
        false_alarms=_share(len(alarms), len(nothing)),
        calibration_error=_share(calibration_error(sureness), int(bool(given))),
        per_source=_per_source(plain),
        ambiguous=_group([pair for pair in every if pair[0].ambiguous]),
        confusion=_confusion(plain),
    )


def _right(label: Label, answer: Classification) -> bool:
    return answer.family in label.accept


def _false_alarm(label: Label, answer: Classification, threshold: float) -> bool:
    harmless = NO_EVIDENCE | {UNKNOWN} | set(label.accept)
    return answer.probability >= threshold and answer.family not in harmless


def _per_class(answers: Sequence[Answered]) -> dict[str, ClassFigures]:
    """A right answer counts for the row's first family; a wrong one also against the family answered."""
    support = Counter(label.accept[0] for label, _ in answers)
    right = Counter(label.accept[0] for label, answer in answers if _right(label, answer))
    wrongly = Counter(answer.family for label, answer in answers if not _right(label, answer))
    figures: dict[str, ClassFigures] = {}
    for family in sorted(support):
        hits, misses, extra = right[family], support[family] - right[family], wrongly[family]
        figures[family] = ClassFigures(
            precision=_share(hits, hits + extra) or 0.0,
            recall=_share(hits, support[family]) or 0.0,
            f1=_share(2 * hits, 2 * hits + extra + misses) or 0.0,
            support=support[family],
        )
    return figures


def _per_source(answers: Sequence[Answered]) -> dict[str, GroupFigures]:
    groups: dict[str, list[Answered]] = {}
    for label, answer in answers:
        groups.setdefault(label.source, []).append((label, answer))
    return {source: _group(groups[source]) for source in sorted(groups)}


def _group(answers: Sequence[Answered]) -> GroupFigures:
    right = sum(_right(label, answer) for label, answer in answers)
    silent = sum(answer.family == UNKNOWN for _, answer in answers)
    return GroupFigures(len(answers), right, silent, _share(right, len(answers)) or 0.0)


def _confusion(answers: Sequence[Answered]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for label, answer in answers:
        row = table.setdefault(label.accept[0], {})
        shown = label.accept[0] if _right(label, answer) else answer.family
        row[shown] = row.get(shown, 0) + 1
    return {expected: dict(sorted(table[expected].items())) for expected in sorted(table)}


def _share(part: float, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _shown(figures: ClassFigures | GroupFigures) -> dict[str, float | int]:
    return {name: getattr(figures, name) for name in figures.__dataclass_fields__}
