"""Step 5, foundation of the finders: a table cell -> the one date in it as ISO text, or nothing."""

from datetime import date

from pipeline.facts.datetext import Order, find_dates, order_hint


def cell_date(cell: str, latest: date, header: str = "") -> str | None:
    """ISO text of the cell's only clear date; None for no date, several or an ambiguous one."""
    text = cell.strip()[:60]
    if not text:
        return None
    hint: Order | None = order_hint(header)
    found = find_dates(text, latest, hint)
    if len(found) == 1 and found[0].value is not None:
        return found[0].value.isoformat()
    return None


def is_ambiguous(cell: str, latest: date, header: str = "") -> bool:
    """True when the cell holds a date that can mean two days."""
    found = find_dates(cell.strip()[:60], latest, order_hint(header))
    return len(found) == 1 and found[0].value is None
