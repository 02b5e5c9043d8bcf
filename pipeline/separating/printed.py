"""Step 4: what a page prints about its place: page numbers, numbered items, contents lists, dividers, days."""

import re

from pipeline.facts.revision import FORM_ID

# "Page 2 of 5", "Page: 2/5", "Page 2 (5)", "2/5", "Page 3", "- 3 -"; letters that the engine reads
# for digits are let through.
PAGE_OF = re.compile(
    r"(?:\b(?:page|pg|p|sheet|feuille)[.:]?\s{0,2}(?P<x>[\dlIO]{1,4})\s{0,2}(?:of|/|de"
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
# "5. Recommendations", "4.2.1 Scope", "Section 5": the number of a chapter, clause or item at the start of a line; "12
# hours later" is none.
ITEM = re.compile(
    r"^\s{0,4}(?:(?i:section|part|chapter|article|item|step)\s{1,2})?(?P<n>\d{1,2})(?P<sub>(?:\.\d{1,2}){0,3})"
    r"(?:[.):]\s{1,3}\S|\s{1,3}[A-ZÀ-Þ(])"
)
# "(b) the Town pays": an item by letter.
LETTER_ITEM = re.compile(r"^\s{0,6}\(?(?P<l>[a-h])[.)]\s{1,3}\S", re.I)
# A page that says it goes on from the one before.
CONTINUED = re.compile(r"\((?:cont(?:inued|'d|d)?\.?|suite)\)|\bcontinued\b|\bcont'd\b|\bverso\b|\bsuite de\b", re.I)
# A page whose end says that it goes on.
GOES_ON = re.compile(r"\b(?:over|turn over|continued (?:on|over)|see (?:next page|back|reverse)|voir verso)\b", re.I)
CLOSING = re.compile(
    r"\b(?:signature|signed|adjourn\w{0,6}|end of (?:document|report|minutes|form)|/s/"
    r"|levée de la séance|next meeting)\b",
    re.I,
)
# "TAB 4  Training": a sheet that parts a binder.
DIVIDER = re.compile(r"^\s{0,6}(?i:tab|divider|section|part|onglet|intercalaire)\s{0,2}[\dA-Z]{1,3}\b")
# The same where nothing else is meant: long reports have parts and sections on title pages, but no tabs.
TAB = re.compile(r"^\s{0,6}(?i:tab|divider|onglet|intercalaire)\s{0,2}[\dA-Z]{1,3}\b")
MOST_DIVIDER_WORDS = 8
# Days in figures or with a month's name; only whether two pages name the same, so no meaning is given to them.
DAY = re.compile(
    r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|f[ée]v|avr|mai|juin|juil"
    r"|ao[uû]t|d[ée]c)[a-zé]{0,7}\.?[ ,-]{0,2}\d{2,4}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?[,/ ]{1,3}\d{2,4}\b",
    re.I,
)
# A number that names one record: "J-2614", "26-02", "HSE-FRM-033", "114205".
RECORD = re.compile(r"\b(?:[A-Z]{1,5}-?\d{2,7}|\d{2}-\d{2,4}|\d{5,8})\b")

# "HS-FRM-071", "TG-14", "Form 3.1", "Carte C-7": the number of a printed form, at the edge of a page.
FORM_NUMBER = re.compile(
    r"\b(?P<v>[A-Z]{1,5}-(?:[A-Z]{1,5}-)?\d{1,4}(?:-\d{1,3})?(?!\d)|(?i:form|formulaire|card|carte)\s[A-Z]?\d{1,3}(?:\.\d)?)\b"
)

_WORD = re.compile(r"[^\W\d_]{3,24}")


def line_key(text: str) -> str:
    """A running line without what changes from page to page."""
    return " ".join(_WORD.findall(text[:300].lower()))[:80]


def printed_number(first: list[str], last: list[str]) -> tuple[int | None, int | None]:
    """The page number printed at the edges of a page and the count, either None where not printed."""
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


def _number(text: str) -> int | None:
    digits = text.replace("l", "1").replace("I", "1").replace("O", "0").replace("o", "0")
    return int(digits) if digits.isdigit() else None


def item_of(text: str) -> tuple[int, ...] | None:
    """The number a line begins with, part by part: "4.2.1 Scope" is (4, 2, 1), "(b) ..." is (-2,)."""
    match = ITEM.match(text[:60])
    if match is not None:
        return (int(match["n"]), *(int(part) for part in match["sub"].split(".") if part))
    letter = LETTER_ITEM.match(text[:20])
    return (-(ord(letter["l"].lower()) - ord("a") + 1),) if letter is not None else None


def follows(last: tuple[int, ...], first: tuple[int, ...]) -> bool:
    """Whether a number is the next one after another: 3 after 2, 4.3 or 5 or 4.2.1 after 4.2, (c) after (b)."""
    if last[0] < 0 or first[0] < 0:
        return len(first) == len(last) == 1 and first[0] == last[0] - 1
    if len(first) == len(last) + 1:
        return first[:-1] == last and first[-1] <= 1
    depth = len(first)
    return depth <= len(last) and first[:-1] == last[: depth - 1] and first[-1] == last[depth - 1] + 1


def contents_entries(lines: list[str]) -> tuple[str, ...]:
    """Entries of a contents list: lines that lead to a page number, as ``line_key``."""
    found: list[str] = []
    for text in lines[:120]:
        match = LEADER.search(text[:240]) if text[-1:].isdigit() else None
        if match is not None:
            entry = line_key(match["entry"] or match["plain"] or "")
            if entry:
                found.append(entry)
    return tuple(found)


def form_number(edges: list[str]) -> str | None:
    """The number of the printed form, as written at the edge of a page, blanks left out; None when there is none."""
    for pattern in (FORM_ID, FORM_NUMBER):
        match = next((match for line in edges if (match := pattern.search(line[:300])) is not None), None)
        if match is not None:
            return match["v"].replace(" ", "").upper()
    return None
