"""The log of our own faults: where in the code a file was lost, without a word of the file."""

from pipeline.errors import ExceptionClass
from pipeline.inbox import disk_error
from pipeline.isolation import Ended
from pipeline.run.workspace import Workspace

LOG = "log/faults.txt"


def note_fault(workspace: Workspace, ended: Ended) -> None:
    """Append the trace of a job that ended by a mistake of ours; other ends are not noted here."""
    if ended.exception_class is ExceptionClass.BUG:
        note_line(workspace, f"{ended.job.id} {ended.message} {ended.trace}")


def note_line(workspace: Workspace, line: str) -> None:
    """Append one line; raises StoreError."""
    file = workspace.folders.store / LOG
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as log:
            log.write(line + "\n")
    except OSError as error:
        raise disk_error(error) from error
