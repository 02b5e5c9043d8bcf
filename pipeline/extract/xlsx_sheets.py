"""The XML of a workbook's sheets → what values do not tell: merged areas, hidden parts, colours, unstored formulas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.extract.office import Parts, attribute, damaged, local, whole_number
from pipeline.extract.xlsx_printed import TAGS, printed_line

MOST_NOTED = 10_000
_MOST_AREAS = 20_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MANY_COLOURS = 2  # a single coloured cell is no system

# "B12" or "B12:D40".
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_WHITE = frozenset({"FFFFFF", "theme0"})


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet with cells.

    Args:
        name: Of its part in the package.
    """

    title: str
    name: str
    hidden: bool


@dataclass(slots=True)
class SheetFacts:
    """What the XML of a sheet says beside its values; rows and columns count from 1.

    Args:
        merged: Left, top, right, bottom.
        not_stored: Row and column of formulas that were saved without their result.
        colour_only: Whether cells inside the table say something by their colour alone.
        last_row, last_column: The outermost cells that say something.
        out_of_order: Rows do not follow each other downwards; who reads them one by one leaves some out.
        off_the_sheet: A cell or row claims a place that no sheet has.
        above, below: Lines that are printed on every sheet of paper.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    not_stored: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: bool = False
    hidden_columns: bool = False
    colour_only: bool = False
    last_row: int = 0
    last_column: int = 0
    out_of_order: bool = False
    off_the_sheet: bool = False
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def sheets_of(parts: Parts) -> tuple[SheetPart, ...]:
    """The sheets that have cells, in order; charts on sheets of their own are none.

    Raises:
        InputError: ``damaged``.
    """
    main = next(parts.linked("", "officeDocument"), None)
    if main is None:
        raise damaged(parts.kind)
    names = {link.id: link.target for link in parts.links(main) if link.kind == "worksheet"}
    found = []
    for sheet in parts.xml(main).iter("{*}sheet"):
        name = names.get(attribute(sheet, "id"))
        if name is not None and parts.has(name):
            found.append(SheetPart(sheet.get("name", ""), name, sheet.get("state", "visible") != "visible"))
    return tuple(found)


def has_chart_sheets(parts: Parts) -> bool:
    """Whether charts stand on sheets of their own, which no reader of cells ever meets."""
    main = next(parts.linked("", "officeDocument"), "")
    return any(link.kind == "chartsheet" for link in parts.links(main))


def facts_of(parts: Parts, sheet: SheetPart) -> SheetFacts:
    """Streams once through the sheet.

    Raises:
        InputError: ``damaged``.
    """
    from lxml import etree

    facts = SheetFacts()
    colours = _Colours(_fills(parts))
    number = 0
    try:
        with parts.stream(sheet.name) as stream:
            wanted = [f"{{*}}{name}" for name in ("row", "col", "mergeCell", *TAGS)]
            events = etree.iterparse(stream, tag=wanted, resolve_entities=False, no_network=True, load_dtd=False)
            for _, element in events:
                name = local(element)
                if name == "row":
                    number = _row(element, number, facts, colours)
                elif name == "col":
                    facts.hidden_columns = facts.hidden_columns or element.get("hidden") in ("1", "true")
                elif name in TAGS:
                    _printed(name, element.text or "", facts)
                elif len(facts.merged) < _MOST_AREAS and (area := _area(element.get("ref", ""))) is not None:
                    facts.merged.append(area)
                element.clear()
                while name == "row" and element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError, OSError) as error:
        raise damaged(parts.kind) from error
    facts.colour_only = colours.found >= _MANY_COLOURS
    return facts


def _printed(name: str, text: str, facts: SheetFacts) -> None:
    lines = facts.above if name.endswith("Header") else facts.below
    line = printed_line(text)
    if line and line not in lines:
        lines.append(line)


def _row(row: Any, above: int, facts: SheetFacts, colours: "_Colours") -> int:
    """Takes the next row in; its number."""
    cells = list(_cells(row))
    said = [column for column, _, _, has_value in cells if has_value]
    facts.hidden_rows = facts.hidden_rows or (row.get("hidden") in ("1", "true") and bool(said))
    facts.last_column = max(facts.last_column, *said) if said else facts.last_column
    number = whole_number(row.get("r") or str(above + 1), 0, _LAST_ROW + 1)
    facts.out_of_order = facts.out_of_order or not above < number <= _LAST_ROW
    for column, cell, _, has_value in cells:
        area = _area(cell.get("r") or "A1")
        facts.off_the_sheet = facts.off_the_sheet or area is None
        if has_value:
            facts.last_row = max(facts.last_row, number, area[1] if area else 0)
        formula = any(local(child) == "f" for child in cell)
        if formula and not has_value and number and column and len(facts.not_stored) < MOST_NOTED:
            facts.not_stored.append((number, column))
    colours.add([(column, style, has_value) for column, _, style, has_value in cells])
    return number


def _cells(row: Any) -> Iterator[tuple[int, Any, int, bool]]:
    """Column, element, style and whether there is a value."""
    at = 0
    for cell in row:
        if local(cell) != "c":
            continue
        area = _area(cell.get("r", ""))
        at = area[0] if area is not None else at + 1
        # An empty text is the stored result of many a formula; it is stored all the same.
        kept = any(local(child) == "is" or (local(child) == "v" and child.text) for child in cell)
        has_value = kept or cell.get("t") == "str"
        yield at, cell, whole_number(cell.get("s", "0"), 0, 1 << 20), has_value


def _area(reference: str) -> tuple[int, int, int, int] | None:
    match = _AREA.fullmatch(reference)
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    first, row = _column(left), int(top)
    last, end = (_column(right), int(bottom)) if right else (first, row)
    if not (1 <= first <= last <= _LAST_COLUMN and 1 <= row <= end <= _LAST_ROW):
        return None
    return first, row, last, end


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(slots=True)
class _Colours:
    """Counts cells that are empty but coloured, under a heading, in a row that says something.

    Bands that only guide the eye have one colour over the whole row; such cells are not counted.
    """

    fills: dict[int, str]
    headed: set[int] = field(default_factory=set)
    found: int = 0

    def add(self, cells: list[tuple[int, int, bool]]) -> None:
        """The next row: column, style and whether there is a value."""
        said = [(column, self.fills.get(style)) for column, style, has_value in cells if has_value]
        if not said:
            return
        band = said[0][1]
        for column, style, has_value in cells:
            fill = self.fills.get(style)
            if not has_value and fill is not None and fill != band and column in self.headed:
                self.found += 1
        self.headed.update(column for column, _ in said)


def _fills(parts: Parts) -> dict[int, str]:
    """The colour of every style that has one, white being none."""
    main = next(parts.linked("", "officeDocument"), "")
    name = next(parts.linked(main, "styles"), None)
    if name is None:
        return {}
    styles = parts.xml(name)
    colours = [_colour(fill) for holder in styles if local(holder) == "fills" for fill in holder]
    formats = [one for holder in styles if local(holder) == "cellXfs" for one in holder if local(one) == "xf"]
    found = {}
    for at, one in enumerate(formats):
        fill = whole_number(one.get("fillId", "0"), 0, 1 << 20)
        if fill < len(colours) and (colour := colours[fill]) is not None:
            found[at] = colour
    return found


def _colour(fill: Any) -> str | None:
    """Name of a fill's colour; None for no fill, white, and Excel's two fixed first entries."""
    for pattern in fill:
        if local(pattern) == "gradientFill":
            return "gradient"
        if local(pattern) != "patternFill" or pattern.get("patternType", "none") in ("none", "gray125"):
            return None
        for part in pattern:
            if local(part) == "fgColor":
                rgb = part.get("rgb", "")[-6:].upper()
                name = rgb or (f"theme{part.get('theme')}" if part.get("theme") else f"index{part.get('indexed')}")
                plain = name in _WHITE and not part.get("tint", "").strip("-0.")
                return None if plain else name + part.get("tint", "")
        return "pattern"
    return None
