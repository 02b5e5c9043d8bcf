"""Ontario's pack: 161 questions in 14 elements, the same three asked of every part of the system, conflicts shown."""

from pathlib import Path

import pytest

from rules.criteria import find_phrases
from rules.load import load_pack
from rules.model import Rule
from rules.requirements import load_backbone
from tests.rules.question_lists import check_answered, check_counts, check_ids, check_own_words, check_sourced

PACK = load_pack("on-ihsa")
PARTS = load_backbone().parts
# Questions of each element or half element, and documentation, interview and observation questions of each element.
CHAPTERS = {
    "1.1": 11, "1.2": 1, "2": 13, "3": 11, "4": 7, "5": 7, "6": 10, "7": 10, "8.1": 13, "8.2": 7,
    "9": 12, "10": 11, "11": 18, "12": 9, "13": 7, "14.1": 8, "14.2": 6,
}  # fmt: skip
COUNTS = {
    "1": (11, 0, 1), "2": (12, 0, 1), "3": (9, 0, 2), "4": (7, 0, 0), "5": (5, 1, 1), "6": (9, 0, 1), "7": (10, 0, 0),
    "8": (20, 0, 0), "9": (12, 0, 0), "10": (11, 0, 0), "11": (17, 0, 1), "12": (9, 0, 0), "13": (5, 0, 2),
    "14": (14, 0, 0),
}  # fmt: skip
NO_RULE = {"8.1.8", "9.7"}


def test_ids_and_counts_are_the_published_ones() -> None:
    check_ids(PACK, [f"{chapter}.{n}" for chapter, last in CHAPTERS.items() for n in range(1, last + 1)])
    check_counts(PACK, COUNTS)
    assert len(PACK.questions) == 161
    assert tuple(map(sum, zip(*COUNTS.values(), strict=True))) == (151, 1, 9)


def test_every_row_has_a_source_and_every_documentation_question_a_rule_or_a_missing_fact() -> None:
    check_sourced(PACK)
    check_answered(PACK)
    check_own_words(PACK)
    assert {question.id for question in PACK.questions if question.no_rule_because} == NO_RULE


def test_a_policy_and_records_are_asked_of_every_part_of_the_system() -> None:
    for name in ("D1", "D3"):
        parts = [question.part for question in PACK.questions if question.canonical == name]
        assert sorted(part or "" for part in parts) == sorted(PARTS)
    procedures = {question.part for question in PACK.questions if question.canonical == "D2"}
    # Where another requirement already asks for the procedure, that one is behind the question.
    assert set(PARTS) - procedures == {"maintenance", "inspections", "investigations"}


def test_a_decision_on_a_part_follows_the_part_and_not_the_number() -> None:
    rule = PACK.rule_for("9.1")
    assert rule is not None and rule.id == "D1:inspections" and rule.requirement == "D1"
    assert rule.subject == PARTS["inspections"].words and "inspections" in rule.ask
    question = next(question for question in PACK.questions if question.id == "9.1")
    assert "inspections" in question.requirement and "{part}" not in question.requirement


def test_a_list_of_records_is_known_by_what_the_parts_records_are_called() -> None:
    kept, policy = PACK.rule_for("9.12"), PACK.rule_for("9.1")
    assert kept is not None and policy is not None
    assert find_phrases("HSE-20 | Monthly yard checklist | version 3", kept.subject)
    assert not find_phrases("HSE-20 | Monthly yard checklist | version 3", policy.subject)


def part_rules() -> list[Rule]:
    return [rule for rule in PACK.rules if rule.id.split(":")[0] in ("D1", "D2", "D3") and ":" in rule.id]


@pytest.mark.parametrize("rule", part_rules(), ids=[rule.id for rule in part_rules()])
def test_a_document_on_one_part_does_not_answer_for_another(rule: Rule) -> None:
    requirement = rule.id.split(":")[0]
    for other in part_rules():
        if other.id != rule.id and other.id.startswith(requirement):
            text = next(one.text for one in PACK.examples if one.rule == other.id and one.fit == "full")
            assert not find_phrases(text, rule.subject), (rule.id, other.id)


def test_that_a_question_asks_for_an_alberta_requirement_is_marked_as_our_reading() -> None:
    requirements = load_backbone().requirements
    for question in PACK.questions:
        shared = any("IHSA" not in requirements[name].source for name in question.canonical.split("+"))
        seen = question.id in {"1.1.1", "1.1.2", "1.1.3", "1.1.4"}
        assert question.confidence == ("exact" if seen else "inferred" if shared else "partial"), question.id
        assert ("behind it says is our reading" in question.source) == (shared and not seen), question.id


def test_what_sources_disagree_on_is_shown_and_not_settled() -> None:
    programme = PACK.instrument.programme
    floors = next(one for one in programme.conflicts if one.about.startswith("what each element"))
    assert "65" in floors.says[0] and "100" in floors.says[0] and "50" in floors.says[1]
    assert {gate.scope for gate in programme.gates} == {"overall"}
    assert programme.sampling is None and any("interviews" in one for one in programme.incomplete)


def test_records_count_back_from_the_day_of_submission_and_there_is_no_small_stream() -> None:
    assert PACK.instrument.window.anchor == "submission_date" and PACK.instrument.window.months == 12
    size = PACK.instrument.size
    assert size is not None and (size.minimum, size.maximum, size.other) == (None, None, None)
    assert "COR 2015" in PACK.instrument.edition


def test_a_pack_based_on_it_keeps_parts_and_rules_and_drops_our_french_where_it_has_words_of_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "instrument.toml").write_text('id = "licensed"\nbased_on = "on-ihsa"\n', encoding="utf-8")
    rows = '[[question]]\nid = "9.1"\nrequirement = "Words of the partner."\n'
    (tmp_path / "questions.toml").write_text(rows, encoding="utf-8")
    pack = load_pack(tmp_path)
    ours = {question.id: question for question in PACK.questions}
    for question in pack.questions:
        if question.id == "9.1":
            assert question.part == "inspections" and question.text("fr") == "Words of the partner."
        else:
            assert question.text("fr") == ours[question.id].text("fr")
    kept, rule = pack.rule_for("9.1"), PACK.rule_for("9.1")
    assert kept is not None and rule is not None and kept.subject == rule.subject
