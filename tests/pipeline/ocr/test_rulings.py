"""Level rulings of a table are rubbed out for a second look, and nothing else is."""

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.rulings import without_level_rulings

DPI, SIZE, PAPER, INK = 200, (1700, 900), 240, 60
ROWS = tuple(range(150, 750, 100))


def table(rows: Sequence[int] = ROWS, reach: int = 1500, slant: int = 6) -> Image.Image:
    """Words with a hairline below each row; the lines drop by some pixels from left to right."""
    picture = Image.new("L", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    for row in rows:
        pen.line((100, row, reach, row + slant), fill=150)
        pen.rectangle((150, row - 40, 260, row - 15), fill=INK)
    return picture


def words(confidence: float, count: int = 5) -> list[SeenWord]:
    return [SeenWord("word", confidence, 150, row - 40, 260, row - 15, 1, 1, row) for row in range(100, 100 + count)]


def test_the_lines_go_and_the_words_stay() -> None:
    rubbed = without_level_rulings(table(), words(40.0), DPI)
    assert rubbed is not None
    grey = np.asarray(rubbed)
    assert (grey[:, 300:] > PAPER - 20).all()
    assert (grey == INK).sum() == (np.asarray(table()) == INK).sum()


@pytest.mark.parametrize(
    ("picture", "seen"),
    [
        (table(), words(95.0)),
        (table(ROWS[:3]), words(40.0)),
        (table(reach=500), words(40.0)),
        (table(), words(40.0, 2)),
    ],
    ids=["nothing is in doubt", "three lines are no table", "short lines are underlines", "two words are in doubt"],
)
def test_other_pages_are_left_alone(picture: Image.Image, seen: Sequence[SeenWord]) -> None:
    assert without_level_rulings(picture, seen, DPI) is None
