"""Lines of a pen in digital PDFs: which wind like a name, which belong together, pasted pictures of signatures."""

import math
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from benchmarks.pen_strokes import SIGNATURES, coffee, ring_round, tick, underline
from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.extract.pdf_strokes import PenStroke, grouped, turns
from pipeline.extract.place import Place
from pipeline.model import Mark, Page
from sample_docs.generator.marks import seeded


def marks(path: str | Path, options: ReadOptions) -> tuple[Mark, ...]:
    (page,) = read_pages(str(path), "application/pdf", 1, 1, options)
    assert isinstance(page, Page)
    return page.marks


Drawing = Callable[[Canvas], None]


@pytest.mark.parametrize("hand", SIGNATURES)
def test_every_hand_winds(hand: Callable[..., None], make_pdf: Callable[[Drawing], str], blind: ReadOptions) -> None:
    for seed in range(6):

        def sign(canvas: Canvas, seed: int = seed) -> None:
            canvas.drawString(72, 700, "Talk on ladders")
            hand(canvas, seeded(f"hand {seed}"), 150, 118, 100)

        assert any(mark.kind == "stroke" and mark.wound for mark in marks(make_pdf(sign), blind))


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: tick(canvas, seeded("a"), 150, 300),
        lambda canvas: ring_round(canvas, seeded("a"), 150, 300, 60),
        lambda canvas: underline(canvas, seeded("a"), 150, 300, 90),
        lambda canvas: coffee(canvas, seeded("a"), 150, 300),
        lambda canvas: canvas.arc(150, 300, 250, 340, 20, 300),
    ],
)
def test_rings_ticks_and_stains_do_not(draw: Drawing, make_pdf: Callable[[Drawing], str], blind: ReadOptions) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Talk on ladders")
        draw(canvas)

    assert not any(mark.wound for mark in marks(make_pdf(page), blind))


def test_turns_are_counted_both_ways_and_trembling_is_none() -> None:
    assert turns([[(0, 0), (10, 0), (20, 0)]]) == 0
    assert turns([[(0, 0), (10, 9), (20, 0), (30, 9)]]) == 2
    assert turns([[(0, 0), (10, 9), (5, 0), (12, 9)]]) == 4
    assert turns([[(step, math.sin(step)) for step in range(60)]]) == 0
    assert turns([]) == turns([[]]) == 0


def test_signers_of_neighbouring_rows_stay_apart_and_strokes_of_one_name_join() -> None:
    rows = [PenStroke(Place(100, 100 + 12 * row, 200, 128 + 12 * row), 9) for row in range(4)]
    assert len(grouped(rows)) == 4
    dot, dash = PenStroke(Place(130, 96, 145, 102), 1), PenStroke(Place(110, 130, 190, 136), 2)
    (one,) = grouped([rows[0], dot, dash])
    assert one.turns == 12 and one.place == Place(100, 96, 200, 136)
    mug = PenStroke(Place(90, 40, 220, 190), 4)
    assert len(grouped([rows[0], mug])) == 2


def test_an_outline_filled_with_ink_is_a_stroke_and_a_page_of_outlined_letters_is_none(
    make_pdf: Callable[[Drawing], str], blind: ReadOptions
) -> None:
    def outline(canvas: Canvas, x: float, y: float, ink: str = "#101030") -> None:
        path = canvas.beginPath()
        path.moveTo(x, y)
        for step in range(8):  # along one side of the pen's line and back along the other
            path.curveTo(x + 9 * step, y + 16, x + 6 + 9 * step, y - 8, x + 9 + 9 * step, y + 3)
        for step in range(8, 0, -1):
            path.curveTo(x + 6 + 9 * step, y - 6, x + 9 * step, y + 18, x - 9 + 9 * step, y + 4)
        path.close()
        canvas.setFillColor(HexColor(ink))
        canvas.drawPath(path, stroke=0, fill=1)

    def page(canvas: Canvas, rows: int, ink: str = "#101030") -> None:
        canvas.drawString(72, 740, "Talk on ladders")
        for row in range(rows):
            outline(canvas, 150, 700 - 40 * row, ink)

    (mark,) = marks(make_pdf(lambda canvas: page(canvas, 1)), blind)
    assert mark.kind == "stroke" and mark.wound
    assert marks(make_pdf(lambda canvas: page(canvas, 14)), blind) == ()
    assert marks(make_pdf(lambda canvas: page(canvas, 1, "#d0e0ff")), blind) == ()


@pytest.mark.parametrize("winds", [True, False])
def test_a_drawing_on_top_of_the_page(
    winds: bool, make_pdf: Callable[[Drawing], str], blind: ReadOptions, tmp_path: Path
) -> None:
    path = make_pdf(lambda canvas: canvas.drawString(72, 105, "Led by Dana Roe"))
    points = [(220 + 5 * step, 100 + (14 if step % 2 else 0) * winds) for step in range(20)]
    with pypdfium2.PdfDocument(path) as pdf:
        note = raw.FPDFPage_CreateAnnot(pdf[0], raw.FPDF_ANNOT_INK)
        raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(215, 118, 325, 96))
        raw.FPDFAnnot_AddInkStroke(note, (raw.FS_POINTF * 20)(*(raw.FS_POINTF(*point) for point in points)), 20)
        raw.FPDFPage_CloseAnnot(note)
        pdf.save(tmp_path / "noted.pdf")
    (mark,) = marks(tmp_path / "noted.pdf", blind)
    assert (mark.kind, mark.wound) == ("stroke", winds)


@pytest.mark.parametrize("clear", [True, False])
def test_a_pasted_picture_of_a_signature_is_told_from_another(
    clear: bool, make_pdf: Callable[[Drawing], str], blind: ReadOptions, tmp_path: Path
) -> None:
    points = [(8 + 1.5 * t + 14 * math.sin(t / 4), 40 + 24 * math.cos(t / 4)) for t in range(170)]
    signature = Image.new("RGBA", (280, 80), (255, 255, 255, 0 if clear else 255))
    ImageDraw.Draw(signature).line(points, fill=(20, 20, 90, 255), width=3)
    signature.save(tmp_path / "signature.png")
    Image.new("RGB", (280, 80), "navy").save(tmp_path / "logo.png")

    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Talk on ladders")
        canvas.drawImage(str(tmp_path / "signature.png"), 100, 300, 120, 34, mask="auto")
        canvas.drawImage(str(tmp_path / "logo.png"), 300, 300, 120, 34)

    left, right = sorted(marks(make_pdf(page), blind), key=lambda mark: mark.box.left)
    assert (left.kind, left.wound, right.kind, right.wound) == ("image", True, "image", False)
