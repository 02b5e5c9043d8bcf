"""Made-up documents to measure with; deterministic, and like nothing in the sample or the training data."""

import random
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

WORDS = (
    "crew area equipment supervisor worker control hazard review site daily record tool guard ladder harness signal "
    "vehicle loading repair checked before after during weather ground surface storage access exit lighting panel valve"
).split()
TITLES = ("Workplace Inspection Report", "Safety Meeting Minutes", "Safe Work Practice", "Emergency Response Plan")


def write_pdf(path: Path, pages: int, seed: int, *, table_every: int = 0) -> Path:
    """A digital PDF of running text, about 350 words a page, a ruled table on every n-th page."""
    chance = random.Random(seed)
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    for number in range(1, pages + 1):
        _page(canvas, chance, number, pages)
        if table_every and number % table_every == 0:
            _table(canvas, chance)
        canvas.showPage()
    canvas.save()
    return path


def _page(canvas: Canvas, chance: random.Random, number: int, pages: int) -> None:
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(60, 740, chance.choice(TITLES))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 720, f"Date: 2026-{chance.randint(1, 9):02d}-{chance.randint(1, 28):02d}    Site: North Yard")
    for line in range(34):
        text = " ".join(chance.choice(WORDS) for _ in range(11))
        canvas.drawString(60, 690 - line * 15, text.capitalize() + ".")
    canvas.drawString(480, 30, f"Page {number} of {pages}")


def _table(canvas: Canvas, chance: random.Random) -> None:
    for row in range(5):
        canvas.line(60, 60 + row * 20, 540, 60 + row * 20)
        for column in range(4):
            if row < 4:
                canvas.drawString(65 + column * 120, 66 + row * 20, chance.choice(WORDS))
    for column in range(5):
        canvas.line(60 + column * 120, 60, 60 + column * 120, 140)


def engagement(root: Path) -> Path:
    """An empty engagement."""
    (root / "inbox").mkdir(parents=True)
    (root / "engagement.toml").write_text(
        'client = "Bench Ltd."\ninstrument = "ab-aasp"\naudit_date = 2026-10-15\nhead_count = 40\n', encoding="utf-8"
    )
    return root
