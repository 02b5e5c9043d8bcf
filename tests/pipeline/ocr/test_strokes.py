"""Which ink of a picture winds like a signature."""

import math
import random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.strokes import is_scribble, pen_strokes

WORDS = [SeenWord("word", 95.0, 60, 100 + 20 * row, 100, 111 + 20 * row) for row in range(6)]
Points = list[tuple[float, float]]


def view(*lines: Points, width: int = 2) -> Image.Image:
    picture = Image.new("L", (850, 1100), 255)
    draw = ImageDraw.Draw(picture)
    for line in lines:
        draw.line(line, fill=0, width=width)
    return picture


def found(picture: Image.Image, words: list[SeenWord] | None = None) -> list[tuple[float, float]]:
    marks = pen_strokes(np.asarray(picture) < 128, words or WORDS, 1.0)
    assert all(mark.kind == "stroke" and mark.wound for mark in marks)
    return [(round(mark.box.left * 850, -1), round(mark.box.top * 1100, -1)) for mark in marks]


def zigzag(x: float, y: float, spikes: int = 7) -> Points:
    return [(x + 9 * step, y + (0 if step % 2 else 24) - step / 2) for step in range(2 * spikes)]


def loops(x: float, y: float) -> Points:
    return [(x + 0.7 * t + 9 * math.sin(t / 3.5), y + 14 + 13 * math.cos(t / 3.5)) for t in range(140)]


def ellipse(x: float, y: float, wide: float, tall: float, part: float = 1.0) -> Points:
    steps = [2 * math.pi * part * t / 90 for t in range(91)]
    return [(x + wide / 2 * (1 + math.cos(a)), y + tall / 2 * (1 + math.sin(a))) for a in steps]


@pytest.mark.parametrize("line", [zigzag(300, 500), loops(300, 500)])
def test_a_signature_is_found_where_it_stands(line: Points) -> None:
    ((left, top),) = found(view(line))
    assert abs(left - 300) <= 10 and abs(top - 500) <= 10


@pytest.mark.parametrize(
    "line",
    [
        ellipse(300, 500, 120, 35),
        ellipse(300, 500, 120, 35, 0.93),
        ellipse(300, 500, 210, 210, 0.9),
        [(300, 510), (304, 518), (316, 495)],
        [(300 + t, 500 + 3 * math.sin(t / 9)) for t in range(150)],
        [(300 + t, 500 + 30 * math.sin(t / 40)) for t in range(200)],
        [(300, 500), (420, 500), (420, 560), (300, 560), (300, 500)],
        [(300, 500), (500, 560)],
    ],
    ids=["ring", "open ring", "mug", "tick", "underline", "road", "frame", "stroke through"],
)
def test_rings_ticks_lines_and_frames_are_none(line: Points) -> None:
    assert found(view(line)) == []
    assert found(view(line, width=4)) == []


def test_print_is_none_whatever_its_size() -> None:
    picture = view()
    draw = ImageDraw.Draw(picture)
    for row, size in enumerate((11, 14, 18, 24, 34)):
        draw.text((100, 200 + 60 * row), "Hazard assessment of 2026", fill=0, font=ImageFont.load_default(size))
    assert found(picture) == []


def test_a_ring_round_print_it_touches_is_none() -> None:
    picture = view(ellipse(290, 494, 150, 30))
    ImageDraw.Draw(picture).text((300, 500), "Concerns from the floor", fill=0, font=ImageFont.load_default(12))
    assert found(picture) == []


def test_words_read_for_sure_inside_make_it_none() -> None:
    line = loops(300, 500)
    sure = SeenWord("RECEIVED", 96.0, 305, 503, 395, 525)
    assert found(view(line), [*WORDS, sure]) == []
    assert len(found(view(line), [*WORDS, SeenWord("Nnnm", 41.0, 305, 503, 395, 525)])) == 1


def test_a_page_full_of_specks_is_none() -> None:
    dice = random.Random(1)
    noisy = np.array(view())
    for _ in range(4000):
        noisy[dice.randrange(1100), dice.randrange(850)] = 0
    assert found(Image.fromarray(noisy)) == []


def test_a_pasted_signature_is_told_from_a_logo_a_photograph_and_nothing() -> None:
    signature = view(loops(20, 20)).crop((0, 0, 150, 60))
    assert is_scribble(signature) and is_scribble(signature.resize((600, 240)))
    logo = Image.new("L", (150, 60), 255)
    ImageDraw.Draw(logo).rectangle((10, 10, 60, 50), fill=20)
    ImageDraw.Draw(logo).text((70, 20), "ALDER", fill=0, font=ImageFont.load_default(20))
    photograph = Image.fromarray(np.random.default_rng(1).integers(0, 255, (60, 150)).astype(np.uint8))
    for picture in (logo, photograph, Image.new("L", (150, 60), 255), Image.new("L", (1, 1), 0)):
        assert not is_scribble(picture)
