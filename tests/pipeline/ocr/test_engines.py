"""What every engine must do; a second engine passes the same."""

from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import ExceptionClass, SetupError, ToolError
from pipeline.ocr.engine import ENGINES, EngineMaker, OcrEngine, choose_engine
from pipeline.ocr.recognition import Recognition
from pipeline.ocr.tesseract import TesseractEngine, _from_status, tessdata_folders
from tests.pipeline.ocr.typed_pages import PROSE, prose, scanned


@pytest.fixture(scope="module", params=ENGINES, ids=lambda maker: maker.name)
def engine(request: pytest.FixtureRequest) -> OcrEngine:
    maker: EngineMaker = request.param
    return maker(None)


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("a folder with blanks") / "page.pgm"
    scanned(prose(PROSE, times=1).at(200)).save(file, format="PPM")
    return file


@pytest.fixture(scope="module")
def seen(engine: OcrEngine, picture: Path) -> Recognition:
    return engine.recognise(picture, language="eng", psm=4, dpi=200, timeout=60)


def test_it_says_who_it_is(engine: OcrEngine) -> None:
    assert engine.name
    assert engine.version()
    assert choose_engine(engine.name).name == engine.name


def test_it_knows_both_languages(engine: OcrEngine) -> None:
    assert {"eng", "fra"} <= engine.languages()
    assert "osd" not in engine.languages()


def test_words_lie_on_the_picture(seen: Recognition, picture: Path) -> None:
    width, height = Image.open(picture).size
    for word in seen.words:
        assert word.text.strip() == word.text != ""
        assert 0 <= word.left < word.right <= width
        assert 0 <= word.top < word.bottom <= height
        assert 0 <= word.confidence <= 100


def test_text_and_words_agree(seen: Recognition) -> None:
    assert seen.text.split() == [word.text for word in seen.words]
    assert (seen.confidence > 0) == bool(seen.words)


def test_a_blank_picture_has_no_words(engine: OcrEngine, tmp_path: Path) -> None:
    file = tmp_path / "white.pgm"
    Image.new("L", (600, 800), 255).save(file, format="PPM")
    assert engine.recognise(file, language="eng", psm=3, dpi=200, timeout=60).words == ()
    assert engine.orientation(file, dpi=200, timeout=60) is None


def test_nothing_is_left_beside_the_picture(engine: OcrEngine, seen: Recognition, picture: Path) -> None:
    assert list(picture.parent.iterdir()) == [picture]


def test_tesseract_keeps_reading_order_and_lines(picture: Path) -> None:
    text = TesseractEngine().recognise(picture, language="eng", psm=4, dpi=200, timeout=60).text
    assert [line for line in text.split("\n") if line][:2] == list(PROSE[:2])


def test_tesseract_names_the_turn(tmp_path: Path) -> None:
    file = tmp_path / "turned.pgm"
    scanned(prose(PROSE).at(200)).rotate(90, expand=True).save(file, format="PPM")
    found = TesseractEngine().orientation(file, dpi=200, timeout=60)
    assert found is not None
    assert found.rotate == 90
    assert found.confidence > 1


def test_a_slow_page_is_stopped(picture: Path) -> None:
    with pytest.raises(ToolError) as caught:
        TesseractEngine().recognise(picture, language="eng", psm=4, dpi=200, timeout=0.05)
    assert caught.value.exception_class is ExceptionClass.TIMED_OUT


def test_a_broken_picture_is_an_error_and_not_an_empty_page(tmp_path: Path) -> None:
    file = tmp_path / "broken.pgm"
    file.write_bytes(b"P5\n100 100\n255\nxx")
    with pytest.raises(ToolError) as caught:
        TesseractEngine().recognise(file, language="eng", psm=4, dpi=200, timeout=60)
    assert caught.value.exception_class is ExceptionClass.CRASHED


def test_missing_data_names_the_command(tmp_path: Path) -> None:
    engine = TesseractEngine(tessdata=tmp_path)
    assert engine.languages() == frozenset()
    with pytest.raises(SetupError) as caught:
        engine.recognise(tmp_path / "page.pgm", language="eng", psm=4, dpi=200, timeout=60)
    assert "apt-get install tesseract-ocr" in caught.value.remedy


def test_the_setting_is_the_only_folder_when_given(tmp_path: Path) -> None:
    assert tessdata_folders(tmp_path) == (tmp_path,)


def test_the_virtual_environment_is_searched_before_debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "share" / "tessdata"
    own.mkdir(parents=True)
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert tessdata_folders(None)[0] == own


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Error in pixReadStreamJpeg: function not present", ExceptionClass.CODEC_MISSING),
        ("Image too small to scale", ExceptionClass.CRASHED),
    ],
)
def test_words_of_the_program_become_classes(message: str, kind: ExceptionClass) -> None:
    error = _from_status(1, message)
    assert isinstance(error, ToolError)
    assert error.exception_class is kind


def test_damaged_data_is_a_matter_of_setup() -> None:
    assert isinstance(_from_status(1, "Failed loading language 'eng'"), SetupError)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(SetupError, match="quill"):
        choose_engine("quill")
