"""Poor scans are read: faint, faxed, copied again, on tinted, patterned or thin paper; clean pages stay untouched."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from pipeline.extract.options import ReadOptions
from pipeline.extract.recognised import see
from pipeline.ocr.faint import hardened, strengthened
from pipeline.ocr.image import is_blank, small_copy, speckled, without_specks
from pipeline.ocr.recognise import RecognisedPage
from tests.pipeline.ocr.poor_scans import (
    copied,
    faint,
    faxed,
    grey_on_grey,
    patterned,
    punched,
    shown_through,
    tinted,
)
from tests.pipeline.ocr.test_image import empty_sheet
from tests.pipeline.ocr.test_recognise import words_shared
from tests.pipeline.ocr.typed_pages import PROSE, TypedPage, form, prose, scanned, table

Spoil = Callable[[Image.Image], Image.Image]


def page() -> TypedPage:
    return prose(PROSE, times=1)


def small_print() -> TypedPage:
    return prose(PROSE, "Helvetica", 8, times=1)


def recognised(shot: Image.Image, dpi: int = 200) -> RecognisedPage:
    def render(wanted: int) -> Image.Image:
        size = (round(shot.width * wanted / dpi), round(shot.height * wanted / dpi))
        return shot if wanted == dpi else shot.resize(size, Image.Resampling.BILINEAR)

    return see(render, ReadOptions()).seen


# Word F1 at least; in brackets what it was before this was cleaned.
CASES: dict[str, tuple[Callable[[], TypedPage], Spoil, float]] = {
    "faint (0, a blank page)": (page, faint, 0.98),
    "nearly gone (0, a blank page)": (page, lambda shot: faint(shot, 218, 240), 0.93),
    "grey on grey, small (0)": (small_print, grey_on_grey, 0.97),
    "fine fax, small (0.94)": (small_print, faxed, 0.98),
    "dirty fax, small (0.86)": (small_print, lambda shot: faxed(shot, specks=0.008), 0.97),
    "coarse fax (0.90)": (page, lambda shot: faxed(shot, fine=False), 0.95),
    "table by coarse fax (0.89)": (table, lambda shot: faxed(shot, fine=False), 0.97),
    "copied three times (0.68)": (page, lambda shot: copied(shot, 3), 0.8),
    "patterned paper (0.10)": (page, lambda shot: patterned(shot, 60), 0.95),
    "the other side shows (0.79)": (page, lambda shot: shown_through(shot, 110), 0.97),
    "tinted": (page, tinted, 0.96),
    "punched": (page, punched, 0.99),
}


@pytest.mark.parametrize("name", CASES)
def test_poor_scans_are_read(name: str) -> None:
    make, spoil, least = CASES[name]
    typed = make()
    assert words_shared(typed.text, recognised(spoil(typed.at(200))).text) >= least


def test_small_print_at_150_dpi_is_read() -> None:
    typed = small_print()
    assert words_shared(typed.text, recognised(scanned(typed.at(150)), 150).text) >= 0.99


@pytest.mark.parametrize("make", [page, small_print, form, table])
def test_plain_print_is_not_touched(make: Callable[[], TypedPage]) -> None:
    for spoil in (scanned, punched, lambda shot: faxed(shot, specks=0.0)):
        shot = spoil(make().at(200))
        assert strengthened(shot) is shot
        assert not speckled(shot)


def test_faint_print_is_no_empty_sheet_and_an_empty_sheet_is_no_faint_print() -> None:
    assert not is_blank(small_copy(strengthened(faint(page().at(200)))))
    for sheet in (Image.new("L", (1700, 2200), 250), empty_sheet(), scanned(Image.new("L", (1700, 2200), 255))):
        assert strengthened(sheet) is sheet


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (400, 3), (60, 60)])
def test_tiny_pictures_pass(size: tuple[int, int]) -> None:
    for value in (0, 128, 255):
        picture = Image.new("L", size, value)
        assert strengthened(picture).size == hardened(picture, 200).size == without_specks(picture).size == size
        assert not speckled(picture)


def test_specks_go_and_dots_stay() -> None:
    sheet = np.full((100, 100), 255, np.uint8)
    sheet[20, 20] = sheet[40, 41] = 0
    sheet[60:63, 60:63] = 0
    cleaned = np.asarray(without_specks(Image.fromarray(sheet)))
    assert cleaned[15:45, 15:45].min() == 255
    assert cleaned[61, 61] < 40


def test_a_pattern_is_taken_away_and_print_kept() -> None:
    shot = patterned(page().at(200), 60)
    clean = np.asarray(page().at(200))
    hard = np.asarray(hardened(shot, 200))
    assert hard[clean == 255].mean() > 250
    assert hard[clean < 60].mean() < 90
