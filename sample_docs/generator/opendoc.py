"""Writes ODT and ODS files by hand: a zip whose first member says what it is."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from sample_docs.generator.markup import NUMBERED
from sample_docs.generator.model import Doc, Sheet
from sample_docs.generator.office import EMPHASIS, ISO_DATE, ZIP_TIME, joined

ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
)


def odt(doc: Doc) -> bytes:
    """A text document from the mark-up of a body."""
    parts: list[str] = []
    rows: list[str] = []
    for line in [*joined(doc.body), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            parts.append(text_table(rows))
            rows = []
        parts += paragraphs(line)
    return package(ODT, f"<office:text>{''.join(parts)}</office:text>")


def paragraphs(line: str) -> list[str]:
    """One line of mark-up as headings or paragraphs."""
    if not line or line.startswith("!"):
        return []
    for sign, level in (("### ", 3), ("## ", 2), ("# ", 1)):
        if line.startswith(sign):
            words = escape(line[len(sign) :])
            return [f'<text:h text:outline-level="{level}">{words}</text:h>']
    plain = escape(EMPHASIS.sub("", line))
    if line.startswith("- "):
        return [f"<text:list><text:list-item><text:p>{plain[2:]}</text:p></text:list-item></text:list>"]
    if step := NUMBERED.match(line):
        return [f"<text:p>{step[1]}<text:tab/>{escape(EMPHASIS.sub('', step[2]))}</text:p>"]
    if line.startswith("@ "):
        return [f"<text:p>{part.strip()}</text:p>" for part in plain[2:].split("|")]
    if line.startswith("% "):
        caption, mark, *when = [part.strip() for part in plain[2:].split("|")]
        return [f"<text:p>{caption}: {mark or '_' * 28}<text:tab/>{'Date: ' + when[0] if when else ''}</text:p>"]
    return [f"<text:p>{plain}</text:p>"]


def text_table(rows: Sequence[str]) -> str:
    """A table of a text document."""
    made = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell.strip())}</text:p></table:table-cell>'
            for cell in row.strip("|").split("|")
        )
        + "</table:table-row>"
        for row in rows
    )
    columns = rows[0].strip("|").count("|") + 1
    return f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>{made}</table:table>'


def ods(sheets: Sequence[Sheet]) -> bytes:
    """A workbook; dates and numbers are typed cells."""
    tables = "".join(
        f'<table:table table:name="{escape(sheet.name)}">'
        + "".join(sheet_row(row) for row in (*sheet.above, sheet.header, *sheet.rows))
        + "</table:table>"
        for sheet in sheets
    )
    return package(ODS, f"<office:spreadsheet>{tables}</office:spreadsheet>")


def sheet_row(row: Sequence[str | float | None]) -> str:
    """One row of a workbook."""
    return "<table:table-row>" + "".join(map(sheet_cell, row or (None,))) + "</table:table-row>"


def sheet_cell(value: str | float | None) -> str:
    """One cell with its type."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str) and ISO_DATE.match(value):
        kind = f'office:value-type="date" office:date-value="{value}"'
    elif isinstance(value, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def package(media_type: str, body: str) -> bytes:
    """The zip around one body."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    content = f'{head}<office:document-content {SPACES} office:version="1.3"><office:body>{body}</office:body>'
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", media_type), ("content.xml", "text/xml"))
    )
    members = (
        ("mimetype", media_type, zipfile.ZIP_STORED),
        ("content.xml", f"{content}</office:document-content>", zipfile.ZIP_DEFLATED),
        (
            "META-INF/manifest.xml",
            f'{head}<manifest:manifest xmlns:manifest="{manifest}">{entries}</manifest:manifest>',
            zipfile.ZIP_DEFLATED,
        ),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text, packing in members:
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), text, packing)
    return out.getvalue()
