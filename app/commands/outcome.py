"""How a finished run is told: five lines a person can use, or JSON."""

import json
import sys

from pipeline.errors import ExitCode
from pipeline.report.safe_text import terminal_safe
from pipeline.run import Outcome

NOTHING_THERE = "The inbox is empty. Put the client's files into it and run again.\n"
NOTHING_READ = "No file could be read. The report lists every one with what to do about it.\n"


def show(outcome: Outcome, *, as_json: bool) -> None:
    """Print the outcome to standard output, and why nothing was read to standard error."""
    if outcome.exit_code is ExitCode.NOTHING_READABLE:
        sys.stderr.write(NOTHING_THERE if outcome.files == 0 else NOTHING_READ)
    if as_json:
        row = {
            "exit_code": int(outcome.exit_code),
            "changed": outcome.changed,
            "files": outcome.files,
            "documents": outcome.documents,
            "questions": {
                "located": outcome.located,
                "partial": outcome.partial,
                "not_located": outcome.not_located,
            },
            "exceptions": outcome.exceptions,
            "report": str(outcome.report / "index.html"),
        }
        sys.stdout.write(json.dumps(row) + "\n")
        return
    if not outcome.changed:
        sys.stdout.write("Nothing changed since the last run; nothing was read.\n")
    sys.stdout.write(
        f"Files in:    {outcome.files}\n"
        f"Documents:   {outcome.documents} found\n"
        f"Questions:   {outcome.located} located / {outcome.partial} partial / {outcome.not_located} not located"
        " (documentation part; the auditor decides)\n"
        f"Exceptions:  {outcome.exceptions}{' (see the report: each says what to do)' if outcome.exceptions else ''}\n"
        f"Report:      {terminal_safe(str(outcome.report / 'index.html'))}\n"
    )
