"""`report`: write the report anew from what the store holds; nothing is read."""

import argparse
import sys
from pathlib import Path

from app.commands.command import Command


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def _run(options: argparse.Namespace) -> int:
    from app.commands.outcome import show
    from app.progress import shown_progress
    from app.setup import engine_version, settings_with, today
    from pipeline.run import hold, open_workspace, report_again
    from pipeline.run.intake import utc_now

    settings = settings_with()
    with (
        shown_progress(sys.stderr) as progress,
        hold(options.directory),
        open_workspace(options.directory, settings, today(), engine_version(settings), progress) as workspace,
    ):
        outcome = report_again(workspace, utc_now())
    show(outcome, as_json=options.json, language=workspace.engagement.language)
    return int(outcome.exit_code)


COMMAND = Command(
    name="report",
    summary="Write the report again from the store, without reading any file.",
    example="cor-evidence report acme",
    configure=_configure,
    run=_run,
)
