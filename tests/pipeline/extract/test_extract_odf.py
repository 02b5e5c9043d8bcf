"""OpenDocument texts, sheets and slides, written here part by part."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import reader_for
from pipeline.model import Page, PageFailure

ODT, ODS, ODP = (f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation"))
LOCKED = Path(__file__).parent / "files" / "minutes_locked.odt"
ReadAll = Callable[..., list[Page | PageFailure]]

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
                        ("style", "style"), ("presentation", "presentation"))
)  # fmt: skip
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'


def package(path: Path, kind: str, body: str, styles: str = "", page_styles: str = "") -> str:
    word = kind.rpartition(".")[2]
    content = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content += f"<office:body><office:{word}>{body}</office:{word}></office:body>"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", kind)
        parts.writestr("content.xml", f"<office:document-content {NAMES}>{content}</office:document-content>")
        parts.writestr("styles.xml", f"<office:document-styles {NAMES}>{page_styles}</office:document-styles>")
    return str(path)


def one(found: list[Page | PageFailure]) -> Page:
    (page,) = found
    assert isinstance(page, Page)
    return page


def test_text_with_table_note_comment_box_and_header(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    body = """<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted words</text:p></text:deletion>
    </text:changed-region></text:tracked-changes>
    <text:h>Réunion du comité</text:h>
    <text:p>Held<text:s text:c="2"/>on 4 March<text:tab/>2026<text:note><text:note-citation>1</text:note-citation>
    <text:note-body><text:p>in the yard</text:p></text:note-body></text:note></text:p>
    <text:p>Guards<office:annotation><dc:creator>Tom</dc:creator><text:p>fixed?</text:p></office:annotation> missing
    </text:p>
    <text:p><draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame></text:p>
    <text:list><text:list-item><text:p>first point</text:p></text:list-item></text:list>
    <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Action</text:p></table:table-cell>
    <table:table-cell><text:p>Due</text:p></table:table-cell></table:table-row></table:table-header-rows>
    <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Fix guard</text:p></table:table-cell>
    <table:covered-table-cell/></table:table-row></table:table>"""
    master = """<office:master-styles><style:master-page><style:header><text:p>Bright Creek</text:p></style:header>
    <style:footer><text:p>Form 7</text:p></style:footer></style:master-page></office:master-styles>"""
    page = one(read_all(package(tmp_path / "a.odt", ODT, body, page_styles=master), ODT, blind))
    lines = page.text.split("\n")
    order = ["Bright Creek", "Réunion du comité", "Held  on 4 March   20261", "in the yard", "Guards missing",
             "Comment Tom: fixed?", "in a box", "first point", "Action   Due", "Fix guard", "Form 7"]  # fmt: skip
    assert [line for line in lines if line in order] == order
    assert "deleted words" not in page.text
    assert page.tables == ((("Action", "Due"), ("Fix guard", "")),)


def test_sheets_with_dates_merged_hidden_and_endless_rows(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    body = """<table:table table:name="Matrix"><table:table-row>
    <table:table-cell><text:p>Worker</text:p></table:table-cell><table:table-cell><text:p>Due</text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="16382"/></table:table-row>
    <table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Zoé</text:p></table:table-cell>
    <table:table-cell office:value-type="date" office:date-value="2026-02-17"><text:p>17/02/26</text:p>
    </table:table-cell>
    </table:table-row><table:table-row table:visibility="filter"><table:covered-table-cell/>
    <table:table-cell office:value-type="float" office:value="7.50"><text:p>7,5</text:p></table:table-cell>
    </table:table-row>
    <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/>
    </table:table-row></table:table>
    <table:table table:name="Old" table:style-name="ta2"><table:table-row><table:table-cell><text:p>left</text:p>
    </table:table-cell></table:table-row></table:table>"""
    first, second = read_all(package(tmp_path / "a.ods", ODS, body, hidden), ODS, blind)
    assert isinstance(first, Page) and isinstance(second, Page)
    assert first.tables == ((("Worker", "Due"), ("Zoé", "2026-02-17"), ("Zoé", "7.5")),)
    assert first.notes == ("sheet 1 has hidden rows, which were read too",)
    assert (first.name, second.name, second.text) == ("Matrix", "Old (hidden)", "left")


def test_slides_with_notes_and_a_hidden_one(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    hidden = '<style:style style:name="dp2"><style:p presentation:visibility="hidden"/></style:style>'
    body = """<draw:page><draw:frame><draw:text-box><text:p>Échelles</text:p></draw:text-box></draw:frame>
    <presentation:notes><draw:frame><draw:text-box><text:p>say this</text:p></draw:text-box></draw:frame>
    </presentation:notes></draw:page><draw:page draw:style-name="dp2"><draw:custom-shape><text:p>secret</text:p>
    </draw:custom-shape></draw:page>"""
    first, second = read_all(package(tmp_path / "a.odp", ODP, body, hidden), ODP, blind)
    assert isinstance(first, Page) and isinstance(second, Page)
    assert first.text == "Échelles\n\nNotes:\nsay this"
    assert (second.name, second.text) == ("hidden slide", "secret")
    assert second.notes == ("slide 2 is hidden; it was read too",)


def test_a_locked_text_opens_with_the_right_password(read_all: ReadAll, blind: ReadOptions) -> None:
    for passwords, words in (((), "no password to try"), (("wrong",), "none of the passwords")):
        with pytest.raises(InputError) as error:
            reader_for(ODT).count(str(LOCKED), ReadOptions(engine="null", passwords=passwords))
        assert error.value.exception_class is ExceptionClass.PASSWORD_REQUIRED and words in error.value.message
    right = ReadOptions(engine="null", passwords=("wrong", "open sesame"))
    page = one(read_all(str(LOCKED), ODT, right))
    assert "Réunion à l’école – 17 février 2026" in page.text and "Bright Creek Paving" in page.text


def test_a_document_without_content_is_damaged(tmp_path: Path, blind: ReadOptions) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as parts:
        parts.writestr("mimetype", ODT)
    with pytest.raises(InputError) as error:
        reader_for(ODT).count(str(tmp_path / "a.odt"), blind)
    assert error.value.exception_class is ExceptionClass.DAMAGED


def test_empty_cells_to_the_edge_of_a_sheet_use_up_no_room(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    """LibreOffice ends every row so; a register of two thousand rows is read whole."""
    edge = '<table:table-cell table:number-columns-repeated="16383"/>'
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>row {at}</text:p></table:table-cell>{edge}</table:table-row>"
        for at in range(2000)
    )
    page = one(
        read_all(package(tmp_path / "a.ods", ODS, f'<table:table table:name="S">{rows}</table:table>'), ODS, blind)
    )
    assert page.text.split("\n")[-1] == "row 1999" and page.notes == ()


def test_what_lies_beyond_the_last_column_is_said(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    gap = '<table:table-cell table:number-columns-repeated="300"/>'
    row = f"<table:table-row>{gap}<table:table-cell><text:p>far</text:p></table:table-cell></table:table-row>"
    page = one(
        read_all(package(tmp_path / "a.ods", ODS, f'<table:table table:name="S">{row}</table:table>'), ODS, blind)
    )
    assert page.notes == ("sheet 1 is wider than 256 columns; the rest was not read",)


def test_a_sheet_cut_off_and_a_hidden_one_are_said(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.extract.odf_tables.MOST_ROWS", 3)
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    row = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    body = f'<table:table table:name="S" table:style-name="ta2">{row * 9}</table:table>'
    page = one(read_all(package(tmp_path / "a.ods", ODS, body, styles=hidden), ODS, blind))
    assert page.notes == ("sheet 1 is hidden; it was read too", "only the first rows of sheet 1 were read")
