"""Text that is in the file but not to be seen: under an opaque box, under a note, on a layer that is switched off.

Who blacks out a name with a box believes it gone. What a reader of the page cannot see is not quoted: the text says
"[covered]" in its place. Suspects are found by geometry; the page's picture decides.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf_text import Glyph
from pipeline.extract.place import PageFrame, Place, around

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

COVERED = "[covered]"
"""Stands in a page's text where something covers what was written."""

_MOST_COVERS, _MOST_PIECES, _MOST_TEXTS = 100, 500, 4000
_PIECE = 3  # characters looked at together
_LEAST_LETTERS, _LONGEST_REST = 2, 30
_ROOM = 1.5  # points
_LEAST_OVERLAP = 2.0  # points
_MOST_OF_PAGE = 0.5  # a picture over more of the page is a scan with its words below it
_DPI = 110
_FLAT = 20  # grey levels: what differs by less, no eye tells apart
_FAINT = 4.0
_SAME = 0.6  # correlation of what was written with what is shown

Colour = tuple[int, int, int]

_LAYER = "OC\0".encode("utf-16-le")


class Covering:
    """Gathers, in the order things are drawn, what lies over text, and text in the colour of what it lies on."""

    def __init__(self) -> None:
        self.covers: list[Place] = []
        self.layered: list[Place] = []
        self._later: list[Callable[[], Place | None]] = []
        self._places: list[Place] = []
        self._grounds: list[tuple[Place, Colour]] = []

    def text(self, place: Callable[[], Place | None], colour: Callable[[], Colour | None]) -> None:
        """A piece of text was drawn; its place and colour are asked only when they may matter."""
        if len(self._places) + len(self._later) >= _MOST_TEXTS:
            return
        self._later.append(place)
        if self._grounds and (own := colour()) is not None:
            alike = [ground for ground, its in self._grounds if _alike(own, its) and ground not in self.covers]
            found = place() if alike and len(self.covers) < _MOST_COVERS else None
            self.covers += [ground for ground in alike if found is not None and _over(ground, found)]

    def thing(self, place: Place, frame: PageFrame, colour: Colour | None = None) -> None:
        """Something opaque was drawn; a picture has no colour of its own."""
        if len(self.covers) >= _MOST_COVERS or place.width * place.height > _MOST_OF_PAGE * frame.width * frame.height:
            return
        if colour is not None and len(self._grounds) < _MOST_COVERS:
            self._grounds.append((place, colour))
        self._places += [found for later in self._later if (found := later()) is not None]
        self._later.clear()
        if any(_over(place, text) for text in self._places):
            self.covers.append(place)


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _FLAT for a, b in zip(one, other, strict=True))


def _over(cover: Place, text: Place) -> bool:
    across = min(cover.right, text.right) - max(cover.left, text.left)
    return cover.top <= text.middle <= cover.bottom and across >= min(_LEAST_OVERLAP, text.width / 2)


def on_layer(raw: Any, item: Any) -> bool:
    """Whether a piece of a page belongs to a layer that can be switched on and off."""
    import ctypes

    for index in range(min(max(0, raw.FPDFPageObj_CountMarks(item)), 4)):
        mark = raw.FPDFPageObj_GetMark(item, index)
        needed = ctypes.c_ulong()
        # Names are asked for their length first; that of a layer has two letters.
        if not raw.FPDFPageObjMark_GetName(mark, None, 0, needed) or needed.value != len(_LAYER):
            continue
        buffer = (ctypes.c_ushort * (len(_LAYER) // 2))()
        if raw.FPDFPageObjMark_GetName(mark, buffer, len(_LAYER), needed) and bytes(buffer) == _LAYER:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Suspects:
    """Places where text may not be seen.

    Args:
        covers: Opaque things drawn over text.
        layered: Text on layers.
        notes: Notes that lie on the page like a sheet of paper.
    """

    covers: Sequence[Place]
    layered: Sequence[Place]
    notes: Sequence[Place]

    def __bool__(self) -> bool:
        return bool(self.covers or self.layered or self.notes)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A few characters next to each other that may be hidden, and the part of the page to look at."""

    characters: range
    place: Place


def unseen(
    glyphs: Sequence[Glyph], suspects: Suspects, frame: PageFrame, picture: "Callable[[int, bool], Image.Image | None]"
) -> list[tuple[range, str]]:
    """Stretches of characters that nobody sees, with what stands for them.

    Args:
        glyphs: All characters of the page.
        picture: Makes the upright page's picture at a resolution, with or without its notes; None where it is too
            large, and then every suspect counts.
    """
    placed = _Placed(glyphs)
    covered, noted = list(placed.inside(suspects.covers)), list(placed.inside(suspects.notes))
    layered = list(placed.inside([_wider(place) for place in suspects.layered]))
    if not covered and not layered and not noted:
        return []
    shown = _pixels(picture(_DPI, True))
    bare = _pixels(picture(_DPI, False)) if noted else None
    hidden = [one.characters for one in covered if _flat(shown, one.place, frame)]
    hidden += [one.characters for one in noted if _changed(bare, shown, one.place, frame)]
    off = [one.characters for one in layered if shown is not None and _flat(shown, one.place, frame)]
    # A dot or a dash under something is decoration, not a secret.
    words = [
        _whole(glyphs, one) for one in _joined(hidden) if sum(glyphs[at].text.isalnum() for at in one) >= _LEAST_LETTERS
    ]
    return [*((one, COVERED) for one in _joined(words)), *((one, "") for one in _joined(off))]


class _Placed:
    """Characters with a place, as arrays: a page may have many covers."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        import numpy as np

        self._indices = [index for index, glyph in enumerate(glyphs) if glyph.place is not None]
        self._places = [place for glyph in glyphs if (place := glyph.place) is not None]
        edges = np.array(self._places, dtype=float).reshape(-1, 4)
        self._across, self._along = (edges[:, 0] + edges[:, 2]) / 2, (edges[:, 1] + edges[:, 3]) / 2

    def inside(self, places: Sequence[Place]) -> Iterator[_Piece]:
        """Characters next to each other whose middle lies in one of the places, a few at a time."""
        import numpy as np

        for place in places:
            across = (self._across >= place.left) & (self._across <= place.right)
            hits = np.flatnonzero(across & (self._along >= place.top) & (self._along <= place.bottom))
            step = max(_PIECE, len(hits) // _MOST_PIECES)
            for group in np.split(hits, np.flatnonzero(np.diff(hits) > 1) + 1)[:_MOST_PIECES]:
                for start in range(0, len(group), step):
                    yield self._piece(int(group[start]), int(group[min(start + step, len(group)) - 1]), place)

    def _piece(self, first: int, last: int, cover: Place) -> _Piece:
        # A little room around the letters: what is seen stands out from what is beside it.
        box = _wider(around(self._places[first : last + 1]))
        end = self._indices[last] + 1
        following = self._indices[last + 1] if last + 1 < len(self._indices) else end
        # Spaces behind the last letter go with it, so that pieces side by side can be joined.
        return _Piece(range(self._indices[first], following if following - end <= 1 else end), _common(box, cover))


def _joined(ranges: Sequence[range]) -> Iterator[range]:
    """Ranges without overlaps, neighbours as one."""
    start = end = -1
    for one in sorted(ranges, key=lambda each: each.start):
        if one.start > end:
            if end > start:
                yield range(start, end)
            start = one.start
        end = max(end, one.stop)
    if end > start:
        yield range(start, end)


def _whole(glyphs: Sequence[Glyph], characters: range) -> range:
    """The stretch with the rest of the words it cuts: half a name is a name."""
    start, end = characters.start, characters.stop
    while start > 0 and glyphs[start - 1].text.isalnum() and characters.start - start < _LONGEST_REST:
        start -= 1
    while end < len(glyphs) and glyphs[end].text.isalnum() and end - characters.stop < _LONGEST_REST:
        end += 1
    return range(start, end)


def _wider(place: Place) -> Place:
    return Place(place.left - _ROOM, place.top - _ROOM, place.right + _ROOM, place.bottom + _ROOM)


def _common(one: Place, other: Place) -> Place:
    return Place(
        max(one.left, other.left),
        max(one.top, other.top),
        min(one.right, other.right),
        min(one.bottom, other.bottom),
    )


def _pixels(image: "Image.Image | None") -> "np.ndarray[Any, Any] | None":
    import numpy as np

    return None if image is None else np.asarray(image.convert("RGB"), dtype=np.int16)


def _part(pixels: "np.ndarray[Any, Any]", place: Place, frame: PageFrame) -> "np.ndarray[Any, Any]":
    """The pixels of a place without its rim, which may belong to what stands beside it."""
    height, width = pixels.shape[:2]
    across, along = width / max(frame.width, 1.0), height / max(frame.height, 1.0)
    rows = slice(max(0, round(place.top * along) + 1), max(0, round(place.bottom * along) - 1))
    columns = slice(max(0, round(place.left * across) + 1), max(0, round(place.right * across) - 1))
    return pixels[rows, columns]


def _flat(pixels: "np.ndarray[Any, Any] | None", place: Place, frame: PageFrame) -> bool:
    """Whether the place shows one colour and nothing else."""
    if pixels is None:
        return True
    part = _part(pixels, place, frame)
    if part.size == 0:
        return False
    return bool((part.max(axis=(0, 1)) - part.min(axis=(0, 1))).max() <= _FLAT)


def _changed(
    bare: "np.ndarray[Any, Any] | None", shown: "np.ndarray[Any, Any] | None", place: Place, frame: PageFrame
) -> bool:
    """Whether notes hide what the page shows at the place without them."""
    if bare is None or shown is None:
        return True
    import numpy as np

    before, after = (_part(pixels, place, frame).mean(axis=2).ravel() for pixels in (bare, shown))
    if before.size == 0 or before.std() < _FAINT:
        return False
    return bool(after.std() < _FAINT or np.corrcoef(before, after)[0, 1] < _SAME)


def notes_over(places: Iterable[Place], frame: PageFrame) -> tuple[Place, ...]:
    """Of notes, those that can hide something and are no frame around the page."""
    most = _MOST_OF_PAGE * frame.width * frame.height
    return tuple(place for place in places if place.width * place.height <= most)[:_MOST_COVERS]
