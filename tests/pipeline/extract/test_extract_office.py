"""Word, Excel and plain text files."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.jobs import count_pages, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.extract.text import as_table, decode
from pipeline.extract.xlsx import shown
from pipeline.model import Page, TextOrigin

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pages(path: Path, media_type: str, options: ReadOptions) -> list[Page]:
    count = count_pages(str(path), media_type, options)
    found = list(read_pages(str(path), media_type, 1, count, options))
    assert all(isinstance(page, Page) for page in found)
    return [page for page in found if isinstance(page, Page)]


def test_word_in_order_with_tables_headers_and_footers(tmp_path: Path, blind: ReadOptions) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Acme Earthworks"
    document.sections[0].footer.paragraphs[0].text = "Form HS-12 rev 3"
    document.add_heading("Minutes of the safety committee", 1)
    document.add_paragraph("Held on 4 March 2026\tin the yard")
    table = document.add_table(3, 3)
    for row, texts in enumerate((("Action", "Who", "Due"), ("Fix guard", "Tom", "2026-04-01"), ("Label", "Lena", ""))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.add_paragraph("Chair: Priya Nair")
    document.save(str(tmp_path / "minutes.docx"))
    (page,) = pages(tmp_path / "minutes.docx", DOCX, blind)
    assert (page.why, page.text_origin) == ("not_paged", TextOrigin.EMBEDDED)
    order = ["Acme Earthworks", "Minutes of the safety committee", "Held on 4 March 2026   in the yard",
             "Fix guard   Tom   2026-04-01", "Chair: Priya Nair", "Form HS-12 rev 3"]  # fmt: skip
    lines = page.text.split("\n")
    assert [line for line in lines if line in order] == order
    assert page.tables == ((("Action", "Who", "Due"), ("Fix guard", "Tom", "2026-04-01"), ("Label", "Lena", "")),)


def test_word_boxes_ticks_insertions_and_merged_cells(tmp_path: Path, blind: ReadOptions) -> None:
    document = docx.Document()
    names = nsdecls("w")
    fragments = (
        "<w:p {n}><w:ins><w:r><w:t>added words</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
        '<w:p {n}><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:t> Guards</w:t></w:r></w:p>',
        '<w:p {n}><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox>'
        "</w:ffData></w:fldChar><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:t> Exits</w:t></w:r></w:p>",
        "<w:sdt {n}><w:sdtContent><w:p><w:r><w:t>inside a control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p {n}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>in a text box</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r></w:p>",
    )
    for fragment in fragments:
        document.element.body.insert(-1, parse_xml(fragment.replace("{n}", names)))
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "over two"
    table.cell(0, 2).text = "end"
    document.save(str(tmp_path / "form.docx"))
    (page,) = pages(tmp_path / "form.docx", DOCX, blind)
    lines = page.text.split("\n")
    for line in ("added words", "[x] Guards", "[ ] Exits", "inside a control", "in a text box"):
        assert lines.count(line) == 1
    assert "old" not in page.text and "FORMCHECKBOX" not in page.text
    assert page.tables[0][0] == ("over two", "", "end")


def test_a_picture_in_word_is_marked_at_its_line(tmp_path: Path, blind: ReadOptions) -> None:
    Image.new("RGB", (30, 10), "navy").save(tmp_path / "signature.png")
    document = docx.Document()
    for number in range(9):
        document.add_paragraph(f"line {number}")
    document.add_picture(str(tmp_path / "signature.png"))
    document.save(str(tmp_path / "signed.docx"))
    (mark,) = pages(tmp_path / "signed.docx", DOCX, blind)[0].marks
    assert mark.kind == "image" and mark.box.top >= 0.85


def test_word_takes_no_entities(tmp_path: Path, blind: ReadOptions) -> None:
    import zipfile

    document = docx.Document()
    document.add_paragraph("plain")
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "secret.txt").write_text("the secret")
    with zipfile.ZipFile(tmp_path / "a.docx") as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                declared = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]><w:document'.encode()
                data = data.replace(b"<w:document", declared, 1).replace(b"plain", b"plain &x;")
            new.writestr(name, data)
    with pytest.raises(InputError) as error:
        pages(tmp_path / "b.docx", DOCX, blind)
    assert error.value.exception_class is ExceptionClass.DAMAGED and "secret" not in error.value.message


def workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Matrix"
    sheet.append(["Worker", "Fall protection", None, "Hours"])
    sheet.append(["Priya Nair", date(2026, 2, 17), datetime(2026, 2, 17, 14, 30), 7.5])  # noqa: DTZ001 - sheets know no zones
    sheet.append([])
    sheet.append(["Tom Okafor", None, True, 8.0])
    sheet["A6"], sheet["B6"], sheet["B7"] = "North yard", "crane", "forklift"
    sheet.merge_cells("A6:A7")
    hidden = book.create_sheet("Old")
    hidden.append(["left the company", 1])
    hidden.sheet_state = "hidden"
    book.create_sheet("Nothing")
    book.save(path)


def test_excel_a_page_a_sheet(tmp_path: Path, blind: ReadOptions) -> None:
    workbook(tmp_path / "a.xlsx")
    first, second, third = pages(tmp_path / "a.xlsx", XLSX, blind)
    assert (first.name, second.name, third.name) == ("Matrix", "Old (hidden)", "Nothing")
    assert first.tables == (
        (
            ("Worker", "Fall protection", "", "Hours"),
            ("Priya Nair", "2026-02-17", "2026-02-17 14:30", "7.5"),
            ("Tom Okafor", "", "TRUE", "8"),
            ("North yard", "crane", "", ""),
            ("North yard", "forklift", "", ""),
        ),
    )
    assert first.text.split("\n")[2] == "Tom Okafor   TRUE   8"
    assert second.text == "left the company   1"
    assert second.notes == ("sheet 2 is hidden; it was read too",)
    assert third.blank and third.tables == ()
    assert [page.number for page in read_pages(str(tmp_path / "a.xlsx"), XLSX, 2, 3, blind)] == [2, 3]


def test_an_endless_sheet_is_cut_and_says_so(
    tmp_path: Path, blind: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.extract.xlsx.MOST_ROWS", 3)
    workbook(tmp_path / "a.xlsx")
    first = pages(tmp_path / "a.xlsx", XLSX, blind)[0]
    assert first.name == "Matrix (only the first rows were read)"
    assert first.notes == ("only the first rows of sheet 1 were read",)
    assert len(first.tables[0]) == 3  # rows without a word do not count


def test_a_cell_at_the_end_of_the_world_costs_nothing(
    tmp_path: Path, blind: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []

    def counted(value: object) -> str:
        looked.append(value)
        return shown(value)

    monkeypatch.setattr("pipeline.extract.xlsx.shown", counted)
    book = openpyxl.Workbook()
    book.active.append(["Worker", "Due"])
    book.active["B1048576"] = "the last row"
    book.active["XFD3"] = "the last column"
    book.save(tmp_path / "a.xlsx")
    (page,) = pages(tmp_path / "a.xlsx", XLSX, blind)
    assert page.tables == ((("Worker", "Due"), ("", "the last row")),)
    assert page.notes == ("sheet 1 is wider than 256 columns; the rest was not read",)
    assert len(looked) <= 2 * 256, "only cells of rows that say something are looked at"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3, "3"),
        (0.1 + 0.2, "0.3"),
        (date(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 3, 4), "2026-03-04"),  # noqa: DTZ001
        (time(7, 5), "07:05"),
        (timedelta(hours=2), "2:00:00"),
        ("a\r\nb\x07 c", "a b c"),
        (False, "FALSE"),
    ],
)
def test_values_as_a_reader_sees_them(value: object, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_every_usual_encoding(encoding: str) -> None:
    text = "Réunion du comité – sécurité, 12 décembre"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_in_the_encoding_of_windows(tmp_path: Path, blind: ReadOptions, delimiter: str) -> None:
    rows = [["Travailleur", "Cours", "Échéance"], ["Zoé Côté", f'"a{delimiter} b"', "2026-05-01"], ["Max", "", ""]]
    (tmp_path / "a.csv").write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode("cp1252"))
    (page,) = pages(tmp_path / "a.csv", "text/csv", blind)
    cell = f"a{delimiter} b".replace("\t ", " ")
    assert page.tables == ((("Travailleur", "Cours", "Échéance"), ("Zoé Côté", cell, "2026-05-01"), ("Max", "", "")),)


def test_prose_is_no_table() -> None:
    assert as_table("Dear Priya,\nthe guard is fixed, as asked.\nRegards\nTom") is None


def test_plain_text(tmp_path: Path, blind: ReadOptions) -> None:
    (tmp_path / "a.txt").write_bytes(b"Toolbox talk\r\n\r\nLadders\x00\tslings\r\n")
    (page,) = pages(tmp_path / "a.txt", "text/plain", blind)
    assert page.text == "Toolbox talk\n\nLadders  slings"
    (tmp_path / "b.txt").write_bytes(b" \r\n")
    assert pages(tmp_path / "b.txt", "text/plain", blind)[0].blank
