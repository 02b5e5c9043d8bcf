"""Totals: what was discovered must equal the sum of the terminal states, and pages likewise."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.errors import ReconciliationError
from pipeline.model import Item, Page, PageFailure, PageTotals, Reconciliation, TerminalState


def count_pages(claimed: int, read: Sequence[Page], failures: Sequence[PageFailure]) -> PageTotals:
    """Sort one source's pages into text, recognised, blank and exception.

    Args:
        claimed: Pages the file has.
    """
    kinds = Counter("blank" if page.blank else page.text_origin.value for page in read)
    unread = kinds["none"] + len(failures)
    return PageTotals(claimed, kinds["embedded"], kinds["ocr"], kinds["blank"], unread)


def add(totals: Iterable[PageTotals]) -> PageTotals:
    """Sum over sources."""
    rows = list(totals)
    return PageTotals(
        sum(row.discovered for row in rows),
        sum(row.text for row in rows),
        sum(row.ocr for row in rows),
        sum(row.blank for row in rows),
        sum(row.exception for row in rows),
    )


def reconcile(discovered: int, items: Sequence[Item], pages: PageTotals) -> Reconciliation:
    """Check the books.

    Args:
        discovered: Counted at intake, before any state was given.

    Raises:
        ReconciliationError: An item without a state, or sums that differ; names how many.
    """
    states = Counter(item.state for item in items)
    open_items = states[None]
    total = sum(states[state] for state in TerminalState)
    page_total = pages.text + pages.ocr + pages.blank + pages.exception
    if open_items or total != discovered or page_total != pages.discovered:
        raise ReconciliationError(
            f"Totals do not add up: {discovered} items discovered, {total} accounted for; "
            f"{pages.discovered} pages discovered, {page_total} accounted for.",
            "No report was written. Run again; if it happens again, report it: a file may have been lost.",
        )
    return Reconciliation(
        discovered,
        states[TerminalState.PROCESSED],
        states[TerminalState.DUPLICATE],
        states[TerminalState.CONTAINER],
        states[TerminalState.EXCLUDED],
        states[TerminalState.EXCEPTION],
        pages,
    )
