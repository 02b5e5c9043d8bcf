"""Report: a Review in, coverage.json and its schema out, exactly as the contract writes them."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pipeline.model import (
    Check,
    Citation,
    Evidence,
    ExceptionRow,
    Missing,
    QuestionCoverage,
    Reconciliation,
    Review,
    SiteCoverage,
)
from pipeline.report.index import ReviewIndex
from pipeline.report.json_rows import Json, document_row, item_row
from pipeline.report.safe_text import json_safe
from rules.model import Question

SCHEMA_VERSION = "1.0"
SCHEMA_FILE = Path(__file__).with_name("coverage.schema.json")


def _moment(moment: datetime | None) -> str | None:
    """UTC with Z; a moment without a zone is taken as UTC."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _missing(missing: tuple[Missing, ...]) -> list[Json]:
    return [{"kind": one.kind, "value": one.value or None, "due": one.due} for one in missing]


def _reconciliation(totals: Reconciliation) -> Json:
    pages = totals.pages
    return {
        "discovered": totals.discovered,
        "processed": totals.processed,
        "duplicate": totals.duplicate,
        "container": totals.container,
        "excluded": totals.excluded,
        "exception": totals.exception,
        "pages": {
            "discovered": pages.discovered,
            "text": pages.text,
            "ocr": pages.ocr,
            "blank": pages.blank,
            "exception": pages.exception,
        },
    }


def _evidence(evidence: Evidence, index: ReviewIndex) -> list[Json]:
    """One row a citation, so that every cited page can be opened; an evidence without citations is still a row."""
    read = index.document_of(evidence)
    dated = read.understanding.evidence_date.value if read is not None else None
    places: tuple[Citation | None, ...] = evidence.citations or (None,)
    return [
        {
            "document": evidence.document_id,
            "file": read.shown_path if read is not None else (index.file_of(place) if place is not None else None),
            "page": place.page if place is not None else None,
            "quote": (place.quote or None) if place is not None else None,
            "evidence_date": dated.isoformat() if dated is not None else None,
            "fit": evidence.fit,
            "reasons": list(evidence.reasons),
            "missing": _missing(evidence.missing),
        }
        for place in places
    ]


def _check(check: Check, index: ReviewIndex) -> Json:
    return {
        "kind": check.kind,
        "message": check.message or None,
        "citations": [
            {"file": index.file_of(one), "page": one.page, "quote": one.quote or None} for one in check.citations
        ],
    }


def _counted(row: QuestionCoverage | SiteCoverage) -> Json:
    """The three counts; null where nothing is counted."""
    nothing = row.located is None and row.expected is None and row.undated == 0
    return {"located": row.located, "expected": row.expected, "undated": None if nothing else row.undated}


def _site(site: SiteCoverage) -> Json:
    return {"site": site.site, "status": site.status, **_counted(site), "missing": _missing(site.missing)}


def _question(question: Question, index: ReviewIndex) -> Json:
    row = index.coverage_of(question)
    return {
        "id": question.id,
        "element": question.element,
        "requirement": question.requirement,
        "methods": list(question.methods),
        "primary_method": question.primary_method,
        "canonical": question.canonical or None,
        "status": row.status,
        **_counted(row),
        "expected_basis": row.expected_basis,
        "missing": _missing(row.missing),
        "sites": [_site(one) for one in row.sites],
        "evidence": [place for one in row.evidence for place in _evidence(one, index)],
        "checks": [_check(one, index) for one in row.checks],
        "prepares": question.prepares or None,
        "searched": list(row.searched),
        "could_hide": list(row.could_hide),
        "ask": row.ask or None,
        "decision": None,
    }


def _element(review: Review, index: ReviewIndex, element_id: str, title: str) -> Json:
    rows = [
        index.coverage_of(question).status
        for question in review.pack.questions
        if question.element == element_id and question.primary_method == "documentation"
    ]
    statuses = ("candidate", "partial", "out_of_period", "not_located", "unreadable_source", "not_applicable")
    counts: Json = {status: sum(1 for row in rows if row == status) for status in statuses}
    return {"id": element_id, "title": title, "documentation_questions": len(rows), **counts}


def _exception(row: ExceptionRow) -> Json:
    return {
        "class": row.exception_class.value,
        "step": row.step,
        "file": " › ".join(row.path),
        "path": list(row.path),
        "sha256": row.sha256,
        "page": row.page,
        "message": row.message,
        "affects": list(row.affects),
        "remedy": row.remedy,
        "retryable": row.retryable,
    }


def _parts(review: Review) -> Iterator[tuple[str, object]]:
    """The report's keys with their values; long lists are made row by row, as they are asked for."""
    index = ReviewIndex.of(review)
    profile, instrument = review.profile, review.pack.instrument
    yield "schema_version", SCHEMA_VERSION
    yield (
        "engagement",
        {
            "client": profile.client,
            "purpose": review.purpose,
            "audit_date": profile.audit_date.isoformat(),
            "head_count": profile.head_count,
            "sites": [site.name for site in profile.sites],
            "window": {"from": profile.window.first.isoformat(), "to": profile.window.last.isoformat()},
        },
    )
    yield (
        "instrument",
        {
            "id": instrument.id,
            "issuer": instrument.issuer,
            "edition": instrument.edition,
            "depth": instrument.depth,
        },
    )
    yield "as_of", profile.as_of.isoformat()
    yield (
        "run",
        {
            "id": review.run.id,
            "started": _moment(review.run.started),
            "finished": _moment(review.run.finished),
            "versions": dict(review.run.versions),
        },
    )
    yield "reconciliation", _reconciliation(review.reconciliation)
    yield "items", (item_row(review, item, index) for item in review.items)
    yield "documents", (document_row(read) for read in review.documents)
    yield "elements", (_element(review, index, one.id, one.title) for one in instrument.elements)
    yield "questions", (_question(question, index) for question in review.pack.questions)
    yield "exceptions", (_exception(row) for row in review.exceptions)
    yield (
        "changes",
        (
            {"kind": one.kind, "subject": one.subject, "before": one.before, "after": one.after}
            for one in review.changes
        ),
    )


def _text(value: object) -> str:
    """JSON text of a value, with nothing in it that an editor would hide or reorder."""
    return json_safe(json.dumps(value, ensure_ascii=False, indent=1))


def _pieces(review: Review) -> Iterator[str]:
    """The file's text piece by piece, laid out as ``json.dumps(…, indent=1)`` lays it out."""
    before = "{"
    for key, value in _parts(review):
        yield f'{before}\n "{key}": '
        before = ","
        if not isinstance(value, Iterator):
            yield _text(value).replace("\n", "\n ")
            continue
        start = "["
        for row in value:
            yield f"{start}\n  " + _text(row).replace("\n", "\n  ")
            start = ","
        yield "[]" if start == "[" else "\n ]"
    yield "\n}\n"


def write_json(review: Review, folder: Path, pictures: Mapping[tuple[str, int], Path]) -> None:
    """Write coverage.json and the schema beside it."""
    del pictures  # pictures stay out of the data file
    with (folder / "coverage.json").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_pieces(review))
    shutil.copyfile(SCHEMA_FILE, folder / "coverage.schema.json")
