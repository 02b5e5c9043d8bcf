"""Words that are in a PDF but not to be seen: covered, in the colour of their ground, on a layer switched off."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, Word
from tests.pipeline.raw_pdf import one_page, put, stream, text_at

PDF = "application/pdf"
LINE = text_at(72, 700, "Injured worker: Tom Okafor, Hinton yard")
BLACK = "0 g 148 697 58 12 re f 0 g\n"  # over the name


def read(folder: Path, content: str, **more: object) -> Page:
    (page,) = read_pages(put(folder, "a.pdf", one_page(content, **more)), PDF, 1, 1, ReadOptions(engine="null"))  # type: ignore[arg-type]
    assert isinstance(page, Page)
    return page


def everything(page: Page) -> str:
    cells = [cell for table in page.tables for row in table for cell in row]
    return " ".join([page.text, *(word.text for word in page.words), *cells, *page.notes])


def test_words_under_a_box_are_not_told(tmp_path: Path) -> None:
    page = read(tmp_path, LINE + BLACK + text_at(72, 650, "Signed by the foreman"))
    assert page.text.split("\n")[0] == "Injured worker: [covered], Hinton yard"
    assert "Okafor" not in everything(page)
    assert "box that covers them" in " ".join(page.notes)
    assert all(word.text in page.text.split("\n")[word.line] for word in page.words)


@pytest.mark.parametrize(
    "box",
    [
        "1 g 148 697 58 12 re f 0 g\n",
        "0.2 0.4 0.6 rg 100 690 160 26 re f 0 g\n",
        "/F Do\n",
        "q 58 0 0 12 148 697 cm /I Do Q\n",
    ],
    ids=["white", "coloured", "form", "picture"],
)
def test_whatever_covers(tmp_path: Path, box: str) -> None:
    image = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    more = {
        6: stream("0 g 0 0 58 12 re f", "/Type/XObject/Subtype/Form/BBox[0 0 58 12]/Matrix[1 0 0 1 148 697]"),
        7: stream(b"\x00", image),
    }
    page = read(tmp_path, LINE + box, resources="/XObject<</F 6 0 R/I 7 0 R>>", more=more)
    assert "[covered]" in page.text and "Okafor" not in everything(page)


def test_half_a_name_is_not_told_either(tmp_path: Path) -> None:
    page = read(tmp_path, LINE + "0 g 185 697 21 12 re f")
    assert page.text == "Injured worker: Tom [covered], Hinton yard"


def test_words_in_the_colour_of_their_ground_are_not_told(tmp_path: Path) -> None:
    page = read(tmp_path, BLACK + LINE)
    assert page.text == "Injured worker: [covered], Hinton yard"


def test_words_in_covered_cells_are_not_told(tmp_path: Path) -> None:
    grid = "".join(
        f"{x} 600 m {x} 690 l S 72 {y} m 372 {y} l S " for x in (72, 172, 272, 372) for y in (600, 630, 660, 690)
    )
    cells = "".join(text_at(77 + 100 * i, 610 + 30 * j, f"cell {i}{j}") for i in range(3) for j in range(3))
    page = read(tmp_path, grid + cells + "0 g 175 632 90 26 re f")
    assert page.tables and "cell 11" not in everything(page) and "cell 22" in everything(page)


@pytest.mark.parametrize(
    "content",
    [
        "0.9 g 60 690 300 24 re f 0 g\n" + LINE,
        LINE + "/G gs 1 1 0 rg 150 694 90 16 re f\n",
        LINE + "/M gs 1 1 0 rg 150 694 90 16 re f\n",
        LINE + "q 0 0 5 5 re W n 0 g 60 690 300 24 re f Q\n",
        LINE + "0 g 72 694 250 1 re f\n",
        LINE + "0 g 60 690 300 24 re S\n",
        "0 g 60 690 300 24 re f 1 g\n" + LINE,
        LINE + "0 g 60 690 300 24 re f 1 g\n" + LINE.replace("(Injured", "(Injured"),
    ],
    ids=["shaded", "see-through", "marker", "cut away", "underlined", "framed", "white on black", "written again"],
)
def test_what_can_be_seen_is_told(tmp_path: Path, content: str) -> None:
    states = "/ExtGState<</G<</ca 0.4>>/M<</BM/Multiply>>>>"
    page = read(tmp_path, content, resources=states)
    assert "Tom Okafor, Hinton yard" in page.text
    assert not page.notes


@pytest.mark.parametrize("flag", [0, 90, 180, 270])
def test_covers_are_found_on_turned_pages(tmp_path: Path, flag: int) -> None:
    page = read(tmp_path, LINE + BLACK, page=f"/Rotate {flag}")
    assert page.text == "Injured worker: [covered], Hinton yard"


@pytest.mark.parametrize("kind", ["Square", "Redact", "FreeText"])
def test_words_under_an_opaque_note_are_not_told(tmp_path: Path, kind: str) -> None:
    note = f"<</Type/Annot/Subtype/{kind}/Rect[148 697 206 709]/F 4/AP<</N 7 0 R>>>>"
    look = stream("0 g 0 0 58 12 re f", "/Type/XObject/Subtype/Form/BBox[0 0 58 12]")
    page = read(tmp_path, LINE, page="/Annots[6 0 R]", more={6: note, 7: look})
    assert page.text == "Injured worker: [covered], Hinton yard"


def test_words_in_a_frame_drawn_as_a_note_are_told(tmp_path: Path) -> None:
    note = "<</Type/Annot/Subtype/Square/Rect[150 690 240 715]/C[1 0 0]/F 4/AP<</N 7 0 R>>>>"
    look = stream("1 0 0 RG 1 1 88 23 re S", "/Type/XObject/Subtype/Form/BBox[0 0 90 25]")
    page = read(tmp_path, LINE, page="/Annots[6 0 R]", more={6: note, 7: look})
    assert "Tom Okafor" in page.text and not page.notes


LAYERS = "/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>"


def test_words_on_a_layer_that_is_off_are_not_told(tmp_path: Path) -> None:
    content = (
        text_at(72, 700, "Plan of the yard")
        + "/OC /Off BDC "
        + text_at(72, 650, "Draft: not for use")
        + " EMC /OC /On BDC "
        + text_at(72, 600, "Muster point at the gate")
        + " EMC"
    )
    more = {6: "<</Type/OCG/Name(Draft)>>", 7: "<</Type/OCG/Name(Plan)>>"}
    page = read(tmp_path, content, catalogue=LAYERS, resources="/Properties<</Off 6 0 R/On 7 0 R>>", more=more)
    assert page.text.split("\n") == ["Plan of the yard", "", "Muster point at the gate"]
    assert "layer" in " ".join(page.notes)


def test_the_words_of_a_scan_stay_although_they_are_below_its_picture(tmp_path: Path) -> None:
    picture = Image.new("L", (1275, 1650), 255)
    draw = ImageDraw.Draw(picture)
    for row in range(6):
        draw.text((150, 150 + 60 * row), f"Toolbox meeting number {row}", font=ImageFont.load_default(size=32), fill=0)
    image = "/Type/XObject/Subtype/Image/Width 1275/Height 1650/ColorSpace/DeviceGray/BitsPerComponent 8"
    layer = "".join(text_at(72, 705 - 28.8 * row, f"Toolbox meeting number {row}") for row in range(6))
    content = layer + "q 612 0 0 792 0 0 cm /I Do Q"
    page = read(tmp_path, content, resources="/XObject<</I 6 0 R>>", more={6: stream(picture.tobytes(), image)})
    assert page.text.count("Toolbox meeting number") == 6 and "[covered]" not in page.text


def test_every_word_lies_on_the_page(tmp_path: Path) -> None:
    words: tuple[Word, ...] = read(tmp_path, LINE + BLACK).words
    assert words and all(0 <= word.box.left < word.box.right <= 1 for word in words)
