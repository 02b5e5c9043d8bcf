"""The procedure for one page over engines that are slow, fail or misread: what is kept, skipped and raised."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.errors import ExceptionClass, SetupError, ToolError
from pipeline.ocr.null import NullEngine
from pipeline.ocr.recognise import OcrOptions, recognise_page
from pipeline.ocr.recognition import Orientation, Recognition, SeenWord, mean_confidence, plain_text
from pipeline.settings import Settings
from tests.pipeline.ocr.typed_pages import PROSE, form, prose, scanned

Answer = Callable[[], Recognition]


def words(text: str, confidence: float) -> Recognition:
    """Words that cover the page from edge to edge, so that no ink is left over."""
    seen = tuple(
        SeenWord(piece, confidence, 0, 30 * at, 1700, 30 * at + 30, 1, 1, at) for at, piece in enumerate(text.split())
    )
    return Recognition(seen, plain_text(seen), mean_confidence(seen))


@dataclass
class ScriptedEngine:
    """Answers call after call from a list; the last answer repeats."""

    answers: list[Answer]
    turn: Orientation | None = None
    name: str = "scripted"
    asked: list[tuple[str, int, int]] = field(default_factory=list)

    def version(self) -> str:
        return "1"

    def languages(self) -> frozenset[str]:
        return frozenset({"eng", "fra"})

    def ready(self) -> bool:
        return True

    def recognise(self, picture: Image.Image, *, language: str, psm: int, dpi: int, timeout: float) -> Recognition:
        assert picture.mode == "L"
        self.asked.append((language, psm, dpi))
        return self.answers[min(len(self.asked), len(self.answers)) - 1]()

    def orientation(self, picture: Image.Image, *, dpi: int, timeout: float) -> Orientation | None:
        return self.turn


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return scanned(prose(PROSE).at(200))


def failing(kind: ExceptionClass) -> Answer:
    def answer() -> Recognition:
        raise ToolError(kind, "The engine failed.")

    return answer


GOOD: Answer = lambda: words("a page of words the engine is sure of " * 8, 95)  # noqa: E731
POOR: Answer = lambda: words("4 p@g ot wcrds " * 8, 45)  # noqa: E731


def test_a_blank_page_never_reaches_the_engine() -> None:
    engine = ScriptedEngine([failing(ExceptionClass.CRASHED)])
    read = recognise_page(lambda dpi: Image.new("L", (1700, 2200), 252), engine, OcrOptions())
    assert read.blank
    assert (read.text, read.words, read.marks, read.confidence, engine.asked) == ("", (), (), None, [])


def test_a_good_first_pass_is_the_only_one(page: Image.Image) -> None:
    engine = ScriptedEngine([GOOD])
    read = recognise_page(lambda dpi: page, engine, OcrOptions())
    assert len(engine.asked) == read.passes == 1
    assert engine.asked[0] == ("eng", 4, 200)


def test_print_that_no_word_accounts_for_asks_for_the_other_page_mode(page: Image.Image) -> None:
    engine = ScriptedEngine([lambda: words("only the head of the page was read", 95), GOOD])
    read = recognise_page(lambda dpi: page, engine, OcrOptions())
    assert [call[1] for call in engine.asked] == [4, 3]
    assert len(read.words) == 72


def test_a_poor_page_is_read_again_finer_and_in_french(page: Image.Image) -> None:
    engine = ScriptedEngine([POOR])
    recognise_page(lambda dpi: page, engine, OcrOptions())
    # As it is, without its background, finer, and in the other language.
    assert [call[0] for call in engine.asked[:4]] == ["eng", "eng", "eng", "fra"]
    assert [call[2] for call in engine.asked[:3]] == [200, 200, 300]


def test_the_better_reading_is_kept(page: Image.Image) -> None:
    engine = ScriptedEngine([POOR, POOR, GOOD])
    read = recognise_page(lambda dpi: page, engine, OcrOptions())
    assert read.confidence == 95
    assert read.dpi == 300


def test_a_worse_second_reading_is_dropped(page: Image.Image) -> None:
    engine = ScriptedEngine([lambda: words("nearly sure of this page " * 8, 68), POOR])
    read = recognise_page(lambda dpi: page, engine, OcrOptions())
    assert read.text.startswith("nearly")


def test_the_turn_the_engine_names_is_tried(page: Image.Image) -> None:
    engine = ScriptedEngine([POOR, GOOD], turn=Orientation(180, 4.0))
    assert recognise_page(lambda dpi: page, engine, OcrOptions()).rotation == 180
    doubtful = ScriptedEngine([POOR, GOOD], turn=Orientation(180, 0.1))
    assert recognise_page(lambda dpi: page, doubtful, OcrOptions()).rotation == 0


def test_lines_that_stand_on_end_are_not_upright(page: Image.Image) -> None:
    tall = tuple(SeenWord("standing", 96.0, 100 + 40 * at, 100, 120 + 40 * at, 300, 1, 1, at) for at in range(9))
    engine = ScriptedEngine([lambda: Recognition(tall, plain_text(tall), 96.0), GOOD], turn=Orientation(90, 3.0))
    assert recognise_page(lambda dpi: page, engine, OcrOptions()).rotation == 90


@pytest.mark.parametrize("kind", [ExceptionClass.TIMED_OUT, ExceptionClass.CRASHED])
def test_a_failing_first_pass_is_an_error(page: Image.Image, kind: ExceptionClass) -> None:
    with pytest.raises(ToolError) as caught:
        recognise_page(lambda dpi: page, ScriptedEngine([failing(kind)]), OcrOptions())
    assert caught.value.exception_class is kind


def test_a_failing_retry_costs_nothing(page: Image.Image) -> None:
    engine = ScriptedEngine([POOR, failing(ExceptionClass.TIMED_OUT)])
    assert recognise_page(lambda dpi: page, engine, OcrOptions()).text.startswith("4")


def ruled() -> Image.Image:
    """A page with lines between its rows and no uprights."""
    sheet = Image.new("L", (1700, 1400), 245)
    pen = ImageDraw.Draw(sheet)
    for row in range(300, 1300, 150):
        pen.rectangle((200, row - 60, 400, row - 30), fill=40)
        pen.line((100, row, 1600, row), fill=120)
    return sheet


@pytest.mark.parametrize(("second", "kept"), [(40, True), (30, False)], ids=["the scraps go", "words are lost"])
def test_a_table_ruled_between_its_rows_is_read_without_its_lines(second: int, kept: bool) -> None:
    sure, scraps = "Labourer " * 40, "oe ee Ae La cee "
    first = words(sure + scraps, 95)
    mixed = tuple(replace(word, confidence=40.0) if word.text in scraps.split() else word for word in first.words)
    clean = words("Labourer " * second, 95)
    engine = ScriptedEngine([lambda: Recognition(mixed, plain_text(mixed), mean_confidence(mixed)), lambda: clean])
    read = recognise_page(lambda dpi: ruled(), engine, OcrOptions(own_resolution=True))
    assert len(engine.asked) == 2
    assert ("oe" not in read.text) == kept
    assert read.picture is not None and (np.asarray(read.picture)[300:1300:150, 800] < 160).all()  # lines are kept


def test_missing_data_stops_at_any_pass(page: Image.Image) -> None:
    def missing() -> Recognition:
        raise SetupError("no data", "install it")

    with pytest.raises(SetupError):
        recognise_page(lambda dpi: page, ScriptedEngine([POOR, missing]), OcrOptions())


def test_no_pass_begins_after_the_time_is_up(page: Image.Image) -> None:
    def slow() -> Recognition:
        time.sleep(0.05)
        return POOR()

    engine = ScriptedEngine([slow])
    recognise_page(lambda dpi: page, engine, OcrOptions(page_seconds=0.01))
    assert len(engine.asked) == 1


def test_a_page_without_words_but_with_ink_is_not_blank() -> None:
    read = recognise_page(lambda dpi: scanned(form().at(dpi)), NullEngine(), OcrOptions())
    assert not read.blank
    assert read.text == ""
    assert read.confidence is None
    assert 0 < len(read.marks) <= 40


def test_colour_is_taken_as_grey() -> None:
    picture = prose(PROSE).at(100).convert("RGB")
    assert recognise_page(lambda dpi: picture, ScriptedEngine([GOOD]), OcrOptions()).words


def test_settings_become_options() -> None:
    options = OcrOptions.from_settings(Settings(ocr_dpi=150, ocr_poor_confidence=60.0), own_resolution=True)
    assert (options.dpi, options.retry_dpi, options.poor_confidence, options.own_resolution) == (150, 300, 60.0, True)
