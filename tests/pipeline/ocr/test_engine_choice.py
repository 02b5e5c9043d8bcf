"""Which engine is taken, where its data is looked for, and that stamps and children agree on it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.setup import engine_version
from pipeline.errors import SetupError
from pipeline.extract.options import ReadOptions
from pipeline.ocr.engine import AUTO, ENGINES, choose_engine
from pipeline.ocr.tessdata import LanguageData, tessdata_folders
from pipeline.ocr.tesserocr import TesserocrEngine
from pipeline.run.stamps import reading_stamp, shown_versions
from pipeline.settings import Settings


@pytest.fixture(autouse=True)
def chosen_afresh() -> Iterator[None]:
    choose_engine.cache_clear()
    yield
    choose_engine.cache_clear()


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)  # importing it is an ImportError


@pytest.fixture
def no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def test_the_library_is_first_and_nothing_is_last() -> None:
    assert [maker(None).name for maker in ENGINES] == ["tesserocr", "tesseract", "null"]


def test_every_engine_can_be_named() -> None:
    assert [choose_engine(name).name for name in ("tesserocr", "tesseract", "null")] == [
        "tesserocr", "tesseract", "null"
    ]  # fmt: skip


def test_the_library_is_taken_when_it_and_its_data_are_here() -> None:
    if not TesserocrEngine().ready():
        pytest.skip("tesserocr has no wheel for this machine")
    assert choose_engine(AUTO).name == "tesserocr"


@pytest.mark.usefixtures("no_library")
def test_without_the_library_the_program_reads() -> None:
    assert choose_engine(AUTO).name == "tesseract"
    assert engine_version(Settings()).startswith("tesseract 5")


@pytest.mark.usefixtures("no_program")
def test_with_the_library_no_program_is_needed() -> None:
    if not TesserocrEngine().ready():
        pytest.skip("tesserocr has no wheel for this machine")
    told = engine_version(Settings())
    assert told.startswith("tesserocr ") and " with Tesseract 5" in told


@pytest.mark.usefixtures("no_library", "no_program")
def test_with_neither_a_run_is_refused_and_says_what_to_install() -> None:
    with pytest.raises(SetupError) as caught:
        engine_version(Settings())
    assert "apt-get install tesseract-ocr" in caught.value.remedy


@pytest.mark.usefixtures("no_library")
def test_the_library_by_name_is_refused_when_it_is_not_here() -> None:
    with pytest.raises(SetupError) as caught:
        engine_version(Settings(ocr_engine="tesserocr"))
    assert "tesserocr" in caught.value.message


def test_no_data_no_engine(tmp_path: Path) -> None:
    with pytest.raises(SetupError):
        choose_engine(AUTO, tmp_path)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(SetupError, match="quill"):
        choose_engine("quill")


def test_children_are_told_the_engine_that_was_stamped() -> None:
    for name in (AUTO, "tesseract", "null"):
        settings = Settings(ocr_engine=name)
        told = ReadOptions.from_settings(settings).engine
        assert told != AUTO
        assert engine_version(settings).startswith(f"{told} ")


def test_engine_and_version_are_in_the_stamp_and_in_the_report() -> None:
    settings = Settings()
    stamps = {reading_stamp(settings, engine) for engine in ("tesserocr 2 with Tesseract 5", "tesseract 5", "null 1")}
    assert len(stamps) == 3
    assert dict(shown_versions("tesseract 5.3.0"))["recognition"] == "tesseract 5.3.0"


def test_the_setting_is_the_only_folder_when_given(tmp_path: Path) -> None:
    assert tessdata_folders(tmp_path) == (tmp_path,)


def test_the_virtual_environment_is_searched_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "share" / "tessdata"
    own.mkdir(parents=True)
    (own / "eng.traineddata").write_bytes(b"")
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert tessdata_folders(None)[0] == own
    assert LanguageData(None).folder("eng") == own


def test_data_beside_the_program_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "tesseract"
    data = tmp_path / "share" / "tessdata"
    program.parent.mkdir()
    data.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    assert data in tessdata_folders(None)
