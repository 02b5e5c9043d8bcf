"""The log of our own faults: where in the code a file was lost to class ``bug``, without a word of the file."""

from pipeline.errors import ExceptionClass
from pipeline.inbox import disk_error
from pipeline.isolation import Ended
from pipeline.run.workspace import Workspace

LOG = "faults.log"


def note_fault(workspace: Workspace, ended: Ended) -> None:
    """Append the trace of a job that ended by a mistake of ours; other ends are not noted here."""
    if ended.exception_class is not ExceptionClass.BUG:
        return
    folder = workspace.folders.store / "log"
    try:
        folder.mkdir(exist_ok=True)
        with (folder / LOG).open("a", encoding="utf-8") as log:
            log.write(f"{ended.job.id} {ended.message} {ended.trace}\n")
    except OSError as error:
        raise disk_error(error) from error
