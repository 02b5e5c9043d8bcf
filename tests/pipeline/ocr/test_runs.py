"""Straight runs of ink, against a plain reading of what a run is."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.ocr.runs import grown, long_lines, opened

# Widths on both sides of a word of sixty-four pixels, and runs longer than one.
WIDTHS, LENGTHS = st.integers(1, 200), st.integers(1, 150)


@given(WIDTHS, st.integers(1, 5), LENGTHS, st.sampled_from([0.5, 0.9, 0.98, 1.0]), st.integers(0, 10_000))
@settings(max_examples=120, deadline=None)
def test_opened_keeps_exactly_the_long_runs(width: int, height: int, length: int, share: float, seed: int) -> None:
    ink = np.random.default_rng(seed).random((height, width)) < share
    assert (opened(ink, length, 1) == _runs(ink, length)).all()
    assert (opened(ink.T, length, 0) == _runs(ink, length).T).all()


def _runs(ink: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    kept = np.zeros_like(ink)
    for row, line in enumerate(ink):
        for start in range(line.size - length + 1):
            if line[start : start + length].all():
                kept[row, start : start + length] = True
    return kept


def test_a_run_does_not_go_on_in_the_next_row() -> None:
    ink = np.zeros((2, 64), dtype=np.bool_)
    ink[0, 40:], ink[1, :20] = True, True
    assert not opened(ink, 25, 1).any()
    assert opened(ink, 24, 1).sum() == 24


def test_rulings_both_ways_are_long_lines_and_a_block_grows_on_all_sides() -> None:
    ink = np.zeros((80, 80), dtype=np.bool_)
    ink[40, 5:75], ink[5:75, 40], ink[10:14, 10:14] = True, True, True
    lines = long_lines(ink, 50)
    assert lines[40, 5:75].all()
    assert lines[5:75, 40].all()
    assert not lines[10:14, 10:14].any()
    assert grown(ink[8:16, 8:16]).sum() == 36
