"""Ruled tables of a digital PDF through pdfplumber, on the pages where a cheap look has found a grid."""

from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.containers.pdf_filespecs import GIVES_UP
from pipeline.model import Page, Table, TextOrigin

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF


class PlumbedTables:
    """The tables of one file; it is opened when the first page with a grid asks, and pages are closed at once."""

    def __init__(self, path: str, passwords: tuple[str, ...]) -> None:
        self._path = path
        self._passwords = passwords
        self._pdf: PDF | None = None
        self._lost = False

    def close(self) -> None:
        """Let go of the file."""
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    def better(self, page: Page) -> tuple[Table, ...]:
        """Tables of a page that was read: pdfplumber's where it finds any, else those the page came with."""
        upright = page.rotation == 0 and page.text_origin is TextOrigin.EMBEDDED
        # What was typed into fields stands in annotations, which pdfplumber does not put into cells.
        if not page.tables or not upright or page.fields:
            return page.tables
        return self._of(page.number) or page.tables

    def _of(self, number: int) -> tuple[Table, ...]:
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import PdfminerException

        if self._lost:
            return ()
        try:
            page = self._open().pages[number - 1]
            try:
                found = page.extract_tables()
            finally:
                page.close()
        except (*GIVES_UP, PSException, PdfminerException):
            self._lost = True
            return ()
        tables = (tuple(tuple(" ".join((cell or "").split()) for cell in row) for row in rows) for rows in found)
        return tuple(table for table in tables if sum(bool(cell) for row in table for cell in row) >= 2)

    def _open(self) -> "PDF":
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException

        if self._pdf is None:
            for password in self._passwords:
                with suppress(PdfminerException):
                    self._pdf = pdfplumber.open(self._path, password=password)
                    return self._pdf
            self._pdf = pdfplumber.open(self._path)
        return self._pdf
