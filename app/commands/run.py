"""`run`: one engagement from inbox to report."""

import argparse
import sys
from pathlib import Path

from app.commands.command import Command


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--flow", action="store_true", help="run as a Prefect flow")
    parser.add_argument("--workers", type=int, metavar="N", help="files read at once (default 2)")
    parser.add_argument(
        "--instrument", action="append", default=[], metavar="ID", help="map to this instrument too, into report/ID/"
    )
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def _run(options: argparse.Namespace) -> int:
    import os

    from app.commands.outcome import show
    from app.progress import shown_progress
    from app.setup import engine_version, settings_with, today
    from pipeline.run import hold, open_workspace, review_engagement, switch, unchanged
    from pipeline.run.intake import utc_now

    settings, day = settings_with(options.workers), today()
    engine = engine_version(settings)
    instruments = tuple(options.instrument)
    as_flow = options.flow or bool(os.environ.get("PREFECT_API_URL"))
    with shown_progress(sys.stderr) as progress:
        with hold(options.directory), open_workspace(options.directory, settings, day, engine, progress) as workspace:
            # Prefect costs seconds before it does anything: it is not even imported when there is nothing to do.
            outcome = unchanged(workspace, instruments) or switch(workspace, utc_now(), instruments)
            if outcome is None and not as_flow:
                outcome = review_engagement(workspace, utc_now(), instruments)
        if outcome is None:
            from flows.environment import prepare

            prepare(options.directory)
            from flows.review import Place, review_as_flow

            place = Place(str(options.directory), settings.workers, day, engine)
            outcome = review_as_flow(place, instruments, progress)
    show(outcome, as_json=options.json, language=workspace.engagement.language)
    return int(outcome.exit_code)


COMMAND = Command(
    name="run",
    summary="Read what is new in the inbox and write the evidence coverage report.",
    example="cor-evidence run acme",
    configure=_configure,
    run=_run,
)
