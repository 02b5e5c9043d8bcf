"""What is drawn on one PDF page besides text: pictures, ruled lines, strokes of a pen, hidden text."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

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
_MOST_SEGMENTS = 1000
_PEN_WIDE, _PEN_TALL = (14.0, 330.0), (5.0, 150.0)  # points
_SIZES = 24  # cells a side of the grid that measures coverage


@dataclass(frozen=True, slots=True)
class Drawing:
    """What one pass over a page's objects found.

    Args:
        images: Places of pictures, in the order they are drawn.
        horizontal, vertical: Ruled lines and borders.
        strokes: Places that look as if a pen had drawn there.
        texts, hidden_texts: Pieces of text, and how many of them are invisible.
        objects: How many things are drawn at all.
    """

    images: tuple[Place, ...]
    horizontal: tuple[Place, ...]
    vertical: tuple[Place, ...]
    strokes: tuple[Place, ...]
    texts: int
    hidden_texts: int
    objects: int

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


class _Look:
    """The raw interface, for its helper objects cost more than the rest of the page."""

    def __init__(self, page: "pypdfium2.PdfPage", frame: PageFrame) -> None:
        import pypdfium2.raw as raw

        self._raw: Any = raw
        self._page, self._frame = page.raw, frame
        self._left_to_see = MOST_OBJECTS
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self._images: list[Place] = []
        self._horizontal: list[Place] = []
        self._vertical: list[Place] = []
        self._strokes: list[Place] = []
        self._texts = self._hidden = 0

    def look(self) -> Drawing:
        raw = self._raw
        count = raw.FPDFPage_CountObjects(self._page)
        self._see(raw.FPDFPage_GetObject, self._page, count, (1, 0, 0, 1, 0, 0), 0)
        strokes = tuple(_grouped(self._strokes))[:MOST_MARKS]
        return Drawing(
            images=tuple(self._images),
            horizontal=tuple(self._horizontal),
            vertical=tuple(self._vertical),
            strokes=strokes,
            texts=self._texts,
            hidden_texts=self._hidden,
            objects=max(0, count),
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
                self._texts += 1
                self._hidden += raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                if (place := self._place(item, matrix)) is not None:
                    self._images.append(place)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self._see_path(item, matrix)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = _product(self._matrix(item), matrix)
                self._see(raw.FPDFFormObj_GetObject, item, raw.FPDFFormObj_CountObjects(item), inner, depth + 1)

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
        stroked = self._stroked(item)
        parts, curves = self._parts(item, matrix)
        straight = 0
        for part in parts:
            whole = around(part)
            if stroked:
                sides = [around(pair) for pair in pairwise(part)]
                lines = [side for side in sides if side.height <= _THIN or side.width <= _THIN]
                straight += len(lines)
                for line in lines:
                    self._add_line(line)
            elif whole.height <= _THIN or whole.width <= _THIN:
                self._add_line(whole)
        points = sum(len(part) for part in parts)
        winding = curves + points >= _PEN_SEGMENTS and straight < 0.5 * points
        # A line that returns to its start is a logo, a button, a circle.
        if stroked and winding and self._like_pen(place) and not parts[0][0].near(parts[-1][-1], _THIN):
            self._strokes.append(place)

    def _parts(self, item: Any, matrix: tuple[float, ...]) -> tuple[list[list[Place]], int]:
        """Points of a path, one list for every stretch drawn without lifting the pen, and how many curves it has."""
        raw, moved = self._raw, _product(self._matrix(item), matrix)
        x, y = self._edges[:2]
        parts: list[list[Place]] = []
        curves = 0
        for at in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(item, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._moved(x.value, y.value, x.value, y.value, moved)
            if point is None:
                continue
            curves += kind == raw.FPDF_SEGMENT_BEZIERTO
            if kind == raw.FPDF_SEGMENT_MOVETO or not parts:
                parts.append([])
            parts[-1].append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                parts[-1].append(parts[-1][0])
        return [part for part in parts if part], curves

    def _add_line(self, place: Place) -> None:
        if place.width >= _SHORT and place.height <= _THIN:
            self._horizontal.append(place)
        elif place.height >= _SHORT / 2 and place.width <= _THIN:
            self._vertical.append(place)

    def _stroked(self, item: Any) -> bool:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        return bool(self._raw.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)

    def _like_pen(self, place: Place) -> bool:
        return _PEN_WIDE[0] <= place.width <= _PEN_WIDE[1] and _PEN_TALL[0] <= place.height <= _PEN_TALL[1]


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    g, h, i, j, k, l = outer  # noqa: E741
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l)


def _grouped(places: list[Place]) -> list[Place]:
    """Strokes close to each other as one mark: a signature is drawn in several."""
    groups: list[Place] = []
    for place in places[:500]:
        near = [group for group in groups if group.near(place, 12.0)]
        groups = [group for group in groups if group not in near]
        groups.append(around([place, *near]))
    return groups
