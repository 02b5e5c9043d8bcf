"""Step 4, second part: two neighbouring pages and what stands around them -> the numbers the model weighs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from pipeline.separating.lexicon import Lexicon
from pipeline.separating.manuals import InManual, manuals_of
from pipeline.separating.signals import SIGNALS, Gap, Row, runs_on
from pipeline.separating.traits import PageTraits, same_print

WINDOW = 5
"""So many pages back and ahead are looked at for the same print and for running page numbers."""
SAME_FORM = 0.6


@dataclass(frozen=True, slots=True)
class Whole:
    """What the whole file shows.

    Args:
        repeated: Share of pages that are the printed form of the page before.
        counted: Share of pages whose number is one more than that of the page before.
        backs: Share of even pages that are blank: a scan of both sides.
        heads, feet: How often each first and last line stands on a page, as a share of all.
    """

    pages: int
    repeated: float
    counted: float
    backs: float
    heads: Mapping[str, float]
    feet: Mapping[str, float]
    lines: int


def look_at(traits: Sequence[PageTraits]) -> Whole:
    """Sum up a file."""
    told = [page for page in traits if not page.blank]
    pairs = list(pairwise(told))
    return Whole(
        pages=len(told),
        repeated=_share(sum(same_print(a.skeleton, b.skeleton) >= SAME_FORM for a, b in pairs), len(pairs)),
        counted=_share(sum(runs_on(a.printed, b.printed) for a, b in pairs), len(pairs)),
        backs=_share(sum(page.blank for page in traits[1::2]), len(traits[1::2])),
        heads=_shares([page.heads[0] if page.heads else "" for page in told]),
        feet=_shares([page.feet[0] if page.feet else "" for page in told]),
        lines=max((page.lines for page in told), default=1),
    )


def gaps_of(traits: Sequence[PageTraits]) -> list[Gap | None]:
    """The gap before each page; None before the first page with words and before blank pages."""
    told = [page for page in traits if not page.blank]
    gaps: list[Gap | None] = []
    place, blanks = 0, 0
    for page in traits:
        if page.blank:
            gaps.append(None)
            blanks += 1
            continue
        if place:
            earlier = tuple(told[max(0, place - 1 - WINDOW) : place - 1][::-1])
            gaps.append(Gap(told[place - 1], page, earlier, tuple(told[place + 1 : place + 1 + WINDOW]), blanks))
        else:
            gaps.append(None)
        place, blanks = place + 1, 0
    return gaps


def rows_of(traits: Sequence[PageTraits], lexicon: Lexicon) -> dict[int, Row]:
    """The features, by name, of every gap before which a document may begin, by the place of the page behind it.

    Args:
        traits: All pages of a file in order.
        lexicon: Learned words.
    """
    whole = look_at(traits)
    manuals = manuals_of(traits)
    return {
        place: _row(gap, whole, lexicon) | _manual(manuals[place])
        for place, gap in enumerate(gaps_of(traits))
        if gap is not None
    }


def _manual(page: InManual) -> Row:
    return {"in_manual": float(page.inside), "listed": float(page.listed), "behind_manual": float(page.behind)}


def _row(gap: Gap, whole: Whole, lexicon: Lexicon) -> Row:
    row: Row = {}
    for part in SIGNALS:
        row |= part(gap)
    row |= _file(gap, whole)
    return row | {
        "opens": lexicon.opens(gap.page.opening),
        "opened_before": lexicon.opens(gap.before.opening),
        "closes_before": lexicon.closes(gap.before.closing),
        "closes": lexicon.closes(gap.page.closing),
        "opens_next": lexicon.opens(gap.later[0].opening) if gap.later else 0.0,
    }


def _file(gap: Gap, whole: Whole) -> Row:
    page = gap.page
    return {
        "pages": min(log2(whole.pages), 7.0),
        "file_repeats": whole.repeated,
        "file_counts": whole.counted,
        "backs": whole.backs,
        "lone_blank": float(gap.blanks > 0 and whole.backs < 0.4),
        "file_head": whole.heads.get(page.heads[0], 0.0) if page.heads else 0.0,
        "file_foot": whole.feet.get(page.feet[0], 0.0) if page.feet else 0.0,
        "room": 1.0 - gap.before.lines / whole.lines,
    }


def _share(part: int, all_: int) -> float:
    return part / all_ if all_ else 0.0


def _shares(keys: Sequence[str]) -> Mapping[str, float]:
    counts: dict[str, int] = {}
    for key in keys:
        if len(key) >= 6:
            counts[key] = counts.get(key, 0) + 1
    return {key: count / len(keys) for key, count in counts.items() if count > 1}
