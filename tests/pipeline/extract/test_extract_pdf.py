"""Text layer, places, tables and marks of digital PDF pages."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.jobs import Picture, count_pages, picture, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Box, Page, TextOrigin

PDF = "application/pdf"


def form(canvas: Canvas) -> None:
    """All labels first, all entries afterwards, as programs that fill in forms draw them."""
    canvas.drawString(72, 720, "Monthly Inspection")
    for row, label in enumerate(("Date:", "Inspector:", "Site:")):
        canvas.drawString(72, 690 - 20 * row, label)
    for row, entry in enumerate(("2026-02-17", "J. Doe", "North yard")):
        canvas.drawString(180, 690 - 20 * row, entry)


def only(path: str, options: ReadOptions) -> Page:
    (page,) = read_pages(path, PDF, 1, 1, options)
    assert isinstance(page, Page)
    return page


def ink_in(image: np.ndarray, box: Box) -> float:
    """Share of the picture's ink that lies in a box."""
    height, width = image.shape
    dark = image < 128
    rows = slice(int(box.top * height), int(box.bottom * height) + 1)
    inside = dark[rows, int(box.left * width) : int(box.right * width) + 1]
    return float(inside.sum() / dark.sum())


def test_entries_stand_behind_their_labels(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    page = only(make_pdf(form), blind)
    assert page.text.split("\n") == [
        "Monthly Inspection",
        "",
        "Date:   2026-02-17",
        "Inspector:   J. Doe",
        "Site:   North yard",
    ]
    assert (page.text_origin, page.why, page.width, page.height) == (TextOrigin.EMBEDDED, "embedded_text", 612, 792)


def test_every_word_stands_on_the_line_it_names(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    page = only(make_pdf(form), blind)
    lines = page.text.split("\n")
    assert [word.text for word in page.words] == [part for line in lines if line for part in line.split("   ")]
    assert all(word.text in lines[word.line] for word in page.words)


def test_columns_of_running_text_are_not_mixed(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    def columns(canvas: Canvas) -> None:
        for x, name in ((60, "left"), (330, "right")):
            for row in range(12):
                canvas.drawString(x, 700 - 14 * row, f"{name} column goes on with line {row}")

    lines = only(make_pdf(columns), blind).text.split("\n")
    assert not [line for line in lines if "left" in line and "right" in line]
    assert lines.index("left column goes on with line 11") < lines.index("right column goes on with line 0")


@pytest.mark.parametrize("flag", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_boxes_and_pictures_agree_on_turned_pages(
    make_pdf: Callable[..., str], blind: ReadOptions, tmp_path: Path, flag: int, turned: int
) -> None:
    """Whatever the page's flag and however its text lies: upright text, and the box lies on the word's own ink."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 300)
        canvas.rotate(turned)
        canvas.drawString(-200, 220, "Hazard assessment")

    path = make_pdf(draw, size=(600, 600))
    with pypdfium2.PdfDocument(path) as pdf:
        pdf[0].set_rotation(flag)
        pdf.save(tmp_path / "turned.pdf")
    path = str(tmp_path / "turned.pdf")
    page = only(path, blind)
    assert page.text == "Hazard assessment"
    (word,) = page.words
    assert word.box.right - word.box.left > 5 * (word.box.bottom - word.box.top)
    assert word.box.top < 0.2
    (made,) = picture(path, PDF, 1, page.rotation, 100, str(tmp_path / "page.jpg"))
    assert isinstance(made, Picture)
    from PIL import Image

    with Image.open(made.path) as image:
        assert ink_in(np.asarray(image.convert("L")), word.box) > 0.95


def test_a_picture_appears_only_whole(make_pdf: Callable[..., str], tmp_path: Path) -> None:
    (made,) = picture(make_pdf(form), PDF, 1, 90, 72, str(tmp_path / "page.jpg"))
    assert (made.width, made.height) == (792, 612)
    assert [file.name for file in tmp_path.iterdir() if "page" in file.name] == ["page.jpg"]


def test_ruled_tables_come_back_as_rows(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    def table(canvas: Canvas) -> None:
        form(canvas)
        for row in range(3):
            for column in range(3):
                canvas.rect(72 + 120 * column, 400 - 30 * row, 120, 30)
                if (row, column) != (2, 1):
                    canvas.drawString(76 + 120 * column, 417 - 30 * row, f"cell {row}")
                    canvas.drawString(76 + 120 * column, 405 - 30 * row, f"of {column}")

    rows = only(make_pdf(table), blind).tables
    assert rows == (
        (
            ("cell 0 of 0", "cell 0 of 1", "cell 0 of 2"),
            ("cell 1 of 0", "cell 1 of 1", "cell 1 of 2"),
            ("cell 2 of 0", "", "cell 2 of 2"),
        ),
    )


def test_tables_agree_with_pdfplumber(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    """The slow reader that everybody trusts, as a peer."""
    import pdfplumber

    def table(canvas: Canvas) -> None:
        canvas.grid([72, 160, 300, 420, 540], [400, 425, 450, 475, 500])
        for row in range(4):
            for column, x in enumerate((72, 160, 300, 420)):
                canvas.drawString(x + 5, 483 - 25 * row, f"r{row} c{column} value")

    path = make_pdf(table)
    with pdfplumber.open(path) as pdf:
        expected = tuple(tuple(cell or "" for cell in row) for row in pdf.pages[0].extract_tables()[0])
    assert only(path, blind).tables == (expected,)


def test_a_page_border_is_no_table(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    def bordered(canvas: Canvas) -> None:
        canvas.rect(30, 30, 550, 730)
        canvas.line(30, 400, 580, 400)
        form(canvas)

    assert only(make_pdf(bordered), blind).tables == ()


def test_pictures_and_pen_strokes_are_marked(make_pdf: Callable[..., str], blind: ReadOptions, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (120, 40), "navy").save(tmp_path / "signature.png")

    def signed(canvas: Canvas) -> None:
        form(canvas)
        canvas.drawString(72, 120, "Signature:")
        path = canvas.beginPath()
        path.moveTo(150, 118)
        for step in range(8):
            path.curveTo(155 + 12 * step, 150, 160 + 12 * step, 100, 162 + 12 * step, 125)
        canvas.drawPath(path)
        canvas.drawImage(str(tmp_path / "signature.png"), 320, 110, 90, 30)
        canvas.circle(500, 600, 40)

    marks = {mark.kind: mark for mark in only(make_pdf(signed), blind).marks}
    assert set(marks) == {"stroke", "image"}
    assert marks["stroke"].box.left == pytest.approx(150 / 612, abs=0.01)
    assert marks["stroke"].box.bottom > 0.8
    assert marks["image"].box.left == pytest.approx(320 / 612, abs=0.002)
    assert marks["image"].box.top == pytest.approx(652 / 792, abs=0.002)


def test_a_flat_signature_with_a_sharp_turn_is_a_stroke_where_it_is_drawn(
    make_pdf: Callable[..., str], blind: ReadOptions
) -> None:
    def signed(canvas: Canvas) -> None:
        form(canvas)
        path = canvas.beginPath()
        path.moveTo(150, 118)
        path.curveTo(160, 140, 160.4, 140, 160.2, 117)  # a turn so sharp that its corner would reach off the page
        for step in range(6):
            left = 162 + 14 * step
            path.curveTo(left + 4, 119, left + 9, 118, left + 14, 118.5)
        canvas.drawPath(path)

    (mark,) = only(make_pdf(signed), blind).marks
    assert mark.kind == "stroke"
    assert mark.box.left == pytest.approx(150 / 612, abs=0.01)
    assert mark.box.right == pytest.approx(246 / 612, abs=0.01)
    assert mark.box.bottom - mark.box.top < 0.05


def test_a_box_with_round_corners_is_ruled_and_no_stroke(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    def boxed(canvas: Canvas) -> None:
        form(canvas)
        canvas.roundRect(150, 100, 200, 60, 8)

    assert only(make_pdf(boxed), blind).marks == ()


def test_text_off_the_page_is_not_read(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    def hidden(canvas: Canvas) -> None:
        canvas.drawString(72, 720, "On the page")
        canvas.drawString(72, -200, "Below the page")

    assert only(make_pdf(hidden), blind).text == "On the page"


def test_an_empty_page_is_blank_without_a_picture(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    page = only(make_pdf(lambda canvas: None), blind)
    assert page.blank and page.text_origin is TextOrigin.NONE


def test_a_large_sheet_with_text_is_read(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    page = only(make_pdf(form, size=(14400, 14400)), blind)
    assert "Inspector:" in page.text


def test_only_the_pages_asked_for(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    path = make_pdf(*[form] * 7)
    assert count_pages(path, PDF, blind) == 7
    assert [page.number for page in read_pages(path, PDF, 3, 5, blind)] == [3, 4, 5]
    assert [page.number for page in read_pages(path, PDF, 6, 99, blind)] == [6, 7]


def test_what_is_drawn_inside_a_form_object_is_found_at_its_place(
    make_pdf: Callable[..., str], blind: ReadOptions
) -> None:
    """Programs that fill templates wrap the template in a scaled and shifted object."""

    def wrapped(canvas: Canvas) -> None:
        canvas.beginForm("template")
        canvas.grid([0, 100, 200], [0, 40, 80])
        canvas.setFont("Helvetica", 10)
        for column in range(2):
            for row in range(2):
                canvas.drawString(10 + 100 * column, 15 + 40 * row, f"c{column} r{1 - row}")
        canvas.endForm()
        canvas.translate(120, 300)
        canvas.scale(1.5, 1.5)
        canvas.doForm("template")

    page = only(make_pdf(wrapped), blind)
    assert page.tables == ((("c0 r0", "c1 r0"), ("c0 r1", "c1 r1")),)
    assert page.words[0].box.left == pytest.approx((120 + 15) / 612, abs=0.01)
