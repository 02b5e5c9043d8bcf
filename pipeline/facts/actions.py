"""Step 5, finder: minutes, logs and inspections -> actions and findings with owner, due date and closure."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from pipeline.facts.actioncolumns import ACTION_COLUMNS
from pipeline.facts.actionlines import Told, lines_of
from pipeline.facts.celldates import cell_date
from pipeline.facts.findings import findings_of
from pipeline.facts.grids import Grid, Row, continued, grids
from pipeline.facts.names import as_name
from pipeline.facts.places import written
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.facts.signlabels import SIGN_LABEL, party_of
from pipeline.model import Fact, FactKind

MOST_ACTIONS = 300
RUN_OVER = 3
"""Lines that the last row of a table may run over."""
MOST_LABEL_WORDS = 4
# "Page 2/2", "2 of 5": the foot of a sheet.
PAGE_FOOT = re.compile(
    r"^\W{0,3}(?:page|p\.)\s{0,2}\d{1,3}\b|^\W{0,3}\d{1,3}\s{0,2}(?:/|of|de|sur)\s{0,2}\d{1,3}\W{0,3}$", re.I
)

HAZARD_HEAD = re.compile(r"\b(?:hazards?|dangers?|risques?|what (?:could|can|might))\b", re.I)
NUMBER = re.compile(r"[A-Z]{0,4}[-. ]?\d{1,4}(?:[-./]\w{1,5}){0,3}", re.I)
# "Total 7", "Open: 3": what stands under a register, not a row of it.
SUM = re.compile(
    r"^\W{0,3}(?:total|open|closed|overdue|late|on time|items|ouverts?|en retard|fermés?)\s{0,2}:?\s{0,2}\d", re.I
)
# "Action: repair the stair. Owner: J. Hill. Due: 2026-03-10" in running text.
ACTION_LINE = re.compile(
    r"^\s{0,8}(?:[-•*\d.)]{0,4}\s{0,2})?(?P<kind>(?:corrective |follow[- ]?up "
    r"|preventive )?action(?: item| required| taken)?|recommendation|finding|deficiency"
    r"|observation|constat)\s{0,2}(?:#?\d{1,3})?\s{0,2}[:\-–]\s{1,3}(?P<what>\S.{3,400})",
    re.I,
)
_OWNER = re.compile(
    r"\b(?:responsible|owner|assigned to|by whom|by who|by|lead|responsable|who)\s{0,2}[:\-–]\s{0,2}(?P<v>[^;"
    r"|\n]{2,48}?)(?=\s{2,}|[;|,.)]\s|\s(?:due|target|by|closed|completed|status|date"
    r"|échéance)\b|[;|.)]?$)",
    re.I,
)
_DUE = re.compile(
    r"\b(?:due|target(?: date)?|by when|deadline|échéance|complete by"
    r"|due date)\s{0,2}[:\-–]?\s{0,2}(?P<v>[^;|\n]{4,24})",
    re.I,
)
_CLOSED = re.compile(
    r"\b(?:closed|completed|done|fermé|complété)(?: on| date)?\s{0,2}[:\-–]?\s{0,2}(?P<v>[^;"
    r"|\n]{4,24})",
    re.I,
)
# Words of a status cell.
CLOSED_WORD = re.compile(r"\b(?:closed|complete[d]?|done|resolved|yes|fixed|fermé|complété|terminé|corrigé)\b", re.I)
OPEN_WORD = re.compile(
    r"\b(?:open|outstanding|pending|in progress|ongoing|not (?:done|closed|complete\w?)"
    r"|overdue|no|en cours|ouvert)\b",
    re.I,
)
_NOTHING = re.compile(
    r"^(?:n/?a|none|nil|no (?:action|deficienc|issue|finding|concern|hazard)\w{0,6}.{0,40}|ok"
    r"|okay|good|satisfactory|aucune?|yes|no|y|n|✓|x|-)\.?$",
    re.I,
)
_FINDING_FAMILIES = frozenset({"inspection", "maintenance"})


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "action" and "finding_row"; value is what is to be done or was found."""
    made = 0
    tabled = False
    last: Grid | None = None
    for page in reading.pages:
        read: set[int] = set()
        found = tuple(grids(page, ACTION_COLUMNS, ("action", "finding", "description"), 2))
        if not found and last is not None and (rest := continued(page, last)) is not None:
            found = (rest,)
        last = found[-1] if found else None
        for grid in found:
            if not _follows_up(grid, reading.family == "maintenance") or _rates(reading, grid):
                continue
            for row in grid.rows:
                for fact in _from_row(reading, grid, row):
                    read.add(row.line.index)
                    made += 1
                    yield fact
        for fact in _from_lines(reading, page, read):
            made += 1
            yield fact
        if made >= MOST_ACTIONS:
            return
        tabled = tabled or bool(read)
    if reading.family == "inspection" and not tabled:
        yield from _ticked(reading)


def _ticked(reading: Reading) -> Iterator[Fact]:
    """What a tick sheet without a table of findings says is wrong."""
    for page in reading.pages:
        for one in islice(findings_of(page), MOST_ACTIONS):
            pairs = (
                ("owner", one.owner),
                ("due", _day(one.due, reading.latest) or one.due if one.due else None),
                ("closed", one.closed),
                ("severity", one.severity),
                ("finding", one.what),
                ("action", one.action),
            )
            attributes = tuple((key, text) for key, text in pairs if text)
            yield Fact("finding_row", one.what, reading.cite(one.line), "actions", None, attributes)


def _from_lines(reading: Reading, page: PageReading, read: set[int]) -> Iterator[Fact]:
    """What lines say outside the tables; beside a table that was read, only what names who and when."""
    labelled: set[int] = set()
    for line in page.lines if not read else ():
        told = _from_line(reading, line)
        if told is not None:
            labelled.add(line.index)
            yield told
    for one in lines_of(reading, page):
        in_table = bool(read) and min(read) - 1 <= one.line.index <= max(read) + RUN_OVER
        if one.line.index not in labelled and not in_table and _told(one.what):
            yield _from_told(reading, one)


def _from_told(reading: Reading, one: Told) -> Fact:
    pairs = (
        ("owner", one.owner),
        ("due", _day(one.due, reading.latest) or one.due if one.due else None),
        ("closed", cell_date(one.closed, reading.latest) or one.closed if one.closed else None),
    )
    attributes = tuple((key, text) for key, text in pairs if text)
    return Fact("action", one.what, reading.cite(one.line), "actions", None, attributes)


def _follows_up(grid: Grid, maintenance: bool) -> bool:
    """A table of things to do names somebody, a day or a state; one with bare descriptions names somebody and a day."""
    told = {kind for kind in ("owner", "due", "closed", "status", "by") if grid.has(kind)}
    if maintenance and not (grid.has("action") or grid.has("finding")):
        return False  # what was serviced, not what is to be done
    return bool(told) if grid.has("action") or grid.has("finding") else len(told) >= 2


def _rates(reading: Reading, grid: Grid) -> bool:
    """A table of hazards with their controls: what may happen, nothing that was found."""
    heads = " | ".join(grid.headers).lower()
    return reading.family == "hazard_assessment" and HAZARD_HEAD.search(heads) is not None and "action" not in heads


def _day(cell: str, latest: date) -> str | None:
    """ISO text of a clear date; else what is written, when it says a day at all ("January 23", "03/04/2026")."""
    day = cell_date(cell, latest)
    if day is not None:
        return day
    text = written(cell)
    return text if any(map(str.isdigit, text)) and len(text) <= 40 else None


def _from_row(reading: Reading, grid: Grid, row: Row) -> Iterator[Fact]:
    finding = _told(grid.cell(row, "finding"))
    action = _told(grid.cell(row, "action"))
    what = action or ("" if reading.family == "maintenance" else _described(grid, row))
    first = row.quote.split(" | ")[0]
    if (not finding and not what) or _ends_form(first) or SUM.match(first):
        return
    closed_cell, status = grid.cell(row, "closed"), grid.cell(row, "status")
    by = grid.cell(row, "by")
    due = _day(grid.cell(row, "due"), reading.latest) or cell_date(by, reading.latest)
    if due is None and grid.has("owner") and as_name(by) is None:
        due = _day(by, reading.latest)
    closed = _day(closed_cell, reading.latest) or (_day(status, reading.latest) if _closed_status(status) else None)
    is_closed = closed or ("yes" if CLOSED_WORD.search(closed_cell) or _closed_status(status) else None)
    owner = written(grid.cell(row, "owner")) or (by if as_name(by) is not None else "")
    pairs = (
        ("owner", owner if owner and not _NOTHING.match(owner) else None),
        ("due", due),
        ("closed", is_closed),
        ("status", status or None),
        ("severity", grid.cell(row, "severity") or None),
        ("finding", finding or None),
        ("action", action or None),
        ("raised", cell_date(grid.cell(row, "raised"), reading.latest)),
        ("source", grid.cell(row, "source") or None),
    )
    attributes = tuple((key, value) for key, value in pairs if value)
    kind: FactKind = "finding_row" if finding and (reading.family in _FINDING_FAMILIES or not action) else "action"
    citation = reading.cite(row.line, row.quote)
    said = finding if kind == "finding_row" else what or finding
    yield Fact(kind, said, citation, "actions", None, attributes)


def _described(grid: Grid, row: Row) -> str:
    """The description; where it is only a number, the longest cell whose column says nothing we know."""
    told = _told(grid.cell(row, "description"))
    if NUMBER.fullmatch(told):
        other = [cell for cell, kind in zip(row.cells, grid.columns, strict=False) if kind is None]
        told = max((_told(" ".join(cell.split())) for cell in other), key=len, default="")
    return told


def _closed_status(status: str) -> bool:
    return bool(CLOSED_WORD.search(status)) and not OPEN_WORD.search(status)


def _ends_form(text: str) -> bool:
    """A page number, or a party with its name or signature: what stands under a table, not a row of it."""
    label, colon, value = text.partition(":")
    return bool(PAGE_FOOT.match(text) or SIGN_LABEL.match(text)) or (
        bool(colon) and len(label.split()) <= MOST_LABEL_WORDS and party_of(label) is not None
        and len(value.split()) <= MOST_LABEL_WORDS
    )  # fmt: skip


def _told(cell: str) -> str:
    text = written(cell)
    return "" if sum(map(str.isalpha, text)) < 3 or _NOTHING.match(text) else text


def _from_line(reading: Reading, line: Line) -> Fact | None:
    if ":" not in line.text and "-" not in line.text and "–" not in line.text:
        return None
    match = ACTION_LINE.match(line.text)
    if match is None or not _told(match["what"]):
        return None
    what = match["what"]
    owner, due, closed = _OWNER.search(what), _DUE.search(what), _CLOSED.search(what)
    pairs = (
        ("owner", owner["v"].strip(" .,") if owner else None),
        ("due", _day(due["v"].strip(), reading.latest) if due else None),
        ("closed", cell_date(closed["v"], reading.latest) if closed else None),
    )
    cut = min((found.start() for found in (owner, due, closed) if found), default=len(what))
    is_finding = match["kind"].lower().startswith(("find", "defic", "observ", "constat"))
    value = what[:cut].strip(" -–;,(|") or what.strip()
    return Fact(
        "finding_row" if is_finding else "action",
        value,
        reading.cite(line),
        "actions",
        None,
        tuple((key, text) for key, text in pairs if text),
    )
