"""Rich text: code pages, tables, hidden words, groups that are skipped, and what breaks off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import reader_for
from pipeline.extract.rtf import text_of_rtf
from pipeline.extract.rtf_text import RtfText
from pipeline.model import Page, PageFailure

RTF = "text/rtf"
FONTS = rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Wingdings;}{\f2\fcharset238 Times CE;}}"
ReadAll = Callable[..., list[Page | PageFailure]]


def rtf(body: bytes) -> bytes:
    return rb"{\rtf1\ansi\ansicpg1252\deff0\uc1" + FONTS + body + b"}"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"R\'e9union \u8220?x\u8221? na\u239\'efve", "Réunion “x” naïve"),
        (rb"{\f2 \'e8erven\'fd} \'e8", "červený è"),
        (rb"{\f1 \'fe} Guards {\f1\u-3928?} Exits", "[x] Guards [ ] Exits"),
        (rb"seen {\v hidden}{\deleted gone}words", "seen words"),
        (rb"{\info{\title Secret}}{\*\unknown dropped {\b too}}kept", "kept"),
        (rb"a\par b\line c\tab d", "a\nb\nc   d"),
        (rb"{\field{\*\fldinst HYPERLINK http://x.example}{\fldrslt link}}", "link"),
        (rb"{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}} Ready", "[x] Ready"),
        (rb"{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres0\ffdefres1}}} Ready", "[ ] Ready"),
        (rb"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt in a box\par}}{\shprslt in a box}}", "in a box"),
        (rb"{\upr{poor}{\*\ud{rich}}}", "rich"),
        (rb"x\bin4 }}{{y", "xy"),
        (rb"\{braces\} \~ \_", "{braces}   -"),
    ],
)
def test_words(body: bytes, text: str) -> None:
    assert text_of_rtf(rtf(body)).strip() == text


def test_tables_headers_notes_and_comments(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    body = rb"""{\header Bright Creek\par}{\footer Form 7\par}\pard Before{\footnote a note}{\*\annotation check}\par
\trowd\cellx100\cellx200\pard\intbl Worker\cell Due\cell\row\pard\intbl Zo\'e9\par C\'f4t\'e9\cell 2026-05-01\cell\row
\pard after\par"""
    (tmp_path / "a.rtf").write_bytes(rtf(body))
    (page,) = read_all(str(tmp_path / "a.rtf"), RTF, blind)
    assert isinstance(page, Page)
    assert page.tables == ((("Worker", "Due"), ("Zoé Côté", "2026-05-01")),)
    lines = [line for line in page.text.split("\n") if line]
    assert lines == ["Bright Creek", "Before", "Worker   Due", "Zoé Côté   2026-05-01", "after", "a note",
                     "Comment: check", "Form 7"]  # fmt: skip
    assert page.notes == ()


def test_a_file_that_breaks_off_keeps_its_words_and_says_so(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    (tmp_path / "a.rtf").write_bytes(rtf(rb"first words\par second")[:-4])
    (page,) = read_all(str(tmp_path / "a.rtf"), RTF, blind)
    assert isinstance(page, Page) and page.text.startswith("first words")
    assert page.notes == ("the file breaks off: its end is missing",)


def test_what_is_no_rich_text_is_damaged(tmp_path: Path, blind: ReadOptions) -> None:
    (tmp_path / "a.rtf").write_bytes(b"hello")
    with pytest.raises(InputError) as error:
        reader_for(RTF).count(str(tmp_path / "a.rtf"), blind)
    assert error.value.exception_class is ExceptionClass.DAMAGED


@pytest.mark.parametrize(
    "body",
    [b"{" * 50_000 + b"deep", b"}" * 50_000, b"\\bin99999999999 x", b"\\u\\f\\uc-5\\u99999999999 x", b"\\'e9" * 50_000,
     b"\\trowd" + b"\\cell" * 50_000 + b"\\row", b"{\\pict " + b"f" * 100_001 + b"}"],
)  # fmt: skip
def test_hostile_groups_are_walked_without_harm(body: bytes) -> None:
    assert isinstance(text_of_rtf(rtf(body)), str)


@given(st.binary(max_size=400))
def test_any_bytes_give_text(data: bytes) -> None:
    assert isinstance(RtfText(b"{\\rtf1 " + data).flow().page().text, str)
