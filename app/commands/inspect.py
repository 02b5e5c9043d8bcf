"""`inspect`: what single files are and say, without an engagement."""

import argparse
import sys
from pathlib import Path

from app.commands.command import Command


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
    parser.add_argument("--workers", type=int, metavar="N", help="files read at once (default 2)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _run(options: argparse.Namespace) -> int:
    import json

    from app.inspection import inspect_files
    from app.setup import engine_version, settings_with, today
    from pipeline.errors import ExitCode
    from pipeline.report.safe_text import json_safe

    settings = settings_with(options.workers)
    found = inspect_files(options.files, settings, engine_version(settings), today())
    for one in found:
        if options.json:
            sys.stdout.write(json_safe(json.dumps(one.row, ensure_ascii=False)) + "\n")
        else:
            sys.stdout.write(one.text)
    if not any(one.state == "processed" for one in found):
        return int(ExitCode.NOTHING_READABLE)
    exceptions = any(one.state == "exception" for one in found)
    return int(ExitCode.WITH_EXCEPTIONS if exceptions else ExitCode.COMPLETE)


COMMAND = Command(
    name="inspect",
    summary="Say what single files are, which dates and signatures they carry and why.",
    example="cor-evidence inspect policy.pdf --json",
    configure=_configure,
    run=_run,
)
