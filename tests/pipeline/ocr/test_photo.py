"""Photographs of sheets: the sheet found, made flat and read; flat pictures, and what is in doubt, left alone."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.extract.options import ReadOptions
from pipeline.extract.recognised import see
from pipeline.ocr.photo import flattened
from pipeline.ocr.photo_sheet import find_sheet
from tests.pipeline.ocr.photographs import Shot, corners, shoot
from tests.pipeline.ocr.test_recognise import letters_lost, words_shared
from tests.pipeline.ocr.typed_pages import PROSE, TypedPage, form, prose, scanned, table, two_columns

SMALL = (1350, 1800)
SHOTS = {
    "tilted 15 degrees": Shot(tilt=(15, -12), turn=-6, fill=0.76),
    "in shadow": Shot(size=SMALL, tilt=(-15, 15), turn=4, desk="dark", shadow=0.5),
    "on cloth": Shot(size=SMALL, tilt=(5, 5), shadow=0.45, desk="cloth"),
    "on a pale desk": Shot(size=SMALL, tilt=(6, -9), turn=2, desk="pale"),
    "large, much compressed": Shot(size=(2268, 3024), tilt=(10, -12), turn=8, noise=6, quality=60, shadow=0.6),
    "turned 25 degrees": Shot(size=SMALL, tilt=(8, 8), turn=25, fill=0.62),
    "lying on its side": Shot(size=SMALL[::-1], tilt=(9, 9), turn=88, fill=0.8, desk="cloth"),
}
NEAR = {
    "filling the frame": Shot(size=SMALL, tilt=(10, -8), turn=2, fill=1.1),
    "much tilted": Shot(size=SMALL, tilt=(-13, 11), turn=-2, fill=1.05, shadow=0.6),
}


def read(picture: Image.Image) -> str:
    grey = picture.convert("L")
    return see(lambda dpi: grey, ReadOptions(), own_resolution=True).seen.text


@pytest.mark.parametrize("name", SHOTS)
def test_the_corners_of_the_sheet_are_found(name: str) -> None:
    sheet, shot = prose(PROSE).at(200), SHOTS[name]
    picture = shoot(sheet, shot)
    found = find_sheet(picture)
    assert found is not None
    true = np.array(corners(sheet, shot))
    off = min(float(np.abs(np.roll(np.array(found), turn, axis=0) - true).max()) for turn in range(4))
    assert off < 0.004 * max(picture.size)


@pytest.mark.parametrize("name", ["tilted 15 degrees", "in shadow", "turned 25 degrees", "large, much compressed"])
def test_a_photographed_sheet_is_read_as_a_scan_is(name: str) -> None:
    page = prose(PROSE, times=1)
    flat = flattened(shoot(page.at(200), SHOTS[name]))
    assert flat.changed
    assert letters_lost(page.text, read(flat.picture)) <= 0.02


def test_the_rows_of_a_photographed_table_stay_rows() -> None:
    page = table()
    flat = flattened(shoot(page.at(200), SHOTS["in shadow"]))
    text = read(flat.picture)
    assert words_shared(page.text, text) >= 0.97
    assert "Bertil Lindqvist First aid level C 2024-11-18 2027-11-18" in [
        " ".join(line.split()) for line in text.split("\n")
    ]


@pytest.mark.parametrize("name", NEAR)
def test_a_sheet_without_edges_is_straightened_by_its_lines(name: str) -> None:
    sheet = prose(PROSE)
    picture = shoot(sheet.at(200), NEAR[name])
    assert find_sheet(picture) is None
    flat = flattened(picture)
    assert flat.changed
    assert words_shared(sheet.text, read(flat.picture)) >= 0.95


def screen() -> Image.Image:
    """A picture of a screen: a bright window with text on a dark background."""
    picture = Image.new("RGB", (1400, 900), (30, 60, 90))
    window = prose(PROSE).at(110).crop((0, 0, 935, 800)).convert("RGB")
    picture.paste(window, (200, 60))
    return picture


FLAT: dict[str, Callable[[], Image.Image]] = {
    "page": lambda: prose(PROSE).at(150),
    "scan": lambda: scanned(form().at(200), 1.5),
    "sideways": lambda: scanned(table().at(150)).rotate(90, expand=True),
    "columns": lambda: scanned(two_columns().at(150)),
    "screen": screen,
    "empty": lambda: Image.new("RGB", (800, 600), "white"),
    "noise": lambda: Image.effect_noise((700, 500), 80),
    "tiny": lambda: Image.new("L", (3, 2), 200),
}


@pytest.mark.parametrize("name", FLAT)
def test_flat_pictures_are_left_alone(name: str) -> None:
    picture = FLAT[name]()
    flat = flattened(picture)
    assert not flat.changed
    assert flat.picture is picture


def test_a_wall_with_a_window_is_no_sheet() -> None:
    """Four bright straight edges without writing inside: the picture keeps what is around them."""
    blank = Image.new("L", (850, 1100), 250)
    ImageDraw.Draw(blank).text((300, 500), "EXIT", fill=0, font_size=90)
    assert not flattened(shoot(blank, Shot(size=SMALL, tilt=(9, -7), turn=3))).changed


def test_a_note_beside_the_sheet_is_not_cut_off() -> None:
    shot = Shot(size=(1800, 1500), tilt=(6, 7), turn=2, fill=0.55, desk="dark")
    picture = shoot(prose(PROSE, times=1).at(200).crop((0, 0, 1700, 1300)), shot).convert("RGB")
    note = Image.new("RGB", (380, 220), (240, 235, 180))
    for line in range(4):
        ImageDraw.Draw(note).text((20, 20 + 45 * line), "call the crane firm", fill=(20, 20, 20), font_size=34)
    picture.paste(note, (1390, 60))
    flat = flattened(picture)
    assert flat.changed
    text = read(flat.picture)
    assert text.casefold().count("call the crane firm") >= 2
    assert words_shared("\n".join(PROSE), text) >= 0.7


def test_the_same_photograph_gives_the_same_page() -> None:
    shot = replace(SHOTS["on cloth"], size=(900, 1200))
    one, two = (flattened(shoot(prose(PROSE).at(110), shot)).picture for _ in range(2))
    assert np.array_equal(np.asarray(one), np.asarray(two))


def test_colour_or_grey_the_page_is_the_same_place() -> None:
    picture = shoot(form().at(150), SHOTS["on a pale desk"]).convert("RGB")
    colour, grey = flattened(picture), flattened(picture.convert("L"))
    assert colour.changed and grey.changed
    assert abs(colour.picture.width - grey.picture.width) <= 4


def page_of_places() -> TypedPage:
    return prose(PROSE, times=1)


def test_places_are_those_of_the_flat_page() -> None:
    page = page_of_places()
    straight = see(lambda dpi: page.at(150), ReadOptions(), own_resolution=True).seen
    flat = flattened(shoot(page.at(200), SHOTS["in shadow"])).picture.convert("L")
    photo = see(lambda dpi: flat, ReadOptions(), own_resolution=True).seen
    for word in ("Working", "Guardrails", "Approved"):
        one, two = (next(seen for seen in read.words if seen.text == word).box for read in (straight, photo))
        assert two.left == pytest.approx(one.left, abs=0.01)
        assert two.top == pytest.approx(one.top, abs=0.01)
