"""Word documents: what stands beside the body, and what is not on the printed page."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ReadAll = Callable[..., list[Page | PageFailure]]


def made(path: Path, *fragments: str, parts: dict[str, tuple[str, bytes]] | None = None) -> str:
    """A document with these fragments of XML in its body, and parts by name with the kind of their relation."""
    document = docx.Document()
    for fragment in fragments:
        names = nsdecls("w", "r") + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        document.element.body.insert(-1, parse_xml(fragment.replace("{n}", names)))
    document.save(str(path))
    new = path.with_suffix(".made")
    rels = "".join(
        f'<Relationship Id="x{at}" Type="{RELATION}/{kind}" Target="{name}"/>'
        for at, (name, (kind, _)) in enumerate((parts or {}).items())
    )
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w") as out:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", rels.encode() + b"</Relationships>")
            out.writestr(name, data)
        for name, (_, data) in (parts or {}).items():
            out.writestr(f"word/{name}", data)
    return str(new)


def page_of(read_all: ReadAll, path: str, options: ReadOptions) -> Page:
    (page,) = read_all(path, DOCX, options)
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize(
    ("fragment", "line"),
    [
        (
            '<w:p {n}><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            "<w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> Guards</w:t></w:r></w:p>",
            "☒ Guards",
        ),
        (
            '<w:p {n}><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            '<w:r><w:sym w:font="Wingdings" w:char="F071"/></w:r></w:sdtContent></w:sdt><w:r><w:t>Horn</w:t></w:r>'
            "</w:p>",
            "[ ]Horn",
        ),
        ("<w:p {n}><w:r><w:t>☐ Exits ☑ Lights</w:t></w:r></w:p>", "☐ Exits ☑ Lights"),
        (
            '<w:p {n}><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="North"/><w:listEntry w:val="South"/></w:ddList></w:ffData></w:fldChar></w:r></w:p>',
            "South",
        ),
        (
            "<w:p {n}><w:moveFrom><w:r><w:t>old place</w:t></w:r></w:moveFrom>"
            "<w:moveTo><w:r><w:t>new place</w:t></w:r></w:moveTo></w:p>",
            "new place",
        ),
        (
            "<w:tbl {n}><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>"
            "<w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "kept",
        ),
        (
            '<w:tbl {n}><w:tr><w:tc><w:tcPr><w:gridSpan w:val="many"/></w:tcPr><w:p><w:r><w:t>odd span</w:t></w:r>'
            "</w:p></w:tc></w:tr></w:tbl>",
            "odd span",
        ),
    ],
)
def test_controls_and_changes(tmp_path: Path, read_all: ReadAll, blind: ReadOptions, fragment: str, line: str) -> None:
    lines = page_of(read_all, made(tmp_path / "a.docx", fragment), blind).text.split("\n")
    assert line in lines and not {"gone", "old place"} & set(lines)


def test_notes_comments_and_diagrams(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    def notes(name: str, words: str) -> bytes:
        text = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
        line = f'<w:{name} w:type="separator">{text}</w:{name}>'
        return f"<w:{name}s {W}>{line}<w:{name}>{text}</w:{name}></w:{name}s>".encode()

    parts = {
        "footnotes.xml": ("footnotes", notes("footnote", "at the foot")),
        "endnotes.xml": ("endnotes", notes("endnote", "at the end")),
        "comments.xml": (
            "comments",
            f'<w:comments {W}><w:comment w:author="Tom Okafor"><w:p><w:r><w:t>guard fixed?</w:t></w:r></w:p>'
            "</w:comment></w:comments>".encode(),
        ),
        "diagrams/data1.xml": (
            "diagramData",
            b'<d xmlns:a="a"><pt><a:t>Owner</a:t></pt><pt><a:t>Site</a:t><a:t>supervisor</a:t></pt><pt/></d>',
        ),
    }
    page = page_of(read_all, made(tmp_path / "a.docx", "<w:p {n}><w:r><w:t>body</w:t></w:r></w:p>", parts=parts), blind)
    lines = [line for line in page.text.split("\n") if line]
    assert lines == [
        "body",
        "Owner",
        "Site supervisor",
        "at the foot",
        "at the end",
        "Comment Tom Okafor: guard fixed?",
    ]


def test_broken_side_parts_and_embedded_files_are_noted(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    parts = {
        "comments.xml": ("comments", b"<w:comments"),
        "embeddings/a.xlsx": ("package", b"PK"),
        "embeddings/b.bin": ("oleObject", b"x"),
    }
    page = page_of(read_all, made(tmp_path / "a.docx", "<w:p {n}><w:r><w:t>body</w:t></w:r></w:p>", parts=parts), blind)
    assert page.text == "body"
    assert page.notes == (
        "its comments are damaged and were not read",
        "2 embedded objects in it were not read",
    )


@pytest.mark.parametrize("kind", ["chart", "chartEx"])
def test_a_chart_is_noted(tmp_path: Path, read_all: ReadAll, blind: ReadOptions, kind: str) -> None:
    path = made(tmp_path / "a.docx", "<w:p {n}><w:r><w:t>body</w:t></w:r></w:p>", parts={"c.xml": (kind, b"<c/>")})
    assert page_of(read_all, path, blind).notes == ("a chart in it was not read",)


def test_a_document_that_is_one_inserted_web_page(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    html = "<table><tr><td>Travailleur<td>Échéance<tr><td>Zoé<td>2026-05-01</table>".encode()
    parts = {"chunk.html": ("aFChunk", html)}
    page = page_of(read_all, made(tmp_path / "a.docx", '<w:altChunk {n} r:id="x0"/>', parts=parts), blind)
    assert page.tables == ((("Travailleur", "Échéance"), ("Zoé", "2026-05-01")),)


def test_tables_in_tables_and_boxes_in_cells(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{letter}</w:t></w:r></w:p></w:tc>" for letter in "AB")
    inner = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    box = "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    outer = f"<w:tc><w:p><w:r><w:t>outer</w:t></w:r></w:p>{inner}</w:tc><w:tc>{box}</w:tc>"
    outer = f"<w:tbl {{n}}><w:tr>{outer}</w:tr></w:tbl>"
    page = page_of(read_all, made(tmp_path / "a.docx", outer), blind)
    assert page.text.split("\n") == ["outer", "A   B", "boxed"]
    assert (("A", "B"),) in page.tables


def test_a_form_drawn_as_one_large_cell_keeps_its_lines(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    cell = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in ("[ ] Guards", "[ ] Exits", "Signed:"))
    table = f"<w:tbl {{n}}><w:tr><w:tc>{cell}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    page = page_of(read_all, made(tmp_path / "a.docx", table), blind)
    assert page.text.split("\n") == ["[ ] Guards", "[ ] Exits", "Signed:"]
