"""Step 4: what stands on both sides of a gap -> numbers: page numbers, titles, running lines, print, words, flow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2

from rapidfuzz.fuzz import ratio

from pipeline.separating.printed import follows
from pipeline.separating.traits import PageTraits, likeness, same_print

ALIKE = 85.0
"""Running lines as alike as this are the same line, read twice by the engine."""
Row = dict[str, float]
"""Features by name; -1 where there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One place between two pages, blank pages skipped.

    Args:
        before, page: The pages on both sides.
        earlier: Pages before ``before``, nearest first; ``later``: those after ``page``, nearest first.
        blanks: Blank pages in the gap.
    """

    before: PageTraits
    page: PageTraits
    earlier: tuple[PageTraits, ...]
    later: tuple[PageTraits, ...]
    blanks: int


def _numbers(gap: Gap) -> Row:
    (x, y), (u, v) = gap.before.printed, gap.page.printed
    counted_before, counted = x is not None and y is not None, u is not None and v is not None
    return {
        "one_of_one": float(counted and u == 1 and v == 1),
        "one_of_many": float(counted and u == 1 and v != 1),
        "one_alone": float(u == 1 and v is None),
        "next_of": float(counted and counted_before and runs_on(gap.before.printed, gap.page.printed)),
        "next_alone": float(x is not None and u == x + 1 and (v is None or y is None)),
        "middle_of": float(counted and u != 1),
        "other_count": float(counted and counted_before and v != y),
        "ended": float(counted_before and x == y),
        "unfinished": float(counted_before and x != y),
        "lost": float(x is not None and u is None),
        "gained": float(x is None and u is not None and u != 1),
        "jumped": float(x is not None and u is not None and u not in (1, x + 1)),
        "promised": float(_promised(gap)),
        "counts_down_to": float(_foretold(gap)),
    }


def runs_on(before: tuple[int | None, int | None], page: tuple[int | None, int | None]) -> bool:
    """Whether one page number, with its count, is the next after another."""
    return before[0] is not None and page[0] == before[0] + 1 and (before[1] == page[1] or None in (before[1], page[1]))


def _promised(gap: Gap) -> int:
    """1 when an earlier "page 2 of 5" reaches over this gap, -1 when it ends just here, 0 without one."""
    for back, page in enumerate((gap.before, *gap.earlier), 1):
        x, y = page.printed
        if x is not None and y is not None:
            return 1 if x + back <= y else -1 if x + back == y + 1 else 0
    return 0


def _foretold(gap: Gap) -> int:
    """1 when a later page number says that this page is not the first, -1 when it says that it is, 0 without one."""
    for ahead, page in enumerate(gap.later, 1):
        x, y = page.printed
        if x is not None and y is not None:
            return 1 if x - ahead >= 2 else -1 if x - ahead == 1 else 0
    return 0


def _titles(gap: Gap) -> Row:
    before, page = gap.before, gap.page
    title = page.title_key
    return {
        "title": page.title.strength if page.title is not None else 0.0,
        "title_before": before.title.strength if before.title is not None else 0.0,
        "title_next": gap.later[0].title.strength if gap.later and gap.later[0].title is not None else 0.0,
        "same_title": float(bool(title) and _alike(title, before.title_key)),
        "title_runs": float(bool(title) and any(_alike(title, head) for head in before.heads)),
        "title_runs_next": float(bool(title) and bool(gap.later) and any(_alike(title, h) for h in gap.later[0].heads)),
        "title_back": float(bool(title) and any(_alike(title, other.title_key) for other in gap.earlier)),
        "chapter": float(page.chapter),
        "says_continued": float(page.says_continued),
    }


def _edges(gap: Gap) -> Row:
    before, page = gap.before, gap.page
    behind = gap.earlier[0] if gap.earlier else None
    ahead = gap.later[0] if gap.later else None
    return {
        "heads": _common(before.heads, page.heads),
        "heads_behind": _common(behind.heads, before.heads) if behind is not None else -1.0,
        "heads_ahead": _common(page.heads, ahead.heads) if ahead is not None else -1.0,
        "feet": _common(before.feet[:3], page.feet[:3]),
        "feet_behind": _common(behind.feet[:3], before.feet[:3]) if behind is not None else -1.0,
        "feet_ahead": _common(page.feet[:3], ahead.feet[:3]) if ahead is not None else -1.0,
        "first_line": _pair(before.heads[:1], page.heads[:1]),
        "last_line": _pair(before.feet[:1], page.feet[:1]),
        "form": 0.0 if before.form is None or page.form is None else 1.0 if before.form == page.form else -1.0,
        "form_gained": float(before.form is None and page.form is not None),
        "form_lost": float(before.form is not None and page.form is None),
    }


def _print(gap: Gap) -> Row:
    before, page = gap.before, gap.page
    return {
        "print": same_print(before.skeleton, page.skeleton),
        "print_below": same_print(before.body, page.body),
        "print_back": max((same_print(other.skeleton, page.skeleton) for other in gap.earlier[:3]), default=0.0),
        "print_next": same_print(page.skeleton, gap.later[0].skeleton) if gap.later else 0.0,
        "print_ahead": max((same_print(other.skeleton, page.skeleton) for other in gap.later[1:4]), default=0.0),
        "print_behind": same_print(before.skeleton, gap.earlier[0].skeleton) if gap.earlier else 0.0,
        "rows": float(bool(before.rows & page.rows)),
        "first_cells": min(float(page.first_cells), 6.0),
        "last_cells": min(float(before.last_cells), 6.0),
        "cells": float(before.last_cells >= 3 and before.last_cells == page.first_cells),
    }


def _words(gap: Gap) -> Row:
    before, page = gap.before, gap.page
    ahead = likeness(page.words, gap.later[0].words) if gap.later else -1.0
    behind = likeness(before.words, gap.earlier[0].words) if gap.earlier else -1.0
    alike = likeness(before.words, page.words)
    return {
        "words": alike,
        "words_edge": likeness(before.lower, page.upper),
        "words_ahead": ahead,
        "words_behind": behind,
        "words_over": likeness(before.words, gap.later[0].words) if gap.later else -1.0,
        "words_drop": max(ahead, behind) - alike,
    }


def _flow(gap: Gap) -> Row:
    before, page = gap.before, gap.page
    last, first = before.last_item, page.first_item
    return {
        "item_next": float(last is not None and first is not None and follows(last, first)),
        "item_restart": float(first is not None and first[-1] in (1, -1) and first[0] in (1, -1)),
        "item_later": float(first is not None and first[0] > 1 and (last is None or not follows(last, first))),
        "starts_low": float(page.starts_low),
        "breaks_off": float(before.breaks_off),
        "goes_on": float(before.says_goes_on),
        "closed": float(before.says_closed),
        "closes_here": float(page.says_closed),
        "bullets": float(before.last_bullet) + float(page.first_bullet),
        "fields": float(min(page.own_fields, 5)),
        "fields_before": float(min(before.own_fields, 5)),
        "short_before": float(min(before.count, 300)),
        "short": float(min(page.count, 300)),
        "filled": before.filled,
        "filled_here": page.filled,
    }


def _told(gap: Gap) -> Row:
    """Days, names and record numbers that both sheets bear, and paper."""
    before, page = gap.before, gap.page
    return {
        "days": float(min(len(before.days & page.days), 3)),
        "other_day": float(page.top_day and before.top_day and not before.days & page.days),
        "top_day": float(page.top_day),
        "top_day_before": float(before.top_day),
        "people": _overlap(before.people, page.people),
        "people_ahead": _overlap(page.people, gap.later[0].people) if gap.later else -1.0,
        "records": float(min(len(before.records & page.records), 3)),
        "other_record": float(bool(page.records) and bool(before.records) and not before.records & page.records),
        "origin": float(before.origin is not page.origin),
        "paper": float(before.size != page.size),
        "turned": float((before.size[0] > before.size[1]) != (page.size[0] > page.size[1])),
        "letters": abs(log2(page.letters / before.letters)) if page.letters and before.letters else -0.1,
        "blanks": float(min(gap.blanks, 2)),
        "tab": float(page.tab) or float(before.tab),
        "divider": float(page.divider),
        "divider_before": float(before.divider),
        "contents": float(page.contents),
        "contents_before": float(before.contents),
        "contents_ahead": float(any(other.contents for other in gap.later[:2])),
    }


SIGNALS: tuple[Callable[[Gap], Row], ...] = (_numbers, _titles, _edges, _print, _words, _flow, _told)


"""Every kind of sign; each gives its own features."""


def _alike(left: str, right: str) -> bool:
    return left == right or (len(left) >= 6 and len(right) >= 6 and ratio(left, right, score_cutoff=ALIKE) > 0)


def _common(left: Sequence[str], right: Sequence[str]) -> float:
    """How many running lines of one page stand at the same edge of the other."""
    return float(sum(len(one) >= 6 and any(_alike(one, other) for other in right) for one in left))


def _pair(left: Sequence[str], right: Sequence[str]) -> float:
    """1 for the same line at the very edge, -1 for different ones, 0 where one has none."""
    if not left or not right or min(len(left[0]), len(right[0])) < 6:
        return 0.0
    return 1.0 if _alike(left[0], right[0]) else -1.0


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller >= 2 else -1.0
