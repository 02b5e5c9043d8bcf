"""Scans pasted into Office files: recognised where they are the page, left alone where they are decoration."""

import io
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pptx
import pytest
from docx.shared import Inches
from PIL import Image, ImageDraw, ImageFont

from pipeline.extract.options import ReadOptions
from pipeline.extract.pasted import with_pictures
from pipeline.model import Page, PageFailure, TextOrigin

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ReadAll = Callable[..., list[Page | PageFailure]]
SEEING = ReadOptions()


def picture(words: str, size: tuple[int, int] = (1100, 700)) -> bytes:
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(words.split("\n")):
        draw.text((60, 60 + 70 * at), line, font=ImageFont.load_default(size=40), fill=0)
    out = io.BytesIO()
    image.save(out, format="PNG", dpi=(150, 150))
    return out.getvalue()


SCAN = picture("Inspection of the north yard\nForklift brakes checked\nSigned by the supervisor")
EMPTY = Page(number=1, text="", text_origin=TextOrigin.NONE, why="blank")


def test_a_scan_pasted_into_word_is_read(tmp_path: Path, read_all: ReadAll) -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(SCAN), width=Inches(6))
    document.save(str(tmp_path / "a.docx"))
    (page,) = read_all(str(tmp_path / "a.docx"), DOCX, SEEING)
    assert isinstance(page, Page)
    assert "Forklift brakes checked" in page.text
    assert (page.text_origin, page.why) == (TextOrigin.OCR, "picture_file")
    assert page.ocr_confidence is not None and page.ocr_confidence > 60


def test_what_is_written_and_drawn_on_pasted_scans_keeps_its_place() -> None:
    sheet = Image.open(io.BytesIO(SCAN))
    pen = ImageDraw.Draw(sheet)
    pen.line([(80 + 12 * step, 480 + 45 * (step % 2)) for step in range(22)], fill=0, width=4, joint="curve")
    out = io.BytesIO()
    sheet.save(out, format="PNG", dpi=(150, 150))
    alone = with_pictures(EMPTY, [out.getvalue()], SEEING)
    lines = alone.text.split("\n")
    assert alone.words and all(word.text in lines[word.line] for word in alone.words)
    assert any(mark.kind == "ink" and 0.6 < mark.box.top < mark.box.bottom < 0.85 for mark in alone.marks)
    both = with_pictures(EMPTY, [SCAN, out.getvalue()], SEEING)
    lines = both.text.split("\n")
    assert len(both.words) > len(alone.words) and all(word.text in lines[word.line] for word in both.words)
    assert any(0.8 < mark.box.top < mark.box.bottom < 0.93 for mark in both.marks)


def test_a_scan_pasted_on_a_slide_below_its_title(tmp_path: Path, read_all: ReadAll) -> None:
    talk = pptx.Presentation()
    slide = talk.slides.add_slide(talk.slide_layouts[5])
    slide.shapes.title.text = "Scanned sheet"
    slide.shapes.add_picture(io.BytesIO(SCAN), 0, 0)
    talk.save(str(tmp_path / "a.pptx"))
    (page,) = read_all(str(tmp_path / "a.pptx"), PPTX, SEEING)
    assert isinstance(page, Page)
    assert page.text.startswith("Scanned sheet\n") and "north yard" in page.text
    assert page.text_origin is TextOrigin.EMBEDDED
    assert page.notes == ("part of its text was recognised from pictures",)


def test_decoration_in_a_written_document_is_left_alone() -> None:
    written = replace(EMPTY, text="word " * 400, text_origin=TextOrigin.EMBEDDED, why="not_paged")
    assert with_pictures(written, [SCAN], SEEING) == written
    little = replace(EMPTY, text="Letterhead", text_origin=TextOrigin.EMBEDDED, why="not_paged")
    banner, icon = picture("Bright Creek Paving", (2400, 200)), picture("logo", (120, 120))
    assert with_pictures(little, [banner, icon, b"no picture at all", b""], SEEING) == little


def test_page_sized_pictures_in_a_written_document_are_named() -> None:
    written = replace(EMPTY, text="word " * 400, text_origin=TextOrigin.EMBEDDED, why="not_paged")
    page = picture("a certificate", (1200, 1600))
    assert with_pictures(written, [page], SEEING).notes == ("a large picture in it was not read",)
    assert with_pictures(written, [page, page, SCAN], SEEING).notes == ("2 large pictures in it were not read",)


def test_no_picture_is_begun_after_its_time(blind: ReadOptions) -> None:
    page = with_pictures(EMPTY, [SCAN] * 3, replace(blind, call_seconds=0.0))
    assert page.notes == ("3 of 3 large pictures were not read",)


def test_more_pictures_than_the_limit_are_said(monkeypatch: pytest.MonkeyPatch, blind: ReadOptions) -> None:
    monkeypatch.setattr("pipeline.extract.pasted.MOST_PICTURES", 1)
    assert with_pictures(EMPTY, [SCAN] * 3, blind).notes == ("2 of 3 large pictures were not read",)


def test_a_picture_too_large_to_decode_costs_only_itself() -> None:
    page = with_pictures(EMPTY, [SCAN], replace(SEEING, engine="null", image_pixels=1000))
    assert page.notes == ("1 of 1 large pictures were not read",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x01\0\0\0" + bytes(20) + struct.pack("<4i", 0, 0, 15000, 10000) + b" EMF" + bytes(60), True),
        (b"\x01\0\0\0" + bytes(20) + struct.pack("<4i", 0, 0, 1500, 1000) + b" EMF" + bytes(60), False),
        (b"\xd7\xcd\xc6\x9a\0\0" + struct.pack("<4hH", 0, 0, 6000, 6000, 1000) + bytes(20), True),
        (b"\xd7\xcd\xc6\x9a\0\0", False),
    ],
)
def test_large_windows_drawings_are_named(data: bytes, said: bool, blind: ReadOptions) -> None:
    notes = with_pictures(EMPTY, [data], blind).notes
    assert notes == (("a drawing (EMF or WMF) in it was not read",) if said else ())
