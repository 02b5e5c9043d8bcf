"""Report: coverage rows in, the question rows of the page with evidence, quotes and crops out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model import Check, Citation, Evidence, QuestionCoverage, SiteCoverage
from pipeline.report.html_lists import SHOWN_EVIDENCE, SHOWN_HIDDEN, SHOWN_PLACES, Listing, listing
from pipeline.report.html_rows import Rows
from pipeline.report.html_view import (
    CheckView,
    CitationView,
    ElementView,
    EvidenceView,
    QuestionView,
    SiteView,
    StatusCount,
)
from pipeline.report.names import shown_name, shown_text
from pipeline.report.pictures import Place
from pipeline.report.wording import GAP_STATUSES, STATUSES
from rules.model import Element, Question

_FIT_ORDER = ("full", "partial", "out_of_period")


def places(rows: Rows) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Cited places of index.html: the first of every evidence shown there, then all others."""
    evidence = [one for row in rows.review.coverage for one in by_fit(row)[:SHOWN_EVIDENCE]]
    checks = [one for row in rows.review.coverage for one in row.checks]
    first = [Place.of(one.citations[0]) for one in evidence if one.citations]
    further = [Place.of(place) for one in evidence for place in one.citations[1:]]
    further += [Place.of(place) for one in checks for place in one.citations[:SHOWN_PLACES]]
    return tuple(first), tuple(further)


@dataclass(frozen=True)
class Questions:
    """Makes the question rows of one review.

    Args:
        crops: Data URI of each place that has a picture.
    """

    rows: Rows
    crops: Mapping[Place, str]

    def question(self, question: Question) -> QuestionView:
        """One question's row."""
        wording, labels = self.rows.wording, self.rows.wording.labels
        row, rule = self.rows.index.coverage_of(question), self.rows.index.rules.get(question.id)
        documentation = question.primary_method == "documentation"
        evidence = self.evidence(question)
        return QuestionView(
            anchor=self.rows.anchors[question.id],
            id=shown_name(question.id),
            requirement=shown_text(question.requirement),
            methods=wording.methods(question.methods),
            primary=wording.methods((question.primary_method,)),
            status=row.status,
            status_word=labels(f"status.{row.status}"),
            located=wording.located(row),
            located_note=labels(f"located.basis_{row.expected_basis}") if row.expected_basis else "",
            missing=wording.missing(row),
            not_due=wording.not_due(row),
            sites=tuple(self._site(one) for one in row.sites),
            evidence=evidence.rows,
            further=evidence.parts[1:],
            documents=len({one.document_id for one in row.evidence}),
            checks=tuple(self._check(one) for one in row.checks),
            searched=tuple(shown_text(one) for one in row.searched),
            could_hide=tuple(shown_text(one) for one in row.could_hide[:SHOWN_HIDDEN]),
            hidden_more=max(0, len(row.could_hide) - SHOWN_HIDDEN),
            ask=shown_text(row.ask or ""),
            holder=shown_text(rule.holder) if rule is not None else "",
            prepares=shown_text(question.prepares or ""),
            note=shown_text(row.note or ""),
            gap=documentation and row.status in GAP_STATUSES,
        )

    def evidence(self, question: Question, part: int = 1) -> Listing[EvidenceView]:
        """A piece of what is offered for a question, best first."""
        offered = by_fit(self.rows.index.coverage_of(question))
        anchor = self.rows.anchors[question.id]
        return listing(anchor, offered, self._evidence, part, self.rows.base, SHOWN_EVIDENCE)

    def element(
        self, element: Element, position: int, questions: tuple[QuestionView, ...], outside: int
    ) -> ElementView:
        """One element with its documentation questions."""
        counts = self.counts(questions)
        return ElementView(
            anchor=f"e-{position}",
            id=shown_name(element.id),
            title=shown_text(element.title),
            located=next((one.count for one in counts if one.status == "candidate"), 0),
            total=len(questions),
            outside=outside,
            counts=counts,
            questions=questions,
        )

    def counts(self, questions: tuple[QuestionView, ...]) -> tuple[StatusCount, ...]:
        """How many questions have each status; statuses nobody has are left out."""
        labels = self.rows.wording.labels
        counted = ((status, sum(1 for one in questions if one.status == status)) for status in STATUSES)
        return tuple(StatusCount(status, labels(f"status.{status}"), count) for status, count in counted if count)

    def _site(self, site: SiteCoverage) -> SiteView:
        wording = self.rows.wording
        return SiteView(
            name=shown_name(site.site),
            status=site.status,
            status_word=wording.labels(f"status.{site.status}"),
            located=wording.located(site),
            missing=wording.missing(site),
            not_due=wording.not_due(site),
        )

    def _evidence(self, evidence: Evidence) -> EvidenceView:
        wording, labels = self.rows.wording, self.rows.wording.labels
        read = self.rows.index.document_of(evidence)
        known = read.understanding if read is not None else None
        return EvidenceView(
            link=self.rows.document_link(known.document.id) if known is not None else None,
            number=self.rows.number(known.document.source_id if known is not None else None),
            file=shown_name(read.shown_path) if read is not None else labels("unknown"),
            fit=evidence.fit,
            fit_word=labels(f"fit.{evidence.fit}"),
            date=wording.date(known.evidence_date) if known is not None else labels("unknown"),
            reasons=tuple(shown_text(one) for one in evidence.reasons),
            lacks=wording.lacks(evidence.missing),
            site=shown_name(evidence.site or ""),
            period=shown_name(evidence.period or ""),
            restricted=known is not None and known.restricted,
            citations=tuple(self._citation(one) for one in evidence.citations),
        )

    def _check(self, check: Check) -> CheckView:
        message = shown_text(check.message) or self.rows.wording.labels("check.withheld")
        shown = tuple(self._citation(one) for one in check.citations[:SHOWN_PLACES])
        return CheckView(message, shown, len(check.citations) - len(shown))

    def _citation(self, citation: Citation) -> CitationView:
        labels = self.rows.wording.labels
        file = self.rows.index.file_of(citation)
        number = self.rows.number(citation.source_id)
        return CitationView(
            file=shown_name(file) if file is not None else labels("unknown"),
            page=citation.page,
            quote=shown_text(citation.quote) or None,
            crop=self.crops.get(Place.of(citation)),
            crop_text=labels("evidence.picture", page=citation.page, number=number),
            page_link=self.rows.page_link((citation.source_id, citation.page)),
        )


def by_fit(row: QuestionCoverage) -> tuple[Evidence, ...]:
    """The evidence of a question, best first."""
    return tuple(one for fit in _FIT_ORDER for one in row.evidence if one.fit == fit)
