"""The log of our own faults: where in the code a file was lost, without a word of the file."""

import traceback
from pathlib import Path

from pipeline.errors import ExceptionClass
from pipeline.inbox import disk_error
from pipeline.isolation import Ended
from pipeline.run.workspace import Workspace

LOG = "log/faults.txt"
DEPTH = 12


def note_fault(workspace: Workspace, ended: Ended) -> None:
    """Append the trace of a job that ended by a mistake of ours; other ends are not noted here."""
    if ended.exception_class is ExceptionClass.BUG:
        _append(workspace, f"{ended.job.id} {ended.message} {ended.trace}")


def keep_fault(workspace: Workspace, name: str, error: Exception) -> str:
    """Append where an exception came from, never its own words, which may quote the document.

    Returns:
        What to tell the auditor.
    """
    kind = type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)[-DEPTH:]
    trace = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    _append(workspace, f"{name} {kind} {trace}")
    return f"The file was read, but understanding it tripped over a mistake of cor-evidence ({kind})."


def _append(workspace: Workspace, line: str) -> None:
    file = workspace.folders.store / LOG
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as log:
            log.write(line + "\n")
    except OSError as error:
        raise disk_error(error) from error
