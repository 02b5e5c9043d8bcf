"""The lint: each issue appears when its cause is there, and not on a sound pack."""

from collections.abc import Callable

import pytest

from rules.check import check_pack
from rules.model import (
    Applies,
    Criterion,
    Element,
    Example,
    Instrument,
    Question,
    Rule,
    RulePack,
    Sampling,
)
from rules.programme import Programme, SizeRule

TYPES = {"hs_policy", "flha", "workplace_inspection"}
SOURCE = {"source": "a licence", "confidence": "exact"}
INSTRUMENT = Instrument.model_validate(
    {
        "id": "mine", "issuer": "A partner", "title": "Our wording", "edition": "1", "stream": "cor",
        "depth": "questions", "jurisdiction": "CA-AB", "elements": [{"id": "1", "title": "Leadership"}], **SOURCE,
    }
)  # fmt: skip
POLICY = Question.model_validate(
    {
        "id": "1.1", "element": "1", "canonical": "M1", "requirement": "There is a policy.",
        "methods": ["documentation"], "primary_method": "documentation", **SOURCE,
    }
)  # fmt: skip
TALK = Question.model_validate(
    {
        "id": "1.2", "element": "1", "canonical": "M2", "requirement": "People know it.", "methods": ["interview"],
        "primary_method": "interview", "prepares": "the policy", **SOURCE,
    }
)  # fmt: skip
RULE = Rule.model_validate(
    {
        "id": "policy", "question": "1.1", "nature": "directive", "types": ["hs_policy"],
        "criteria": [{"name": "commitment", "any_of": ["commit*", "follow-up*"]}], "sampling": {"kind": "once"},
        "ask": "the policy", "holder": "the owner", **SOURCE,
    }
)  # fmt: skip
MATCH = Example(rule="policy", document_type="hs_policy", text="We are committed.", fit="full", why="it is one")
NEAR_MISS = Example(rule="policy", document_type="flha", text="Ladder on ice.", fit="none", why="it is a card")
SOUND = RulePack(instrument=INSTRUMENT, questions=(POLICY, TALK), rules=(RULE,), examples=(MATCH, NEAR_MISS))


def with_rule(**changes: object) -> RulePack:
    return SOUND.model_copy(update={"rules": (RULE.model_copy(update=changes),)})


def with_policy(**changes: object) -> RulePack:
    return SOUND.model_copy(update={"questions": (POLICY.model_copy(update=changes), TALK)})


def with_talk(**changes: object) -> RulePack:
    return SOUND.model_copy(update={"questions": (POLICY, TALK.model_copy(update=changes))})


def test_a_sound_pack_has_no_issues() -> None:
    assert check_pack(SOUND, TYPES) == ()


def with_instrument(**changes: object) -> RulePack:
    return SOUND.model_copy(update={"instrument": INSTRUMENT.model_copy(update=changes)})


def plan(**changes: str) -> Programme:
    return Programme.model_validate({"sampling": {**SOURCE, **changes}})


CASES: list[tuple[str, str, Callable[[], RulePack]]] = [
    ("unknown_table", "programme.sampling", lambda: with_instrument(programme=plan(interviews="mine"))),
    ("unknown_table", "programme.sampling", lambda: with_instrument(programme=plan(sites="tscbc-2011"))),
    ("size", "size", lambda: with_instrument(size=SizeRule.model_validate({"minimum": 11, "maximum": 10, **SOURCE}))),
    ("unknown_jurisdiction", "jurisdiction", lambda: with_instrument(jurisdiction="AB")),
    ("question_twice", "question 1.1", lambda: SOUND.model_copy(update={"questions": (POLICY, POLICY, TALK)})),
    ("element_twice", "element 1", lambda: SOUND.model_copy(
        update={"instrument": INSTRUMENT.model_copy(update={"elements": INSTRUMENT.elements * 2})})),
    ("rule_twice", "rule policy", lambda: SOUND.model_copy(update={"rules": (RULE, RULE)})),
    ("two_rules", "rule other", lambda: SOUND.model_copy(
        update={"rules": (RULE, RULE.model_copy(update={"id": "other"}))})),
    ("unknown_element", "question 1.1", lambda: with_policy(element="7")),
    ("unknown_question", "rule policy", lambda: with_rule(question="3.3")),
    ("unknown_rule", "example of ghost", lambda: SOUND.model_copy(
        update={"examples": (MATCH, NEAR_MISS, MATCH.model_copy(update={"rule": "ghost"}))})),
    ("empty_element", "element 2", lambda: SOUND.model_copy(update={"instrument": INSTRUMENT.model_copy(
        update={"elements": (*INSTRUMENT.elements, Element(id="2", title="Hazards"))})})),
    ("no_rule", "question 1.1", lambda: SOUND.model_copy(update={"rules": (), "examples": ()})),
    ("rule_and_no_rule", "question 1.1", lambda: with_policy(no_rule_because="nobody knows")),
    ("needless_no_rule", "question 1.2", lambda: with_talk(no_rule_because="people tell it")),
    ("no_preparation", "question 1.2", lambda: with_talk(prepares=None)),
    ("method_missing", "question 1.2", lambda: with_talk(methods=("observation",))),
    ("rule_outside_documents", "rule policy", lambda: with_rule(question="1.2")),
    ("unknown_type", "rule policy", lambda: with_rule(types=("hs_polcy",))),
    ("unknown_type", "rule policy", lambda: with_rule(supporting=("newsletter",))),
    ("unknown_type", "example of policy", lambda: SOUND.model_copy(
        update={"examples": (MATCH, NEAR_MISS.model_copy(update={"document_type": "flah"}))})),
    ("type_twice", "rule policy", lambda: with_rule(supporting=("hs_policy",))),
    ("no_cadence", "rule policy", lambda: with_rule(sampling=Sampling(kind="per_period"))),
    ("needless_cadence", "rule policy", lambda: with_rule(sampling=Sampling(kind="once", cadence="monthly"))),
    ("no_role", "rule policy", lambda: with_rule(sampling=Sampling(kind="holders_of_role", role="chair"))),
    ("review_interval", "rule policy", lambda: with_rule(review_months=36)),
    ("review_interval", "rule policy", lambda: with_rule(needs=("reviewed_in_interval",))),
    ("criteria_minimum", "rule policy", lambda: with_rule(criteria_minimum=2)),
    ("criteria_minimum", "rule policy", lambda: with_rule(criteria_minimum=0)),
    ("pooled_nothing", "rule policy", lambda: with_rule(pooled=True, criteria=())),
    ("head_counts", "rule policy", lambda: with_rule(
        applies=Applies(minimum_head_count=20, maximum_head_count=5, reason="by head count"))),
    ("no_reason", "rule policy", lambda: with_rule(applies=Applies(minimum_head_count=20))),
    ("criterion_twice", "rule policy", lambda: with_rule(criteria=RULE.criteria * 2)),
    ("no_phrase", "rule policy", lambda: with_rule(criteria=(Criterion(name="commitment", any_of=()),))),
    ("empty_phrase", "rule policy", lambda: with_rule(subject=("* -",))),
    ("short_stem", "rule policy", lambda: with_rule(subject=("in*",))),
    ("no_match", "rule policy", lambda: SOUND.model_copy(update={"examples": (NEAR_MISS,)})),
    ("no_near_miss", "rule policy", lambda: SOUND.model_copy(update={"examples": (MATCH,)})),
    ("verdict_word", "rule policy", lambda: with_rule(ask="the policy that must pass")),
    ("verdict_word", "rule policy", lambda: with_rule(na_note="non-compliant firms may claim N/A")),
    ("verdict_word", "rule policy", lambda: with_rule(applies=Applies(reason="scores only count from 20"))),
    ("verdict_word", "rule policy", lambda: with_rule(criteria=(Criterion(name="Compliance", any_of=("law",)),))),
    ("verdict_word", "question 1.1", lambda: with_policy(requirement="Nobody failed.")),
    ("verdict_word", "question 1.2", lambda: with_talk(prepares="records of 70 % of the staff")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "place", "make"), CASES, ids=[f"{code}-{n}" for n, (code, _, _) in enumerate(CASES)])
def test_each_issue_is_found_at_its_place(code: str, place: str, make: Callable[[], RulePack]) -> None:
    issues = check_pack(make(), TYPES)
    assert (code, place) in {(issue.code, issue.place) for issue in issues}
    assert all(issue.message for issue in issues)


def test_other_words_with_the_same_letters_are_no_verdicts() -> None:
    pack = with_rule(ask="bypass keys, passengers, passports, failsafe valves, scoreboards", holder="the compass room")
    assert check_pack(pack, TYPES) == ()


def test_phrases_to_look_for_may_hold_any_word() -> None:
    assert check_pack(with_rule(subject=("fail* to comply", "non-compl*")), TYPES) == ()


def test_only_errors_and_warnings_exist() -> None:
    severities = {issue.severity for _, _, make in CASES for issue in check_pack(make(), TYPES)}
    assert severities == {"error", "warning"}
