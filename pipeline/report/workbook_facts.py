"""Report: what every sheet of the workbook takes: the review, its look-ups and its words."""

from dataclasses import dataclass

from pipeline.model import Review
from pipeline.report.index import ReviewIndex
from pipeline.report.labels import Labels
from pipeline.report.sheet import Column
from pipeline.report.wording import Wording
from rules.model import Question


@dataclass(frozen=True)
class Source:
    """One review, ready to be written sheet by sheet."""

    review: Review
    index: ReviewIndex
    wording: Wording

    @property
    def labels(self) -> Labels:
        """The words of the report's language."""
        return self.wording.labels

    def column(self, key: str, width: int) -> Column:
        """A machine's column."""
        return Column(self.labels(f"sheet.{key}"), width)

    def title_of(self, question: Question) -> str:
        """Title of a question's element."""
        elements = self.review.pack.instrument.elements
        return next((one.title for one in elements if one.id == question.element), "")

    def decision_columns(self) -> tuple[Column, ...]:
        """The columns of the person who decides: decision, by, on, note."""
        labels = self.labels
        return (
            Column(labels("sheet.decision"), 13, "decision"),
            Column(labels("sheet.by"), 16, "text"),
            Column(labels("sheet.on"), 12, "date"),
            Column(labels("sheet.note"), 30, "text"),
        )

    def status_words(self) -> dict[str, str]:
        """Status to its word."""
        statuses = ("candidate", "partial", "out_of_period", "not_located", "unreadable_source",
                    "outside_document_review", "not_applicable")  # fmt: skip
        return {status: self.labels(f"status.{status}") for status in statuses}

    def number_of(self, sha256: str | None) -> int | None:
        """Evidence number of a content."""
        item = self.index.items.get(sha256) if sha256 is not None else None
        return item.evidence_number if item is not None else None
