"""The heat map: every record of a sampled type in one column, sites without any shown, nothing else counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl import load_workbook

from pipeline.model import EvidenceDate, ReadDocument, Review
from pipeline.report.heatmap import HeatRow, heat_map

WINDOW_MONTHS = 13
"""2025-03-01 to 2026-03-01, both days in it."""


def of(
    read: ReadDocument,
    day: date | str,
    *,
    site: str | None = "North yard",
    group: str | None = None,
    blank: bool = False,
    probability: float = 0.9,
) -> ReadDocument:
    """The document again, with another date, site, group."""
    known = read.understanding
    when = (
        EvidenceDate(day, "performed", "read") if isinstance(day, date) else EvidenceDate(None, None, day)  # type: ignore[arg-type]
    )
    changed = replace(
        known,
        evidence_date=when,
        site=site,
        blank_form=blank,
        version_group=group or known.version_group,
        classification=replace(known.classification, probability=probability),
    )
    return replace(read, understanding=changed)


def rows(review: Review, *documents: ReadDocument) -> dict[str | None, HeatRow]:
    return {row.site: row for row in heat_map(replace(review, documents=documents)).rows}


def test_each_record_stands_in_one_column(review: Review) -> None:
    docs = review.documents
    found = rows(
        review,
        of(docs[0], date(2026, 1, 5)),
        of(docs[1], date(2026, 1, 31)),
        of(docs[2], date(2024, 12, 31)),
        of(docs[3], "illegible"),
        of(docs[4], "ambiguous"),
        of(docs[5], date(2026, 3, 1)),
    )["North yard"]
    assert len(found.cells) == WINDOW_MONTHS
    assert [cell.count for cell in found.cells][-3:] == [2, 0, 1]
    assert (found.other_time, found.undated, found.records) == (1, 2, 6)
    assert sum(cell.count for cell in found.cells) + found.other_time + found.undated == found.records
    assert found.cells[-3].shade == 4 and found.cells[-2].shade == 0 and found.cells[-1].shade == 2


def test_a_rescan_counts_once_but_not_another_day_of_the_form(review: Review) -> None:
    docs = review.documents
    found = rows(
        review,
        of(docs[0], date(2026, 1, 5), group="same"),
        of(docs[1], date(2026, 1, 5), group="same"),
        of(docs[2], date(2026, 2, 5), group="other"),
    )
    assert found["North yard"].records == 2


def test_a_site_without_any_is_shown_and_records_of_no_site_are_not_given_one(review: Review) -> None:
    found = rows(
        review, of(review.documents[0], date(2026, 1, 5)), of(review.documents[1], date(2026, 1, 6), site=None)
    )
    assert found["South <i>yard</i>"].records == 0
    assert found[None].records == 1


def test_blank_forms_doubtful_types_and_unsampled_types_are_left_out(review: Review) -> None:
    docs = review.documents
    unsampled = replace(docs[2].understanding.classification, document_type="hs_policy")
    policy = replace(docs[2], understanding=replace(docs[2].understanding, classification=unsampled))
    left_out = (of(docs[0], date(2026, 1, 5), blank=True), of(docs[1], date(2026, 1, 5), probability=0.4), policy)
    assert heat_map(replace(review, documents=left_out)).rows == ()


def test_a_month_that_was_not_over_is_marked(review: Review) -> None:
    found = rows(review, of(review.documents[0], date(2026, 1, 5)))["North yard"]
    assert [cell.over for cell in found.cells] == [True] * 12 + [False]


def test_page_and_workbook_show_the_same_counts(written: Any) -> None:
    sheet = load_workbook(written.folder / "coverage.xlsx")["By month"]
    counted = heat_map(written.review)
    assert [[cell.value for cell in row][-1] for row in sheet.iter_rows(min_row=2)] == [
        row.records for row in counted.rows
    ]
    page = written.text("index.html")
    heat = page[page.index('<section id="heat"') :]
    assert heat[: heat.index("</section>")].count("<tr>") == 1 + len(counted.rows)


def test_without_records_the_page_says_so(write: Callable[[Review], Any], review: Review) -> None:
    bare = replace(review, documents=tuple(of(read, date(2026, 1, 5), blank=True) for read in review.documents))
    assert "No records of the sampled types were located." in write(bare).text("index.html")
