from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.separating.deciding import decide

DOUBTFUL, UNDECIDED, CLEAR, NONE = 4.0, 0.4, 300.0, 0.02


def cuts(odds: list[float]) -> list[int]:
    return [own.first for own in decide(len(odds) + 1, list(range(1, len(odds) + 1)), odds)][1:]


def test_a_doubtful_heading_in_a_long_file_that_runs_on_is_no_boundary() -> None:
    assert cuts([NONE] * 40 + [DOUBTFUL] + [NONE] * 40) == []


def test_the_same_doubt_among_clear_boundaries_is_one() -> None:
    assert cuts([CLEAR] * 6 + [DOUBTFUL] + [CLEAR] * 6) == list(range(1, 14))


def test_one_clear_boundary_is_enough() -> None:
    assert cuts([NONE] * 5 + [10 * CLEAR] + [NONE] * 5) == [6]


def test_a_score_is_that_of_both_ends_and_of_what_lies_between() -> None:
    first, last = decide(4, [1, 2, 3], [NONE, 10 * CLEAR, NONE])
    assert first.likelihood > 0.9 and last.likelihood > 0.9
    first, second, _ = decide(4, [1, 2, 3], [10 * CLEAR, UNDECIDED, 10 * CLEAR])
    assert first.likelihood > 0.9 > second.likelihood


def test_pages_before_which_nothing_can_begin_lie_in_the_document_before() -> None:
    assert [(own.first, own.behind) for own in decide(5, [2], [10 * CLEAR])] == [(0, 2), (2, 5)]
    assert [(own.first, own.behind, own.likelihood) for own in decide(3, [], [])] == [(0, 3, pytest.approx(1.0))]


@given(st.lists(st.floats(min_value=0.0009, max_value=1_100.0), max_size=60))
def test_every_page_lies_in_one_range_and_scores_are_likelihoods(odds: list[float]) -> None:
    ranges = decide(len(odds) + 1, list(range(1, len(odds) + 1)), odds)
    assert ranges[0].first == 0 and ranges[-1].behind == len(odds) + 1
    assert all(before.behind == after.first for before, after in pairwise(ranges))
    assert all(0.0 <= own.likelihood <= 1.0 + 1e-9 and own.first < own.behind for own in ranges)


@given(st.lists(st.floats(min_value=0.0009, max_value=1_100.0), min_size=1, max_size=30), st.data())
def test_more_likely_gaps_never_take_a_boundary_away(odds: list[float], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(odds) - 1))
    assert set(cuts(odds)) <= set(cuts([*odds[:at], odds[at] * 1.5, *odds[at + 1 :]]))
