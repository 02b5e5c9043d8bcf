"""Words out of Tesseract's table."""

import pytest

from pipeline.ocr.tessdata import words_of_table


def row(text: str, width: int, height: int) -> str:
    return f"5\t1\t1\t1\t1\t1\t10\t20\t{width}\t{height}\t65.0\t{text}"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("xX", 15, "X"), ("Xx", 19, "X"), ("xX", 40, "xX"), ("XX", 15, "XX"), ("ox", 15, "ox")],
)
def test_a_cross_read_in_both_cases_is_one(text: str, width: int, expected: str) -> None:
    (word,) = words_of_table(row(text, width, 19))
    assert (word.text, word.right - word.left) == (expected, width)
