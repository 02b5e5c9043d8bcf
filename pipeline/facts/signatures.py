"""Step 5, finder: a document -> its signatures and empty places to sign, with the signer where legible."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.names import TITLE_WORDS, as_name, name_and_title
from pipeline.facts.places import Place, above, ink, inside, is_scrawl, right_of, span_box, written
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.facts.signblocks import is_inked, sign_blocks
from pipeline.facts.signlabels import (
    APP_SIGN,
    DIGITAL_SIGN,
    NAME_END,
    NEXT_LABEL,
    PARTY_LABEL,
    SIGN_COLUMN,
    SIGN_LABEL,
    TYPED_SIGN,
    party_of,
)
from pipeline.model import Box, Fact, Mark, Signed

MOST_SIGNATURES = 120
HOPELESS_PAGE = 45.0
"""Mean word confidence under which an empty-looking place to sign may hide a signature."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A signature place found on a page."""

    line: Line
    state: Signed
    label: str
    name: str | None = None
    title: str | None = None
    box: Box | None = None


def find(reading: Reading) -> Iterator[Fact]:
    """One fact a signature or empty place; role says how it was signed."""
    made = 0
    for page in reading.pages:
        for place in _page(page):
            yield _fact(reading, place)
            made += 1
            if made >= MOST_SIGNATURES:
                return


def _fact(reading: Reading, place: _Place) -> Fact:
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


def _page(page: PageReading) -> Iterator[_Place]:
    yield from _electronic(page)
    labelled: list[Box] = []
    for line in page.lines:
        lowered = line.text.lower()
        if "/s/" in lowered:
            yield from _typed(line)
        if "sign" in lowered or "initial" in lowered:
            for place in _labelled(page, line):
                labelled += [place.box] if place.box is not None else []
                yield place
        elif ":" in line.text or "_" in line.text:
            yield from _party_labelled(page, line)
        if "date" in lowered:
            for place in _blocks(page, line):
                labelled += [place.box] if place.box is not None else []
                yield place
    yield from _unlabelled(page, labelled)


def _electronic(page: PageReading) -> Iterator[_Place]:
    for field in page.page.fields:
        if field.kind == "signature":
            state: Signed = "digital" if field.value.strip() else "none"
            name = as_name(field.value)
            yield _Place(
                Line(page.page.number, 0, f"{field.name}: {field.value}"), state, field.name, name, box=field.box
            )
    for line in page.lines:
        if "sign" not in line.text.lower() and "electronic" not in line.text.lower():
            continue
        for pattern, state in ((DIGITAL_SIGN, "digital"), (APP_SIGN, "app")):
            match = pattern.search(line.text)
            if match is None:
                continue
            rest = match.groupdict().get("name") or ""
            name, title = name_and_title(NAME_END.split(rest, maxsplit=1)[0])
            if name is not None or _has_more(page, line, rest) or _names_tool(match.group(), rest):
                yield _Place(line, state, "", name, title)
                break


def _has_more(page: PageReading, line: Line, rest: str) -> bool:
    """A sign-off stands with a name, a date or a stamp beside it; the bare words may be a column header or a rule."""
    following = page.lines[line.index + 1].text if line.index + 1 < len(page.lines) else ""
    return any(character.isdigit() for character in rest) or (not written(rest) and as_name(following) is not None)


def _names_tool(found: str, rest: str) -> bool:
    """The words "Signed via SiteBook": the application is named after the word."""
    return (
        bool(re.search(r"\b(?:via|through|in app|using)", found[: len(found) - len(rest)], re.I))
        and rest.strip()[:1].isupper()
    )


def _typed(line: Line) -> Iterator[_Place]:
    for match in TYPED_SIGN.finditer(line.text):
        name, title = name_and_title(NAME_END.split(match["name"], maxsplit=1)[0])
        yield _Place(line, "typed", line.text[: match.start()], name, title)


def _labelled(page: PageReading, line: Line) -> Iterator[_Place]:
    """Places that the word signature, sign or initials asks to be signed."""
    if APP_SIGN.search(line.text) or DIGITAL_SIGN.search(line.text) or _is_header(line):
        return
    for match in SIGN_LABEL.finditer(line.text):
        label = match.group()
        if "/s/" in line.text[match.end() : match.end() + 6].lower():
            continue
        rest = line.text[match.end() :]
        ends = [found.start() for pattern in (NEXT_LABEL, SIGN_LABEL) if (found := pattern.search(rest, 1)) is not None]
        value = rest[: min(ends)] if ends else rest
        box = span_box(line, match.start(), match.end())
        state, name, title = _settle(page, line, box, value, match.end(), bool(ends))
        label_text = label if party_of(label) else f"{label} {_party_near(page, line)}"
        yield _Place(line, state, label_text, name, title, box)


def _party_near(page: PageReading, line: Line) -> str:
    """The party named before a bare "Signature:" on the line, or by the line above it."""
    own = line.text.split(":", 1)[0]
    if party_of(own):
        return own[:40]
    previous = page.lines[line.index - 1].text if line.index else ""
    return previous[:40] if len(previous) <= 60 and party_of(previous) else ""


def _is_header(line: Line) -> bool:
    """A row of column titles: Name, Company, Signature."""
    if ":" in line.text or "__" in line.text:
        return False
    words = line.text.lower()
    others = sum(
        word in words
        for word in ("name", "nom", "company", "date", "title", "position", "time in", "print", "trade", "#")
    )
    return bool(SIGN_COLUMN.search(line.text)) and others >= 2 and len(words) < 110


def _settle(
    page: PageReading, line: Line, box: Box | None, value: str, end: int, stopped: bool
) -> tuple[Signed, str | None, str | None]:
    """How a place is signed: type on a digital page, ink or a scrawl on any, nothing, or nobody can tell."""
    text = written(value)
    name, title = name_and_title(value.replace("_", " ").strip(" \t:"))
    if not text and "_" not in value and not page.ocr and not stopped and line.index + 1 < len(page.lines):
        name, title = name_and_title(page.lines[line.index + 1].text)  # the value stands on a line of its own
    if not page.ocr and (name is not None or _one_word_name(text)):
        return "typed", name or text, title
    if box is None:
        return "none", None, None
    stop = _stop(line, end, value) if stopped else None
    beside, over = right_of(page, box, stop), above(page, box, 2.6)
    if _signed_in(page, beside) or (not written(value) and _signed_in(page, over, strict=True)):
        return "drawn", name, title
    if not page.ocr:
        upper, upper_title = name_and_title(" ".join(word.text for word in over.words)) if not text else (None, None)
        return ("typed", upper, upper_title) if upper else ("none", None, None)
    if len([character for character in text if character.isalpha()]) >= 3:
        return "drawn", name, title  # somebody wrote a legible name where a signature goes
    poor = page.page.ocr_confidence is not None and page.page.ocr_confidence < HOPELESS_PAGE
    return ("cannot_tell" if poor else "none"), None, None


def _stop(line: Line, end: int, value: str) -> float | None:
    box = span_box(line, end + len(value), len(line.text))
    return box.left if box is not None else None


def _one_word_name(text: str) -> bool:
    """A bare surname or initials typed on a digital signature line."""
    letters = text.replace(".", "").replace(" ", "")
    return letters.isalpha() and text[:1].isupper() and len(text) <= 20 and as_name(f"Xan {text}") is not None


def _signed_in(page: PageReading, place: Place, *, strict: bool = False) -> bool:
    """Whether ink or, on a scan, a word nobody could read stands in a place (strict: ink that crosses no print)."""
    if place.marks:
        printed = [word for word in place.words if not is_scrawl(word) and written(word.text)]
        return not strict or not any(inside(word.box, mark.box) for word in printed for mark in place.marks)
    return page.ocr and not strict and any(is_scrawl(word) and len(written(word.text)) >= 2 for word in place.words)


def _party_labelled(page: PageReading, line: Line) -> Iterator[_Place]:
    """A party such as "Supervisor: ____" counts only when inked, or when a line to sign on and a date go with it."""
    for match in PARTY_LABEL.finditer(line.text):
        rest = line.text[match.end() :].lstrip(": ")
        asks = rest.startswith("__") and "date" in rest.lower()
        box = span_box(line, match.start(), match.end())
        marks = right_of(page, box).marks if box is not None and not page.ocr else ()
        scrawled = page.ocr and box is not None and "date" in rest.lower() and _signed_in(page, right_of(page, box))
        if marks or scrawled:
            yield _Place(line, "drawn", match["party"], box=box)
        elif asks and not name_and_title(written(rest))[0]:
            yield _Place(line, "none", match["party"], box=box)


def _unlabelled(page: PageReading, labelled: list[Box]) -> Iterator[_Place]:
    """Ink or a picture over the typed name or title of a signature block: "[ink] / Jane Doe / President"."""
    height = page.line_height
    for mark in ink(page):
        if not _like_signature(mark) or any(_near(mark.box, box, 4 * height) for box in labelled):
            continue
        for line in page.lines:
            if line.box is None or not -1.2 * height <= line.box.top - mark.box.bottom <= 2.0 * height:
                continue
            name, title = name_and_title(line.text.replace("_", " "))
            close = line.box.left < mark.box.right and line.box.right > mark.box.left
            titled = bool(TITLE_WORDS.search(line.text)) and len(line.text) < 60
            if close and (
                (name is not None and _block(page, line))
                or (titled and line.text.count(" ") < 5 and ":" not in line.text)
            ):
                yield _Place(line, "drawn", "", name, title or _title_under(page, line), mark.box)
                break


def _blocks(page: PageReading, line: Line) -> Iterator[_Place]:
    """Places over labels such as "Supervisor    Date" that are printed under the line to sign on."""
    for block in sign_blocks(page, line):
        if SIGN_LABEL.search(block.label):
            continue
        label, _, value = block.label.partition(":")
        name, title = name_and_title(value or label)
        if block.place is not None and is_inked(page, block.place):
            yield _Place(line, "drawn", block.label, name, title, block.box)
        elif not page.ocr and _typed_above(page, line, block.box):
            typed, typed_title = name_and_title(_typed_above(page, line, block.box))
            yield _Place(line, "typed", block.label, typed, typed_title or title, block.box)
        else:
            poor = page.ocr and page.page.ocr_confidence is not None and page.page.ocr_confidence < HOPELESS_PAGE
            yield _Place(line, "cannot_tell" if poor else "none", block.label, box=block.box)


def _typed_above(page: PageReading, line: Line, box: Box | None) -> str:
    """The name typed on the line over a label, when it is one; "/s/" is found by itself."""
    if box is None:
        text = page.lines[line.index - 1].text if line.index else ""
        text = text.split("   ")[0]
    else:
        text = " ".join(word.text for word in above(page, box, 1.9).words)
    return text if "/s/" not in text and name_and_title(text)[0] is not None else ""


def _like_signature(mark: Mark) -> bool:
    wide, high = mark.box.right - mark.box.left, mark.box.bottom - mark.box.top
    return 0.05 <= wide <= 0.5 and 0.008 <= high <= 0.16 and mark.box.top > 0.12


def _near(first: Box, second: Box, reach: float) -> bool:
    return abs((first.top + first.bottom) - (second.top + second.bottom)) / 2 < reach


def _block(page: PageReading, line: Line) -> bool:
    """A typed name opens a signature block when a title or a date follows or stands beside it."""
    following = " ".join(other.text for other in page.lines[line.index : line.index + 3])
    return bool(TITLE_WORDS.search(following)) or "date" in following.lower()


def _title_under(page: PageReading, line: Line) -> str | None:
    following = page.lines[line.index + 1].text.strip() if line.index + 1 < len(page.lines) else ""
    return following if TITLE_WORDS.search(following) and len(following) <= 60 else None
