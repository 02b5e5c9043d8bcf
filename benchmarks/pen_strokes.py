"""What pens and other things leave on generated papers: signatures of several hands, and what is none.

Other hands than those of the sample and the held-out papers draw here: the finders are made for neither.
"""

import io
import math
import random
from collections.abc import Callable
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from sample_docs.generator.scan import render

INKS = (HexColor("#1b2a6b"), HexColor("#202020"), HexColor("#0d3b8c"), HexColor("#101010"))
Point = tuple[float, float]


def _pen(canvas: Canvas, dice: random.Random, ink: Color | None = None) -> PDFPathObject:
    canvas.setStrokeColor(ink or dice.choice(INKS))
    canvas.setLineWidth(dice.uniform(0.7, 1.8))
    canvas.setLineCap(1)
    return canvas.beginPath()


def _follow(canvas: Canvas, path: PDFPathObject, points: list[Point]) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path)


def loops(canvas: Canvas, dice: random.Random, x: float, y: float, width: float) -> None:
    """A row of rolling loops whose size changes, as a tablet or a scanner of pens stores it: many short steps."""
    path = _pen(canvas, dice)
    turns, high = dice.uniform(3, 8), dice.uniform(6, 13)
    phase, drift = dice.uniform(0, 6), dice.uniform(-4, 4)
    points = []
    for step in range(140):
        t = step / 139
        swell = high * (0.45 + 0.55 * abs(math.sin(phase + 5.1 * t)))
        angle = phase + 2 * math.pi * turns * t
        points.append((x + width * t + 0.55 * swell * math.sin(angle), y + 6 + drift * t + swell * math.cos(angle)))
    _follow(canvas, path, points)


def zigzag(canvas: Canvas, dice: random.Random, x: float, y: float, width: float) -> None:
    """A tall initial, spikes that run out, and a line drawn back below."""
    path = _pen(canvas, dice)
    points = [(x, y + 2), (x + 4, y + dice.uniform(16, 26)), (x + 9, y - dice.uniform(2, 6))]
    at = x + 9
    while at < x + 0.75 * width:
        at += dice.uniform(3, 7)
        points.append((at, y + dice.uniform(5, 13)))
        at += dice.uniform(2, 5)
        points.append((at, y + dice.uniform(-3, 3)))
    points += [(x + width, y + dice.uniform(2, 8)), (x + 0.3 * width, y - dice.uniform(3, 6))]
    _follow(canvas, path, points)


def letters(canvas: Canvas, dice: random.Random, x: float, y: float, width: float) -> None:
    """A capital by itself and a second word joined up: two strokes of curves."""
    for start, share, high in ((0.0, 0.3, 20), (0.38, 0.62, 15)):
        path = _pen(canvas, dice)
        at, end = x + start * width, x + (start + share) * width
        path.moveTo(at, y + dice.uniform(0, 4))
        path.curveTo(at + 2, y + high, at + 9, y + dice.uniform(0.7, 1) * high, at + 6, y - dice.uniform(0, 5))
        at += 6
        while at < end:
            wide, tall = dice.uniform(4, 9), dice.choice((5.0, 7.0, 12.0)) * dice.uniform(0.8, 1.2)
            path.curveTo(at - 1, y + tall, at + wide, y + tall, at + 0.7 * wide, y + dice.uniform(-1, 1))
            path.curveTo(at + 0.8 * wide, y - 2, at + 0.9 * wide, y - 1, at + wide, y + dice.uniform(0, 3))
            at += wide
        canvas.drawPath(path)


def flourish(canvas: Canvas, dice: random.Random, x: float, y: float, width: float) -> None:
    """A big oval, a wave through it, a dash under it."""
    path = _pen(canvas, dice)
    tall = dice.uniform(16, 24)
    path.moveTo(x + 0.1 * width, y)
    path.curveTo(x - 6, y + tall, x + 0.5 * width, y + tall * 1.1, x + 0.35 * width, y + 2)
    path.curveTo(x + 0.3 * width, y - 8, x + 0.1 * width, y - 4, x + 0.25 * width, y + 9)
    for step in range(dice.randint(2, 5)):
        at = x + (0.35 + 0.1 * step) * width
        path.curveTo(at, y + dice.uniform(6, 14), at + 6, y + dice.uniform(4, 10), at + 8, y + dice.uniform(-2, 2))
    path.curveTo(x + 0.8 * width, y + 8, x + 0.9 * width, y + 3, x + width, y + dice.uniform(4, 12))
    canvas.drawPath(path)
    path = _pen(canvas, dice)
    path.moveTo(x + 0.2 * width, y - 3)
    path.curveTo(x + 0.4 * width, y - 7, x + 0.7 * width, y - 1, x + 0.9 * width, y - 4)
    canvas.drawPath(path)


def initials(canvas: Canvas, dice: random.Random, x: float, y: float, width: float) -> None:
    """Two big letters run into one, no wider than they must be."""
    flourish(canvas, dice, x, y, min(width, dice.uniform(38, 52)))


SIGNATURES: tuple[Callable[[Canvas, random.Random, float, float, float], None], ...] = (
    loops, zigzag, letters, flourish, initials,
)  # fmt: skip


def sign(canvas: Canvas, seed: str, x: float, y: float, width: float) -> None:
    """A signature of one person, always in the same hand."""
    dice = random.Random(seed)
    dice.choice(SIGNATURES)(canvas, dice, x, y, width * dice.uniform(0.8, 1.0))


def cursive(canvas: Canvas, dice: random.Random, text: str, x: float, y: float, size: float) -> float:
    """Handwriting joined up, a line of the pen for every word; returns where it ends."""
    for word in text.split():
        path = _pen(canvas, dice)
        path.moveTo(x, y)
        for sign in word:
            wide = size * dice.uniform(0.42, 0.56)
            top = size * (1.05 if sign.isupper() or sign in "bdfhklt0123456789" else 0.5) * dice.uniform(0.85, 1.15)
            if sign in "gjpqy":
                path.curveTo(x + 0.6 * wide, y + top, x + wide, y + top, x + 0.8 * wide, y)
                path.curveTo(x + 0.7 * wide, y - 0.5 * size, x, y - 0.45 * size, x + wide, y + 0.05 * size)
            else:
                path.curveTo(x + 0.3 * wide, y + 0.2 * top, x + 0.7 * wide, y + top, x + 0.4 * wide, y + top)
                path.curveTo(x + 0.2 * wide, y + 0.7 * top, x + 0.4 * wide, y - 0.05 * size, x + wide, y + 0.1 * size)
            x += wide
        canvas.drawPath(path)
        x += 0.5 * size
    return x


@cache
def cut_out(who: str) -> io.BytesIO:
    """A signature cut out of a scan, as people paste it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(120, 41), invariant=True)
    sign(canvas, who, 6, 12, 106)
    canvas.save()
    cut = render(buffer.getvalue(), 200, grey=False)[0]
    out = io.BytesIO()
    cut.save(out, "PNG")
    return out


def tick(canvas: Canvas, dice: random.Random, x: float, y: float) -> None:
    """A tick of a pen."""
    path = _pen(canvas, dice)
    path.moveTo(x, y + 4)
    path.curveTo(x + 1, y + 3, x + 2, y + 1, x + 3, y)
    path.curveTo(x + 5, y + 5, x + 8, y + 9, x + 11, y + dice.uniform(10, 14))
    canvas.drawPath(path)


def ring_round(canvas: Canvas, dice: random.Random, x: float, y: float, width: float) -> None:
    """A ring drawn by hand round a printed word, its ends apart."""
    path = _pen(canvas, dice)
    middle, half = x + width / 2, width / 2 + 5
    turn = dice.uniform(0, 6)
    points = [
        (middle + half * math.cos(turn + step / 8), y + 3 + 9 * math.sin(turn + step / 8) + 0.05 * step)
        for step in range(54)
    ]
    _follow(canvas, path, points)


def underline(canvas: Canvas, dice: random.Random, x: float, y: float, width: float) -> None:
    """A wavering line under words that matter."""
    path = _pen(canvas, dice)
    path.moveTo(x - 2, y - 3)
    path.curveTo(x + 0.3 * width, y - 3 + dice.uniform(-2, 2), x + 0.7 * width, y - 3 + dice.uniform(-2, 2),
                 x + width, y - 3 + dice.uniform(-1, 1))  # fmt: skip
    canvas.drawPath(path)


def strike(canvas: Canvas, dice: random.Random, x: float, y: float, width: float) -> None:
    """Words crossed out: to and fro over them."""
    path = _pen(canvas, dice)
    points, at, way = [(x, y + 3)], x, 1
    for _ in range(dice.randint(6, 14)):
        at = min(x + width, max(x, at + way * dice.uniform(0.2, 0.7) * width))
        way = -way
        points.append((at, y + dice.uniform(-1, 8)))
    _follow(canvas, path, points)


def coffee(canvas: Canvas, dice: random.Random, x: float, y: float) -> None:
    """What the foot of a mug leaves: a ring, open on one side."""
    canvas.setStrokeColor(HexColor("#b89468"))
    canvas.setLineWidth(dice.uniform(1.5, 3.5))
    canvas.arc(x, y, x + 130, y + 128, dice.uniform(0, 200), dice.uniform(280, 350))


def stamp(canvas: Canvas, dice: random.Random, x: float, y: float) -> None:
    """A rubber stamp, askew: a frame with a word and a day."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(dice.uniform(-14, 14))
    colour = dice.choice((HexColor("#a01c1c"), HexColor("#1c2f8a"), HexColor("#4b4b4b")))
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    canvas.setLineWidth(1.6)
    canvas.roundRect(0, 0, 112, 38, 4)
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawCentredString(56, 20, dice.choice(("RECEIVED", "PAID", "COPY", "SCANNED", "ENTERED")))
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawCentredString(56, 7, f"{dice.randint(1, 28)} {dice.choice(('FEB', 'JUN', 'OCT'))} 2026")
    canvas.restoreState()


def logo(canvas: Canvas, dice: random.Random, x: float, y: float) -> None:
    """A firm's sign of waves in open lines at the head of its paper."""
    canvas.setStrokeColor(HexColor("#2c6e49"))
    canvas.setLineWidth(2.2)
    for row in range(3):
        path = canvas.beginPath()
        path.moveTo(x, y + 7 * row)
        for wave in range(4):
            left = x + 14 * wave
            path.curveTo(left + 4, y + 7 * row + 9, left + 10, y + 7 * row - 9, left + 14, y + 7 * row)
        canvas.drawPath(path)


def sketch(canvas: Canvas, dice: random.Random, x: float, y: float) -> None:
    """A drawing of where it happened: a road, a cross, an arrow."""
    path = _pen(canvas, dice)
    path.moveTo(x, y)
    path.curveTo(x + 60, y + 40, x + 120, y - 10, x + 210, y + 60)
    canvas.drawPath(path)
    path = _pen(canvas, dice)
    path.moveTo(x + 10, y + 90)
    path.curveTo(x + 50, y + 60, x + 90, y + 120, x + 200, y + 110)
    canvas.drawPath(path)
    canvas.line(x + 95, y + 40, x + 115, y + 60)
    canvas.line(x + 115, y + 40, x + 95, y + 60)
