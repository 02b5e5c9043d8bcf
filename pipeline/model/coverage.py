"""Evidence and coverage: suggestions with citations, never decisions."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.errors import ExceptionClass
from pipeline.model.documents import Citation

Fit = Literal["full", "partial", "out_of_period"]
QuestionStatus = Literal[
    "candidate", "partial", "out_of_period", "not_located", "unreadable_source", "outside_document_review",
    "not_applicable",
]  # fmt: skip
MissingKind = Literal["document", "period", "site", "person", "signature", "date", "criterion", "action"]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a rule asks and nothing located shows; ``due`` is False while its time is not over."""

    kind: MissingKind
    value: str
    due: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage offered for a question: a suggestion, never a decision."""

    question_id: str
    rule_id: str
    document_id: str
    fit: Fit
    citations: tuple[Citation, ...]
    reasons: tuple[str, ...]
    missing: tuple[Missing, ...] = ()
    site: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A cross-document fact with citations on both sides; the auditor calls the conclusion a finding."""

    kind: str
    message: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SiteCoverage:
    """Coverage of one question at one site."""

    site: str
    status: QuestionStatus
    located: int | None
    expected: int | None
    undated: int
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class QuestionCoverage:
    """Coverage of one question over all sites; exactly one per question of the instrument."""

    question_id: str
    status: QuestionStatus
    located: int | None
    expected: int | None
    expected_basis: Literal["instrument", "client", "pack_default"] | None
    undated: int
    missing: tuple[Missing, ...]
    sites: tuple[SiteCoverage, ...]
    evidence: tuple[Evidence, ...]
    checks: tuple[Check, ...] = ()
    searched: tuple[str, ...] = ()
    could_hide: tuple[str, ...] = ()
    ask: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A file or page that could not be read, as the report shows it: a value, not a log line."""

    exception_class: ExceptionClass
    step: str
    path: tuple[str, ...]
    sha256: str | None
    page: int | None
    message: str
    remedy: str
    retryable: bool
    affects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadItem:
    """An item, or the lost pages of one, that nobody has read: it may hide what a question asks for.

    Args:
        shown_path: Where the client put it, containers included.
        text: What could be read of its other pages; empty when nothing was.
    """

    shown_path: str
    exception_class: ExceptionClass
    text: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The audit window, both days inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Site:
    """One work site of the client with the other names it goes by."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What sampling needs to know of the employer."""

    client: str
    client_aliases: tuple[str, ...]
    sites: tuple[Site, ...]
    head_count: int | None
    audit_date: date
    window: Window
    as_of: date

    def site_named(self, said: str | None) -> str | None:
        """The site that goes by a name or alias, case and outer spaces ignored; None when no site does."""
        plain = (said or "").casefold().strip()
        for site in self.sites:
            if plain and plain in {name.casefold().strip() for name in (site.name, *site.aliases)}:
                return site.name
        return None
