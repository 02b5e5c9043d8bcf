"""XLSX to pages, one a sheet: stored values as a reader sees them, dates as ISO, merged cells filled, colours named."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.clean import one_line
from pipeline.extract.flowing import Flow
from pipeline.extract.office import BROKEN, CHART, Parts, no_picture, opened_parts
from pipeline.extract.options import ReadOptions
from pipeline.extract.pasted import with_pictures
from pipeline.extract.sheet_notes import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, cut_sheet, hidden_sheet, wide_sheet
from pipeline.extract.values import shown
from pipeline.extract.xls import SecondBook
from pipeline.extract.xlsx_drawings import add_drawn, sheet_pictures
from pipeline.extract.xlsx_sheets import SheetFacts, SheetPart, facts_of, has_chart_sheets, sheets_of
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    from PIL import Image

_MOST_LETTERS = 8_000_000
_MOST_MERGED = 20_000
_MOST_FILLED = 1 << 24
_KIND = "Excel workbook"
_Rows = tuple[dict[int, list[str]], bool]  # texts by row number; whether something was cut off
_NOT_STORED = "[formula without a stored value]"

__all__ = ["XlsxReader", "shown"]


class XlsxReader:
    """Reads Excel workbooks through openpyxl, and through calamine those that it refuses."""

    media_types = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``: sheets with cells, hidden ones too."""
        with opened_parts(path, _KIND) as parts:
            sheets = len(sheets_of(parts))
        if not sheets:
            raise InputError(ExceptionClass.EMPTY, "The Excel workbook has no sheet with cells.", "Open it by hand.")
        return sheets

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        with opened_parts(path, _KIND) as parts, _workbook(path) as loaded, SecondBook(path) as second:
            for number, part in enumerate(sheets_of(parts), start=1):
                if first <= number <= last:
                    yield _read(parts, part, loaded.get(part.title), second, number, options)

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


@contextmanager
def _workbook(path: str) -> Iterator[dict[str, Any]]:
    """Sheets by title with stored values instead of formulas, streamed: what a sheet says of its size is often wrong.

    There are none when the library refuses the workbook; another may not.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    # Opened as a stream: the library judges a path by its ending, and originals have none.
    with Path(path).open("rb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions it leaves out
        try:
            book: Any = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except (*BROKEN, InvalidFileException):
            yield {}
            return
        try:
            yield {sheet.title: sheet for sheet in book.worksheets}
        finally:
            book.close()


def _read(
    parts: Parts, part: SheetPart, sheet: Any, second: SecondBook, number: int, options: ReadOptions
) -> Page | PageFailure:
    """One sheet, by the other library where this one refuses it or would leave rows out."""
    failure = PageFailure(number, ExceptionClass.DAMAGED, "The sheet is damaged and cannot be read.")
    try:
        facts = facts_of(parts, part)
    except InputError:
        return _words_only(second, part, number) or failure
    rows = None if sheet is None or facts.out_of_order else _first_rows(sheet, facts.last_row)
    # The other library fills the whole area between the outermost cells.
    if rows is None and not facts.off_the_sheet and facts.last_row * facts.last_column <= _MOST_FILLED:
        rows = _second_rows(second, number)
    try:
        return failure if rows is None else _page(parts, part, facts, *rows, number, options)
    except BROKEN:
        return failure


def _first_rows(sheet: Any, last: int) -> _Rows | None:
    try:
        return _rows(sheet, last)
    except BROKEN:
        return None


def _second_rows(second: SecondBook, number: int) -> _Rows | None:
    try:
        rows, cut = second.rows(number)
    except InputError:
        return None
    return {at: row + [""] * (MOST_COLUMNS - len(row)) for at, row in enumerate(rows, start=1) if any(row)}, cut


def _words_only(second: SecondBook, part: SheetPart, number: int) -> Page | None:
    """A sheet whose XML is broken, as far as the other library gets."""
    found = _second_rows(second, number)
    if found is None:
        return None
    flow = Flow(notes=[f"sheet {number} is damaged: what is hidden, coloured or drawn on it was not read"])
    flow.notes.extend([cut_sheet(number)] if found[1] else [])
    flow.table(_trimmed([found[0][at] for at in sorted(found[0])]))
    return flow.page(number, _sheet_name(part, SheetFacts(), found[1]))


def _page(
    parts: Parts,
    part: SheetPart,
    facts: SheetFacts,
    rows: dict[int, list[str]],
    cut: bool,
    number: int,
    options: ReadOptions,
) -> Page:
    _fill_merged(facts, rows)
    for row, column in facts.not_stored:
        if column <= MOST_COLUMNS and row in rows and not rows[row][column - 1]:
            rows[row][column - 1] = _NOT_STORED
        elif column <= MOST_COLUMNS and len(rows) < MOST_ROWS:
            rows[row] = [""] * (column - 1) + [_NOT_STORED] + [""] * (MOST_COLUMNS - column)
    notes = [*([hidden_sheet(number)] if part.hidden else []), *([cut_sheet(number)] if cut else [])]
    flow = Flow(lines=list(facts.above), notes=[*notes, *_notes(facts, number)])
    flow.table(_trimmed([rows[at] for at in sorted(rows)]))
    add_drawn(parts, part.name, flow)
    flow.lines.extend(facts.below)
    if number == 1 and has_chart_sheets(parts):
        flow.notes.append(CHART)
    page = flow.page(number, _sheet_name(part, facts, cut))
    return with_pictures(page, sheet_pictures(parts, part.name), options)


def _notes(facts: SheetFacts, number: int) -> Iterator[str]:
    if facts.hidden_rows or facts.hidden_columns:
        what = " and ".join(
            word for word, hides in (("rows", facts.hidden_rows), ("columns", facts.hidden_columns)) if hides
        )
        yield f"sheet {number} has hidden {what}, which were read too"
    if facts.colour_only:
        yield f"some cells of sheet {number} carry only a colour, which is not read"
    if facts.not_stored:
        count = len(facts.not_stored)
        some = f"{count} formulas of sheet {number} have" if count > 1 else f"1 formula of sheet {number} has"
        yield f"{some} no stored value: open and save the file in Excel"
    if facts.last_column > MOST_COLUMNS:
        yield wide_sheet(number)


def _sheet_name(part: SheetPart, facts: SheetFacts, cut: bool) -> str:
    notes = []
    if part.hidden:
        notes.append("hidden")
    if facts.hidden_rows:
        notes.append("with hidden rows")
    if facts.hidden_columns:
        notes.append("with hidden columns")
    if cut:
        notes.append("only the first rows were read")
    return one_line(part.title) + (f" ({', '.join(notes)})" if notes else "")


def _rows(sheet: Any, last: int) -> _Rows:
    """Texts of the rows that have any, by row number, up to the limits; and whether something was cut off.

    Args:
        last: The last row that says anything; a careless workbook has a million coloured ones behind it.
    """
    if not last:
        return {}, False
    sheet.reset_dimensions()
    rows: dict[int, list[str]] = {}
    letters = cells = 0
    empty: tuple[object, ...] = ()
    every = sheet.iter_rows(max_row=last, max_col=MOST_COLUMNS, values_only=True)
    for number, values in enumerate(every, start=1):
        # Cheap, for between two rows far apart the library gives the same empty one up to a million times.
        if values is empty or values.count(None) == len(values):
            empty = values
            continue
        row = [shown(value) for value in values]
        if not any(row):
            continue
        cells += sum(map(bool, row))
        letters += sum(map(len, row))
        if len(rows) >= MOST_ROWS or cells > MOST_CELLS or letters > _MOST_LETTERS:
            return rows, True
        rows[number] = row + [""] * (MOST_COLUMNS - len(row))
    return rows, False


def _fill_merged(facts: SheetFacts, rows: dict[int, list[str]]) -> None:
    """A merged cell's value in every cell it covers, so that each row of a table says all it means."""
    filled = 0
    for left, top, right, bottom in facts.merged:
        filled += (right - left + 1) * (bottom - top + 1)
        if filled > _MOST_MERGED:
            return
        if bottom == top or left > MOST_COLUMNS or top not in rows:
            continue  # a banner over the whole sheet says its words once
        value = rows[top][left - 1]
        for number in range(top, bottom + 1):
            if number in rows:
                for column in range(left - 1, min(right, MOST_COLUMNS)):
                    rows[number][column] = value


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without empty columns at the right."""
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in rows]
