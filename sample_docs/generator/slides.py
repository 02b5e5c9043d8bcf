"""Writes PPTX files without a trace of the clock."""

import io
from dataclasses import dataclass

from pptx import Presentation
from pptx.util import Inches

from sample_docs.generator.office import MADE, refixed


@dataclass(frozen=True)
class Slide:
    """One slide: title, bullets, a table of rows, and what the speaker had in the notes."""

    title: str
    bullets: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: str = ""


def pptx(slides: tuple[Slide, ...], title: str) -> bytes:
    """A presentation, one title slide first."""
    show = Presentation()
    show.core_properties.title = title
    show.core_properties.author = "Priya Nandakumar"
    show.core_properties.created = show.core_properties.modified = MADE
    show.core_properties.last_modified_by = "Priya Nandakumar"
    for number, slide in enumerate(slides):
        page = show.slides.add_slide(show.slide_layouts[0 if number == 0 else 1 if slide.bullets else 5])
        page.shapes.title.text = slide.title
        if slide.bullets:
            page.placeholders[1].text_frame.text = "\n".join(slide.bullets)
        if slide.rows:
            shape = page.shapes.add_table(
                len(slide.rows), len(slide.rows[0]), Inches(0.7), Inches(2), Inches(8.4), Inches(0.5 * len(slide.rows))
            )
            for row, cells in enumerate(slide.rows):
                for column, text in enumerate(cells):
                    shape.table.cell(row, column).text = text
        if slide.notes:
            page.notes_slide.notes_text_frame.text = slide.notes
    out = io.BytesIO()
    show.save(out)
    return refixed(out.getvalue())
