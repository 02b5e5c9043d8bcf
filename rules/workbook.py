"""A pack as an Excel workbook: a partner's licensed wording typed into three sheets, read like the files of a folder.

Sheets and columns are those of docs/howto/load-your-own-wording.md. A workbook holds no rules: each question names the
backbone's requirement, whose rule it takes; whoever needs other rules uses a folder.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from rules.model import RulePack
from rules.reading import File, Problem

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

INSTRUMENT, ELEMENTS, QUESTIONS = "Instrument", "Elements", "Questions"
INSTRUMENT_KEYS = (
    *("id", "based_on", "issuer", "title", "edition", "stream", "jurisdiction", "effective_from"),
    *("source", "confidence"),
    *("size_minimum", "size_maximum", "size_count_basis", "window_months", "window_anchor"),
)
ELEMENT_COLUMNS = ("id", "title")
QUESTION_COLUMNS = (
    *("id", "element", "canonical", "requirement", "primary_method", "methods", "prepares", "no_rule_because"),
    *("source", "confidence"),
)
_LARGEST_UNPACKED = 100_000_000
_MOST_ROWS = 10_000
_NUMBERS = {"size_minimum", "size_maximum", "window_months"}
_METHODS = {"d": "documentation", "i": "interview", "o": "observation"}
_UNREADABLE = "cannot be read as an Excel workbook (.xlsx)"
# What zip, XML and the library let through on a damaged workbook; broken XML is a SyntaxError for Python.
_BROKEN = (BadZipFile, zlib.error, OSError, SyntaxError, ValueError, TypeError, AttributeError, LookupError, EOFError,
           RuntimeError, ArithmeticError)  # fmt: skip
# Methods as people write them: "D, I", "documentation + interview", "D/O".
_METHOD_BREAK = re.compile(r"[\s,;/+&]+")


def read_workbook(path: Path, problems: list[Problem]) -> tuple[File | None, File | None]:
    """What would stand in ``instrument.toml`` and ``questions.toml``; None with the problem noted."""
    workbook = _open(path, problems)
    if workbook is None:
        return None, None
    try:
        missing = [name for name in (INSTRUMENT, ELEMENTS, QUESTIONS) if name not in workbook.sheetnames]
        problems += [Problem(f"sheet {name}", "", "the sheet is missing") for name in missing]
        if missing:
            return None, None
        rows = {name: _cells(workbook, name, problems) for name in (INSTRUMENT, ELEMENTS, QUESTIONS)}
    finally:
        workbook.close()
    elements = _table(rows[ELEMENTS], ELEMENTS, ELEMENT_COLUMNS, problems)
    head = _instrument(rows[INSTRUMENT], problems)
    chapters = [_whole_text(ELEMENTS, row, place, problems) for place, row in elements]
    if chapters or "based_on" not in head:
        head["elements"] = chapters
    questions = _table(rows[QUESTIONS], QUESTIONS, QUESTION_COLUMNS, problems)
    entries = [_question(row, place, problems) for place, row in questions]
    defaults = {key: head[key] for key in ("source", "confidence") if key in head}
    lines = {"question": tuple(place for place, _ in questions)}
    columns = _columns(rows[QUESTIONS])
    data = {"defaults": defaults, "question": entries}
    return File(f"sheet {INSTRUMENT}", head, {}), File(f"sheet {QUESTIONS}", data, lines, "row", columns)


def _open(path: Path, problems: list[Problem]) -> "Workbook | None":
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST_UNPACKED:
                problems.append(Problem(path.name, "", "is far too large for a pack"))
                return None
        return load_workbook(path, read_only=True, data_only=True)
    except (*_BROKEN, InvalidFileException):
        problems.append(Problem(path.name, "", _UNREADABLE))
        return None


def _cells(workbook: "Workbook", name: str, problems: list[Problem]) -> list[Sequence[object]]:
    found: list[Sequence[object]] = []
    try:
        for row in workbook[name].iter_rows(values_only=True):
            if len(found) == _MOST_ROWS:
                problems.append(Problem(f"sheet {name}", "", f"has more than {_MOST_ROWS} rows: not a pack"))
                break
            found.append(row)
    except _BROKEN:
        problems.append(Problem(f"sheet {name}", "", _UNREADABLE))
    return found


def _text(cell: object) -> object:
    """A cell without white space around it; empty text is no value."""
    return (cell.strip() or None) if isinstance(cell, str) else cell


def _instrument(rows: Sequence[Sequence[object]], problems: list[Problem]) -> dict[str, object]:
    """The key and value columns as ``instrument.toml`` has them; size and window take the sheet's source."""
    said: dict[str, object] = {}
    for number, row in enumerate(rows[1:], 2):
        key, value = (_text(cell) for cell in (*row[:2], None, None)[:2])
        if key is None or value is None:
            continue
        if key in INSTRUMENT_KEYS:
            said[str(key)] = _number(value) if key in _NUMBERS else str(value)
        else:
            message = f"unknown key; known are {', '.join(INSTRUMENT_KEYS)}"
            problems.append(Problem(f"sheet {INSTRUMENT}", f"row {number}, column A", message))
    if "based_on" not in said:
        said["depth"] = "questions"
    fact = {key: said[key] for key in ("source", "confidence") if key in said}
    for table in ("size", "window"):
        own = [key for key in said if key.startswith(f"{table}_")]
        if own:
            said[table] = {key.removeprefix(f"{table}_"): said.pop(key) for key in own} | fact
    return said


def _number(value: object) -> object:
    """A whole number, however the sheet keeps it; anything else as it is, for the schema to complain about."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _columns(rows: Sequence[Sequence[object]]) -> dict[str, str]:
    from openpyxl.utils import get_column_letter

    return {str(_text(name)): get_column_letter(place) for place, name in enumerate(rows[0], 1)} if rows else {}


def _table(
    rows: Sequence[Sequence[object]], sheet: str, columns: Sequence[str], problems: list[Problem]
) -> list[tuple[int, dict[str, object]]]:
    """The rows below the heading, with their numbers; empty cells and rows are left out."""
    if not rows:
        problems.append(Problem(f"sheet {sheet}", "row 1", f"the headings are missing: {', '.join(columns)}"))
        return []
    names = [_text(name) for name in rows[0]]
    letters = _columns(rows)
    for name in (name for name in names if name is not None and name not in columns):
        place = f"row 1, column {letters[str(name)]}"
        problems.append(Problem(f"sheet {sheet}", place, f"unknown heading; known are {', '.join(columns)}"))
    return [(number, row) for number, row in _filled(names, rows)]


def _filled(names: Sequence[object], rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, dict[str, object]]]:
    for number, row in enumerate(rows[1:], 2):
        cells = {str(name): _text(cell) for name, cell in zip(names, row, strict=False) if name is not None}
        found = {name: cell for name, cell in cells.items() if cell is not None}
        if found:
            yield number, found


def _whole_text(sheet: str, row: Mapping[str, object], number: int, problems: list[Problem]) -> dict[str, object]:
    """Numbers as the text they mean; 5.1 may have been 5.10, which nobody can tell any more."""
    whole: dict[str, object] = {}
    for key, value in row.items():
        if key in ("id", "element", "canonical") and isinstance(value, float) and not value.is_integer():
            message = f"{key} is the number {value}: format the column as text and type it again (5.10 is not 5.1)"
            problems.append(Problem(f"sheet {sheet}", f"row {number}", message))
        whole[key] = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return whole


def _question(row: Mapping[str, object], number: int, problems: list[Problem]) -> dict[str, object]:
    entry = _whole_text(QUESTIONS, row, number, problems)
    for key in ("primary_method", "methods"):
        if key in entry:
            words = [word for word in _METHOD_BREAK.split(str(entry[key]).casefold()) if word]
            methods = [_METHODS.get(word, word) for word in words]
            entry[key] = methods if key == "methods" else " ".join(methods)
    return entry


def write_template(path: Path, pack: RulePack | None) -> None:
    """A workbook with the headings only, or with a shipped pack's numbers and our wording to type over.

    Raises:
        OSError: It cannot be written.
    """
    from xlsxwriter import Workbook

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(path, plain) as book:
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True})
        sheets = (
            (INSTRUMENT, ("key", "value"), _instrument_rows(pack), (20, 80)),
            (ELEMENTS, ELEMENT_COLUMNS, _element_rows(pack), (10, 60)),
            (QUESTIONS, QUESTION_COLUMNS, _question_rows(pack), (9, 9, 12, 70, 16, 16, 40, 30, 40, 12)),
        )
        for name, headings, rows, widths in sheets:
            sheet = book.add_worksheet(name)
            for column, width in enumerate(widths):
                sheet.set_column(column, column, width, text)
            sheet.write_row(0, 0, headings, bold)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    sheet.write_string(number, column, value, text)


def _instrument_rows(pack: RulePack | None) -> list[tuple[str, str]]:
    if pack is None:
        return [(key, "") for key in INSTRUMENT_KEYS]
    ours = {
        "id": f"my-{pack.instrument.id}",
        "based_on": pack.instrument.id,
        "title": f"{pack.instrument.title}, licensed wording",
        "edition": pack.instrument.edition,
        "source": "Licensed wording of the partner",
        "confidence": "exact",
    }
    return [(key, ours.get(key, "")) for key in INSTRUMENT_KEYS]


def _element_rows(pack: RulePack | None) -> list[tuple[str, str]]:
    return [] if pack is None else [(element.id, element.title) for element in pack.instrument.elements]


def _question_rows(pack: RulePack | None) -> list[tuple[str, ...]]:
    questions = () if pack is None else pack.questions
    return [(one.id, one.element, one.canonical, one.requirement) for one in questions]
