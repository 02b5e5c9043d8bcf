"""Where one document ends: binders of held-out firms, as text and by recognition; speed; real files that are one."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

from benchmarks.binders import BINDERS, SCANNED, HeldOutBinder, make_binders, scanned_pages, text_pages
from classifiers.training.fit import calibration_error
from pipeline.model import Page
from pipeline.separate import separate

SOURCE = "5e" * 32


@dataclass(frozen=True, slots=True)
class Outcome:
    """One binder separated.

    Args:
        found, true: Places where documents begin, the first left out.
        bare: Those of ``true`` with neither title nor page number nor separator.
        scores: The score of every document found, and whether it is one.
        seconds: Of processor time.
    """

    found: frozenset[int]
    true: frozenset[int]
    bare: frozenset[int]
    scores: tuple[tuple[float, bool], ...]
    pages: int
    seconds: float


def measure_separation(many: int = BINDERS, scanned: int = SCANNED) -> None:
    """Print exact-boundary F1 of the binders as text and of some of them by recognition, and what a score is worth."""
    binders = make_binders(many)
    boundaries = [boundary for own in binders for boundary in own.binder.boundaries]
    kinds = sum(any(boundary.same_kind for boundary in own.binder.boundaries) for own in binders)
    print(
        f"{len(binders)} binders, {sum(len(own.binder.sheets) for own in binders)} sheets,"
        f" {len(boundaries)} boundaries: {_percent(mean(boundary.bare for boundary in boundaries))} bare;"
        f" neighbours of one type in {_percent(kinds / len(binders))} of the binders"
    )
    _tell("text", 0.95, binders, text_pages)
    by_scan = shortest(binders, scanned)
    if by_scan:
        _tell("the same binders as text", 0.95, by_scan, text_pages)
        _tell("recognised", 0.90, by_scan, scanned_pages)


def _tell(name: str, bar: float, binders: Sequence[HeldOutBinder], read: Callable[[HeldOutBinder], list[Page]]) -> None:
    outcomes = [outcome(own, read(own)) for own in binders]
    both = sum(len(one.found & one.true) for one in outcomes)
    found, true = sum(len(one.found) for one in outcomes), sum(len(one.true) for one in outcomes)
    bare = sum(len(one.bare) for one in outcomes)
    print(
        f"{name}: exact-boundary F1 {2 * both / (found + true):.3f} (bar {bar}), precision {both / found:.3f}, recall"
        f" {both / true:.3f}; of the bare {sum(len(one.bare & one.found) for one in outcomes) / max(1, bare):.3f};"
        f" whole binders right {_percent(mean(one.found == one.true for one in outcomes))}"
    )
    scores = [score for one in outcomes for score in one.scores]
    print(
        f"{'':4}documents right {_percent(mean(right for _, right in scores))}, mean score"
        f" {mean(score for score, _ in scores):.3f}, calibration error {calibration_error(scores):.3f};"
        f" {sum(one.pages for one in outcomes) / sum(one.seconds for one in outcomes):.0f} pages/s"
    )


def shortest(binders: Sequence[HeldOutBinder], many: int) -> list[HeldOutBinder]:
    """As many of each firm, those with the fewest sheets: recognition takes a second a page."""
    firms = sorted({own.firm for own in binders})
    chosen = []
    for firm in firms:
        ordered = sorted((own for own in binders if own.firm == firm), key=lambda own: len(own.binder.sheets))
        chosen += ordered[: many // len(firms)]
    return chosen


def outcome(own: HeldOutBinder, pages: Sequence[Page]) -> Outcome:
    """Separate one binder and hold the answer against the truth."""
    starts = own.binder.starts
    began = time.process_time()
    documents = separate(SOURCE, pages)
    seconds = time.process_time() - began
    ends = [*starts[1:], len(own.binder.sheets)]
    ranges = {(first + 1, end) for first, end in zip(starts, ends, strict=True)}
    return Outcome(
        found=frozenset(document.first_page - 1 for document in documents[1:]),
        true=frozenset(starts[1:]),
        bare=frozenset(boundary.place for boundary in own.binder.boundaries if boundary.bare),
        scores=tuple((one.separation_score, (one.first_page, one.last_page) in ranges) for one in documents),
        pages=len(pages),
        seconds=seconds,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
