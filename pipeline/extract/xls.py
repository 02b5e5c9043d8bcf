"""XLS, and XLSB, to pages, one a sheet; also the second reader of workbooks that the first one cannot open."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.clean import one_line
from pipeline.extract.flowing import Flow
from pipeline.extract.office import damaged, no_picture, unpacked_bytes
from pipeline.extract.ole_chains import refuse_endless_chains
from pipeline.extract.options import ReadOptions
from pipeline.extract.sheet_notes import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, cut_sheet, hidden_sheet, wide_sheet
from pipeline.extract.values import shown
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    from PIL import Image
    from python_calamine import CalamineWorkbook

_MOST_MERGED = 20_000
_XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
_PACKAGE = b"PK"
_UNSEEN = "colours, comments and hidden rows of this kind of workbook are not looked at"
_PANIC = "PanicException"
_OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")  # Excel 2, 3 and 4


class XlsReader:
    """Reads old and binary Excel workbooks through calamine."""

    media_types = ("application/vnd.ms-excel", _XLSB)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``: sheets with cells, hidden ones too."""
        return count_sheets(path)

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        yield from sheet_pages(path, first, last)

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


def count_sheets(path: str) -> int:
    """How many sheets with cells the workbook has.

    Raises:
        InputError: It cannot be read, or has none.
    """
    with _opened(path) as book:
        sheets = len(_sheets(book))
    if not sheets:
        raise InputError(ExceptionClass.EMPTY, "The Excel workbook has no sheet with cells.", "Open it by hand.")
    return sheets


def sheet_pages(path: str, first: int, last: int) -> Iterator[Page | PageFailure]:
    """Sheets ``first`` to ``last`` as pages, a failure in place of every sheet that cannot be read.

    Raises:
        InputError: The workbook as a whole cannot be read.
    """
    with _opened(path) as book:
        for number, (at, hidden) in enumerate(_sheets(book), start=1):
            if first <= number <= last:
                try:
                    with _faults():
                        page = _page(book, at, number, hidden)
                except InputError:
                    yield PageFailure(number, ExceptionClass.DAMAGED, "The sheet is damaged and cannot be read.")
                else:
                    yield page


def _sheets(book: "CalamineWorkbook") -> list[tuple[int, bool]]:
    """Index of every sheet that has cells, and whether it is hidden."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        (at, sheet.visible is not SheetVisibleEnum.Visible)
        for at, sheet in enumerate(book.sheets_metadata)
        if sheet.typ is SheetTypeEnum.WorkSheet
    ]


@contextmanager
def _opened(path: str) -> "Iterator[CalamineWorkbook]":
    from python_calamine import CalamineWorkbook, PasswordError

    with Path(path).open("rb") as stream:
        head = stream.read(8)
        if head.startswith(_OLDEST):
            raise InputError(
                ExceptionClass.UNSUPPORTED,
                "The workbook was written by Excel 4 or older, which this program cannot read.",
                "Open it in LibreOffice, save it as XLSX or PDF, and add that.",
            )
        refuse_endless_chains(Path(path), "Excel workbook")
        if head.startswith(_PACKAGE):
            unpacked_bytes(Path(path), "Excel workbook")
        stream.seek(0)
        try:
            with _faults():
                book = CalamineWorkbook.from_filelike(stream)
        except PasswordError as error:
            raise InputError(
                ExceptionClass.PASSWORD_REQUIRED,
                "The Excel workbook is locked with a password.",
                "Put the password into the engagement's password file, or ask the client for a copy without one.",
            ) from error
        with book:
            yield book


@contextmanager
def _faults() -> Iterator[None]:
    """Turns what the library lets through into an error of the file; a fault of its own kind is no ``Exception``.

    Raises:
        InputError: ``damaged``.
    """
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise
    except (CalamineError, OSError, ValueError, OverflowError, LookupError, TypeError) as error:
        raise damaged("Excel workbook") from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise damaged("Excel workbook") from error
        raise


def _page(book: "CalamineWorkbook", at: int, number: int, hidden: bool) -> Page:
    rows, cut = _rows(book, at)
    sheet = book.get_sheet_by_index(at)
    fill_merged(rows, sheet.merged_cell_ranges or [])
    flow = Flow()
    said = ((hidden, hidden_sheet), (cut, cut_sheet), (sheet.total_width > MOST_COLUMNS, wide_sheet))
    flow.notes.extend(say(number) for is_so, say in said if is_so)
    flow.notes.extend([_UNSEEN] if any(map(any, rows)) else [])
    flow.table([row for row in rows if any(row)])
    notes = (["hidden"] if hidden else []) + (["only the first rows were read"] if cut else [])
    title = one_line(book.sheet_names[at])
    return flow.page(number, f"{title} ({', '.join(notes)})" if notes else title)


def _rows(book: "CalamineWorkbook", at: int) -> tuple[list[list[str]], bool]:
    """Texts of a sheet's rows from the first one on, up to the limits; and whether something was cut off."""
    rows: list[list[str]] = []
    cells = 0
    for values in book.get_sheet_by_index(at).to_python(skip_empty_area=False, nrows=MOST_ROWS + 1):
        rows.append([shown(value) for value in values[:MOST_COLUMNS]])
        cells += len(rows[-1])
        if len(rows) > MOST_ROWS or cells > MOST_CELLS:
            return rows, True
    return rows, False


class SecondBook:
    """A workbook as this library reads it, opened when its first sheet is asked for."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._open = ExitStack()
        self._book: CalamineWorkbook | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def rows(self, number: int) -> tuple[list[list[str]], bool]:
        """Texts of the rows of a sheet with cells, by its number from 1; and whether something was cut off.

        Raises:
            InputError: It cannot be read.
        """
        if self._book is None:
            self._book = self._open.enter_context(_opened(self._path))
        sheets = _sheets(self._book)
        if not 1 <= number <= len(sheets):
            raise damaged("Excel workbook")
        with _faults():
            return _rows(self._book, sheets[number - 1][0])


def fill_merged(rows: list[list[str]], areas: "list[tuple[tuple[int, int], tuple[int, int]]]") -> None:
    """A merged cell's value in every row it covers, so that each row of a table says all it means."""
    filled = 0
    for (top, left), (bottom, right) in areas:
        filled += (bottom - top + 1) * (right - left + 1)
        if filled > _MOST_MERGED:
            return
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        # A banner over the whole sheet says its words once.
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value if bottom > top or column == left else row[column]
