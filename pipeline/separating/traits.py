"""Step 4, first part: one page -> the traits that tell where documents begin."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
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
    """Look at one page; ``rarity`` says how much a word tells by being rare."""
    told = _Told(read_page(page), page.text[:MOST_CHARACTERS])
    return PageTraits(
        number=page.number,
        blank=page.blank or (not told.lines and not page.marks),
        origin=page.text_origin,
        title=told.title,
        title_key=line_key(told.title.text) if told.title is not None else "",
        chapter=told.title is not None and NUMBERED.match(told.title.text) is not None,
        printed=printed_number(told.first, told.last),
        heads=tuple(line_key(line) for line in told.first),
        feet=tuple(line_key(line) for line in told.last[::-1]),
        form=form_number([*told.first, *told.last]),
        words=_weighed(told.words, rarity),
        upper=_weighed([word for line in told.spoken[: told.half + 1] for word in line], rarity),
        lower=_weighed([word for line in told.spoken[told.half :] for word in line], rarity),
        opening=edge_tokens(told.lines[:OPENING_LINES], told.spoken),
        closing=edge_tokens(told.lines[-CLOSING_LINES:][::-1], told.said[-CLOSING_LINES:][::-1]),
        skeleton=frozenset(filter(None, told.starts)),
        body=frozenset(filter(None, told.starts[EDGE_LINES:])),
        rows=frozenset(line_key(line) for line in told.lines[:14] if _cells(line) >= 3),
        entries=told.entries,
        contents=told.is_contents,
        divider=told.is_tab_sheet(DIVIDER),
        tab=told.is_tab_sheet(TAB),
        count=len(told.words),
        lines=len(told.lines),
        size=(round(page.width / 20), round(page.height / 20)),
        own_fields=sum(bool(_FIELD.search(line[:200])) or "__" in line for line in told.lines[:TOP_LINES]),
        days=frozenset(match.group().lower() for match in DAY.finditer(told.text)),
        top_day=DAY.search(" ".join(told.lines[:TOP_LINES])[:1_000]) is not None,
        people=frozenset(_PROPER.findall(told.text)),
        records=frozenset(RECORD.findall(told.text)),
        first_item=next((item for line in told.body[:8] if (item := item_of(line)) is not None), None),
        last_item=next((item for line in told.body[::-1] if (item := item_of(line)) is not None), None),
        says_continued=any(CONTINUED.search(line[:200]) for line in told.first),
        says_goes_on=any(GOES_ON.search(line[:200]) for line in told.last[-2:]),
        says_closed=any(CLOSING.search(line[:300]) for line in told.lines[-8:]),
        starts_low=bool(told.first) and told.first[0][:1].islower(),
        breaks_off=_breaks_off(told.body[-1] if told.body else ""),
        first_cells=_cells(told.body[0]) if told.body else 0,
        last_cells=_cells(told.body[-1]) if told.body else 0,
        first_bullet=bool(told.body) and _BULLET.match(told.body[0]) is not None,
        last_bullet=bool(told.body) and _BULLET.match(told.body[-1]) is not None,
        filled=_filled(told.reading),
        letters=told.reading.line_height,
    )


@dataclass(frozen=True)
class _Told:
    """The lines of a page as the traits ask for them, each once."""

    reading: PageReading
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return [line.text.strip() for line in self.reading.lines if line.text.strip()]

    @cached_property
    def first(self) -> list[str]:
        return self.lines[:EDGE_LINES]

    @cached_property
    def last(self) -> list[str]:
        return self.lines[-EDGE_LINES:]

    @cached_property
    def body(self) -> list[str]:
        """Lines without those that bear the page's number."""
        looked = self.lines[:MOST_LINES]
        return [line for line in looked if PAGE_OF.search(line[-200:]) is None and not PAGE_ALONE.match(line)]

    @cached_property
    def spoken(self) -> list[list[str]]:
        """Words line by line."""
        return [words_of(line[:LONGEST]) for line in self.lines[:MOST_LINES]]

    @property
    def said(self) -> list[list[str]]:
        """Words of the last lines; of a page with more lines than are looked at, too."""
        return self.spoken if len(self.lines) <= MOST_LINES else [words_of(line[:LONGEST]) for line in self.last]

    @property
    def half(self) -> int:
        return len(self.spoken) // 2

    @cached_property
    def words(self) -> list[str]:
        return [word for line in self.spoken for word in line]

    @cached_property
    def starts(self) -> list[str]:
        return [_line_start(line) for line in self.lines[:MOST_LINES]]

    @cached_property
    def entries(self) -> tuple[str, ...]:
        return contents_entries(self.lines)

    @property
    def is_contents(self) -> bool:
        headed = any(CONTENTS.match(line) for line in self.lines[:8]) and len(self.lines) >= 5
        return len(self.entries) >= 5 or headed

    @cached_property
    def title(self) -> Title | None:
        """What the page is called; a heading below running text is a part's."""
        title = title_of(self.reading)
        return None if title is None or _below_prose(self.reading, title) else title

    def is_tab_sheet(self, name: re.Pattern[str]) -> bool:
        """A few words, and among the first lines a name of such a sheet."""
        return 0 < len(self.words) <= MOST_DIVIDER_WORDS and any(name.match(line) for line in self.lines[:3])


def _cells(line: str) -> int:
    return len(_CELLS.split(line[:300]))


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
