"""The books: sums that differ stop the run."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExceptionClass, ReconciliationError
from pipeline.model import Item, Page, PageFailure, PageTotals, TerminalState, TextOrigin
from pipeline.run.reconcile import add, count_pages, reconcile

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NO_PAGES = PageTotals(0, 0, 0, 0, 0)


def item(name: str, state: TerminalState | None) -> Item:
    return Item((name,), "0" * 64, 1, 1, NOW, state=state)


@given(st.lists(st.sampled_from(list(TerminalState)), max_size=30))
def test_every_item_is_counted_in_exactly_one_state(states: list[TerminalState]) -> None:
    items = [item(str(number), state) for number, state in enumerate(states)]
    totals = reconcile(len(states), items, NO_PAGES)
    counts = Counter(states)
    assert {state: getattr(totals, state.value) for state in TerminalState} == {s: counts[s] for s in TerminalState}


def test_an_item_without_a_state_stops_the_run() -> None:
    with pytest.raises(ReconciliationError):
        reconcile(1, [item("a", None)], NO_PAGES)


def test_a_lost_item_stops_the_run() -> None:
    with pytest.raises(ReconciliationError, match="2 items discovered, 1 accounted"):
        reconcile(2, [item("a", TerminalState.PROCESSED)], NO_PAGES)


def test_a_lost_page_stops_the_run() -> None:
    pages = count_pages(3, [Page(1, "x", TextOrigin.EMBEDDED, "embedded_text")], [])
    with pytest.raises(ReconciliationError, match="3 pages discovered, 1 accounted"):
        reconcile(1, [item("a", TerminalState.PROCESSED)], pages)


def test_pages_are_sorted_by_how_they_were_read() -> None:
    read = [
        Page(1, "x", TextOrigin.EMBEDDED, "embedded_text"),
        Page(2, "y", TextOrigin.OCR, "no_text_layer"),
        Page(3, "", TextOrigin.NONE, "blank"),
        Page(4, "", TextOrigin.NONE, "no_text_found"),
    ]
    totals = add([count_pages(5, read, [PageFailure(5, ExceptionClass.CRASHED, "")]), NO_PAGES])
    assert totals == PageTotals(5, 1, 1, 1, 2)
