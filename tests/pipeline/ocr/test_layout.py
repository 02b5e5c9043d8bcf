"""Words to lines: rows of a table, running columns, paragraphs, gaps; and the small words that tell a language."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ocr.language import language_of, looks_french
from pipeline.ocr.layout import COLUMN_GAP, lay_out
from pipeline.ocr.recognition import SeenWord, mean_confidence, plain_text
from pipeline.ocr.tickboxes import TickBox, with_boxes
from tests.pipeline.ocr.typed_pages import FRENCH, PROSE

HEIGHT = 20


def line(text: str, left: int, top: int, block: int, number: int, paragraph: int = 1) -> list[SeenWord]:
    """A line of words ten pixels a letter, eight between words."""
    words = []
    for piece in text.split():
        right = left + 10 * len(piece)
        words.append(SeenWord(piece, 95.0, left, top, right, top + HEIGHT, block, paragraph, number))
        left = right + 8
    return words


def test_cells_read_column_by_column_come_back_as_rows() -> None:
    names = [word for at, name in enumerate(("Name", "Ada", "Bo")) for word in line(name, 50, 100 + 60 * at, 1, at)]
    dates = [word for at, day in enumerate(("Date", "2 May", "3 May")) for word in line(day, 600, 103 + 60 * at, 2, at)]
    text, words = lay_out([*names, *dates], 1700, 2200)
    assert text == f"Name{COLUMN_GAP}Date\nAda{COLUMN_GAP}2 May\nBo{COLUMN_GAP}3 May"
    assert [word.line for word in words] == [0, 0, 1, 1, 1, 2, 2, 2]


def test_a_bullet_taken_for_a_cent_sign_is_a_bullet() -> None:
    lines = ("¢ Supervisors see to it", "¢ 40 a litre", "Price 95 ¢", "¢", "¢uriosity")
    words = [word for at, text in enumerate(lines) for word in line(text, 50, 100 + 60 * at, at, at)]
    text, placed = lay_out(words, 1700, 2200)
    shown = [one for one in text.split("\n") if one]
    assert shown == ["• Supervisors see to it", "¢ 40 a litre", "Price 95 ¢", "¢", "¢uriosity"]
    assert placed[0].text == "•"


def test_running_columns_stay_columns() -> None:
    left = [word for at in range(6) for word in line("words that run on in this column", 50, 100 + 28 * at, 1, at)]
    right = [word for at in range(6) for word in line("and others that run on beside it", 700, 100 + 28 * at, 2, at)]
    text, _ = lay_out([*left, *right], 1700, 2200)
    assert (
        text.split("\n") == ["words that run on in this column"] * 6 + [""] + ["and others that run on beside it"] * 6
    )


def test_a_paragraph_ends_with_an_empty_line() -> None:
    words = [*line("First thing", 50, 100, 1, 1), *line("second thing", 50, 200, 1, 1, paragraph=2)]
    text, placed = lay_out(words, 1000, 1000)
    assert text == "First thing\n\nsecond thing"
    assert [word.line for word in placed] == [0, 0, 2, 2]


def test_the_rows_of_one_block_keep_the_order_of_the_engine() -> None:
    words = [*line("lower", 50, 300, 1, 1), *line("upper", 50, 100, 1, 2)]
    assert lay_out(words, 1000, 1000)[0] == "lower\nupper"


def test_nothing_gives_nothing() -> None:
    assert lay_out([], 100, 100) == ("", ())
    assert mean_confidence(()) == 0.0
    assert plain_text(()) == ""


PLACES = st.tuples(
    st.integers(0, 900),
    st.integers(0, 900),
    st.integers(1, 5),
    st.integers(1, 3),
    st.integers(1, 4),
    st.integers(5, 40),
)


@given(st.lists(PLACES, max_size=40))
def test_no_word_is_lost_and_each_stands_on_its_line(places: list[tuple[int, int, int, int, int, int]]) -> None:
    words = [
        SeenWord(f"w{at}", 90.0, x, y, x + 30, y + tall, block, paragraph, number)
        for at, (x, y, block, paragraph, number, tall) in enumerate(places)
    ]
    text, placed = lay_out(words, 1000, 1000)
    assert sorted(word.text for word in placed) == sorted(word.text for word in words)
    lines = text.split("\n")
    for number in range(len(lines)):
        assert lines[number].split() == [word.text for word in placed if word.line == number]


def test_a_box_goes_before_its_label() -> None:
    words = line("Ladder OK Fix", 100, 100, 1, 1)
    boxes = [TickBox(words[1].left - 7, 100, words[1].left - 1, 120, ticked=True)]
    assert [word.text for word in with_boxes(words, boxes)] == ["Ladder", "☑", "OK", "Fix"]


def test_a_box_beside_no_line_stands_alone() -> None:
    words = with_boxes(line("Ladder", 100, 100, 1, 1), [TickBox(100, 500, 120, 520, ticked=False)])
    assert lay_out(words, 1000, 1000)[0] == "Ladder\n\n☐"


def test_languages_are_told_by_small_words() -> None:
    assert language_of("\n".join(PROSE)) == "en"
    assert language_of("\n".join(FRENCH)) == "fr"
    assert language_of("Maria de la Cruz\nTraining matrix 2026") is None
    assert not looks_french("The site of Maria de la Cruz and Jean du Bois, by the river, is to be closed.")
