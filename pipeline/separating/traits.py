"""Step 4, first part: one page -> the traits that tell where documents begin."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from pipeline.facts.headings import Title, title_of
from pipeline.facts.reading import PageReading, read_page
from pipeline.facts.revision import FORM_ID
from pipeline.model import Page, TextOrigin

EDGE_LINES = 4
MOST_WORDS = 1_500
SPARSE_WORDS = 45
PROSE_WORDS, PROSE_LINES = 9, 2
"""A line of so many words is running text; below so many of them stands the heading of a part, not a title."""
LEAST_SKELETON = 5
"""Fewer different line beginnings say nothing about the printed form."""

# "Page 2 of 5", "Page: 2/5", "Page 2 (5)", "2/5", "Page 3", "- 3 -"; letters that the engine reads
# for digits are let through.
PAGE_OF = re.compile(
    r"(?:\b(?:page|pg|p)[.:]?\s{0,2}(?P<x>[\dlIO]{1,4})\s{0,2}(?:of|/|de"
    r"|sur|\()\s{0,2}(?P<y>[\dlIO]{1,4})\b|(?:^\s{0,4}|\s{3})(?P<a>\d{1,3})\s{0,2}(?:of|/|de"
    r"|sur)\s{0,2}(?P<b>\d{1,3})\s{0,4}$)",
    re.I,
)
PAGE_ALONE = re.compile(
    r"(?:\b(?:page|pg)[.:]?\s{0,2}(?P<x>\d{1,4})\s{0,4}$"
    r"|^\s{0,4}[-–—]?\s{0,2}(?P<a>\d{1,3})\s{0,2}[-–—]?\s{0,4}$)",
    re.I,
)
CONTENTS = re.compile(
    r"^\s{0,6}(?:#{0,3}\s{0,2})?(?:table of contents|contents|table des matières|sommaire"
    r"|index)\s{0,4}:?\s{0,4}$",
    re.I,
)
LEADER = re.compile(
    r"(?P<entry>[^\n.…_]{3,80}?)\s{0,3}(?:[.…_·]\s?){3,200}\s{0,3}\d{1,3}\s{0,4}$"
    r"|^(?P<plain>\D[^\n]{2,70}?)\s{2,}\d{1,3}\s{0,4}$"
)
# "5. Recommendations": the number of a chapter or an item at the start of a line.
ITEM = re.compile(r"^\s{0,4}(?P<n>\d{1,2})[.)]\s{1,3}[A-ZÀ-Þ]")
# A page that says it goes on from the one before.
CONTINUED = re.compile(r"\((?:cont(?:inued|'d|d)?\.?|suite)\)|\bcontinued\b|\bcont'd\b", re.I)
CLOSING = re.compile(
    r"\b(?:signature|signed|adjourn\w{0,6}|end of (?:document|report|minutes|form)|/s/"
    r"|levée de la séance|next meeting)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{3,24}")
_FIELD = re.compile(r"[A-Za-zÀ-ÿ][^:\n]{1,30}:")


@dataclass(frozen=True, slots=True)
class PageTraits:
    """What separation needs to know of one page.

    Args:
        title: What the page is called; nothing below running text, which is the heading of a part.
        heads: Its first lines, as ``head``.
        printed: The page number printed on it and the count, either None when not printed.
        words: Weights of its words, unit length.
        skeleton: How its lines begin, which is what a printed form repeats whatever is filled in.
        entries: Entries of a contents list, lower case.
        own_fields: Labels with a place to fill in among the first lines: date, site, name.
    """

    number: int
    blank: bool
    origin: TextOrigin
    title: Title | None
    printed: tuple[int | None, int | None]
    head: str
    heads: frozenset[str]
    foot: str
    form: str | None
    words: Mapping[str, float]
    skeleton: frozenset[str]
    entries: tuple[str, ...]
    contents: bool
    sparse: bool
    landscape: bool | None
    size: tuple[int, int]
    own_fields: int
    first_item: int | None
    last_item: int | None
    continued: bool
    open_end: bool
    open_start: bool
    closing: bool
    name: str | None


def traits_of(page: Page) -> PageTraits:
    """Look at one page."""
    reading = read_page(page)
    told = [line.text.strip() for line in reading.lines if line.text.strip()]
    first, last = told[:EDGE_LINES], told[-EDGE_LINES:]
    words = [word.lower() for word in _WORD.findall(page.text[: 12 * MOST_WORDS])][:MOST_WORDS]
    entries = _entries(told)
    title = title_of(reading)
    if title is not None and _below_prose(reading, title):
        title = None
    form = next((match["v"] for text in (*first, *last) if (match := FORM_ID.search(text[:300]))), None)
    return PageTraits(
        number=page.number,
        blank=page.blank or (not told and not page.marks),
        origin=page.text_origin,
        title=title,
        printed=_printed(first, last),
        head=line_key(first[0]) if first else "",
        heads=frozenset(key for text in first if (key := line_key(text))),
        foot=line_key(last[-1]) if last else "",
        form=form.replace(" ", "").upper() if form else None,
        words=_unit(Counter(words)),
        skeleton=frozenset(start for text in told[:150] if (start := _line_start(text))),
        entries=entries,
        contents=len(entries) >= 5 or (any(CONTENTS.match(text) for text in told[:8]) and len(told) >= 5),
        sparse=len(words) < SPARSE_WORDS,
        landscape=page.width > page.height if page.width and page.height else None,
        size=(round(page.width / 20), round(page.height / 20)),
        own_fields=sum(bool(_FIELD.search(text)) or "__" in text for text in told[:9]),
        first_item=next(iter(_items(first[:2])), None),
        last_item=next(iter(_items(told[::-1])), None),
        continued=any(CONTINUED.search(text) for text in first),
        open_end=_open_end(_body_end(reading, told)),
        open_start=bool(first) and first[0][:1].islower(),
        closing=any(CLOSING.search(text) for text in told[-8:]),
        name=page.name,
    )


def _below_prose(page: PageReading, title: Title) -> bool:
    above = (line.text.strip() for line in page.lines[: title.line.index])
    return sum(_is_prose(text) for text in above) >= PROSE_LINES


def _is_prose(text: str) -> bool:
    """Running text: many words, neither shouted nor parted into fields or columns."""
    parted = _FIELD.search(text) is not None or "   " in text
    return len(text.split()) >= PROSE_WORDS and not text.isupper() and not parted


def _printed(first: list[str], last: list[str]) -> tuple[int | None, int | None]:
    for text in (*last[::-1], *first):
        match = PAGE_OF.search(text[-200:])
        if match is not None:
            x, y = _number(match["x"] or match["a"]), _number(match["y"] or match["b"])
            if x is not None and y is not None and 1 <= x <= y <= 3_000:
                return x, y
    for text in (*last[:-3:-1], *first[:2]):
        match = PAGE_ALONE.search(text[-60:])
        if match is not None:
            return _number(match["x"] or match["a"]), None
    return None, None


def _items(lines: list[str]) -> list[int]:
    return [int(match["n"]) for text in lines if (match := ITEM.match(text[:40])) is not None]


def _line_start(text: str) -> str:
    """The first letters of a line, blanks and signs aside, so that a slip of the engine further on does not matter."""
    return "".join(character for character in text[:40].lower() if character.isalpha())[:9]


def _number(text: str) -> int | None:
    digits = text.replace("l", "1").replace("I", "1").replace("O", "0").replace("o", "0")
    return int(digits) if digits.isdigit() else None


def line_key(text: str) -> str:
    """A running line without what changes from page to page."""
    return " ".join(_WORD.findall(text.lower()))[:80]


def _entries(lines: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for text in lines[:120]:
        match = LEADER.search(text[:240]) if text[-1:].isdigit() else None
        if match is not None:
            entry = line_key(match["entry"] or match["plain"] or "")
            if entry:
                found.append(entry)
    return tuple(found)


def _body_end(reading: PageReading, told: list[str]) -> str:
    """The last line that is no footer."""
    body = [text for text in told if PAGE_OF.search(text) is None and PAGE_ALONE.search(text) is None]
    return body[-1] if body else ""


def _open_end(text: str) -> bool:
    """True when a sentence breaks off: no stop, no label, long enough to be running text."""
    return len(text) > 50 and text[-1:].islower() and text[-1:] not in ".:;!?"


def _unit(counts: Counter[str]) -> Mapping[str, float]:
    length = sqrt(sum(count * count for count in counts.values()))
    return {word: count / length for word, count in counts.items()} if length else {}


def likeness(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Cosine of two pages' words, 0 to 1."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())


def same_print(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of line beginnings that two pages have in common, 0 to 1."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller >= LEAST_SKELETON else 0.0
