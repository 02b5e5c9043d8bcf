"""Runs to lines and rulings to tables: nothing lost, nothing twice; memory of a long file."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.clean import clean, one_line, undecodable
from pipeline.extract.grid import fill, find_grids
from pipeline.extract.jobs import read_pages
from pipeline.extract.lines import Run, lines_text, to_lines
from pipeline.extract.options import ReadOptions
from pipeline.extract.place import Place, upright_frame
from pipeline.settings import Settings

FRAME = upright_frame(612, 792, 0, (0, 0, 612, 792))

places = st.builds(
    lambda left, top, width, height: Place(left, top, left + width, top + height),
    st.floats(0, 500),
    st.floats(0, 700),
    st.floats(1, 110),
    st.floats(2, 90),
)
runs = st.lists(st.builds(Run, st.text("abc xyz", min_size=1, max_size=40).map(lambda t: f"w{t}".strip()), places))


@given(runs)
def test_no_run_is_lost_or_doubled(given_runs: list[Run]) -> None:
    lines = to_lines(given_runs)
    assert Counter(run for line in lines for run in line) == Counter(given_runs)


@given(runs)
def test_words_stand_on_their_lines(given_runs: list[Run]) -> None:
    text, words = lines_text(to_lines(given_runs), FRAME)
    shown = text.split("\n")
    assert all(word.text in shown[word.line] for word in words)
    for word in words:
        box = word.box
        assert 0 <= box.left <= box.right <= 1 and 0 <= box.top <= box.bottom <= 1


@given(places, st.sampled_from([0, 90, 180, 270]))
def test_a_turned_frame_keeps_every_place_on_the_page(place: Place, turn: int) -> None:
    size = (792.0, 612.0) if turn in (90, 270) else (612.0, 792.0)
    frame = upright_frame(*size, turn, (0, 0, 612, 792))
    turned = frame.place(place.left, 792 - place.bottom, place.right, 792 - place.top)
    assert turned.width * turned.height == pytest.approx(place.width * place.height, rel=1e-6)
    assert frame.shows(turned)


def rulings(columns: list[float], rows: list[float]) -> tuple[list[Place], list[Place]]:
    """Borders drawn cell by cell, as word processors do."""
    level = [Place(a, y, b, y) for y in rows for a, b in pairwise(columns)]
    upright = [Place(x, a, x, b) for x in columns for a, b in pairwise(rows)]
    return level, upright


sizes = st.lists(st.floats(25, 90), min_size=2, max_size=6)


@given(sizes, sizes, st.data())
def test_every_cell_gets_its_own_text(widths: list[float], heights: list[float], data: st.DataObject) -> None:
    columns, rows = [50.0], [60.0]
    for width in widths:
        columns.append(columns[-1] + width)
    for height in heights:
        rows.append(rows[-1] + height)
    (grid,) = find_grids(*rulings(columns, rows), 3.0)
    cells = [(row, column) for row in range(len(heights)) for column in range(len(widths))]
    shuffled = data.draw(st.permutations(cells))
    pieces = [
        (f"r{row}c{column}", Place(columns[column] + 5, rows[row] + 5, columns[column] + 20, rows[row] + 15))
        for row, column in shuffled
    ]
    table = fill(grid, pieces)
    assert table == tuple(tuple(f"r{row}c{column}" for column in range(len(widths))) for row in range(len(heights)))


def test_a_cell_over_two_columns_keeps_its_text_together() -> None:
    level, upright = rulings([0, 100, 200, 300], [0, 30, 60, 90])
    upright = [line for line in upright if not (line.left == 100 and line.top == 0)]
    (grid,) = find_grids(level, upright, 3.0)
    pieces = [
        ("left half", Place(10, 5, 90, 20)),
        (" right half", Place(110, 5, 190, 20)),
        ("x", Place(210, 35, 220, 50)),
    ]
    table = fill(grid, pieces)
    assert table is not None and table[0] == ("left half right half", "", "")
    assert table[1][2] == "x"


def test_a_line_inside_a_cell_parts_nothing() -> None:
    level, upright = rulings([0, 100, 200, 300], [0, 30, 60, 90])
    written_on = [Place(110, 45, 180, 45), Place(4, 48, 70, 48)]
    (grid,) = find_grids([*level, *written_on], upright, 3.0)
    assert grid.rows == (0, 30, 60, 90)
    # A border of one cell goes from line to line.
    (split,) = find_grids([*level, Place(100, 45, 200, 45)], upright, 3.0)
    assert split.rows == (0, 30, 45, 60, 90)


@pytest.mark.parametrize("columns", [[0, 100], [0]])
def test_a_frame_or_a_line_is_no_grid(columns: list[float]) -> None:
    assert find_grids(*rulings(columns, [0, 30, 60]), 3.0) == []


def test_two_tables_stay_two() -> None:
    one, two = rulings([0, 50, 100], [0, 20, 40]), rulings([0, 50, 100], [200, 220, 240])
    assert len(find_grids(one[0] + two[0], one[1] + two[1], 3.0)) == 2


@given(st.text())
def test_clean_text_can_always_be_sent(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not any(ord(char) < 32 and char != "\n" for char in cleaned)
    assert clean(cleaned) == cleaned and "\n" not in one_line(text)


def test_broken_surrogates_and_hidden_signs() -> None:
    assert clean("a\ud800b") == "a\ufffdb"
    assert clean("pay\u202eroll\u00ad\u200b") == "payroll"
    assert clean("caf\u0065\u0301") == "caf\u00e9"
    assert undecodable("a\ufffd\ue001b") == 2


def test_options_follow_the_settings(tmp_path: Path) -> None:
    chosen = ReadOptions.from_settings(
        Settings(ocr_engine="tesseract", ocr_dpi=150, tessdata=tmp_path, image_pixels=5), passwords=("x",)
    )
    assert (chosen.dpi, chosen.tessdata_folder, chosen.image_pixels, chosen.passwords) == (150, tmp_path, 5, ("x",))
    assert chosen.for_recognition(own_resolution=True).own_resolution


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_a_long_file_is_read_at_constant_memory(make_pdf: Callable[..., str], blind: ReadOptions) -> None:
    def full(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for row in range(40):
            canvas.drawString(60, 740 - 17 * row, f"{row} the supervisor inspects the yard and writes down what he saw")

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    path = make_pdf(*[full] * 400)
    start = 0
    for page in read_pages(path, "application/pdf", 1, 400, blind):
        if page.number == 50:
            start = resident()
    assert resident() - start < 30 << 20
