"""Draws the sheets of a binder and scans them: type in columns, script for handwriting, pen strokes."""

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.paper_drawing import HANDS, LEADING, LEFT, SIZE, draw_line
from pipeline.separating.training.sheets import Sheet
from sample_docs.generator.draw import FONTS
from sample_docs.generator.marks import seeded
from sample_docs.generator.model import Scan
from sample_docs.generator.scan import jpeg, render, scanned

TITLE_SIZE, EDGE_SIZE = 14.0, 8.0
TOP, FOOT = 752.0, 30.0
MILD = Scan(200, "clean", angle=0.5, noise=4.0)


def draw_sheets(sheets: Sequence[Sheet], name: str) -> bytes:
    """The sheets as a PDF, one page each; lines stand closer where there are many."""
    for font in HANDS:
        pdfmetrics.registerFont(TTFont(font, str(FONTS / f"{font}-Regular.ttf")))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=True)
    hand = seeded(name).choice(HANDS)
    for sheet in sheets:
        _sheet(canvas, sheet, hand)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _sheet(canvas: Canvas, sheet: Sheet, hand: str) -> None:
    upper = [(line, style) for line, style in sheet.lines if style != "foot"]
    lower = [line for line, style in sheet.lines if style == "foot"]
    leading = min(LEADING + 1.5, (TOP - FOOT - 14 * len(lower) - 20) / max(1, len(upper)))
    y = TOP
    for line, style in upper:
        if style == "title":
            canvas.setFont("Helvetica-Bold", TITLE_SIZE)
            canvas.drawString(LEFT, y - 2, line[:80])
        elif style == "head":
            canvas.setFont("Helvetica", SIZE)
            canvas.drawString(LEFT, y, line[:100])
        else:
            draw_line(canvas, line.replace(" | ", "   "), y, hand)
        y -= leading * (1.6 if style == "title" else 1.0)
    canvas.setFont("Helvetica", EDGE_SIZE + 1)
    for row, line in enumerate(reversed(lower)):
        canvas.drawString(LEFT, FOOT + 12 * row, line[:110])


def scan_sheets(sheets: Sequence[Sheet], file: Path, name: str) -> Path:
    """The same on paper and through a scanner of 200 dpi, as a PDF of pictures."""
    canvas = Canvas(str(file), pagesize=letter, invariant=True)
    for number, picture in enumerate(render(draw_sheets(sheets, name), MILD.dpi)):
        page = file.with_suffix(f".{number}.jpg")
        page.write_bytes(jpeg(scanned(picture, MILD, f"{name}{number}"), 85, MILD.dpi))
        canvas.drawImage(str(page), 0, 0, *letter)
        canvas.showPage()
        page.unlink()
    canvas.save()
    return file
