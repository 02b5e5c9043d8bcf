from dataclasses import replace

import pytest

from pipeline.model import Box, Page
from pipeline.separating.features import rows_of
from pipeline.separating.knowledge import APART, TOGETHER, limited
from pipeline.separating.lexicon import Lexicon
from pipeline.separating.traits import traits_of
from tests.pipeline.making_pages import placed, text_page

CONTENTS = "Contents\n" + "\n".join(
    f"{t} ..... {n}" for n, t in enumerate(("Policy", "Training", "Drills", "Fire", "Air"), 3)
)
CARD = "SLING INSPECTION\nForm SF-44\nCrib: Edson   Date: 2026-02-03\n"
LIST = "Red good\nBlue cut\nGreen good\nWhite good\nBlack worn\nGrey good\n"


def limits(before: str, page: str) -> tuple[float, float]:
    pages: list[Page] = [text_page(before, 1), text_page(page, 2)]
    (row,) = rows_of([traits_of(one, {}) for one in pages], Lexicon()).values()
    return limited(100.0, row), limited(0.01, row)


def test_a_cover_belongs_to_the_contents_behind_it() -> None:
    assert limits("SAFETY MANUAL\nAlder Ridge\n2026", CONTENTS)[0] == TOGETHER
    assert limits("FIRE DRILL\nDate: 2026-01-05   Site: Edson\nLed by: O. Poe", CONTENTS)[0] == 100.0


def test_the_second_sheet_of_a_form_is_no_new_one() -> None:
    second = CARD + "How it was done\nEach laid out, tag read.\nOrdered\nTwo slings\nThrown away\nTwo\nInspector signs"
    assert limits(CARD + LIST, second)[0] == TOGETHER
    assert limits(CARD + LIST, (CARD + LIST).replace("02-03", "05-04"))[0] == 100.0


@pytest.mark.parametrize(("day", "least"), [("2026-02-04", APART), ("2026-02-03", 0.01)])
def test_the_same_form_with_another_day_is_filled_in_anew(day: str, least: float) -> None:
    card = (
        "NEAR MISS CARD\nForm SF-45\nName: {}   Date: {}\nWhat happened: {}\nWhat could have happened: {}\nFixed: yes"
    )
    first = card.format("Jo Hill", "2026-02-03", "hook slipped", "crushed hand")
    again = card.format("Ann Roy", day, "ladder moved", "fall")
    assert limits(first, again)[1] == least


@pytest.mark.parametrize(("day", "least"), [("2026-01-06", APART), ("2026-01-05", 0.01)])
def test_two_headings_with_their_own_days_and_fields_are_two_documents(day: str, least: float) -> None:
    minutes = "SAFETY MEETING MINUTES\nDate: 2026-01-05   Place: Edson\nPresent: Jane Doe\nThe lights were fixed."
    permit = f"HOT WORK PERMIT\nDate: {day}   Location: shop\nIssued to: Lee Chan\nFire watch: Omar Poe"
    assert limits(minutes, permit)[1] == least


def test_a_tab_sheet_parts_what_lies_before_and_behind_it() -> None:
    talk = "TOOLBOX TALK\nTopic: ice\nEverybody wears cleats until the yard is sanded."
    assert limits(talk, "TAB 2\nRECORDS")[1] == limits("TAB 2\nRECORDS", talk)[1] == APART
    assert limits(talk, "Table 2\nRECORDS")[1] == 0.01


@pytest.mark.parametrize(("foot", "least"), [("Page 1 of 1", APART), ("Page 2 of 2", 0.01)])
def test_first_of_its_pages_behind_the_last_of_its_own_is_a_new_document(foot: str, least: float) -> None:
    practice = "SAFE WORK PRACTICE\nKeep the guard on and both handles fitted.\n"
    assert limits(f"{practice}Page 1 of 1", f"{practice}Face the ladder.\n{foot}")[1] == least


def certificate(name: str, kind: str, day: str, number: int) -> Page:
    """A certificate with its heading in large type."""
    page = placed([(0.3, 0.1, kind), (0.3, 0.2, name), (0.3, 0.25, f"attended on {day}")], number=number)
    heading, *rest = page.words
    box = heading.box
    large = replace(heading, box=Box(box.left, box.top, box.right, box.top + 2.5 * (box.bottom - box.top)))
    return replace(page, words=(large, *rest))


@pytest.mark.parametrize(("day", "least"), [("March 4, 2026", APART), ("March 3, 2026", 0.01)])
def test_two_certificates_of_one_issuer_are_two_documents(day: str, least: float) -> None:
    first = certificate("Ann Roy", "Certificate of Completion", "March 3, 2026", 1)
    other = certificate("Omar Poe", "Training Certificate", day, 2)
    (row,) = rows_of([traits_of(one, {}) for one in (first, other)], Lexicon()).values()
    assert limited(0.01, row) == least
