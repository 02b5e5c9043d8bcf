"""Character error of recognition on clean scans of 300 dpi and on slanted ones of 200 dpi: pages of held-out papers.

Lines to write on are left out: nobody reads them as characters, and each would count as twenty errors.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import pypdfium2
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.heldout.houses import load_houses
from benchmarks.scans import bound, character_error
from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Page
from sample_docs.generator.model import Scan
from sample_docs.generator.scan import render, scanned

PAGES = 24
FONTS = (("Helvetica", 10.0), ("Times-Roman", 11.0), ("Courier", 9.5), ("Helvetica", 9.0))
LEFT, TOP, LEADING, LOWEST = 54.0, 738.0, 1.35, 50.0
WIDTH = letter[0] - 2 * LEFT
FULL = 1500
# A drawn line to write on; linear.
_TO_WRITE_ON = re.compile(r"_{2,}")


@dataclass(frozen=True, slots=True)
class Condition:
    """How pages were scanned, and how many characters of a page may be read wrong."""

    name: str
    scan: Scan
    bar: float


CONDITIONS = (
    Condition("clean, 300 dpi", Scan(300, "clean"), 0.015),
    Condition("skewed, 200 dpi", Scan(200, "skewed", angle=2.0, noise=5.0), 0.03),
)


def measure_reading_errors() -> None:
    """Print the mean error and the worst page of each condition."""
    for condition in CONDITIONS:
        with tempfile.TemporaryDirectory() as folder:
            errors = _errors(Path(folder), condition.scan)
        average, worst = mean(errors), max(errors)
        print(f"{condition.name:16} {len(errors)} pages: {100 * average:.2f} %, worst page {100 * worst:.2f} % "
              f"(bar {100 * condition.bar:.1f})")  # fmt: skip


def _errors(folder: Path, scan: Scan) -> list[float]:
    drawn = folder / "drawn.pdf"
    _draw(drawn)
    with pypdfium2.PdfDocument(drawn) as document:
        typed = [page.get_textpage().get_text_range() for page in document]
    pictures = []
    for number, picture in enumerate(render(drawn.read_bytes(), scan.dpi)):
        pictures.append(folder / f"{number:02d}.jpg")
        scanned(picture, scan, f"{scan.dpi}-{number}").save(pictures[-1], quality=75, dpi=(scan.dpi, scan.dpi))
    file = bound(pictures, folder / "scan.pdf")
    read = read_pages(str(file), "application/pdf", 1, len(typed), ReadOptions())
    texts = [page.text if isinstance(page, Page) else "" for page in read]
    return [character_error([one], [two]) for one, two in zip(typed, texts, strict=True)]


def _draw(target: Path) -> None:
    """Pages of the papers, in several typefaces; what a hand wrote is typed."""
    canvas = Canvas(str(target), pagesize=letter, invariant=True)
    for number, text in zip(range(PAGES), _texts(), strict=False):
        font, size = FONTS[number % len(FONTS)]
        canvas.setFont(font, size)
        down = TOP
        for line in _wrapped(text, font, size):
            canvas.drawString(LEFT, down, line)
            down -= size * LEADING
            if down < LOWEST:
                break
        canvas.showPage()
    canvas.save()


def _texts() -> Iterator[str]:
    """Papers one after the other, firms and kinds in turns, until a page is full; of signs the typefaces have."""
    page = ""
    papers = [paper for house in load_houses() for paper in house.documents]
    for paper in sorted(papers, key=lambda paper: (paper.line, paper.family, paper.firm)):
        text = _TO_WRITE_ON.sub(" ", paper.plain_pages[0])
        if not text.isascii():
            continue
        page = f"{page}\n\n{text}".strip()
        if len(page) >= FULL:
            yield page
            page = ""


def _wrapped(text: str, font: str, size: float) -> Iterator[str]:
    """Lines that fit, blanks counted as one: recognition is measured so."""
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and stringWidth(longer, font, size) > WIDTH:
                yield line
                longer = word
            line = longer
        yield line
