"""Places to fill that no colon marks."""

import pytest

from pipeline.facts import forms
from pipeline.facts.formfields import count_uncoloned, heads_table
from tests.pipeline.making_pages import reading


@pytest.mark.parametrize(
    ("line", "asked", "filled"),
    [
        ("Name      Date      Unit", 3, 0),
        ("Name Jade Poe   Métier planteuse   Embauche 2026-05-04", 3, 2),
        ("1.", 1, 0),
        ("Did anybody show you the exit?", 1, 0),
        ("Did anybody show you the exit? yes, Vern", 1, 1),
        ("Young (under 25)?  [ ] yes [ ] no", 1, 0),
        ("The crew looked at the ladders and went home.", 0, 0),
        ("[ ] who your lead is", 0, 0),
    ],
)
def test_fields_without_colons(line: str, asked: int, filled: int) -> None:
    assert count_uncoloned(line) == (asked, filled)


def test_a_header_of_a_filled_table_asks_for_nothing() -> None:
    assert heads_table("unit      year     plate", "B-2      2020     RB 9 18T")
    assert not heads_table("Name      Date     Unit", "")


def state(text: str) -> str | None:
    return next((fact.value for fact in forms.find(reading(text))), None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "FIRST DAY CARD: welcome\nName ____   Started ___-___-___   Job ____\n[ ] exits: where\n[ ] gear: hat",
            "blank",
        ),
        (
            "FICHE D'ACCUEIL\nNom Jo Poe   Poste aide   Embauche 2026-05-04\nRègles [] x\nÉPI [] x\nSorties [] x",
            "filled",
        ),
        ("Tag | Where | Seal | Gauge\nE-1 | Gate |  | \nE-2 | Shop |  | \nE-3 | Yard |  | \nE-4 | Barn |  | ", "blank"),
        ("Tag | Where | Seal | Gauge\nE-1 | Gate | ok | ok\nE-2 | Shop | ok | low\nE-3 | Yard | ok | ok", "filled"),
        ("Climber ........ ascend, prune\nGroundie ....... drag, chip\nOffice ......... phones", None),
    ],
)
def test_whole_forms(text: str, value: str | None) -> None:
    assert state(text) == value
