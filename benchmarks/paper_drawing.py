"""Draws a held-out paper: type in columns, handwriting in a script font, a pen signature where ink is marked."""

import io
import re
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.heldout.houses import HeldOutDocument, Piece, pieces
from sample_docs.generator.draw import FONTS
from sample_docs.generator.marks import Signature, seeded
from sample_docs.generator.model import Scan
from sample_docs.generator.scan import jpeg, render, scanned

HANDS = ("Kalam", "PatrickHand", "IndieFlower")
SIZE, LEADING, WIDTH = 9.0, 11.5, 5.4  # points; Courier of nine points is 5.4 wide
LEFT, TOP, LINES, COLUMNS = 40.0, 755.0, 62, 98
SCAN = Scan(200, "clean", angle=0.4, noise=4.0)
_TYPE = str.maketrans(
    {
        **dict.fromkeys("☐□", "[ ]"),
        **dict.fromkeys("☑☒", "[x]"),
        **dict.fromkeys("✓✔✗", "x"),
        "→": "->",
        "≥": ">=",
        "≤": "<=",
        "\t": "    ",
        "\u00a0": " ",
        "\u2011": "-",
    }
)


def draw(paper: HeldOutDocument) -> bytes:
    """The paper as a PDF; pages too long for a sheet run on to the next."""
    for name in HANDS:
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}-Regular.ttf")))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=True)
    hand = seeded(paper.name).choice(HANDS)
    for page in paper.pages:
        lines = [piece for line in page.split("\n") for piece in _wrapped(line)]
        for start in range(0, max(1, len(lines)), LINES):
            for row, line in enumerate(lines[start : start + LINES]):
                draw_line(canvas, line, TOP - row * LEADING, hand)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan(paper: HeldOutDocument, file: Path) -> Path:
    """The same on paper and through a scanner of 200 dpi, as a PDF of pictures."""
    canvas = Canvas(str(file), pagesize=letter, invariant=True)
    for number, picture in enumerate(render(draw(paper), SCAN.dpi)):
        page = file.with_suffix(f".{number}.jpg")
        page.write_bytes(jpeg(scanned(picture, SCAN, f"{paper.name}{number}"), 85, SCAN.dpi))
        canvas.drawImage(str(page), 0, 0, *letter)
        canvas.showPage()
        page.unlink()
    canvas.save()
    return file


def _wrapped(line: str) -> list[str]:
    """Lines no wider than the sheet, broken between words, marks kept whole."""
    if len(line) <= COLUMNS:
        return [line]
    kept, held = [], ""
    for word in re.findall(r"(?:\[(?:ink|hand):[^\]]*\]|\S)+|\s+", line):
        if len(held) + len(word) > COLUMNS and held.strip():
            kept, held = [*kept, held], ""
        held += word if held or not word.isspace() else ""
    return [*kept, held]


def draw_line(canvas: Canvas, line: str, y: float, hand: str) -> None:
    """One line of a page with its marks, from the left margin."""
    x = LEFT
    for piece in pieces(line):
        x = _piece(canvas, piece, x, y, hand)


def _piece(canvas: Canvas, piece: Piece, x: float, y: float, hand: str) -> float:
    """One stretch of a line; returns where the next begins."""
    if piece.kind == "typed":
        return _type(canvas, piece.text, x, y)
    if piece.kind == "ink":
        width = min(120.0, max(70.0, len(piece.text) * 9.0))
        Signature(piece.text, width=width).drawOn(canvas, x, y - 6)
        return x + width
    canvas.setFont(hand, 12)
    canvas.setFillColorRGB(0.1, 0.16, 0.42)
    canvas.drawString(x, y, piece.text)
    canvas.setFillColorRGB(0, 0, 0)
    return x + canvas.stringWidth(piece.text, hand, 12)


def _type(canvas: Canvas, text: str, x: float, y: float) -> float:
    """Type by columns; each run of words stands where its column is, so that gaps stay gaps."""
    plain = text.translate(_TYPE)
    canvas.setFont("Courier", SIZE)
    for match in re.finditer(r"\S+(?: \S+)*", plain):
        canvas.drawString(x + match.start() * WIDTH, y, match.group())
    return x + len(plain) * WIDTH
