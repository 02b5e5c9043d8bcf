"""What every engine must do, each on the same pictures; a further engine passes the same."""

import tempfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from rapidfuzz.distance import Levenshtein

from pipeline.errors import ExceptionClass, SetupError, ToolError
from pipeline.ocr.engine import ENGINES, EngineMaker, OcrEngine
from pipeline.ocr.null import NullEngine
from pipeline.ocr.recognition import Recognition
from pipeline.ocr.tesseract import TesseractEngine, _from_status
from pipeline.ocr.tesserocr import TesserocrEngine
from tests.pipeline.ocr.typed_pages import FRENCH, PROSE, prose, scanned

READERS = [maker for maker in ENGINES if maker is not NullEngine]


@pytest.fixture(scope="module", params=ENGINES, ids=lambda maker: maker.name)
def engine(request: pytest.FixtureRequest) -> OcrEngine:
    maker: EngineMaker = request.param
    return _here(maker(None))


@pytest.fixture(scope="module", params=READERS, ids=lambda maker: maker.name)
def reader(request: pytest.FixtureRequest) -> OcrEngine:
    maker: EngineMaker = request.param
    return _here(maker(None))


def _here(engine: OcrEngine) -> OcrEngine:
    if not engine.ready() and engine.name == "tesserocr":
        pytest.skip("tesserocr has no wheel for this machine")
    return engine


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return scanned(prose(PROSE, times=1).at(200))


@pytest.fixture(scope="module")
def french() -> Image.Image:
    return scanned(prose(FRENCH, times=1).at(200))


@pytest.fixture(scope="module")
def seen(engine: OcrEngine, picture: Image.Image) -> Recognition:
    return engine.recognise(picture, language="eng", psm=4, dpi=200, timeout=60)


def test_it_says_who_it_is(engine: OcrEngine) -> None:
    assert engine.name
    assert engine.version()[0].isdigit()


def test_it_knows_both_languages(engine: OcrEngine) -> None:
    assert {"eng", "fra"} <= engine.languages()
    assert "osd" not in engine.languages()


def test_words_lie_on_the_picture(seen: Recognition, picture: Image.Image) -> None:
    width, height = picture.size
    for word in seen.words:
        assert word.text.strip() == word.text != ""
        assert 0 <= word.left < word.right <= width
        assert 0 <= word.top < word.bottom <= height
        assert 0 <= word.confidence <= 100


def test_text_and_words_agree(seen: Recognition) -> None:
    assert seen.text.split() == [word.text for word in seen.words]
    assert (seen.confidence > 0) == bool(seen.words)


def test_a_blank_picture_has_no_words(engine: OcrEngine) -> None:
    white = Image.new("L", (600, 800), 255)
    assert engine.recognise(white, language="eng", psm=3, dpi=200, timeout=60).words == ()
    assert engine.orientation(white, dpi=200, timeout=60) is None


def test_reading_leaves_no_file(
    engine: OcrEngine, picture: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engine.recognise(picture, language="eng", psm=4, dpi=200, timeout=60)
    engine.orientation(picture, dpi=200, timeout=60)
    assert list(tmp_path.iterdir()) == []


def test_the_text_is_right_and_in_reading_order(reader: OcrEngine, picture: Image.Image) -> None:
    seen = reader.recognise(picture, language="eng", psm=4, dpi=200, timeout=60)
    assert [line for line in seen.text.split("\n") if line][:2] == list(PROSE[:2])
    assert Levenshtein.normalized_distance(" ".join(PROSE), " ".join(seen.text.split())) < 0.01
    assert seen.confidence > 85


def test_words_of_a_line_share_block_paragraph_and_line(reader: OcrEngine, picture: Image.Image) -> None:
    words = reader.recognise(picture, language="eng", psm=4, dpi=200, timeout=60).words
    lines: dict[tuple[int, int, int], list[str]] = {}
    for word in words:
        lines.setdefault((word.block, word.paragraph, word.line), []).append(word.text)
    assert [" ".join(line) for line in lines.values()][:4] == list(PROSE[:4])


def test_french_is_read_with_its_accents(reader: OcrEngine, french: Image.Image) -> None:
    text = reader.recognise(french, language="fra", psm=4, dpi=200, timeout=60).text
    assert FRENCH[-1] in text


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_it_names_the_turn(reader: OcrEngine, turn: int) -> None:
    page = scanned(prose(PROSE).at(200)).rotate(turn, expand=True)  # PIL turns the other way round
    found = reader.orientation(page, dpi=200, timeout=60)
    assert found is not None
    assert found.rotate == turn
    assert found.confidence > 1


def test_what_was_read_before_changes_nothing(reader: OcrEngine, picture: Image.Image, french: Image.Image) -> None:
    def read(page: Image.Image, language: str, psm: int) -> Recognition:
        return reader.recognise(page, language=language, psm=psm, dpi=200, timeout=60)

    first = read(picture, "eng", 4)
    read(french, "eng", 6)
    read(french, "fra", 3)
    reader.orientation(french, dpi=200, timeout=60)
    assert read(picture, "eng", 4) == first


def test_a_slow_page_is_stopped_and_the_next_one_read(reader: OcrEngine, picture: Image.Image) -> None:
    with pytest.raises(ToolError) as caught:
        reader.recognise(picture, language="eng", psm=4, dpi=200, timeout=0.05)
    assert caught.value.exception_class is ExceptionClass.TIMED_OUT
    assert reader.recognise(picture, language="eng", psm=4, dpi=200, timeout=60).words


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3), (40, 40)])
def test_a_picture_too_small_for_a_word_is_no_fault(reader: OcrEngine, size: tuple[int, int]) -> None:
    for grey in (0, 128, 255):
        picture = Image.new("L", size, grey)
        ImageDraw.Draw(picture).line((0, 0, *size), fill=255 - grey)
        try:
            seen = reader.recognise(picture, language="eng", psm=4, dpi=200, timeout=60)
        except ToolError as error:
            assert error.exception_class is ExceptionClass.CRASHED
        else:
            assert all(len(word.text) < 20 for word in seen.words)


def test_colour_is_read_as_grey(reader: OcrEngine, picture: Image.Image) -> None:
    grey = reader.recognise(picture, language="eng", psm=4, dpi=200, timeout=60)
    assert reader.recognise(picture.convert("RGB"), language="eng", psm=4, dpi=200, timeout=60) == grey


@pytest.mark.parametrize("maker", READERS, ids=lambda maker: maker.name)
def test_missing_data_names_the_command(maker: EngineMaker, tmp_path: Path, picture: Image.Image) -> None:
    engine = _here(maker(None)) and maker(tmp_path)
    assert engine.languages() == frozenset()
    assert not engine.ready()
    with pytest.raises(SetupError) as caught:
        engine.recognise(picture, language="eng", psm=4, dpi=200, timeout=60)
    assert "apt-get install tesseract-ocr" in caught.value.remedy
    assert engine.orientation(picture, dpi=200, timeout=60) is None


@pytest.mark.parametrize("maker", READERS, ids=lambda maker: maker.name)
def test_damaged_data_is_a_matter_of_setup(maker: EngineMaker, tmp_path: Path, picture: Image.Image) -> None:
    (tmp_path / "eng.traineddata").write_bytes(b"no data at all" * 100)
    engine = _here(maker(None)) and maker(tmp_path)
    with pytest.raises(SetupError):
        engine.recognise(picture, language="eng", psm=4, dpi=200, timeout=60)


def test_both_ways_of_calling_agree(picture: Image.Image) -> None:
    """Different versions of one program: the same words nearly everywhere, at nearly the same places."""
    library, program = _here(TesserocrEngine()), TesseractEngine()
    one = library.recognise(picture, language="eng", psm=4, dpi=200, timeout=60).words
    two = program.recognise(picture, language="eng", psm=4, dpi=200, timeout=60).words
    near = [
        word
        for word in two
        if any(
            word.text == other.text and abs(word.left - other.left) <= 4 and abs(word.top - other.top) <= 4
            for other in one
        )
    ]
    assert len(near) > 0.95 * len(two)


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
