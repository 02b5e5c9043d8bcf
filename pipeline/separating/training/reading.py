"""Sheets of a binder -> pages as the pipeline reads them: embedded text, or what recognition makes of a picture."""

import random
from collections.abc import Sequence

from classifiers.training.noise import misread
from pipeline.model import Page, TextOrigin
from pipeline.separating.training.sheets import Sheet

PAPER = (612.0, 792.0)


def as_text(sheets: Sequence[Sheet]) -> list[Page]:
    """Every sheet as its own words, without places."""
    return [
        Page(number, "", TextOrigin.NONE, "blank", width=PAPER[0], height=PAPER[1])
        if sheet.blank
        else Page(number, sheet.text, TextOrigin.EMBEDDED, "embedded_text", width=PAPER[0], height=PAPER[1])
        for number, sheet in enumerate(sheets, 1)
    ]


def as_recognised(sheets: Sequence[Sheet], chance: random.Random) -> list[Page]:
    """Every sheet misread like a scan: swapped letters, lost lines, columns run together, no empty lines."""
    rate = chance.choice((0.002, 0.01, 0.02, 0.04))
    pages = []
    for number, sheet in enumerate(sheets, 1):
        if sheet.blank:
            pages.append(Page(number, "", TextOrigin.NONE, "blank", width=PAPER[0], height=PAPER[1]))
            continue
        lines = [line for line, _ in sheet.lines if line.strip() and chance.random() > rate]
        text = misread("\n".join(line.replace(" | ", "   ") for line in lines), rate, chance)
        text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
        pages.append(
            Page(number, text, TextOrigin.OCR, "no_text_layer", 100.0 - 400.0 * rate, width=PAPER[0], height=PAPER[1])
        )
    return pages
