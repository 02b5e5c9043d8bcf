"""`nightly`: every engagement of a folder, once or on a schedule."""

import argparse
import json
import sys
from pathlib import Path

from app.commands.command import Command
from pipeline.errors import UsageError


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("root", metavar="ROOT", type=Path, help="folder that holds the engagements")
    parser.add_argument("--once", action="store_true", help="run now and end, instead of every night")
    parser.add_argument("--workers", type=int, metavar="N", help="files read at once (default 2)")
    parser.add_argument("--json", action="store_true", help="one JSON object an engagement")


def _run(options: argparse.Namespace) -> int:
    from app.progress import shown_progress
    from app.setup import engine_version, settings_with
    from flows.environment import prepare

    root: Path = options.root
    if not root.is_dir():
        raise UsageError(f"There is no folder {root}.", "Name the folder that holds the engagements.")
    settings, engine = settings_with(options.workers), engine_version()
    if not any(root.glob("*/engagement.toml")):
        raise UsageError(f"There is no engagement in {root}.", "Make one with `cor-evidence init`.")
    prepare(root)
    from flows.nightly import run_once, serve, worst

    if not options.once:
        sys.stdout.write(f"Waiting; every night at '{settings.nightly_cron}' all engagements are reviewed.\n")
        sys.stdout.flush()
        serve(root, settings.workers, engine, settings.nightly_cron)
        return 0
    with shown_progress(sys.stderr) as progress:
        nights = run_once(root, settings.workers, engine, progress)
    from pipeline.report.safe_text import terminal_safe

    for night in nights:
        row = {"engagement": night.name, "exit_code": int(night.exit_code), "changed": night.changed}
        if options.json:
            sys.stdout.write(json.dumps({**row, "message": night.message}) + "\n")
            continue
        state = "unchanged" if not night.changed and not night.message else "done"
        sys.stdout.write(f"{terminal_safe(night.name)}: {terminal_safe(night.message) or state}\n")
    return int(worst(nights))


COMMAND = Command(
    name="nightly",
    summary="Review every engagement below a folder, every night or once.",
    example="cor-evidence nightly engagements --once",
    configure=_configure,
    run=_run,
)
