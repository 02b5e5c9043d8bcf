"""Base documents to training samples: seeded recombination, house styles, forms filled and blank."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from classifiers.model import Sample
from classifiers.training.corpus import BaseDocument, jargon
from classifiers.training.noise import misread

# [[one|two|three]]: one of several wordings. No nesting.
_CHOICE = re.compile(r"\[\[([^\[\]]{1,2000})\]\]")

# {{what was filled in, with {slots}}}: left out on a blank form.
_ENTRY = re.compile(r"\{\{((?:[^{}]|\{[a-z]{2,20}\}){0,300})\}\}")

# {bank}: a word from a bank.
_SLOT = re.compile(r"\{([a-z]{2,20})\}")

# Titles of decks, whose files end as decks do.
_DECK = re.compile(r"\b(?:slides?|deck|presentation)\b", re.IGNORECASE)

_NAMELESS = ("scan0041.pdf", "Doc1.docx", "IMG_2231.jpg", "Scan 2025-03-02 (2).pdf", "untitled.pdf", "20250611.pdf")
_FOLDERS = ("", "Safety/", "2025/", "Binder 3/", "From Kathy/", "HSE files/New folder/", "Archive/")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How one firm lays out its papers; decides everything but the words."""

    upper_title: bool
    letterhead: bool
    bullet: str
    cell: str
    box: str
    numbered: bool
    footer: str
    width: int
    markdown: bool
    jargon: float


def house_style(chance: random.Random) -> HouseStyle:
    """Draw a house style."""
    return HouseStyle(
        upper_title=chance.random() < 0.4,
        letterhead=chance.random() < 0.6,
        bullet=chance.choice(("- ", "\u2022 ", "* ", "\u25aa ", "o ", "", "  ")),
        cell=chance.choice((" | ", "\t", "   ", "\n", " ", "  |  ")),
        box=chance.choice(("\u2610", "[ ]", "\u25a1", "o", "___", "")),
        numbered=chance.random() < 0.25,
        footer=chance.choice(
            ("", "", "Page 1 of 2", "{docno}  Rev. 2  {date}", "Printed copies are uncontrolled", "{company}   {phone}")
        ),
        width=chance.choice((0, 0, 60, 80, 100)),
        markdown=chance.random() < 0.1,
        jargon=chance.choice((0.0, 0.0, 0.3, 0.7)),
    )


def compose(
    base: BaseDocument,
    kin: Sequence[BaseDocument],
    banks: Mapping[str, Sequence[str]],
    chance: random.Random,
    noise: float,
) -> Sample:
    """One training sample made of a base document and, at times, a block of its kin.

    Args:
        base: The document.
        kin: Others of the same label and fold, whose blocks may be mixed in.
        banks: Words for the slots.
        chance: Seeded source of all choices.
        noise: Share of samples that look recognised from a scan.
    """
    style = house_style(chance)
    blank = chance.random() < 0.3
    blocks = _recombine(base, kin, chance)
    title = _fill(chance.choice(base.titles), banks, blank, chance) if base.titles else ""
    title = spoken_otherwise(title, style.jargon / 2, chance)
    title = title.upper() if style.upper_title else title
    lines = [_block(block, style, blank, chance) for block in blocks]
    if style.markdown:
        lines = [_marked_down(line, chance) for line in lines]
    head = [chance.choice(banks["company"])] if style.letterhead else []
    shown = title if title and chance.random() < 0.85 else ""
    shown = f"# {shown}" if shown and style.markdown else shown
    text = "\n\n".join([*head, *([shown] if shown else []), *lines, *([style.footer] if style.footer else [])])
    text = spoken_otherwise(_fill(text, banks, blank, chance), style.jargon, chance)
    ocr = chance.random() < noise
    if ocr:
        rate = chance.choice((0.003, 0.01, 0.02, 0.04, 0.08))
        text, title = misread(text, rate, chance), misread(title, rate, chance)
    given = title if chance.random() < 0.5 else (head[0] if head and chance.random() < 0.4 else "")
    return Sample(text=_wrap(text, style.width), title=given, name=_name(title, chance), ocr=ocr)


def spoken_otherwise(text: str, share: float, chance: random.Random) -> str:
    """A text in another house's words: each of our usual words is exchanged or kept throughout.

    Args:
        share: Share of the words that are exchanged.
    """
    if not share:
        return text
    chosen: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        key = word.lower()
        if key not in chosen:
            chosen[key] = chance.choice(jargon()[key]) if chance.random() < share else ""
        said = chosen[key]
        return (said.upper() if word.isupper() else said.capitalize() if word[0].isupper() else said) or word

    return _usual_words().sub(other, text)


@cache
def _usual_words() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(jargon(), key=len, reverse=True))) + r")\b", re.I)


def _marked_down(block: str, chance: random.Random) -> str:
    """A block as templates on the web are written: headings with hashes, bold labels, ruled tables."""
    lines = block.split("\n")
    if len(lines[0]) < 50 and len(lines) > 1 and not lines[0].startswith(("-", "#")):
        lines[0] = f"{chance.choice(('## ', '### ', '**'))}{lines[0].strip()}"
        lines[0] += "**" if lines[0].startswith("**") else ""
    shown: list[str] = []
    for line in lines:
        label, colon, rest = line.partition(":")
        if colon and len(label) < 30 and "#" not in label and chance.random() < 0.5:
            line = f"**{label}:**{rest}"
        shown.append(f"| {line.strip()} |" if " | " in line else line)
        if " | " in line and len(shown) < 4 and chance.random() < 0.5:
            shown.append("|" + " --- |" * (line.count(" | ") + 1))
    return "\n".join(shown)


def _recombine(base: BaseDocument, kin: Sequence[BaseDocument], chance: random.Random) -> list[str]:
    """Drop a block now and then, and take one of a kin's instead."""
    kept = [b for i, b in enumerate(base.blocks) if i == 0 or len(base.blocks) < 3 or chance.random() < 0.85]
    if len(kept) >= 4 and chance.random() < 0.1:
        # A second page, or the first alone.
        kept = kept[len(kept) // 2 :] if chance.random() < 0.5 else kept[: len(kept) // 2]
    others = [k for k in kin if k.name != base.name]
    if others and chance.random() < 0.3:
        kept.insert(chance.randint(1, len(kept)), chance.choice(chance.choice(others).blocks))
    return kept


def _block(block: str, style: HouseStyle, blank: bool, chance: random.Random) -> str:
    lines = [line for line in block.split("\n") if not (line.startswith("~ ") and chance.random() < 0.4)]
    lines = [line.removeprefix("~ ") for line in lines]
    if sum(line.startswith("- ") for line in lines) >= 4:
        lines = _shuffled(lines, chance)
    if blank:
        # On a blank form a row made of nothing but entries stays as an empty row.
        lines = [line for line in lines if _ENTRY.sub("", line).strip(" |-") or chance.random() < 0.3]
    number = 0
    shown = []
    for line in lines:
        if line.startswith("- "):
            number += 1
            line = (f"{number}. " if style.numbered else style.bullet) + line[2:]
        shown.append(line.replace(" | ", style.cell).replace("[]", style.box))
    return "\n".join(shown)


def _shuffled(lines: Sequence[str], chance: random.Random) -> list[str]:
    """Bullets in another order, some of them left out; other lines stay where they are."""
    bullets = [line for line in lines if line.startswith("- ")]
    bullets = chance.sample(bullets, max(3, round(len(bullets) * chance.uniform(0.6, 1.0))))
    supply = iter(bullets)
    return [kept for line in lines if (kept := next(supply, None) if line.startswith("- ") else line) is not None]


def _fill(text: str, banks: Mapping[str, Sequence[str]], blank: bool, chance: random.Random) -> str:
    text = _CHOICE.sub(lambda m: chance.choice(m.group(1).split("|")), text)
    gap = chance.choice(("", "________", "..........", " "))
    text = _ENTRY.sub((lambda m: gap) if blank else (lambda m: m.group(1)), text)
    return _SLOT.sub(lambda m: chance.choice(banks[m.group(1)]), text)


def _wrap(text: str, width: int) -> str:
    if not width:
        return text
    wrapped: list[str] = []
    for line in text.split("\n"):
        current = ""
        for word in line.split(" "):
            if current and len(current) + len(word) >= width:
                wrapped.append(current)
                current = word
            else:
                current = f"{current} {word}" if current else word
        wrapped.append(current)
    return "\n".join(wrapped)


def _name(title: str, chance: random.Random) -> str:
    folder = chance.choice(_FOLDERS)
    if not title or chance.random() < 0.5:
        return folder + chance.choice(_NAMELESS)
    stem = title.title() if chance.random() < 0.5 else title.lower().replace(" ", "_")
    ending = chance.choice(("", " 2025", " v2", "_signed", " (1)"))
    kinds = ("pptx", "ppt") if _DECK.search(title) else ("pdf", "docx", "PDF")
    return f"{folder}{stem}{ending}.{chance.choice(kinds)}"
