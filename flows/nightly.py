"""The flow `nightly`: every engagement below a folder, one after the other; one that fails never stops the next."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from prefect import flow, task

from flows.night import MOST_LINE, Night, cut_short, from_line, night_of
from flows.review import PROGRESS, SERVER, Place, quiet_prefect
from flows.timetable import next_moment, sleep_until
from pipeline.errors import CorEvidenceError, ExitCode, UsageError
from pipeline.run.progress import Progress, Step, silent
from pipeline.tools import kill_session, start_python

HOME = Path(__file__).resolve().parents[1]
PATIENCE = 20.0  # seconds in which a stopped engagement may put its things in order


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
    return [review_apart(Place(str(folder), workers, today, engine)) for folder in engagements_below(Path(root))]


@task(persist_result=False)
def review_apart(place: Place) -> Night:
    """One engagement in a process of its own, so that not even its death by lack of memory ends the night."""
    name = Path(place.root).name
    arguments = [place.root, str(place.workers), place.as_of.isoformat(), place.engine]
    path = dict.fromkeys([str(HOME), *(entry for entry in sys.path if entry)])
    environment = {**os.environ, "PREFECT_API_URL": SERVER.get(), "PYTHONPATH": os.pathsep.join(path)}
    process = start_python("flows.one_engagement", arguments, environment=environment)
    told_here, stopped_here = process.stdout, process.stdin
    assert told_here is not None and stopped_here is not None
    night = None
    try:
        while line := told_here.readline(MOST_LINE):
            told = from_line(line.decode("utf-8", "replace"))
            if isinstance(told, Step):
                PROGRESS.get()(told)
            elif told is not None:
                night = told
        code = process.wait()
    finally:
        stopped_here.close()  # a night that is stopped stops it too
        told_here.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        kill_session(process.pid)
        process.wait()
    return night or cut_short(name, code)


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
            nights = [night_of(root.name, error)]
        tell(nights)


def worst(nights: Iterable[Night]) -> ExitCode:
    """The exit code of the whole night: the gravest one, where exceptions weigh least."""
    codes = {night.exit_code for night in nights}
    grave = codes - {ExitCode.COMPLETE, ExitCode.WITH_EXCEPTIONS}
    if grave:
        return min(grave)
    return ExitCode.WITH_EXCEPTIONS if ExitCode.WITH_EXCEPTIONS in codes else ExitCode.COMPLETE
