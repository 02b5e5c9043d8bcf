"""Measures on pictures: blank, sideways, slant, noise, light, height of letters, columns."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.ocr.columns import has_columns
from pipeline.ocr.image import (
    is_blank,
    sideways_score,
    skew_angle,
    small_copy,
    speckled,
    text_height,
    uneven_light,
)
from pipeline.ocr.recognise import SIDEWAYS
from tests.pipeline.ocr.typed_pages import (
    FRENCH,
    PROSE,
    TypedPage,
    form,
    peppered,
    photographed,
    prose,
    scanned,
    table,
    two_columns,
)

PAGES: dict[str, Callable[[], TypedPage]] = {
    "prose": lambda: prose(PROSE),
    "french": lambda: prose(FRENCH),
    "courier": lambda: prose(PROSE, "Courier", 9.5),
    "form": form,
    "table": table,
}


@pytest.fixture(scope="module", params=PAGES)
def shot(request: pytest.FixtureRequest) -> Image.Image:
    return PAGES[request.param]().at(200)


def empty_sheet() -> Image.Image:
    """A scanned sheet with nothing on it: dust, the shadow of the lid, two punch holes, show-through."""
    sheet = Image.new("L", (1700, 2200), 250)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, 14, 2200), fill=60)
    pen.ellipse((60, 700, 120, 760), fill=30)
    pen.ellipse((60, 1500, 120, 1560), fill=30)
    for line in range(300, 1900, 50):
        pen.text((300, line), "what is printed on the other side of the sheet " * 3, fill=236)
    dust = np.random.default_rng(1)
    for x, y in dust.integers((50, 50), (1650, 2150), (60, 2)):
        pen.point((int(x), int(y)), fill=0)
    return scanned(sheet)


def test_an_empty_sheet_is_blank() -> None:
    assert is_blank(small_copy(Image.new("L", (1700, 2200), 255)))
    assert is_blank(small_copy(empty_sheet()))


@pytest.mark.parametrize("words", ["Page left empty on purpose", "See over", "Signed: Ada Lovelace"])
def test_few_words_are_not_blank(words: str) -> None:
    sheet = empty_sheet()
    note = prose((words,), times=1).at(200)
    sheet.paste(note.crop((150, 150, 800, 260)), (500, 900))
    assert not is_blank(small_copy(sheet))


def test_pages_are_not_blank(shot: Image.Image) -> None:
    assert not is_blank(small_copy(shot))


@pytest.mark.parametrize("slant", [0.0, 3.0, -3.0])
def test_sideways_pages_are_told_from_upright_ones(shot: Image.Image, slant: float) -> None:
    scan = scanned(shot, slant)
    assert sideways_score(small_copy(scan)) < 0.8 * SIDEWAYS
    for turn in (90, 270):
        assert sideways_score(small_copy(scan.rotate(turn, expand=True))) > 1.25 * SIDEWAYS


@pytest.mark.parametrize("slant", [-3.0, -1.0, 0.0, 0.5, 2.2])
def test_the_slant_is_found(shot: Image.Image, slant: float) -> None:
    assert skew_angle(small_copy(scanned(shot, slant))) == pytest.approx(-slant, abs=0.3)


def test_too_little_ink_has_no_slant() -> None:
    assert skew_angle(small_copy(scanned(prose(("One line",), times=1).at(200), 2.0))) == 0.0


def test_only_salt_and_pepper_is_noise(shot: Image.Image) -> None:
    assert not speckled(shot)
    assert not speckled(scanned(shot))
    assert speckled(peppered(shot, share=0.008))


def test_only_a_photograph_is_lit_unevenly(shot: Image.Image) -> None:
    assert not uneven_light(small_copy(scanned(shot)))
    assert uneven_light(small_copy(photographed(shot)))


def test_letters_grow_with_the_resolution() -> None:
    page = prose(PROSE)
    once, twice = text_height(page.at(150)), text_height(page.at(300))
    assert once is not None
    assert twice is not None
    assert twice / once == pytest.approx(2.0, rel=0.25)
    assert text_height(Image.new("L", (800, 800), 255)) is None


def test_a_newsletter_has_columns() -> None:
    assert has_columns(small_copy(scanned(two_columns().at(200))))


def test_other_pages_have_none(shot: Image.Image) -> None:
    assert not has_columns(small_copy(scanned(shot)))
