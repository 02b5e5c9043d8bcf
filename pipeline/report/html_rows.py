"""Report: documents, files, exceptions and the ask-list in, the rows of their tables on the page out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.model import Change, ExceptionRow, Item, ReadDocument, Review, TerminalState, TextOrigin
from pipeline.report.asks import ask_list
from pipeline.report.html_lists import FRONT, Listing, listing, part_name, part_of
from pipeline.report.html_view import AskView, ChangeView, DocumentView, ExceptionView, FileView
from pipeline.report.index import PageKey, ReviewIndex, page_picture_name
from pipeline.report.names import shown_name, shown_path, shown_text
from pipeline.report.wording import Line, Wording


@dataclass(frozen=True)
class Rows:
    """Makes the rows of one review.

    Args:
        anchors: Question id to the fragment of its row.
        pictures: Page pictures that may be shown.
        base: Way from the page being written to the report's folder: empty for index.html, "../" for ``pages/``.
    """

    review: Review
    index: ReviewIndex
    wording: Wording
    anchors: Mapping[str, str]
    pictures: Mapping[PageKey, Path]
    base: str = ""

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Each document's place in the list."""
        return {read.understanding.document.id: place for place, read in enumerate(self.review.documents)}

    def on_front(self, anchor: str) -> str:
        """Link to a fragment of index.html."""
        return f"{self.base}{FRONT}#{anchor}" if self.base else f"#{anchor}"

    def document_link(self, document_id: str) -> str:
        """Link to a document's row, on whichever page it stands."""
        anchor, part = f"d-{document_id}", part_of(self._places[document_id])
        return self.on_front(anchor) if part == 1 else f"{self.base}{part_name('documents', part)}#{anchor}"

    def number(self, sha256: str | None) -> str:
        """Evidence number of a content, as text."""
        item = self.index.items.get(sha256) if sha256 is not None else None
        known = item is not None and item.evidence_number is not None
        return str(item.evidence_number) if item is not None and known else self.wording.labels("dash")

    def page_link(self, key: PageKey) -> str | None:
        """Relative link to a whole-page picture."""
        return f"{self.base}pages/{page_picture_name(*key)}" if key in self.pictures else None

    def facts(self) -> tuple[Line, ...]:
        """The header: who, what, when."""
        labels, profile, instrument = self.wording.labels, self.review.profile, self.review.pack.instrument
        window = labels("head.window_value", first=profile.window.first, last=profile.window.last)
        edition = labels("head.edition", edition=instrument.edition)
        heads = labels("unknown") if profile.head_count is None else str(profile.head_count)
        sites = ", ".join(shown_name(site.name) for site in profile.sites)
        return (
            Line(labels("head.audit_date"), profile.audit_date.isoformat()),
            Line(labels("head.window"), window),
            Line(labels("head.instrument"), f"{instrument.issuer} {instrument.title}, {edition} ({instrument.id})"),
            Line(labels("head.head_count"), heads),
            Line(labels("head.sites"), sites or labels("none")),
            Line(labels("head.as_of"), profile.as_of.isoformat()),
            Line(labels("head.run"), shown_name(self.review.run.id)),
        )

    def documents(self, part: int = 1) -> Listing[DocumentView]:
        """A piece of the documents table."""
        return listing("documents", self.review.documents, self._document, part, self.base)

    def _document(self, read: ReadDocument) -> DocumentView:
        labels, wording, known = self.wording.labels, self.wording, read.understanding
        document, answer = known.document, known.classification
        single = document.first_page == document.last_page
        pages = labels("documents.page" if single else "documents.pages",
                       first=document.first_page, last=document.last_page)  # fmt: skip
        runner_up = wording.document_type(answer.runner_up) if answer.runner_up else ""
        return DocumentView(
            anchor=f"d-{document.id}",
            number=self.number(document.source_id),
            file=shown_name(read.shown_path),
            pages=pages,
            page_link=self.page_link((document.source_id, document.first_page)),
            type=wording.document_type(answer.document_type),
            family=labels(f"family.{answer.family}"),
            probability=labels("documents.probability", value=f"{answer.probability:.2f}"),
            runner_up=labels("documents.runner_up", type=runner_up) if runner_up else "",
            reasons=tuple(shown_text(one) for one in answer.reasons),
            date=wording.date(known.evidence_date),
            signed=labels(f"signed.{known.signed}"),
            blank=wording.truth(known.blank_form),
            site=shown_name(known.site) if known.site else labels("dash"),
            restricted=known.restricted,
        )

    def files(self, part: int = 1) -> Listing[FileView]:
        """A piece of the files table: every location."""
        return listing("files", self.review.items, self._file, part, self.base)

    def _file(self, item: Item) -> FileView:
        labels = self.wording.labels
        state = item.state.value if item.state is not None else "exception"
        return FileView(
            number=labels("dash") if item.evidence_number is None else str(item.evidence_number),
            file=shown_path(item.path),
            state=state,
            state_word=labels(f"recon.{state}"),
            detail=self._file_detail(item),
            pages=self._file_pages(item),
        )

    def _file_detail(self, item: Item) -> str:
        labels = self.wording.labels
        details = [shown_text(item.note)] if item.note else []
        if item.exception is not None:
            details.insert(0, labels(f"exception.{item.exception.value}"))
        if item.duplicate_of is not None:
            details.insert(0, labels("files.duplicate_of", file=shown_name(item.duplicate_of)))
        if item.excluded_by is not None:
            details.insert(0, labels("files.excluded_by", rule=shown_name(item.excluded_by)))
        return "; ".join(details)

    def _file_pages(self, item: Item) -> str:
        if item.sha256 is None or item.state is TerminalState.DUPLICATE:
            return ""
        pages = self.review.pages.get(item.sha256, ())
        lost = len(self.review.unread_pages.get(item.sha256, ()))
        if not pages and not lost:
            return ""
        origins = [page.text_origin for page in pages if not page.blank]
        return self.wording.labels(
            "files.pages_detail",
            text=origins.count(TextOrigin.EMBEDDED),
            ocr=origins.count(TextOrigin.OCR),
            blank=len(pages) - origins.count(TextOrigin.EMBEDDED) - origins.count(TextOrigin.OCR),
            lost=lost,
        )

    def exceptions(self, part: int = 1) -> Listing[ExceptionView]:
        """A piece of the exceptions table."""
        return listing("exceptions", self.review.exceptions, self._exception, part, self.base)

    def _exception(self, row: ExceptionRow) -> ExceptionView:
        return ExceptionView(
            what=self.wording.labels(f"exception.{row.exception_class.value}"),
            message=shown_text(row.message),
            file=shown_path(row.path),
            page=row.page,
            affects=tuple((shown_name(one), self._question_link(one)) for one in row.affects),
            remedy=shown_text(row.remedy),
            retryable=row.retryable,
        )

    def _question_link(self, question_id: str) -> str | None:
        return self.on_front(self.anchors[question_id]) if question_id in self.anchors else None

    def changes(self, part: int = 1) -> Listing[ChangeView]:
        """A piece of what differs from the report before."""
        return listing("changes", self.review.changes, self._change, part, self.base)

    def _change(self, change: Change) -> ChangeView:
        kind = self.wording.labels(f"changes.{change.kind}")
        return kind, shown_text(change.subject), self.wording.ended(change.before), self.wording.ended(change.after)

    def asks(self) -> tuple[AskView, ...]:
        """The ask-list."""
        unknown = self.wording.labels("ask.holder_unknown")
        return tuple(
            AskView(
                shown_text(one.holder) or unknown,
                shown_text(one.ask),
                tuple((question, self.anchors[question]) for question in one.questions),
                one.missing,
            )
            for one in ask_list(self.review, self.index, self.wording)
        )
