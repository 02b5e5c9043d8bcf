"""Real small files for the tests of reading, made once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import reader_for
from pipeline.model import Page, PageFailure

Draw = Callable[[Canvas], None]

MATRIX = (
    ("Worker", "WHMIS", "First aid", "Fall protection"),
    ("Priya Nair", "2025-11-03", "2026-01-15", "2025-06-20"),
    ("Tom Okafor", "2025-11-03", "", "2024-09-12"),
    ("Lena Fischer", "2026-02-02", "2025-08-28", ""),
)


@pytest.fixture(scope="session")
def blind() -> ReadOptions:
    """Reading without recognition."""
    return ReadOptions(engine="null")


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., str]:
    """A PDF with one page for every drawing function."""

    def make(*pages: Draw, size: tuple[float, float] = (612, 792), name: str = "made.pdf") -> str:
        canvas = Canvas(str(tmp_path / name), pagesize=size)
        for draw in pages:
            canvas.setFont("Helvetica", 11)
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return str(tmp_path / name)

    return make


@pytest.fixture(scope="session")
def read_all() -> Callable[..., list[Page | PageFailure]]:
    def read(path: str, media_type: str, options: ReadOptions) -> list[Page | PageFailure]:
        reader = reader_for(media_type)
        return list(reader.read(path, 1, reader.count(path, options), options))

    return read


@pytest.fixture(scope="session")
def matrix_scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training matrix with ruled lines as a picture at 200 dpi, a little askew as scans are."""
    picture = Image.new("L", (1700, 1100), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=34)
    draw.text((140, 90), "Training matrix of the north yard", font=font, fill=0)
    left, top, widths, height = 140, 200, (420, 330, 330, 330), 90
    for row in range(len(MATRIX) + 1):
        y = top + row * height
        draw.line((left, y, left + sum(widths), y), fill=0, width=3)
    for column in range(len(widths) + 1):
        x = left + sum(widths[:column])
        draw.line((x, top, x, top + len(MATRIX) * height), fill=0, width=3)
    for row, cells in enumerate(MATRIX):
        for column, cell in enumerate(cells):
            draw.text((left + sum(widths[:column]) + 18, top + row * height + 26), cell, font=font, fill=0)
    path = tmp_path_factory.mktemp("matrix") / "matrix.png"
    picture.rotate(0.8, fillcolor=255, resample=Image.Resampling.BICUBIC).save(path, dpi=(200, 200))
    return path
