"""Report: a Review in, the same Review without a word of any restricted document out; done once, before any format."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.model import (
    Change,
    Check,
    Citation,
    Evidence,
    Look,
    Missing,
    Page,
    QuestionCoverage,
    ReadDocument,
    Review,
    VisitPlan,
)
from pipeline.model.coverage import SiteCoverage
from pipeline.report.index import PageKey

WITHHELD = ""
"""What stands in a text field whose content is withheld: formats write it as null or as "withheld"."""

_SHORTEST_QUOTE = 12
_SHORTEST_VALUE = 3
# Values of these kinds say what a form is, not what happened to a person.
_HARMLESS_KINDS = frozenset(
    {"title", "date", "site", "company", "form", "cadence", "topic", "revision", "criterion_hint", "position"}
)
_TELLING_MISSING = frozenset({"person", "action", "criterion"})
_PERSON_ATTRIBUTES = frozenset({"owner", "name", "person", "worker", "holder"})


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class _Secrets:
    """Texts of restricted documents.

    Args:
        pages: Pages of restricted documents.
        documents: Their ids.
        names: Person-like values, looked for only in what cites a restricted page.
        passages: Longer passages, looked for everywhere.
    """

    pages: frozenset[PageKey]
    documents: frozenset[str]
    names: tuple[str, ...]
    passages: tuple[str, ...]

    def holds(self, citation: Citation) -> bool:
        return (citation.source_id, citation.page) in self.pages

    def in_text(self, text: str, near: bool = False) -> bool:
        plain = _plain(text)
        return any(one in plain for one in (self.passages + self.names if near else self.passages))


def _gather(documents: Iterable[ReadDocument], coverage: Iterable[QuestionCoverage]) -> _Secrets:
    pages: set[PageKey] = set()
    ids: set[str] = set()
    names: set[str] = set()
    passages: set[str] = set()
    for read in documents:
        understanding, document = read.understanding, read.understanding.document
        ids.add(document.id)
        pages.update((document.source_id, page) for page in range(document.first_page, document.last_page + 1))
        if understanding.evidence_date.citation is not None:
            passages.add(_plain(understanding.evidence_date.citation.quote))
        for fact in understanding.facts:
            passages.add(_plain(fact.citation.quote))
            if fact.kind not in _HARMLESS_KINDS:
                (names if fact.kind in {"person", "signature"} else passages).add(_plain(fact.value))
            names.update(_plain(value) for key, value in fact.attributes if key in _PERSON_ATTRIBUTES)
    for row in coverage:
        cited = [one for evidence in row.evidence for one in evidence.citations]
        cited += [one for check in row.checks for one in check.citations]
        passages.update(_plain(one.quote) for one in cited if (one.source_id, one.page) in pages)
    return _Secrets(
        frozenset(pages),
        frozenset(ids),
        tuple(sorted(one for one in names if len(one) >= _SHORTEST_VALUE)),
        tuple(sorted(one for one in passages if len(one) >= _SHORTEST_QUOTE)),
    )


def _citation(citation: Citation, secrets: _Secrets) -> Citation:
    return replace(citation, quote=WITHHELD, box=None) if secrets.holds(citation) else citation


def _near_missing(missing: tuple[Missing, ...]) -> tuple[Missing, ...]:
    return tuple(replace(one, value=WITHHELD) if one.kind in _TELLING_MISSING else one for one in missing)


def _far_missing(missing: tuple[Missing, ...], secrets: _Secrets) -> tuple[Missing, ...]:
    return tuple(replace(one, value=WITHHELD) if secrets.in_text(one.value) else one for one in missing)


def _evidence(evidence: Evidence, secrets: _Secrets) -> Evidence:
    citations = tuple(_citation(one, secrets) for one in evidence.citations)
    if evidence.document_id in secrets.documents or any(secrets.holds(one) for one in evidence.citations):
        return replace(evidence, citations=citations, reasons=(), missing=_near_missing(evidence.missing))
    reasons = tuple(one for one in evidence.reasons if not secrets.in_text(one))
    return replace(evidence, citations=citations, reasons=reasons, missing=_far_missing(evidence.missing, secrets))


def _check(check: Check, secrets: _Secrets) -> Check:
    near = any(secrets.holds(one) for one in check.citations)
    message = WITHHELD if secrets.in_text(check.message, near) else check.message
    return replace(check, message=message, citations=tuple(_citation(one, secrets) for one in check.citations))


def _site(site: SiteCoverage, secrets: _Secrets) -> SiteCoverage:
    return replace(site, missing=_far_missing(site.missing, secrets))


def _note(text: str | None, secrets: _Secrets) -> str | None:
    return None if text is None or secrets.in_text(text) else text


def _coverage(row: QuestionCoverage, secrets: _Secrets) -> QuestionCoverage:
    return replace(
        row,
        missing=_far_missing(row.missing, secrets),
        sites=tuple(_site(one, secrets) for one in row.sites),
        evidence=tuple(_evidence(one, secrets) for one in row.evidence),
        checks=tuple(_check(one, secrets) for one in row.checks),
        note=_note(row.note, secrets),
        ask=_note(row.ask, secrets),
    )


def _page(page: Page) -> Page:
    return replace(page, text="", words=(), tables=(), fields=(), marks=(), name=None)


def concealed_document(read: ReadDocument) -> ReadDocument:
    """A restricted document without its words: pages, type and date stay, quotes, reasons and facts go."""
    understanding = read.understanding
    date = understanding.evidence_date
    citation = replace(date.citation, quote=WITHHELD, box=None) if date.citation is not None else None
    hidden = replace(
        understanding,
        classification=replace(understanding.classification, reasons=()),
        evidence_date=replace(date, citation=citation),
        facts=(),
    )
    return replace(read, understanding=hidden, pages=tuple(_page(one) for one in read.pages))


def _change(change: Change, secrets: _Secrets) -> Change:
    return replace(change, before=_note(change.before, secrets), after=_note(change.after, secrets))


def _plan(plan: VisitPlan, secrets: _Secrets) -> VisitPlan:
    """The plan without what a restricted document says too."""
    sites = tuple(
        replace(site, look_at=tuple(one for one in site.look_at if not _tells(one, secrets))) for site in plan.sites
    )
    return replace(plan, sites=sites)


def _tells(look: Look, secrets: _Secrets) -> bool:
    return secrets.holds(look.citation) or secrets.in_text(look.what)


def conceal(review: Review) -> Review:
    """Take every quote, fact, reason and page text of restricted documents out of the review."""
    secrets = _gather((read for read in review.documents if read.understanding.restricted), review.coverage)
    if not secrets.documents:
        return review
    return replace(
        review,
        documents=tuple(concealed_document(one) if one.understanding.restricted else one for one in review.documents),
        pages={
            source: tuple(_page(one) if (source, one.number) in secrets.pages else one for one in pages)
            for source, pages in review.pages.items()
        },
        coverage=tuple(_coverage(one, secrets) for one in review.coverage),
        changes=tuple(_change(one, secrets) for one in review.changes),
        plan=_plan(review.plan, secrets),
    )
