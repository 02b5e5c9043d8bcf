"""Step 5, foundation of the signature finder: names typed where a hand would sign, with no line or colon to mark it."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.facts.datetext import find_dates
from pipeline.facts.names import NAME_PART, NOT_NAMES, PARTICLES, TITLE_WORDS, as_name, name_and_title
from pipeline.facts.reading import Line, PageReading
from pipeline.facts.signlabels import SIGN_COLUMN
from pipeline.facts.signphrases import (
    APP_CLOCK,
    APP_PAGE,
    APP_TAP,
    ASIDE,
    BEHIND,
    CELLS,
    CODED,
    DECLARED,
    FOOT_BY,
    GREETING,
    INITIALS,
    INSTRUCTOR,
    LEADING_PARTY,
    NAMED_AS_SIGNED,
    NUMBERS,
    OPENS,
    SENDER,
    SIGNED_AT,
    STAMP,
    TOLD,
    TRAILING_PARTY,
    VALEDICTION,
)
from pipeline.facts.signplaces import SignPlace
from pipeline.model import Signed

CLOSING_LINES = 6
"""Filled lines from the end of a document among which those who answer for it put their names."""
LONGEST_CLOSING = 110
MOST_SIGNER_PARTS = 4
MOST_DIGITS = 12
FOOT_FROM = 4
"""The first lines of a page are its head, where "Approved:" says who may approve."""
FAR = date(2090, 1, 1)


def signed_by(line: Line) -> Iterator[SignPlace]:
    """Names behind a word of signing on a typed page; with a day and a clock it is an application's sign-off."""
    text = line.text[:300]
    for match in (match for pattern in BEHIND for match in pattern.finditer(text)):
        lead = text[: match.start()]
        if lead.strip() and match.re is not DECLARED and not OPENS.search(lead):
            continue  # within a sentence
        first = re.split(r"\s{2,}|\t|[;(]", match["rest"], maxsplit=1)[0]
        name, title = signer_of(first)
        if name is not None and not TOLD.search(first):
            state: Signed = "app" if STAMP.search(match["rest"]) and find_dates(match["rest"], FAR) else "typed"
            yield SignPlace(line, state, match["label"], name, title)


def taught_by(line: Line) -> Iterator[SignPlace]:
    """The instructor whose typed name stands on a ticket where others sign it."""
    match = INSTRUCTOR.match(line.text[:300])
    name, title = signer_of(match["rest"]) if match is not None else (None, None)
    if match is not None and name is not None:
        yield SignPlace(line, "typed", match["label"], name, title)


def named_as_signed(line: Line) -> Iterator[SignPlace]:
    """A name and, behind it, the words that it stands for a signature."""
    for match in NAMED_AS_SIGNED.finditer(line.text[:300]):
        for piece in re.split(r"\s/\s|\s(?:and|et|&)\s", re.split(r"\s{2,}|\t|[;,]", match["name"])[-1]):
            name, title = signer_of(piece)
            if name is not None:
                yield SignPlace(line, "typed", "", name, title)


def tapped(page: PageReading) -> Iterator[SignPlace]:
    """Sign-offs on a page that an application made: a word of signing with a clock beside it."""
    made_by_app = any(APP_PAGE.search(line.text[:300]) for line in page.lines) or (
        sum(len(SIGNED_AT.findall(line.text[:300])) for line in page.lines) >= 2
    )
    for line in page.lines:
        match = APP_TAP.search(line.text[:300])
        if match is not None and (made_by_app or APP_CLOCK.search(match["stamp"])):
            before = CELLS.split(line.text[: match.start()].strip() or line.text[match.start() :])[0]
            yield SignPlace(line, "app", "", signer_of(re.sub(r"^\W*\w+ by ", "", before))[0])


def at_foot(page: PageReading) -> Iterator[SignPlace]:
    """Lines at the end of a document that say who approved or agreed."""
    filled = [line for line in page.lines if line.text.strip()]
    for line in filled[max(FOOT_FROM, len(filled) - CLOSING_LINES) :]:
        match = FOOT_BY.match(line.text)
        told = match is not None and TOLD.search(match["rest"]) is None
        name, title = signer_of(ASIDE.sub(" ", match["rest"])) if match is not None and told else (None, None)
        if name is not None:
            yield SignPlace(line, "typed", "", name, title)


def signer_of(text: str) -> tuple[str | None, str | None]:
    """The person, or the initials, that a short piece of text begins with, and the title behind it."""
    plain = LEADING_PARTY.sub("", text.replace("/s/", " ").strip(" \t.:_"))
    number = re.search(r"\d", plain)
    told = NUMBERS.sub("  ", plain) if number is not None else plain
    piece = CELLS.split(told.strip(), maxsplit=1)[0].strip(" ,.-–—")
    name, title = name_and_title(piece)
    if name is not None:
        return name, title
    word = TITLE_WORDS.search(piece)
    if word is not None and word.start() > 2:
        left = TRAILING_PARTY.sub("", piece[: word.start()].strip(" ,-–—("))
        return (left, piece[word.start() :].strip(" )")) if _like_signer(left) else (None, None)
    return (piece, None) if _like_signer(piece) else (None, None)


def _like_signer(text: str) -> bool:
    """Jade N., A.K., Y. Cyr, Dana: parts of names and initials, no word of a form among them."""
    parts = text.split()
    if not 1 <= len(parts) <= MOST_SIGNER_PARTS:
        return False
    named = (
        INITIALS.fullmatch(part) or part.lower() in PARTICLES or NAME_PART.fullmatch(part)
        for part in parts
        if part.lower().strip(".") not in NOT_NAMES
    )
    told = [bool(one) for one in named]
    return len(told) == len(parts) and all(told) and parts[0][:1].isupper()


def signed_cells(page: PageReading) -> Iterator[SignPlace]:
    """Names typed into the signature column of a table; initials there only say that a box was seen to."""
    for table in page.page.tables:
        for index, header in enumerate(table[:6]):
            places = [place for place, cell in enumerate(header) if len(cell) < 40 and SIGN_COLUMN.search(cell)]
            if places and sum(bool(cell.strip()) for cell in header) >= 2:
                yield from _column(page, table[index + 1 :], places)
                break
    columns: list[int] = []
    for line in page.lines:
        cells = [cell.strip() for cell in line.text.split("|")] if "|" in line.text else []
        if len(cells) < 2:
            columns = columns if line.text.strip() == "" else []
            continue
        heads = [place for place, cell in enumerate(cells) if len(cell) < 40 and SIGN_COLUMN.search(cell)]
        if heads:
            columns = heads
            continue
        for place in columns:
            name = signer_of(cells[place])[0] if place < len(cells) else None
            if name is not None and as_name(name) is not None:
                yield SignPlace(line, "typed", "", name)


def _column(page: PageReading, rows: tuple[tuple[str, ...], ...], places: list[int]) -> Iterator[SignPlace]:
    for row in rows[:120]:
        for place in places:
            name = signer_of(row[place])[0] if place < len(row) and row[place].strip() else None
            if name is not None and as_name(name) is not None:
                line = Line(page.page.number, 0, " | ".join(" ".join(cell.split()) for cell in row if cell.strip()))
                yield SignPlace(line, "typed", "", name)


def closing(page: PageReading) -> Iterator[SignPlace]:
    """Lines at the end of a document that hold nothing but the names of those who answer for it."""
    filled = [line for line in page.lines if line.text.strip()]
    if len(filled) < 3 or page.page.head_lines is not None or _is_note(filled):
        return  # a mail and a note end with a name, nobody signs them
    for place, line in enumerate(filled[1:], start=1):
        late = place >= len(filled) - CLOSING_LINES
        wished = VALEDICTION.match(filled[place - 1].text) is not None
        signers = closing_names(line.text) if late or wished else ()
        if not signers and place == len(filled) - 1 and _is_sender(line.text, filled[:6]):
            signers = ((line.text.strip(), None),)
        for name, title in signers:
            yield SignPlace(line, "typed", "", name, title)


def _is_sender(text: str, head: list[Line]) -> bool:
    """A first name alone that closes a memo, where its head names the sender in full."""
    word = text.strip().strip(",.-–—")
    if not word.isalpha() or not word.istitle() or word.lower() in NOT_NAMES:
        return False
    senders = (match["who"].split() for line in head if (match := SENDER.search(line.text)) is not None)
    return any(word in who for who in senders)


def _is_note(filled: list[Line]) -> bool:
    """Greeted and not closed as a letter is."""
    greeted = any(GREETING.match(line.text) for line in filled[:12])
    return greeted and not any(VALEDICTION.match(line.text) for line in filled)


def closing_names(text: str) -> tuple[tuple[str, str | None], ...]:
    """The people of a line that holds only names, titles and days; empty for any other line."""
    if not 3 <= len(text.strip()) <= LONGEST_CLOSING or ":" in re.sub(r"\d:\d", "", text):
        return ()
    if (
        text.strip()[:1].isdigit()
        or "|" in text
        or CODED.search(text)
        or len(find_dates(text, FAR)) > 1
        or sum(map(str.isdigit, text)) > MOST_DIGITS
    ):
        return ()  # a row of a register
    found: list[tuple[str, str | None]] = []
    for cell in CELLS.split(ASIDE.sub(" ", text).strip()):
        plain = NUMBERS.sub(" ", cell).strip(" .,-–—_()")
        if not plain:
            continue
        name, title = signer_of(cell)
        if found and (name is None or as_name(name) is None) and _like_title(plain):
            continue  # the title of the name before
        if name is None or (as_name(name) is None and INITIALS.fullmatch(name) is None):
            return ()
        found.append((name, title))
    first = next((name for name, _ in found), "")
    alone = len(found) == 1 and LEADING_PARTY.match(text.strip()) is not None and not any(map(str.isdigit, text))
    return () if alone or first.isupper() or not any(as_name(name) for name, _ in found) else tuple(found)


def _like_title(text: str) -> bool:
    """Operations; office manager; filed online: a few words behind a name."""
    words = text.split()
    return (bool(TITLE_WORDS.search(text)) and len(words) <= 5) or (
        len(words) <= 3 and all(word.islower() and word.isalpha() for word in words)
    )
