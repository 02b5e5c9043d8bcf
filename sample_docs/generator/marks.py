"""What a pen leaves on paper, as flowables: signatures, unreadable scrawls, ticked boxes."""

import math
import random
import zlib

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

BLUE_INK = HexColor("#1b2a6b")
BLACK_INK = HexColor("#202020")


def seeded(text: str) -> random.Random:
    """A random source that depends on the text alone."""
    return random.Random(zlib.crc32(text.encode()))


class Signature(Flowable):  # type: ignore[misc]
    """A signature nobody needs to read: loops that belong to one name, always the same."""

    def __init__(self, name: str, ink: Color = BLUE_INK, width: float = 110, height: float = 24) -> None:
        super().__init__()
        self.name, self.ink, self.width, self.height = name, ink, width, height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Never wider than its cell."""
        self.width = min(self.width, available_width)
        return self.width, self.height

    def draw(self) -> None:
        """A capital loop, a row of waves that flattens, a final dash."""
        dice, canvas = seeded(self.name), self.canv
        canvas.setStrokeColor(self.ink)
        canvas.setLineWidth(dice.uniform(1.0, 1.4))
        path, x, base = canvas.beginPath(), 4.0, self.height * 0.32
        path.moveTo(x, base + dice.uniform(-2, 9))
        path.curveTo(
            x + dice.uniform(-4, 8), base + dice.uniform(14, 28), x + dice.uniform(10, 22), base + dice.uniform(8, 24),
            x + 10, base - dice.uniform(0, 6),
        )  # fmt: skip
        waves = dice.randint(3, 9)
        step = (self.width * dice.uniform(0.62, 0.8) - 14) / waves
        for index in range(waves):
            high = dice.choice((dice.uniform(3, 7), dice.uniform(6, 17))) * (1 - 0.5 * index / waves)
            left = x + 10 + index * step
            path.curveTo(
                left + step * 0.2, base + high, left + step * dice.uniform(0.3, 0.9), base + high,
                left + step, base - dice.uniform(-1, 3.5),
            )  # fmt: skip
        path.curveTo(self.width * 0.8, base + 4, self.width * 0.9, base + dice.uniform(-2, 8), self.width - 3, base + 5)
        canvas.drawPath(path)


class Scrawl(Flowable):  # type: ignore[misc]
    """Handwriting nobody could read: crossed-out, overwritten strokes where a date should be."""

    def __init__(self, seed: str, width: float = 78, height: float = 14, ink: Color = BLUE_INK) -> None:
        super().__init__()
        self.seed, self.width, self.height, self.ink = seed, width, height, ink

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Never wider than its cell."""
        self.width = min(self.width, available_width)
        return self.width, self.height

    def draw(self) -> None:
        """Cramped zigzags written over each other, then a stroke through."""
        dice, canvas = seeded(self.seed), self.canv
        canvas.setStrokeColor(self.ink)
        canvas.setLineWidth(1.1)
        for _ in range(3):
            path, x = canvas.beginPath(), dice.uniform(1, 6)
            path.moveTo(x, dice.uniform(3, 8))
            while x < self.width - 6:
                dx = dice.uniform(2, 6)
                path.curveTo(
                    x + dx * 0.2, dice.uniform(0, 13), x + dx * 0.8, dice.uniform(0, 13), x + dx, dice.uniform(2, 11)
                )
                x += dx
            canvas.drawPath(path)
        canvas.setLineWidth(1.8)
        canvas.line(2, self.height * 0.4, self.width - 3, self.height * 0.6)


class Ticks(Flowable):  # type: ignore[misc]
    """A row of boxes with labels, some ticked by pen (or by a program)."""

    def __init__(self, choices: tuple[tuple[bool, str], ...], size: float = 8.5, by_hand: bool = True) -> None:
        super().__init__()
        self.choices, self.size, self.by_hand = choices, size, by_hand

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """One line high."""
        return available_width, self.size + 4

    def draw(self) -> None:
        """Box, mark, label; then the next."""
        canvas: Canvas = self.canv
        x = 1.0
        for index, (ticked, label) in enumerate(self.choices):
            canvas.setStrokeColor(HexColor("#333333"))
            canvas.setLineWidth(0.7)
            canvas.rect(x, 1.5, self.size - 1, self.size - 1)
            if ticked:
                self._mark(canvas, x, index)
            canvas.setFillColor(HexColor("#111111"))
            canvas.setFont("Helvetica", self.size)
            canvas.drawString(x + self.size + 4, 2.2, label)
            x += self.size + 13 + canvas.stringWidth(label, "Helvetica", self.size)

    def _mark(self, canvas: Canvas, x: float, index: int) -> None:
        canvas.setStrokeColor(BLUE_INK if self.by_hand else HexColor("#111111"))
        canvas.setLineWidth(1.3)
        lift = math.sin(index * 7.3) if self.by_hand else 0.0
        canvas.line(x + 1.5, 5 + lift, x + 3.2, 2.5)
        canvas.line(x + 3.2, 2.5, x + self.size + (1.5 if self.by_hand else -1.5), self.size + lift)
