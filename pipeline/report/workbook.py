"""Report: a Review in, coverage.xlsx out: nine sheets, a person's columns open and the rest locked."""

import io
from collections.abc import Mapping
from pathlib import Path

from pipeline.model import Review
from pipeline.report import workbook_gaps, workbook_heat, workbook_questions, workbook_register
from pipeline.report.index import ReviewIndex
from pipeline.report.labels import load_labels
from pipeline.report.sheet import SheetBook, Styles
from pipeline.report.wording import Wording
from pipeline.report.workbook_facts import Source

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "in_memory": True,
}


def write_workbook(review: Review, folder: Path, pictures: Mapping[tuple[str, int], Path]) -> None:
    """Write coverage.xlsx."""
    from xlsxwriter import Workbook

    del pictures
    source = Source(review, ReviewIndex.of(review), Wording(load_labels(review.language)))
    # Built in memory: on a full disk the library's own errors hide what happened.
    built = io.BytesIO()
    with Workbook(built, _OPTIONS) as book:
        # The run's own time, not the clock's: the same review gives the same bytes.
        book.set_properties({"title": source.labels("title"), "created": review.run.started.replace(tzinfo=None)})
        sheets = SheetBook(book, Styles.of(book))
        workbook_gaps.summary(source, sheets)
        workbook_questions.matrix(source, sheets)
        workbook_register.register(source, sheets)
        workbook_questions.evidence_map(source, sheets)
        workbook_register.exceptions(source, sheets)
        workbook_gaps.asks(source, sheets)
        workbook_gaps.plan(source, sheets)
        workbook_heat.by_month(source, sheets)
        workbook_gaps.method(source, sheets)
    (folder / "coverage.xlsx").write_bytes(built.getvalue())
