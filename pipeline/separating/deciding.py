"""Step 4, third part: how much every gap speaks for a cut -> the likeliest way to cut the whole file.

Gaps do not decide alone. How often a file is cut is unknown: most files of several pages are one document, others are
binders. So several rates are supposed, each with what it is worth before looking; all gaps together say which of them
the file is like, and under each of them how likely every cut is. A doubtful heading in a file of eighty pages that run
on is then no boundary, and the same heading among forty forms is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

RATES: tuple[tuple[float, float], ...] = ((0.001, 0.60), (0.05, 0.10), (0.2, 0.10), (0.5, 0.10), (0.8, 0.10))
"""Share of a file's gaps that are cuts, and how many files of several pages have it: six in ten are one document."""

TRUST = 1.2
"""Power of the odds: the model speaks a little too softly of binders of firms it never saw (fitted on training firms
left out in turn, where 1.0 and 0.8 found fewer boundaries and their scores meant less)."""


@dataclass(frozen=True, slots=True)
class Range:
    """A document by the places of its first page and of the page behind its last, and how likely it is one."""

    first: int
    behind: int
    likelihood: float


def decide(pages: int, places: Sequence[int], odds: Sequence[float]) -> tuple[Range, ...]:
    """Cut a file of at least one page.

    Args:
        pages: How many it has.
        places: Those before which a document may begin, in order, the first page left out.
        odds: For each of them how much more likely the gap before it looks as it does when it is a cut.
    """
    odds = [one**TRUST for one in odds]
    worths = [log(prior) + sum(log(rate * one + 1.0 - rate) for one in odds) for rate, prior in RATES]
    weights = [exp(worth - max(worths)) for worth in worths]
    ways = [
        (weight / sum(weights), [rate * one / (rate * one + 1.0 - rate) for one in odds])
        for weight, (rate, _) in zip(weights, RATES, strict=True)
    ]
    cut = [at for at in range(len(places)) if sum(weight * cuts[at] for weight, cuts in ways) > 0.5]
    begins, ends = [-1, *cut], [*cut, len(places)]
    return tuple(
        Range(
            places[begin] if begin >= 0 else 0,
            places[end] if end < len(places) else pages,
            sum(weight * _one_document(cuts, begin, end) for weight, cuts in ways),
        )
        for begin, end in zip(begins, ends, strict=True)
    )


def _one_document(cuts: Sequence[float], begin: int, end: int) -> float:
    """How likely it is that there is a cut at both ends and none between.

    Args:
        begin, end: Index of the gaps at the ends; -1 and the number of gaps for the ends of the file.
    """
    told = (cuts[begin] if begin >= 0 else 1.0) * (cuts[end] if end < len(cuts) else 1.0)
    for cut in cuts[begin + 1 : end]:
        told *= 1.0 - cut
    return told
