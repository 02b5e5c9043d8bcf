"""Report: a Review in, the look-ups that every format needs out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import ReconciliationError
from pipeline.model import Citation, Evidence, Item, QuestionCoverage, ReadDocument, Review, TerminalState
from rules.model import Question, Rule

PageKey = tuple[str, int]
"""Content hash and page number."""

_REMEDY = "Run again; if it stays, report it as a defect."


def page_picture_name(source_id: str, page: int) -> str:
    """File name of a whole-page picture: from the content hash, never from the client's name."""
    return f"{source_id[:16]}-p{page:04d}.jpg"


@dataclass(frozen=True)
class ReviewIndex:
    """Who owns a page, where a content was found, what a question needs."""

    documents: Mapping[str, ReadDocument]
    owners: Mapping[PageKey, ReadDocument]
    items: Mapping[str, Item]
    coverage: Mapping[str, QuestionCoverage]
    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, review: Review) -> "ReviewIndex":
        """Build the look-ups of one review."""
        documents = {read.understanding.document.id: read for read in review.documents}
        items: dict[str, Item] = {}
        for item in review.items:
            if item.sha256 is not None and (item.sha256 not in items or item.duplicate_of is None):
                items[item.sha256] = item
        rules: dict[str, Rule] = {}
        for rule in review.pack.rules:
            rules.setdefault(rule.question, rule)
        coverage = {row.question_id: row for row in review.coverage}
        return cls(documents, _owners(review.documents), items, coverage, rules)

    def coverage_of(self, question: Question) -> QuestionCoverage:
        """The one coverage row of a question."""
        return self.coverage[question.id]

    def may_picture(self, key: PageKey) -> bool:
        """True for a page whose picture may leave the store: it belongs to a document that is not restricted."""
        owner = self.owners.get(key)
        return owner is not None and not owner.understanding.restricted

    def file_of(self, citation: Citation) -> str | None:
        """Where the client put the cited file, through its containers."""
        owner = self.owners.get((citation.source_id, citation.page))
        if owner is not None:
            return owner.shown_path
        item = self.items.get(citation.source_id)
        return item.shown_path if item is not None else None

    def document_of(self, evidence: Evidence) -> ReadDocument | None:
        """The document an evidence stands on."""
        return self.documents.get(evidence.document_id)


def _owners(documents: tuple[ReadDocument, ...]) -> dict[PageKey, ReadDocument]:
    owners: dict[PageKey, ReadDocument] = {}
    for read in documents:
        document = read.understanding.document
        for page in range(document.first_page, document.last_page + 1):
            key = (document.source_id, page)
            # A page two documents claim belongs to the restricted one: doubt hides, it never shows.
            if key not in owners or read.understanding.restricted:
                owners[key] = read
    return owners


def check_conserved(review: Review) -> None:
    """Refuse a review that lost something.

    Raises:
        ReconciliationError: When items, pages or questions do not add up.
    """
    totals, pages = review.reconciliation, review.reconciliation.pages
    states = {state: sum(1 for item in review.items if item.state is state) for state in TerminalState}
    counted = {state: getattr(totals, state.value) for state in TerminalState}
    wrong = [f"{state.value}: {states[state]} items, {counted[state]} counted" for state in TerminalState
             if states[state] != counted[state]]  # fmt: skip
    if totals.discovered != sum(counted.values()) or totals.discovered != len(review.items):
        wrong.append(f"discovered {totals.discovered}, ended {sum(counted.values())}, listed {len(review.items)}")
    if pages.discovered != pages.text + pages.ocr + pages.blank + pages.exception:
        wrong.append(f"pages: discovered {pages.discovered} is not the sum of their ends")
    asked = [question.id for question in review.pack.questions]
    answered = [row.question_id for row in review.coverage]
    if sorted(asked) != sorted(answered):
        wrong.append(f"questions: {len(asked)} asked, {len(answered)} answered")
    elements = {element.id for element in review.pack.instrument.elements}
    wrong += [f"question {one.id}: no element" for one in review.pack.questions if one.element not in elements]
    if wrong:
        raise ReconciliationError("The totals do not add up: " + "; ".join(wrong), _REMEDY)
