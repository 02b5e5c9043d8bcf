"""What a document says about a rule's subject and criteria, with the places; nothing here looks at dates or facts."""

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from pipeline.mapping.view import View
from rules.criteria import CriterionHit, find_criteria, find_phrases
from rules.model import Criterion, Rule

# Types whose documents each treat one subject among many: a subject named only in passing is not theirs.
ONE_SUBJECT_TYPES = frozenset({"element_policy", "element_procedure"})
# A manual treats every subject: criteria count only in the chapter, taken as the text that follows the subject's words.
MANUAL_TYPES = frozenset({"safety_manual"})
CHAPTER_BEFORE = 300
CHAPTER_AFTER = 3000
MENTIONS_IN_PASSING = 2
MOST_MENTIONS = 50
DENIAL_BEFORE = 30
# "No workplace |inspection| sheet was on hand", "without |inspections|", "aucune |inspection|"; a word may lie between.
NONE_OF_IT = re.compile(r"\b(?:no|without|aucune?|sans) {1,3}(?:[\w-]{1,20} {1,3})?$", re.IGNORECASE)
TRAINING_TYPES = frozenset(
    {"training_certificate", "first_aid_certificate", "training_matrix", "training_signin", "fit_test"}
)
TRAINED = ("course*", "train*", "certificat*", "certified", "ticket*", "formation*", "formé*", "cours")
# A plan made after an audit says so in its title: "COR Audit Action Plan". Rules about it have the phrase below.
AUDIT_PLAN = re.compile(r"\b(?:audits?|secor|vérification)\b|\bCOR\b(?=.{0,20}\bplan\b)", re.IGNORECASE)
AUDIT_PHRASE = "audit*"
# Words that say how a type is kept, not what it is about.
FORM_WORDS = frozenset(
    {"record", "records", "log", "report", "form", "checklist", "certificate", "program", "plan", "policy", "matrix",
     "terms", "assessment", "procedure", "element"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What was found of a rule's subject and criteria.

    Args:
        found: One hit a criterion located, in the rule's order.
        lacking: Names of the criteria not located.
        subject: Where the document says it is about the rule's subject.
        enough: Whether as many criteria were located as the rule asks.
    """

    found: tuple[CriterionHit, ...]
    lacking: tuple[str, ...]
    subject: CriterionHit | None
    enough: bool


def for_levels(rule: Rule, levels: Collection[str]) -> Rule:
    """The rule without criteria on levels the firm lacks; none is known to lack while no org chart was read."""
    if not levels or all(one.level is None or one.level in levels for one in rule.criteria):
        return rule
    kept = tuple(one for one in rule.criteria if one.level is None or one.level in levels)
    least = None if rule.criteria_minimum is None else min(rule.criteria_minimum, len(kept))
    return rule.model_copy(update={"criteria": kept, "criteria_minimum": least})


def wanted(rule: Rule) -> int:
    """How many criteria make the rule's answer full."""
    return len(rule.criteria) if rule.criteria_minimum is None else rule.criteria_minimum


def type_phrases(document_type: str) -> tuple[str, ...]:
    """The words of a type that tell its subject: "corrective_action_log" is about "corrective action*"."""
    words = document_type.split("_")
    while len(words) > 1 and words[-1] in FORM_WORDS:
        words.pop()
    return (" ".join(words) + "*",)


def content_of(rule: Rule, view: View) -> Content | None:
    """What a document holds of a rule's subject and criteria; None when it is about something else."""
    subject = _subject(rule, view)
    if rule.subject and subject is None:
        return None
    hits = _criteria(rule, view)
    content = Content(
        hits,
        tuple(criterion.name for criterion in rule.criteria if criterion.name not in {hit.name for hit in hits}),
        subject,
        len(hits) >= wanted(rule),
    )
    if rule.criteria and not hits:
        return None
    if view.document_type in rule.types:
        return content if _on_subject(rule, view, content) else None
    return content if _supports(rule, view) else None


def _subject(rule: Rule, view: View) -> CriterionHit | None:
    """Where the document speaks of the subject; a record that says there was none of it does not show any."""
    if not rule.subject:
        return None
    hits = find_phrases(view.text, rule.subject, limit=1 if rule.nature == "directive" else MOST_MENTIONS)
    return next((hit for hit in hits if rule.nature == "directive" or not _denied(view.text, hit)), None)


def _denied(text: str, hit: CriterionHit) -> bool:
    return NONE_OF_IT.search(text[max(0, hit.start - DENIAL_BEFORE) : hit.start]) is not None


def _criteria(rule: Rule, view: View) -> tuple[CriterionHit, ...]:
    if not rule.criteria:
        return ()
    if view.document_type not in MANUAL_TYPES or not rule.subject:
        return find_criteria(view.text, rule.criteria)
    chapters = _chapters(rule, view)
    hits = (_first_inside(criterion, view, chapters) for criterion in rule.criteria)
    return tuple(hit for hit in hits if hit is not None)


def _chapters(rule: Rule, view: View) -> tuple[tuple[int, int], ...]:
    """The stretches of a manual around its words on a subject, merged where they touch."""
    merged: list[tuple[int, int]] = []
    for hit in find_phrases(view.text, rule.subject):
        start, end = max(0, hit.start - CHAPTER_BEFORE), hit.end + CHAPTER_AFTER
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _first_inside(criterion: Criterion, view: View, chapters: tuple[tuple[int, int], ...]) -> CriterionHit | None:
    starts = [start for start, _ in chapters]
    for hit in find_phrases(view.text, criterion.any_of):
        at = bisect_right(starts, hit.start) - 1
        if at >= 0 and hit.end <= chapters[at][1]:
            return CriterionHit(criterion.name, hit.phrase, hit.start, hit.end)
    return None


def _on_subject(rule: Rule, view: View, content: Content) -> bool:
    """Whether the subject is the document's own: in its head, or spoken of more than in passing."""
    if view.document_type == "corrective_action_log" and _of_an_audit(view) and AUDIT_PHRASE not in rule.subject:
        # The plan that follows an audit answers questions about that plan; what inspections and incidents left to do
        # stands in other logs, even where its rows mention them.
        return bool(rule.subject) and bool(find_phrases(_titles(view), rule.subject, limit=1))
    if not rule.subject or view.document_type not in ONE_SUBJECT_TYPES:
        return True
    if find_phrases(view.head, rule.subject, limit=1):
        return True
    return content.enough and len(find_phrases(view.text, rule.subject)) > MENTIONS_IN_PASSING


def _titles(view: View) -> str:
    return " ".join(fact.value for fact in view.facts("title"))


def _of_an_audit(view: View) -> bool:
    return AUDIT_PLAN.search(_titles(view)) is not None


def _supports(rule: Rule, view: View) -> bool:
    """Whether a supporting document touches the question at all: by subject, by a directive's criteria, by words.

    Criteria of records ("result*", "comment*") stand in any record, so there the words of the wanted type must as well.
    """
    phrases = tuple(phrase for document_type in rule.types for phrase in type_phrases(document_type))
    if TRAINING_TYPES.issuperset(rule.types) and view.document_type not in TRAINING_TYPES:
        # Papers that only name who should have been trained support nothing (decision 6).
        return bool(find_phrases(view.text, TRAINED, limit=1))
    if rule.subject:
        return True
    if rule.criteria and rule.nature == "directive":
        # What a procedure or a memo on something else says in passing of fires or tasks supports nothing.
        where = {**dict.fromkeys(ONE_SUBJECT_TYPES, view.head), "communication": view.text}.get(view.document_type)
        return where is None or bool(find_phrases(where, phrases, limit=1))
    return bool(find_phrases(view.text, phrases, limit=1))
