"""The grid of a scanned table: lines to write on are no rulings, pale hairlines are."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.extract.scanned_grid import scanned_tables
from pipeline.model import Box, Word

WIDE, TALL = 2200, 1700
LEFT, TOP, COLUMN, ROW = 100, 100, 250, 90
ROWS, COLUMNS = 9, 7


def sheet(*, ruling: int = 90, text: str = "Competency", underlined: bool = False) -> Image.Image:
    """A landscape page of 200 dots an inch with a small entry in every cell."""
    page = Image.new("L", (WIDE, TALL), 245)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(22)
    for row in range(ROWS + 1):
        pen.line((LEFT, TOP + row * ROW, LEFT + COLUMNS * COLUMN, TOP + row * ROW), fill=ruling, width=2)
    for column in range(COLUMNS + 1):
        pen.line((LEFT + column * COLUMN, TOP, LEFT + column * COLUMN, TOP + ROWS * ROW), fill=ruling, width=2)
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = LEFT + column * COLUMN + 14, TOP + row * ROW + 12
            pen.text((x, y), text, fill=20, font=font)
            if underlined and column == 2:
                pen.line((x, y + 40, x + 200, y + 40), fill=20, width=2)
    return page


def words() -> list[Word]:
    made = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = LEFT + column * COLUMN + 14, TOP + row * ROW + 12
            box = Box(x / WIDE, y / TALL, (x + 90) / WIDE, (y + 20) / TALL)
            made.append(Word(f"r{row}c{column}", box, row, 95.0))
    return made


@pytest.mark.parametrize(
    "page",
    [sheet(), sheet(ruling=190), sheet(underlined=True)],
    ids=["printed", "pale hairlines", "underlined entries"],
)
def test_every_printed_cell_and_no_other(page: Image.Image) -> None:
    (table,) = scanned_tables(page, words())
    assert table == tuple(tuple(f"r{row}c{column}" for column in range(COLUMNS)) for row in range(ROWS))


def test_small_print_without_rulings_is_no_table() -> None:
    assert scanned_tables(sheet(ruling=245), words()) == ()
