import random

import pytest

from pipeline.model import TextOrigin
from pipeline.separating.training.binders import Binder, Maker, Plan, draw_plan
from pipeline.separating.training.papers import as_blank, as_copy, as_filled, papers_of_houses, worded
from pipeline.separating.training.reading import as_recognised, as_text
from pipeline.separating.training.sheets import titled, without_numbers, without_title
from pipeline.separating.training.train import make_binders, train

HOUSE = "tamarack-gravel"


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker(HOUSE, papers_of_houses()[HOUSE], "Tamarack Gravel")


def binders(maker: Maker, many: int, plan: Plan | None = None) -> list[Binder]:
    chance = random.Random(5)
    return [maker.binder(str(at), plan or draw_plan(chance), chance) for at in range(many)]


def test_the_same_seed_makes_the_same_binders(maker: Maker) -> None:
    assert binders(maker, 5) == binders(maker, 5)


def test_boundaries_lie_on_sheets_with_words(maker: Maker) -> None:
    for binder in binders(maker, 30):
        assert list(binder.starts) == sorted(set(binder.starts))
        assert all(not binder.sheets[start].blank for start in binder.starts)


def test_bare_boundaries_have_neither_title_nor_number_nor_separator(maker: Maker) -> None:
    plan = Plan(sheets=12, bare=0.5, same_kind=False, separators=0.5)
    told = [(binder, one) for binder in binders(maker, 20, plan) for one in binder.boundaries if one.bare]
    assert len(told) > 20
    for binder, boundary in told:
        first = binder.sheets[boundary.place]
        assert not binder.sheets[boundary.place - 1].blank
        body = [line for line, style in first.lines if style == "body"]
        assert not any(style == "title" for _, style in first.lines)
        assert not titled(body) or len(body) < 5
        assert without_numbers(body) == body


def test_neighbours_of_one_type_only_where_planned(maker: Maker) -> None:
    def same(wanted: bool) -> list[bool]:
        made = binders(maker, 12, Plan(sheets=12, bare=0.3, same_kind=wanted, separators=0.2))
        return [any(boundary.same_kind for boundary in binder.boundaries) for binder in made]

    assert not any(same(False))
    assert sum(same(True)) >= 9


def test_a_whole_binder_is_one_document(maker: Maker) -> None:
    plan = Plan(sheets=12, bare=0.0, same_kind=False, separators=0.0, whole=True)
    assert all(binder.boundaries == () for binder in binders(maker, 8, plan))


def test_a_form_is_filled_otherwise_and_printed_alike() -> None:
    text = "CARD 7\nName: {{B. Hoath}}   Date: {{Mar 4/26}}\nBrakes {{ok}}\nLights {{ok}}"
    copies = {as_copy(text, random.Random(seed)) for seed in range(8)}
    assert len(copies) >= 6
    assert all(copy.startswith("CARD 7\nName: ") and "{{" not in copy for copy in copies)
    assert as_filled(text).endswith("Brakes ok\nLights ok")
    assert "Hoath" not in as_blank(text, random.Random(0))
    assert worded("[[Topic|Subject]] of the day", random.Random(1)) in {"Topic of the day", "Subject of the day"}


def test_entries_that_nobody_marked_are_filled_otherwise_too() -> None:
    assert as_copy("Site: Edson shop\nTag   Length   Result", random.Random(3)).startswith("Site: ")


def test_a_title_is_taken_away() -> None:
    lines = ["SAFETY MEETING MINUTES", "Date: 2026-01-05", "Present: all", "The lights were fixed."]
    assert without_title(lines) == lines[1:]


def test_recognised_pages_keep_blank_ones_and_lose_letters(maker: Maker) -> None:
    (binder,) = binders(maker, 1, Plan(sheets=12, bare=0.0, same_kind=False, separators=1.0))
    clean, noisy = as_text(binder.sheets), as_recognised(binder.sheets, random.Random(2))
    assert [page.blank for page in clean] == [page.blank for page in noisy] == [s.blank for s in binder.sheets]
    assert {page.text_origin for page in noisy} == {TextOrigin.OCR, TextOrigin.NONE}


def test_a_small_model_learns_more_than_chance() -> None:
    made = make_binders(3, left_out=sorted(papers_of_houses())[4:])
    model, figures = train(made, trees=12)
    assert len(model.trees) == 12 and set(model.lexicon.rarity) > {""}
    assert figures["gaps"] > 80 and figures["precision"] > 0.6 and figures["recall"] > 0.6
