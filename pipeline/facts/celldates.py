"""Step 5, foundation of the finders: a table cell -> the one date in it as ISO text, or nothing."""

import re
from datetime import date

from pipeline.facts.daterepair import month_like
from pipeline.facts.datetext import Order, find_dates, order_hint

LONGEST_CELL = 60
# A day whose blank the engine lost, or whose month it misspelt: "Mar 192025", "Oec 3 2027", "20-Fe6-26".
RUN_TOGETHER = re.compile(r"^(?P<mon>[^\W\d_]{3,9})\.?[ ](?P<d>\d{1,2}),?[ ]?(?P<y>20\d{2})$")
SPELT_DAY = re.compile(r"^(?P<d>\d{1,2})(?P<s>[-/ .])(?P<mon>\w{3,9})(?P=s)(?P<y>(?:20)?\d{2})$")


def cell_date(cell: str, latest: date, header: str = "") -> str | None:
    """ISO text of the cell's only clear date; None for no date, several or an ambiguous one."""
    text = cell.strip()[:LONGEST_CELL]
    if not text or not any(map(str.isdigit, text)):
        return None
    hint: Order | None = order_hint(header)
    found = find_dates(text, latest, hint)
    if not found and (mended := _mended(text)) is not None:
        found = find_dates(mended, latest, hint)
    if len(found) == 1 and found[0].value is not None:
        return found[0].value.isoformat()
    return None


def _mended(text: str) -> str | None:
    """A cell that is a day all through, with the one month that its letters can be."""
    for pattern in (RUN_TOGETHER, SPELT_DAY):
        match = pattern.match(text)
        month = month_like(match["mon"]) if match is not None else None
        if match is not None and month is not None:
            return f"{match['d']} {month} {match['y']}"
    return None


def is_ambiguous(cell: str, latest: date, header: str = "") -> bool:
    """True when the cell holds a date that can mean two days."""
    found = find_dates(cell.strip()[:LONGEST_CELL], latest, order_hint(header))
    return len(found) == 1 and found[0].value is None
