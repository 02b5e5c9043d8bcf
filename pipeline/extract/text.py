"""TXT and CSV to one page: the encoding found out, a CSV also as a table."""

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.extract.charset import decode
from pipeline.extract.clean import clean, one_line
from pipeline.extract.office import no_picture
from pipeline.extract.office_xml import page_of_office_xml
from pipeline.extract.options import ReadOptions
from pipeline.extract.whole_file import bytes_of
from pipeline.model import Page, PageFailure, Table, TextOrigin
from pipeline.ocr.layout import COLUMN_GAP

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 8 << 20
MOST_CELLS = 400_000

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 20

__all__ = ["CsvReader", "TextReader", "as_table", "decode"]


class TextReader:
    """Reads plain text."""

    media_types: tuple[str, ...] = ("text/plain",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``."""
        _bytes(path)
        return 1

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        data = _bytes(path)
        yield page_of_office_xml(data) or _page(clean(decode(data)).strip("\n"), None)

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


class CsvReader(TextReader):
    """Reads comma-separated values, whatever sign separates them."""

    media_types: tuple[str, ...] = ("text/csv",)

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``; a file that is no table after all is kept as text."""
        text = clean(decode(_bytes(path)), tabs=True).strip("\n")
        table = as_table(text)
        if table:
            text = "\n".join(COLUMN_GAP.join(cell for cell in row if cell) for row in table)
        yield _page(text, table)


def _page(text: str, table: Table | None) -> Page:
    return Page(
        number=1,
        text=text,
        text_origin=TextOrigin.EMBEDDED if text.strip() else TextOrigin.NONE,
        why="not_paged" if text.strip() else "blank",
        tables=(table,) if table else (),
    )


def as_table(text: str) -> Table | None:
    """The rows of a CSV text; None when it is not one: too few lines agree on their number of cells."""
    sample = [line for line in text.split("\n", _SAMPLE_LINES * 3) if line.strip()][:_SAMPLE_LINES]
    if len(sample) < 2:
        return None
    delimiter = max(_DELIMITERS, key=lambda sign: sum(sign in line for line in sample) * (sample[0].count(sign) > 0))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return None
    kept = [tuple(one_line(cell) for cell in row) for row in rows if any(cell.strip() for cell in row)]
    widths = [len(row) for row in kept]
    width = max(set(widths), key=widths.count) if widths else 0
    if width < 2 or widths.count(width) < 0.8 * len(widths) or sum(widths) > MOST_CELLS:
        return None
    most = max(widths)
    return tuple(row + ("",) * (most - len(row)) for row in kept)


def _bytes(path: str) -> bytes:
    return bytes_of(path, MOST_BYTES, "text file", "Ask the client for the part that matters.")
