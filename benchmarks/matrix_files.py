"""A matrix as a workbook, as a digital PDF and as a scan of 200 dpi."""

import random
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from reportlab.lib import colors
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from benchmarks.matrices import Matrix, written
from sample_docs.generator.model import Scan
from sample_docs.generator.scan import jpeg, render, scanned

SCAN = Scan(200, "clean", angle=0.4, noise=4.0)
FORMATS = ("yyyy-mm-dd", "d-mmm-yy", "mm/dd/yyyy", "mmm d, yyyy")


def xlsx(matrix: Matrix, file: Path, seed: int) -> Path:
    """A workbook: merged titles, an empty row or column before the grid, days as numbers where the style has them."""
    chance = random.Random(seed)
    book = Workbook()
    sheet = book.active
    width = len(matrix.rows[0])
    left = 1 + (chance.random() < 0.3)
    for title in matrix.titles:
        sheet.append([*[None] * (left - 1), title])
        row = sheet.max_row
        sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=left + width - 1)
    if chance.random() < 0.5:
        sheet.append([None])
        sheet.append([" "])
    shape, at = chance.choice(FORMATS), sheet.max_row
    for number, cells in enumerate(matrix.rows, start=1):
        for column, value in enumerate(cells, start=left):
            cell = sheet.cell(at + number, column)
            if isinstance(value, date) and matrix.writing == "number":
                cell.value, cell.number_format = value, shape
            elif value:
                cell.value = written(value, matrix.writing) if isinstance(value, date) else value
            if number <= matrix.header_rows:
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
    if matrix.layout == "stacked":
        for column in range(left, left + width - 1):
            if matrix.rows[0][column - left] and not matrix.rows[0][column - left + 1]:
                sheet.merge_cells(start_row=at + 1, end_row=at + 1, start_column=column, end_column=column + 1)
    for column in matrix.hidden:
        sheet.column_dimensions[get_column_letter(left + column)].hidden = True
    book.save(file)
    return file


def pdf(matrix: Matrix, file: Path, seed: int) -> Path:
    """A digital PDF, landscape: a ruled grid, or one with lines between its rows only."""
    chance = random.Random(seed)
    style = getSampleStyleSheet()["Normal"]
    size = 8 if len(matrix.rows[0]) <= 9 else 7
    cells = [[_text(matrix, value) for value in row] for row in matrix.rows]
    table = Table(cells, repeatRows=matrix.header_rows)
    ruled = chance.random() < 0.75
    rules = (
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
        if ruled
        else [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)]
    )
    bold = ("FONTNAME", (0, 0), (-1, matrix.header_rows - 1), "Helvetica-Bold")
    table.setStyle(
        TableStyle([*rules, bold, ("FONTSIZE", (0, 0), (-1, -1), size), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    )
    flow = [*(Paragraph(title, style) for title in matrix.titles), Spacer(1, 8), table]
    SimpleDocTemplate(str(file), pagesize=landscape(letter), leftMargin=36, rightMargin=36, invariant=True).build(flow)
    return file


def _text(matrix: Matrix, value: object) -> str:
    text = written(value, matrix.writing) if isinstance(value, date) else str(value)
    return text.replace("✓", "x")


def scan(matrix: Matrix, file: Path, seed: int) -> Path:
    """The PDF on paper and through a scanner."""
    drawn = pdf(matrix, file.with_suffix(".drawn.pdf"), seed)
    size = landscape(letter)
    canvas = Canvas(str(file), pagesize=size, invariant=True)
    for number, picture in enumerate(render(drawn.read_bytes(), SCAN.dpi)):
        page = file.with_suffix(f".{number}.jpg")
        page.write_bytes(jpeg(scanned(picture, SCAN, f"{seed}-{number}"), 85, SCAN.dpi))
        canvas.drawImage(str(page), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return file
