"""The plain orchestration: the steps joined to the store, as functions that the command line and the flows call."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.errors import UsageError
from pipeline.model import Review
from pipeline.run.covering import build_review, run_info, settle_items
from pipeline.run.intake import Intake, take_in, utc_now
from pipeline.run.memory import Outcome, fingerprint, last_outcome, outcome_of, remember, wanted_instruments
from pipeline.run.old_files import second_try
from pipeline.run.originals import set_changed_aside
from pipeline.run.publishing import publish
from pipeline.run.reading import read_batch
from pipeline.run.stamps import reading_stamp
from pipeline.run.switching import switch
from pipeline.run.understanding import understand_all
from pipeline.run.workspace import Workspace, clear_leftovers, hold, open_workspace

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
    "second_try",
    "settle_items",
    "stamp_of",
    "switch",
    "unchanged",
    "understand_all",
    "write_reports",
]


def stamp_of(workspace: Workspace) -> str:
    """Reading stamp of this machine, code and settings."""
    return reading_stamp(workspace.settings, workspace.engine)


def unchanged(workspace: Workspace, instruments: Sequence[str] = ()) -> Outcome | None:
    """The last outcome when this run would write the same report again, else None.

    Raises:
        UsageError: An instrument is unknown or wrong.
    """
    return last_outcome(workspace, wanted_instruments(workspace, instruments))


def begin(workspace: Workspace, now: datetime, instruments: Sequence[str] = ()) -> Intake:
    """Clear what a killed run left, then take everything in.

    Raises:
        UsageError: An instrument is unknown or wrong; nothing was touched.
    """
    asked = fingerprint(workspace, wanted_instruments(workspace, instruments))
    clear_leftovers(workspace)
    set_changed_aside(workspace)
    return replace(take_in(workspace, stamp_of(workspace), now), fingerprint=asked)


def write_reports(
    workspace: Workspace, intake: Intake, started: datetime, instruments: Sequence[str] = ()
) -> tuple[Review, ...]:
    """Settle, map, cover, reconcile and publish, for the engagement's instrument and any others asked for."""
    settle_items(workspace)
    run_id = f"{started:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"
    workspace.ledger.start_run(run_id, started.isoformat())
    info = run_info(run_id, started, utc_now(), workspace.engine)
    reviews = tuple(
        build_review(workspace, info, intake.discovered, stamp_of(workspace), pack)
        for pack in wanted_instruments(workspace, instruments).values()
    )
    publish(workspace, reviews)
    workspace.ledger.end_run(run_id, utc_now().isoformat(), "complete")
    return reviews


def finish(workspace: Workspace, intake: Intake, reviews: Sequence[Review], instruments: Sequence[str] = ()) -> Outcome:
    """Count the outcome and remember it, so that an unchanged engagement is recognised."""
    outcome = outcome_of(workspace, reviews)
    remember(workspace, outcome, intake.fingerprint, reviews, wanted_instruments(workspace, instruments))
    return outcome


def review_engagement(workspace: Workspace, now: datetime, instruments: Sequence[str] = ()) -> Outcome:
    """One run from inbox to report; the caller holds the engagement.

    Raises:
        CorEvidenceError: It could not be done; what was done so far is kept.
    """
    same = unchanged(workspace, instruments) or switch(workspace, now, instruments)
    if same is not None:
        return same
    intake = begin(workspace, now, instruments)
    read_batch(workspace, intake.to_read, stamp_of(workspace))
    second_try(workspace)
    settle_items(workspace)
    understand_all(workspace, stamp_of(workspace))
    reviews = write_reports(workspace, intake, now, instruments)
    return finish(workspace, intake, reviews, instruments)


def report_again(workspace: Workspace, now: datetime) -> Outcome:
    """Understand, map and report anew from what the store holds; no file is opened for reading.

    Raises:
        UsageError: Nothing was ever taken in, or the last run did not get through.
    """
    items = settle_items(workspace)
    if not items:
        raise UsageError("Nothing has been read in this engagement yet.", "Use `cor-evidence run` first.")
    if any(item.state is None for item in items):
        raise UsageError("The last run did not end.", "Use `cor-evidence run`: it carries on where that one stopped.")
    # Files that came since are not in this report: the next run must still see them as new.
    same = last_outcome(workspace, wanted_instruments(workspace)) is not None
    asked = fingerprint(workspace, wanted_instruments(workspace)) if same else ""
    understand_all(workspace, stamp_of(workspace))
    intake = Intake(len(items), (), asked)
    return finish(workspace, intake, write_reports(workspace, intake, now))
