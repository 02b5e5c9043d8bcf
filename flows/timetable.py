"""When the next night begins: a cron line and a moment in, the next moment out."""

import time
from datetime import datetime, timedelta

from cronsim import CronSim, CronSimError

from pipeline.errors import UsageError

LONGEST_NAP = 60.0  # short naps: a computer that slept, or whose clock was set, is late by a minute at most


def next_moment(cron: str, after: datetime) -> datetime:
    """The first moment of a cron line after another one, in the same local time.

    Raises:
        UsageError: The line is not one, or names no moment at all.
    """
    try:
        return next(CronSim(cron, after))
    except (CronSimError, StopIteration):
        raise UsageError(
            f"'{cron}' is not a timetable.", "Write five fields as cron does, for example '30 3 * * *' for 03:30."
        ) from None


def sleep_until(moment: datetime) -> None:
    """Wait, by the clock on the wall."""
    while (left := moment - datetime.now().astimezone(moment.tzinfo)) > timedelta(0):
        time.sleep(min(left.total_seconds(), LONGEST_NAP))
