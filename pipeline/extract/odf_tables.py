"""OpenDocument tables and sheets → rows: dates as ISO, merged cells filled, claims of endless rows bounded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.extract.clean import clean, one_line
from pipeline.extract.flowing import Flow
from pipeline.extract.odf_inline import inline
from pipeline.extract.office import attribute, local, whole_number
from pipeline.extract.sheet_notes import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, wide_sheet

_MOST_REPEATED = 50  # a value repeated over more rows than this is a pattern, not data
_GROUPS = frozenset("table-header-rows table-rows table-row-group soft-page-break".split())
_NUMBERS = frozenset({"float", "percentage", "currency"})
_SHOWN_NUMBER = "{:.10g}"


@dataclass(frozen=True, slots=True)
class HiddenStyles:
    """Names of the styles that hide a sheet or a slide."""

    names: frozenset[str]

    @classmethod
    def of(cls, content: Any) -> "HiddenStyles":
        """The hiding styles of a document."""
        names = set()
        for style in content.iter("{*}style"):
            for settings in style:
                hides = local(settings) == "table-properties" and attribute(settings, "display") == "false"
                hides = hides or attribute(settings, "visibility") == "hidden"
                if hides:
                    names.add(attribute(style, "name"))
        return cls(frozenset(names))

    def hides(self, element: Any) -> bool:
        """Whether an element has such a style."""
        return attribute(element, "style-name") in self.names


def add_sheet(sheet: Any, flow: Flow, hidden: HiddenStyles, number: int) -> bool:
    """Adds a sheet's cells and comments; true when its end was cut off."""
    rows: list[list[str]] = []
    cells = 0
    above: dict[int, tuple[str, int]] = {}
    hides = wide = cut = False
    for row in _rows(sheet, 0):
        hides = hides or attribute(row, "visibility") in ("collapse", "filter")
        wide = wide or _goes_on(row)
        texts = _sheet_row(row, above)
        repeated = whole_number(attribute(row, "number-rows-repeated") or "1", 1, 1 << 21)
        if any(texts):
            repeated = min(repeated, _MOST_REPEATED)
            rows.extend(texts for _ in range(repeated))
            cells += repeated * sum(map(bool, texts))
        if len(rows) > MOST_ROWS or cells > MOST_CELLS:
            cut = True
            break
    flow.table(_trimmed(rows))
    _drawn(sheet, flow)
    for comment in sheet.iter("{*}annotation"):
        words = one_line(" ".join("".join(part.itertext()) for part in comment.iter("{*}p")))
        if words:
            flow.lines.append(f"Comment: {words}")
    if hides:
        flow.notes.append(f"sheet {number} has hidden rows, which were read too")
    if wide:
        flow.notes.append(wide_sheet(number))
    return cut


def _goes_on(row: Any) -> bool:
    """Whether a row says something behind the last column that is read."""
    at = 0
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell"):
            at += whole_number(attribute(cell, "number-columns-repeated") or "1", 1, 1 << 20)
            if at > MOST_COLUMNS and any(local(child) == "p" for child in cell):
                return True
    return False


def table_rows(table: Any) -> list[tuple[str, ...]]:
    """Rows of a table in a text or on a slide; the cells that a merged one covers are there and empty."""
    return [tuple(_words(cell) for cell, _ in _cells(row)) for row in _rows(table, 0)][:MOST_ROWS]


def _rows(table: Any, depth: int) -> Iterator[Any]:
    for child in table:
        name = local(child)
        if name == "table-row":
            yield child
        elif name in _GROUPS and depth < 20:
            yield from _rows(child, depth + 1)


def _cells(row: Any) -> Iterator[tuple[Any, bool]]:
    """Cells as often as they are repeated, up to the limit, and whether another cell covers them."""
    count = 0
    for cell in row:
        name = local(cell)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        for _ in range(whole_number(attribute(cell, "number-columns-repeated") or "1", 1, MOST_COLUMNS)):
            count += 1
            if count > MOST_COLUMNS:
                return
            yield cell, name == "covered-table-cell"


def _sheet_row(row: Any, above: dict[int, tuple[str, int]]) -> list[str]:
    """Texts of a row; a cell merged over several rows says its words in each of them."""
    texts: list[str] = []
    for at, (cell, covered) in enumerate(_cells(row)):
        text = "" if covered else _value(cell)
        held, left = above.pop(at, ("", 0))
        if covered and held:
            text = held
            if left > 1:
                above[at] = (held, left - 1)
        rows = whole_number(attribute(cell, "number-rows-spanned") or "1", 1, MOST_ROWS)
        if text and not covered and rows > 1:
            above[at] = (text, rows - 1)
        texts.append(text)
    while texts and not texts[-1]:
        texts.pop()  # most rows end in one empty cell, repeated to the edge of the sheet
    return texts


def _value(cell: Any) -> str:
    """A cell's value: ISO dates and plain numbers; what is shown where it says more."""
    kind = attribute(cell, "value-type")
    if kind == "date":
        day, _, time = attribute(cell, "date-value").partition("T")
        return one_line(f"{day} {time[:5]}" if time and not time.startswith("00:00") else day)
    if kind in _NUMBERS:
        try:
            return _SHOWN_NUMBER.format(float(attribute(cell, "value")))
        except ValueError:
            return _words(cell)
    return one_line(_words(cell))


def _words(cell: Any) -> str:
    """The paragraphs of a cell, without comments on it."""
    texts = []
    for part in cell.iter("{*}p", "{*}h"):
        if not any(local(above) == "annotation" for above in part.iterancestors()):
            texts.append(clean("".join(inline(part, 0))))
    return "\n".join(texts)


def _drawn(sheet: Any, flow: Flow) -> None:
    """Words of boxes and pictures that float on a sheet."""
    for shapes in sheet:
        if local(shapes) == "shapes":
            for part in shapes.iter("{*}p", "{*}image"):
                if local(part) == "image":
                    flow.picture()
                elif words := one_line("".join(part.itertext())):
                    flow.lines.append(words)


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without empty columns at the right."""
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in rows]
