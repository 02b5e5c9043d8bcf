"""The flow `nightly`: every engagement below a folder, one after the other; one that fails never stops the next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from prefect import flow

from flows.review import Place, quiet_prefect, review_flow
from flows.timetable import next_moment, sleep_until
from pipeline.errors import CorEvidenceError, ExitCode, UsageError, keep_trace
from pipeline.run import Outcome
from pipeline.run.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Night:
    """How one engagement fared.

    Args:
        message: What went wrong, without document text; empty when it ended well.
    """

    name: str
    exit_code: ExitCode
    changed: bool
    message: str = ""


def engagements_below(root: Path) -> list[Path]:
    """Folders directly below the root that hold an engagement, in name order; links are not followed.

    Raises:
        UsageError: The root cannot be listed.
    """
    try:
        return sorted(
            folder for folder in root.iterdir() if not folder.is_symlink() and (folder / "engagement.toml").is_file()
        )
    except OSError as error:
        raise UsageError(f"{root} cannot be listed: {error.strerror}.", "Check its permissions.") from None


@flow(name="nightly", persist_result=False, validate_parameters=False, log_prints=False)
def nightly_flow(root: str, workers: int, engine: str) -> list[Night]:
    """Review every engagement once."""
    today = datetime.now().astimezone().date()
    return [_night(folder, Place(str(folder), workers, today, engine)) for folder in engagements_below(Path(root))]


def _night(folder: Path, place: Place) -> Night:
    """One engagement; whatever goes wrong with it is a line of the night and never the end of it."""
    ended = review_flow(place, return_state=True).result(raise_on_failure=False)
    if isinstance(ended, Outcome):
        return Night(folder.name, ended.exit_code, ended.changed)
    if isinstance(ended, CorEvidenceError):
        return Night(folder.name, ended.exit_code, False, f"{ended.message} {ended.remedy}".strip())
    return Night(folder.name, ExitCode.BUG, False, f"A fault of cor-evidence. Trace: {keep_trace(ended)}")


def run_once(root: Path, workers: int, engine: str, progress: Progress = silent) -> list[Night]:
    """One night, here and now."""
    with quiet_prefect(progress):
        nights: list[Night] = nightly_flow(str(root), workers, engine)
    return nights


def run_every_night(
    root: Path, workers: int, engine: str, cron: str, tell: Callable[[list[Night]], None], progress: Progress = silent
) -> None:
    """Stay and run at every moment of a timetable, until somebody stops this process.

    The timetable is ours: Prefect's temporary server runs no scheduler, and a deployment would need a server that
    never rests. With PREFECT_API_URL the nights appear on that server all the same.

    Args:
        tell: Given each night's lines.

    Raises:
        UsageError: The timetable makes no sense.
    """
    while True:
        sleep_until(next_moment(cron, datetime.now().astimezone()))
        try:
            nights = run_once(root, workers, engine, progress)
        except CorEvidenceError as error:  # the server is away tonight: tomorrow is another night
            nights = [Night(root.name, error.exit_code, False, f"{error.message} {error.remedy}".strip())]
        tell(nights)


def worst(nights: Iterable[Night]) -> ExitCode:
    """The exit code of the whole night: the gravest one, where exceptions weigh least."""
    codes = {night.exit_code for night in nights}
    grave = codes - {ExitCode.COMPLETE, ExitCode.WITH_EXCEPTIONS}
    if grave:
        return min(grave)
    return ExitCode.WITH_EXCEPTIONS if ExitCode.WITH_EXCEPTIONS in codes else ExitCode.COMPLETE
