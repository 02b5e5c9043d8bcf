"""Generated papers with and without pen signatures: bodies of the training firms, sign-offs of a dozen layouts.

Signed and unsigned papers have the same layouts and the same handwriting, stamps, ticks, rings and stains around them.
"""

import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks import pen_strokes as pen
from sample_docs.generator.draw import FONTS

HOUSES = Path(__file__).parent.parent / "classifiers" / "training" / "corpus" / "houses"
HANDS = ("Kalam", "PatrickHand", "IndieFlower")
FACES = (("Helvetica", 9.5), ("Times-Roman", 10.5), ("Courier", 9.0), ("Helvetica", 8.5))
PEOPLE = ("Ana Belmont", "Curtis Yew", "Dov Perlman", "Ines Okafor", "Joss Hartwell", "Mira Tan", "Noel Gagnon",
          "Pat Sorel", "Rhea Dunmore", "Sven Aukland", "Tom Kitchener", "Wanda Ruel")  # fmt: skip
TITLES = ("Supervisor", "Foreman", "Site manager", "Safety coordinator", "President")
AROUND = ("tick", "ring", "underline", "coffee", "stamp", "sketch", "strike")
SIGNING = re.compile(r"sign|initial|appro|author|acknowl|/s/|scribble|\bby\b", re.I)
WORDING = re.compile(r"\[\[([^|\]]*)(?:\|[^\]]*)?\]\]")


@dataclass(frozen=True, slots=True)
class PenPaper:
    """One page, whether a pen signed it, and how its place to sign looks."""

    name: str
    pdf: bytes
    signed: bool
    layout: str
    around: tuple[str, ...]


@cache
def _bodies() -> tuple[tuple[str, ...], ...]:
    found = []
    for path in sorted(HOUSES.glob("*/*.txt")):
        if path.stem == "reference":
            continue  # a law or a leaflet is nobody's to sign
        for paper in re.split(r"^####.*$", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            lines = [WORDING.sub(r"\1", line) for line in paper.strip().split("\n") if not SIGNING.search(line)]
            if 4 <= len(lines) <= 60 and not any("{" in re.sub(r"\{\{|\}\}", "", line) for line in lines):
                found.append(tuple(lines))
    return tuple(found)


@dataclass(slots=True)
class _Sheet:
    """A page being drawn, from the top down."""

    canvas: Canvas
    dice: random.Random
    face: str
    size: float
    hand: str
    by_hand: bool
    signed: bool
    pictured: bool
    joined: bool
    y: float = 745.0
    left: float = 48.0
    printed: list[tuple[float, float, float]] = field(default_factory=list)

    def type(self, text: str, x: float, y: float | None = None) -> float:
        """Print; returns where the text ends."""
        at = self.y if y is None else y
        self.canvas.setFillColorRGB(0, 0, 0)
        self.canvas.setFont(self.face, self.size)
        self.canvas.drawString(x, at, text)
        width = self.canvas.stringWidth(text, self.face, self.size)
        self.printed.append((x, at, width))
        return x + float(width)

    def write(self, text: str, x: float, y: float | None = None) -> float:
        """Fill in by hand, or in type where the form was filled on a screen."""
        if not self.by_hand:
            return self.type(text, x, y)
        size = self.size + 2.5
        if self.joined:
            return pen.cursive(self.canvas, self.dice, text, x, self.y if y is None else y, size)
        self.canvas.setFillColorRGB(0.1, 0.16, 0.42)
        self.canvas.setFont(self.hand, size)
        self.canvas.drawString(x, self.y if y is None else y, text)
        return x + float(self.canvas.stringWidth(text, self.hand, size))

    def ink(self, who: str, x: float, y: float | None = None, width: float = 110.0) -> float:
        """A pen signature where the paper is signed, else nothing."""
        at = self.y if y is None else y
        if self.signed and self.pictured:
            self.canvas.drawImage(ImageReader(pen.cut_out(who)), x, at - 8, width, width * 0.34, mask="auto")
        elif self.signed:
            pen.sign(self.canvas, who, x + 3, at, width - 6)
        return x + width

    def rule(self, x: float, width: float, y: float | None = None) -> None:
        """A line to write on."""
        at = (self.y if y is None else y) - 2
        self.canvas.setStrokeColorRGB(0.2, 0.2, 0.2)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x, at, x + width, at)

    def down(self, lines: float = 1.0) -> None:
        """To the next line."""
        self.y -= lines * self.size * 1.35


Layout = Callable[[_Sheet, str, str, str], None]


def _labelled(sheet: _Sheet, who: str, title: str, day: str) -> None:
    end = sheet.type(sheet.dice.choice(("Signature:", "Signed:", f"{title} signature", "Sign:")), sheet.left)
    sheet.rule(end + 6, 150)
    sheet.ink(who, end + 12)
    end = sheet.type("Date:", end + 170)
    sheet.rule(end + 4, 90)
    if sheet.signed:
        sheet.write(day, end + 8)


def _under_line(sheet: _Sheet, who: str, title: str, day: str) -> None:
    sheet.rule(sheet.left, 190)
    sheet.rule(sheet.left + 250, 110)
    sheet.ink(who, sheet.left + 8)
    if sheet.signed:
        sheet.write(day, sheet.left + 258)
    sheet.down()
    sheet.type(sheet.dice.choice((title, f"{title} signature", f"{who}, {title}")), sheet.left)
    sheet.type("Date", sheet.left + 250)


def _party(sheet: _Sheet, who: str, title: str, day: str) -> None:
    end = sheet.type(f"{title}:", sheet.left)
    sheet.rule(end + 4, 140)
    sheet.ink(who, end + 10)


def _name_then_ink(sheet: _Sheet, who: str, title: str, day: str) -> None:
    label = sheet.dice.choice(("Led by", "Inspector", "Attendant", "Talk given by", "Mechanic"))
    end = sheet.write(who, sheet.type(label, sheet.left) + 6)
    sheet.ink(who, end + 10)


def _ink_then_name(sheet: _Sheet, who: str, title: str, day: str) -> None:
    sheet.type(f"{who}     {day}", sheet.ink(who, sheet.left) + 14)


def _over_name(sheet: _Sheet, who: str, title: str, day: str) -> None:
    sheet.ink(who, sheet.left)
    sheet.down(1.4)
    sheet.type(who, sheet.left)
    sheet.down()
    sheet.type(title, sheet.left)


def _declared(sheet: _Sheet, who: str, title: str, day: str) -> None:
    sheet.ink(who, sheet.type("I certify that the above was checked.", sheet.left) + 12)


def _alone(sheet: _Sheet, who: str, title: str, day: str) -> None:
    sheet.ink(who, sheet.left)
    if sheet.dice.random() < 0.5:
        sheet.ink(sheet.dice.choice(PEOPLE), sheet.left + 170)


def _table(sheet: _Sheet, who: str, title: str, day: str) -> None:
    heads = ("Name", "Company", sheet.dice.choice(("Signature", "Sign", "Signature")))
    rows, high, wide = sheet.dice.randint(3, 6), 22.0, (150.0, 120.0, 170.0)
    top, ruled = sheet.y + 12, sheet.dice.random() < 0.7
    for row in range(rows + 1):
        x = sheet.left
        for place, width in enumerate(wide):
            if ruled:
                sheet.canvas.setStrokeColorRGB(0.2, 0.2, 0.2)
                sheet.canvas.setLineWidth(0.6)
                sheet.canvas.rect(x, top - (row + 1) * high, width, high)
            at = top - row * high - 15
            person = PEOPLE[(row * 5 + len(who)) % len(PEOPLE)]
            if row == 0:
                sheet.type(heads[place], x + 4, at)
            elif place < 2:
                sheet.write((person, "Northgate")[place], x + 4, at)
            else:
                sheet.ink(person, x + 8, at, 120)
            x += width
    sheet.y = top - (rows + 1) * high - 14


def _crew(sheet: _Sheet, who: str, title: str, day: str) -> None:
    end = sheet.type(sheet.dice.choice(("Crew:", "Present:", "There:")), sheet.left)
    for person in (who, PEOPLE[len(title) % len(PEOPLE)]):
        end = sheet.ink(person, sheet.write(person, end + 8) + 6, width=80)


def _boxed(sheet: _Sheet, who: str, title: str, day: str) -> None:
    sheet.canvas.setStrokeColorRGB(0.2, 0.2, 0.2)
    sheet.canvas.setLineWidth(0.7)
    sheet.canvas.rect(sheet.left, sheet.y - 36, 200, 46)
    sheet.canvas.rect(sheet.left + 200, sheet.y - 36, 120, 46)
    sheet.type(f"{title} signature", sheet.left + 4)
    sheet.type("Date", sheet.left + 204)
    sheet.ink(who, sheet.left + 20, sheet.y - 26)
    if sheet.signed:
        sheet.write(day, sheet.left + 212, sheet.y - 22)
    sheet.down(3.6)


LAYOUTS: dict[str, Layout] = {
    "labelled": _labelled, "under line": _under_line, "party": _party, "name, ink": _name_then_ink,
    "ink, name": _ink_then_name, "over name": _over_name, "declared": _declared, "alone": _alone, "table": _table,
    "crew": _crew, "boxed": _boxed,
}  # fmt: skip


def _around(sheet: _Sheet) -> tuple[str, ...]:
    """What else a pen, a stamp or a mug left on the paper."""
    dice, canvas = sheet.dice, sheet.canvas
    told = [
        name for name in ("tick", "ring", "underline", "coffee", "stamp", "sketch", "strike") if dice.random() < 0.25
    ]
    words = [place for place in sheet.printed if 20 < place[2] < 150] or sheet.printed
    for name in told:
        x, y, width = dice.choice(words)
        if name == "tick":
            pen.tick(canvas, dice, 34, y)
        elif name == "ring":
            pen.ring_round(canvas, dice, x, y, width)
        elif name == "underline":
            pen.underline(canvas, dice, x, y, width)
        elif name == "strike":
            pen.strike(canvas, dice, x, y, min(width, 60.0))
        elif name == "coffee":
            pen.coffee(canvas, dice, dice.uniform(60, 380), dice.uniform(60, 500))
        elif name == "stamp":
            pen.stamp(canvas, dice, dice.uniform(330, 440), dice.uniform(60, 690))
        elif sheet.y > 190:
            pen.sketch(canvas, dice, 90, 40)
    return tuple(told)


def _body(sheet: _Sheet) -> None:
    for line in sheet.dice.choice(_bodies()):
        cells = line.split(" | ")
        for place, cell in enumerate(cells):
            x = sheet.left + place * 510 / len(cells)
            end = x + 510 / len(cells) - 12
            for piece in re.split(r"(\{\{.*?\}\})", cell.replace("[]", "[ ]")):
                plain = piece.strip("{}")[: max(0, int((end - x) / sheet.size * 1.9))]
                x = sheet.write(plain, x) if piece.startswith("{{") else sheet.type(plain, x)
        sheet.down()
        if sheet.y < 330:
            return


def pen_paper(seed: int) -> PenPaper:
    """The paper of a seed: even seeds are signed, odd ones not."""
    for name in HANDS:
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}-Regular.ttf")))
    dice = random.Random(seed)
    buffer = io.BytesIO()
    face, size = dice.choice(FACES)
    layout, signed = dice.choice(tuple(LAYOUTS)), seed % 2 == 0
    sheet = _Sheet(
        Canvas(buffer, pagesize=letter, invariant=True), dice, face, size, dice.choice(HANDS), dice.random() < 0.6,
        signed, dice.random() < 0.15, dice.random() < 0.35,
    )  # fmt: skip
    head = dice.random() < 0.3
    if head:
        pen.logo(sheet.canvas, dice, 48, 752)
        sheet.type("Northgate Works Ltd.", 125, 755)
        sheet.down(1.5)
    _body(sheet)
    sheet.down(1.6)
    day = f"{dice.randint(1, 28)} {dice.choice(('Jan', 'May', 'Sept'))} 2026"
    for _ in range(dice.choice((1, 1, 2))):
        LAYOUTS[layout](sheet, dice.choice(PEOPLE), dice.choice(TITLES), day)
        sheet.down(2.6)
    around = (*_around(sheet), *(("logo",) if head else ()), *(("joined",) if sheet.joined and sheet.by_hand else ()))
    sheet.canvas.showPage()
    sheet.canvas.save()
    return PenPaper(f"pen {seed}", buffer.getvalue(), signed, layout, around)
