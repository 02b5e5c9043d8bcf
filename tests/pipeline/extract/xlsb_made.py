"""A binary Excel workbook (XLSB) of one sheet, written record by record: no library of the tests writes them."""

import io
import struct
import zipfile
from collections.abc import Mapping

TYPES = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
BEGIN_BOOK, END_BOOK, BEGIN_SHEETS, END_SHEETS, SHEET = 131, 132, 143, 144, 156
BEGIN_SHEET, END_SHEET, SIZE, BEGIN_DATA, END_DATA, ROW, TEXT, NUMBER = 129, 130, 148, 145, 146, 0, 6, 5


def xlsb(rows: Mapping[int, Mapping[int, str | float]], title: str = "Matrix") -> bytes:
    """A workbook with these cells by row and column, both from 0."""
    book = _record(SHEET, struct.pack("<II", 0, 1) + _text("rId1") + _text(title))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}/content-types"><Default Extension="bin" ContentType="{MAIN}"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/></Types>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.bin"),
        "xl/workbook.bin": _record(BEGIN_BOOK) + _record(BEGIN_SHEETS) + book + _record(END_SHEETS) + _record(END_BOOK),
        "xl/_rels/workbook.bin.rels": _relation("worksheet", "worksheets/sheet1.bin"),
        "xl/worksheets/sheet1.bin": _sheet(rows),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 2, 1, 8, 0, 0)), data)
    return out.getvalue()


def _sheet(rows: Mapping[int, Mapping[int, str | float]]) -> bytes:
    widest = max(column for row in rows.values() for column in row)
    out = _record(BEGIN_SHEET) + _record(SIZE, struct.pack("<IIII", min(rows), max(rows), 0, widest))
    out += _record(BEGIN_DATA)
    for number, row in sorted(rows.items()):
        out += _record(ROW, struct.pack("<II", number, 0) + bytes(9))
        for column, value in sorted(row.items()):
            place = struct.pack("<II", column, 0)
            said = _text(value) if isinstance(value, str) else struct.pack("<d", value)
            out += _record(TEXT if isinstance(value, str) else NUMBER, place + said)
    return out + _record(END_DATA) + _record(END_SHEET)


def _record(kind: int, payload: bytes = b"") -> bytes:
    return _number(kind) + _number(len(payload)) + payload


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{TYPES}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )
