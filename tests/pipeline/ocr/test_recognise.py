"""Recognition of whole pages: how much of the text survives, which way up, and what else is told of a page."""

import unicodedata
from collections import Counter

import pytest

from tests.pipeline.ocr.conftest import Read


def letters_lost(expected: str, seen: str) -> float:
    """Character error: NFKC, white space collapsed, per character of the truth."""
    from rapidfuzz.distance import Levenshtein

    truth, read = (" ".join(unicodedata.normalize("NFKC", text).split()) for text in (expected, seen))
    return float(Levenshtein.distance(truth, read)) / len(truth)


def words_shared(expected: str, seen: str) -> float:
    """F1 over words with a letter or digit in them."""
    truth, read = (
        Counter(word for word in unicodedata.normalize("NFKC", text).split() if any(map(str.isalnum, word)))
        for text in (expected, seen)
    )
    return 2 * sum((truth & read).values()) / (sum(truth.values()) + sum(read.values()))


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("prose", 0.02), ("courier", 0.02), ("noisy", 0.04), ("photo", 0.04), ("slanted", 0.04),
        ("on its left side", 0.04), ("on its right side", 0.04), ("upside down", 0.04), ("french", 0.02),
        ("two columns", 0.04),
    ],
)  # fmt: skip
def test_characters_survive(read: Read, name: str, most: float) -> None:
    case, page = read(name)
    assert letters_lost(case.page.text, page.text) <= most


@pytest.mark.parametrize("name", ["form", "table", "slanted table", "actions", "ticks", "prose"])
def test_words_survive(read: Read, name: str) -> None:
    case, page = read(name)
    assert words_shared(case.page.text, page.text) >= 0.95


@pytest.mark.parametrize(
    ("name", "rotation"),
    [("prose", 0), ("on its left side", 90), ("on its right side", 270), ("upside down", 180), ("table", 0)],
)
def test_the_page_is_turned_upright(read: Read, name: str, rotation: int) -> None:
    # PIL turns anticlockwise, the answer is the clockwise turn that undoes it: the two figures are equal.
    assert read(name)[1].rotation == rotation


@pytest.mark.parametrize(
    ("name", "slant"), [("prose", 0.0), ("slanted", -2.6), ("slanted table", 1.4), ("photo", -1.4)]
)
def test_the_slant_is_measured(read: Read, name: str, slant: float) -> None:
    assert read(name)[1].skew == pytest.approx(slant, abs=0.4)


@pytest.mark.parametrize(("name", "language"), [("prose", "en"), ("french", "fr"), ("table", None)])
def test_the_language_is_told(read: Read, name: str, language: str | None) -> None:
    assert read(name)[1].language == language


@pytest.mark.parametrize("name", ["prose", "courier", "noisy", "slanted", "form", "table", "ticks", "two columns"])
def test_a_readable_page_takes_one_pass(read: Read, name: str) -> None:
    page = read(name)[1]
    assert page.passes == 1
    assert page.confidence is not None
    assert page.confidence > 85


def test_accents_are_kept(read: Read) -> None:
    page = read("french")[1]
    assert "Hélène Côté" in page.text
    assert "réunion de sécurité" in page.text


def test_every_word_stands_on_its_line(read: Read) -> None:
    for name in ("prose", "form", "table", "ticks", "two columns"):
        page = read(name)[1]
        lines = page.text.split("\n")
        for word in page.words:
            assert word.text in lines[word.line]
            assert 0 <= word.box.left < word.box.right <= 1
            assert 0 <= word.box.top < word.box.bottom <= 1


def test_a_place_is_that_of_the_upright_page(read: Read) -> None:
    upright, turned = read("prose")[1], read("upside down")[1]
    first, same = (next(word for word in page.words if word.text == "Working") for page in (upright, turned))
    assert first.box.left == pytest.approx(same.box.left, abs=0.01)
    assert first.box.top == pytest.approx(same.box.top, abs=0.01)


def test_a_row_of_a_table_is_a_line(read: Read) -> None:
    lines = [" ".join(line.split()) for line in read("table")[1].text.split("\n")]
    assert "Bertil Lindqvist First aid level C 2024-11-18 2027-11-18" in lines


def test_dates_on_two_lines_of_a_cell_are_read(read: Read) -> None:
    words = [word.text.strip(",|") for word in read("actions")[1].words]
    assert [words.count(day) for day in ("30", "24", "18", "17")] == [1, 1, 1, 1]
    assert words.count("September") == words.count("2026") == 5


def test_a_label_and_its_entry_are_a_line(read: Read) -> None:
    lines = [" ".join(line.split()) for line in read("form")[1].text.split("\n")]
    assert "Serial number OC-58813" in lines


def test_a_signature_is_a_mark_at_its_place(read: Read) -> None:
    marks = read("form")[1].marks
    assert any(mark.box.left > 0.2 and mark.box.right < 0.6 and 0.68 < mark.box.top < 0.76 for mark in marks)


def test_printed_pages_have_no_marks(read: Read) -> None:
    assert read("prose")[1].marks == ()
    assert read("table")[1].marks == ()


def test_boxes_are_read_as_ticked_or_empty(read: Read) -> None:
    lines = [" ".join(line.split()) for line in read("ticks")[1].text.split("\n")]
    assert "Exits clear ☑ OK ☐ Fix ☐ N/A" in lines
    assert "First aid kit full ☐ OK ☐ Fix ☐ N/A" in lines
    assert sum(word.text in "☐☑" for word in read("ticks")[1].words) == 36


def test_boxes_typed_as_brackets_are_read_as_they_are_typed(read: Read) -> None:
    case, page = read("brackets")
    lines = [" ".join(line.split()) for line in page.text.split("\n") if line.strip()]
    assert lines == case.page.text.split("\n")
