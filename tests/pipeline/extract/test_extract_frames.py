"""Every kind of picture file: opened, limited before it is decoded, first of several pictures, damaged ones told."""

import io
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.frames import frame_count, load_frame, picture_note
from pipeline.extract.jobs import count_pages, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.extract.picture_sizes import claimed_size
from pipeline.model import Page, PageFailure
from tests.pipeline.extract.heic_made import heic

MOST = 10_000_000
SIDE = 100_000


def square() -> Image.Image:
    """Dark in the middle, light around."""
    image = Image.new("L", (96, 64), 230)
    image.paste(20, (24, 16, 72, 48))
    return image


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **how)
    return target.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def huge_png() -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def huge_tiff() -> bytes:
    tags = ((256, 4, SIDE), (257, 4, SIDE), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1),
            (278, 4, SIDE), (279, 4, 100))  # fmt: skip
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + entries + bytes(4)


def huge_jpeg() -> bytes:
    small = bytearray(saved(square(), "JPEG"))
    at = small.index(b"\xff\xc0")
    small[at + 5 : at + 9] = struct.pack(">HH", 65_500, 65_500)
    return bytes(small)


def huge_gif() -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", 65_500, 65_500, 0x80, 0, 0) + bytes(6) + saved(square(), "GIF")[13:]


def huge_bmp() -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, SIDE, SIDE, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + 1000, 0, 0, 54) + head + bytes(1000)


def huge_webp() -> bytes:
    side = (SIDE - 1).to_bytes(3, "little")
    extended = b"VP8X" + struct.pack("<I", 10) + bytes(4) + side + side
    frame = saved(square(), "WEBP")[12:]
    return b"RIFF" + struct.pack("<I", 4 + len(extended) + len(frame)) + b"WEBP" + extended + frame


def huge_jpeg_2000() -> bytes:
    small = bytearray(saved(square(), "JPEG2000"))
    at = small.index(b"ihdr") + 4
    small[at : at + 8] = struct.pack(">II", SIDE, SIDE)
    return bytes(small)


HUGE = {"png": huge_png, "tiff": huge_tiff, "jpeg": huge_jpeg, "gif": huge_gif, "bmp": huge_bmp, "webp": huge_webp,
        "jp2": huge_jpeg_2000, "heic": lambda: heic(square(), claimed=(SIDE, SIDE))}  # fmt: skip


@pytest.mark.parametrize("kind", HUGE)
def test_a_huge_picture_is_refused_by_its_header(tmp_path: Path, kind: str, blind: ReadOptions) -> None:
    """A child may use 1 GiB; these would need 4 to 40."""
    path = tmp_path / "huge"
    path.write_bytes(HUGE[kind]())
    told: list[ExceptionClass] = []
    try:
        pages = read_pages(str(path), f"image/{kind}", 1, 1, blind)
        told = [page.exception_class for page in pages if isinstance(page, PageFailure)]
    except InputError as error:
        told = [error.exception_class]
    assert told == [ExceptionClass.TOO_LARGE]


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("JPEG", {}), ("PNG", {}), ("GIF", {}), ("BMP", {}), ("WEBP", {}), ("WEBP", {"lossless": True}),
        ("JPEG2000", {}), ("AVIF", {}), ("TIFF", {}), ("TIFF", {"compression": "jpeg"}),
        ("TIFF", {"compression": "tiff_lzw"}), ("TIFF", {"compression": "tiff_adobe_deflate"}),
        ("TIFF", {"compression": "packbits"}),
    ],
)  # fmt: skip
def test_kinds_of_pictures_are_read(tmp_path: Path, kind: str, how: dict[str, object]) -> None:
    path = tmp_path / "picture"
    path.write_bytes(saved(square().convert("RGB"), kind, **how))
    shows_square(path)


def shows_square(path: Path, size: tuple[int, int] = (96, 64)) -> None:
    assert frame_count(str(path), MOST) == 1
    grey = np.asarray(load_frame(str(path), 1, MOST)[0].convert("L"))
    assert grey.shape == size[::-1]
    height, width = grey.shape
    assert grey[height // 2 - 8 : height // 2 + 8, width // 2 - 8 : width // 2 + 8].mean() < 50
    assert grey[:8].mean() > 200


@pytest.mark.parametrize("compression", ["group3", "group4", "tiff_ccitt"])
@pytest.mark.parametrize("photometric", [0, 1])
def test_fax_compressions_are_read(tmp_path: Path, compression: str, photometric: int) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[262] = photometric
    image = square().convert("1", dither=Image.Dither.NONE)
    image.save(tmp_path / "fax.tif", compression=compression, tiffinfo=tags)
    shows_square(tmp_path / "fax.tif")


def test_a_cmyk_jpeg_is_not_its_negative(tmp_path: Path) -> None:
    square().convert("RGB").convert("CMYK").save(tmp_path / "print.jpg", quality=95)
    shows_square(tmp_path / "print.jpg")


def test_a_telephones_photograph_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.heic").write_bytes(heic(square()))
    shows_square(tmp_path / "a.heic")
    (tmp_path / "b.heic").write_bytes(heic(square(), turn=1))
    shows_square(tmp_path / "b.heic", (64, 96))


def test_a_burst_gives_its_first_picture_and_a_note(tmp_path: Path) -> None:
    path = tmp_path / "burst.heic"
    path.write_bytes(heic(square(), Image.new("L", (40, 40), 9), Image.new("L", (40, 40), 9)))
    shows_square(path)
    assert picture_note(str(path)) == "only the first of its 3 pictures was read"


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_film_gives_its_first_picture_and_a_note(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "film"
    dark = Image.new("L", (96, 64), 9).convert("RGB")
    path.write_bytes(saved(square().convert("RGB"), kind, save_all=True, append_images=[dark, square().convert("RGB")]))
    shows_square(path)
    assert picture_note(str(path)) == "only the first of its 3 pictures was read"


def test_the_preview_in_a_telephones_jpeg_is_no_second_picture(tmp_path: Path) -> None:
    path = tmp_path / "phone.jpg"
    square().save(path, "MPO", save_all=True, append_images=[Image.new("L", (40, 40), 9)])
    shows_square(path)
    assert picture_note(str(path)) is None


def test_pages_of_a_tiff_have_sizes_and_modes_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "mixed.tif"
    square().save(path, save_all=True, append_images=[square().convert("1"), square().resize((48, 32)).convert("RGB"),
                                                      square().convert("CMYK")])  # fmt: skip
    sizes = [load_frame(str(path), number, MOST)[0].size for number in (1, 2, 3, 4)]
    assert sizes == [(96, 64), (96, 64), (48, 32), (96, 64)]
    assert picture_note(str(path)) is None


def test_a_tiff_that_breaks_off_keeps_its_pages_and_tells_of_the_rest(tmp_path: Path, blind: ReadOptions) -> None:
    path = tmp_path / "cut.tif"
    noise = Image.effect_noise((300, 200), 60)
    noise.save(path, save_all=True, append_images=[noise] * 4)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 7 // 10])
    count = count_pages(str(path), "image/tiff", blind)
    pages = list(read_pages(str(path), "image/tiff", 1, count, blind))
    assert [isinstance(page, Page) for page in pages] == [True] * 3 + [False] * (count - 3) and count > 3
    assert isinstance(pages[-1], PageFailure) and pages[-1].exception_class is ExceptionClass.DAMAGED


def test_a_large_photograph_is_decoded_smaller(tmp_path: Path) -> None:
    square().resize((960, 640)).save(tmp_path / "a.jpg", dpi=(200, 200))
    image, points = load_frame(str(tmp_path / "a.jpg"), 1, MOST, enough_pixels=960 * 640 // 4)
    assert image.size == (480, 320)
    assert points == pytest.approx((345.6, 230.4), abs=0.5)


def test_broken_notes_of_the_camera_cost_no_picture(tmp_path: Path) -> None:
    square().save(tmp_path / "a.jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f" + bytes(20))
    shows_square(tmp_path / "a.jpg")


@pytest.mark.parametrize("kind", ["heic", "webp", "png", "tiff", "jpeg", "gif", "bmp"])
@pytest.mark.parametrize("part", [0.05, 0.5])
def test_what_is_cut_off_is_damaged(tmp_path: Path, kind: str, part: float) -> None:
    noise = Image.effect_noise((320, 200), 60)
    whole = heic(noise) if kind == "heic" else saved(noise, kind.upper())
    (tmp_path / "cut").write_bytes(whole[: int(part * len(whole))])
    with pytest.raises(InputError) as told:
        load_frame(str(tmp_path / "cut"), 1, MOST)
    assert told.value.exception_class is ExceptionClass.DAMAGED


def test_without_the_decoder_of_heic_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.extract import frames

    (tmp_path / "a.heic").write_bytes(heic(square()))
    frames._heif_format.cache_clear()
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(InputError) as told:
        load_frame(str(tmp_path / "a.heic"), 1, MOST)
    assert told.value.exception_class is ExceptionClass.CODEC_MISSING
    assert "pi-heif" in told.value.remedy
    frames._heif_format.cache_clear()


def test_sizes_are_told_from_the_header_alone(tmp_path: Path) -> None:
    for name, data, size in (
        ("a", saved(square(), "WEBP"), (96, 64)),
        ("b", saved(square(), "WEBP", lossless=True), (96, 64)),
        ("c", heic(square(), square().resize((200, 300))), (200, 300)),
        ("d", saved(square().convert("RGB"), "AVIF"), (96, 64)),
        ("e", saved(square(), "PNG"), None),
        ("f", b"", None),
        ("g", b"\0\0\0\1ftypheic" + bytes(40), None),
    ):
        (tmp_path / name).write_bytes(data)
        assert claimed_size(str(tmp_path / name)) == size
