"""Pictures of signatures pasted into Word documents, and what else is pasted there."""

import io
import math
from collections.abc import Callable
from pathlib import Path

import docx
import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.extract.options import ReadOptions
from pipeline.extract.scribbles import shows_signature
from pipeline.facts.signatures import find
from pipeline.model import Page, PageFailure
from tests.pipeline.making_pages import reading

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ReadAll = Callable[..., list[Page | PageFailure]]


def file_of(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def signature(ground: int = 0) -> bytes:
    picture = Image.new("RGBA", (280, 80), (255, 255, 255, ground))
    points = [(8 + 1.5 * t + 14 * math.sin(t / 4), 40 + 24 * math.cos(t / 4)) for t in range(170)]
    ImageDraw.Draw(picture).line(points, fill=(20, 20, 90, 255), width=3)
    return file_of(picture)


LOGO = file_of(Image.new("RGB", (280, 80), "navy"))
PHOTOGRAPH = file_of(Image.fromarray(np.random.default_rng(3).integers(0, 255, (80, 280, 3)).astype(np.uint8)))


def letter(tmp_path: Path, picture: bytes, before: tuple[str, ...], after: tuple[str, ...]) -> str:
    document = docx.Document()
    for line in before:
        document.add_paragraph(line)
    document.add_picture(io.BytesIO(picture))
    for line in after:
        document.add_paragraph(line)
    document.save(str(tmp_path / "letter.docx"))
    return str(tmp_path / "letter.docx")


def told(path: str, read_all: ReadAll, blind: ReadOptions) -> list[tuple[str | None, str | None]]:
    (page,) = read_all(path, DOCX, blind)
    assert isinstance(page, Page)
    return [(fact.role, fact.attribute("name")) for fact in find(reading(page))]


def test_a_pasted_signature_is_drawn_and_named_by_the_line_below(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    path = letter(tmp_path, signature(), ("Orientation record", "I was shown the exits."), ("Dana Roe", "President"))
    assert ("drawn", "Dana Roe") in told(path, read_all, blind)
    path = letter(tmp_path, signature(255), ("Orientation record", "Signature:"), ())
    assert "drawn" in [role for role, _ in told(path, read_all, blind)]


@pytest.mark.parametrize("picture", [LOGO, PHOTOGRAPH])
def test_another_picture_is_none(picture: bytes, tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    path = letter(tmp_path, picture, ("Orientation record", "I was shown the exits."), ("Dana Roe", "President"))
    assert "drawn" not in [role for role, _ in told(path, read_all, blind)]


def test_a_picture_over_all_words_is_the_firms_sign(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    path = letter(tmp_path, signature(), (), ("Orientation record", "I was shown the exits."))
    assert "drawn" not in [role for role, _ in told(path, read_all, blind)]


def test_a_signature_in_a_cell_is_seen(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    document = docx.Document()
    document.add_paragraph("Orientation record")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Signature of worker"
    table.cell(0, 1).paragraphs[0].add_run().add_picture(io.BytesIO(signature()))
    document.save(str(tmp_path / "cell.docx"))
    assert "drawn" in [role for role, _ in told(str(tmp_path / "cell.docx"), read_all, blind)]


@pytest.mark.parametrize("data", [b"", b"no picture", signature()[:90], LOGO[:-20]])
def test_damaged_pictures_show_nothing(data: bytes) -> None:
    assert not shows_signature(data)


def test_a_huge_picture_is_not_decoded() -> None:
    assert not shows_signature(file_of(Image.new("1", (6000, 3000))))
