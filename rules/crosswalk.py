"""Question to question between two instruments, through the requirements behind both."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rules.binding import requirements_of
from rules.facts import Confidence
from rules.model import Needed, Question, Rule, RulePack

Relation = Literal["same", "shared", "none"]
_SURE: tuple[Confidence, ...] = ("inferred", "partial", "exact")


@dataclass(frozen=True, slots=True)
class Link:
    """What one question of the first instrument is in the second.

    Args:
        others: Ids of the second's questions with a requirement in common; none: the second does not ask it.
        relation: "same": one question each, with the same requirements; "shared": several, or only some in common.
        evidence: "same_rule": documents answer all of them by the same rule, so that what was located carries over as
            it is; "other_rule": by another rule, or on one side only; "none": documents answer neither side.
        confidence: The weakest of all questions named.
    """

    question: str
    requirements: tuple[str, ...]
    others: tuple[str, ...]
    relation: Relation
    evidence: Literal["same_rule", "other_rule", "none"]
    confidence: Confidence


def crosswalk(first: RulePack, second: RulePack) -> tuple[Link, ...]:
    """One link for each question of the first, in its order."""
    back = {question.id: _partners(question, first.questions) for question in second.questions}
    return tuple(_link(question, first, second, back) for question in first.questions)


def not_in(first: RulePack, second: RulePack) -> tuple[str, ...]:
    """Questions of the second that no question of the first shares a requirement with."""
    return tuple(question.id for question in second.questions if not _partners(question, first.questions))


def _partners(question: Question, others: Iterable[Question]) -> list[Question]:
    behind = set(requirements_of(question.canonical))
    return [other for other in others if behind & set(requirements_of(other.canonical))]


def _link(question: Question, first: RulePack, second: RulePack, back: dict[str, list[Question]]) -> Link:
    others = _partners(question, second.questions)
    same = len(others) == 1 and len(back[others[0].id]) == 1 and _equal(question, others[0])
    ours = first.rule_for(question.id)
    theirs = [second.rule_for(other.id) for other in others]
    return Link(
        question=question.id,
        requirements=tuple(requirements_of(question.canonical)),
        others=tuple(other.id for other in others),
        relation="none" if not others else "same" if same else "shared",
        evidence=_evidence([ours, *theirs]),
        confidence=min((one.confidence for one in (question, *others)), key=_SURE.index),
    )


def _evidence(rules: list[Rule | None]) -> Literal["same_rule", "other_rule", "none"]:
    if not any(rules):
        return "none"
    needed = [_needed(rule) for rule in rules]
    return "same_rule" if len(rules) > 1 and all(one == needed[0] for one in needed) else "other_rule"


def _equal(one: Question, other: Question) -> bool:
    return set(requirements_of(one.canonical)) == set(requirements_of(other.canonical))


def _needed(rule: Rule | None) -> dict[str, object] | None:
    """What a rule needs, whatever its number, its source and the words for the client."""
    telling = {"ask", "holder", "source", "confidence", "na_note"}
    return None if rule is None else {key: getattr(rule, key) for key in Needed.model_fields if key not in telling}
