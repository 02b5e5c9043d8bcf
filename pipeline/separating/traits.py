"""Step 4, first part: one page -> the traits that tell where documents begin."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

from classifiers.words import words_of
from pipeline.facts.headings import NUMBERED, Title, title_of
from pipeline.facts.reading import PageReading, read_page
from pipeline.model import Page, TextOrigin
from pipeline.separating.edges import edge_tokens
from pipeline.separating.printed import (
    CLOSING,
    CONTENTS,
    CONTINUED,
    DAY,
    DIVIDER,
    GOES_ON,
    MOST_DIVIDER_WORDS,
    PAGE_ALONE,
    PAGE_OF,
    RECORD,
    TAB,
    contents_entries,
    form_number,
    item_of,
    line_key,
    printed_number,
)

EDGE_LINES = 4
TOP_LINES = 9
MOST_LINES, LONGEST = 150, 400
"""Lines of a page and characters of a line that are looked at."""
MOST_CHARACTERS = 12_000
PROSE_WORDS, PROSE_LINES = 9, 2
"""A line of so many words is running text; below so many of them stands the heading of a part, not a title."""
OPENING_LINES, CLOSING_LINES = 6, 4

_FIELD = re.compile(r"[A-Za-zÀ-ÿ][^:\n]{1,30}:")
_CELLS = re.compile(r"\s{3,}|\s\|\s|\t")
_BULLET = re.compile(r"^\s{0,6}(?:[-+*•●▪◦·»–]|\[.?\]|☐|□|☑|☒)\s{0,2}\S")
_PROPER = re.compile(r"(?<=[a-z0-9,;:/.)] )[A-ZÀ-Þ][a-zà-ÿ]{2,20}")


@dataclass(frozen=True, slots=True)
class PageTraits:
    """What separation needs to know of one page.

    Args:
        title: What the page is called; nothing below running text, which is the heading of a part.
        printed: The page number printed on it and the count, either None when not printed.
        heads, feet: Its first and last lines, as ``line_key``; from the edge inwards.
        words: Weights of its words, unit length; ``upper`` and ``lower`` those of its halves.
        opening, closing: Tokens of its first and of its last lines.
        skeleton: How its lines begin, which is what a printed form repeats whatever is filled in.
        body: The same below its first lines, where running lines stand.
        rows: Header rows of tables, as ``line_key``.
        entries: Entries of a contents list.
        own_fields: Labels with a place to fill in among the first lines: date, site, name.
        days, people, records: Days, names and record numbers that stand on it; ``top_day`` in its first lines.
        first_item, last_item: Number of its first and last numbered lines.
        filled: How far down its words reach, 0 to 1; -1 where places are not known.
        letters: Height of its usual line as a fraction of the page; 0 where places are not known.
    """

    number: int
    blank: bool
    origin: TextOrigin
    title: Title | None
    title_key: str
    chapter: bool
    printed: tuple[int | None, int | None]
    heads: tuple[str, ...]
    feet: tuple[str, ...]
    form: str | None
    words: Mapping[str, float]
    upper: Mapping[str, float]
    lower: Mapping[str, float]
    opening: frozenset[str]
    closing: frozenset[str]
    skeleton: frozenset[str]
    body: frozenset[str]
    rows: frozenset[str]
    entries: tuple[str, ...]
    contents: bool
    divider: bool
    tab: bool
    count: int
    lines: int
    size: tuple[int, int]
    own_fields: int
    days: frozenset[str]
    top_day: bool
    people: frozenset[str]
    records: frozenset[str]
    first_item: tuple[int, ...] | None
    last_item: tuple[int, ...] | None
    says_continued: bool
    says_goes_on: bool
    says_closed: bool
    starts_low: bool
    breaks_off: bool
    first_cells: int
    last_cells: int
    first_bullet: bool
    last_bullet: bool
    filled: float
    letters: float


def traits_of(page: Page, rarity: Mapping[str, float]) -> PageTraits:
    """Look at one page.

    Args:
        page: As read.
        rarity: How much a word tells by being rare.
    """
    reading = read_page(page)
    told = [line.text.strip() for line in reading.lines if line.text.strip()]
    first, last = told[:EDGE_LINES], told[-EDGE_LINES:]
    text = page.text[:MOST_CHARACTERS]
    spoken = [words_of(line[:LONGEST]) for line in told[:MOST_LINES]]
    said = spoken if len(told) <= MOST_LINES else [words_of(line[:LONGEST]) for line in last]
    words = [word for line in spoken for word in line]
    starts = [_line_start(line) for line in told[:MOST_LINES]]
    half = len(spoken) // 2
    entries = contents_entries(told)
    title = title_of(reading)
    if title is not None and _below_prose(reading, title):
        title = None
    body = [line for line in told[:MOST_LINES] if PAGE_OF.search(line[-200:]) is None and not PAGE_ALONE.match(line)]
    items = [item for line in body if (item := item_of(line)) is not None]
    top = " ".join(told[:TOP_LINES])[:1_000]
    return PageTraits(
        number=page.number,
        blank=page.blank or (not told and not page.marks),
        origin=page.text_origin,
        title=title,
        title_key=line_key(title.text) if title is not None else "",
        chapter=title is not None and NUMBERED.match(title.text) is not None,
        printed=printed_number(first, last),
        heads=tuple(line_key(line) for line in first),
        feet=tuple(line_key(line) for line in last[::-1]),
        form=form_number([*first, *last]),
        words=_weighed(words, rarity),
        upper=_weighed([word for line in spoken[: half + 1] for word in line], rarity),
        lower=_weighed([word for line in spoken[half:] for word in line], rarity),
        opening=edge_tokens(told[:OPENING_LINES], spoken),
        closing=edge_tokens(told[-CLOSING_LINES:][::-1], said[-CLOSING_LINES:][::-1]),
        skeleton=frozenset(filter(None, starts)),
        body=frozenset(filter(None, starts[EDGE_LINES:])),
        rows=frozenset(line_key(line) for line in told[:14] if len(_CELLS.split(line[:300])) >= 3),
        entries=entries,
        contents=len(entries) >= 5 or (any(CONTENTS.match(line) for line in told[:8]) and len(told) >= 5),
        divider=0 < len(words) <= MOST_DIVIDER_WORDS and any(DIVIDER.match(line) for line in told[:3]),
        tab=0 < len(words) <= MOST_DIVIDER_WORDS and any(TAB.match(line) for line in told[:3]),
        count=len(words),
        lines=len(told),
        size=(round(page.width / 20), round(page.height / 20)),
        own_fields=sum(bool(_FIELD.search(line[:200])) or "__" in line for line in told[:TOP_LINES]),
        days=frozenset(match.group().lower() for match in DAY.finditer(text)),
        top_day=DAY.search(top) is not None,
        people=frozenset(_PROPER.findall(text)),
        records=frozenset(RECORD.findall(text)),
        first_item=next((item for line in body[:8] if (item := item_of(line)) is not None), None),
        last_item=items[-1] if items else None,
        says_continued=any(CONTINUED.search(line[:200]) for line in first),
        says_goes_on=any(GOES_ON.search(line[:200]) for line in last[-2:]),
        says_closed=any(CLOSING.search(line[:300]) for line in told[-8:]),
        starts_low=bool(first) and first[0][:1].islower(),
        breaks_off=_breaks_off(body[-1] if body else ""),
        first_cells=len(_CELLS.split(body[0][:300])) if body else 0,
        last_cells=len(_CELLS.split(body[-1][:300])) if body else 0,
        first_bullet=bool(body) and _BULLET.match(body[0]) is not None,
        last_bullet=bool(body) and _BULLET.match(body[-1]) is not None,
        filled=_filled(reading),
        letters=reading.line_height,
    )


def _below_prose(page: PageReading, title: Title) -> bool:
    above = (line.text.strip() for line in page.lines[: title.line.index])
    return sum(_is_prose(text) for text in above) >= PROSE_LINES


def _is_prose(text: str) -> bool:
    """Running text: many words, neither shouted nor parted into fields or columns."""
    parted = _FIELD.search(text) is not None or "   " in text
    return len(text.split()) >= PROSE_WORDS and not text.isupper() and not parted


def _line_start(text: str) -> str:
    """The first letters of a line, blanks and signs aside, so that a slip of the engine further on does not matter."""
    return "".join(character for character in text[:40].lower() if character.isalpha())[:9]


def _breaks_off(text: str) -> bool:
    """True when a sentence breaks off: no stop, no label, long enough to be running text."""
    return len(text) > 50 and text[-1:].islower() and text[-1:] not in ".:;!?"


def _filled(reading: PageReading) -> float:
    """Where the last line of the body ends; the lowest tenth of a page belongs to running lines."""
    ends = [line.box.bottom for line in reading.lines if line.box is not None and line.box.bottom < 0.92]
    return max(ends, default=-1.0)


def _weighed(words: list[str], rarity: Mapping[str, float]) -> Mapping[str, float]:
    usual = rarity.get("", 4.0)
    counts = Counter(word for word in words if len(word) > 2 and word[0] != "#")
    weights = {word: (1.0 + log(count)) * rarity.get(word, usual) for word, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def likeness(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Cosine of two pages' words, 0 to 1."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())


LEAST_SKELETON = 5
"""Fewer different line beginnings say nothing about the printed form."""


def same_print(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of line beginnings that two pages have in common, 0 to 1."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller >= LEAST_SKELETON else 0.0
