"""Values of sheet cells → text as a reader sees them."""

from datetime import date, datetime, time, timedelta

from pipeline.extract.clean import one_line

_LONGEST_CELL = 5_000


def shown(value: object) -> str:
    """A cell's value as text: ISO dates, no ".0", nothing for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return one_line(str(value)[:_LONGEST_CELL])
