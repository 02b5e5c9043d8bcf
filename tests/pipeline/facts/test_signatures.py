import pytest

from pipeline.facts import signatures
from pipeline.model import Box, Fact, FormField, Mark, Page
from tests.pipeline.making_pages import ink, placed, reading, text_page


def found(page: str | Page) -> list[Fact]:
    return list(signatures.find(reading(page)))


def ways(page: str | Page) -> list[str | None]:
    return [fact.role for fact in found(page)]


@pytest.mark.parametrize(
    ("text", "way", "name"),
    [
        ("/s/ Dana Roe, President", "typed", "Dana Roe"),
        ("Signature: Dana Roe   Date: 2026-01-02", "typed", "Dana Roe"),
        ("Signed by: Dana Roe, President", "typed", "Dana Roe"),
        ("Signature du travailleur : Luc Roy", "typed", "Luc Roy"),
        ("Electronically signed by Omar Poe on 2026-02-03 14:02", "app", "Omar Poe"),
        ("Signed via YardApp", "app", None),
        ("Digitally signed by Dana Roe Date: 2026.01.02", "digital", "Dana Roe"),
        ("Signature: ______________ Date: ________", "none", None),
        ("Co-chair (worker): ____________ Date: ______", "none", None),
    ],
)
def test_how_a_place_is_signed(text: str, way: str, name: str | None) -> None:
    (fact,) = found(text)
    assert fact.role == way
    assert fact.attribute("name") == name


@pytest.mark.parametrize(
    "text",
    [
        "This form must be signed by the supervisor before work starts.",
        "Please sign and return",
        "Signs of wear",
        "Initial Release.",
        "She resigned from the committee in May 2025",
        "Name   Company   Signature",
        "Approved by: the owner",
        "Signed this 3rd day of March",
        "Supervisor: Jane Doe",
    ],
)
def test_words_about_signing_are_no_signature(text: str) -> None:
    assert found(text) == []


def test_worker_and_trainer_are_two_signatures() -> None:
    first, second = found("Worker signature: Lee Chan   Trainer signature: Max Roe")
    assert (first.attribute("party"), second.attribute("party")) == ("worker", "trainer")
    assert (first.attribute("name"), second.attribute("name")) == ("Lee Chan", "Max Roe")


def test_ink_right_of_the_label_is_drawn_and_a_bare_line_is_not() -> None:
    signed = placed([(0.1, 0.5, "Signature:")], ocr=True, marks=[ink(0.2, 0.48, 0.4, 0.52)])
    assert ways(signed) == ["drawn"]
    unsigned = placed([(0.1, 0.5, "Signature:")], ocr=True, marks=[ink(0.2, 0.513, 0.6, 0.515)])
    assert ways(unsigned) == ["none"]


def test_a_scrawl_read_as_letters_is_drawn() -> None:
    assert ways(placed([(0.1, 0.5, "Signature:"), (0.25, 0.5, "Wq~fs", 12.0)], ocr=True)) == ["drawn"]


def test_ink_over_a_label_printed_under_the_line() -> None:
    runs = [(0.1, 0.6, "Yard supervisor"), (0.6, 0.6, "Date")]
    assert ways(placed(runs, ocr=True, marks=[ink(0.1, 0.56, 0.3, 0.59)])) == ["drawn"]
    assert ways(placed(runs, ocr=True)) == ["none"]


def test_ink_over_a_firm_that_ends_with_a_stop() -> None:
    for label in ("Mechanic, Birch Crane Repair Inc.", "Spruce Insurance Ltd."):
        runs = [(0.1, 0.6, label), (0.6, 0.6, "Date")]
        assert ways(placed(runs, marks=[Mark(Box(0.1, 0.565, 0.27, 0.595), "stroke", 0.1)])) == ["drawn"]
    sentence = [(0.1, 0.6, "Call the office first."), (0.6, 0.6, "Date")]
    assert ways(placed(sentence, marks=[Mark(Box(0.1, 0.565, 0.27, 0.595), "stroke", 0.1)])) == []


def test_a_picture_over_a_typed_signature_block_is_drawn_with_name_and_title() -> None:
    picture = Mark(Box(0.1, 0.6, 0.35, 0.66), "image", 0.3)
    (fact,) = found(placed([(0.1, 0.665, "Dana Roe"), (0.1, 0.685, "President")], marks=[picture]))
    assert (fact.role, fact.attribute("name"), fact.attribute("title")) == ("drawn", "Dana Roe", "President")


def test_a_logo_at_the_head_is_no_signature() -> None:
    logo = Mark(Box(0.1, 0.02, 0.35, 0.08), "image", 0.3)
    assert found(placed([(0.1, 0.085, "Dana Roe"), (0.1, 0.105, "President")], marks=[logo])) == []


def test_nobody_can_tell_on_a_hopeless_scan() -> None:
    assert ways(placed([(0.1, 0.5, "Signature:")], ocr=True, confidence=31.0)) == ["cannot_tell"]


def test_a_signature_field_is_digital_when_it_holds_something() -> None:
    fields = [FormField("Manager", "Dana Roe", "signature"), FormField("Worker", "", "signature")]
    page = placed([(0.1, 0.1, "Orientation")], fields=fields)
    assert ways(page) == ["digital", "none"]


def test_hostile_lines_do_no_harm() -> None:
    for text in ("signature " * 3_000, "sign" * 9_000, "/s/ " * 5_000, ("Supervisor:" + "_" * 50) * 400):
        assert all(fact.kind == "signature" and fact.citation.page == 1 for fact in found(text_page(text)))


def test_a_column_to_sign_in_is_drawn_when_anybody_signed() -> None:
    runs = [(0.1, 0.2, "Crew (print)"), (0.5, 0.2, "Signature"), (0.1, 0.25, "Jane Doe"), (0.1, 0.28, "Omar Poe")]
    assert ways(placed(runs, ocr=True, marks=[ink(0.5, 0.24, 0.62, 0.265)])) == ["drawn"]
    assert ways(placed(runs, ocr=True)) == []


def test_a_column_of_dates_is_no_signature_line() -> None:
    runs = [
        (0.1, 0.2, "Revision"),
        (0.3, 0.2, "Date"),
        (0.5, 0.2, "Change"),
        (0.1, 0.23, "2"),
        (0.3, 0.23, "2025-01-05"),
    ]
    assert ways(placed(runs, marks=[ink(0.1, 0.17, 0.3, 0.195)])) == []


def test_a_typed_signature_over_its_title_is_one_signature() -> None:
    page = placed([(0.1, 0.5, "/s/ D. Roe"), (0.6, 0.5, "2026-01-05"), (0.1, 0.52, "President"), (0.6, 0.52, "Date")])
    (fact,) = found(page)
    assert (fact.role, fact.attribute("name"), fact.attribute("title")) == ("typed", "D. Roe", "President")
