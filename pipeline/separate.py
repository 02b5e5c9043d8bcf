"""Step 4: the pages of one file -> its logical documents (a scanned binder holds many, a manual is one).

Every pair of neighbouring pages gets a score for a cut between them; the best way through all pages, with the state
"inside a manual" that a contents page opens, decides. Every page given lies in exactly one document.
"""

from collections.abc import Sequence
from math import exp

from pipeline.model import Document, Page
from pipeline.separating.neighbours import Border, border
from pipeline.separating.sheets import sheet_cuts
from pipeline.separating.traits import PageTraits, traits_of

CONTENTS_WITHIN = 4
"""A manual shows its contents on one of its first pages."""
CLEAR_OPENING = 1.0
BLANK_BETWEEN = 1.5
"""A blank page parts documents, or is the back of a sheet: it only strengthens a title."""


def separate(source_id: str, pages: Sequence[Page]) -> tuple[Document, ...]:
    """Cut a file's pages into logical documents.

    Args:
        source_id: The file's hash.
        pages: The pages that were read, in order; numbers may have holes where a page could not be read.

    Returns:
        Documents in page order; together they cover every page given once. A hole lies in the document before it.
    """
    ordered = sorted(pages, key=lambda page: page.number)
    if not ordered:
        return ()
    if all(page.why == "not_paged" for page in ordered):
        starts = sheet_cuts(ordered)
        margins = [4.0 if start else 2.0 for start in starts]
    else:
        starts, margins = _decide([traits_of(page) for page in ordered])
    return _documents(source_id, [page.number for page in ordered], starts, margins)


def _decide(traits: list[PageTraits]) -> tuple[tuple[bool, ...], list[float]]:
    """For each page whether it begins a document, and how clear that is."""
    borders = _borders(traits)
    may_open = _manual_openings(traits)
    plain, manual = 0.0, (0.5 if may_open[0] else float("-inf"))
    trace: list[tuple[tuple[bool, int], tuple[bool, int]]] = [((True, 0), (True, 0))]
    for index in range(1, len(traits)):
        if traits[index].blank:
            trace.append(((False, 0), (False, 1)))
            continue
        cost = borders[index]
        best = max(plain, manual)
        origin = 0 if plain >= manual else 1
        stay_plain, stay_manual = plain - cost.plain, manual - cost.manual
        cut_plain = plain + cost.plain if origin == 0 else manual + cost.manual
        new_plain, how_plain = (stay_plain, (False, 0)) if stay_plain >= cut_plain else (cut_plain, (True, origin))
        cut_manual = best + (cost.plain if origin == 0 else cost.manual) + 0.5 if may_open[index] else float("-inf")
        new_manual, how_manual = (
            (stay_manual, (False, 1)) if stay_manual >= cut_manual else (cut_manual, (True, origin))
        )
        trace.append((how_plain, how_manual))
        plain, manual = new_plain, new_manual
    return _walk_back(trace, 0 if plain >= manual else 1, borders)


def _walk_back(
    trace: list[tuple[tuple[bool, int], tuple[bool, int]]], state: int, borders: list[Border]
) -> tuple[tuple[bool, ...], list[float]]:
    starts: list[bool] = []
    margins: list[float] = []
    for index in range(len(trace) - 1, -1, -1):
        cut, previous = trace[index][state]
        starts.append(cut)
        margins.append(abs(borders[index].plain if previous == 0 else borders[index].manual))
        state = previous
    return tuple(reversed(starts)), margins[::-1]


def _borders(traits: list[PageTraits]) -> list[Border]:
    """Scores before each page; blank pages are skipped over and never begin a document."""
    borders = [Border(6.0, 6.0)]
    before, opening = traits[0], traits[0]
    entries: tuple[str, ...] = traits[0].entries if traits[0].contents else ()
    after_blank = False
    for page in traits[1:]:
        if page.blank:
            borders.append(Border(-6.0, -6.0))
            after_blank = True
            continue
        score = border(before, page, opening, entries)
        if after_blank and before.printed[0] is None and page.title is not None:
            score = Border(score.plain + BLANK_BETWEEN, score.manual)
        borders.append(score)
        if page.contents:
            entries = (*entries, *page.entries)
        if score.plain > CLEAR_OPENING:
            opening = page
        before, after_blank = page, False
    return borders


def _manual_openings(traits: list[PageTraits]) -> list[bool]:
    """Pages from which a contents list is at most a few pages away."""
    return [
        any(page.contents for page in traits[index : index + CONTENTS_WITHIN]) and not traits[index].blank
        for index in range(len(traits))
    ]


def _documents(
    source_id: str, numbers: list[int], starts: Sequence[bool], margins: Sequence[float]
) -> tuple[Document, ...]:
    first_places = [index for index, start in enumerate(starts) if start or index == 0]
    documents: list[Document] = []
    for place, index in enumerate(first_places):
        following = first_places[place + 1] if place + 1 < len(first_places) else None
        last = numbers[-1] if following is None else numbers[following] - 1
        inner = [margins[other] for other in range(index + 1, following if following is not None else len(numbers))]
        edges = [margins[other] for other in (index, following) if other]
        clearness = min([*inner, *edges], default=6.0)
        documents.append(Document(source_id, numbers[index], last, round(1 / (1 + exp(-clearness)), 3)))
    return tuple(documents)
