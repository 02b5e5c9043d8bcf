"""Logical documents and what they say of themselves."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from classifiers.model import Classification
from pipeline.model.pages import Box, Page


@dataclass(frozen=True, slots=True)
class Document:
    """A logical document: a page range of one source file."""

    source_id: str
    first_page: int
    last_page: int
    separation_score: float

    @property
    def id(self) -> str:
        """Stable name: content hash and page range."""
        return f"{self.source_id[:16]}-{self.first_page:04d}-{self.last_page:04d}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place a person can open."""

    source_id: str
    page: int
    quote: str
    box: Box | None = None


FactKind = Literal[
    "title", "date", "signature", "person", "action", "training_row", "finding_row", "hazard_row", "inspected_row",
    "cadence", "site", "company", "position", "topic", "form", "revision", "criterion_hint",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a document says of itself.

    Args:
        kind: One of the closed list.
        value: Canonical text: an ISO date, a person's name, an action's description.
        role: What part it plays: for a date "signed", "meeting", "effective", "review_due", "expiry",
            "form_revision", "printed", "issued", "performed", "incident", "revised", "due", "closed"; for a person
            "attendee", "trainee", "trainer", "inspector", "chair", "signer", "holder", "investigator", "worker",
            "member", "absent"; for a signature "typed", "drawn", "digital", "app", "none".
        attributes: Further columns as pairs, e.g. owner, due, closed of an action; person, course, completed, expires
            of a training row; name, title of a signature.
        finder: Name of the finder that made it.
        ambiguous: True when a person must look (03/04/2026 and the like).
    """

    kind: FactKind
    value: str
    citation: Citation
    finder: str
    role: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    ambiguous: bool = False

    def attribute(self, name: str) -> str | None:
        """The named attribute, or None."""
        return next((value for key, value in self.attributes if key == name), None)


DateState = Literal["read", "ambiguous", "illegible", "absent"]
Signed = Literal["typed", "drawn", "digital", "app", "none", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class EvidenceDate:
    """The date that places a document in time, with its role and source."""

    value: date | None
    role: str | None
    state: DateState
    alternatives: tuple[date, ...] = ()
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """Step 5's answer: what a document is and says of itself."""

    document: Document
    classification: Classification
    language: str | None
    evidence_date: EvidenceDate
    signed: Signed
    blank_form: bool | None
    site: str | None
    company: str | None
    version_group: str
    restricted: bool
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """An understood document with the pages it stands on, as step 6 takes it.

    Args:
        shown_path: Where the client put it, for folder telltales and the report.
    """

    understanding: Understanding
    pages: tuple[Page, ...]
    shown_path: str
