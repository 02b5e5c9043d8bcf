"""The text layer of one PDF page: characters with their places to runs on lines, through pypdfium2."""

import ctypes
import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.extract.clean import one_line
from pipeline.extract.lines import Run
from pipeline.extract.place import PageFrame, Place, around

if TYPE_CHECKING:
    import pypdfium2

MOST_CHARACTERS = 200_000
"""A page with more has no reader; the rest is cut off rather than walked."""

_SAMPLED = 200
_SAMPLED_ANGLES = 40
_SAME_WAY = 0.7
_GAP = 0.8  # heights between two characters that part a run; a word space is 0.25 to 0.4
_SHIFT = 0.6  # heights up or down


class Glyph(NamedTuple):
    """One character with its place; None where the library made it up (spaces, line ends)."""

    text: str
    place: Place | None


class TextLayer:
    """The text of one page; close it before the page.

    Args:
        page: An open page.
    """

    def __init__(self, page: "pypdfium2.PdfPage") -> None:
        import pypdfium2.raw as raw

        self._raw: Any = raw
        self._page = page.get_textpage()
        self.count = min(self._page.count_chars(), MOST_CHARACTERS)
        self._walked: list[Glyph] | None = None
        self._altered = False
        # One object of each kind for every call: making them anew costs more than the call.
        self._edges = tuple(ctypes.c_double() for _ in range(4))

    def close(self) -> None:
        """Gives the memory back."""
        self._page.close()

    def runs(self, frame: PageFrame) -> list[Run]:
        """All runs in the file's order."""
        runs: list[Run] = []
        for start, text in self._own_lines():
            if not text.strip():
                continue
            place = None if self._altered else self._only_place(frame, start, len(text))
            if place is not None:
                runs.append(Run(one_line(text), place))
            else:
                walked = self._walked
                end = start + len(text)
                runs.extend(_split(walked[start:end] if walked else self._walk(frame, start, len(text))))
        # What lies outside the page nobody sees.
        return [run for run in runs if run.text and frame.shows(run.place)]

    def glyphs(self, frame: PageFrame) -> list[Glyph]:
        """All characters one by one; worth it where most are needed, for ``runs`` then uses them too."""
        if self._walked is None:
            self._walked = list(self._walk(frame, 0, self.count))
        return self._walked

    def replace(self, frame: PageFrame, stretches: Iterable[tuple[range, str]]) -> None:
        """Puts other words, or none, in place of characters that nobody sees."""
        walked = self.glyphs(frame)
        for stretch, words in stretches:
            places = [place for index in stretch if (place := walked[index].place) is not None]
            for index in stretch:
                walked[index] = Glyph("", None)
            if words and places:
                walked[stretch.start] = Glyph(words, around(places))
            self._altered = True

    def _walk(self, frame: PageFrame, start: int, count: int) -> Iterator[Glyph]:
        get, left, right = self._raw.FPDFText_GetUnicode, *self._edges[:2]
        bottom, top = self._edges[2:]
        box, page = self._raw.FPDFText_GetCharBox, self._page.raw
        for index in range(start, min(self.count, start + count)):
            text = _character(get(page, index))
            if text in " \r\n" or not box(page, index, left, right, bottom, top):
                yield Glyph(text, None)
            else:
                yield Glyph(text, frame.place(left.value, bottom.value, right.value, top.value))

    def angle(self) -> int | None:
        """How most of the text is turned on the page, in degrees with the clock; None when it goes several ways."""
        step = max(1, self.count // _SAMPLED_ANGLES)
        turns = [self._raw.FPDFText_GetCharAngle(self._page.raw, index) for index in range(0, self.count, step)]
        # The library answers -1 for characters it made up.
        quarters = [round(turn / (math.pi / 2)) % 4 for turn in turns if turn >= 0]
        if not quarters:
            return None
        most = max(set(quarters), key=quarters.count)
        return 90 * most if quarters.count(most) >= _SAME_WAY * len(quarters) else None

    def unmapped(self) -> float:
        """Part of a sample of characters that the file's fonts do not name, 0 to 1."""
        step = max(1, self.count // _SAMPLED)
        sample = range(0, self.count, step)
        bad = sum(self._raw.FPDFText_HasUnicodeMapError(self._page.raw, index) == 1 for index in sample)
        return bad / len(sample) if self.count else 0.0

    def _own_lines(self) -> Iterator[tuple[int, str]]:
        """The library's lines with the index of their first character."""
        text = self._whole_text()
        start = 0
        for line in text.split("\n"):
            yield start, line.removesuffix("\r")
            start += len(line) + 1

    def _whole_text(self) -> str:
        if not self.count:
            return ""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = self._raw.FPDFText_GetText(self._page.raw, 0, self.count, buffer)
        text = bytes(memoryview(buffer).cast("B"))[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        # Characters the library leaves out, or that take two units, shift all later ones: then one by one.
        if len(text) == self.count:
            return text
        get, page = self._raw.FPDFText_GetUnicode, self._page.raw
        return "".join(_character(get(page, index)) for index in range(self.count))

    def _only_place(self, frame: PageFrame, start: int, count: int) -> Place | None:
        """Where a line stands if the library sees it as one piece or as pieces without a gap."""
        raw, page = self._raw, self._page.raw
        pieces = raw.FPDFText_CountRects(page, start, count)
        if not 1 <= pieces <= 64:
            return None
        left, right, bottom, top = self._edges
        places = []
        for index in range(pieces):
            raw.FPDFText_GetRect(page, index, left, top, right, bottom)
            places.append(frame.place(left.value, bottom.value, right.value, top.value))
        if any(_apart(one, other) for one, other in pairwise(places)):
            return None
        return around(places)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _apart(one: Place, other: Place) -> bool:
    height = max(one.height, other.height, 1.0)
    return (
        other.left - one.right > _GAP * height
        or one.left - other.right > _GAP * height
        or abs(one.middle - other.middle) > _SHIFT * height
    )


def _split(glyphs: Iterable[Glyph]) -> Iterator[Run]:
    """A line as runs: a new one wherever the next character stands away from the one before."""
    text, places = "", list[Place]()
    height = 1.0
    for glyph in glyphs:
        if glyph.place is not None:
            height = max(height * 0.9, glyph.place.height, 1.0)
            if places and _leaves(places[-1], glyph.place, height):
                yield Run(one_line(text), around(places))
                text, places = "", []
            places.append(glyph.place)
        text += glyph.text
    if places:
        yield Run(one_line(text), around(places))


def _leaves(before: Place, place: Place, height: float) -> bool:
    gap = place.left - before.right
    # Small signs (dots, dashes) have small boxes, so height comes from the line, and only their bottoms are compared.
    away = min(abs(before.bottom - place.bottom), abs(before.middle - place.middle), abs(before.top - place.top))
    return gap > _GAP * height or gap < -2.0 * height or away > _SHIFT * height
