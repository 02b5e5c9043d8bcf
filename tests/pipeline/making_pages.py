"""Pages made from a few words, with and without places: what the tests of separation and understanding stand on."""

from collections.abc import Sequence
from datetime import date

from classifiers.model import Classification
from pipeline.facts.reading import Reading, read_page
from pipeline.model import (
    Box,
    Document,
    FormField,
    Mark,
    Page,
    Profile,
    Site,
    Table,
    TextOrigin,
    Window,
    Word,
)

AUDIT = date(2026, 3, 31)
EMPLOYER = Profile(
    "Alder Ridge Excavating Ltd.",
    ("Alder Ridge",),
    (Site("Hinton Yard", ("Hinton",)), Site("Edson Shop", ("Edson",))),
    35,
    AUDIT,
    Window(date(2025, 3, 31), AUDIT),
    AUDIT,
)
SOURCE = "5e" * 32
LINE_HEIGHT, LETTER_WIDTH = 0.014, 0.008

Run = tuple[float, float, str] | tuple[float, float, str, float]
"""Left edge, top edge, text and, on a scan, the engine's confidence."""


def text_page(
    text: str, number: int = 1, tables: Sequence[Table] = (), why: str = "embedded_text", name: str | None = None
) -> Page:
    """A page whose format knows no places."""
    return Page(number, text, TextOrigin.EMBEDDED, why, tables=tuple(tables), name=name)


def scan_text(text: str, number: int = 1) -> Page:
    """A recognised page without places."""
    return Page(number, text, TextOrigin.OCR, "no_text_layer", ocr_confidence=90.0, width=612, height=792)


def placed(
    runs: Sequence[Run],
    *,
    ocr: bool = False,
    marks: Sequence[Mark] = (),
    number: int = 1,
    fields: Sequence[FormField] = (),
    confidence: float = 90.0,
) -> Page:
    """A page with places: runs at one height stand on one line, on a scan each word is a word of its own."""
    words: list[Word] = []
    lines: list[str] = []
    for index, top in enumerate(sorted({run[1] for run in runs})):
        row = sorted((run for run in runs if run[1] == top), key=lambda run: run[0])
        lines.append("   ".join(run[2] for run in row))
        for run in row:
            words += _words(run, index, ocr)
    origin, why = (TextOrigin.OCR, "no_text_layer") if ocr else (TextOrigin.EMBEDDED, "embedded_text")
    return Page(
        number,
        "\n".join(lines),
        origin,
        why,
        ocr_confidence=confidence if ocr else None,
        width=612,
        height=792,
        words=tuple(words),
        marks=tuple(marks),
        fields=tuple(fields),
    )


def _words(run: Run, line: int, ocr: bool) -> list[Word]:
    left, top, text = run[0], run[1], run[2]
    trust = (run[3] if len(run) == 4 else 95.0) if ocr else None
    words, position = [], 0
    for piece in text.split(" ") if ocr else [text]:
        start = left + position * LETTER_WIDTH
        box = Box(start, top, start + len(piece) * LETTER_WIDTH, top + LINE_HEIGHT)
        words.append(Word(piece, box, line, trust))
        position += len(piece) + 1
    return words


def ink(left: float, top: float, right: float, bottom: float) -> Mark:
    """Something a pen left."""
    return Mark(Box(left, top, right, bottom), "ink", 0.1)


def reading(
    *pages: Page | str,
    kind: str = "record",
    document_type: str = "workplace_inspection",
    family: str = "inspection",
    title: str = "",
) -> Reading:
    """What the finders take, from pages or from plain texts."""
    made = [text_page(page, number) if isinstance(page, str) else page for number, page in enumerate(pages, 1)]
    document = Document(SOURCE, made[0].number, made[-1].number, 1.0)
    return Reading(document, tuple(read_page(page) for page in made), document_type, family, kind, EMPLOYER, title)


def answer(document_type: str, family: str) -> Classification:
    """What the classifier would say."""
    return Classification(document_type, family, 0.95, None, ("made up",))
