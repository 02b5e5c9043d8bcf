"""What is drawn on one PDF page besides text: pictures, ruled lines, strokes of a pen, hidden text."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf_covered import Colour, Covering, on_layer
from pipeline.extract.pdf_scribble import MOST_SMALL, scribbled
from pipeline.extract.pdf_strokes import MOST_FILLED, PenStroke, grouped, turns
from pipeline.extract.place import PageFrame, Place, around

if TYPE_CHECKING:
    import pypdfium2

MOST_OBJECTS = 20_000
"""Drawings (plans, maps) hold more; the rest is not looked at."""

MOST_MARKS = 40

_DEPTH = 6
_THIN = 2.5  # points: a rectangle no thicker is a line
_SHORT = 12.0  # points: a shorter one is a tick or a dash
_PEN_SEGMENTS = 6
_OUTLINE_SEGMENTS = 30  # an outline of a pen's line; a box with round corners has sixteen
_DARK = 400  # of 765
_MOST_SEGMENTS = 1000
_OPAQUE = 255
_PEN_WIDE, _PEN_TALL = (14.0, 330.0), (5.0, 150.0)  # points
_SIZES = 24  # cells a side of the grid that measures coverage


@dataclass(frozen=True, slots=True)
class Drawing:
    """What one pass over a page's objects found.

    Args:
        images: Places of pictures, in the order they are drawn.
        horizontal, vertical: Ruled lines and borders.
        strokes: Where a pen may have drawn.
        texts, hidden_texts: Pieces of text, and how many of them are invisible.
        objects: How many things are drawn at all.
        covers: Opaque things drawn over text that was there before them.
        layered: Text on a layer that a viewer may not show.
        scribbles: Those pictures that show a signature.
    """

    images: tuple[Place, ...]
    horizontal: tuple[Place, ...]
    vertical: tuple[Place, ...]
    strokes: tuple[PenStroke, ...]
    texts: int
    hidden_texts: int
    objects: int
    covers: tuple[Place, ...] = ()
    layered: tuple[Place, ...] = ()
    scribbles: frozenset[Place] = frozenset()

    def covered(self, width: float, height: float) -> float:
        """Part of the page under pictures, 0 to 1, overlaps counted once."""
        if not self.images or width <= 0 or height <= 0:
            return 0.0
        cells = {cell for image in self.images for cell in _cells(image, width, height)}
        return len(cells) / (_SIZES * _SIZES)


def _cells(place: Place, width: float, height: float) -> Iterator[tuple[int, int]]:
    """Cells of the grid whose middle the place covers."""
    for column in range(_SIZES):
        if place.left <= (column + 0.5) * width / _SIZES <= place.right:
            for row in range(_SIZES):
                if place.top <= (row + 0.5) * height / _SIZES <= place.bottom:
                    yield column, row


def look_at(page: "pypdfium2.PdfPage", frame: PageFrame) -> Drawing:
    """One pass over the page's objects."""
    return _Look(page, frame).look()


@dataclass(frozen=True, slots=True)
class _Point:
    """A point of a path; ``bent`` when a curve leads to it, whose own points may lie level without being a line."""

    place: Place
    bent: bool


class _Look:
    """The raw interface, for its helper objects cost more than the rest of the page."""

    def __init__(self, page: "pypdfium2.PdfPage", frame: PageFrame) -> None:
        import pypdfium2.raw as raw

        self._raw: Any = raw
        self._open, self._page, self._frame = page, page.raw, frame
        self._left_to_see = MOST_OBJECTS
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self._colours = tuple(ctypes.c_uint() for _ in range(4))
        self._images: list[Place] = []
        self._horizontal: list[Place] = []
        self._vertical: list[Place] = []
        self._strokes: list[PenStroke] = []
        self._outlines: list[PenStroke] = []
        self._small: list[tuple[Any, Place]] = []
        self._texts = self._hidden = 0
        self._over = Covering()

    def look(self) -> Drawing:
        raw = self._raw
        count = raw.FPDFPage_CountObjects(self._page)
        self._see(raw.FPDFPage_GetObject, self._page, count, (1, 0, 0, 1, 0, 0), 0)
        outlines = self._outlines if len(self._outlines) <= MOST_FILLED else []
        strokes = tuple(grouped((*self._strokes, *outlines)))[:MOST_MARKS]
        return Drawing(
            images=tuple(self._images),
            horizontal=tuple(self._horizontal),
            vertical=tuple(self._vertical),
            strokes=strokes,
            texts=self._texts,
            hidden_texts=self._hidden,
            objects=max(0, count),
            covers=tuple(self._over.covers),
            layered=tuple(self._over.layered),
            scribbles=frozenset(place for item, place in self._small if scribbled(self._open, item)),
        )

    def _see(self, get: Any, holder: Any, count: int, matrix: tuple[float, ...], depth: int) -> None:
        raw = self._raw
        for index in range(max(0, count)):
            self._left_to_see -= 1
            if self._left_to_see < 0:
                return
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item) if item else 0
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._see_text(item, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                if (place := self._place(item, matrix)) is not None:
                    self._images.append(place)
                    self._over.thing(place, self._frame)
                    if self._like_pen(place) and len(self._small) < MOST_SMALL:
                        self._small.append((item, place))
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self._see_path(item, matrix)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = _product(self._matrix(item), matrix)
                self._see(raw.FPDFFormObj_GetObject, item, raw.FPDFFormObj_CountObjects(item), inner, depth + 1)

    def _see_text(self, item: Any, matrix: tuple[float, ...]) -> None:
        raw = self._raw
        self._texts += 1
        if raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            self._hidden += 1
            return
        self._over.text(partial(self._place, item, matrix), partial(self._colour, item))
        if on_layer(raw, item) and (place := self._place(item, matrix)) is not None:
            self._over.layered.append(place)

    def _colour(self, item: Any) -> Colour | None:
        """What an item is filled with; None where light shines through."""
        red, green, blue, alpha = self._colours
        found = self._raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha) and alpha.value == _OPAQUE
        return (red.value, green.value, blue.value) if found else None

    def _matrix(self, item: Any) -> tuple[float, ...]:
        found = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(item, found):
            return (1, 0, 0, 1, 0, 0)
        return (found.a, found.b, found.c, found.d, found.e, found.f)

    def _place(self, item: Any, matrix: tuple[float, ...]) -> Place | None:
        left, bottom, right, top = self._edges
        if not self._raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return None
        return self._moved(left.value, bottom.value, right.value, top.value, matrix)

    def _moved(self, left: float, bottom: float, right: float, top: float, matrix: tuple[float, ...]) -> Place | None:
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        place = self._frame.place(min(xs), min(ys), max(xs), max(ys))
        # Comparisons with "not a number" are false, so such a place is left out too.
        return place if place.width >= 0 and place.height >= 0 and abs(place.right) < 1e6 else None

    def _see_path(self, item: Any, matrix: tuple[float, ...]) -> None:
        place = self._place(item, matrix)
        if place is None or (place.width < _SHORT and place.height < _SHORT):
            return
        if place.height <= _THIN or place.width <= _THIN:
            self._add_line(place)
            return
        colour = self._colour(item) if self._filled(item) else None
        if colour is not None:
            self._over.thing(place, self._frame, colour)
        stroked = self._stroked(item)
        parts, curves = self._parts(item, matrix)
        straight = 0
        for part in parts:
            whole = around([point.place for point in part])
            if stroked:
                sides = [around((a.place, b.place)) for a, b in pairwise(part) if not b.bent]
                lines = [side for side in sides if side.height <= _THIN or side.width <= _THIN]
                straight += sum(side.width >= _SHORT or side.height >= _SHORT / 2 for side in lines)
                for line in lines:
                    self._add_line(line)
            elif whole.height <= _THIN or whole.width <= _THIN:
                self._add_line(whole)
        points = sum(len(part) for part in parts)
        winding = curves + points >= _PEN_SEGMENTS and straight < 0.5 * points
        # The bounds that PDFium tells of a stroked path reach as far as its sharpest corner could: its points say more.
        drawn = around([point.place for part in parts for point in part]) if parts else place
        # A line that returns to its start is a logo, a button, a circle.
        if not winding or not self._like_pen(drawn):
            return
        if stroked and not parts[0][0].place.near(parts[-1][-1].place, _THIN):
            self._strokes.append(PenStroke(drawn, turns(_points(parts))))
        elif not stroked and curves and points >= _OUTLINE_SEGMENTS and colour is not None and sum(colour) < _DARK:
            # The outline goes along both sides of the pen's line.
            self._outlines.append(PenStroke(drawn, turns(_points(parts)) // 2))

    def _parts(self, item: Any, matrix: tuple[float, ...]) -> tuple[list[list[_Point]], int]:
        """Points of a path, one list for every stretch drawn without lifting the pen, and how many curves it has."""
        raw, moved = self._raw, _product(self._matrix(item), matrix)
        x, y = self._edges[:2]
        parts: list[list[_Point]] = []
        curves = 0
        for at in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(item, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._moved(x.value, y.value, x.value, y.value, moved)
            if point is None:
                continue
            bent = kind == raw.FPDF_SEGMENT_BEZIERTO
            curves += bent
            if kind == raw.FPDF_SEGMENT_MOVETO or not parts:
                parts.append([])
            parts[-1].append(_Point(point, bent))
            if raw.FPDFPathSegment_GetClose(segment):
                parts[-1].append(_Point(parts[-1][0].place, bent=False))
        return [part for part in parts if part], curves

    def _add_line(self, place: Place) -> None:
        if place.width >= _SHORT and place.height <= _THIN:
            self._horizontal.append(place)
        elif place.height >= _SHORT / 2 and place.width <= _THIN:
            self._vertical.append(place)

    def _stroked(self, item: Any) -> bool:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        return bool(self._raw.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)

    def _filled(self, item: Any) -> bool:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        return bool(self._raw.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(fill.value)

    def _like_pen(self, place: Place) -> bool:
        return _PEN_WIDE[0] <= place.width <= _PEN_WIDE[1] and _PEN_TALL[0] <= place.height <= _PEN_TALL[1]


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    g, h, m, n, p, q = outer
    return (a * g + b * m, a * h + b * n, c * g + d * m, c * h + d * n, e * g + f * m + p, e * h + f * n + q)


def _points(parts: Sequence[Sequence[_Point]]) -> list[list[tuple[float, float]]]:
    return [[(point.place.left, point.place.top) for point in part] for part in parts]
