"""Cells of ruled matrices on scans of 200 dpi: how many come back in their place with exactly the text printed in them.

A lone X is a tick and counts in either case.
"""

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reportlab.lib.pagesizes import landscape, letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.scans import DPI, bound
from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, Table
from sample_docs.generator.model import Scan
from sample_docs.generator.scan import render, scanned

MATRICES, BAR = 16, 0.92
FONTS = (("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("Courier", "Courier-Bold"))
SCAN = Scan(DPI, "skewed", angle=0.5, noise=4.0)
FIRST = "Marcel Ingrid Tobias Renée Halvard Colleen Desmond Akua Farid Wren Ottilie Blair Joss Nadia Percy".split()
LAST = "Kowal Bergeron Nystrom Achebe Pelletier Dhaliwal Lachance Friesen Osborne Tkachuk Whitecap Moreau".split()
COURSES = ("First Aid", "WHMIS", "Fall Arrest", "H2S", "TDG", "CPR", "Rigging", "Lift Truck", "Lockout", "Crane", "PFT")
ROLES = ("Labourer", "Operator", "Welder", "Driver", "Foreman", "Apprentice")
SAID = ("X", "N/A", "Yes", "Exp.", "Booked")
WRITINGS = ("%Y-%m-%d", "%d-%b-%y", "%b %d/%y", "%m/%d/%Y")
MARGIN, HIGHEST = 36.0, 24.0  # points


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix as it is printed: the first row holds the heads."""

    rows: tuple[tuple[str, ...], ...]
    fonts: tuple[str, str]
    rule: float


def measure_scanned_cells() -> None:
    """Print the share of right cells, of all and of those with something in them, and every matrix without its grid."""
    with tempfile.TemporaryDirectory() as folder:
        made = [_matrix(seed) for seed in range(MATRICES)]
        found = _read(Path(folder), made)
    filled = filled_right = right = total = lost = 0
    for matrix, tables in zip(made, found, strict=True):
        table = max(tables, key=lambda table: sum(map(len, table)), default=())
        lost += not _same_grid(matrix.rows, table)
        for row, cells in enumerate(matrix.rows):
            for column, printed in enumerate(cells):
                same = row < len(table) and column < len(table[row]) and _said(table[row][column]) == _said(printed)
                total, right = total + 1, right + same
                filled, filled_right = filled + bool(printed), filled_right + (same and bool(printed))
    of_all, of_filled = 100 * right / total, 100 * filled_right / filled
    print(f"{MATRICES} matrices: {of_all:.1f} % of {total} cells right, {of_filled:.1f} % of the {filled} filled ones "
          f"(bar {100 * BAR:.0f}); other rows or columns than printed: {lost}")  # fmt: skip


def _said(text: str) -> str:
    return text.upper() if len(text) == 1 else text


def _same_grid(rows: Sequence[Sequence[str]], table: Table) -> bool:
    return len(rows) == len(table) and len(rows[0]) == len(table[0])


def _matrix(seed: int) -> Matrix:
    """Eight to 25 people, five to twelve columns; days written in one of four ways, ticks and words between them."""
    chance = random.Random(seed)
    width, people = chance.randint(5, 12), chance.randint(8, 25)
    with_role, writing = chance.random() < 0.5, WRITINGS[seed % len(WRITINGS)]
    heads = ["Name", *(["Trade"] if with_role else [])]
    heads += chance.sample(COURSES, width - len(heads))
    rows = [tuple(heads)]
    for _ in range(people):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        lead = [name, *([chance.choice(ROLES)] if with_role else [])]
        rows.append((*lead, *(_cell(chance, writing) for _ in range(width - len(lead)))))
    return Matrix(tuple(rows), FONTS[seed % len(FONTS)], chance.choice((0.4, 0.6, 1.0)))


def _cell(chance: random.Random, writing: str) -> str:
    kind = chance.random()
    if kind < 0.2:
        return ""
    if kind < 0.4:
        return chance.choice(SAID)
    return (date(2024, 1, 1) + timedelta(days=chance.randint(0, 900))).strftime(writing)


def _draw(matrix: Matrix, file: Path) -> None:
    width, height = landscape(letter)
    canvas = Canvas(str(file), pagesize=(width, height), invariant=True)
    columns, rows = len(matrix.rows[0]), len(matrix.rows)
    first = 1.6  # the column of names is so much wider
    unit = (width - 2 * MARGIN) / (columns - 1 + first)
    edges = [MARGIN, *(MARGIN + unit * (first + at) for at in range(columns))]
    high = min(HIGHEST, (height - 2 * MARGIN) / rows)
    canvas.setLineWidth(matrix.rule)
    for row in range(rows + 1):
        canvas.line(edges[0], height - MARGIN - row * high, edges[-1], height - MARGIN - row * high)
    for edge in edges:
        canvas.line(edge, height - MARGIN, edge, height - MARGIN - rows * high)
    for row, cells in enumerate(matrix.rows):
        font = matrix.fonts[row == 0]
        for column, text in enumerate(cells):
            room = edges[column + 1] - edges[column] - 6
            size = min(9.0, 9.0 * room / max(1.0, stringWidth(text, font, 9.0)))
            canvas.setFont(font, size)
            canvas.drawString(edges[column] + 3, height - MARGIN - (row + 0.5) * high - size / 3, text)
    canvas.save()


def _read(folder: Path, made: Sequence[Matrix]) -> list[tuple[Table, ...]]:
    """The tables of each, through paper and a scanner."""
    pictures = []
    for number, matrix in enumerate(made):
        _draw(matrix, folder / "drawn.pdf")
        picture = render((folder / "drawn.pdf").read_bytes(), DPI)[0]
        pictures.append(folder / f"{number:02d}.jpg")
        scanned(picture, SCAN, f"matrix-{number}").save(pictures[-1], quality=75, dpi=(DPI, DPI))
    file = bound(pictures, folder / "scan.pdf", landscape(letter))
    pages = read_pages(str(file), "application/pdf", 1, len(made), ReadOptions())
    return [page.tables if isinstance(page, Page) else () for page in pages]
