"""The plain orchestration: the steps joined to the store, as functions that the command line and the flows call."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

from pipeline.errors import ExitCode, UsageError
from pipeline.inbox import listing
from pipeline.model import Review
from pipeline.run.covering import build_review, run_info, settle_items
from pipeline.run.intake import Intake, take_in, utc_now
from pipeline.run.publishing import publish
from pipeline.run.reading import read_batch
from pipeline.run.stamps import reading_stamp, run_fingerprint
from pipeline.run.understanding import understand_all
from pipeline.run.workspace import Workspace, clear_leftovers, hold, open_workspace
from rules.load import load_pack

__all__ = [
    "Intake",
    "Outcome",
    "Workspace",
    "begin",
    "finish",
    "hold",
    "open_workspace",
    "read_batch",
    "report_again",
    "review_engagement",
    "settle_items",
    "stamp_of",
    "unchanged",
    "understand_all",
    "write_reports",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended, in the five lines a person can use.

    Args:
        changed: False when nothing had to be done.
        by_status: Documentation questions by status.
    """

    exit_code: ExitCode
    changed: bool
    files: int
    documents: int
    located: int
    partial: int
    not_located: int
    exceptions: int
    report: Path


def stamp_of(workspace: Workspace) -> str:
    """Reading stamp of this machine, code and settings."""
    return reading_stamp(workspace.settings, workspace.engine)


def _fingerprint(workspace: Workspace, instruments: Sequence[str]) -> str:
    before_audit = workspace.as_of <= workspace.engagement.audit_date
    as_of = f"{workspace.as_of if before_audit else 'after the audit'} {sorted(instruments)}"
    engagement = workspace.folders.settings_file.read_bytes()
    return run_fingerprint(engagement, listing(workspace.folders.inbox), workspace.settings, workspace.engine, as_of)


def unchanged(workspace: Workspace, instruments: Sequence[str] = ()) -> Outcome | None:
    """The last outcome when this run would write the same report again, else None."""
    kept = workspace.ledger.note("last_outcome")
    if kept is None or not (workspace.folders.report / "coverage.json").is_file():
        return None
    if workspace.ledger.note("fingerprint") != _fingerprint(workspace, instruments):
        return None
    row = json.loads(kept)
    if row["retry"]:
        return None
    files, documents, located, partial, not_located, exceptions = row["counts"]
    code = ExitCode(row["exit_code"])
    return Outcome(code, False, files, documents, located, partial, not_located, exceptions, workspace.folders.report)


def begin(workspace: Workspace, now: datetime) -> Intake:
    """Clear what a killed run left, then take everything in."""
    clear_leftovers(workspace)
    return take_in(workspace, stamp_of(workspace), now)


def write_reports(
    workspace: Workspace, intake: Intake, started: datetime, instruments: Sequence[str] = ()
) -> tuple[Review, ...]:
    """Settle, map, cover, reconcile and publish, for the engagement's instrument and any others asked for."""
    settle_items(workspace)
    run_id = f"{started:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"
    workspace.ledger.start_run(run_id, started.isoformat())
    reviews = []
    for name in dict.fromkeys((workspace.engagement.instrument, *instruments)):
        pack = load_pack(name)
        info = run_info(run_id, started, utc_now(), workspace.engine)
        review = build_review(workspace, info, intake.discovered, stamp_of(workspace), pack)
        own = name == workspace.engagement.instrument
        publish(workspace, review, workspace.folders.report if own else workspace.folders.report / pack.instrument.id)
        reviews.append(review)
    workspace.ledger.end_run(run_id, utc_now().isoformat(), "complete")
    return tuple(reviews)


def finish(workspace: Workspace, review: Review, instruments: Sequence[str] = ()) -> Outcome:
    """Count the outcome and remember it, so that an unchanged engagement is recognised."""
    statuses = [one.status for one in review.coverage]
    exceptions = len(review.exceptions)
    if review.reconciliation.processed == 0:
        code = ExitCode.NOTHING_READABLE
    else:
        code = ExitCode.WITH_EXCEPTIONS if exceptions else ExitCode.COMPLETE
    outcome = Outcome(
        exit_code=code,
        changed=True,
        files=len(review.items),
        documents=len(review.documents),
        located=statuses.count("candidate"),
        partial=statuses.count("partial"),
        not_located=sum(statuses.count(word) for word in ("not_located", "out_of_period", "unreadable_source")),
        exceptions=exceptions,
        report=workspace.folders.report,
    )
    retry = any(row.retryable and row.exception_class not in WAITS_FOR_THE_AUDITOR for row in review.exceptions)
    counts = astuple(outcome)[2:8]
    row = {"exit_code": int(code), "counts": counts, "retry": retry}
    workspace.ledger.remember("last_outcome", json.dumps(row))
    workspace.ledger.remember("fingerprint", _fingerprint(workspace, instruments))
    return outcome


WAITS_FOR_THE_AUDITOR = frozenset({"password_required", "codec_missing", "permission"})


def review_engagement(workspace: Workspace, now: datetime, instruments: Sequence[str] = ()) -> Outcome:
    """One run from inbox to report; the caller holds the engagement."""
    if (same := unchanged(workspace, instruments)) is not None:
        return same
    intake = begin(workspace, now)
    read_batch(workspace, intake.to_read, stamp_of(workspace))
    settle_items(workspace)
    understand_all(workspace, stamp_of(workspace))
    reviews = write_reports(workspace, intake, now, instruments)
    return finish(workspace, reviews[0], instruments)


def report_again(workspace: Workspace, now: datetime) -> Outcome:
    """Understand, map and report anew from what the store holds; no file is opened for reading.

    Raises:
        UsageError: Nothing was ever taken in.
    """
    items = workspace.ledger.items()
    if not items:
        raise UsageError("Nothing has been read in this engagement yet.", "Use `cor-evidence run` first.")
    understand_all(workspace, stamp_of(workspace))
    reviews = write_reports(workspace, Intake(len(items), ()), now)
    return finish(workspace, reviews[0])
