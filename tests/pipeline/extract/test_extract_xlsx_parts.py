"""Workbooks: what cells do not say by their value, and what floats above them."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import PatternFill
from PIL import Image

from pipeline.errors import ExceptionClass
from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import reader_for
from pipeline.extract.xlsx_printed import printed_line
from pipeline.model import Page, PageFailure

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ReadAll = Callable[..., list[Page | PageFailure]]


def saved(book: openpyxl.Workbook, path: Path) -> str:
    book.save(path)
    return str(path)


def first_page(read_all: ReadAll, path: str, options: ReadOptions) -> Page:
    page = read_all(path, XLSX, options)[0]
    assert isinstance(page, Page)
    return page


def changed(path: str, part: str, *changes: tuple[bytes, bytes]) -> str:
    """The same workbook with one part's XML changed."""
    new = f"{path}.changed"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w") as out:
        for name in old.namelist():
            data = old.read(name)
            for before, after in changes if name == part else ():
                assert before in data
                data = data.replace(before, after)
            out.writestr(name, data)
    return new


def test_formulas_give_what_was_stored_and_say_when_nothing_was(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Hours", "=SUM(B2:B9)", "=C1", "=D1"])
    path = changed(
        saved(book, tmp_path / "a.xlsx"),
        "xl/worksheets/sheet1.xml",
        (b"<f>SUM(B2:B9)</f><v></v>", b"<f>SUM(B2:B9)</f><v>12.5</v>"),
        (b'<c r="C1"><f>C1</f><v></v>', b'<c r="C1" t="str"><f>C1</f><v></v>'),
    )
    page = first_page(read_all, path, blind)
    assert page.tables == ((("Hours", "12.5", "", "[formula without a stored value]"),),)
    assert page.notes == ("1 formula of sheet 1 has no stored value: open and save the file in Excel",)


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    book = openpyxl.Workbook()
    for row in (["Worker", "Due"], ["Zoé", "2026-05-01"], ["Max", "2026-06-01"]):
        book.active.append(row)
    book.active.title = "Matrix"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    page = first_page(read_all, saved(book, tmp_path / "a.xlsx"), blind)
    assert page.name == "Matrix (with hidden rows, with hidden columns)"
    assert page.tables[0][1] == ("Zoé", "2026-05-01")
    assert page.notes == ("sheet 1 has hidden rows and columns, which were read too",)


def coloured(*cells: str) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in (["Worker", "WHMIS", "First aid"], ["Zoé", None, "2026-05-01"], ["Max", None, None]):
        book.active.append(row)
    for cell in cells:
        book.active[cell].fill = PatternFill("solid", fgColor="FF0000")
    return book


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("B2", "B3", "C3"), True),
        (("B2",), False),  # one cell is no system
        (("A2", "B2", "C2", "A3", "B3", "C3"), False),  # bands over whole rows
        (("B1", "C1"), False),  # a coloured heading
        (("F2", "F3"), False),  # nothing stands above them
        ((), False),
    ],
)
def test_cells_that_only_carry_a_colour(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions, cells: tuple[str, ...], said: bool
) -> None:
    page = first_page(read_all, saved(coloured(*cells), tmp_path / "a.xlsx"), blind)
    assert ("some cells of sheet 1 carry only a colour, which is not read" in page.notes) is said


def test_dates_counted_from_1904(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["due", date(2026, 2, 17)])
    assert first_page(read_all, saved(book, tmp_path / "a.xlsx"), blind).tables == ((("due", "2026-02-17"),),)


def test_comments_boxes_ticks_and_pictures(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    Image.new("RGB", (40, 20), "navy").save(tmp_path / "a.png")
    book = openpyxl.Workbook()
    book.active.append(["Guards", "ok"])
    book.active["B1"].comment = Comment("seen on site", "Tom")
    book.active.add_image(SheetImage(str(tmp_path / "a.png")), "D4")
    path = saved(book, tmp_path / "a.xlsx")
    name = b"http://schemas.openxmlformats.org/drawingml/2006/main"
    box = b'<sp><txBody><p><t xmlns="' + name + b'">in a box</t></p></txBody></sp>'
    path = changed(path, "xl/drawings/drawing1.xml", (b"</wsDr>", box + b"</wsDr>"))
    page = first_page(read_all, path, blind)
    assert "Comment on B1: seen on site" in page.text.split("\n")
    assert "in a box" in page.text.split("\n")
    assert [mark.kind for mark in page.marks] == ["image"]


def test_merged_cells_say_their_words_in_every_row(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    book = openpyxl.Workbook()
    for row in (["Safety matrix", None, None], ["North", "crane", "a"], [None, "lift", "b"], ["South", "truck", "c"]):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A2:A3")
    page = first_page(read_all, saved(book, tmp_path / "a.xlsx"), blind)
    assert page.tables[0][0] == ("Safety matrix", "", "")
    assert [row[0] for row in page.tables[0][1:]] == ["North", "North", "South"]


def test_a_macro_workbook_and_one_that_the_first_library_refuses(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Worker", "Due"])
    path = saved(book, tmp_path / "a.xlsx")
    macro = changed(path, "[Content_Types].xml", (b"spreadsheetml.sheet.main", b"macroEnabled.main"))
    assert first_page(read_all, macro, blind).text == "Worker   Due"
    refused = changed(path, "xl/styles.xml", (b"<cellXfs", b'<cellXfs bad="1" count="x"><nonsense/></cellXfs><other'))
    assert first_page(read_all, refused, blind).text == "Worker   Due"


def test_a_sheet_that_claims_a_million_rows(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Worker", "Due"])
    path = changed(
        saved(book, tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", (b'ref="A1:B1"', b'ref="A1:XFD1048576"')
    )
    assert reader_for(XLSX).count(path, blind) == 1
    assert first_page(read_all, path, blind).tables == ((("Worker", "Due"),),)


def said(reference: str, words: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


def with_rows(folder: Path, rows: str) -> str:
    """A workbook whose sheet has a heading in row 1 and then these rows, as XML."""
    path = saved(openpyxl.Workbook(), folder / "a.xlsx")
    first = f'<row r="1">{said("A1", "Worker")}</row>'
    return changed(path, "xl/worksheets/sheet1.xml", (b"</sheetData>", f"{first}{rows}</sheetData>".encode()))


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="900">{said("A900", "low")}</row><row r="2">{said("A2", "two")}</row>',
        f'<row r="2">{said("A2", "two")}</row><row r="2">{said("B2", "low")}</row>',
        f'<row r="2000000000">{said("A2", "two low")}</row>',
    ],
    ids=["upwards", "twice the same", "beyond the last"],
)
def test_rows_in_disorder_are_all_read(tmp_path: Path, read_all: ReadAll, blind: ReadOptions, rows: str) -> None:
    words = first_page(read_all, with_rows(tmp_path, rows), blind).text.split()
    assert sorted(words) == ["Worker", "low", "two"]


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="1048576">{said("XFD1048576", "far")}</row><row r="2">{said("A2", "two")}</row>',
        f'<row r="-1">{said("B4294967295", "far")}</row>',
        f'<row r="2">{said("ZZZZZ2", "far")}</row>',
    ],
)
def test_places_that_would_fill_the_memory_cost_the_sheet_only(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions, rows: str
) -> None:
    (failure,) = read_all(with_rows(tmp_path, rows), XLSX, blind)
    assert isinstance(failure, PageFailure) and failure.exception_class is ExceptionClass.DAMAGED


def test_coloured_rows_behind_the_last_word_are_not_walked_through(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl.worksheet._reader import WorkSheetParser

    walked: list[object] = []
    parse = WorkSheetParser.parse_row

    def counted(self: WorkSheetParser, row: object) -> object:
        walked.append(row)
        return parse(self, row)

    monkeypatch.setattr(WorkSheetParser, "parse_row", counted)
    rows = "".join(f'<row r="{at}"><c r="A{at}" s="0"/></row>' for at in range(3, 3000))
    path = with_rows(tmp_path, f'<row r="2">{said("A2", "Zoé")}</row>{rows}')
    assert first_page(read_all, path, blind).text == "Worker\nZoé"
    assert len(walked) == 3


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ('&L&"Arial,Bold"&14Bright Creek && Sons&CForm HS-20&RRev 3', "Bright Creek & Sons   Form HS-20   Rev 3"),
        ("&CPage &P of &N", "Page  of"),
        ("&C&P / &N", ""),
        ("&K000000Confidential&G", "Confidential"),
        ("R&D report", "R report"),  # as Excel prints it: the date in place of the code
        ("&", ""),
    ],
)
def test_what_is_printed_above_and_below(code: str, line: str) -> None:
    assert " ".join(printed_line(code).split()) == " ".join(line.split())


def test_the_code_pattern_stays_linear() -> None:
    assert printed_line("&" * 100_000) == "" and printed_line('&"' * 100_000) is not None


def test_printed_lines_stand_above_and_below_the_cells(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Worker", "Due"])
    book.active.oddHeader.center.text = "Form HS-20"
    book.active.evenHeader.center.text = "Form HS-20"
    book.active.oddFooter.left.text = "Rev 3, May 2025"
    page = first_page(read_all, saved(book, tmp_path / "a.xlsx"), blind)
    assert page.text.split("\n") == ["Form HS-20", "Worker   Due", "Rev 3, May 2025"]


def test_charts_on_a_sheet_and_on_sheets_of_their_own_are_said(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    for own_sheet in (True, False):
        book = openpyxl.Workbook()
        book.active.append(["Incidents", 3])
        chart = BarChart()
        chart.add_data(Reference(book.active, min_col=2, min_row=1))
        if own_sheet:
            book.create_chartsheet("Trend").add_chart(chart)
        else:
            book.active.add_chart(chart)
        page = first_page(read_all, saved(book, tmp_path / "a.xlsx"), blind)
        assert (page.text, page.notes) == ("Incidents   3", ("a chart in it was not read",))


def test_the_other_library_s_rows_keep_what_the_sheet_says_beside_them(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    """A chart sheet without a chart is enough for the first library to refuse a workbook."""
    book = openpyxl.Workbook()
    for row in (["Worker", "Due"], ["Zoé", date(2026, 2, 17)], ["Max", None]):
        book.active.append(row)
    book.active["B1"].comment = Comment("seen on site", "Tom")
    book.active.row_dimensions[2].hidden = True
    book.create_chartsheet("Trend")
    page = first_page(read_all, saved(book, tmp_path / "a.xlsx"), blind)
    assert page.text.split("\n") == ["Worker   Due", "Zoé   2026-02-17", "Max", "Comment on B1: seen on site"]
    assert "sheet 1 has hidden rows, which were read too" in page.notes
