"""Crops: the cited place, marked, small; nothing of a damaged picture, nothing beyond the budget."""

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.model import Box
from pipeline.report.pictures import CROP_HEIGHT, CROP_WIDTH, KEPT, Place, crop_jpeg, crop_region, make_crops

UNIT = st.floats(0, 1, allow_nan=False)


def _place(page: int, box: Box | None = None) -> Place:
    return Place("a" * 64, page, box)


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """White, but for a black bar at the cited place."""
    picture = Image.new("RGB", (1000, 1400), "white")
    picture.paste("black", (300, 700, 500, 714))
    return picture


def test_crop_shows_the_box_with_its_mark(page: Image.Image) -> None:
    crop = Image.open(io.BytesIO(crop_jpeg(page, Box(0.3, 0.5, 0.5, 0.51))))
    assert crop.format == "JPEG" and crop.width <= CROP_WIDTH and crop.height <= CROP_HEIGHT
    colors = [crop.getpixel((x, y)) for x in range(0, crop.width, 4) for y in range(0, crop.height, 2)]
    assert any(max(one) < 110 for one in colors), "the cited bar"
    assert any(one[2] < 110 < one[0] - 60 or (one[0] > 40 and one[2] < one[0] - 25) for one in colors), "the mark"


@given(UNIT, UNIT, st.floats(0.001, 0.5), st.floats(0.001, 0.5))
def test_region_holds_the_box_and_stays_on_the_page(left: float, top: float, width: float, height: float) -> None:
    box = Box(left, top, min(1.0, left + width), min(1.0, top + height))
    region = crop_region(box)
    assert 0 <= region.left <= box.left <= box.right <= region.right + 1e-9 <= 1 + 1e-9
    assert 0 <= region.top <= box.top <= box.bottom <= region.bottom + 1e-9 <= 1 + 1e-9


@pytest.mark.parametrize("box", [None, Box(0.5, 0.5, 0.5, 0.5), Box(0.9, 0.1, 0.2, 0.2), Box(-1, 0, 2, 1)])
def test_no_usable_box_gives_a_thumbnail_of_the_page(page: Image.Image, box: Box | None) -> None:
    crop = Image.open(io.BytesIO(crop_jpeg(page, box)))
    assert abs(crop.width / crop.height - page.width / page.height) < 0.02


def test_damaged_or_absent_picture_costs_only_its_crop(tmp_path: Path, page: Image.Image) -> None:
    good, bad, foreign = tmp_path / "1.jpg", tmp_path / "2.jpg", tmp_path / "3.jpg"
    page.save(good, "JPEG")
    bad.write_bytes(good.read_bytes()[:400])
    page.save(foreign, "PNG")
    pictures = {("a" * 64, 1): good, ("a" * 64, 2): bad, ("a" * 64, 3): foreign}
    crops = make_crops([_place(1), _place(2), _place(3), _place(4)], [], pictures)
    assert set(crops) == {_place(1)}
    assert base64.b64decode(crops[_place(1)].removeprefix("data:image/jpeg;base64,"))[:2] == b"\xff\xd8"


def test_budget_is_kept_and_first_places_come_first(tmp_path: Path, page: Image.Image) -> None:
    page.save(tmp_path / "1.jpg", "JPEG")
    pictures = {("a" * 64, 1): tmp_path / "1.jpg"}
    further = [_place(1, Box(0.1, 0.1 * n, 0.5, 0.1 * n + 0.02)) for n in range(1, 9)]
    first = _place(1, Box(0.3, 0.5, 0.5, 0.51))
    every = make_crops([first], further, pictures)
    assert set(every) == {first, *further}
    size = len(base64.b64decode(every[first].partition(",")[2]))
    assert set(make_crops([first], further, pictures, budget=size)) == {first}


def test_the_same_place_is_cut_once(tmp_path: Path, page: Image.Image) -> None:
    page.save(tmp_path / "1.jpg", "JPEG")
    crops: dict[Place, Any] = make_crops([_place(1)] * 5, [_place(1)], {("a" * 64, 1): tmp_path / "1.jpg"})
    assert len(crops) == 1


def test_a_crop_once_made_is_used_again_and_a_damaged_one_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "page.jpg"
    Image.new("RGB", (800, 1000), "white").save(path, "JPEG")
    place = Place("a" * 64, 1, Box(0.1, 0.1, 0.3, 0.2))
    pictures = {place.key: path}
    first = make_crops([place], [], pictures)
    (kept,) = (tmp_path / KEPT).iterdir()
    path.unlink()
    assert make_crops([place], [], pictures) == first
    kept.write_bytes(kept.read_bytes()[:40])
    assert make_crops([place], [], pictures) == {}
    Image.new("RGB", (800, 1000), "white").save(path, "JPEG")
    assert make_crops([place], [], pictures) == first
