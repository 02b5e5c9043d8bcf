"""PowerPoint presentations: a page a slide, in the order a reader's eye takes."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from pptx.util import Inches

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import reader_for
from pipeline.model import Page, PageFailure

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ReadAll = Callable[..., list[Page | PageFailure]]


def presentation(path: Path) -> None:
    talk = pptx.Presentation()
    slide = talk.slides.add_slide(talk.slide_layouts[5])
    low = slide.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1))
    low.text_frame.text = "at the bottom"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(2), Inches(4), Inches(1)).text_frame.text = "in a group"
    slide.shapes.title.text = "Toolbox talk"
    slide.notes_slide.notes_text_frame.text = "Held on 4 March 2026"
    second = talk.slides.add_slide(talk.slide_layouts[6])
    table = second.shapes.add_table(3, 2, Inches(1), Inches(1), Inches(6), Inches(2)).table
    for row, texts in enumerate((("Worker", "Signed"), ("Zoé Côté", "oui"), ("over both", ""))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    second._element.set("show", "0")
    talk.slides.add_slide(talk.slide_layouts[6])
    talk.save(str(path))


def test_slides_in_order_with_groups_notes_and_tables(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    presentation(tmp_path / "a.pptx")
    first, second, third = read_all(str(tmp_path / "a.pptx"), PPTX, blind)
    assert isinstance(first, Page) and isinstance(second, Page) and isinstance(third, Page)
    assert first.text.split("\n") == [
        "Toolbox talk",
        "in a group",
        "at the bottom",
        "",
        "Notes:",
        "Held on 4 March 2026",
    ]
    assert (second.name, second.tables) == (
        "hidden slide",
        ((("Worker", "Signed"), ("Zoé Côté", "oui"), ("over both", "")),),
    )
    assert third.blank and third.number == 3
    assert (first.why, first.name) == ("not_paged", None)


def test_a_range_of_slides(tmp_path: Path, blind: ReadOptions) -> None:
    presentation(tmp_path / "a.pptx")
    assert [page.number for page in reader_for(PPTX).read(str(tmp_path / "a.pptx"), 2, 3, blind)] == [2, 3]


def test_a_broken_slide_costs_only_itself(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    presentation(tmp_path / "a.pptx")
    with zipfile.ZipFile(tmp_path / "a.pptx") as old, zipfile.ZipFile(tmp_path / "b.pptx", "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<p:sld" if name == "ppt/slides/slide2.xml" else old.read(name))
    first, second, third = read_all(str(tmp_path / "b.pptx"), PPTX, blind)
    assert isinstance(first, Page) and isinstance(third, Page)
    assert isinstance(second, PageFailure) and second.exception_class is ExceptionClass.DAMAGED


def test_a_slide_show_is_read_like_a_presentation(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    presentation(tmp_path / "a.pptx")
    with zipfile.ZipFile(tmp_path / "a.pptx") as old, zipfile.ZipFile(tmp_path / "b.ppsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"presentation.main+xml", b"slideshow.main+xml"))
    assert len(read_all(str(tmp_path / "b.ppsx"), PPTX, blind)) == 3


def test_a_presentation_without_slides_is_empty(tmp_path: Path, blind: ReadOptions) -> None:
    pptx.Presentation().save(str(tmp_path / "a.pptx"))
    with pytest.raises(InputError) as error:
        reader_for(PPTX).count(str(tmp_path / "a.pptx"), blind)
    assert error.value.exception_class is ExceptionClass.EMPTY
