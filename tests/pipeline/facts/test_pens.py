"""Lines of a pen where no label asks for a signature, and what pens and mugs leave besides."""

import pytest

from pipeline.facts.signatures import find
from pipeline.facts.signink import penned
from pipeline.facts.signplaces import SignPlace
from pipeline.model import Box, Mark, Page
from tests.pipeline.making_pages import Run, placed, reading, text_page


def pen(left: float, top: float, right: float, bottom: float, *, wound: bool = True) -> Mark:
    return Mark(Box(left, top, right, bottom), "stroke", 0.12, wound)


def places(*pages: Page) -> list[SignPlace]:
    return list(penned(reading(*pages).pages))


BODY: list[Run] = [(0.1, 0.2, "Walk round the shop"), (0.1, 0.25, "Exits clear, guards on")]


@pytest.mark.parametrize("ocr", [False, True])
@pytest.mark.parametrize(
    "beside",
    [
        "Led by Dana Roe",
        "I certify that these are true",
        "Safe to go? yes",
        "Crew:",
        "Foreman:",
        "Name",
        "Approved by:",
        "Signed",
    ],
)
def test_a_winding_line_beside_words_is_a_signature(beside: str, ocr: bool) -> None:
    page = placed([*BODY, (0.1, 0.5, beside)], ocr=ocr, marks=[pen(0.45, 0.485, 0.6, 0.52)])
    (place,) = places(page)
    assert place.state == "drawn" and place.box == page.marks[0].box


@pytest.mark.parametrize("ocr", [False, True])
def test_a_winding_line_alone_at_the_end_is_a_signature(ocr: bool) -> None:
    assert len(places(placed(BODY, ocr=ocr, marks=[pen(0.1, 0.5, 0.3, 0.54)]))) == 1


@pytest.mark.parametrize("label", ["Date:", "Date", "Time", "Remarks:", "Location:", "Hazards:", "Time in"])
def test_handwriting_where_something_else_is_asked_is_none(label: str) -> None:
    assert places(placed([*BODY, (0.1, 0.5, label)], marks=[pen(0.3, 0.49, 0.45, 0.52)])) == []


def test_handwriting_in_the_box_or_column_of_a_day_is_none() -> None:
    runs = [*BODY, (0.1, 0.5, "Supervisor"), (0.6, 0.5, "Date")]
    assert places(placed(runs, marks=[pen(0.61, 0.515, 0.75, 0.54)])) == []


def test_a_firms_sign_at_the_head_is_none_nor_one_on_every_page() -> None:
    head = pen(0.1, 0.19, 0.2, 0.21)
    assert places(placed(BODY, marks=[head])) == []
    foot = pen(0.7, 0.9, 0.85, 0.93)
    assert places(placed(BODY, marks=[foot]), placed(BODY, marks=[foot], number=2)) == []
    assert len(places(placed(BODY), placed(BODY, marks=[foot], number=2))) == 1


def test_a_crossing_out_is_none() -> None:
    assert places(placed([*BODY, (0.1, 0.5, "Ladders were not tied")], marks=[pen(0.1, 0.495, 0.25, 0.515)])) == []


def test_a_signature_may_reach_into_the_line_above() -> None:
    runs = [*BODY, (0.1, 0.485, "Fix the horn at the shack this week, says Ed"), (0.1, 0.5, "Led by")]
    assert len(places(placed(runs, marks=[pen(0.2, 0.47, 0.32, 0.516)]))) == 1


def test_rings_ticks_and_stains_are_none_beside_a_name_or_a_label() -> None:
    runs = [*BODY, (0.1, 0.5, "Foreman:"), (0.25, 0.5, "Dana Roe")]
    ring = pen(0.24, 0.49, 0.34, 0.525, wound=False)
    mug = pen(0.2, 0.4, 0.42, 0.56, wound=False)
    tick = pen(0.3, 0.49, 0.32, 0.515, wound=False)
    for mark in (ring, mug, tick):
        assert [fact.role for fact in find(reading(placed(runs, marks=[mark]))) if fact.role == "drawn"] == []
    labelled = [*BODY, (0.1, 0.5, "Signature:"), (0.22, 0.5, "see the other side")]
    around = pen(0.21, 0.49, 0.38, 0.525, wound=False)
    assert "drawn" not in [fact.role for fact in find(reading(placed(labelled, marks=[around, mug])))]


def test_a_page_of_handwriting_is_signed_only_where_somebody_is_asked() -> None:
    labels = ("Location:", "Hazards:", "Controls:", "Remarks:", "Weather:")
    runs: list[Run] = [(0.1, 0.2 + 0.05 * row, label) for row, label in enumerate(labels)]
    marks = [pen(0.3, 0.19 + 0.05 * row, 0.5, 0.22 + 0.05 * row) for row in range(len(labels))]
    alone = pen(0.1, 0.6, 0.3, 0.63)
    assert places(placed(runs, marks=[*marks, alone])) == []
    asked = pen(0.3, 0.69, 0.45, 0.72)
    (place,) = places(placed([*runs, (0.1, 0.7, "I certify that it was done")], marks=[*marks, alone, asked]))
    assert place.box == asked.box


def test_a_pasted_picture_of_a_signature_counts_as_one() -> None:
    cut = Mark(Box(0.45, 0.48, 0.6, 0.53), "image", 1.0, wound=True)
    logo = Mark(Box(0.45, 0.48, 0.6, 0.53), "image", 1.0)
    runs = [*BODY, (0.1, 0.5, "Led by Dana Roe")]
    assert [place.state for place in places(placed(runs, marks=[cut]))] == ["drawn"]
    assert places(placed(runs, marks=[logo])) == []


def test_a_name_in_the_print_of_its_label_is_typed_on_a_scan() -> None:
    typed = placed([*BODY, (0.1, 0.5, "Signature:", 95.0), (0.2, 0.5, "Dana Roe", 95.0)], ocr=True)
    assert [fact.role for fact in find(reading(typed))] == ["typed"]
    doubtful = placed([*BODY, (0.1, 0.5, "Signature:", 95.0), (0.2, 0.5, "Dana Roe", 62.0)], ocr=True)
    assert [fact.role for fact in find(reading(doubtful))] == ["drawn"]


def test_pages_without_places_have_no_pens() -> None:
    assert places(text_page("Led by Dana Roe\nSigned")) == []


def test_print_behind_the_word_is_no_hand_on_a_scan() -> None:
    told = placed(
        [*BODY, (0.1, 0.5, "The one-pager signed by", 96.0), (0.3, 0.5, "the owner hangs here", 96.0)], ocr=True
    )
    assert [fact.role for fact in find(reading(told)) if fact.role == "drawn"] == []


def test_a_printed_sign_off_with_its_clock_is_the_applications_on_a_scan() -> None:
    runs: list[Run] = [(0.1, 0.5, "Signed", 95.0), (0.2, 0.5, "Dana Roe", 94.0), (0.3, 0.5, "2026-01-23 2:15 PM", 71.0)]
    assert [fact.role for fact in find(reading(placed([*BODY, *runs], ocr=True)))] == ["app"]


def test_the_next_label_of_an_empty_form_is_no_signature_on_a_scan() -> None:
    runs: list[Run] = [(0.1, 0.5, "Signed", 95.0), (0.3, 0.5, "Seen by", 96.0)]
    assert "drawn" not in [fact.role for fact in find(reading(placed([*BODY, *runs], ocr=True)))]


def test_nobody_can_tell_where_a_stain_covers_the_place_to_sign() -> None:
    runs: list[Run] = [*BODY, (0.1, 0.5, "Signature:", 95.0)]
    stain = Mark(Box(0.2, 0.46, 0.5, 0.53), "ink", 0.03)
    pressed = Mark(Box(0.2, 0.49, 0.35, 0.52), "ink", 0.15)
    assert [fact.role for fact in find(reading(placed(runs, ocr=True, marks=[stain])))] == ["cannot_tell"]
    assert [fact.role for fact in find(reading(placed(runs, ocr=True, marks=[pressed])))] == ["drawn"]
    assert [fact.role for fact in find(reading(placed(runs, ocr=True)))] == ["none"]


def test_words_joined_up_all_over_a_page_are_handwriting_and_a_taller_line_among_them_signs_it() -> None:
    words = [pen(0.3, 0.3 + 0.05 * row, 0.42, 0.324 + 0.05 * row) for row in range(6)]
    labels: list[Run] = [(0.1, 0.3 + 0.05 * row, f"Part {row} of the work") for row in range(6)]
    assert places(placed([*BODY, *labels], marks=words)) == []
    signature = pen(0.1, 0.7, 0.3, 0.75)
    (place,) = places(placed([*BODY, *labels], marks=[*words, signature]))
    assert place.box == signature.box
    assert places(placed([*BODY, (0.1, 0.5, "Work performed")], marks=[pen(0.3, 0.498, 0.42, 0.514)])) == []


def test_a_scan_full_of_a_hands_unread_words_is_signed_only_where_somebody_is_asked() -> None:
    words = [Mark(Box(0.3, 0.3 + 0.03 * row, 0.36, 0.318 + 0.03 * row), "ink", 0.2) for row in range(9)]
    long = pen(0.4, 0.298, 0.6, 0.325)
    assert places(placed([*BODY, (0.1, 0.3, "What was done")], ocr=True, marks=[*words, long])) == []
    assert len(places(placed([*BODY, (0.1, 0.3, "What was done")], ocr=True, marks=[long]))) == 1
    assert len(places(placed([*BODY, (0.1, 0.3, "I certify it")], ocr=True, marks=[*words, long]))) == 1
