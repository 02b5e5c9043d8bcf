"""What must hold of every pack with a question list: counts, ids, sources, a rule or a missing fact, own words."""

import re
from collections import Counter
from collections.abc import Mapping

from classifiers.document_types import load_types
from rules.check import check_pack
from rules.model import RulePack

METHODS = ("documentation", "interview", "observation")
# A supervisor reads these: statements of one or two short sentences, never an instrument's own "Is there ...?".
LONGEST_STATEMENT = 45
ASKING = re.compile(r"(?:is|are|does|do|has|have|can|verify|confirm)\b", re.IGNORECASE)


def check_counts(pack: RulePack, by_element: Mapping[str, tuple[int, int, int]]) -> None:
    """Elements in order, with their documentation, interview and observation questions."""
    assert [element.id for element in pack.instrument.elements] == list(by_element)
    for element, expected in by_element.items():
        counts = Counter(question.primary_method for question in pack.questions if question.element == element)
        assert tuple(counts[method] for method in METHODS) == expected, element


def check_ids(pack: RulePack, ids: list[str]) -> None:
    """Exactly these questions, in this order."""
    assert [question.id for question in pack.questions] == ids


def check_sourced(pack: RulePack) -> None:
    """Every question and every rule says who says so and how sure that is; the pack has no issue at all."""
    assert check_pack(pack, load_types()) == ()
    facts = (pack.instrument, *pack.questions, *pack.rules)
    assert all(one.source and one.confidence for one in facts)


def check_answered(pack: RulePack) -> None:
    """Every documentation question has one rule or a named missing fact; the others say what documents prepare."""
    ruled = Counter(rule.question for rule in pack.rules)
    for question in pack.questions:
        if question.primary_method == "documentation":
            assert ruled[question.id] + (question.no_rule_because is not None) == 1, question.id
            assert question.prepares is None, question.id
        else:
            assert ruled[question.id] == 0 and question.prepares, question.id


def check_own_words(pack: RulePack) -> None:
    """No two questions say the same, and each says it in a plain statement."""
    texts = [question.requirement for question in pack.questions]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert "?" not in text and text.endswith("."), text
        assert 4 <= len(text.split()) <= LONGEST_STATEMENT, text
        assert not ASKING.match(text), text
