"""Saved web pages: blocks, tables, hidden parts, encodings, and depth that must not hurt."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.html_text import content_of_html, text_of_html
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure

ReadAll = Callable[..., list[Page | PageFailure]]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("<div>one</div><div>two <b>bo</b>ld</div>", "one\ntwo bold"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<pre>  a\n  b</pre>", "a\nb"),
        ("<title>T</title><style>p{}</style><script>if (a<b) x()</script>seen", "seen"),
        ('<div style="display: none">no</div><p hidden>no</p><span style="font-size:0px">no</span>seen', "seen"),
        ('<span style="font-size:0.9em">small</span> <span style="mso-hide:all">no</span>', "small"),
        ("<input type=checkbox checked> Guards <input type=radio> Exits", "[x] Guards [ ] Exits"),
        ('<input value="typed"><input type=hidden value="no"><input type=password value="no">', "typed"),
        ("<select><option>no<option selected>yes</select>", "yes"),
        ('<img src="x.png" alt="signed copy">', "signed copy"),
        ("caf&eacute; &amp; &#8217;", "café & ’"),
        ("a\0b", "a b"),
        ('<p>one</p><embed src="x.swf">two', "one\n\ntwo"),
        ('<object data="x"><embed src="x"></object>two<embed src="y"><p>three</p>', "two\n\nthree"),
        ("<map name=m>one<area shape=rect></map>two", "onetwo"),
        (
            "<svg><title>no</title><g><text>Owner</text><text>Crew <tspan>lead</tspan></text></g></svg>two",
            "Owner\nCrew lead\ntwo",
        ),
        ("", ""),
    ],
)
def test_blocks(html: str, text: str) -> None:
    assert text_of_html(html) == text


def test_tables_with_headings_and_merged_cells() -> None:
    content = content_of_html(
        "<table><caption>Matrix</caption><tr><th>Worker<th colspan=2>Tickets<tr><td rowspan=2>Tom<td>a<td><p>b</p><p>c"
        "</p><tr><td>d<td></table>after"
    )
    assert content.tables == ((("Worker", "Tickets", ""), ("Tom", "a", "b c"), ("Tom", "d", "")),)
    assert content.text.split("\n") == ["Matrix", "Worker   Tickets", "Tom   a   b c", "Tom   d", "", "after"]


def test_tables_that_only_arrange_blocks_are_none() -> None:
    html = "<table><tr><td><p>left one</p><p>left two</p><table><tr><td>A<td>B<tr><td>1<td>2</table><td>right</table>"
    content = content_of_html(html)
    assert content.tables == ((("A", "B"), ("1", "2")),)
    assert [line for line in content.text.split("\n") if line] == ["left one", "left two", "A   B", "1   2", "right"]


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<meta charset=windows-1252><p>Zoé – été".encode("cp1252"), None),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">Zoé – été'.encode("cp1252"), None),
        ("<p>Zoé – été".encode(), None),
        ("<p>Zoé – été".encode(), "iso-8859-1"),  # the header lies
        ("<p>Zoé – été".encode("utf-16"), None),
        ("<p>Zoé – été".encode("cp1252"), "windows-1252"),
        ("<p>Zoé – été".encode("cp1252"), "no-such-thing"),
        ("<p>Zoé – été".encode("mac-roman"), "macintosh"),
    ],
)
def test_encodings(data: bytes, charset: str | None) -> None:
    assert text_of_html(data, charset) == "Zoé – été"


@pytest.mark.parametrize(
    "html",
    ["<div>" * 100_000 + "deep", "<table><tr><td>" * 30_000 + "deep", "<b>" * 100_000 + "deep",
     "<p " + "a='" + "x" * 2_000_000 + "'>deep", "<select><option selected>" * 20_000 + "deep"],
)  # fmt: skip
def test_depth_and_length_do_not_hurt(html: str) -> None:
    assert text_of_html(html).endswith("deep")


def test_nothing_is_fetched(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    asked: list[str] = []

    class Remote(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    with HTTPServer(("127.0.0.1", 0), Remote) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}"
        (tmp_path / "a.html").write_text(
            f'<!DOCTYPE html SYSTEM "{there}/d.dtd"><html><head><link rel=stylesheet href="{there}/a.css">'
            f'<base href="{there}/"></head><body background="{there}/b.png"><img src="{there}/c.png" alt="seen">'
            f'<iframe src="{there}/d"></iframe><script src="{there}/e.js"></script></body></html>'
        )
        (page,) = read_all(str(tmp_path / "a.html"), "text/html", blind)
        server.shutdown()
    assert isinstance(page, Page) and page.text == "seen"
    assert asked == []


def test_a_page_saved_with_its_pictures(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    (tmp_path / "a.mht").write_bytes(
        b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b'--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        b"<p>R=C3=A9union</p><table><tr><td>A<td>B<tr><td>1<td>2</table>\r\n"
        b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    (page,) = read_all(str(tmp_path / "a.mht"), "multipart/related", blind)
    assert isinstance(page, Page) and page.text.split("\n") == ["Réunion", "", "A   B", "1   2"]
    assert page.tables == ((("A", "B"), ("1", "2")),)


def test_photographs_carried_along_are_said_to_be_unread(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    large, small = "A" * 80_000, "A" * 800
    pictures = [f'<img alt=x src="data:image/png;base64,{data}">' for data in (large, small, large)]
    notes = []
    for shown in (pictures, pictures[:2], pictures[1:2]):
        (tmp_path / "a.html").write_text("<p>words</p>" + "".join(shown))
        (page,) = read_all(str(tmp_path / "a.html"), "text/html", blind)
        assert isinstance(page, Page)
        notes.append(page.notes)
    assert notes == [("2 large pictures in it were not read",), ("a large picture in it was not read",), ()]
    (tmp_path / "a.mht").write_bytes(
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\n\r\n<p>words</p>\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + large.encode()
        + b"\r\n--b--\r\n"
    )
    (page,) = read_all(str(tmp_path / "a.mht"), "multipart/related", blind)
    assert isinstance(page, Page) and page.notes == ("a large picture in it was not read",)


@given(st.text(alphabet="<>/ab='\" tdrle\0&;", max_size=300))
def test_any_markup_gives_text(html: str) -> None:
    assert isinstance(text_of_html(html), str)
