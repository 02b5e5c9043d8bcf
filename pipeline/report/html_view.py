"""Report: the plain frozen values between the Review and the page templates; texts safe to show, links from ids."""

from dataclasses import dataclass

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
    """One question with all that was located for it."""

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
    checks: tuple[CheckView, ...]
    searched: tuple[str, ...]
    could_hide: tuple[str, ...]
    ask: str
    holder: str
    prepares: str
    note: str
    gap: bool

    @property
    def documents(self) -> int:
        """How many different documents are offered."""
        return len({one.link or one.file for one in self.evidence})


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


@dataclass(frozen=True, slots=True)
class AskView:
    """One thing to ask for, with the questions it would serve."""

    holder: str
    ask: str
    questions: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page."""

    facts: tuple[Line, ...]
    elements: tuple[ElementView, ...]
    overall: tuple[StatusCount, ...]
    outside: tuple[QuestionView, ...]
    gaps: tuple[QuestionView, ...]
    exceptions: tuple[ExceptionView, ...]
    documents: tuple[DocumentView, ...]
    files: tuple[FileView, ...]
    asks: tuple[AskView, ...]
    versions: tuple[Line, ...]
    changes: tuple[tuple[str, str, str, str], ...]

    @property
    def total(self) -> int:
        """Documentation questions of the instrument."""
        return sum(element.total for element in self.elements)

    @property
    def located(self) -> int:
        """Documentation questions that are candidates."""
        return sum(element.located for element in self.elements)
