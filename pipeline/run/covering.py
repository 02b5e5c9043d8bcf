"""Steps 6 and 7 joined to the store: documents × rules → coverage, and the books that must balance."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.coverage import cover
from pipeline.covering.planner import plan_of
from pipeline.errors import RETRYABLE, ExceptionClass
from pipeline.map_evidence import map_evidence
from pipeline.model import (
    ExceptionRow,
    Item,
    Page,
    PageFailure,
    QuestionCoverage,
    Review,
    RunInfo,
    TerminalState,
    TextOrigin,
    UnreadItem,
)
from pipeline.remedies import remedy_for
from pipeline.run.cautions import cautions
from pipeline.run.changes import changes_since, items_note, statuses_note
from pipeline.run.page_notes import joined_notes
from pipeline.run.progress import Step
from pipeline.run.reconcile import add, count_pages, reconcile
from pipeline.run.stamps import shown_versions
from pipeline.run.understanding import all_understood
from pipeline.run.workspace import Workspace
from pipeline.store.ledger import Fault, Source
from rules.model import RulePack

IDENTIFY_CLASSES = frozenset({ExceptionClass.EMPTY, ExceptionClass.UNSUPPORTED, ExceptionClass.PASSWORD_REQUIRED})
INTAKE_CLASSES = frozenset({ExceptionClass.UNSAFE_PATH, ExceptionClass.PERMISSION})


def settle_items(workspace: Workspace) -> tuple[Item, ...]:
    """Give every item its terminal state from what became of its source; what is not proven stays open."""
    sources = workspace.ledger.sources()
    items = tuple(_settled(item, sources.get(item.sha256 or "")) for item in workspace.ledger.items())
    workspace.ledger.save_items(items)
    return items


def _settled(item: Item, source: Source | None) -> Item:
    if item.state in (TerminalState.EXCLUDED, TerminalState.DUPLICATE) or source is None:
        return item
    if item.state is TerminalState.EXCEPTION and source.state != "read":
        return item
    if source.state == "exception":
        note = joined_notes(item.note, source.note)
        return replace(item, state=TerminalState.EXCEPTION, exception=source.exception, note=note)
    if source.state == "expanded":
        return replace(item, state=TerminalState.CONTAINER)
    if source.state == "read":
        note = joined_notes(item.note, source.note)
        return replace(item, state=TerminalState.PROCESSED, exception=None, note=note)
    return item


def build_review(workspace: Workspace, run: RunInfo, discovered: int, stamp: str, pack: RulePack) -> Review:
    """Map, cover and reconcile: the whole review as the report formats take it.

    Raises:
        ReconciliationError: Totals differ.
    """
    profile = workspace.engagement.profile(pack.instrument.window.months, workspace.as_of)
    items = workspace.ledger.items()
    workspace.progress(Step("coverage", len(items), len(items)))
    read, unread = _pages(workspace, items)
    sources = workspace.ledger.sources()
    claimed = {sha256: sources[sha256].pages or 0 for sha256 in read}
    totals = reconcile(
        discovered, items, add(count_pages(claimed[key], read[key], unread.get(key, ())) for key in claimed)
    )
    understood = all_understood(workspace, stamp, read)
    documents = understood.documents
    from classifiers.document_types import load_types

    kinds = {name: kind.kind for name, kind in load_types().items()}
    evidence = map_evidence(documents, pack, profile, kinds)
    rows = [*_exceptions(items, sources, read, unread), *_not_understood(items, understood.faults)]
    unread_items = _unread(rows, read)
    coverage = cover(pack, profile, documents, evidence, unread_items)
    return Review(
        profile=profile,
        purpose=workspace.engagement.purpose,
        language=workspace.engagement.language,
        pack=pack,
        run=run,
        reconciliation=totals,
        items=items,
        pages=read,
        unread_pages=unread,
        documents=documents,
        coverage=coverage,
        exceptions=_with_affected(rows, coverage),
        first_review=_first_review(workspace, run),
        plan=plan_of(pack, profile, documents),
        cautions=cautions(workspace.engagement, pack, profile, documents, kinds),
        changes=changes_since(
            workspace.ledger.note(items_note(pack)), items, workspace.ledger.note(statuses_note(pack)), coverage
        ),
    )


def _first_review(workspace: Workspace, run: RunInfo) -> datetime:
    first = workspace.ledger.first_run()
    return run.started if first is None else datetime.fromisoformat(first)


def _pages(
    workspace: Workspace, items: Sequence[Item]
) -> tuple[dict[str, tuple[Page, ...]], dict[str, tuple[PageFailure, ...]]]:
    """Read and unread pages of every content that has pages, once each."""
    read: dict[str, tuple[Page, ...]] = {}
    unread: dict[str, tuple[PageFailure, ...]] = {}
    for item in items:
        if item.state in (TerminalState.PROCESSED, TerminalState.EXCEPTION) and item.sha256 not in (None, *read):
            good, bad = workspace.ledger.pages(item.sha256 or "")
            read[item.sha256 or ""] = good
            if bad:
                unread[item.sha256 or ""] = bad
    known = workspace.ledger.sources()
    return {key: pages for key, pages in read.items() if key in known}, unread


def _exceptions(
    items: Sequence[Item],
    sources: Mapping[str, Source],
    read: Mapping[str, tuple[Page, ...]],
    unread: Mapping[str, tuple[PageFailure, ...]],
) -> list[ExceptionRow]:
    rows: list[ExceptionRow] = []
    for item in items:
        if item.state is TerminalState.EXCEPTION and item.exception is not None:
            source = sources.get(item.sha256 or "")
            lost = source if source and source.state == "exception" else None
            message = (lost.message if lost else None) or item.note or ""
            rows.append(_row(item, item.exception, message, None, lost.remedy if lost else item.remedy))
        elif item.state is TerminalState.PROCESSED:
            rows += [
                _row(item, bad.exception_class, bad.message, bad.number) for bad in unread.get(item.sha256 or "", ())
            ]
            rows += [
                _row(item, ExceptionClass.NO_TEXT, "No readable words were found on this page.", page.number)
                for page in read.get(item.sha256 or "", ())
                if page.text_origin is TextOrigin.NONE and not page.blank
            ]
    return rows


def _not_understood(items: Sequence[Item], faults: Mapping[str, Fault]) -> list[ExceptionRow]:
    """Files that were read and then tripped a mistake of ours."""
    return [
        replace(_row(item, fault.exception_class, fault.message, None), step="understand")
        for item in items
        if item.state is TerminalState.PROCESSED and (fault := faults.get(item.sha256 or ""))
    ]


def _row(
    item: Item, exception: ExceptionClass, message: str, page: int | None, remedy: str | None = None
) -> ExceptionRow:
    step = "inbox" if exception in INTAKE_CLASSES else "identify" if exception in IDENTIFY_CLASSES else "extract"
    return ExceptionRow(
        exception_class=exception,
        step="containers" if exception is ExceptionClass.CONTAINER_LIMIT else step,
        path=item.path,
        sha256=item.sha256,
        page=page,
        message=message,
        remedy=remedy or remedy_for(exception),
        retryable=exception in RETRYABLE,
    )


def _unread(rows: Sequence[ExceptionRow], read: Mapping[str, tuple[Page, ...]]) -> tuple[UnreadItem, ...]:
    """Unread files, and the unread pages of others together with the words around them; each place once."""
    once = {(row.path, row.exception_class): row for row in rows}
    texts = {row.sha256: "\n".join(page.text for page in read.get(row.sha256 or "", ())) for row in once.values()}
    return tuple(UnreadItem(" › ".join(path), exception, texts[row.sha256]) for (path, exception), row in once.items())


def _with_affected(rows: Sequence[ExceptionRow], coverage: Sequence[QuestionCoverage]) -> tuple[ExceptionRow, ...]:
    """Name the questions for which each unread item may hold something."""
    affected: dict[str, list[str]] = {}
    for one in coverage:
        for shown in one.could_hide:
            affected.setdefault(shown, []).append(one.question_id)
    return tuple(replace(row, affects=tuple(affected.get(" › ".join(row.path), ()))) for row in rows)


def run_info(run_id: str, started: datetime, finished: datetime | None, engine: str) -> RunInfo:
    """The run as the report prints it."""
    return RunInfo(run_id, started, finished, shown_versions(engine))
