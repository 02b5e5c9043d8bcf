"""`verify`: compare the originals, the client's files and the report with their recorded hashes."""

import argparse
import json
import sys
from pathlib import Path

from app.commands.command import Command


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--json", action="store_true", help="print the differences as JSON")


def _run(options: argparse.Namespace) -> int:
    from app.setup import settings_with, today
    from pipeline.errors import ExitCode
    from pipeline.report.safe_text import terminal_safe
    from pipeline.run import hold, open_workspace
    from pipeline.run.custody import differences

    with hold(options.directory), open_workspace(options.directory, settings_with(), today(), "") as workspace:
        found = differences(workspace)
    if options.json:
        rows = [{"what": one.what, "kind": one.kind, "message": one.message} for one in found]
        sys.stdout.write(json.dumps({"differences": rows}) + "\n")
    else:
        for one in found:
            sys.stdout.write(f"{one.kind}: {terminal_safe(one.what)}: {one.message}\n")
        sys.stdout.write(f"{len(found)} differences found.\n" if found else "Everything is as it was recorded.\n")
    return int(ExitCode.DIFFERENCE_FOUND if found else ExitCode.COMPLETE)


COMMAND = Command(
    name="verify",
    summary="Check originals, client files and report against their recorded hashes.",
    example="cor-evidence verify acme",
    configure=_configure,
    run=_run,
)
