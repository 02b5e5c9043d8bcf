"""Alberta's construction pack: ids and counts as published, and the requirements it joins or asks in parts."""

from rules.load import load_pack
from tests.rules.question_lists import check_answered, check_counts, check_ids, check_own_words, check_sourced

PACK = load_pack("ab-acsa")
AASP = load_pack("ab-aasp")
# Documentation, interview and observation questions of each element, as published.
COUNTS = {
    "1": (2, 9, 1), "2": (4, 5, 1), "3": (5, 3, 1), "4": (12, 5, 0), "5": (9, 4, 0),
    "6": (6, 3, 2), "7": (7, 2, 2), "8": (6, 2, 2), "9": (4, 4, 1), "10": (4, 1, 1),
}  # fmt: skip
JOINED = {"2.3": "O2+O8", "3.3": "J3+J4", "3.7": "J8+J13+J14", "8.8": "E6+E7", "9.3": "N3+N4"}
# Requirements that this partner asks in several questions.
IN_PARTS = {
    "M6": ["1.5", "1.6", "1.7"], "O5": ["2.5", "2.6", "2.7"], "O4": ["2.8", "2.9"], "T2": ["4.1", "4.2"],
    "T10": ["4.10", "4.11", "4.12"], "H12": ["5.10", "5.11"], "I1": ["7.1", "7.2"], "E1": ["8.1", "8.2"],
    "E5": ["8.6", "8.7"], "N10": ["9.7", "9.8"],
}  # fmt: skip


def test_ids_and_counts_are_the_published_ones() -> None:
    check_ids(PACK, [f"{element}.{n}" for element, counts in COUNTS.items() for n in range(1, sum(counts) + 1)])
    check_counts(PACK, COUNTS)
    assert len(PACK.questions) == 108
    assert tuple(map(sum, zip(*COUNTS.values(), strict=True))) == (59, 38, 11)


def test_every_row_has_a_source_and_every_documentation_question_an_answer() -> None:
    check_sourced(PACK)
    check_answered(PACK)
    check_own_words(PACK)
    assert not [question.id for question in PACK.questions if question.no_rule_because]


def test_what_it_joins_and_what_it_asks_in_parts() -> None:
    canonical = {question.id: question.canonical for question in PACK.questions}
    assert {name: one for name, one in canonical.items() if "+" in one} == JOINED
    assert {
        requirement: ids
        for requirement in canonical.values()
        if len(ids := [name for name, one in canonical.items() if one == requirement]) > 1
    } == IN_PARTS


def test_a_half_whose_half_is_our_guess_says_so() -> None:
    parts = {name for ids in IN_PARTS.values() for name in ids}
    for question in PACK.questions:
        assert (question.confidence == "inferred") == (question.id in parts), question.id
        assert ("our reading" in question.source) == (question.id in parts), question.id


def test_only_the_rules_of_joined_questions_are_its_own() -> None:
    own = {rule.question for rule in PACK.rules if rule.requirement is None}
    assert own == {"2.3", "3.3", "4.10", "8.8"}
    meetings, shared = PACK.rule_for("3.7"), AASP.rule_for("4.13")
    assert meetings is not None and shared is not None
    assert (meetings.types, meetings.needs, meetings.sampling) == (shared.types, shared.needs, shared.sampling)


def test_the_order_of_elements_is_its_own_and_the_disagreement_is_shown() -> None:
    assert PACK.instrument.elements[4].title == "Hazard assessment"
    assert [conflict.about for conflict in PACK.instrument.programme.conflicts] == ["the order of the elements"]
    assert PACK.instrument.size is not None and PACK.instrument.size.other == "ab-secor"
