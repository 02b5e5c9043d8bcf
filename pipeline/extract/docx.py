"""DOCX to one page: headers, body in order with its tables and text boxes, notes, comments, footers, pasted scans."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.extract.docx_text import WordText
from pipeline.extract.flowing import Flow
from pipeline.extract.office import (
    CHART,
    CHARTS,
    Parts,
    attribute,
    damaged,
    diagram_lines,
    local,
    no_picture,
    opened_parts,
)
from pipeline.extract.options import ReadOptions
from pipeline.extract.pasted import with_pictures
from pipeline.extract.scribbles import Scribbles
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    from PIL import Image

_KIND = "Word document"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_WORDS = {"header": "headers", "footer": "footers", "footnotes": "footnotes", "endnotes": "endnotes",
          "comments": "comments", "diagramData": "diagrams", "aFChunk": "inserted files"}  # fmt: skip
_EMBEDDED = ("oleObject", "package", "control")


class DocxReader:
    """Reads Word documents, part by part."""

    media_types = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``; where its pages break depends on the printer, so the whole counts as one."""
        with opened_parts(path, _KIND) as parts:
            parts.xml(_main(parts))
        return 1

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        yield word_page(path, options)

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


def word_page(path: str, options: ReadOptions, kind: str = _KIND) -> Page:
    """A Word document as its one page.

    Args:
        kind: What error messages call the file.

    Raises:
        InputError: ``damaged`` or ``too_large``.
    """
    with opened_parts(path, kind) as parts:
        main = _main(parts)
        body = parts.xml(main)
        flow = _text(parts, main, body)
        return with_pictures(flow.page(), _pictures(parts, main, body), options)


def _main(parts: Parts) -> str:
    """Name of the document's main part, by the ending of its relation: "strict" files name the same one differently."""
    found = next(parts.linked("", "officeDocument"), None)
    if found is None:
        raise damaged(parts.kind)
    return found


def _text(parts: Parts, main: str, body: Any) -> Flow:
    """Headers, body, notes, comments, footers: every part once, an empty line between."""
    flow = Flow()
    links = parts.links(main)
    inserted = {link.id: link.target for link in links if link.kind == "aFChunk"}

    def part(kind: str) -> Iterator[Any]:
        for name in dict.fromkeys(link.target for link in links if link.kind == kind):
            try:
                yield parts.xml(name)
            except InputError:
                flow.notes.append(f"its {_WORDS[kind]} are damaged and were not read")

    def insertion(identifier: str) -> None:
        _insert(parts, inserted.get(identifier), flow)

    pictures = Scribbles({link.id: link.target for link in links if link.kind == "image"}, parts)
    text = WordText(flow, insertion, pictures.shown)
    for root in part("header"):
        text.add(root)
    text.add(body)
    for root in part("diagramData"):
        flow.lines.extend(diagram_lines(root))
    for kind, name in _NOTES.items():
        for root in part(kind):
            for note in root:
                if local(note) == name and attribute(note, "type") in ("", "normal"):
                    text.add(note)
    for root in part("comments"):
        for comment in root:
            if local(comment) == "comment":
                text.labelled(comment, " ".join(filter(None, ("Comment", attribute(comment, "author")))))
    for root in part("footer"):
        text.add(root)
    embedded = sum(link.kind in _EMBEDDED for link in links)
    if embedded:
        flow.notes.append(f"{embedded} embedded objects in it were not read" if embedded > 1 else
                          "an embedded object in it was not read")  # fmt: skip
    if any(link.kind in CHARTS for link in links):
        flow.notes.append(CHART)
    return flow


def _insert(parts: Parts, name: str | None, flow: Flow) -> None:
    """The text of a file that stands whole inside the document, as programs that write Word from HTML leave it."""
    ending = (name or "").rpartition(".")[2].lower()
    if name is None or not parts.has(name) or ending not in ("htm", "html", "xhtml", "mht", "txt"):
        flow.notes.append("a file inserted into it was not read")
        return
    from pipeline.extract.charset import decode
    from pipeline.extract.clean import clean
    from pipeline.extract.html_text import content_of_html
    from pipeline.extract.mhtml import content_of_mhtml

    data = parts.data(name)
    if ending == "txt":
        flow.paragraph(clean(decode(data)))
        return
    content = content_of_mhtml(data) if ending == "mht" else content_of_html(data)
    flow.paragraph(content.text)
    flow.tables.extend(content.tables)


def _pictures(parts: Parts, main: str, body: Any) -> Iterator[bytes]:
    """The files of the pictures in the order of the body, each once."""
    names = {link.id: link.target for link in parts.links(main) if link.kind == "image"}
    used = [attribute(element, "embed") or attribute(element, "id") for element in body.iter("{*}blip", "{*}imagedata")]
    for name in dict.fromkeys(names[identifier] for identifier in used if identifier in names):
        if parts.has(name):
            yield parts.data(name)
