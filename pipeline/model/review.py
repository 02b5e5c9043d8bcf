"""The whole review, as the report formats take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pipeline.model.coverage import ExceptionRow, Profile, QuestionCoverage
from pipeline.model.documents import ReadDocument
from pipeline.model.files import Item
from pipeline.model.pages import Page, PageFailure
from pipeline.model.plan import VisitPlan
from rules.model import RulePack


@dataclass(frozen=True, slots=True)
class PageTotals:
    """Every page of every read file, once: discovered is the sum of the others."""

    discovered: int
    text: int
    ocr: int
    blank: int
    exception: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Items in and items out; ``discovered`` is counted at intake, never derived from the states."""

    discovered: int
    processed: int
    duplicate: int
    container: int
    excluded: int
    exception: int
    pages: PageTotals


@dataclass(frozen=True, slots=True)
class RunInfo:
    """Which run made this report, when, with which versions."""

    id: str
    started: datetime
    finished: datetime | None
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the difference to the report before."""

    kind: str
    subject: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Caution:
    """What is wrong with the engagement as a whole, so that nobody takes silence for an answer.

    Args:
        kind: "head_count": it contradicts the stream; "submission": the programme counts back from a day nobody gave;
            "no_records": nothing is dated inside the window; "no_heads": nobody gave the head count and questions hang
            on it.
        values: Names and values of the sentence.
    """

    kind: Literal["head_count", "submission", "no_records", "no_heads"]
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a report format needs; formats add nothing of their own.

    Args:
        purpose: "audit" (header "auditor review") or "triage" (header "consultant triage").
        pages: Every read page by content hash, in page order.
        unread_pages: Pages that could not be read, by content hash; their exception rows say why.
        documents: All logical documents in evidence-number and page order.
        coverage: Exactly one per question of ``pack``, in its order.
        plan: Interviews and visits that the employer's size and sites ask for.
        first_review: When this engagement's documents were first gone through: the start of its first run, UTC. Kept
            apart from when they were received, for partners' clocks start from one or the other.
    """

    profile: Profile
    purpose: Literal["audit", "triage"]
    language: Literal["en", "fr"]
    pack: RulePack
    run: RunInfo
    reconciliation: Reconciliation
    items: tuple[Item, ...]
    pages: Mapping[str, tuple[Page, ...]]
    unread_pages: Mapping[str, tuple[PageFailure, ...]]
    documents: tuple[ReadDocument, ...]
    coverage: tuple[QuestionCoverage, ...]
    exceptions: tuple[ExceptionRow, ...]
    first_review: datetime
    plan: VisitPlan
    changes: tuple[Change, ...] = ()
    cautions: tuple[Caution, ...] = ()
