import pytest

from classifiers.words import words_of
from pipeline.separating.edges import edge_tokens
from pipeline.separating.printed import (
    CONTINUED,
    DAY,
    DIVIDER,
    GOES_ON,
    LETTER_ITEM,
    RECORD,
    contents_entries,
    follows,
    form_number,
    item_of,
    printed_number,
)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Page 2 of 5", (2, 5)),
        ("HS-12   Rev. 3   page 1/4", (1, 4)),
        ("Page l of 3", (1, 3)),
        ("Feuille 2 de 3", (2, 3)),
        ("- 7 -", (7, None)),
        ("Page 12", (12, None)),
        ("Page 6 of 5", (None, None)),
        ("5 of the 12 workers came", (None, None)),
        ("Total 14", (None, None)),
    ],
)
def test_page_numbers_at_the_edge(line: str, number: tuple[int | None, int | None]) -> None:
    assert printed_number(["Some heading"], ["Last words of the page.", line]) == number


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("4. Recommendations", (4,)),
        ("4.2.1 Scope of the audit", (4, 2, 1)),
        ("Section 5 Training", (5,)),
        ("(b) the Town pays", (-2,)),
        ("12 hours later", None),
        ("2026-03-04 Edson", None),
        ("A worker fell", None),
    ],
)
def test_numbered_lines(line: str, item: tuple[int, ...] | None) -> None:
    assert item_of(line) == item


def test_letters_of_items_stop_early() -> None:
    assert LETTER_ITEM.match("c) gloves") is not None
    assert LETTER_ITEM.match("z) gloves") is None


@pytest.mark.parametrize(
    ("last", "first", "runs_on"),
    [
        ((2,), (3,), True),
        ((4, 2), (4, 3), True),
        ((4, 2), (5,), True),
        ((4, 2), (4, 2, 1), True),
        ((-2,), (-3,), True),
        ((2,), (4,), False),
        ((4, 2), (1,), False),
        ((-2,), (3,), False),
    ],
)
def test_numbers_that_follow(last: tuple[int, ...], first: tuple[int, ...], runs_on: bool) -> None:
    assert follows(last, first) is runs_on


def test_sentences_that_name_the_next_page() -> None:
    assert CONTINUED.search("Attendance (cont'd)") and CONTINUED.search("BIG SHEET no. 11 continued")
    assert not CONTINUED.search("Continuous improvement")
    assert GOES_ON.search("turn over") and not GOES_ON.search("handover")
    assert DIVIDER.match("TAB 4  Training") and not DIVIDER.match("Table of contents")


def test_days_records_and_forms() -> None:
    assert DAY.search("on 16-APR-26 at the yard") and DAY.search("le 3 mars 2026") and DAY.search("Mar 4/26")
    assert not DAY.search("may be 3 people")
    assert RECORD.findall("job J-2614, meeting 26-02, unit 7") == ["J-2614", "26-02"]
    assert form_number(["HS-FRM-071 Rev 1   Five minutes"]) == "HS-FRM-071"
    assert form_number(["STAVE CASCADE   FORM 3.1"]) == "FORM3.1"
    assert form_number(["Edson, 3 workers, 2026-03-04"]) is None


def test_entries_of_a_contents_list() -> None:
    lines = ["Contents", "Safety Policy ........ 3", "Hazard Assessment .... 7", "Training   12", "We went 12 km"]
    assert contents_entries(lines) == ("safety policy", "hazard assessment", "training")


def test_tokens_of_an_edge_tell_words_and_shapes() -> None:
    lines = ["SAFETY MEETING", "Date: 2026-01-05   Place: Edson"]
    tokens = edge_tokens(lines, [words_of(line) for line in lines])
    assert {"meetlng", "0:meetlng", "0/capitals", "1/day", "1/labels2", "1/cells2"} <= tokens
    assert "0/day" not in tokens
