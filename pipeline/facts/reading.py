"""Step 5, foundation of the finders: pages of one document -> lines with their words, boxes and trust."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.model import Box, Citation, Document, Page, Profile, TextOrigin, Word

LONGEST_LINE = 2_000
"""Characters of one line that finders look at; hostile text may hold a line of megabytes."""
MOST_LINES = 4_000
"""Lines of one page that finders look at; a longer page is a data dump, not a form."""
LONGEST_QUOTE = 240
FUTURE_SLACK_DAYS = 7
"""A record may be dated a little after the audit date by a wrong clock, not more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    Args:
        words: The words on it from left to right; empty where the format has no places.
        confidence: Mean of the engine's word confidences, 0 to 100; None for embedded text.
    """

    page: int
    index: int
    text: str
    words: tuple[Word, ...] = ()
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page as finders see it.

    Args:
        line_height: Median height of a line as a fraction of the page; 0 where there are no places.
    """

    page: Page
    lines: tuple[Line, ...]
    line_height: float

    @property
    def ocr(self) -> bool:
        """True when the text was recognised from a picture."""
        return self.page.text_origin is TextOrigin.OCR


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as finders see it.

    Args:
        document_type: The classifier's answer, or "unknown".
        kind: "directive", "record", "reference" or "none".
        profile: The employer, for the client's name, sites and dates.
    """

    document: Document
    pages: tuple[PageReading, ...]
    document_type: str
    family: str
    kind: str
    profile: Profile
    title: str = ""
    language: str | None = None

    @property
    def latest(self) -> date:
        """The last day on which a record of this audit can have been made."""
        return max(self.profile.as_of, self.profile.audit_date) + timedelta(days=FUTURE_SLACK_DAYS)

    def cite(self, line: Line, quote: str | None = None, box: Box | None = None) -> Citation:
        """The place of a line, or of the part of it that ``quote`` and ``box`` name."""
        words = " ".join((quote or line.text).split())[:LONGEST_QUOTE]
        return Citation(self.document.source_id, line.page, words, box or line.box)


def read_page(page: Page) -> PageReading:
    """Lay a page out as lines with their words."""
    texts = page.text.split("\n")[:MOST_LINES]
    by_line: dict[int, list[Word]] = {}
    for word in page.words:
        by_line.setdefault(word.line, []).append(word)
    lines = tuple(
        _line(page.number, index, text[:LONGEST_LINE], by_line.get(index, ())) for index, text in enumerate(texts)
    )
    heights = sorted(line.box.bottom - line.box.top for line in lines if line.box is not None)
    return PageReading(page, lines, heights[len(heights) // 2] if heights else 0.0)


def _line(page: int, index: int, text: str, words: Sequence[Word]) -> Line:
    ordered = tuple(sorted(words, key=lambda word: word.box.left))
    trusts = [word.confidence for word in ordered if word.confidence is not None]
    trust = sum(trusts) / len(trusts) if trusts else None
    return Line(page, index, text, ordered, union(tuple(word.box for word in ordered)), trust)


def union(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around all, or None for none."""
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
