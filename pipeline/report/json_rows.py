"""Report: one item, page or document in, its JSON object of the contracts out; for coverage.json and for `inspect`."""

from pipeline.model import Item, Page, PageFailure, ReadDocument, Review, TerminalState
from pipeline.report.index import ReviewIndex

Json = dict[str, object]


def page_row(page: Page | PageFailure) -> Json:
    """One page: where its text came from and why; of a lost page the class of its exception."""
    if isinstance(page, PageFailure):
        return {"number": page.number, "text_origin": "none", "why": page.exception_class.value, "ocr_confidence": None}
    return {
        "number": page.number,
        "text_origin": page.text_origin.value,
        "why": page.why,
        "ocr_confidence": None if page.ocr_confidence is None else round(page.ocr_confidence, 1),
    }


def item_row(review: Review, item: Item, index: ReviewIndex) -> Json:
    """One discovered location with its pages."""
    return {
        "file": item.shown_path,
        "path": list(item.path),
        "sha256": item.sha256,
        "evidence_number": item.evidence_number,
        "media_type": item.media_type,
        "size": item.size,
        "state": item.state.value if item.state is not None else None,
        "duplicate_of": item.duplicate_of,
        "excluded_by": item.excluded_by,
        "exception": item.exception.value if item.exception is not None else None,
        "pages": _item_pages(review, item, index),
    }


def _item_pages(review: Review, item: Item, index: ReviewIndex) -> list[Json]:
    """Pages of an item; a duplicate was not read again, so its pages stand at the first location only."""
    if item.sha256 is None or item.state is TerminalState.DUPLICATE or index.items.get(item.sha256) is not item:
        return []
    pages: list[Page | PageFailure] = [*review.pages.get(item.sha256, ()), *review.unread_pages.get(item.sha256, ())]
    return [page_row(page) for page in sorted(pages, key=lambda page: page.number)]


def document_row(read: ReadDocument) -> Json:
    """One logical document, its date and what it is taken for."""
    understanding = read.understanding
    document, classification, date = understanding.document, understanding.classification, understanding.evidence_date
    return {
        "id": document.id,
        "sha256": document.source_id,
        "file": read.shown_path,
        "first_page": document.first_page,
        "last_page": document.last_page,
        "separation_score": round(document.separation_score, 4),
        "family": classification.family,
        "type": classification.document_type,
        "probability": round(classification.probability, 4),
        "runner_up": classification.runner_up,
        "reasons": list(classification.reasons),
        "language": understanding.language,
        "evidence_date": {
            "value": date.value.isoformat() if date.value is not None else None,
            "role": date.role,
            "state": date.state,
            "alternatives": [one.isoformat() for one in date.alternatives],
            "page": date.citation.page if date.citation is not None else None,
            "quote": (date.citation.quote or None) if date.citation is not None else None,
        },
        "signed": understanding.signed,
        "blank_form": understanding.blank_form,
        "site": understanding.site,
        "company": understanding.company,
        "version_group": understanding.version_group,
        "restricted": understanding.restricted,
    }
