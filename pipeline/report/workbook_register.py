"""Report: items, documents and exceptions in, the sheets Evidence register and Exceptions out."""

from pipeline.model import Item, ReadDocument
from pipeline.report.names import shown_name, shown_path
from pipeline.report.sheet import Cell, SheetBook
from pipeline.report.workbook_facts import Source


def register(source: Source, sheets: SheetBook) -> None:
    """Sheet Evidence register: a row for each document, and one for each received content without documents."""
    keys = (("number", 10), ("file", 42), ("locations", 34), ("sha256", 20), ("media_type", 20), ("size", 11),
            ("state", 13), ("detail", 28), ("document", 26), ("first_page", 8), ("last_page", 8), ("family", 18),
            ("type", 24), ("probability", 11), ("date", 12), ("date_state", 24), ("signed", 16), ("blank", 12),
            ("site", 18), ("company", 20), ("restricted", 11), ("reasons", 44))  # fmt: skip
    by_content: dict[str, list[ReadDocument]] = {}
    for read in source.review.documents:
        by_content.setdefault(read.understanding.document.source_id, []).append(read)
    locations = _locations(source)
    rows: list[tuple[Cell, ...]] = []
    for item in source.review.items:
        if item.sha256 is not None and source.index.items.get(item.sha256) is not item:
            continue  # a further location of the same content: listed beside the first one
        documents: list[ReadDocument | None] = [*by_content.get(item.sha256 or "", ())]
        others = [one for one in locations.get(item.sha256 or "", ()) if one is not item]
        cells = _item_cells(source, item, others)
        rows += [(*cells, *_document_cells(source, read)) for read in documents or [None]]
    columns = [source.column(key, width) for key, width in keys]
    sheets.add(source.labels("sheet.register"), "Register", columns, rows)


def _locations(source: Source) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in source.review.items:
        if item.sha256 is not None:
            found.setdefault(item.sha256, []).append(item)
    return found


def _item_cells(source: Source, item: Item, others: list[Item]) -> tuple[Cell, ...]:
    labels = source.labels
    detail = [labels(f"exception.{item.exception.value}")] if item.exception is not None else []
    detail += [labels("files.excluded_by", rule=shown_name(item.excluded_by))] if item.excluded_by else []
    detail += [item.note] if item.note else []
    return (
        item.evidence_number,
        shown_path(item.path),
        "\n".join(shown_path(one.path) for one in others),
        item.sha256,
        item.media_type,
        item.size,
        labels(f"recon.{item.state.value}") if item.state is not None else None,
        "; ".join(detail),
    )


def _document_cells(source: Source, read: ReadDocument | None) -> tuple[Cell, ...]:
    if read is None:
        return (None,) * 14
    known, wording, labels = read.understanding, source.wording, source.labels
    return (
        known.document.id,
        known.document.first_page,
        known.document.last_page,
        labels(f"family.{known.classification.family}"),
        wording.document_type(known.classification.document_type),
        round(known.classification.probability, 2),
        known.evidence_date.value,
        wording.date(known.evidence_date),
        labels(f"signed.{known.signed}"),
        wording.truth(known.blank_form),
        shown_name(known.site) if known.site else None,
        shown_name(known.company) if known.company else None,
        wording.truth(known.restricted),
        "; ".join(known.classification.reasons),
    )


def exceptions(source: Source, sheets: SheetBook) -> None:
    """Sheet Exceptions."""
    keys = (("class", 24), ("message", 44), ("file", 46), ("page", 7), ("sha256", 20), ("affects", 22),
            ("remedy", 46), ("retry", 22))  # fmt: skip
    labels = source.labels
    rows: list[tuple[Cell, ...]] = [
        (
            labels(f"exception.{row.exception_class.value}"),
            row.message,
            shown_path(row.path),
            row.page,
            row.sha256,
            ", ".join(row.affects) or labels("exceptions.any_question"),
            row.remedy,
            labels("exceptions.retry_yes" if row.retryable else "exceptions.retry_no"),
        )
        for row in source.review.exceptions
    ]
    sheets.add(labels("sheet.exceptions"), "Exceptions", [source.column(key, width) for key, width in keys], rows)
