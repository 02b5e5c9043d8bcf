"""The picture a scanned page consists of is taken as it is, and only where drawing the page shows the same."""

import random
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from pipeline.extract.pdf_picture import picture_of
from pipeline.extract.pdf_scan import ScannedPages
from tests.pipeline.raw_pdf import build, one_page, put, stream, text_at

DPI = 72  # one pixel a point keeps the pictures small
WIDE, TALL = 612, 792
IMAGE = "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8"
WHOLE = f"q {WIDE} 0 0 {TALL} 0 0 cm /Im1 Do Q\n"
GREY = bytes(random.Random(3).choices(range(256), k=WIDE * TALL))


def _file(content: str = WHOLE, *, entries: str = "", page: str = "", pixels: bytes = GREY) -> bytes:
    image = f"{IMAGE}/Width {WIDE}/Height {TALL}{entries}"
    more = {6: stream(pixels, image), 7: stream(b"\0", f"{IMAGE}/Width 1/Height 1"), 8: "<</Type/OCG/Name(Layer)>>"}
    return one_page(content, page=page, resources="/XObject<</Im1 6 0 R>>", more=more)


def _taken(folder: Path, file: bytes, dpi: int = DPI) -> tuple[Image.Image | None, Image.Image]:
    path = put(folder, "scan.pdf", file)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        try:
            return ScannedPages(path).picture(page, dpi), picture_of(page, dpi, 10**8)
        finally:
            page.close()


@pytest.mark.parametrize(
    "file",
    [
        _file(),
        _file(entries="/Decode[1 0]"),
        _file(WHOLE + "3 Tr " + text_at(50, 500, "an invisible layer of words")),
    ],
    ids=["plain", "inverted", "with words recognised before"],
)
def test_it_is_pixel_for_pixel_what_drawing_shows(tmp_path: Path, file: bytes) -> None:
    taken, drawn = _taken(tmp_path, file)
    assert taken is not None
    assert (np.asarray(taken) == np.asarray(drawn)).all()


def test_a_scan_is_taken_at_its_own_resolution_alone(tmp_path: Path) -> None:
    assert _taken(tmp_path, _file(), dpi=150)[0] is None


@pytest.mark.parametrize(
    "file",
    [
        _file(entries="/SMask 7 0 R"),
        _file(entries="/Mask[0 100]"),
        _file(entries="/OC 8 0 R"),
        _file(WHOLE + text_at(50, 500, "stamped over it")),
        _file(WHOLE + WHOLE),
        _file(WHOLE + "0 0 100 100 re f\n"),
        _file("q 0 0 300 792 re W n " + WHOLE + "Q\n"),
        _file(f"q {WIDE} 0 0 -{TALL} 0 {TALL} cm /Im1 Do Q\n"),
        _file(f"q {WIDE / 2} 0 0 {TALL} 0 0 cm /Im1 Do Q\n"),
        _file(page="/Rotate 90"),
        _file(page="/CropBox[0 0 612 400]"),
        _file(page="/Annots[<</Type/Annot/Subtype/Square/Rect[10 10 90 90]/C[1 0 0]>>]"),
        _file(pixels=b"\xff" * (WIDE * TALL // 8), entries="/ImageMask true/BitsPerComponent 1"),
    ],
    ids=[
        "soft mask",
        "colour mask",
        "layer",
        "words",
        "two pictures",
        "a drawing",
        "clipped",
        "upside down",
        "half the page",
        "turned",
        "cropped",
        "a note",
        "a stencil",
    ],
)
def test_a_page_that_shows_anything_else_is_drawn(tmp_path: Path, file: bytes) -> None:
    assert _taken(tmp_path, file)[0] is None


def test_more_pixels_than_may_be_decoded_are_left_to_drawing(tmp_path: Path) -> None:
    tall = 100_000
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {tall} {tall}]/Contents 4 0 R"
        "/Resources<</XObject<</Im1 6 0 R>>>>>>",
        4: stream(f"q {tall} 0 0 {tall} 0 0 cm /Im1 Do Q"),
        6: stream(b"\0" * 1000, f"{IMAGE}/Width {tall}/Height {tall}"),
    }
    path = put(tmp_path, "large.pdf", build(objects))
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        assert ScannedPages(path).picture(page, DPI) is None
        page.close()
