"""Another instrument over what is already read: only its report is made, the engagement's own is not touched."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from pipeline.run.covering import build_review, run_info
from pipeline.run.intake import utc_now
from pipeline.run.memory import Outcome, last_outcome, remember_switch, reported, wanted_instruments
from pipeline.run.publishing import publish_beside
from pipeline.run.stamps import reading_stamp
from pipeline.run.workspace import Workspace, clear_leftovers


def switch(workspace: Workspace, now: datetime, instruments: Sequence[str]) -> Outcome | None:
    """Map what is read to the instruments asked for; None when a whole run is needed.

    It is when anything but the instruments differs from the last run: a file, a setting, the code, the day before an
    audit. Nothing is opened for reading here.

    Args:
        instruments: Ids or places of packs, besides the engagement's own.

    Raises:
        UsageError: An instrument is unknown or wrong.
    """
    wanted = wanted_instruments(workspace, instruments)
    stand = reported(workspace, wanted)
    if workspace.engagement.instrument not in stand:
        return None  # what an earlier version noted of its run may look otherwise, and is not read
    new = [pack for name, pack in wanted.items() if name not in stand]
    last = last_outcome(workspace, {name: wanted[name] for name in stand})
    if last is None or not new:
        return None
    if any((workspace.folders.report / pack.instrument.id).exists() for pack in new):
        return None  # its old report may hold a person's words: a whole run moves it aside
    clear_leftovers(workspace)
    stamp = reading_stamp(workspace.settings, workspace.engine)
    run_id = f"{now:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"
    workspace.ledger.start_run(run_id, now.isoformat())
    info = run_info(run_id, now, utc_now(), workspace.engine)
    discovered = len(workspace.ledger.items())
    reviews = [build_review(workspace, info, discovered, stamp, pack) for pack in new]
    for review in reviews:
        publish_beside(workspace, review)
    workspace.ledger.end_run(run_id, utc_now().isoformat(), "complete")
    return remember_switch(workspace, last, reviews, wanted)
