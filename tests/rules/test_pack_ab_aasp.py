"""The shipped Alberta pack: counts, wording, head counts and what its examples say of types, subject and criteria."""

import re
from collections import Counter

import pytest

from classifiers.document_types import load_types
from rules.check import check_pack
from rules.criteria import find_criteria, find_phrases
from rules.load import load_pack
from rules.model import Example, Rule, RulePack

# Documentation, interview and observation questions of each element, as published for this instrument.
METHODS = {
    "1": (3, 8, 2), "2": (9, 6, 0), "3": (10, 4, 3), "4": (10, 4, 1), "5": (7, 2, 0),
    "6": (6, 2, 0), "7": (5, 0, 1), "8": (6, 2, 1), "9": (8, 5, 0), "10": (4, 3, 1),
}  # fmt: skip
METHOD_NAMES = ("documentation", "interview", "observation")
COMMITTEE = {"4.1", "4.3", "4.13", "4.14"}
REPRESENTATIVE = {"4.2", "4.4"}
EITHER = {"4.5", "4.6", "4.9", "4.12"}
PACK = load_pack("ab-aasp")


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return PACK


def test_it_lints_clean_against_the_vocabulary_of_the_classifier(pack: RulePack) -> None:
    types = load_types()
    assert len(types) == 67
    assert check_pack(pack, types) == ()


def test_counts_are_the_published_ones(pack: RulePack) -> None:
    assert len(pack.questions) == 113
    assert [element.id for element in pack.instrument.elements] == list(METHODS)
    for element, expected in METHODS.items():
        counts = Counter(question.primary_method for question in pack.questions if question.element == element)
        assert tuple(counts[method] for method in METHOD_NAMES) == expected
    total = Counter(question.primary_method for question in pack.questions)
    assert tuple(total[method] for method in METHOD_NAMES) == (68, 36, 9)


def test_ids_run_through_each_element_as_text(pack: RulePack) -> None:
    for element, counts in METHODS.items():
        ids = [question.id for question in pack.questions if question.element == element]
        assert ids == [f"{element}.{number}" for number in range(1, sum(counts) + 1)]


def test_its_rules_are_the_backbones_but_where_it_asks_in_halves(pack: RulePack) -> None:
    own = {rule.question for rule in pack.rules if rule.requirement is None}
    assert own == {"3.11", "3.12", "3.14", "3.15"}
    canonical = {question.id: question.canonical for question in pack.questions}
    assert all(rule.id == rule.requirement == canonical[rule.question] for rule in pack.rules if rule.requirement)


def test_every_documentation_question_has_a_rule(pack: RulePack) -> None:
    wanted = [question.id for question in pack.questions if question.primary_method == "documentation"]
    assert [rule.question for rule in pack.rules] == wanted
    assert not [question.id for question in pack.questions if question.no_rule_because]


def test_requirements_are_statements_of_our_own(pack: RulePack) -> None:
    texts = [question.requirement for question in pack.questions]
    assert len(set(texts)) == len(texts)
    for text in texts:
        # Partners' instruments ask ("Is there ...?") or number their criteria; ours state, in a sentence or two.
        assert "?" not in text and text.endswith(".")
        assert 4 <= len(text.split()) <= 45
        assert len(re.findall(r"[.](?:\s|$)", text)) <= 2
        assert not re.match(r"(?:is|are|does|do|has|have|can|verify|confirm)\b", text, re.IGNORECASE)


def test_only_interviews_and_observations_are_prepared(pack: RulePack) -> None:
    for question in pack.questions:
        assert (question.prepares is None) == (question.primary_method == "documentation")


def test_head_counts_follow_the_committee_law(pack: RulePack) -> None:
    bounds = {
        rule.question: (rule.applies.minimum_head_count, rule.applies.maximum_head_count)
        for rule in pack.rules
        if rule.applies is not None
    }
    expected = (
        dict.fromkeys(COMMITTEE, (20, None)) | dict.fromkeys(REPRESENTATIVE, (5, 19)) | dict.fromkeys(EITHER, (5, None))
    )
    assert bounds == expected


def test_a_review_interval_stands_only_where_a_source_names_one(pack: RulePack) -> None:
    assert {rule.question: rule.review_months for rule in pack.rules if rule.review_months} == {"3.17": 36}


def test_the_blank_inspection_form_answers_only_the_question_that_asks_for_it(pack: RulePack) -> None:
    without = {
        rule.question for rule in pack.rules if "workplace_inspection" in rule.types and "filled" not in rule.needs
    }
    assert without == {"7.2"}


def test_records_ask_for_something_filled_in(pack: RulePack) -> None:
    paper = {"statistics", "management_review", "previous_audit"}
    for rule in pack.rules:
        if rule.nature == "record" and not set(rule.types) <= paper:
            assert "filled" in rule.needs, rule.id


def content_fit(rule: Rule, example: Example) -> str:
    """The best fit that type, subject, criteria and blankness allow, facts aside."""
    hits = find_criteria(example.text, rule.criteria)
    blank = example.blank_form and "filled" in rule.needs
    off_subject = bool(rule.subject) and not find_phrases(example.text, rule.subject)
    if example.document_type not in (*rule.types, *rule.supporting) or blank or off_subject:
        return "none"
    if rule.criteria and not hits:
        return "none"
    wanted = len(rule.criteria) if rule.criteria_minimum is None else rule.criteria_minimum
    return "partial" if example.document_type in rule.supporting or len(hits) < wanted else "full"


@pytest.mark.parametrize("example", PACK.examples, ids=[f"{e.rule}-{e.fit}" for e in PACK.examples])
def test_examples_agree_with_types_subject_and_criteria(example: Example) -> None:
    rule = next(rule for rule in PACK.rules if rule.id == example.rule)
    best = content_fit(rule, example)
    # What facts are missing (a signature, a closing date) can only make a full content partial.
    lowered_by_facts = best == "full" and example.fit == "partial" and bool(rule.needs)
    assert best == example.fit or lowered_by_facts


@pytest.mark.parametrize("rule", PACK.rules, ids=[rule.id for rule in PACK.rules])
def test_every_rule_has_a_full_match_and_a_near_miss(rule: Rule) -> None:
    fits = Counter(example.fit for example in PACK.examples if example.rule == rule.id)
    assert fits["full"] >= 1
    assert fits["partial"] + fits["none"] >= 1


def test_examples_share_no_sentence(pack: RulePack) -> None:
    assert len({example.text for example in pack.examples}) == len(pack.examples)
    assert all(30 <= len(example.text.split()) <= 150 for example in pack.examples)
