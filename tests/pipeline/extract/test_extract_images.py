"""Picture files: frames, orientation of cameras, odd modes, ruled tables of a scan."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.extract.frames import load_frame
from pipeline.extract.jobs import count_pages, picture, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure, TextOrigin

MOST = 10_000_000


def paper(text: str = "", size: tuple[int, int] = (600, 400)) -> Image.Image:
    image = Image.new("L", size, 255)
    ImageDraw.Draw(image).text((40, 40), text, font=ImageFont.load_default(size=36), fill=0)
    return image


def test_a_tiff_has_a_page_a_frame(tmp_path: Path, blind: ReadOptions) -> None:
    path = tmp_path / "frames.tiff"
    paper("one").save(path, save_all=True, append_images=[paper("two"), paper("three", (400, 600))])
    assert count_pages(str(path), "image/tiff", blind) == 3
    pages = list(read_pages(str(path), "image/tiff", 2, 3, blind))
    assert [page.number for page in pages] == [2, 3]
    assert load_frame(str(path), 3, MOST)[0].size == (400, 600)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_the_way_up_their_camera_says(tmp_path: Path, orientation: int) -> None:
    """A black corner at the top left of the scene ends at the top left whatever way the camera was held."""
    scene = Image.new("L", (60, 40), 255)
    scene.paste(0, (0, 0, 20, 10))
    undo = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_90",
            7: "TRANSVERSE", 8: "ROTATE_270"}  # fmt: skip
    stored = scene.transpose(Image.Transpose[undo[orientation]]) if orientation > 1 else scene
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "phone.jpg", exif=exif, quality=95)
    image, _ = load_frame(str(tmp_path / "phone.jpg"), 1, MOST)
    assert image.size == (60, 40)
    assert np.asarray(image)[2:7, 2:17].mean() < 60 < 200 < np.asarray(image)[20:, 30:].mean()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGB", "RGBA", "P", "CMYK", "I;16"])
def test_every_mode_ends_as_dark_on_light(tmp_path: Path, mode: str) -> None:
    image = Image.new("L", (40, 40), 255)
    image.paste(0, (10, 10, 30, 30))
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image).astype(np.uint16) * 200)
    elif mode in ("RGBA", "LA"):
        clear = Image.new(mode, (40, 40), (0,) * len(Image.new(mode, (1, 1)).getbands()))
        clear.paste(Image.new(mode, (20, 20), (0,) * (len(clear.getbands()) - 1) + (255,)), (10, 10))
        image = clear
    else:
        image = image.convert(mode)
    image.save(tmp_path / "odd.tiff")
    grey = np.asarray(load_frame(str(tmp_path / "odd.tiff"), 1, MOST)[0].convert("L"))
    assert grey[15:25, 15:25].mean() < 40 and grey[:8].mean() > 200


def test_the_size_comes_from_a_credible_resolution(tmp_path: Path) -> None:
    for dpi, expected in (((200, 200), (216.0, 144.0)), ((72, 72), (0.0, 0.0)), (None, (0.0, 0.0))):
        paper().save(tmp_path / "a.png", **({"dpi": dpi} if dpi else {}))
        assert load_frame(str(tmp_path / "a.png"), 1, MOST)[1] == pytest.approx(expected, abs=0.5)


def test_fax_pages_get_their_true_shape(tmp_path: Path) -> None:
    paper(size=(1728, 1100)).save(tmp_path / "fax.tiff", dpi=(204, 98))
    image, points = load_frame(str(tmp_path / "fax.tiff"), 1, MOST)
    assert image.width == 1728 and image.height == pytest.approx(1100 * 204 / 98, abs=2)
    assert points == pytest.approx((1728 * 72 / 204, 1100 * 72 / 98), abs=1)


def test_a_picture_cut_off_is_damaged(tmp_path: Path, blind: ReadOptions) -> None:
    Image.effect_noise((400, 300), 60).save(tmp_path / "a.jpg")
    whole = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(whole[: len(whole) // 2])
    (failure,) = read_pages(str(tmp_path / "a.jpg"), "image/jpeg", 1, 1, blind)
    assert isinstance(failure, PageFailure) and failure.exception_class == "damaged"


def test_a_white_picture_is_blank(tmp_path: Path, blind: ReadOptions) -> None:
    paper().save(tmp_path / "white.png")
    (page,) = read_pages(str(tmp_path / "white.png"), "image/png", 1, 1, blind)
    assert isinstance(page, Page) and page.blank


def test_the_shown_picture_is_turned_and_small(tmp_path: Path) -> None:
    paper(size=(3000, 2000)).save(tmp_path / "large.png")
    (made,) = picture(str(tmp_path / "large.png"), "image/png", 1, 90, 100, str(tmp_path / "out.jpg"))
    assert (made.width, made.height) == (733, 1100)


def test_a_scanned_matrix_yields_its_rows(matrix_scan: Path) -> None:
    """Real recognition: the cells of a slanted, ruled training matrix, empty ones in their place."""
    (page,) = read_pages(str(matrix_scan), "image/png", 1, 1, ReadOptions())
    assert isinstance(page, Page)
    assert (page.text_origin, page.why) == (TextOrigin.OCR, "picture_file")
    (table,) = page.tables
    assert [len(row) for row in table] == [4] * 4
    assert table[0] == ("Worker", "WHMIS", "First aid", "Fall protection")
    assert [row[0] for row in table[1:]] == ["Priya Nair", "Tom Okafor", "Lena Fischer"]
    assert table[1][1:] == ("2025-11-03", "2026-01-15", "2025-06-20")
    assert table[2][2] == "" and table[3][3] == ""
    assert page.width == pytest.approx(612, abs=1)


def test_a_pdf_of_the_scan_yields_the_same_rows(matrix_scan: Path, make_pdf: Callable[..., str]) -> None:
    path = make_pdf(lambda canvas: canvas.drawImage(str(matrix_scan), 0, 0, 612, 396), size=(612, 396))
    (page,) = read_pages(path, "application/pdf", 1, 1, ReadOptions())
    assert isinstance(page, Page)
    assert (page.why, page.text_origin) == ("no_text_layer", TextOrigin.OCR)
    (table,) = page.tables
    assert table[2][:2] == ("Tom Okafor", "2025-11-03") and table[2][2] == ""
