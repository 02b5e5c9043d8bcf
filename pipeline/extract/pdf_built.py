"""What was gathered on a PDF page to a Page as its text layer tells it: lines, tables, fields and marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.clean import one_line
from pipeline.extract.grid import Grid, fill, find_grids
from pipeline.extract.lines import Run, lines_text, to_lines
from pipeline.extract.pdf_covered import notes_over
from pipeline.extract.pdf_drawing import MOST_MARKS, Drawing
from pipeline.extract.pdf_forms import Field, Note
from pipeline.extract.pdf_signatures import SIGNED
from pipeline.extract.pdf_text import Glyph, TextLayer
from pipeline.extract.place import PageFrame, Place
from pipeline.model import FormField, Mark, Page, Table, TextOrigin

_LEAST_RULES = 3
_RULE_TOLERANCE = 3.0  # points
_LEAST_IMAGE = (10.0, 6.0)  # points: smaller ones are bullets and pieces of lines
_MOST_OF_PAGE = 0.5
_STROKE_DENSITY = 0.1


@dataclass(frozen=True, slots=True)
class Extras:
    """What lies on top of a page.

    Args:
        unplaced: Values of signatures of the document that stand on no page.
    """

    placed: Sequence[Field | Note]
    unplaced: Sequence[str]

    @property
    def anything(self) -> bool:
        """Whether there is any."""
        return bool(self.placed)

    def sheets(self, frame: PageFrame) -> tuple[Place, ...]:
        """Places of notes that may hide words."""
        return notes_over((one.place for one in self.placed if isinstance(one, Note) and one.kind == "sheet"), frame)

    def remarks(self) -> Iterator[Run]:
        """Words that open on a click."""
        for one in self.placed:
            if isinstance(one, Note) and one.kind == "remark":
                yield Run(one.text, one.place)


def built_page(
    number: int, frame: PageFrame, turn: int, layer: TextLayer, drawing: Drawing, extras: Extras
) -> tuple[Page, str, bool]:
    """The page, the words of its text layer alone, and whether its tables leave anything to guess."""
    grids = _grids(drawing)
    glyphs = layer.glyphs(frame) if grids else []
    runs = layer.runs(frame)
    added = [run for extra in extras.placed for run in _typed(extra)]
    text, words = lines_text(to_lines([*runs, *added]), frame)
    fields = [_field(extra, frame) for extra in extras.placed if isinstance(extra, Field)]
    page = Page(
        number=number,
        text=text,
        text_origin=TextOrigin.EMBEDDED,
        why="embedded_text",
        width=frame.width,
        height=frame.height,
        words=words,
        tables=_tables(grids, glyphs, added),
        fields=(*fields, *(FormField("", value, "signature") for value in extras.unplaced)),
        marks=tuple(_marks(drawing, extras.placed, frame))[:MOST_MARKS],
        rotation=turn,
    )
    return page, "\n".join(run.text for run in runs), not all(grid.complete for grid in grids)


def _typed(extra: Field | Note) -> Iterator[Run]:
    """What somebody typed on top of the page, as runs at its place."""
    lines = [line for line in (one_line(part) for part in _words(extra).split("\n")) if line]
    place = extra.place
    step = place.height / len(lines) if lines else 0.0
    for at, line in enumerate(lines):
        yield Run(line, Place(place.left, place.top + at * step, place.right, place.top + (at + 1) * step))


def _words(extra: Field | Note) -> str:
    if isinstance(extra, Note):
        return extra.text
    if extra.kind == "signature":
        # As viewers show it; a bare mark of having been signed is no words.
        return f"Digitally {extra.value[0].lower()}{extra.value[1:]}" if extra.value not in ("", SIGNED) else ""
    return "[x]" if extra.kind == "checkbox" and extra.value else extra.value


def _field(field: Field, frame: PageFrame) -> FormField:
    return FormField(field.name, field.value, field.kind, frame.box(field.place))


def _grids(drawing: Drawing) -> list[Grid]:
    """Ruled tables; the cheap look at how many lines there are comes first."""
    if len(drawing.horizontal) < _LEAST_RULES or len(drawing.vertical) < _LEAST_RULES:
        return []
    return find_grids(drawing.horizontal, drawing.vertical, _RULE_TOLERANCE)


def _tables(grids: Sequence[Grid], glyphs: Sequence[Glyph], added: Sequence[Run]) -> tuple[Table, ...]:
    pieces: list[tuple[str, Place | None]] = [*glyphs, *((f" {run.text} ", run.place) for run in added)]
    return tuple(table for grid in grids if (table := fill(grid, pieces)) is not None)


def _marks(drawing: Drawing, extras: Sequence[Field | Note], frame: PageFrame) -> Iterator[Mark]:
    """Pictures beside the text and strokes of a pen: where a signature may be."""
    page = frame.width * frame.height
    for stroke in drawing.strokes:
        yield Mark(frame.box(stroke.place), "stroke", _STROKE_DENSITY, stroke.wound)
    for extra in extras:
        if isinstance(extra, Note) and (extra.kind == "stroke" or extra.kind == "image"):
            yield Mark(frame.box(extra.place), extra.kind, _STROKE_DENSITY, extra.wound)
    for place in drawing.images[:MOST_MARKS]:
        small = place.width < _LEAST_IMAGE[0] or place.height < _LEAST_IMAGE[1]
        if not small and place.width * place.height < _MOST_OF_PAGE * page:
            yield Mark(frame.box(place), "image", 1.0, place in drawing.scribbles)
