"""One engagement of a night in a process of its own: whatever becomes of it, the night goes on."""

import os
import signal
import sys
import threading
from datetime import date
from pathlib import Path
from typing import NoReturn

from flows.night import Night, as_line, night_of
from pipeline.run import hold, open_workspace, unchanged
from pipeline.run.progress import Step
from pipeline.settings import Settings


def main() -> None:
    """Takes folder, workers, day and engine on the command line; prints its progress and, last, its line."""
    folder, workers, day, engine = Path(sys.argv[1]), int(sys.argv[2]), date.fromisoformat(sys.argv[3]), sys.argv[4]
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_end_with_the_night, daemon=True).start()
    _say(_night(folder, workers, day, engine))


def _night(folder: Path, workers: int, day: date, engine: str) -> Night:
    try:
        with hold(folder), open_workspace(folder, Settings(workers=workers), day, engine) as workspace:
            # Prefect takes seconds to import: not for an engagement in which nothing happened.
            outcome = unchanged(workspace)
        if outcome is None:
            from flows.review import Place, review_as_flow

            outcome = review_as_flow(Place(str(folder), workers, day, engine), progress=_say)
    # The border of one engagement: whatever goes wrong with it is a line of the night.
    except Exception as error:  # noqa: BLE001
        return night_of(folder.name, error)
    return night_of(folder.name, outcome)


def _say(told: Night | Step) -> None:
    sys.stdout.write(as_line(told))
    sys.stdout.flush()


def _stop(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _end_with_the_night() -> None:
    """The night holds the other end of our input: when that is gone, so is whoever wants to know."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
