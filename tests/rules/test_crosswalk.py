"""From one instrument's questions to another's, and from one edition to the next."""

from rules.crosswalk import crosswalk, not_in
from rules.differences import differences, renumbered
from rules.load import load_pack
from rules.model import Question, RulePack

AASP = load_pack("ab-aasp")
SECOR = load_pack("ab-secor")
LINKS = {link.question: link for link in crosswalk(AASP, SECOR)}


def asking(pack: RulePack, **canonicals: str) -> RulePack:
    """The pack with other requirements behind some of its questions ("q1_1" is 1.1)."""
    changed = {name.removeprefix("q").replace("_", "."): value for name, value in canonicals.items()}
    questions = [one.model_copy(update={"canonical": changed.get(one.id, one.canonical)}) for one in pack.questions]
    return pack.model_copy(update={"questions": tuple(questions)})


def test_every_question_has_a_link_in_its_order() -> None:
    assert list(LINKS) == [question.id for question in AASP.questions]


def test_the_same_requirement_is_the_same_question_by_the_same_rule() -> None:
    link = LINKS["1.1"]
    assert (link.others, link.relation, link.evidence, link.confidence) == (("M1",), "same", "same_rule", "inferred")


def test_two_halves_share_the_whole_by_another_rule() -> None:
    for half in ("3.11", "3.12"):
        assert (LINKS[half].others, LINKS[half].relation, LINKS[half].evidence) == (("C12",), "shared", "other_rule")


def test_what_is_not_asked_has_no_partner() -> None:
    assert (LINKS["4.1"].others, LINKS["4.1"].relation) == ((), "none")
    assert not_in(AASP, SECOR) == () and "4.13" in not_in(SECOR, AASP)


def test_interviews_carry_no_documents() -> None:
    assert LINKS["1.3"].evidence == "none"


def test_a_question_with_two_requirements_meets_both() -> None:
    links = {link.question: link for link in crosswalk(asking(AASP, q4_3="J3+J4"), AASP)}
    assert links["4.3"].others == ("4.3", "4.4") and links["4.3"].relation == "shared"


def test_an_instrument_is_itself() -> None:
    links = {link.question: link for link in crosswalk(AASP, AASP)}
    halves = {"3.11", "3.12", "3.14", "3.15"}
    assert all(link.relation == "same" for name, link in links.items() if name not in halves)
    assert all(links[name].relation == "shared" for name in halves)
    assert differences(AASP, AASP) == () and renumbered(AASP, AASP) == {}


def edition(*questions: Question, **changes: object) -> RulePack:
    head = AASP.instrument.model_copy(update=changes)
    return AASP.model_copy(update={"instrument": head, "questions": questions})


def test_what_changed_between_editions_is_told_value_by_value() -> None:
    first, *rest = AASP.questions
    reworded = first.model_copy(update={"requirement": "Another sentence."})
    new = edition(reworded, *rest[1:], edition="2027")
    found = {(one.place, one.field): (one.old, one.new) for one in differences(AASP, new)}
    assert found[("instrument", "edition")] == (AASP.instrument.edition, "2027")
    assert found[("question 1.1", "requirement")] == (first.requirement, "Another sentence.")
    assert found[("question 1.2", "")] == (rest[0].requirement, None)
    assert len(found) == 3


def test_a_new_number_for_the_same_requirement_is_a_renumbering() -> None:
    first, *rest = AASP.questions
    moved = first.model_copy(update={"id": "1.14"})
    assert renumbered(AASP, edition(*rest, moved)) == {"1.1": "1.14"}


def test_a_changed_rule_is_told_by_its_fields() -> None:
    rules = tuple(
        one.model_copy(update={"criteria_minimum": 3}) if one.question == "1.1" else one for one in AASP.rules
    )
    (found,) = differences(AASP, AASP.model_copy(update={"rules": rules}))
    assert (found.place, found.field, found.old, found.new) == ("rule of 1.1", "criteria_minimum", None, "3")
