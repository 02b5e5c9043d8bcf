"""Office documents saved as one XML file (Excel and Word 2003, flat OpenDocument) → one page; other XML stays text."""

from collections.abc import Iterator
from typing import Any

from pipeline.errors import InputError
from pipeline.extract.clean import one_line
from pipeline.extract.flowing import Flow
from pipeline.extract.office import attribute, local, safe_xml, whole_number
from pipeline.model import Page

_SEARCHED = 4096
_HINTS = (b"mso-application", b"office:document", b"schemas-microsoft-com:office:spreadsheet", b"wordDocument",
          b"package/2006/xmlPackage")  # fmt: skip
_MOST_COLUMNS = 256


def page_of_office_xml(data: bytes) -> Page | None:
    """The page of such a file; None for any other text, and for one that is damaged: its markup is text too."""
    head = data[:_SEARCHED]
    if b"<?xml" not in head[:100] or not any(hint in head for hint in _HINTS):
        return None
    try:
        root = safe_xml(data, "XML document")
    except InputError:
        return None
    flow = Flow()
    name = local(root)
    if name == "Workbook":
        _sheets(root, flow)
    elif name in ("wordDocument", "package"):
        _word(root, flow)
    elif name == "document":
        _open_document(root, flow)
    return flow.page() if flow.lines else None


def _sheets(root: Any, flow: Flow) -> None:
    for sheet in root:
        if local(sheet) == "Worksheet":
            flow.part()
            flow.lines.append(one_line(attribute(sheet, "Name")))
            flow.table([list(_cells(row)) for row in sheet.iter("{*}Row")])


def _cells(row: Any) -> Iterator[str]:
    at = 0
    for cell in row:
        if local(cell) != "Cell":
            continue
        place = whole_number(attribute(cell, "Index"), at + 1, _MOST_COLUMNS)
        yield from [""] * (place - 1 - at)
        at = max(place, at + 1)
        data = next((child for child in cell if local(child) == "Data"), None)
        text = "" if data is None else "".join(data.itertext())
        if data is not None and attribute(data, "Type") == "DateTime":
            day, _, time = text.partition("T")
            text = day if time.startswith("00:00") or not time else f"{day} {time[:5]}"
        yield text
        covered = whole_number(attribute(cell, "MergeAcross"), 0, _MOST_COLUMNS)
        yield from [""] * covered
        at += covered


def _word(root: Any, flow: Flow) -> None:
    from pipeline.extract.docx_text import WordText

    def unread(_: str) -> None:
        flow.notes.append("a file inserted into it was not read")

    text = WordText(flow, unread, scribble=lambda _: False)  # its pictures are kept another way
    for body in root.iter("{*}body"):
        text.add(body)


def _open_document(root: Any, flow: Flow) -> None:
    from pipeline.extract.odf_tables import HiddenStyles, add_sheet
    from pipeline.extract.odf_text import OdfText

    hidden = HiddenStyles.of(root)
    for body in root.iter("{*}body"):
        for kind in body:
            if local(kind) == "spreadsheet":
                for number, sheet in enumerate((one for one in kind if local(one) == "table"), start=1):
                    flow.part()
                    flow.lines.append(one_line(attribute(sheet, "name")))
                    add_sheet(sheet, flow, hidden, number)
            else:
                OdfText(flow).add(kind)
