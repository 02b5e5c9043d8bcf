"""Hostile Office files: entities, foreign addresses, depth, packed bombs. Each costs itself, and nothing is fetched."""

import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.jobs import count_pages, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure

OPEN = "application/vnd.openxmlformats-officedocument"
DOCX, XLSX, PPTX = (
    f"{OPEN}.wordprocessingml.document",
    f"{OPEN}.spreadsheetml.sheet",
    f"{OPEN}.presentationml.presentation",
)
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
PARTS = {
    DOCX: ("word/document.xml", b"<w:document"),
    XLSX: ("xl/worksheets/sheet1.xml", b"<worksheet"),
    PPTX: ("ppt/slides/slide1.xml", b"<p:sld "),
    ODT: ("content.xml", b"<office:document-content"),
    ODS: ("content.xml", b"<office:document-content"),
}
WORDS = b"plain words"
LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "lol" * 10}">' for at in range(12))


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One small file a format, each with the same words."""
    folder = tmp_path_factory.mktemp("healthy")
    document = docx.Document()
    document.add_paragraph(WORDS.decode())
    document.save(str(folder / "a.docx"))
    book = openpyxl.Workbook()
    book.active.append([WORDS.decode()])
    book.save(folder / "a.xlsx")
    with zipfile.ZipFile(folder / "a.xlsx") as old, zipfile.ZipFile(folder / "b.xlsx", "w") as new:
        for name in old.namelist():  # words in the sheet itself, so that an entity can stand among them
            cell = b'<c r="A1" t="s"><v>0</v></c>'
            new.writestr(name, old.read(name).replace(cell, b'<c r="A1" t="str"><v>' + WORDS + b"</v></c>"))
    talk = pptx.Presentation()
    talk.slides.add_slide(talk.slide_layouts[5]).shapes.title.text = WORDS.decode()
    talk.save(str(folder / "a.pptx"))
    names = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "text", "table"))
    bodies = {
        ODT: "<office:text><text:p>plain words</text:p></office:text>",
        ODS: "<office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>plain words</text:p>"
        "</table:table-cell></table:table-row></table:table></office:spreadsheet>",
    }
    for kind, body in bodies.items():
        with zipfile.ZipFile(folder / kind[-4:], "w") as parts:
            content = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
            parts.writestr("content.xml", content)
    return {DOCX: folder / "a.docx", XLSX: folder / "b.xlsx", PPTX: folder / "a.pptx", ODT: folder / ODT[-4:],
            ODS: folder / ODS[-4:]}  # fmt: skip


def changed(healthy: dict[str, Path], kind: str, new: Path, change: Callable[[bytes], bytes], part: str = "") -> str:
    with zipfile.ZipFile(healthy[kind]) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for name in old.namelist():
            data = old.read(name)
            out.writestr(name, change(data) if name == (part or PARTS[kind][0]) else data)
    return str(new)


def outcome(path: str, kind: str, options: ReadOptions) -> tuple[str, ExceptionClass | None]:
    """All text, or the class of what stopped it."""
    try:
        found = list(read_pages(path, kind, 1, count_pages(path, kind, options), options))
    except InputError as error:
        return "", error.exception_class
    texts = [page.text for page in found if isinstance(page, Page)]
    lost = [page.exception_class for page in found if isinstance(page, PageFailure)]
    return "\n".join(texts), lost[0] if lost else None


def with_doctype(kind: str, declared: str, entity: str) -> Callable[[bytes], bytes]:
    root = PARTS[kind][1]

    def change(data: bytes) -> bytes:
        start = data.index(root)
        assert WORDS in data
        return declared.encode() + data[start:].replace(WORDS, WORDS + f" &{entity};".encode())

    return change


@pytest.mark.parametrize("kind", PARTS)
def test_the_healthy_ones_are_read(healthy: dict[str, Path], blind: ReadOptions, kind: str) -> None:
    assert outcome(str(healthy[kind]), kind, blind) == ("plain words", None)


@pytest.mark.parametrize("kind", PARTS)
def test_a_billion_laughs(healthy: dict[str, Path], tmp_path: Path, blind: ReadOptions, kind: str) -> None:
    path = changed(healthy, kind, tmp_path / "a", with_doctype(kind, f"<!DOCTYPE d [{LAUGHS}]>", "l11"))
    text, lost = outcome(path, kind, blind)
    assert "lollol" not in text and len(text) < 1000
    assert lost is ExceptionClass.DAMAGED or "plain words" in text


@pytest.mark.parametrize("kind", PARTS)
def test_a_file_of_this_machine(healthy: dict[str, Path], tmp_path: Path, blind: ReadOptions, kind: str) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    declared = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    text, _ = outcome(changed(healthy, kind, tmp_path / "a", with_doctype(kind, declared, "x")), kind, blind)
    assert "secret" not in text


@pytest.mark.parametrize("kind", PARTS)
def test_deep_nesting(healthy: dict[str, Path], tmp_path: Path, blind: ReadOptions, kind: str) -> None:
    def deepen(data: bytes) -> bytes:
        at = data.index(b">", data.index(PARTS[kind][1])) + 1
        return data[:at] + b"<deep>" * 100_000 + b"</deep>" * 100_000 + data[at:]

    text, lost = outcome(changed(healthy, kind, tmp_path / "a", deepen), kind, blind)
    assert lost is ExceptionClass.DAMAGED or "plain words" in text


@pytest.mark.parametrize("kind", PARTS)
def test_a_packed_bomb(healthy: dict[str, Path], tmp_path: Path, blind: ReadOptions, kind: str) -> None:
    path = changed(healthy, kind, tmp_path / "a", lambda data: data + b" " * (30 << 20))
    assert outcome(path, kind, blind) == ("", ExceptionClass.TOO_LARGE)


@pytest.fixture
def remote() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Remote(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    with HTTPServer(("127.0.0.1", 0), Remote) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{socket.gethostbyname('localhost')}:{server.server_port}", asked
        server.shutdown()


@pytest.mark.parametrize("kind", PARTS)
def test_foreign_templates_pictures_and_dtds_are_never_fetched(
    healthy: dict[str, Path], tmp_path: Path, blind: ReadOptions, remote: tuple[str, list[str]], kind: str
) -> None:
    there, asked = remote
    declared = f'<!DOCTYPE d SYSTEM "{there}/d.dtd" [<!ENTITY % p SYSTEM "{there}/p"> %p;]>'
    outcome(changed(healthy, kind, tmp_path / "a", with_doctype(kind, declared, "amp")), kind, blind)
    folder, _, name = PARTS[kind][0].rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    kinds = ("attachedTemplate", "image", "oleObject", "aFChunk", "footnotes", "drawing", "slideLayout", "header")
    links = "".join(
        f'<Relationship Id="e{at}" Type="http://x/{one}" Target="{there}/{one}" TargetMode="{mode}"/>'
        for at, (one, mode) in enumerate((one, mode) for one in kinds for mode in ("External", "Internal"))
    )
    path = tmp_path / "b"
    with zipfile.ZipFile(healthy[kind]) as old, zipfile.ZipFile(path, "w") as out:
        for part in old.namelist():
            if part != rels:
                out.writestr(part, old.read(part))
        before = old.read(rels) if rels in old.namelist() else b"<Relationships></Relationships>"
        out.writestr(rels, before.replace(b"</Relationships>", links.encode() + b"</Relationships>"))
    text, _ = outcome(str(path), kind, blind)
    assert "plain words" in text
    assert asked == []
