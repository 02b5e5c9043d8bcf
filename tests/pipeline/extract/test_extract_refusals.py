"""Files that cannot be read: each ends in the right class, in words, and never as an empty answer."""

import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.jobs import count_pages, picture, read_pages
from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import READERS, reader_for
from pipeline.model import Page, PageFailure

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def text_page(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Health and safety policy of the company, signed by its director")


def refused(path: Path | str, media_type: str, options: ReadOptions) -> InputError:
    """Why it cannot be counted; reading it must say the same."""
    with pytest.raises(InputError) as counted:
        count_pages(str(path), media_type, options)
    with pytest.raises(InputError) as read:
        list(read_pages(str(path), media_type, 1, 1, options))
    assert read.value.exception_class is counted.value.exception_class
    assert counted.value.message and counted.value.remedy
    return counted.value


def test_no_media_type_is_claimed_twice() -> None:
    claimed = [media_type for reader in READERS for media_type in reader.media_types]
    assert len(claimed) == len(set(claimed))


def test_an_unknown_kind_is_unsupported() -> None:
    with pytest.raises(InputError) as error:
        reader_for("application/vnd.visio")
    assert error.value.exception_class is ExceptionClass.UNSUPPORTED


def test_a_locked_pdf_asks_for_its_password_and_takes_it(tmp_path: Path, blind: ReadOptions) -> None:
    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("open sesame", "owner", strength=128))
    text_page(canvas)
    canvas.save()
    assert refused(path, PDF, blind).exception_class is ExceptionClass.PASSWORD_REQUIRED
    wrong = ReadOptions(engine="null", passwords=("wrong",))
    assert refused(path, PDF, wrong).exception_class is ExceptionClass.PASSWORD_REQUIRED
    (page,) = read_pages(str(path), PDF, 1, 1, ReadOptions(engine="null", passwords=("wrong", "open sesame")))
    assert isinstance(page, Page) and "director" in page.text


def test_a_pdf_that_only_forbids_printing_opens(tmp_path: Path, blind: ReadOptions) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("", "owner", canPrint=0))
    text_page(canvas)
    canvas.save()
    assert count_pages(str(tmp_path / "a.pdf"), PDF, blind) == 1


def test_a_pdf_without_pages_is_empty(tmp_path: Path, blind: ReadOptions) -> None:
    path = tmp_path / "none.pdf"
    with pypdfium2.PdfDocument.new() as pdf:
        pdf.save(path)
    (tmp_path / "garbage.pdf").write_bytes(b"%PDF-1.4 and no more")
    assert refused(path, PDF, blind).exception_class is ExceptionClass.EMPTY
    assert refused(tmp_path / "garbage.pdf", PDF, blind).exception_class is ExceptionClass.DAMAGED
    assert refused(path, PDF, blind).exception_class is ExceptionClass.EMPTY


@pytest.mark.parametrize("media_type", [PDF, DOCX, XLSX])
def test_an_empty_file(tmp_path: Path, blind: ReadOptions, media_type: str) -> None:
    (tmp_path / "empty").write_bytes(b"")
    expected = {ExceptionClass.EMPTY} if media_type == PDF else {ExceptionClass.DAMAGED}
    assert refused(tmp_path / "empty", media_type, blind).exception_class in expected


def test_a_pdf_that_breaks_off_loses_nothing_silently(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    whole = Path(make_pdf(*[text_page] * 6)).read_bytes()
    path = Path(make_pdf(text_page))
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            pages = list(read_pages(str(path), PDF, 1, 6, blind))
        except InputError as error:
            assert error.exception_class is ExceptionClass.DAMAGED
            assert "breaks off" in error.message
        else:
            assert all(isinstance(page, PageFailure) or page.text for page in pages)


def test_garbage_called_pdf_is_damaged(tmp_path: Path, blind: ReadOptions) -> None:
    path = tmp_path / "garbage.pdf"
    path.write_bytes(b"%PDF-1.7\n" + random.Random(7).randbytes(5000) + b"\n%%EOF")
    assert refused(path, PDF, blind).exception_class is ExceptionClass.DAMAGED


def test_a_giant_page_is_refused_before_it_is_drawn(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    def drawing(canvas: Canvas) -> None:
        canvas.rect(100, 100, 10000, 10000)

    path = make_pdf(drawing, size=(14400, 14400))
    (failure,) = read_pages(path, PDF, 1, 1, blind)
    assert isinstance(failure, PageFailure) and failure.exception_class is ExceptionClass.TOO_LARGE
    with pytest.raises(InputError) as error:
        list(picture(path, PDF, 1, 0, 200, "/nowhere/out.jpg"))
    assert error.value.exception_class is ExceptionClass.TOO_LARGE


def test_an_image_bomb_is_refused_before_it_is_decoded(tmp_path: Path, blind: ReadOptions) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (30_000, 30_000)).save(path)
    (failure,) = read_pages(str(path), "image/png", 1, 1, blind)
    assert isinstance(failure, PageFailure) and failure.exception_class is ExceptionClass.TOO_LARGE
    assert "30000 by 30000" in failure.message


@pytest.mark.parametrize("media_type", [DOCX, XLSX])
def test_a_zip_bomb_is_refused(tmp_path: Path, blind: ReadOptions, media_type: str) -> None:
    path = tmp_path / "bomb"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * (40 << 20))
    assert refused(path, media_type, blind).exception_class is ExceptionClass.TOO_LARGE


@pytest.mark.parametrize("media_type", [DOCX, XLSX])
def test_a_plain_zip_is_no_document(tmp_path: Path, blind: ReadOptions, media_type: str) -> None:
    with zipfile.ZipFile(tmp_path / "plain", "w") as package:
        package.writestr("readme.txt", "hello")
    assert refused(tmp_path / "plain", media_type, blind).exception_class is ExceptionClass.DAMAGED


def test_a_telephone_picture_asks_for_its_decoder(
    tmp_path: Path, blind: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(100))
    assert refused(tmp_path / "a.heic", "image/heic", blind).exception_class is ExceptionClass.CODEC_MISSING


def test_a_locked_office_file_asks_for_its_password() -> None:
    with pytest.raises(InputError) as error:
        reader_for("application/x-encrypted-office")
    assert error.value.exception_class is ExceptionClass.PASSWORD_REQUIRED


@pytest.mark.parametrize("media_type", [DOCX, XLSX, "text/plain", "text/csv"])
def test_what_has_no_pages_has_no_pictures(media_type: str) -> None:
    with pytest.raises(InputError) as error:
        list(picture("/nowhere", media_type, 1, 0, 100, "/nowhere/out.jpg"))
    assert error.value.exception_class is ExceptionClass.UNSUPPORTED


class Seeds(dict[str, bytes]):
    """Healthy files by media type."""

    def __repr__(self) -> str:
        return "seeds"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    """One small healthy file a format."""
    import docx
    import openpyxl

    folder = tmp_path_factory.mktemp("seeds")
    canvas = Canvas(str(folder / "a.pdf"))
    text_page(canvas)
    canvas.acroForm.textfield(name="who", x=72, y=600, value="Priya")
    canvas.save()
    document = docx.Document()
    document.add_paragraph("Minutes")
    document.add_table(2, 2).cell(0, 0).text = "who"
    document.save(str(folder / "a.docx"))
    book = openpyxl.Workbook()
    book.active.append(["a", 1, 2.5])
    book.save(folder / "a.xlsx")
    picture_file = Image.effect_noise((40, 30), 60)
    for kind in ("png", "jpeg", "tiff"):
        picture_file.save(folder / f"a.{kind}")
    kinds = {PDF: "pdf", DOCX: "docx", XLSX: "xlsx", "image/png": "png", "image/jpeg": "jpeg", "image/tiff": "tiff"}
    return Seeds({media_type: (folder / f"a.{ending}").read_bytes() for media_type, ending in kinds.items()})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_files_raise_only_declared_errors(
    seeds: Seeds, tmp_path: Path, blind: ReadOptions, data: st.DataObject
) -> None:
    media_type = data.draw(st.sampled_from(sorted(seeds)))
    content = bytearray(seeds[media_type])
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(1, len(content)))]
    path = tmp_path / "mutated"
    path.write_bytes(content)
    try:
        pages = count_pages(str(path), media_type, blind)
        assert pages >= 1
        read = list(read_pages(str(path), media_type, 1, min(pages, 3), blind))
    except InputError as error:
        assert error.exception_class is not ExceptionClass.BUG
    else:
        assert all(isinstance(page, Page | PageFailure) for page in read)
