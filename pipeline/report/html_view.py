"""Report: the plain frozen values between the Review and the page templates; texts safe to show, links from ids."""

from dataclasses import dataclass
from typing import Any

from pipeline.report.heatmap import HeatCell
from pipeline.report.html_lists import Listing, Part
from pipeline.report.html_plan_view import PlanView
from pipeline.report.programme import ProgrammeView
from pipeline.report.wording import Line


@dataclass(frozen=True, slots=True)
class CitationView:
    """A cited place: file, page, quote, and its pictures where they may be shown."""

    file: str
    page: int
    quote: str | None
    crop: str | None
    crop_text: str
    page_link: str | None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A document offered for a question."""

    link: str | None
    number: str
    file: str
    fit: str
    fit_word: str
    date: str
    reasons: tuple[str, ...]
    lacks: str
    site: str
    period: str
    restricted: bool
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check across documents."""

    message: str
    citations: tuple[CitationView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SiteView:
    """A question at one site."""

    name: str
    status: str
    status_word: str
    located: str
    missing: tuple[Line, ...]
    not_due: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with what was located for it.

    Args:
        evidence: The best of it; ``further`` says where the rest stands.
        documents: How many different documents are offered in all.
        hidden_more: How many items that could hold it are not named here.
    """

    anchor: str
    id: str
    requirement: str
    methods: str
    primary: str
    status: str
    status_word: str
    located: str
    located_note: str
    missing: tuple[Line, ...]
    not_due: str
    sites: tuple[SiteView, ...]
    evidence: tuple[EvidenceView, ...]
    further: tuple[Part, ...]
    documents: int
    checks: tuple[CheckView, ...]
    searched: tuple[str, ...]
    could_hide: tuple[str, ...]
    hidden_more: int
    ask: str
    holder: str
    prepares: str
    note: str
    gap: bool


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many questions have a status."""

    status: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class ElementView:
    """An element with its documentation questions; counts only, never a mark."""

    anchor: str
    id: str
    title: str
    located: int
    total: int
    outside: int
    counts: tuple[StatusCount, ...]
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """What could not be read, in the auditor's words."""

    what: str
    message: str
    file: str
    page: int | None
    affects: tuple[tuple[str, str | None], ...]
    remedy: str
    retryable: bool


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document as the register shows it."""

    anchor: str
    number: str
    file: str
    pages: str
    page_link: str | None
    type: str
    family: str
    probability: str
    runner_up: str
    reasons: tuple[str, ...]
    date: str
    signed: str
    blank: str
    site: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class FileView:
    """One received location and where it ended."""

    number: str
    file: str
    state: str
    state_word: str
    detail: str
    pages: str


ChangeView = tuple[str, str, str, str]
"""Kind, what, before and after."""


@dataclass(frozen=True, slots=True)
class AskView:
    """One thing to ask for, with the questions it would serve."""

    holder: str
    ask: str
    questions: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeatRowView:
    """Records of one type at one site, a count and a shade a month."""

    type: str
    site: str
    cells: tuple[HeatCell, ...]
    other_time: int
    undated: int
    records: int


@dataclass(frozen=True, slots=True)
class HeatView:
    """Records by month, type and site; months as the header prints them."""

    months: tuple[str, ...]
    rows: tuple[HeatRowView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The first page."""

    facts: tuple[Line, ...]
    elements: tuple[ElementView, ...]
    overall: tuple[StatusCount, ...]
    outside: tuple[QuestionView, ...]
    plan: PlanView
    heat: HeatView
    gaps: tuple[QuestionView, ...]
    exceptions: Listing[ExceptionView]
    documents: Listing[DocumentView]
    files: Listing[FileView]
    asks: tuple[AskView, ...]
    programme: ProgrammeView
    versions: tuple[Line, ...]
    changes: Listing[ChangeView]

    @property
    def total(self) -> int:
        """Documentation questions of the instrument."""
        return sum(element.total for element in self.elements)

    @property
    def located(self) -> int:
        """Documentation questions that are candidates."""
        return sum(element.located for element in self.elements)


@dataclass(frozen=True, slots=True)
class ListPage:
    """A further piece of a long list.

    Args:
        file: Where it goes, in the report's folder.
        name: Which list: "documents", "files", "exceptions", "changes" or "evidence".
        question: Number and text of the question whose evidence it lists.
    """

    file: str
    name: str
    question: Line | None
    rows: Listing[Any]

    @property
    def documents(self) -> Listing[Any]:
        """What the documents table prints."""
        return self.rows

    files = exceptions = changes = evidence = documents
