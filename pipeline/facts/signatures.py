"""Step 5, finder: a document -> its signatures and empty places to sign, with the signer where legible."""

import re
from collections.abc import Iterator

from pipeline.facts.datetext import find_dates
from pipeline.facts.names import TITLE_WORDS, as_name, name_and_title
from pipeline.facts.places import above, is_scrawl, right_of, span_box, span_words, written
from pipeline.facts.reading import Line, PageReading, Reading, union
from pipeline.facts.signapps import electronic
from pipeline.facts.signblocks import is_inked, signed_columns, unclear
from pipeline.facts.signink import penned
from pipeline.facts.signlabels import (
    APP_SIGN,
    COLUMN_TITLE,
    DIGITAL_SIGN,
    NAME_END,
    NEXT_LABEL,
    SIGN_COLUMN,
    SIGN_LABEL,
    TYPED_SIGN,
    party_of,
)
from pipeline.facts.signphrases import STAMP
from pipeline.facts.signplaces import SignPlace, blocks, party_labelled, signed_in, unlabelled
from pipeline.facts.signtyped import FAR, at_foot, closing, named_as_signed, signed_by, signed_cells, tapped, taught_by
from pipeline.model import Box, Fact, Signed

MOST_SIGNATURES = 120
MOST_LEADING_WORDS = 3
LINES_OVER = 3
SAME_PRINT, NAME_WORDS = 0.25, 3
SURE_LINE = 85.0
"""Mean word confidence from which a recognised line is print."""
MOST_STAMP = 70
TICKETS = frozenset({"training_certificate", "first_aid_certificate"})
HOLDERS = frozenset({"training_certificate", "first_aid_certificate", "driver_file", "training_matrix", "org_chart"})
"""A name alone on a line at their end is whom they are about, not who signed."""


def find(reading: Reading) -> Iterator[Fact]:
    """One fact a signature or empty place; role says how it was signed."""
    made = 0
    drawn = False
    for page in reading.pages:
        for place in _page(page):
            yield _fact(reading, place)
            made += place.state != "none"
            drawn = drawn or place.state == "drawn"
            if made >= MOST_SIGNATURES:
                return
    if made == 0 and reading.document_type in TICKETS and reading.pages:
        places = [place for line in reading.pages[0].lines for place in taught_by(line)]
        yield from (_fact(reading, place) for place in places if _as_typed(reading.pages[0], place.line))
    for place in penned(reading.pages) if not drawn and reading.kind != "reference" else ():
        yield _fact(reading, place)
        made += 1
    closes = reading.kind != "reference" and reading.document_type not in HOLDERS
    for page in reading.pages if made == 0 and closes else ():
        places = [*at_foot(page), *(closing(page) if page is reading.pages[-1] else ())]
        yield from (
            _fact(reading, place)
            for place in places
            if _as_typed(page, place.line) and not _under_a_line(page, place.line)
        )


def _fact(reading: Reading, place: SignPlace) -> Fact:
    label = " ".join(place.label.split()).strip(" :_")
    party = party_of(f"{label} {place.title or ''}")
    pairs = (("name", place.name), ("title", place.title), ("label", label or None), ("party", party))
    attributes = tuple((key, value) for key, value in pairs if value)
    return Fact(
        "signature",
        place.name or label or place.state,
        reading.cite(place.line, box=place.box),
        "signatures",
        place.state,
        attributes,
    )


def _as_typed(page: PageReading, line: Line) -> bool:
    """Whether a line's words can be taken at their word: text of a file, or print that the engine read for sure."""
    return not page.ocr or (line.confidence is not None and line.confidence >= SURE_LINE)


def _under_a_line(page: PageReading, line: Line) -> bool:
    """A name under an empty line to sign on says who was to sign, one under the heads of a sign-in list who came."""
    for other in reversed(page.lines[: line.index]):
        if _is_header(other):
            return True
        if not other.text.strip():
            break
    over = page.lines[max(0, line.index - LINES_OVER) : line.index]
    return any("____" in other.text and "sign" in other.text.lower() for other in over)


def _page(page: PageReading) -> Iterator[SignPlace]:
    signed: dict[str, set[str | None]] = {}
    for place in _marked(page):
        yield place
        if place.state != "none":
            signed.setdefault(place.line.text, set()).add(place.name)
    for place in _unmarked(page):
        if not _as_typed(page, place.line):
            continue
        known = signed.setdefault(place.line.text, set())
        if place.name not in known and not (known and (place.name is None or place.state == "app")):
            known.add(place.name)
            yield place


def _marked(page: PageReading) -> Iterator[SignPlace]:
    """Places to sign that fields, labels, lines or ink mark."""
    yield from electronic(page)
    labelled: list[Box] = []
    for line in page.lines:
        lowered = line.text.lower()
        if "/s/" in lowered or "(s" in lowered or "sgd" in lowered or "(original" in lowered:
            yield from _typed(page, line)
        if "sign" in lowered or "initial" in lowered:
            for place in _labelled(page, line):
                labelled += [place.box] if place.box is not None else []
                yield place
        elif ":" in line.text or "_" in line.text:
            yield from party_labelled(page, line)
        if "date" in lowered:
            for place in blocks(page, line):
                labelled += [place.box] if place.box is not None else []
                yield place
    yield from unlabelled(page, labelled)


def _unmarked(page: PageReading) -> Iterator[SignPlace]:
    """Names typed where a hand would sign, without a line or a colon."""
    for line in page.lines:
        lowered = line.text.lower()
        if any(word in lowered for word in ("sign", "appro", "authori", "adopt", "acknowl")):
            yield from signed_by(line)
        if "/s/" in line.text or "(" in line.text:
            yield from named_as_signed(line)
    yield from tapped(page)
    yield from signed_cells(page)


def _typed(page: PageReading, line: Line) -> Iterator[SignPlace]:
    for match in TYPED_SIGN.finditer(line.text):
        name, title = name_and_title(NAME_END.split(match["name"].strip(), maxsplit=1)[0])
        if match.group().startswith("/") or name is not None:  # "(s)" without a name behind it is a plural
            yield SignPlace(line, "typed", line.text[: match.start()], name, title or _title_below(page, line))


def _title_below(page: PageReading, line: Line) -> str | None:
    """The title printed under a signature line: "President    Date", "Approved: Jane Doe, Manager"."""
    following = page.lines[line.index + 1].text if line.index + 1 < len(page.lines) else ""
    cell = re.split(r"\s{2,}|\t", following.strip(), maxsplit=1)[0]
    if "/s/" in cell or "__" in cell:
        return None
    name, title = name_and_title(cell.partition(":")[2] or cell)
    if title is None and name is None and len(cell) <= 60 and TITLE_WORDS.search(cell):
        return cell
    return title


def _labelled(page: PageReading, line: Line) -> Iterator[SignPlace]:
    """Places that the word signature, sign or initials asks to be signed."""
    if APP_SIGN.search(line.text) or DIGITAL_SIGN.search(line.text):
        return
    if _is_header(line):
        for column in signed_columns(page, line):
            if column.place is not None and is_inked(page, column.place):
                yield SignPlace(line, "drawn", column.label, box=column.box)
        return
    for match in SIGN_LABEL.finditer(line.text):
        label = match.group()
        if _in_sentence(line.text, match):
            continue
        if "/s/" in line.text[match.end() : match.end() + 6].lower():
            continue
        rest = line.text[match.end() :]
        ends = [found.start() for pattern in (NEXT_LABEL, SIGN_LABEL) if (found := pattern.search(rest, 1)) is not None]
        value = rest[: min(ends)] if ends else rest
        box = span_box(line, match.start(), match.end())
        state, name, title = _settle(page, line, box, value, match.end(), bool(ends))
        if state == "typed" and STAMP.search(rest[:MOST_STAMP]) and find_dates(rest[:MOST_STAMP], FAR):
            state = "app"  # a day and a clock behind the name
        label_text = label if party_of(label) else f"{label} {_party_near(page, line)}"
        yield SignPlace(line, state, label_text, name, title, box)


def _in_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the word belongs to a sentence: many words before it, or a bare "signed" with nothing after it."""
    if text[match.end() : match.end() + 1] in {":", "_"} or "_" in text[match.end() : match.end() + 4]:
        return False
    if match.group().strip().lower() in {"signed", "signé", "signée"}:
        return bool(text[: match.start()].strip())
    lead = re.split(r"\s{2,}|[:|_]", text[: match.start()])[-1]
    return len(lead.split()) > MOST_LEADING_WORDS


def _party_near(page: PageReading, line: Line) -> str:
    """The party named before a bare "Signature:" on the line, or by the line above it."""
    own = line.text.split(":", 1)[0]
    if party_of(own):
        return own[:40]
    previous = page.lines[line.index - 1].text if line.index else ""
    return previous[:40] if len(previous) <= 60 and party_of(previous) else ""


def _is_header(line: Line) -> bool:
    """A row of column titles: Name, Company, Signature."""
    if ":" in line.text or "__" in line.text or len(line.text) > 160:
        return False
    cells = [cell for cell in re.split(r"\s{2,}|\t|\|", line.text.strip()) if cell.strip()]
    names = sum(bool(COLUMN_TITLE.search(cell)) for cell in cells)
    signs = sum(bool(SIGN_COLUMN.search(cell)) for cell in cells)
    words = len(COLUMN_TITLE.findall(line.text))
    return signs > 0 and (names >= 1 or words >= 2) and (len(cells) >= 2 or len(line.text) < 60)


def _settle(
    page: PageReading, line: Line, box: Box | None, value: str, end: int, stopped: bool
) -> tuple[Signed, str | None, str | None]:
    """How a place is signed: type on a digital page, ink or a scrawl on any, nothing, or nobody can tell."""
    text = written(value)
    name, title = name_and_title(value.replace("_", " ").strip(" \t:"))
    if not text and "_" not in value and not page.ocr and not stopped and line.index + 1 < len(page.lines):
        name, title = name_and_title(page.lines[line.index + 1].text)  # the value stands on a line of its own
    if (name is not None or _one_word_name(text)) and (not page.ocr or _printed(line, end, len(value))):
        return "typed", name or text, title
    if box is None:
        return "none", None, None
    stop = _stop(line, end, value) if stopped else None
    beside, over = right_of(page, box, stop), above(page, box, 2.6)
    if signed_in(page, beside) or (not written(value) and signed_in(page, over, strict=True)):
        return "drawn", name, title
    if not page.ocr:
        upper, upper_title = name_and_title(" ".join(word.text for word in over.words)) if not text else (None, None)
        return ("typed", upper, upper_title) if upper else ("none", None, None)
    if len([character for character in text if character.isalpha()]) >= 3 and not _printed(line, end, len(value)):
        return "drawn", name, title  # somebody wrote a legible name where a signature goes
    return ("cannot_tell" if unclear(page, beside) else "none"), None, None


def _printed(line: Line, end: int, length: int) -> bool:
    """On a scan, whether a name or other words stand in the print of their label: as high, read for sure.

    The days and clocks behind a name are left out, for the engine doubts those most.
    """
    label, words = span_box(line, 0, end), span_words(line, end, end + length)
    lettered = [word for word in words if any(map(str.isalpha, word.text))][:NAME_WORDS]
    box = union([word.box for word in lettered])
    if label is None or box is None or any(is_scrawl(word) for word in lettered):
        return False
    trust = sum(word.confidence or 0.0 for word in lettered) / len(lettered)
    return trust >= SURE_LINE and abs(box.top - label.top) <= SAME_PRINT * (label.bottom - label.top)


def _stop(line: Line, end: int, value: str) -> float | None:
    box = span_box(line, end + len(value), len(line.text))
    return box.left if box is not None else None


def _one_word_name(text: str) -> bool:
    """A bare surname or initials typed on a digital signature line."""
    letters = text.replace(".", "").replace(" ", "")
    return letters.isalpha() and text[:1].isupper() and len(text) <= 20 and as_name(f"Xan {text}") is not None
