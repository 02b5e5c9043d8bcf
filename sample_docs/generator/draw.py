"""Draws documents onto PDF pages and tells how many pages each took."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, PageBreak

from sample_docs.generator.markup import Builder
from sample_docs.generator.model import Doc
from sample_docs.generator.papers import PAPERS, Paper, Sheet

FONTS = Path(__file__).parent / "fonts"
HANDS = {
    "kalam": "Kalam-Regular.ttf",
    "patrick": "PatrickHand-Regular.ttf",
    "indie": "IndieFlower-Regular.ttf",
    "delius": "Delius-Regular.ttf",
}


@dataclass(frozen=True)
class Drawn:
    """A PDF's bytes with the page count of each of its documents."""

    data: bytes
    pages: tuple[int, ...]


def prepare() -> None:
    """Fixes what reportlab would take from the clock, and loads the handwriting."""
    rl_config.invariant = 1
    rl_config.useA85 = 0
    for name, file in HANDS.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def frames(paper: Paper) -> list[Frame]:
    """One frame a column."""
    left, top, right, bottom = paper.margins
    gap = 18
    width = (paper.page[0] - left - right - gap * (paper.columns - 1)) / paper.columns
    height = paper.page[1] - top - bottom
    return [Frame(left + index * (width + gap), bottom, width, height, 0, 0, 0, 0) for index in range(paper.columns)]


def flow(canvas: Canvas, doc: Doc, total: int) -> int:
    """Draws one document page by page and returns how many pages it took, empty backs included.

    Args:
        total: How many printed pages the document says it has.
    """
    paper = PAPERS[doc.paper]
    column_width = frames(paper)[0]._width
    story = Builder(paper, doc.hand, column_width).build(doc.body)
    number = printed = 0
    while story:
        number, printed = number + 1, printed + 1
        sheet = Sheet(doc.title, doc.head, printed, total)
        canvas.setPageSize(paper.page)
        canvas.saveState()
        paper.top(canvas, paper, sheet)
        canvas.restoreState()
        before = len(story)
        for frame in frames(paper):
            frame.addFromList(story, canvas)
            if story and isinstance(story[0], PageBreak):
                story.pop(0)
                break
        if len(story) == before and before and number > 60:
            raise ValueError(f"{doc.title}: something is too large for the page")
        canvas.saveState()
        paper.bottom(canvas, paper, sheet)
        canvas.restoreState()
        canvas.showPage()
        if number in doc.blank_after:
            canvas.showPage()
            number += 1
    return number


def draw(docs: Sequence[Doc], password: str | None = None) -> Drawn:
    """The documents one after the other in one PDF."""
    prepare()
    encrypt = StandardEncryption(password, ownerPassword="kc-owner", strength=128) if password else None
    pages = tuple(flow(Canvas(io.BytesIO(), invariant=1), doc, 0) for doc in docs)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1, encrypt=encrypt)
    canvas.setCreator("Office export")
    canvas.setTitle(docs[0].title)
    for doc, total in zip(docs, pages, strict=True):
        flow(canvas, doc, total - len(doc.blank_after))
    canvas.save()
    return Drawn(out.getvalue(), pages)
