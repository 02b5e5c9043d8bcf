"""Two pages on one sheet are read one after the other; wide forms and tables are not cut in two."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.pagesizes import landscape, letter
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.options import ReadOptions
from pipeline.extract.recognised import see
from pipeline.ocr.image import small_copy
from pipeline.ocr.recognise import RecognisedPage
from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.spread import gutter, halves
from tests.pipeline.ocr.test_recognise import letters_lost, words_shared
from tests.pipeline.ocr.typed_pages import FORM, PROSE, TABLE, TypedPage, form, prose, scanned, table, two_columns

SHEET = (2200, 1700)


def beside(left: TypedPage, right: TypedPage, turn: int = 0, shadow: bool = False) -> Image.Image:
    """A booklet on the glass: both pages at two thirds of their size, perhaps with the shadow of the fold."""
    sheet = Image.new("L", SHEET, 255)
    for at, page in enumerate((left, right)):
        sheet.paste(page.at(140).crop((40, 0, 1140, 1540)), (at * 1100, 60 + 17 * at))
    if shadow:
        sheet.paste(70, (1094, 0, 1102, 1700))
    return scanned(sheet).rotate(turn, expand=True)


def recognised(shot: Image.Image) -> RecognisedPage:
    def render(dpi: int) -> Image.Image:
        return shot if dpi == 200 else shot.resize((round(shot.width * dpi / 200), round(shot.height * dpi / 200)))

    return see(render, ReadOptions()).seen


SPREADS: dict[str, tuple[TypedPage, TypedPage, int, bool]] = {
    "text and text": (prose(PROSE[:6], times=3), prose(PROSE[5:], times=3), 0, False),
    "with the shadow of the fold": (prose(PROSE[:6], times=3), prose(PROSE[5:], times=3), 0, True),
    "on its side": (prose(PROSE[:6], times=3), prose(PROSE[5:], times=3), 90, False),
}


@pytest.mark.parametrize("name", SPREADS)
def test_the_left_page_is_read_before_the_right_one(name: str) -> None:
    left, right, turn, shadow = SPREADS[name]
    page = recognised(beside(left, right, turn, shadow))
    assert letters_lost(f"{left.text}\n{right.text}", page.text) <= 0.03


def test_a_form_beside_a_table_keeps_both_whole() -> None:
    page = recognised(beside(form(), table()))
    at = page.text.index("Training matrix")
    left, right = page.text[:at], page.text[at:]
    assert words_shared(form().text, left) >= 0.9
    assert words_shared(table().text, right) >= 0.9
    assert any("Tomasz Wieczorek" in line and "Inspected" in line for line in left.split("\n"))


def test_columns_of_each_page_stay_columns() -> None:
    left, right = two_columns(), prose(PROSE, times=2)
    page = recognised(beside(left, right))
    assert letters_lost(f"{left.text}\n{right.text}", page.text) <= 0.06


def test_places_are_those_of_the_sheet() -> None:
    left, right, turn, shadow = SPREADS["text and text"]
    page = recognised(beside(left, right, turn, shadow))
    lines = page.text.split("\n")
    assert all(word.text in lines[word.line] for word in page.words)
    middle = next(at for at, line in enumerate(lines) if line.startswith(PROSE[5][:12]) and at > len(lines) // 3)
    assert all(word.box.right < 0.5 for word in page.words if word.line < middle - 14)
    assert all(word.box.left > 0.5 for word in page.words if word.line > middle + 6)


def wide(body: Callable[[Canvas], None]) -> Image.Image:
    target = BytesIO()
    canvas = Canvas(target, pagesize=landscape(letter), invariant=True)
    body(canvas)
    canvas.save()
    return scanned(TypedPage(target.getvalue(), "").at(200))


def rows(canvas: Canvas, lefts: tuple[int, ...], rulings: bool) -> None:
    canvas.setFont("Helvetica", 10)
    for number, row in enumerate(TABLE * 2):
        top = 540 - number * 20
        for left, cell in zip(lefts, row, strict=True):
            canvas.drawString(left, top, cell)
        if rulings:
            canvas.line(40, top - 5, 750, top - 5)


def two_sided_form(canvas: Canvas) -> None:
    """Label and entry left, label and entry right, line by line."""
    canvas.setFont("Helvetica", 10)
    for number, ((label, entry), (other, second)) in enumerate(zip(FORM[::2], FORM[1::2], strict=True)):
        top = 500 - number * 40
        canvas.drawString(60, top, f"{label}: {entry}")
        canvas.drawString(440, top, f"{other}: {second}")


ROW = "Devon MacPhail WHMIS 2026-01-08 2027-01-08"
COLUMNS = (50, 190, 460, 620)
WIDE: dict[str, tuple[Callable[[Canvas], None], str]] = {
    "a ruled table": (lambda canvas: rows(canvas, COLUMNS, True), ROW),
    "a table without rulings": (lambda canvas: rows(canvas, COLUMNS, False), ROW),
    "a form": (two_sided_form, "Company: Larkspur Fabrication Ltd. Location: Bay 4, Leduc shop"),
}


@pytest.mark.parametrize("name", WIDE)
def test_what_is_one_wide_page_is_not_cut(name: str) -> None:
    body, line = WIDE[name]
    page = recognised(wide(body))
    assert line in [" ".join(one.split()) for one in page.text.split("\n")]


def test_an_upright_page_has_no_gutter() -> None:
    assert gutter(small_copy(scanned(two_columns().at(200)))) is None
    assert gutter(small_copy(Image.new("L", SHEET, 255))) is None


def line(left: int, top: int, words: int, number: int) -> list[SeenWord]:
    lefts = [left + 60 * at for at in range(words)]
    return [SeenWord("word", 90, place, top, place + 50, top + 20, 1, 1, number) for place in lefts]


def test_lines_of_a_few_words_at_one_height_belong_together() -> None:
    def sides(offset: int) -> list[SeenWord]:
        return [word for at in range(8) for word in (*line(0, 40 * at, 2, at), *line(600, 40 * at + offset, 2, 9 + at))]

    assert halves(sides(0), 500) is None
    assert halves(sides(18), 500) is not None
    assert halves(line(0, 0, 9, 1), 500) is None
