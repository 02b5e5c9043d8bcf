"""XLSX to pages, one a sheet: values as a reader sees them, dates as ISO, merged cells filled."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.clean import one_line
from pipeline.extract.office import BROKEN, damaged, no_picture, unpacked_bytes
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure, Table, TextOrigin
from pipeline.ocr.layout import COLUMN_GAP

if TYPE_CHECKING:
    from PIL import Image

MOST_ROWS = 20_000
MOST_COLUMNS = 256
MOST_CELLS = 400_000
_MOST_LETTERS = 8_000_000
_LONGEST_CELL = 5_000
_WHOLE_BELOW = 24 << 20
"""Bytes unpacked: below, the workbook is loaded whole, which alone tells merged cells."""

_MOST_MERGED = 20_000
_KIND = "Excel workbook"


class XlsxReader:
    """Reads Excel workbooks through openpyxl."""

    media_types = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``: sheets with cells, hidden ones too."""
        with _workbook(path, whole=False) as (book, _):
            sheets = len(book.worksheets)
        if not sheets:
            raise InputError(ExceptionClass.EMPTY, "The Excel workbook has no sheet with cells.", "Open it by hand.")
        return sheets

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        with _workbook(path, whole=True) as (book, whole):
            for number, sheet in enumerate(book.worksheets, start=1):
                if not first <= number <= last:
                    continue
                try:
                    yield _page(sheet, number, whole)
                except BROKEN:
                    yield PageFailure(number, ExceptionClass.DAMAGED, "The sheet is damaged and cannot be read.")

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


@contextmanager
def _workbook(path: str, *, whole: bool) -> Iterator[tuple[Any, bool]]:
    """The workbook with values instead of formulas, and whether it was loaded whole."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    whole = unpacked_bytes(Path(path), _KIND) < _WHOLE_BELOW and whole
    try:
        # Opened as a stream: the library judges a path by its ending, and originals have none.
        stream = Path(path).open("rb")  # noqa: SIM115 - closed below
        book = load_workbook(stream, read_only=not whole, data_only=True, keep_links=False)
    except (*BROKEN, InvalidFileException) as error:
        raise damaged(_KIND) from error
    try:
        yield book, whole
    finally:
        book.close()
        stream.close()


def _page(sheet: Any, number: int, whole: bool) -> Page:
    rows, cut = _rows(sheet)
    if whole:
        _fill_merged(sheet, rows)
    table = _trimmed(rows)
    text = "\n".join(COLUMN_GAP.join(cell for cell in row if cell) for row in table)
    return Page(
        number=number,
        text=text,
        text_origin=TextOrigin.EMBEDDED if text else TextOrigin.NONE,
        why="not_paged" if text else "blank",
        tables=(table,) if table else (),
        name=_sheet_name(sheet, cut),
    )


def _sheet_name(sheet: Any, cut: bool) -> str:
    notes = []
    if sheet.sheet_state != "visible":
        notes.append("hidden")
    if cut:
        notes.append("only the first rows were read")
    return one_line(sheet.title) + (f" ({', '.join(notes)})" if notes else "")


def _rows(sheet: Any) -> tuple[list[list[str]], bool]:
    """Cell texts up to the limits, and whether something was cut off."""
    if hasattr(sheet, "reset_dimensions"):  # what a streamed sheet says of its size is often wrong
        sheet.reset_dimensions()
    rows: list[list[str]] = []
    cells = letters = 0
    for values in sheet.iter_rows(values_only=True):
        row = [shown(value) for value in values[:MOST_COLUMNS]]
        cells += len(row)
        letters += sum(map(len, row))
        if len(rows) >= MOST_ROWS or cells > MOST_CELLS or letters > _MOST_LETTERS:
            return rows, True
        rows.append(row)
    return rows, False


def shown(value: object) -> str:
    """A cell's value as text: ISO dates, no ".0", nothing for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return one_line(str(value)[:_LONGEST_CELL])


def _fill_merged(sheet: Any, rows: list[list[str]]) -> None:
    """A merged cell's value in every cell it covers, so that each row of a table says all it means."""
    filled = 0
    for area in list(sheet.merged_cells.ranges):
        filled += area.size["rows"] * area.size["columns"]
        if filled > _MOST_MERGED:
            return
        top, left = area.min_row - 1, area.min_col - 1
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        # A banner over the whole sheet says its words once.
        for row in rows[top : area.max_row]:
            for column in range(left, min(area.max_col, len(row))):
                row[column] = value if area.max_row - area.min_row or column == left else row[column]


def _trimmed(rows: Sequence[Sequence[str]]) -> Table:
    """Without empty rows and without empty columns at the right."""
    kept = [row for row in rows if any(row)]
    width = max((at + 1 for row in kept for at, cell in enumerate(row) if cell), default=0)
    return tuple(tuple(row[:width]) + ("",) * (width - len(row)) for row in kept)
