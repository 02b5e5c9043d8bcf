"""coverage.xlsx and exceptions.csv: every document-derived value is text, and the same text."""

import csv
import io
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.model import Review
from pipeline.report.exceptions_csv import COLUMNS
from pipeline.report.names import shown_name, shown_path, shown_text

SHEETS = [
    "Summary",
    "Matrix",
    "Evidence register",
    "Map",
    "Exceptions",
    "Ask-list",
    "Action plan",
    "By month",
    "Method",
]


@pytest.fixture(scope="module")
def book(written: Any) -> Workbook:
    return load_workbook(written.folder / "coverage.xlsx")


def column(book: Workbook, sheet: str, title: str) -> list[Any]:
    """The cells below a heading."""
    headings = [cell.value for cell in book[sheet][1]]
    return [row[headings.index(title)] for row in book[sheet].iter_rows(min_row=2)]


def test_sheets_in_order(book: Workbook) -> None:
    assert book.sheetnames == SHEETS


def test_no_cell_is_a_formula_or_a_link(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_hostile_texts_are_strings_and_equal(book: Workbook, hostile: Any) -> None:
    quotes = column(book, "Map", "Quote")
    found = {cell.value: cell.data_type for cell in quotes}
    for name in hostile.names:
        # The file stores a line break as such; a reader may give it back as it stands.
        assert found.get(shown_text(name)) == "s", name
    files = {cell.value for cell in column(book, "Evidence register", "File")}
    assert {shown_name(name) for name in hostile.names} <= files


def test_counts_are_numbers_and_dates_are_dates(book: Workbook) -> None:
    located = [cell.value for cell in column(book, "Matrix", "Located")]
    assert 9 in located and 12 in [cell.value for cell in column(book, "Matrix", "Of")]
    dates = [cell for cell in column(book, "Evidence register", "Evidence date") if cell.value is not None]
    assert dates and all(cell.is_date and cell.value == datetime(2026, 1, 5) for cell in dates)  # noqa: DTZ001
    assert all(cell.number_format == "yyyy-mm-dd" for cell in dates)


def test_reconciliation_stands_in_the_summary(book: Workbook) -> None:
    values = {row[0].value: row[1].value for row in book["Summary"].iter_rows(min_row=2)}
    assert (
        values["Files discovered"]
        == 18
        == sum(values[key] for key in ("Processed", "Duplicate", "Container", "Excluded by a named rule", "Exception"))
    )
    assert values["2 Inspections"] == "0 of 4 documentation questions located"


def test_frozen_filtered_printable_protected_unmerged(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide (the format's default, so not written), as many high as it takes.
        assert sheet.page_setup.fitToWidth in {None, 1} and sheet.page_setup.fitToHeight == 0
        assert sheet.protection.sheet and not sheet.protection.password
        assert not sheet.merged_cells.ranges


def test_only_human_columns_are_open_and_have_the_list(book: Workbook) -> None:
    human = {"Decision", "By", "On", "Note", "Action", "Assigned to", "Target date", "Date completed"}
    for sheet in book.worksheets:
        for position, heading in enumerate(cell.value for cell in sheet[1]):
            cells = [row[position] for row in sheet.iter_rows(min_row=2)]
            assert all(cell.protection.locked is (heading not in human) for cell in cells), (sheet.title, heading)
    lists = [one for one in book["Matrix"].data_validations.dataValidation if one.type == "list"]
    assert [one.formula1 for one in lists] == ['"confirmed,rejected,changed"']
    headings = [cell.value for cell in book["Matrix"][1]]
    first = str(lists[0].sqref).split(":")[0]
    assert book["Matrix"][first].column == headings.index("Decision") + 1
    assert all(cell.value is None for cell in column(book, "Matrix", "Decision"))


def test_status_column_holds_the_word(book: Workbook, review: Review) -> None:
    words = [cell.value for cell in column(book, "Matrix", "Status")]
    assert words == [row.status.replace("_", " ").capitalize() for row in review.coverage]


def test_duplicate_location_stands_beside_its_content(book: Workbook) -> None:
    assert "copy.pdf" in [cell.value for cell in column(book, "Evidence register", "Also found at")]


def test_asks_are_grouped_and_keep_formulas_as_text(book: Workbook, hostile: Any) -> None:
    asks = column(book, "Ask-list", "Ask for")
    assert hostile.formula in [cell.value for cell in asks]
    assert "Site supervisor" in [cell.value for cell in column(book, "Ask-list", "Who usually has it")]


def test_same_review_gives_the_same_bytes(written: Any, review: Review, write: Any) -> None:
    again = write(review)
    assert (again.folder / "coverage.xlsx").read_bytes() == (written.folder / "coverage.xlsx").read_bytes()


def test_french_workbook(review: Review, write: Any) -> None:
    french = load_workbook(write(replace(review, language="fr")).folder / "coverage.xlsx")
    assert french.sheetnames[0] == "Sommaire"
    assert "Non repéré" in [cell.value for cell in column(french, "Matrice", "Statut")]


def test_csv_reads_back_and_cannot_run(written: Any, review: Review) -> None:
    raw = (written.folder / "exceptions.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert re.match(rb'^"class","step",', raw[3:])
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + len(review.exceptions)
    for cells, row in zip(rows[1:], review.exceptions, strict=True):
        assert cells[COLUMNS.index("file")].removeprefix("'") == shown_path(row.path)
        assert cells[COLUMNS.index("remedy")] == "'" + row.remedy
        assert not any(cell.lstrip()[:1] in {"=", "+", "-", "@", "＝", "\t"} for cell in cells if cell)
    assert rows[1][COLUMNS.index("affects")] == "2.3 9.9"
    assert rows[1][COLUMNS.index("page")] == ""
