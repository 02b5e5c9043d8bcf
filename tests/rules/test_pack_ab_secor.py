"""Alberta's small employer pack: the AASP requirements less the committee's, under AASP's elements, as our reading."""

from classifiers.document_types import load_types
from rules.check import check_pack
from rules.load import load_pack

PACK = load_pack("ab-secor")
AASP = load_pack("ab-aasp")
COMMITTEE_ONLY = {"J1", "J3", "J13", "J14"}


def test_it_has_no_issues() -> None:
    assert check_pack(PACK, load_types()) == ()


def test_it_asks_what_aasp_asks_but_for_committees() -> None:
    asked = [question.id for question in PACK.questions]
    assert len(asked) == len(set(asked)) == 107
    assert set(asked) == {question.canonical for question in AASP.questions} - COMMITTEE_ONLY
    place = {question.canonical: question.element for question in AASP.questions}
    assert all(question.element == place[question.canonical] for question in PACK.questions)
    assert [element.title for element in PACK.instrument.elements] == [one.title for one in AASP.instrument.elements]


def test_documentation_questions_each_have_a_rule() -> None:
    wanted = [question.id for question in PACK.questions if question.primary_method == "documentation"]
    # 68 of AASP, less four of the committee's; policy and procedures on violence and harassment are one each here.
    assert len(wanted) == 68 - 4 - 2
    assert [rule.question for rule in PACK.rules] == wanted
    assert all(rule.id == rule.requirement == rule.question for rule in PACK.rules)


def test_all_of_it_is_marked_as_our_reading() -> None:
    assert PACK.instrument.depth == "elements" and PACK.instrument.confidence == "inferred"
    assert all(one.confidence == "inferred" and "Our reading" in one.source for one in PACK.questions)
    assert PACK.instrument.programme.incomplete


def test_it_is_for_ten_at_most_and_never_reaches_a_committee() -> None:
    size = PACK.instrument.size
    assert size is not None and (size.minimum, size.maximum) == (None, 10)
    bounds = [rule.applies for rule in PACK.rules if rule.applies is not None]
    assert bounds and all((one.minimum_head_count or 0) <= 10 for one in bounds)
    assert {rule.id for rule in PACK.rules if rule.applies} == {"J2", "J4", "J5", "J6", "J9", "J12"}
