"""Writes DOCX, XLSX and ZIP files without a trace of the clock."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime

import xlsxwriter
from docx import Document as open_docx
from docx.shared import Pt

from sample_docs.generator.markup import NUMBERED
from sample_docs.generator.model import Doc, Sheet

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
EMPHASIS = re.compile(r"[*~]{1,2}")
MADE = datetime(2026, 10, 1, 9, 0, tzinfo=UTC).replace(tzinfo=None)
ZIP_TIME = (2026, 10, 1, 9, 0, 0)


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP with fixed times, members in the given order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def refixed(data: bytes) -> bytes:
    """The same package with fixed member times."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped([(info.filename, archive.read(info)) for info in archive.infolist()])


def docx(doc: Doc) -> bytes:
    """A Word document from the mark-up of a body."""
    document = open_docx()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = doc.title
    document.core_properties.author = "Jolene Abbott"
    document.core_properties.created = document.core_properties.modified = MADE
    rows: list[list[str]] = []
    for line in [*joined(doc.body), ""]:
        if line.startswith("|"):
            rows.append([EMPHASIS.sub("", cell).strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            add_table(document, rows)
            rows = []
        add_line(document, line)
    out = io.BytesIO()
    document.save(out)
    return refixed(out.getvalue())


def joined(body: str) -> list[str]:
    """The body's lines with continued ones put back together."""
    lines: list[str] = []
    for raw in body.strip().splitlines():
        line = raw.strip()
        opens = not line or line[0] in "#-!@%^>=|" or NUMBERED.match(line)
        if opens or not lines or not lines[-1] or lines[-1][0] in "#!@%^=|":
            lines.append(line)
        else:
            lines[-1] += " " + line
    return lines


def add_table(document: object, rows: list[list[str]]) -> None:
    """A gridded table."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")  # type: ignore[attr-defined]
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(index, column)
            cell.text = text.replace("[ ]", "☐").replace("[x]", "☒")
            if index == 0:
                for run in cell.paragraphs[0].runs:
                    run.bold = True


def add_line(document: object, line: str) -> None:
    """One line of mark-up as a paragraph of its style."""
    add = document.add_paragraph  # type: ignore[attr-defined]
    if not line or line.startswith("!"):
        return
    for sign, level in (("### ", 3), ("## ", 2), ("# ", 1)):
        if line.startswith(sign):
            document.add_heading(line[len(sign) :], level)  # type: ignore[attr-defined]
            return
    if line == "---":
        add("")
    elif line.startswith("- "):
        add(EMPHASIS.sub("", line[2:]), style="List Bullet")
    elif step := NUMBERED.match(line):
        add(f"{step[1]} {EMPHASIS.sub('', step[2])}")
    elif line.startswith("@ "):
        add("     ".join(part.strip() for part in EMPHASIS.sub("", line[2:]).split("|")))
    elif line.startswith("% "):
        caption, mark, *when = [part.strip() for part in line[2:].split("|")]
        add(f"{caption}: {mark or '_' * 28}" + (f"     Date: {when[0] or '_' * 14}" if when else ""))
    else:
        add(EMPHASIS.sub("", line))


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with real dates in its cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"author": "Priya Nandakumar", "created": MADE})
    strong = book.add_format({"bold": True, "bottom": 1, "bg_color": "#D9E4D2", "text_wrap": True, "valign": "top"})
    title = book.add_format({"bold": True, "font_size": 13})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        for row, cells in enumerate(sheet.above):
            for column, text in enumerate(cells):
                page.write(row, column, text, title if row == 0 else None)
        start = len(sheet.above)
        for column, text in enumerate(sheet.header):
            page.write(start, column, text, strong)
        for row, values in enumerate(sheet.rows, start + 1):
            for column, value in enumerate(values):
                if isinstance(value, str) and ISO_DATE.match(value):
                    page.write_datetime(row, column, date.fromisoformat(value), day)
                elif value is not None:
                    page.write(row, column, value, wrap if isinstance(value, str) else None)
        page.freeze_panes(start + 1, 1)
    book.close()
    return refixed(out.getvalue())
