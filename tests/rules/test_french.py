"""Every requirement in French, and so every question and element of packs that add no words of their own."""

import re

import pytest

from rules.load import list_packs, load_pack
from rules.model import Element, Question, RulePack
from rules.requirements import load_backbone

# At least these are whole in French; whatever else a pack says in its own words it may leave in English.
WHOLE = ("on-ihsa", "ca-cfcsa", "ab-acsa", "ab-amta", "ab-aasp", "ab-secor")
PACKS = {instrument.id: load_pack(instrument.id) for instrument in list_packs()}
# Words that only an English sentence has, and one that every French sentence of some length has.
ENGLISH = re.compile(r"\b(?:the|and|with|which|workers?|is|are)\b", re.IGNORECASE)
FRENCH = re.compile(r"\b(?:les?|la|l['’]|des?|du|un|une|sur|et|qui|ce|ou|d['’])", re.IGNORECASE)


def test_every_requirement_has_french_of_its_own() -> None:
    requirements = load_backbone().requirements.values()
    texts = [one.requirement_fr or "" for one in requirements]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert text.endswith(".") and FRENCH.search(text) and not ENGLISH.search(text), text


def test_parts_of_the_system_carry_their_article() -> None:
    for part in load_backbone().parts.values():
        assert re.match(r"(?:l'|la |le |les )", part.name_fr), part.id


@pytest.mark.parametrize("pack", [PACKS[name] for name in WHOLE], ids=WHOLE)
def test_questions_and_elements_are_whole_in_french(pack: RulePack) -> None:
    for question in pack.questions:
        assert question.requirement_fr and question.text("fr") == question.requirement_fr, question.id
        assert "{part}" not in question.requirement_fr + question.requirement
        assert not ENGLISH.search(question.requirement_fr), question.requirement_fr
    assert all(element.title_fr and element.heading("fr") == element.title_fr for element in pack.instrument.elements)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_pack_with_words_of_its_own_never_shows_another_questions_french(pack: RulePack) -> None:
    texts = [question.requirement_fr for question in pack.questions if question.requirement_fr]
    assert len(set(texts)) == len(texts)


def test_english_is_shown_where_there_is_no_french() -> None:
    question = PACKS["ab-aasp"].questions[0].model_copy(update={"requirement_fr": None})
    assert isinstance(question, Question)
    assert question.text("fr") == question.text("en") == question.requirement
    assert Element(id="1", title="Leadership").heading("fr") == "Leadership"
