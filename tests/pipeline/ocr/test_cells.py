"""The second look at the cells of a ruled form: which cells there are, which are doubtful, what is put back."""

from PIL import Image, ImageDraw

from pipeline.ocr.cells import Stack, doubtful_cells, ruled_cells, with_cells
from pipeline.ocr.recognition import SeenWord
from tests.pipeline.ocr.typed_pages import PROSE, prose, scanned

WIDE, TALL = 300, 80


def grid(rows: int = 3, columns: int = 2) -> Image.Image:
    """Ruled cells 300 by 80 pixels, from (100, 100) on."""
    sheet = Image.new("L", (1000, 600), 255)
    pen = ImageDraw.Draw(sheet)
    for row in range(rows):
        for column in range(columns):
            left, top = 100 + column * WIDE, 100 + row * TALL
            pen.rectangle((left, top, left + WIDE, top + TALL), outline=0, width=2)
    return sheet


def word(text: str, confidence: float, column: int, row: int) -> SeenWord:
    left, top = 120 + column * WIDE, 130 + row * TALL
    return SeenWord(text, confidence, left, top, left + 60, top + 20, 1, 1, row)


def test_every_closed_cell_is_found() -> None:
    cells = ruled_cells(grid(), 200)
    assert len(cells) == 6
    assert all(100 < cell.left < cell.right < 100 + 2 * WIDE for cell in cells)
    assert all(TALL - 15 < cell.bottom - cell.top < TALL for cell in cells)


def test_running_text_has_no_cells() -> None:
    assert ruled_cells(scanned(prose(PROSE).at(200)), 200) == ()


def test_sure_words_ask_for_no_second_look() -> None:
    assert doubtful_cells(grid(), [word("sure", 95, 0, 0)], 200) is None
    assert doubtful_cells(Image.new("L", (900, 900), 255), [word("unsure", 30, 0, 0)], 200) is None


def doubtful() -> tuple[list[SeenWord], Stack]:
    words = [word("sure", 95, 0, 0), word("unsnre", 50, 0, 1), word("beside", 90, 1, 1), word("below", 95, 0, 2)]
    stack = doubtful_cells(grid(), words, 200)
    assert stack is not None
    return words, stack


def test_the_row_of_a_doubtful_word_is_stacked() -> None:
    _, stack = doubtful()
    assert len(stack.cells) == len(stack.tops) == 2
    assert stack.picture.height > 2 * (TALL - 15)


def second(stack: Stack, at: int, text: str, confidence: float) -> SeenWord:
    return SeenWord(text, confidence, 30, stack.tops[at] + 20, 90, stack.tops[at] + 40, 1, 1, 1)


def test_a_surer_cell_is_put_back_in_its_place() -> None:
    words, stack = doubtful()
    seen = with_cells(words, stack, [second(stack, 0, "unsure", 96), second(stack, 1, "beside", 60)])
    assert [found.text for found in seen.words] == ["sure", "unsure", "beside", "below"]
    put = seen.words[1]
    assert stack.cells[0].holds(put)
    assert (put.right - put.left, put.bottom - put.top) == (60, 20)


def test_a_less_sure_second_look_changes_nothing() -> None:
    words, stack = doubtful()
    assert list(with_cells(words, stack, [second(stack, 0, "?", 20)]).words) == words
    assert list(with_cells(words, stack, []).words) == words


def test_pale_hairlines_close_cells_too() -> None:
    page = grid().point(lambda tone: 190 if tone < 128 else 244)
    assert len(ruled_cells(page, 200)) == 6
