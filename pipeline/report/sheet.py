"""Report: columns and rows in, one safe worksheet out; every text is written as text, whatever it looks like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from pipeline.report.safe_text import sheet_text
from pipeline.report.wording import DECISIONS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
ColumnKind = Literal["machine", "decision", "date", "text"]
"""``machine`` is ours and locked; the others are for a person and open."""

_HEADER = 0
_PROTECTION = {
    "autofilter": True,
    "sort": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
_STATUS_TINTS = {
    "candidate": "#E3ECF6",
    "partial": "#FBEFD9",
    "out_of_period": "#ECE6F5",
    "not_located": "#E6EAEE",
    "unreadable_source": "#F5E3EE",
    "outside_document_review": "#F3F5F7",
    "not_applicable": "#F3F5F7",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    title: str
    width: int
    kind: ColumnKind = "machine"


@dataclass(frozen=True)
class Styles:
    """The cell formats of one workbook."""

    header: "Format"
    person_header: "Format"
    locked: "Format"
    locked_date: "Format"
    open: "Format"
    open_date: "Format"
    tints: dict[str, "Format"]

    @classmethod
    def of(cls, book: "Workbook") -> "Styles":
        """Make the formats."""
        body = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D3DAE1"}
        head = body | {"bold": True, "bg_color": "#12263A", "font_color": "#FFFFFF"}
        person = body | {"locked": False, "bg_color": "#FFFBEA"}
        return cls(
            header=book.add_format(head),
            person_header=book.add_format(head | {"bg_color": "#7A4B00"}),
            locked=book.add_format(body),
            locked_date=book.add_format(body | {"num_format": "yyyy-mm-dd", "align": "left"}),
            open=book.add_format(person),
            open_date=book.add_format(person | {"num_format": "yyyy-mm-dd", "align": "left"}),
            tints={key: book.add_format({"bg_color": tint}) for key, tint in _STATUS_TINTS.items()},
        )


@dataclass(frozen=True)
class SheetBook:
    """A workbook being written.

    Args:
        paper: XlsxWriter's paper number: 1 Letter, 9 A4.
    """

    book: "Workbook"
    styles: Styles
    paper: int = 1

    def add(
        self, title: str, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], hint: str = ""
    ) -> "Worksheet":
        """Add a table: header frozen and repeated in print, filter, one page wide, only a person's columns open."""
        sheet = self.book.add_worksheet(title)
        for position, column in enumerate(columns):
            sheet.set_column(position, position, column.width)
            style = self.styles.header if column.kind == "machine" else self.styles.person_header
            sheet.write_string(_HEADER, position, sheet_text(column.title), style)
        for number, row in enumerate(rows, start=1):
            for position, cell in enumerate(row):
                self._write(sheet, number, position, cell, columns[position].kind)
        last_row, last_column = max(len(rows), 1), len(columns) - 1
        self._person_columns(sheet, columns, last_row, hint)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(_HEADER, 0, last_row, last_column)
        self._paper(sheet, title)
        sheet.protect("", _PROTECTION)
        quoted = title.replace("'", "''")
        self.book.define_name(name, f"='{quoted}'!$A$1:${_letters(last_column)}${last_row + 1}")
        return sheet

    def tint_words(self, sheet: "Worksheet", column: int, last_row: int, words: dict[str, str]) -> None:
        """Repeat a status word as a tint: the word stands in the cell, the colour only helps the eye."""
        for status, word in words.items():
            sheet.conditional_format(
                1, column, max(last_row, 1), column,
                {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.styles.tints[status]},
            )  # fmt: skip

    def _write(self, sheet: "Worksheet", row: int, column: int, cell: Cell, kind: ColumnKind) -> None:
        styles, machine = self.styles, kind == "machine"
        if isinstance(cell, date):
            moment = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a calendar day has no zone
            sheet.write_datetime(row, column, moment, styles.locked_date if machine else styles.open_date)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell, styles.locked)
        elif cell:
            sheet.write_string(row, column, sheet_text(cell), styles.locked if machine else styles.open)
        else:
            empty = styles.open_date if kind == "date" else styles.open
            sheet.write_blank(row, column, None, styles.locked if machine else empty)

    def _person_columns(self, sheet: "Worksheet", columns: Sequence[Column], last_row: int, hint: str) -> None:
        for position, column in enumerate(columns):
            if column.kind == "decision":
                sheet.data_validation(
                    1, position, last_row, position,
                    {"validate": "list", "source": list(DECISIONS), "input_message": hint[:250], "ignore_blank": True},
                )  # fmt: skip
            elif column.kind == "date":
                earliest = date(2000, 1, 1)
                sheet.data_validation(
                    1, position, last_row, position,
                    {"validate": "date", "criteria": ">=", "value": earliest, "ignore_blank": True},
                )  # fmt: skip

    def _paper(self, sheet: "Worksheet", title: str) -> None:
        sheet.set_landscape()
        sheet.set_paper(self.paper)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADER)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer(f"&L{title.replace('&', '&&')}&R&P / &N")


def _letters(column: int) -> str:
    """Column letters of a 0-based number below 702."""
    high, low = divmod(column, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)
