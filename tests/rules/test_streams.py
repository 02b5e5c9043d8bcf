"""The stream of a head count, and the instrument it contradicts."""

import pytest

from rules.load import load_pack
from rules.model import Instrument
from rules.streams import stream_lines, wrong_stream

AASP = load_pack("ab-aasp").instrument
SECOR = load_pack("ab-secor").instrument


@pytest.mark.parametrize(
    ("instrument", "heads", "instead"),
    [(AASP, 10, "ab-secor"), (AASP, 11, None), (AASP, None, None), (SECOR, 10, None), (SECOR, 11, "ab-aasp")],
)
def test_a_head_count_of_another_stream_names_the_right_one(
    instrument: Instrument, heads: int | None, instead: str | None
) -> None:
    wrong = wrong_stream(instrument, heads)
    assert (None if wrong is None else wrong.instead) == instead
    assert wrong is None or (wrong.source and wrong.confidence == "exact")


def test_an_instrument_without_a_size_contradicts_nobody() -> None:
    assert wrong_stream(AASP.model_copy(update={"size": None}), 3) is None


def test_the_stream_is_named_with_its_source_and_where_twenty_is_wrong() -> None:
    text = "\n".join(stream_lines(AASP, 8))
    assert text.startswith("8 people, Alberta: SECOR (up to 10; source: ") and "exact" in text
    assert "The 20 often quoted" in text and "ends at 10" in text and "from 11" not in text
    assert stream_lines(AASP, 1)[0].startswith("1 person, Alberta: SECOR")


def test_where_twenty_is_right_it_says_so() -> None:
    bc = AASP.model_copy(update={"jurisdiction": "CA-BC"})
    assert any("popular 20 is right" in line for line in stream_lines(bc, 19))
    assert stream_lines(bc, 19)[0].startswith("19 people, British Columbia: Small COR (up to 19")


def test_a_disagreement_of_the_source_is_told() -> None:
    saskatchewan = AASP.model_copy(update={"jurisdiction": "CA-SK"})
    assert any("fewer than nine" in line for line in stream_lines(saskatchewan, 9))


def test_without_a_head_count_all_streams_are_named_and_without_facts_none() -> None:
    first = stream_lines(AASP, None)[0]
    assert "SECOR" in first and "COR (from 11" in first
    assert stream_lines(AASP.model_copy(update={"jurisdiction": "XX"}), 8) == ()
    assert stream_lines(AASP.model_copy(update={"jurisdiction": "CA"}), 8) == ()
