"""`doctor`: is everything here that a run needs, and if not, how to get it."""

import argparse
import json
import sys

from app.commands.command import Command


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the checks as JSON")


def _run(options: argparse.Namespace) -> int:
    from app.checkup import checkup
    from pipeline.errors import ExitCode

    found = checkup()
    if options.json:
        rows = [{"name": one.name, "ok": one.ok, "needed": one.needed, "found": one.found, "remedy": one.remedy}
                for one in found]  # fmt: skip
        sys.stdout.write(json.dumps({"checks": rows}) + "\n")
    else:
        for one in found:
            mark = "ok     " if one.ok else "MISSING" if one.needed else "absent "
            sys.stdout.write(f"{mark} {one.name}: {one.found}\n")
            if not one.ok:
                sys.stdout.write(f"        {one.remedy}\n")
    return int(ExitCode.COMPLETE if all(one.ok or not one.needed for one in found) else ExitCode.MISSING_DEPENDENCY)


COMMAND = Command(
    name="doctor",
    summary="Check that everything a run needs is installed, and say how to get what is missing.",
    example="cor-evidence doctor",
    configure=_configure,
    run=_run,
)
