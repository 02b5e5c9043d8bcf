"""Documents to sheets: cut at natural places, with the running lines and numbers their house prints on them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.facts.headings import title_of
from pipeline.facts.reading import read_page
from pipeline.model import Page, TextOrigin
from pipeline.separating.printed import PAGE_OF

Style = Literal["title", "body", "head", "foot"]
_TITLE_LEFT = 0.4
"""A page whose strongest title is weaker than this has none that a reader would see."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper: its lines with how each is set; no lines for a blank side."""

    lines: tuple[tuple[str, Style], ...] = ()

    @property
    def text(self) -> str:
        """What an extractor gives for it."""
        return "\n".join(line for line, _ in self.lines)

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.lines


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a house prints around its texts.

    Args:
        company: Its name, "" where it is not printed.
        letterhead: Whether the name heads each first page; ``every`` whether it heads all pages.
        running: What runs along the top: nothing, the title, or the number of the form.
        footer: A line at the foot of every page, "" for none.
        numbers: A pattern with {x} and {y}, "" for none; ``top`` where it stands.
        single: Whether documents of one page are numbered too.
        from_second: Whether numbering begins on the second page.
        lines: So many lines fit on a page.
        columns: A line longer than this goes on below.
        parted: How often a page ends early because a part with a heading comes next.
    """

    company: str
    letterhead: bool
    every: bool
    running: Literal["", "title", "form"]
    form: str
    footer: str
    numbers: str
    top: bool
    single: bool
    from_second: bool
    lines: int
    columns: int
    parted: float


_NUMBERS = (
    "Page {x} of {y}",
    "Page {x} of {y}",
    "{x}/{y}",
    "{x} of {y}",
    "Page {x}",
    "{x}",
    "- {x} -",
    "p. {x}/{y}",
    "Page {x} de {y}",
)
_FEET = (
    "",
    "",
    "",
    "Printed copies are uncontrolled",
    "{form}   Rev. {n}",
    "{company}",
    "Confidential",
    "{form}",
    "printed {n}/25",
    "File copy - keep three years",
    "www.{site}.ca   555-01{n}{n}",
)


def furniture(company: str, chance: random.Random) -> Furniture:
    """Draw what a house prints around its texts."""
    form = (
        chance.choice(("HS", "F", "SF", "OHS", "TG", "Form")) + chance.choice(("-", " ")) + str(chance.randint(1, 140))
    )
    footer = chance.choice(_FEET).format(
        form=form, n=chance.randint(1, 9), company=company, site=(company or "north").split()[0].lower()
    )
    return Furniture(
        company=company,
        letterhead=chance.random() < 0.4,
        every=chance.random() < 0.25,
        running=chance.choice(("", "", "", "title", "form")),
        form=form,
        footer=footer,
        numbers=chance.choice(_NUMBERS) if chance.random() < 0.6 else "",
        top=chance.random() < 0.2,
        single=chance.random() < 0.35,
        from_second=chance.random() < 0.12,
        lines=chance.choice((14, 18, 22, 26, 32, 40, 48)),
        columns=chance.choice((70, 80, 95, 110)),
        parted=chance.choice((0.0, 0.2, 0.5, 0.9)),
    )


def bare(style: Furniture) -> Furniture:
    """The same house without numbers and without a title along the top."""
    return replace(style, numbers="", running="" if style.running == "title" else style.running)


def cut(text: str, style: Furniture, chance: random.Random, most: int) -> list[list[str]]:
    """The lines of a document page by page: full pages end between paragraphs where one is near, else between lines.

    Args:
        most: No more pages than this; the rest stands on the last one.
    """
    lines = [part for line in text.split("\n") for part in wrapped(line, style.columns)]
    pages: list[list[str]] = []
    while len(lines) > style.lines * 1.15 and len(pages) + 1 < most:
        at = style.lines
        gaps = [n for n in range(max(4, at - 7), min(at + 2, len(lines))) if not lines[n].strip()]
        parts = [n for n in range(max(4, at // 2), min(at + 1, len(lines))) if _heads_part(lines, n)]
        fate = chance.random()
        if parts and fate < style.parted:
            at = chance.choice(parts)
        elif gaps and fate < 0.8:
            at = chance.choice(gaps)
        pages.append(lines[:at])
        lines = lines[at:]
    left = [line for line in lines if line.strip()]
    if len(left) < 3 and pages:
        pages[-1] += lines
    else:
        pages.append(lines)
    return pages


def _heads_part(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the heading of a part: short, below an empty line, no field, running text after it."""
    line = lines[at].strip()
    apart = at > 0 and not lines[at - 1].strip() and 3 < len(line) < 60 and line[-1] not in ".;,"
    return apart and (line.isupper() or (line[:1].isupper() and ":" not in line and "  " not in line))


def wrapped(line: str, columns: int) -> list[str]:
    """A line as it stands on paper so wide."""
    if len(line) <= columns or "   " in line.strip() or " | " in line:
        return [line]
    parts, current = [], ""
    for word in line.split(" "):
        if current and len(current) + len(word) >= columns:
            parts.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*parts, current]


def without_title(lines: Sequence[str]) -> list[str]:
    """The lines of a first page without those a reader would take for its title."""
    kept = list(lines)
    for _ in range(4):
        title = title_of(read_page(Page(1, "\n".join(kept), TextOrigin.EMBEDDED, "embedded_text")))
        if title is None or title.strength < _TITLE_LEFT or len(kept) < 4:
            break
        del kept[title.line.index]
    return kept


def without_numbers(lines: Sequence[str]) -> list[str]:
    """The lines of a page without a page number that its text itself bears."""
    return [PAGE_OF.sub("", line) for line in lines]


def titled(lines: Sequence[str]) -> bool:
    """Whether a reader would see a title on a first page."""
    title = title_of(read_page(Page(1, "\n".join(lines), TextOrigin.EMBEDDED, "embedded_text")))
    return title is not None and title.strength >= _TITLE_LEFT


def dressed(
    pages: Sequence[Sequence[str]], title: str, style: Furniture, *, show_title: bool, first: int = 1
) -> list[Sheet]:
    """Sheets with their running lines.

    Args:
        pages: The lines of each.
        title: The document's, for the top of its first page and where it runs along.
        show_title: Whether the first page gets it.
        first: Number of the first page where pages are counted.
    """
    sheets: list[Sheet] = []
    count = len(pages) + first - 1
    for x, body in enumerate(pages, first):
        head: list[tuple[str, Style]] = []
        number = style.numbers.format(x=x, y=count) if style.numbers and (count > 1 or style.single) else ""
        if style.from_second and x == first:
            number = ""
        if style.company and (style.every or (style.letterhead and x == first)):
            head.append((style.company, "head"))
        if style.running == "title" and title and x != first:
            head.append((title, "head"))
        elif style.running == "form":
            head.append((style.form, "head"))
        if number and style.top:
            head.append((number, "head"))
        if show_title and title and x == first:
            head.append((title, "title"))
        foot: list[tuple[str, Style]] = [(style.footer, "foot")] if style.footer else []
        if number and not style.top:
            foot.append((number, "foot"))
        sheets.append(Sheet((*head, *((line, "body") for line in body), *foot)))
    return sheets
