import re

import pytest

from classifiers import layout
from classifiers.layout import labels_of, openings_of, shape_of
from classifiers.words import plain, words_of


def folded(*labels: str) -> list[tuple[str, ...]]:
    return [tuple(words_of(label)) for label in labels]


def test_labels_are_told_from_sentences() -> None:
    text = "Injured worker: J. Roe   Part of body: hand\nSignature ______  Witness .....\nWe saw it at 10:15 and left."
    assert list(labels_of(text)) == folded("Injured worker", "Part of body", "Signature", "Witness")


def test_headers_of_tables_are_labels_too() -> None:
    assert list(labels_of("Task | Hazard | Controls\ncut pipe | 3 x 4 = 12 | gloves")) == folded(
        "Task", "Hazard", "Controls", "cut pipe", "gloves"
    )
    assert list(labels_of("one | two")) == []


def test_how_lines_begin() -> None:
    text = "1. Park the truck.\n- Chock wheels\n\n   Do not rush"
    assert list(openings_of(plain(text))) == [tuple(words_of(t)) for t in ("1 Park", "Chock wheels", "Do not")]


def test_shape_of_a_form_and_of_a_letter() -> None:
    form = set(shape_of("Name: ____\nDate: ____\nOK [ ]  No [ ]\nSigned: ____"))
    letter = set(shape_of("We met on the ice and talked for an hour. It was cold.\nMy boots were wet and I went home."))
    assert {"gap 0.3", "colon 0.7", "tick 0.1"} <= form
    assert {"sentence 0.7", "own 0.7"} <= letter
    assert not {"gap 0.02", "tick 0.02"} & letter
    assert shape_of(" \n ") == ()


@pytest.mark.parametrize(
    ("pattern", "match", "near_miss"),
    [
        ("_LABEL", "Date of incident: May", "at 10:15"),
        ("_OPENING", "  - check the tires", "***"),
        ("_CELLS", "a   b", "a b"),
        ("_HEADER", "Hazard", "3 x 4"),
        ("_DIGIT", "4", "four"),
        ("number", "3) lift", "lift 3"),
        ("bullet", "- lift", "x-ray"),
        ("colon", "Name:", "Name"),
        ("cell", "a   b", "a b"),
        ("tick", "[x]", "north"),
        ("sign", "Signature", "design"),
        ("money", "$40", "40 kg"),
        ("question", "Why?", "Why."),
        ("sentence", "done. ", "3.5"),
        ("own", "we saw", "were"),
        ("duty", "shall wear", "mustard"),
        ("past", "dropped", "red"),
        ("clock", "7:45", "7.45"),
        ("day", "Mar 4", "March of dimes"),
        ("gap", "____", "a_b"),
        ("person", "J. Roe", "j. roe"),
        ("web", "www.x", "ww"),
    ],
)
def test_each_pattern_matches_its_example_and_not_its_near_miss(pattern: str, match: str, near_miss: str) -> None:
    compiled: re.Pattern[str] = getattr(layout, pattern) if pattern.startswith("_") else layout._MARKS[pattern]
    search = compiled.fullmatch if pattern == "_HEADER" else compiled.search
    assert search(match)
    assert not search(near_miss)


def test_hostile_text_is_read_in_good_time() -> None:
    for text in ("a " * 100_000, ":" * 100_000, "| " * 100_000, "A" * 200_000, "____" * 50_000, "1. " * 100_000):
        assert len(list(labels_of(text))) <= layout.MOST_TEXT
        assert len(list(openings_of(text))) <= layout.MOST_TEXT
        assert isinstance(shape_of(text), list)
