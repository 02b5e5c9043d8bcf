"""Plain text in every encoding, CSV in its dialects, and Office documents saved as one XML file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.charset import decode, known_encoding
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure

ReadAll = Callable[..., list[Page | PageFailure]]
FRENCH = "Réunion du comité : sécurité, œuvre « été » – déjà vu, à l’heure"


def page_of(read_all: ReadAll, path: Path, data: bytes, options: ReadOptions, kind: str = "text/plain") -> Page:
    path.write_bytes(data)
    (page,) = read_all(str(path), kind, options)
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman", "utf-32"])
def test_french_in_every_encoding(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        (" utf8 ", "utf-8"),
        ("macintosh", "mac-roman"),
        ("Shift_JIS", "shift_jis"),
        ("punycode", None),
        ("unicode_escape", None),
        ("zip", None),
        ("x" * 4000, None),
        (None, None),
    ],
)
def test_only_encodings_that_text_is_written_in(name: str | None, known: str | None) -> None:
    assert known_encoding(name) == known


def test_utf8_that_breaks_off_stays_utf8() -> None:
    assert decode("sécurité déjà été".encode()[:-1]).startswith("sécurité déjà ét")


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1252", "utf-16-le", "shift_jis", "bogus"]))
def test_any_bytes_decode(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared), str)


@pytest.mark.parametrize(
    "text",
    ['{"worker": "Zoé", "due": "2026-05-01"}', "<register><worker>Zoé</worker></register>", "# Zoé\n\n* due 2026-05-01",
     "2026-05-01 12:00:00 WARN Zoé " + "x" * 300_000],
)  # fmt: skip
def test_json_xml_markdown_and_logs_are_text(tmp_path: Path, read_all: ReadAll, blind: ReadOptions, text: str) -> None:
    assert page_of(read_all, tmp_path / "a", text.encode(), blind).text == text


def test_zero_bytes_and_control_signs_are_blanks(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    text = page_of(read_all, tmp_path / "a", b"Ladders\0and\x07slings \x1b[31m", blind).text
    assert text == "Ladders and slings  [31m"


def test_a_csv_field_longer_than_the_library_takes_is_still_text(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    data = b"a,b\n1," + b"x" * 200_000 + b"\n2,3\n"
    page = page_of(read_all, tmp_path / "a", data, blind, "text/csv")
    assert "x" * 1000 in page.text and "2,3" in page.text


def test_a_csv_with_quoted_line_ends(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    data = 'Worker;Note\r\nZoé;"first\r\nsecond; third"\r\nMax;""""\r\n'.encode("cp1252")
    page = page_of(read_all, tmp_path / "a", data, blind, "text/csv")
    assert page.tables == ((("Worker", "Note"), ("Zoé", "first second; third"), ("Max", '"')),)


EXCEL_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Matrix"><Table><Row><Cell><Data ss:Type="String">Worker</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">Due</Data></Cell></Row>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Zoé</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-02-17T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"""
WORD_2003 = """<?xml version="1.0"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>Réunion</w:t></w:r>
</w:p></w:body></w:wordDocument>"""
FLAT_ODF = """<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>Réunion</text:p></office:text>
</office:body></office:document>"""


def test_office_2003_and_flat_documents(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    sheet = page_of(read_all, tmp_path / "a", EXCEL_2003.encode(), blind)
    assert sheet.tables == ((("Worker", "", "Due"), ("Zoé", "", "2026-02-17")),)
    assert sheet.text.startswith("Matrix\n")
    for text in (WORD_2003, FLAT_ODF):
        assert page_of(read_all, tmp_path / "b", text.encode(), blind).text == "Réunion"


def test_a_damaged_one_is_kept_as_text(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    assert "Zoé" in page_of(read_all, tmp_path / "a", EXCEL_2003.encode()[:-30], blind).text
