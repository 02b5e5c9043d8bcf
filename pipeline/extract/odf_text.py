"""OpenDocument text and slides → lines and tables; deletions left out, comments and notes said as such."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.extract.clean import clean, one_line
from pipeline.extract.flowing import Flow
from pipeline.extract.odf_inline import BLOCKS, DEPTH, SKIPPED, inline
from pipeline.extract.odf_tables import table_rows
from pipeline.extract.office import local

_FLOATING = frozenset({"frame", "annotation", "note", *BLOCKS})


@dataclass(slots=True)
class OdfText:
    """Adds elements to a flow."""

    flow: Flow

    def add(self, root: Any) -> None:
        """Adds a part; an empty line parts it from the next."""
        self._blocks(root, 0)
        self.flow.part()

    def slide(self, page: Any) -> None:
        """A slide: its shapes in order, the speaker's notes behind."""
        notes = [child for child in page if local(child) == "notes"]
        for child in page:
            if local(child) != "notes":
                self._block(child, 0)
        for note in notes:
            lines = Flow()
            OdfText(lines).add(note)
            said = [line for line in lines.lines if line and line not in ("<number>", "<numéro>")]
            if said:
                self.flow.part()
                self.flow.lines.extend(["Notes:", *said])

    def _blocks(self, element: Any, depth: int) -> None:
        for child in element:
            self._block(child, depth)

    def _block(self, element: Any, depth: int) -> None:
        name = local(element)
        if name in ("p", "h"):
            self._paragraph(element, depth)
        elif name == "table":
            self.flow.table(table_rows(element))
        elif name == "annotation":
            self._comment(element)
        elif name == "image":
            self.flow.picture()
        elif name == "object":
            self.flow.notes.append("an embedded object in it was not read")
        elif name and name not in SKIPPED and depth < DEPTH:
            self._blocks(element, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        self.flow.paragraph("\n".join(line.strip() for line in clean("".join(inline(paragraph, 0))).split("\n")))
        for child in paragraph.iter(*(f"{{*}}{name}" for name in _FLOATING)):
            if not any(local(above) in _FLOATING for above in _between(child, paragraph)):
                self._block(child, depth + 1)

    def _comment(self, annotation: Any) -> None:
        author = " ".join(child.text or "" for child in annotation if local(child) == "creator")
        words = one_line(" ".join("".join(inline(part, 0)) for part in annotation.iter("{*}p")))
        if words:
            self.flow.lines.append(f"{one_line(f'Comment {author}')}: {words}")


def _between(element: Any, above: Any) -> Iterator[Any]:
    for one in element.iterancestors():
        if one is above:
            return
        yield one
