"""Step 5, foundation of the signature finder: names typed where a hand would sign, with no line or colon to mark it."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.facts.datetext import find_dates
from pipeline.facts.names import NAME_PART, NOT_NAMES, PARTICLES, TITLE_WORDS, as_name, name_and_title
from pipeline.facts.reading import Line, PageReading
from pipeline.facts.signlabels import SIGN_COLUMN
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

# Who signs, before or behind the word of signing: "New hand signs", "CO-CHAIRS SIGN   worker", "Signed for employer".
_PARTY = (
    r"(?:(?:for |pour )?(?:the |l'|le |la )?(?:worker|employee|employer|management|foreman|supervisor|manager"
    r"|hand|sup\.?|attendant|operator|driver|mechanic|trainer|trainee|patient|student|team member|co-chairs?|chair"
    r"|owner|crew|lead"
    r"|travailleur|employeur|contremaître|superviseur|employé)(?:'?s)?)"
)
# "Signed A. Bird", "Signatures Jade N.   A.K.", "Foreman signs L Askew": a word of signing and, behind it, a name.
SIGNED_BY = re.compile(
    rf"(?:(?<=^)|(?<=[ \t|.;:,)\]]))(?P<label>(?:(?:new )?{_PARTY}[ \t])?(?:signed(?:[ \t]off)?|signatures?"
    r"|sign(?:s|[- ]?off)?|signée?s?)(?:[ \t](?:by|par|both))?(?:[ \t]?\([^()\n]{2,24}\))?)[ \t]{0,3}:?[ \t]{1,3}"
    rf"(?:{_PARTY}[ \t]{{1,3}})?(?=(?P<rest>(?-i:[A-ZÀ-Þ/])[^\n|]{{1,90}}))",
    re.I,
)
# "Approved M. Roy 2026-02-03": a name and a day behind the word; a bare "Approved: M. Roy" only says who may approve.
APPROVED_BY = re.compile(
    r"(?:(?<=^)|(?<=[ \t|.;:,)\]]))(?P<label>(?:approved|authori[sz]ed|adopted|accepted|approuvée?|adoptée?"
    r"|autorisée?)(?:[ \t](?:by|par))?)[ \t]{1,3}"
    r"(?P<rest>(?-i:[A-ZÀ-Þ])[^\n|]{1,40}?\d{1,4}[-/ .,'’]{0,2}\w{2}[^\n|]{0,20})",
    re.I,
)
# "Yours truly," over a name.
VALEDICTION = re.compile(
    r"^\s{0,40}(?:yours (?:truly|sincerely|faithfully)|sincerely(?: yours)?|respectfully(?: yours| submitted)?"
    r"|(?:kind |best )?regards|cordialement|bien à vous|veuillez agréer[^\n]{0,80})\s{0,2}[,.]?\s{0,4}$",
    re.I,
)
# "Hi Jo," opens a mail or a note.
GREETING = re.compile(
    r"^\s{0,8}(?:hi|hello|hey|good (?:morning|day|afternoon)|bonjour|salut)\b[^\n:]{0,30}[,!]?\s{0,4}$", re.I
)
_TRAILING_PARTY = re.compile(r"[ ](?:employer|worker|management|employee|labour|site|shop|yard)$", re.I)
_LEADING_PARTY = re.compile(rf"^{_PARTY}[ \t]{{1,3}}(?=[A-ZÀ-Þ])", re.I)
# A clock beside a signing: the stamp of an application.
STAMP = re.compile(r"(?<![\d:])\d{1,2}[:h]\d{2}(?::\d{2})?(?![\d:])")
# What an application prints round what was tapped into it.
APP_PAGE = re.compile(
    r"\b(?:mobile|app|web|tablet) (?:export|form|report|submission)\b|\bexported\b|\bsubmission id\b|\bsynced\b|\bGPS\b"
    r"|\b(?:submitted|completed|captured|signed) (?:from|via|in|on|through) (?:the )?(?:app|tablet|phone|mobile|device)"
    r"|\bstatus\s{0,2}:\s{0,2}(?:closed|complete[d]?|submitted|final|synced|signed)\b",
    re.I,
)
# What was tapped: "Jo Ray   signed 03-JUN-26 07:04", "Closed by Jo Ray 07:19 PST", "tapped in 07:02".
APP_TAP = re.compile(
    r"\b(?:(?:e-?)?signed(?:[ -](?:on|off|in|out))?|sign[ -]?(?:off|on|in|out)|tapped(?: in)?|acknowledged|checked in"
    r"|(?:closed|submitted|completed|approved|accepted|confirmed|reviewed|entered) by)\b[^\n]{0,60}?\d{1,2}:\d{2}",
    re.I,
)
# "OK by: M. Roy", "Agreed: M. Roy": said at the foot of a paper, where a signature goes.
FOOT_BY = re.compile(
    r"^\s{0,8}(?:(?:ok(?:'?d|ayed)?|approved|agreed|accepted|authori[sz]ed|check(?:ed)?|endorsed)(?: by)?"
    r"|(?:approuvé|accepté)\w?(?: par)?)[ \t]{0,3}:?[ \t]{1,3}(?P<rest>(?-i:[A-ZÀ-Þ])[^\n]{1,70})$",
    re.I,
)
# "I. Castellane /s/", "G. Stavely (electronic signature)", "T. Orr (typed)".
NAMED_AS_SIGNED = re.compile(
    r"(?P<name>[^:|\n]{3,40}?)[ \t]{1,3}(?:/s/|\((?:typed|signed|sgd\.?|electronic signature|e-signature"
    r"|signature on file|original signed|signé\w?)\b[^()\n]{0,30}\))",
    re.I,
)
_ASIDE = re.compile(r"\((?:typed|signed|sgd|electronic|e-mailed|original|name typed)[^()\n]{0,60}\)", re.I)
# What may stand before a word of signing that begins a field of its own.
OPENS = re.compile(r"[ \t]{2}$|[.;:,|)\]][ \t]*$|\d[ \t]$|^\W*[A-ZÀ-Þ\W]+[ \t]$")
# "Approved by M. Roy on 3 May" tells of it.
TOLD = re.compile(r"\s(?:on|at|in|le)\s\S+[^.]*\.?$")
# What parts one signer from the next or from the day.
_CELLS = re.compile(r"\s{2,}|\t|[|;]|,\s|\s/\s|\s(?:and|et|&)\s")
# Days, clocks and page numbers beside a name.
_NUMBERS = re.compile(
    r"\b(?:\d[\d:/.,'’h-]*(?:st|nd|rd|th|er)?|(?:jan|feb|f[ée]v|mar|apr|avr|may|mai|june?|juin|jul|juil|aug|ao[uû]t|sep|oct"
    r"|nov|dec|d[ée]c)[a-zéû]{0,6}\.?|date|dated|on|le|this)(?=\W|$)",
    re.I,
)
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?){2,3}(?:-?[A-ZÀ-Þ]\.?)?|[A-ZÀ-Þ]\.-?[A-ZÀ-Þ]\.?(?:-[A-ZÀ-Þ]\.?)?")


def signed_by(line: Line) -> Iterator[SignPlace]:
    """Names behind a word of signing on a typed page; with a day and a clock it is an application's sign-off."""
    text = line.text[:300]
    for match in (*SIGNED_BY.finditer(text), *APPROVED_BY.finditer(text)):
        lead = text[: match.start()]
        if lead.strip() and not OPENS.search(lead):
            continue  # within a sentence
        first = re.split(r"\s{2,}|\t|[;(]", match["rest"], maxsplit=1)[0]
        name, title = signer_of(first)
        if name is not None and not TOLD.search(first):
            state: Signed = "app" if STAMP.search(match["rest"]) and find_dates(match["rest"], FAR) else "typed"
            yield SignPlace(line, state, match["label"], name, title)


def named_as_signed(line: Line) -> Iterator[SignPlace]:
    """A name and, behind it, the words that it stands for a signature."""
    for match in NAMED_AS_SIGNED.finditer(line.text[:300]):
        for piece in re.split(r"\s/\s|\s(?:and|et|&)\s", re.split(r"\s{2,}|\t|[;,]", match["name"])[-1]):
            name, title = signer_of(piece)
            if name is not None:
                yield SignPlace(line, "typed", "", name, title)


def tapped(page: PageReading) -> Iterator[SignPlace]:
    """Sign-offs on a page that an application made: a word of signing with a clock beside it."""
    if not any(APP_PAGE.search(line.text[:300]) for line in page.lines):
        return
    for line in page.lines:
        match = APP_TAP.search(line.text[:300])
        if match is not None:
            before = _CELLS.split(line.text[: match.start()].strip() or line.text[match.start() :])[0]
            yield SignPlace(line, "app", "", signer_of(re.sub(r"^\W*\w+ by ", "", before))[0])


def at_foot(page: PageReading) -> Iterator[SignPlace]:
    """Lines at the end of a document that say who approved or agreed."""
    filled = [line for line in page.lines if line.text.strip()]
    for line in filled[max(FOOT_FROM, len(filled) - CLOSING_LINES) :]:
        match = FOOT_BY.match(line.text)
        told = match is not None and TOLD.search(match["rest"]) is None
        name, title = signer_of(_ASIDE.sub(" ", match["rest"])) if match is not None and told else (None, None)
        if name is not None:
            yield SignPlace(line, "typed", "", name, title)


def signer_of(text: str) -> tuple[str | None, str | None]:
    """The person, or the initials, that a short piece of text begins with, and the title behind it."""
    plain = _LEADING_PARTY.sub("", text.replace("/s/", " ").strip(" \t.:_"))
    number = re.search(r"\d", plain)
    told = _NUMBERS.sub("  ", plain) if number is not None else plain
    piece = _CELLS.split(told.strip(), maxsplit=1)[0].strip(" ,.-–—")
    name, title = name_and_title(piece)
    if name is not None:
        return name, title
    word = TITLE_WORDS.search(piece)
    if word is not None and word.start() > 2:
        left = _TRAILING_PARTY.sub("", piece[: word.start()].strip(" ,-–—("))
        return (left, piece[word.start() :].strip(" )")) if _like_signer(left) else (None, None)
    return (piece, None) if _like_signer(piece) else (None, None)


def _like_signer(text: str) -> bool:
    """Jade N., A.K., Y. Cyr, Dana: parts of names and initials, no word of a form among them."""
    parts = text.split()
    if not 1 <= len(parts) <= MOST_SIGNER_PARTS:
        return False
    named = (
        _INITIALS.fullmatch(part) or part.lower() in PARTICLES or NAME_PART.fullmatch(part)
        for part in parts
        if part.lower().strip(".") not in NOT_NAMES
    )
    told = [bool(one) for one in named]
    return len(told) == len(parts) and all(told) and parts[0][:1].isupper()


def signed_cells(page: PageReading) -> Iterator[SignPlace]:
    """Names or initials typed into the signature column of a table."""
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
            if place < len(cells) and signer_of(cells[place])[0] is not None:
                yield SignPlace(line, "typed", "", signer_of(cells[place])[0])


def _column(page: PageReading, rows: tuple[tuple[str, ...], ...], places: list[int]) -> Iterator[SignPlace]:
    for row in rows[:120]:
        for place in places:
            name = signer_of(row[place])[0] if place < len(row) and row[place].strip() else None
            if name is not None:
                line = Line(page.page.number, 0, " | ".join(" ".join(cell.split()) for cell in row if cell.strip()))
                yield SignPlace(line, "typed", "", name)


def closing(page: PageReading) -> Iterator[SignPlace]:
    """Lines at the end of a document that hold nothing but the names of those who answer for it."""
    filled = [line for line in page.lines if line.text.strip()]
    if len(filled) < 4 or page.page.head_lines is not None or any(GREETING.match(line.text) for line in filled[:12]):
        return  # a mail and a note end with a name, nobody signs them
    for place, line in enumerate(filled[1:], start=1):
        late = place >= len(filled) - CLOSING_LINES
        wished = VALEDICTION.match(filled[place - 1].text) is not None
        signers = closing_names(line.text) if late or wished else ()
        for name, title in signers:
            yield SignPlace(line, "typed", "", name, title)


def closing_names(text: str) -> tuple[tuple[str, str | None], ...]:
    """The people of a line that holds only names, titles and days; empty for any other line."""
    if not 3 <= len(text.strip()) <= LONGEST_CLOSING or ":" in re.sub(r"\d:\d", "", text):
        return ()
    if len(find_dates(text, FAR)) > 1 or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return ()  # a row of a register
    found: list[tuple[str, str | None]] = []
    for cell in _CELLS.split(_ASIDE.sub(" ", text).strip()):
        plain = _NUMBERS.sub(" ", cell).strip(" .,-–—_()")
        if not plain:
            continue
        name, title = signer_of(cell)
        if name is None and TITLE_WORDS.search(plain) and found and len(plain.split()) <= 5:
            continue  # the title of the name before
        if name is None:
            return ()
        found.append((name, title))
    return tuple(found) if any(as_name(name) for name, _ in found) else ()
