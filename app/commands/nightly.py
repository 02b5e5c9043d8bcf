"""`nightly`: every engagement of a folder, once or on a schedule."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.command import Command
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from flows.night import Night


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
    settings = settings_with(options.workers)
    engine = engine_version(settings)
    if not any(root.glob("*/engagement.toml")):
        raise UsageError(f"There is no engagement in {root}.", "Make one with `cor-evidence init`.")
    prepare(root)
    from flows.nightly import run_every_night, run_once, worst
    from flows.timetable import next_moment

    def tell(nights: "list[Night]") -> None:
        for night in nights:
            sys.stdout.write(_line(night, as_json=options.json))
        sys.stdout.flush()

    with shown_progress(sys.stderr) as progress:
        if options.once:
            nights = run_once(root, settings.workers, engine, progress)
            tell(nights)
            return int(worst(nights))
        cron = settings.nightly_cron
        moment = next_moment(cron, datetime.now().astimezone())
        sys.stdout.write(f"Waiting; all engagements are reviewed at '{cron}', next {moment:%Y-%m-%d %H:%M}.\n")
        sys.stdout.flush()
        run_every_night(root, settings.workers, engine, cron, tell, progress)
    return 0


def _line(night: "Night", *, as_json: bool) -> str:
    from pipeline.report.safe_text import terminal_safe

    if as_json:
        row = {"engagement": night.name, "exit_code": int(night.exit_code), "changed": night.changed}
        return json.dumps({**row, "message": night.message}) + "\n"
    state = "unchanged" if not night.changed and not night.message else "done"
    return f"{terminal_safe(night.name)}: {terminal_safe(night.message) or state}\n"


COMMAND = Command(
    name="nightly",
    summary="Review every engagement below a folder, every night or once.",
    example="cor-evidence nightly engagements --once",
    configure=_configure,
    run=_run,
)
