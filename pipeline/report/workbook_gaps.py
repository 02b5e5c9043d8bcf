"""Report: totals and gaps in, the sheets Summary, Ask-list, Action plan and Method out."""

from pipeline.report.asks import ask_list
from pipeline.report.cautions import caution_text
from pipeline.report.sheet import Cell, Column, SheetBook
from pipeline.report.wording import GAP_STATUSES, STATUSES
from pipeline.report.workbook_facts import Source
from rules.model import Element

_STATES = ("processed", "duplicate", "container", "excluded", "exception")
_METHOD_STEPS = 7


def summary(source: Source, sheets: SheetBook) -> None:
    """Sheet Summary: who and when, where everything ended, counts by element."""
    labels, review, profile = source.labels, source.review, source.review.profile
    totals, pages, window = review.reconciliation, review.reconciliation.pages, review.profile.window
    instrument = review.pack.instrument
    rows: list[tuple[Cell, ...]] = [
        (labels("head.client"), profile.client),
        (labels("title"), labels(f"purpose.{review.purpose}")),
        (labels("head.audit_date"), profile.audit_date),
        (labels("head.window"), labels("head.window_value", first=window.first, last=window.last)),
        (labels("head.instrument"), f"{instrument.issuer} {instrument.title} ({instrument.id})"),
        (labels("head.head_count"), profile.head_count if profile.head_count is not None else labels("unknown")),
        (labels("head.sites"), ", ".join(site.name for site in profile.sites) or labels("none")),
        (labels("head.as_of"), profile.as_of),
        *((labels("head.caution"), said) for said in _cautions(source)),
        (labels("recon.files_discovered"), totals.discovered),
        *((labels(f"recon.{state}"), getattr(totals, state)) for state in _STATES),
        (labels("recon.pages_discovered"), pages.discovered),
        (labels("recon.text"), pages.text),
        (labels("recon.ocr"), pages.ocr),
        (labels("recon.blank"), pages.blank),
        (labels("recon.page_exception"), pages.exception),
        *(_element_row(source, element) for element in instrument.elements),
        ("", labels("stance")),
    ]
    width = max(len(row) for row in rows)
    titles = [Column(labels("sheet.item"), 44), Column(labels("sheet.value"), 52)]
    titles += [Column(labels(f"status.{status}"), 14) for status in STATUSES]
    padded = [(*row, *(None,) * (width - len(row))) for row in rows]
    sheets.add(labels("sheet.summary"), "Summary", titles, padded)


def _cautions(source: Source) -> list[str]:
    """What must be known before a count is believed, as the page says it above its counts."""
    labels, review = source.labels, source.review
    elements_only = [labels("programme.elements_only")] if review.pack.instrument.depth == "elements" else []
    return [*elements_only, *(caution_text(one, labels) for one in review.cautions)]


def _element_row(source: Source, element: Element) -> tuple[Cell, ...]:
    labels = source.labels
    statuses = [
        source.index.coverage_of(question).status
        for question in source.review.pack.questions
        if question.element == element.id and question.primary_method == "documentation"
    ]
    counts = [statuses.count(status) for status in STATUSES]  # type: ignore[arg-type]
    said = labels("strip.element", located=counts[0], total=len(statuses))
    return (f"{element.id} {element.title}", said if statuses else labels("strip.no_documentation"), *counts)


def asks(source: Source, sheets: SheetBook) -> None:
    """Sheet Ask-list."""
    labels = source.labels
    keys = (("holder", 30), ("ask_for", 60), ("questions", 22), ("missing", 60))
    columns = (*(source.column(key, width) for key, width in keys), Column(labels("sheet.note"), 30, "text"))
    rows: list[tuple[Cell, ...]] = [
        (one.holder or labels("ask.holder_unknown"), one.ask, ", ".join(one.questions), "\n".join(one.missing), None)
        for one in ask_list(source.review, source.index, source.wording)
    ]
    sheets.add(labels("sheet.ask"), "Asks", columns, rows)


def plan(source: Source, sheets: SheetBook) -> None:
    """Sheet Action plan: a row for each gap; what to do about it is a person's to write."""
    labels, wording = source.labels, source.wording
    keys = (("element", 9), ("element_title", 24), ("question", 10), ("requirement", 46), ("status", 17), ("gap", 40))
    person = (
        Column(labels("sheet.action"), 40, "text"),
        Column(labels("sheet.owner"), 20, "text"),
        Column(labels("sheet.due"), 13, "date"),
        Column(labels("sheet.done"), 13, "date"),
        Column(labels("sheet.note"), 30, "text"),
    )
    rows: list[tuple[Cell, ...]] = []
    for question in source.review.pack.questions:
        row = source.index.coverage_of(question)
        if question.primary_method == "documentation" and row.status in GAP_STATUSES:
            rows.append(
                (
                    question.element,
                    source.title_of(question),
                    question.id,
                    question.requirement,
                    labels(f"status.{row.status}"),
                    wording.missing_text(row),
                    *(None,) * len(person),
                )
            )
    columns = (*(source.column(key, width) for key, width in keys), *person)
    sheets.add(labels("sheet.plan"), "Plan", columns, rows)


def method(source: Source, sheets: SheetBook) -> None:
    """Sheet Method: how it was made, with which versions, what the words mean."""
    labels, instrument = source.labels, source.review.pack.instrument
    rows: list[tuple[Cell, ...]] = [
        (labels("head.run"), source.review.run.id),
        (labels("method.issuer"), f"{instrument.issuer}: {instrument.title}"),
        (labels("method.source"), instrument.source),
        (labels("method.confidence"), labels(f"method.{instrument.confidence}")),
        *((f"{labels('method.steps')} ({n})", labels(f"method.step_{n}")) for n in range(1, _METHOD_STEPS + 1)),
        (labels("method.integrity"), None),
        *((word, labels(f"status_help.{status}")) for status, word in source.status_words().items()),
        *((name, version) for name, version in source.review.run.versions),
    ]
    columns = [Column(labels("method.what"), 52), Column(labels("method.version"), 90)]
    sheets.add(labels("sheet.method"), "Method", columns, rows)
