"""Report: coverage rows in, the sheets Matrix (one row a question) and Map (one row a cited place) out."""

from pipeline.model import Citation, Evidence, QuestionCoverage
from pipeline.report.names import shown_name
from pipeline.report.sheet import Cell, SheetBook
from pipeline.report.wording import spaced
from pipeline.report.workbook_facts import Source
from rules.model import Question

_FITS = ("full", "partial", "out_of_period")
_STATUS_COLUMN = 7


def matrix(source: Source, sheets: SheetBook) -> None:
    """Sheet Matrix."""
    keys = (("element", 9), ("element_title", 24), ("question", 10), ("requirement", 46), ("methods", 16),
            ("expected", 26), ("rule", 26), ("status", 17), ("located", 9), ("of", 7), ("undated", 9),
            ("missing", 34), ("not_due", 14), ("best_file", 36), ("best_page", 7), ("best_quote", 46),
            ("probability", 11))  # fmt: skip
    columns = (*(source.column(key, width) for key, width in keys), *source.decision_columns())
    rows = [_matrix_row(source, question) for question in source.review.pack.questions]
    sheet = sheets.add(source.labels("sheet.matrix"), "Matrix", columns, rows, source.labels("sheet.choose"))
    sheets.tint_words(sheet, _STATUS_COLUMN, len(rows), source.status_words())


def _best(row: QuestionCoverage) -> Evidence | None:
    return next((one for fit in _FITS for one in row.evidence if one.fit == fit), None)


def _matrix_row(source: Source, question: Question) -> tuple[Cell, ...]:
    wording, row = source.wording, source.index.coverage_of(question)
    rule, best = source.index.rules.get(question.id), _best(row)
    return (
        question.element,
        source.title_of(question),
        question.id,
        question.requirement,
        wording.methods(question.methods),
        wording.expected(rule) or question.prepares,
        wording.period_rule(rule),
        source.labels(f"status.{row.status}"),
        row.located,
        row.expected,
        row.undated or None,
        wording.missing_text(row),
        wording.not_due(row),
        *_best_cells(source, best),
        *(None, None, None, None),
    )


def _best_cells(source: Source, best: Evidence | None) -> tuple[Cell, ...]:
    if best is None:
        return (None, None, None, None)
    read = source.index.document_of(best)
    place = best.citations[0] if best.citations else None
    return (
        shown_name(read.shown_path) if read is not None else None,
        place.page if place is not None else None,
        _quote(source, best, place),
        round(read.understanding.classification.probability, 2) if read is not None else None,
    )


def _quote(source: Source, evidence: Evidence, place: Citation | None) -> str | None:
    read = source.index.document_of(evidence)
    if read is not None and read.understanding.restricted:
        return source.labels("withheld")
    return place.quote if place is not None else None


def evidence_map(source: Source, sheets: SheetBook) -> None:
    """Sheet Map: evidence and question, long form."""
    keys = (("question", 10), ("requirement", 40), ("number", 10), ("document", 26), ("file", 40), ("page", 7),
            ("quote", 56), ("fit", 15), ("date", 12), ("date_state", 22), ("site", 18), ("period", 10),
            ("reasons", 40), ("missing", 30))  # fmt: skip
    columns = (*(source.column(key, width) for key, width in keys), *source.decision_columns())
    rows = [
        _map_row(source, question, evidence, place)
        for question in source.review.pack.questions
        for evidence in source.index.coverage_of(question).evidence
        for place in evidence.citations or (None,)
    ]
    sheets.add(source.labels("sheet.map"), "Map", columns, rows, source.labels("sheet.choose"))


def _map_row(source: Source, question: Question, evidence: Evidence, place: Citation | None) -> tuple[Cell, ...]:
    read = source.index.document_of(evidence)
    known = read.understanding if read is not None else None
    return (
        question.id,
        question.requirement,
        source.number_of(known.document.source_id) if known is not None else None,
        evidence.document_id,
        shown_name(read.shown_path) if read is not None else None,
        place.page if place is not None else None,
        _quote(source, evidence, place),
        source.labels(f"fit.{evidence.fit}"),
        known.evidence_date.value if known is not None else None,
        source.wording.date(known.evidence_date) if known is not None else None,
        evidence.site,
        spaced(evidence.period) if evidence.period else None,
        "; ".join(evidence.reasons),
        source.wording.lacks(evidence.missing),
        *(None, None, None, None),
    )
