"""Alberta's transport pack: ids and counts as published, methods of its own, one question that joins two."""

from rules.load import load_pack
from tests.rules.question_lists import check_answered, check_counts, check_ids, check_own_words, check_sourced

PACK = load_pack("ab-amta")
AASP = load_pack("ab-aasp")
# Documentation, interview and observation questions of each element, as published.
COUNTS = {
    "1": (3, 8, 2), "2": (9, 6, 0), "3": (7, 4, 2), "4": (8, 5, 1), "5": (6, 3, 0),
    "6": (4, 2, 0), "7": (4, 2, 1), "8": (6, 2, 1), "9": (9, 4, 0), "10": (4, 4, 0),
}  # fmt: skip
# Where it answers a requirement by another method than AASP does.
OTHER_METHODS = {"C6", "C10", "J4", "T5", "T6", "T8", "O7", "I5", "N3", "P1"}


def test_ids_and_counts_are_the_published_ones() -> None:
    check_ids(PACK, [f"{element}.{n}" for element, counts in COUNTS.items() for n in range(1, sum(counts) + 1)])
    check_counts(PACK, COUNTS)
    assert len(PACK.questions) == 107
    assert tuple(map(sum, zip(*COUNTS.values(), strict=True))) == (60, 40, 7)


def test_every_row_has_a_source_and_every_documentation_question_an_answer() -> None:
    check_sourced(PACK)
    check_answered(PACK)
    check_own_words(PACK)
    assert not [question.id for question in PACK.questions if question.no_rule_because]


def test_its_rules_are_the_backbones_but_for_the_joined_question() -> None:
    assert {rule.question for rule in PACK.rules if rule.id != rule.requirement} == {"6.3"}
    assert {question.id for question in PACK.questions if "+" in question.canonical} == {"6.3"}


def test_methods_differ_from_aasp_where_the_published_counts_do() -> None:
    theirs = {question.canonical: question.primary_method for question in AASP.questions}
    ours = {question.canonical: question.primary_method for question in PACK.questions}
    assert {name for name, method in ours.items() if theirs.get(name, method) != method} == OTHER_METHODS
