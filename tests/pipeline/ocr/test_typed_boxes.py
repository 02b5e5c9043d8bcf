"""Boxes typed as brackets: the blank the engine lost is there again where the picture shows it, and only there."""

from itertools import pairwise

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.typed_boxes import with_blanks

FONT = ImageFont.load_default(28)
LEFT, TOP = 40, 30


def drawn(text: str) -> tuple[Image.Image, tuple[int, int, int, int]]:
    picture = Image.new("L", (600, 100), 250)
    ImageDraw.Draw(picture).text((LEFT, TOP), text, font=FONT, fill=10)
    left, top, right, bottom = FONT.getbbox(text)
    return picture, (round(LEFT + left), round(TOP + top), round(LEFT + right), round(TOP + bottom))


def parted(text: str, seen: str, cut: int = 0) -> list[SeenWord]:
    """What becomes of a word the engine saw, its box cut short on the right by so many pixels."""
    picture, (left, top, right, bottom) = drawn(text)
    return list(with_blanks([SeenWord(seen, 70.0, left, top, right - cut, bottom)], picture))


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("[ ]", "[]", ["[", "]"]),
        ("[ ] [ ]", "[][]", ["[", "]", "[", "]"]),
        ("B [ ] C", "B[]C", ["B", "[", "]", "C"]),
        ("Guards[ ]", "Guards[]", ["Guards[", "]"]),
        ("[x] [ ]", "[x][]", ["[x]", "[", "]"]),
        ("[]", "[]", ["[]"]),
        ("Guards[]", "Guards[]", ["Guards[]"]),
        ("[x]", "[x]", ["[x]"]),
        ("B[ ]C", "B[]C", ["B[", "]C"]),
        ("B[]C", "B[]C", ["B[]C"]),
    ],
)  # fmt: skip
def test_a_blank_is_put_where_the_picture_has_one(text: str, seen: str, expected: list[str]) -> None:
    words = parted(text, seen)
    assert [word.text for word in words] == expected
    assert all(one.right <= other.left for one, other in pairwise(words))
    assert all(word.left < word.right for word in words)


def test_a_bracket_that_the_engine_left_out_of_its_place_is_found() -> None:
    words = parted("[ ]", "[]", cut=12)
    assert [word.text for word in words] == ["[", "]"]
    assert words[1].right > words[1].left


def test_the_next_word_is_not_reached_into() -> None:
    picture, (left, top, right, bottom) = drawn("[] Yes")
    box = SeenWord("[]", 70.0, left, top, left + 20, bottom)
    yes = SeenWord("Yes", 90.0, left + 24, top, right, bottom)
    assert [word.text for word in with_blanks([box, yes], picture)] == ["[]", "Yes"]
