"""Office 97 to 2003: words, tables, sheets and slides; what is locked, too old, damaged or only half readable."""

import gzip
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.old_text import bare_presentation_text, bare_word_text
from pipeline.extract.options import ReadOptions
from pipeline.extract.readers import reader_for
from pipeline.identify import identify
from pipeline.identifying.media import XLSB
from pipeline.model import Page, PageFailure
from pipeline.unlock import unlocked
from tests.pipeline.extract.xlsb_made import xlsb

FILES = Path(__file__).parent / "files"
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
ReadAll = Callable[..., list[Page | PageFailure]]


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("talk") / "talk"
    path.write_bytes(gzip.decompress((FILES / "talk.ppt.gz").read_bytes()))
    return path


def only_pages(found: list[Page | PageFailure]) -> list[Page]:
    assert all(isinstance(page, Page) for page in found)
    return [page for page in found if isinstance(page, Page)]


def refused(path: Path, media_type: str, options: ReadOptions) -> InputError:
    with pytest.raises(InputError) as error:
        reader = reader_for(media_type)
        list(reader.read(str(path), 1, reader.count(str(path), options), options))
    assert error.value.message and error.value.remedy
    return error.value


def test_old_word_with_table_header_footer_and_accents(read_all: ReadAll, blind: ReadOptions) -> None:
    (page,) = only_pages(read_all(str(FILES / "minutes.doc"), DOC, blind))
    lines = page.text.split("\n")
    order = ["Bright Creek Paving", "Field-level hazard assessment", "Réunion à l’école – 17 février 2026",
             "Zoé Côté   Fall protection   2026-05-01", "Signed: Priya Nair", "Form BC-7"]  # fmt: skip
    assert [line for line in lines if line in order] == order
    assert page.tables[0][2] == ("Max Roy", "", "2025-11-30")


def test_old_excel_a_page_a_sheet_with_dates(read_all: ReadAll, blind: ReadOptions) -> None:
    first, second, third = only_pages(read_all(str(FILES / "register.xls"), XLS, blind))
    assert [page.name for page in (first, second, third)] == ["Matrix", "Old (hidden)", "Nothing"]
    assert first.tables == (
        (
            ("Worker", "Fall protection", "Hours"),
            ("Zoé Côté", "2026-02-17", "7.5"),
            ("Max Roy", "2026-02-17 14:30", "8"),
            ("North yard", "crane", "2"),
            ("North yard", "forklift", ""),
        ),
    )
    assert third.blank
    unseen = "colours, comments and hidden rows of this kind of workbook are not looked at"
    assert (first.notes, third.notes) == ((unseen,), ())
    assert second.notes == ("sheet 2 is hidden; it was read too", unseen)


def test_binary_excel_is_read_cell_by_cell(tmp_path: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    path = tmp_path / "a.xlsb"
    path.write_bytes(xlsb({0: {0: "Worker", 2: "Hours"}, 3: {0: "Zoé Côté", 2: 7.5}}))
    (found,) = identify(str(path), path.name)
    (page,) = only_pages(read_all(str(path), found.media_type, blind))
    assert (page.name, page.tables) == ("Matrix", ((("Worker", "", "Hours"), ("Zoé Côté", "", "7.5")),))


def test_a_binary_sheet_that_goes_on_too_far_says_that_it_was_cut(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    path = tmp_path / "a.xlsb"
    path.write_bytes(xlsb({0: {0: "Worker"}, 1_048_575: {0: "far below"}}))
    (page,) = only_pages(read_all(str(path), XLSB, blind))
    assert page.text == "Worker" and page.notes[0] == "only the first rows of sheet 1 were read"


def test_old_powerpoint_a_page_a_slide(talk: Path, read_all: ReadAll, blind: ReadOptions) -> None:
    first, second = only_pages(read_all(str(talk), PPT, blind))
    assert first.text.split("\n") == ["Toolbox talk", "Ladders and slings", "Échelles et élingues", "", "Notes:",
                                      "Held on 4 March 2026"]  # fmt: skip
    assert (second.name, second.text) == ("hidden slide", "Not shown to the crew")
    assert "slide 2 is hidden; it was read too" in second.notes


@pytest.mark.parametrize(
    ("name", "media_type", "words"),
    [("minutes_locked.doc", DOC, "Field-level hazard assessment"), ("register_locked.xls", XLS, "Zoé Côté")],
)
def test_locked_files_open_with_the_right_password(
    name: str, media_type: str, words: str, read_all: ReadAll, blind: ReadOptions
) -> None:
    with pytest.raises(InputError) as none, unlocked(str(FILES / name), ()):
        pass
    with pytest.raises(InputError) as wrong, unlocked(str(FILES / name), ("wrong", "é" * 40)):
        pass
    assert none.value.exception_class is wrong.value.exception_class is ExceptionClass.PASSWORD_REQUIRED
    assert "no password" in none.value.message and "none of the passwords" in wrong.value.message
    with unlocked(str(FILES / name), ("wrong", "open sesame")) as copy:
        assert words in only_pages(read_all(copy, media_type, blind))[0].text
    assert not Path(copy).exists()


def test_the_bare_text_holds_every_word(talk: Path) -> None:
    text = bare_word_text(str(FILES / "minutes.doc"))
    for words in (
        "Bright Creek Paving",
        "Réunion à l’école – 17 février 2026",
        "Worker   Course   Expires",
        "Form BC-7",
    ):
        assert words in text
    assert {"Toolbox talk", "Échelles et élingues", "Held on 4 March 2026"} <= set(bare_presentation_text(str(talk)))


def test_a_document_whose_styles_are_damaged_keeps_its_words(
    tmp_path: Path, read_all: ReadAll, blind: ReadOptions
) -> None:
    data = bytearray((FILES / "minutes.doc").read_bytes())
    head = data.index(b"\xec\xa5")
    # The table of formatting runs: where the head says it is, in a file that is too short for it.
    struct.pack_into("<II", data, head + 154 + 8 * 13, 0x7FFF_0000, 64)
    (tmp_path / "hurt").write_bytes(data)
    (page,) = only_pages(read_all(str(tmp_path / "hurt"), DOC, blind))
    assert "Réunion à l’école – 17 février 2026" in page.text
    assert any("bare text" in note for note in page.notes)


def test_word_95_and_excel_4_are_named(tmp_path: Path, blind: ReadOptions) -> None:
    data = bytearray((FILES / "minutes.doc").read_bytes())
    struct.pack_into("<H", data, data.index(b"\xec\xa5") + 2, 104)
    (tmp_path / "w95").write_bytes(data)
    error = refused(tmp_path / "w95", DOC, blind)
    assert error.exception_class is ExceptionClass.UNSUPPORTED and "Word 95" in error.message
    (tmp_path / "x4").write_bytes(b"\x09\x04\x06\x00" + bytes(60))
    error = refused(tmp_path / "x4", XLS, blind)
    assert error.exception_class is ExceptionClass.UNSUPPORTED and "Excel 4" in error.message


@pytest.mark.parametrize("media_type", [DOC, XLS, PPT])
def test_what_is_no_old_office_file_is_damaged(tmp_path: Path, blind: ReadOptions, media_type: str) -> None:
    (tmp_path / "a").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    assert refused(tmp_path / "a", media_type, blind).exception_class is ExceptionClass.DAMAGED
    (tmp_path / "b").write_bytes(b"hello")
    assert refused(tmp_path / "b", media_type, blind).exception_class is ExceptionClass.DAMAGED


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_old_files_raise_only_declared_errors(
    talk: Path, tmp_path: Path, blind: ReadOptions, data: st.DataObject
) -> None:
    seeds = {DOC: FILES / "minutes.doc", XLS: FILES / "register.xls", PPT: talk}
    media_type = data.draw(st.sampled_from(sorted(seeds)))
    content = bytearray(seeds[media_type].read_bytes())
    for _ in range(data.draw(st.integers(1, 10))):
        content[data.draw(st.integers(0, min(len(content), 30_000) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(1, len(content)))]
    (tmp_path / "mutated").write_bytes(content)
    reader = reader_for(media_type)
    try:
        with unlocked(str(tmp_path / "mutated"), ()) as copy:
            count = reader.count(copy, blind)
            found = list(reader.read(copy, 1, min(count, 3), blind))
    except InputError as error:
        assert error.exception_class is not ExceptionClass.BUG
    else:
        assert count >= 1 and all(isinstance(page, Page | PageFailure) for page in found)
