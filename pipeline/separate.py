"""Step 4: the pages of one file -> its logical documents (a scanned binder holds many, a manual is one).

A trained model says of every gap between two pages how likely a document ends there; the likeliest way to cut the whole
file decides, and each document's score is how likely it is one: cut at both ends and nowhere within. Every page given
lies in exactly one document.
"""

from collections.abc import Sequence

from pipeline.model import Document, Page
from pipeline.separating.boundary_model import BoundaryModel, shipped_model
from pipeline.separating.deciding import Range, decide
from pipeline.separating.features import rows_of
from pipeline.separating.knowledge import limited
from pipeline.separating.sheets import sheet_cuts
from pipeline.separating.traits import traits_of

SHEET_PARTED, SHEETS_TOGETHER = 0.982, 0.881
"""Scores of a workbook's documents, which rules cut: where a cut borders them, and where none does."""


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
        ranges = _workbook(sheet_cuts(ordered))
    elif len(ordered) == 1:
        ranges = (Range(0, 1, 1.0),)
    else:
        ranges = _cut(ordered, shipped_model())
    return tuple(
        Document(
            source_id,
            ordered[own.first].number,
            ordered[own.behind].number - 1 if own.behind < len(ordered) else ordered[-1].number,
            round(min(1.0, own.likelihood), 3),
        )
        for own in ranges
    )


def _cut(pages: Sequence[Page], model: BoundaryModel) -> tuple[Range, ...]:
    rows = rows_of([traits_of(page, model.lexicon.rarity) for page in pages], model.lexicon)
    return decide(len(pages), list(rows), [limited(model.odds(row), row) for row in rows.values()])


def _workbook(starts: Sequence[bool]) -> tuple[Range, ...]:
    first = [place for place, start in enumerate(starts) if start]
    score = SHEET_PARTED if len(first) > 1 else SHEETS_TOGETHER if len(starts) > 1 else SHEET_PARTED
    ends = [*first[1:], len(starts)]
    return tuple(Range(begin, end, score) for begin, end in zip(first, ends, strict=True))
