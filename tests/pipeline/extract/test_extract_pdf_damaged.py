"""Damaged PDFs: what can be read is read, and what is lost is named page by page."""

import re
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.clean import mostly_signs
from pipeline.extract.jobs import count_pages, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.extract.pdf_mended import CATALOGUE, FIRST, LOCKED, OBJECT, PACKED, PAGE, TREE, mended
from pipeline.model import Page, PageFailure
from tests.pipeline.raw_pdf import FONT, build, put, stream, text_at

PDF = "application/pdf"
PAGES = 6


def sheets(count: int = PAGES) -> bytes:
    """A file of several pages in which every page stands before its contents."""
    objects: dict[int, str | bytes] = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{' '.join(f'{4 + 2 * at} 0 R' for at in range(count))}]/Count {count}>>",
        3: FONT,
    }
    for at in range(count):
        resources = f"/Contents {5 + 2 * at} 0 R/Resources<</Font<</F1 3 0 R>>>>"
        objects[4 + 2 * at] = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]{resources}>>"
        objects[5 + 2 * at] = stream(text_at(72, 700, f"Inspection sheet number {at + 1} of the yard"))
    return build(objects)


def read(folder: Path, content: bytes) -> list[Page | PageFailure]:
    path, options = put(folder, "a.pdf", content), ReadOptions(engine="null")
    return [page for page in read_pages(path, PDF, 1, count_pages(path, PDF, options), options) if page is not None]  # type: ignore[misc]


def told(pages: list[Page | PageFailure]) -> list[int]:
    return [page.number for page in pages if isinstance(page, Page) and f"number {page.number} of" in page.text]


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: b"Content-Type: application/pdf\r\n\r\n" + whole,
        lambda whole: b"\xef\xbb\xbf" + whole,
        lambda whole: whole + b"\0" * 5000,
        lambda whole: whole + b"<html>The server said good-bye</html>" * 40,
        lambda whole: re.sub(rb"startxref\n\d+", b"startxref\n7", whole),
        lambda whole: re.sub(rb"xref\n0.*startxref", b"startxref", whole, flags=re.DOTALL),
        lambda whole: re.sub(rb"\n(\d{10}) 00000 n", b"\n0000000009 00000 n", whole),
        lambda whole: re.sub(rb"/Length \d+", b"/Length 3", whole),
        lambda whole: whole.replace(b"\n", b"\r\n"),
        lambda whole: whole.replace(b"%PDF-1.7", b"%PDF-9.9"),
    ],
    ids=[
        "leading lines", "leading mark", "trailing zeros", "trailing page", "wrong start", "no table", "wrong table",
        "wrong lengths", "line ends", "version",
    ],
)  # fmt: skip
def test_what_readers_mend_is_read_whole(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    assert told(read(tmp_path, harm(sheets()))) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("share", [0.35, 0.5, 0.65, 0.8, 0.95])
def test_pages_before_the_break_are_kept_and_those_behind_are_named(tmp_path: Path, share: float) -> None:
    whole = sheets()
    pages = read(tmp_path, whole[: int(len(whole) * share)])
    lost = [page for page in pages if isinstance(page, PageFailure)]
    assert len(told(pages)) + len(lost) == len(pages)
    assert told(pages)[:1] == [1]
    assert all(page.exception_class is ExceptionClass.DAMAGED and page.message for page in lost)


def test_a_page_that_is_not_there_costs_only_itself(tmp_path: Path) -> None:
    whole = sheets()
    pages = read(tmp_path, whole.replace(b"8 0 R ", b"99 0 R "))
    lost = [page.number for page in pages if isinstance(page, PageFailure)]
    assert len(pages) == PAGES and 3 in lost
    assert told(pages)[:2] == [1, 2] and sorted(told(pages) + lost) == [1, 2, 3, 4, 5, 6]


def packed(count: int) -> bytes:
    """The same sheets with catalogue, tree and pages packed into a stream, as programs of today write them."""
    dictionaries = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{' '.join(f'{4 + at} 0 R' for at in range(count))}]/Count {count}>>",
        3: FONT,
    }
    for at in range(count):
        resources = f"/Contents {40 + at} 0 R/Resources<</Font<</F1 3 0 R>>>>"
        dictionaries[4 + at] = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]{resources}>>"
    body, header = "", ""
    for number, dictionary in dictionaries.items():
        header += f"{number} {len(body)} "
        body += dictionary + "\n"
    entries = f"/Type/ObjStm/N {len(dictionaries)}/First {len(header)}/Filter/FlateDecode"
    objects: dict[int, str | bytes] = {30: stream(zlib.compress((header + body).encode()), entries)}
    for at in range(count):
        objects[40 + at] = stream(text_at(72, 700, f"Inspection sheet number {at + 1} of the yard"))
    return build(objects)


def test_packed_pages_are_found_although_the_end_is_gone(tmp_path: Path) -> None:
    whole = packed(PAGES)
    pages = read(tmp_path, whole[: whole.index(b"43 0 obj")])
    assert told(pages) == [1, 2, 3]
    assert [page.number for page in pages if isinstance(page, PageFailure)] == [4, 5, 6]


def test_pages_are_found_although_their_list_is_gone(tmp_path: Path) -> None:
    """The list stands at the end of most files; nobody knows how many pages it named."""
    whole = re.sub(rb"(?<=\n)1 0 obj.*?(?=3 0 obj)", b"", sheets(), count=1, flags=re.DOTALL)
    pages = read(tmp_path, whole[: whole.index(b"12 0 obj")])
    assert told(pages) == [1, 2, 3, 4]
    (lost,) = (page for page in pages if isinstance(page, PageFailure))
    assert lost.number == 5 and "breaks off" in lost.message


def test_a_locked_file_that_breaks_off_is_not_guessed_at(tmp_path: Path) -> None:
    whole = sheets().replace(b"trailer\n<<", b"trailer\n<</Encrypt 3 0 R")
    with pytest.raises(InputError):
        read(tmp_path, whole[: whole.index(b"startxref")].replace(b"/Root", b"/Toor"))


@given(st.binary(max_size=400), st.integers(0, 2000), st.integers(0, 2000))
def test_mending_never_raises(noise: bytes, start: int, length: int) -> None:
    whole = packed(3) if start % 2 else sheets(3)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(whole[:start] + noise + whole[start + length :])
        made = mended(path)
    assert made is None or made.content.endswith(b"%%EOF\n")


@pytest.mark.parametrize(
    ("pattern", "match", "near_miss"),
    [
        (OBJECT, b"12 0 obj", b"12 0 object"),
        (PAGE, b"/Type /Page/Parent", b"/Type/Pages"),
        (CATALOGUE, b"/Type\n/Catalog>>", b"/Type/Catalogue"),
        (TREE, b"/Pages 2 0 R", b"/Pages [2 0 R]"),
        (PACKED, b"/Type/ObjStm/N 3", b"/Type/ObjStream"),
        (FIRST, b"/First 12/N", b"/FirstChar 12"),
        (LOCKED, b"/Encrypt 9 0 R", b"/EncryptMetadata false"),
    ],
)
def test_patterns(pattern: re.Pattern[bytes], match: bytes, near_miss: bytes) -> None:
    assert pattern.search(match) and not pattern.search(near_miss)


def test_labels_of_pages_that_make_no_sense_change_nothing(tmp_path: Path) -> None:
    labels = b"/Type/Catalog/PageLabels<</Nums[0 (x) -5<</S/Q/St -9>> 2 1 0 R]/Kids[1 0 R]>>"
    assert told(read(tmp_path, sheets().replace(b"/Type/Catalog", labels))) == [1, 2, 3, 4, 5, 6]


def test_a_picture_that_breaks_off_does_not_stop_the_page(tmp_path: Path, make_pdf: Callable[..., str]) -> None:
    from PIL import Image

    Image.effect_noise((400, 400), 80).convert("L").save(tmp_path / "photo.jpg")

    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Inspection sheet number 1 of the yard")
        canvas.drawImage(str(tmp_path / "photo.jpg"), 72, 400, 100, 100)

    whole = Path(make_pdf(page, page)).read_bytes()
    middle = whole.index(b"endstream") // 2
    assert told(read(tmp_path, whole[:middle] + b"~" * 200 + whole[middle + 200 :]))[:1] == [1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"7+%-', 4),
        ("!!??&&", 6),
        ("- 3 -", 0),
        ("[x] ____", 0),
        ("Phone", 0),
        ("$ 12.50 %", 0),
        ("", 0),
        ("@" * 300, 0),
    ],
)
def test_short_texts_of_mere_signs_are_a_font_without_names(text: str, expected: int) -> None:
    assert mostly_signs(text) == expected
