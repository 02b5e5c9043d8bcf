"""One understood document as rules look at it: its whole text, its facts by kind, places that can be cited."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.mapping.places import box_of, quote_of
from pipeline.model import Citation, Fact, FactKind, ReadDocument, Understanding

PAGE_BREAK = "\f"
TITLE_CHARACTERS = 400
# A date due without a day; given twice in a row of due and done, it is both.
AT_ONCE = re.compile(r"\b(?:same day|at once|immediately|right away|on the spot|le jour même)\b", re.IGNORECASE)
CLOSED = frozenset({"closed", "complete", "completed", "done", "resolved", "yes", "fermé", "terminé"})


@dataclass(frozen=True)
class View:
    """A document with what every rule asks of it computed once."""

    read: ReadDocument

    @property
    def understanding(self) -> Understanding:
        """What step 5 said of it."""
        return self.read.understanding

    @property
    def document_type(self) -> str:
        """Its type, perhaps "unknown"."""
        return self.understanding.classification.document_type

    @cached_property
    def text(self) -> str:
        """All pages, joined by form feeds."""
        return PAGE_BREAK.join(page.text for page in self.read.pages)

    @cached_property
    def head(self) -> str:
        """Title and first lines, where a document says what it is about, and the name the client gave it."""
        titles = " ".join(fact.value for fact in self.facts("title"))
        return f"{titles}\n{self.text[:TITLE_CHARACTERS]}\n{self.read.shown_path}"

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, position = [], 0
        for page in self.read.pages:
            starts.append(position)
            position += len(page.text) + len(PAGE_BREAK)
        return tuple(starts)

    @cached_property
    def _by_kind(self) -> dict[FactKind, tuple[Fact, ...]]:
        kinds: dict[FactKind, list[Fact]] = {}
        for fact in self.understanding.facts:
            kinds.setdefault(fact.kind, []).append(fact)
        return {kind: tuple(facts) for kind, facts in kinds.items()}

    def facts(self, kind: FactKind, *roles: str) -> tuple[Fact, ...]:
        """Its facts of a kind, of any of the roles when some are given."""
        found = self._by_kind.get(kind, ())
        return tuple(fact for fact in found if fact.role in roles) if roles else found

    @property
    def rows(self) -> tuple[Fact, ...]:
        """Actions and findings: whatever somebody has to do."""
        return self.facts("action") + self.facts("finding_row")

    def cite(self, start: int, end: int) -> Citation:
        """The place of a stretch of the whole text: page, the line around it, the box of its words."""
        index = max(0, bisect_right(self._starts, start) - 1)
        page = self.read.pages[index]
        first = start - self._starts[index]
        last = min(end - self._starts[index], len(page.text))
        quote = quote_of(page.text, first, last)
        return Citation(self.understanding.document.source_id, page.number, quote, box_of(page, first, last))

    def cite_title(self) -> Citation | None:
        """The title's place, else the first line with words; None for a document without text."""
        title = next(iter(self.facts("title")), None)
        if title is not None and self.holds(title.citation):
            return title.citation
        start = len(self.text) - len(self.text.lstrip())
        if start == len(self.text):
            return None
        end = self.text.find("\n", start)
        return self.cite(start, end if end > start else len(self.text))

    def holds(self, citation: Citation) -> bool:
        """Whether a citation lies in this document's pages."""
        document = self.understanding.document
        return citation.source_id == document.source_id and document.first_page <= citation.page <= document.last_page

    def own(self, citations: Iterable[Citation | None]) -> tuple[Citation, ...]:
        """The citations that lie in this document, each once, in their order."""
        return tuple(dict.fromkeys(place for place in citations if place is not None and self.holds(place)))

    @property
    def inked(self) -> bool:
        """Whether somebody wrote or drew on it what nobody could read."""
        return any(mark.kind in ("ink", "stroke") for page in self.read.pages for mark in page.marks)


def closed(row: Fact) -> str | None:
    """When, or that, an action or finding was closed; None while it is open."""
    said = row.attribute("closed")
    if said:
        return said
    status = row.attribute("status")
    if status and status.casefold().strip() in CLOSED:
        return status
    at_once = AT_ONCE.findall(row.citation.quote)
    return at_once[-1] if len(at_once) > 1 else None


def due(row: Fact) -> str | None:
    """When an action is due, as a date or as "at once"; None when nothing says so."""
    said = row.attribute("due")
    if said:
        return said
    found = AT_ONCE.search(row.citation.quote)
    return found.group() if found else None
