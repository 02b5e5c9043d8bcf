"""Whole-pack lint, from a rule pack to a list of issues; an empty list means the pack can be used as it is."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rules.model import Criterion, Example, Instrument, Question, Rule, RulePack
from rules.tables import jurisdictions, tables

# Words that would make a machine result sound like the auditor's conclusion; "bypass" and "passenger" are other words.
_VERDICT_WORDS = re.compile(
    r"\b(?:non-?)?(?:complian(?:t|ce)|pass(?:es|ed|ing)?|fail(?:s|ed|ing|ures?)?|scor(?:e[ds]?|ing)|percent(?:age)?s?)\b|%",
    re.IGNORECASE,
)
# A word of a phrase with its "*", as rules.criteria reads it.
_PHRASE_WORD = re.compile(r"\w+\*?")
_SHORTEST_STEM = 3
_NEAR_MISS = "needs a near-miss example: fit none, or partial beside a full match"


Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to put right in a pack.

    Args:
        severity: "error": the pack says something it cannot mean; "warning": worth a look.
        code: Stable name of the kind of issue.
        place: Which entry, e.g. "rule aasp-1.1".
        message: What is wrong and what to do.
    """

    severity: Severity
    code: str
    place: str
    message: str


def check_pack(pack: RulePack, known_types: Collection[str]) -> tuple[Issue, ...]:
    """Every issue of a pack, in the order of its files.

    Args:
        pack: As loaded.
        known_types: The document types of the classifier's vocabulary.
    """
    structure = structure_issues(pack.instrument, pack.questions, pack.rules, pack.examples)
    return (
        *structure,
        *_programme_issues(pack.instrument),
        *_subset_issues(pack),
        *_rule_issues(pack, known_types),
        *_example_issues(pack, known_types),
        *_wording_issues(pack),
    )


def structure_issues(
    instrument: Instrument | None,
    questions: Sequence[Question] | None,
    rules: Sequence[Rule] | None,
    examples: Sequence[Example],
) -> tuple[Issue, ...]:
    """Twice-used ids and references to nothing; a part that is None could not be read and is not referred to."""
    return tuple(_structure(instrument, questions, rules, examples))


def _structure(
    instrument: Instrument | None,
    questions: Sequence[Question] | None,
    rules: Sequence[Rule] | None,
    examples: Sequence[Example],
) -> Iterator[Issue]:
    if instrument is not None:
        elements = [element.id for element in instrument.elements]
        yield from _twice("element", elements)
        for question in questions or ():
            if question.element not in elements:
                place = f"question {question.id}"
                yield _error("unknown_element", place, f"element {question.element!r} is not among the elements")
    if questions is not None:
        known = [question.id for question in questions]
        if not known:
            yield _error("no_questions", "questions", "the instrument asks nothing")
        yield from _twice("question", known)
        for rule in rules or ():
            if rule.question not in known:
                place = f"rule {rule.id}"
                yield _error("unknown_question", place, f"question {rule.question!r} is not in questions.toml")
    if rules is not None:
        yield from _twice("rule", [rule.id for rule in rules])
        for question_id, count in Counter(rule.question for rule in rules).items():
            if count > 1:
                last = [rule.id for rule in rules if rule.question == question_id][-1]
                yield _error("two_rules", f"rule {last}", f"question {question_id} has {count} rules; keep one")
        ids = {rule.id for rule in rules}
        for rule_id in sorted({example.rule for example in examples} - ids):
            yield _error("unknown_rule", f"example of {rule_id}", f"rule {rule_id!r} is not in evidence.toml")


def _programme_issues(instrument: Instrument) -> Iterator[Issue]:
    plan, size = instrument.programme.sampling, instrument.size
    named = (("interviews", plan.interviews), ("sites", plan.sites)) if plan is not None else ()
    for kind, name in named:
        known = tables(kind)
        if name is not None and name not in known:
            yield _error(
                "unknown_table", "programme.sampling", f"{kind}: no table {name!r}; there are: {', '.join(known)}"
            )
    if size is not None and size.minimum is not None and size.maximum is not None and size.minimum > size.maximum:
        yield _error("size", "size", "the smallest head count is above the largest")
    if instrument.jurisdiction not in jurisdictions():
        message = f"nothing is known of {instrument.jurisdiction!r}: no streams, committee law or ticket validity"
        yield Issue("warning", "unknown_jurisdiction", "jurisdiction", f"{message}; write CA-AB, CA-ON, ... or CA")


def _subset_issues(pack: RulePack) -> Iterator[Issue]:
    known = {question.id for question in pack.questions}
    for subset in pack.instrument.subsets:
        for name in (name for name in subset.questions if name not in known):
            yield _error("unknown_question", "subsets", f"{subset.name}: question {name!r} is not in questions.toml")


def _twice(kind: str, ids: Sequence[str]) -> Iterator[Issue]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield _error(f"{kind}_twice", f"{kind} {name}", f"the id stands {count} times; every {kind} has its own")


def _rule_issues(pack: RulePack, known_types: Collection[str]) -> Iterator[Issue]:
    with_rule = {rule.question for rule in pack.rules}
    primary = {question.id: question.primary_method for question in pack.questions}
    for question in pack.questions:
        yield from _question_issues(question, question.id in with_rule)
    for element in pack.instrument.elements:
        if not any(question.element == element.id for question in pack.questions):
            yield Issue("warning", "empty_element", f"element {element.id}", "no question belongs to it")
    for rule in pack.rules:
        place = f"rule {rule.id}"
        method = primary.get(rule.question, "documentation")
        if method != "documentation":
            yield _error("rule_outside_documents", place, f"question {rule.question} is answered by {method}")
        for kind in sorted({*rule.types, *rule.supporting, *rule.sampling.source_types} - set(known_types)):
            yield _error("unknown_type", place, f"{kind!r} is not a document type")
        for kind in sorted(set(rule.types) & set(rule.supporting)):
            yield _error("type_twice", place, f"{kind!r} both answers and only supports")
        yield from _sampling_issues(rule, place)
        yield from _phrase_issues(place, rule)


def _question_issues(question: Question, has_rule: bool) -> Iterator[Issue]:
    place = f"question {question.id}"
    if question.primary_method not in question.methods:
        yield _error("method_missing", place, f"methods do not name the primary method {question.primary_method}")
    if question.primary_method == "documentation":
        if not has_rule and not question.no_rule_because:
            yield _error("no_rule", place, "needs a rule, or no_rule_because with the missing fact")
        if has_rule and question.no_rule_because:
            yield _error("rule_and_no_rule", place, "has a rule and a no_rule_because; keep one")
        return
    if question.no_rule_because:
        yield _error("needless_no_rule", place, f"answered by {question.primary_method}: no_rule_because says nothing")
    if not question.prepares:
        yield Issue("warning", "no_preparation", place, "say which documents prepare the interview or observation")


def _sampling_issues(rule: Rule, place: str) -> Iterator[Issue]:
    sampling = rule.sampling
    if sampling.kind == "per_period" and sampling.cadence is None:
        yield _error("no_cadence", place, "per_period needs a cadence")
    if sampling.kind != "per_period" and sampling.cadence is not None:
        yield _error("needless_cadence", place, f"{sampling.kind} has no use for a cadence")
    if sampling.kind == "sample" and sampling.minimum is None:
        yield _error("sample_size", place, "a sample needs its size as minimum")
    if sampling.kind == "holders_of_role" and not (sampling.role and sampling.source_types):
        yield _error("no_role", place, "holders_of_role needs role and source_types")
    if ("reviewed_in_interval" in rule.needs) != (rule.review_months is not None):
        yield _error("review_interval", place, "reviewed_in_interval and review_months belong together")
    if rule.criteria_minimum is not None and not 1 <= rule.criteria_minimum <= len(rule.criteria):
        yield _error("criteria_minimum", place, f"criteria_minimum must lie between 1 and {len(rule.criteria)}")
    if rule.pooled and not rule.criteria:
        yield _error("pooled_nothing", place, "pooled needs criteria")
    if rule.applies is not None:
        low, high = rule.applies.minimum_head_count, rule.applies.maximum_head_count
        if low is not None and high is not None and low > high:
            yield _error("head_counts", place, "the smallest head count is above the largest")
        if not rule.applies.reason:
            yield _error("no_reason", place, "applies needs a reason for the auditor")


def _phrase_issues(place: str, rule: Rule) -> Iterator[Issue]:
    names = Counter(criterion.name for criterion in rule.criteria)
    for name in (name for name, count in names.items() if count > 1):
        yield _error("criterion_twice", place, f"two criteria are called {name!r}")
    subject = (Criterion(name="subject", any_of=rule.subject),) if rule.subject else ()
    for criterion in (*subject, *rule.criteria):
        if not criterion.any_of:
            yield _error("no_phrase", place, f"criterion {criterion.name!r} has no phrases")
        for phrase in criterion.any_of:
            words = _PHRASE_WORD.findall(phrase)
            if not words:
                yield _error("empty_phrase", place, f"{phrase!r} holds no word")
            elif words[0].endswith("*") and len(words[0]) <= _SHORTEST_STEM:
                yield _error("short_stem", place, f"{phrase!r}: its first stem needs {_SHORTEST_STEM} letters or more")


def _example_issues(pack: RulePack, known_types: Collection[str]) -> Iterator[Issue]:
    for rule in pack.rules:
        fits = [example.fit for example in pack.examples if example.rule == rule.id]
        place = f"rule {rule.id}"
        if "none" not in fits and not {"full", "partial"} <= set(fits):
            yield Issue("warning", "no_near_miss", place, _NEAR_MISS)
        if "full" not in fits and "partial" not in fits:
            yield Issue("warning", "no_match", place, "needs an example that the rule should locate")
    for example in pack.examples:
        if example.document_type not in known_types:
            place = f"example of {example.rule}"
            yield _error("unknown_type", place, f"{example.document_type!r} is not a document type")


def _wording_issues(pack: RulePack) -> Iterator[Issue]:
    for place, text in _shown_texts(pack):
        found = _VERDICT_WORDS.search(text)
        if found:
            # A partner's licensed wording may say so; our own packs must not (a test holds them to no issue at all).
            severity: Severity = "warning" if place.startswith("question") else "error"
            yield Issue(severity, "verdict_word", place, f"{found.group()!r} sounds like the auditor's conclusion")


def _shown_texts(pack: RulePack) -> Iterator[tuple[str, str]]:
    """Every text that a report or a command shows, with its entry; phrases to look for are quoted, not said."""
    yield "instrument", pack.instrument.title
    for element in pack.instrument.elements:
        yield f"element {element.id}", element.title
    for question in pack.questions:
        for text in (question.requirement, question.prepares, question.no_rule_because):
            yield f"question {question.id}", text or ""
    for rule in pack.rules:
        reason = rule.applies.reason if rule.applies else ""
        for text in (rule.ask, rule.holder, rule.na_note, reason, *(criterion.name for criterion in rule.criteria)):
            yield f"rule {rule.id}", text or ""


def _error(code: str, place: str, message: str) -> Issue:
    return Issue("error", code, place, message)
