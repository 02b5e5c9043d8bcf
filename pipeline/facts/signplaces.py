"""Step 5, foundation of the signature finder: places to sign that no word "signature" marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.names import TITLE_WORDS, name_and_title
from pipeline.facts.places import Place, above, ink, inside, is_scrawl, right_of, span_box, written
from pipeline.facts.reading import Line, PageReading
from pipeline.facts.signblocks import is_inked, pens, scrawled, sign_blocks, unclear
from pipeline.facts.signlabels import PARTY_LABEL, SIGN_LABEL
from pipeline.model import Box, Mark, Signed


@dataclass(frozen=True, slots=True)
class SignPlace:
    """A signature place found on a page."""

    line: Line
    state: Signed
    label: str
    name: str | None = None
    title: str | None = None
    box: Box | None = None


def signed_in(page: PageReading, place: Place, *, strict: bool = False) -> bool:
    """Whether ink or, on a scan, a word nobody could read stands in a place (strict: ink that crosses no print)."""
    marks = pens(page, place.marks)
    if marks:
        printed = [word for word in place.words if not is_scrawl(word) and written(word.text)]
        return not strict or not any(inside(word.box, mark.box) for word in printed for mark in marks)
    return not strict and scrawled(page, place)


def unlabelled(page: PageReading, labelled: list[Box]) -> Iterator[SignPlace]:
    """Ink or a picture over the typed name or title of a signature block: "[ink] / Jane Doe / President"."""
    height = page.line_height
    for mark in pens(page, ink(page)):
        if (
            not (mark.wound or mark.kind == "image")
            or not _like_signature(mark)
            or any(_near(mark.box, box, 4 * height) for box in labelled)
        ):
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
                yield SignPlace(line, "drawn", "", name, title or _title_under(page, line), mark.box)
                break


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


def blocks(page: PageReading, line: Line) -> Iterator[SignPlace]:
    """Places over labels such as "Supervisor    Date" that are printed under the line to sign on."""
    for block in sign_blocks(page, line):
        if SIGN_LABEL.search(block.label):
            continue
        if line.index and "/s/" in page.lines[line.index - 1].text:
            continue  # signed in type, found by itself
        label, _, value = block.label.partition(":")
        name, title = name_and_title(value or label)
        if block.place is not None and is_inked(page, block.place):
            yield SignPlace(line, "drawn", block.label, name, title, block.box)
        elif not page.ocr and _typed_above(page, line, block.box):
            typed, typed_title = name_and_title(_typed_above(page, line, block.box))
            yield SignPlace(line, "typed", block.label, typed, typed_title or title, block.box)
        else:
            covered = unclear(page, *((block.place,) if block.place is not None else ()))
            yield SignPlace(line, "cannot_tell" if covered else "none", block.label, box=block.box)


def _typed_above(page: PageReading, line: Line, box: Box | None) -> str:
    """The name typed on the line over a label, when it is one; "/s/" is found by itself."""
    if box is None:
        text = page.lines[line.index - 1].text if line.index else ""
        text = text.split("   ")[0]
    else:
        text = " ".join(word.text for word in above(page, box, 1.9).words)
    return text if "/s/" not in text and name_and_title(text)[0] is not None else ""


def party_labelled(page: PageReading, line: Line) -> Iterator[SignPlace]:
    """A party such as "Supervisor: ____" counts only when inked, or when a line to sign on and a date go with it."""
    for match in PARTY_LABEL.finditer(line.text):
        rest = line.text[match.end() :].lstrip(": ")
        asks = rest.startswith("__") and "date" in rest.lower()
        box = span_box(line, match.start(), match.end())
        marks = [mark for mark in right_of(page, box).marks if mark.wound] if box is not None and not page.ocr else []
        scrawled = page.ocr and box is not None and "date" in rest.lower() and signed_in(page, right_of(page, box))
        if marks or scrawled:
            yield SignPlace(line, "drawn", match["party"], box=box)
        elif asks and not name_and_title(written(rest))[0]:
            yield SignPlace(line, "none", match["party"], box=box)
