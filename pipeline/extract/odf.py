"""ODT, ODP and ODS to pages: one a text document, one a slide, one a sheet; read from the XML, entities refused."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.clean import one_line
from pipeline.extract.flowing import Flow
from pipeline.extract.odf_tables import HiddenStyles, add_sheet
from pipeline.extract.odf_text import OdfText
from pipeline.extract.odf_unlock import unlocked_parts
from pipeline.extract.office import Parts, attribute, damaged, local, no_picture, opened_parts
from pipeline.extract.options import ReadOptions
from pipeline.extract.pasted import LETTERS_A_PICTURE, LETTERS_A_SLIDE, with_pictures
from pipeline.extract.sheet_notes import cut_sheet, hidden_sheet, hidden_slide
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    from PIL import Image

_KIND = "OpenDocument file"
_OPENDOCUMENT = "application/vnd.oasis.opendocument"
_CONTENT = "content.xml"
_BODIES = ("text", "spreadsheet", "presentation", "drawing")


class OdfReader:
    """Reads OpenDocument files, as LibreOffice and Google Docs save them."""

    media_types = (
        f"{_OPENDOCUMENT}.text",
        f"{_OPENDOCUMENT}.spreadsheet",
        f"{_OPENDOCUMENT}.presentation",
        f"{_OPENDOCUMENT}.graphics",
        f"{_OPENDOCUMENT}.text-template",
        f"{_OPENDOCUMENT}.spreadsheet-template",
        f"{_OPENDOCUMENT}.presentation-template",
    )

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``."""
        with opened_parts(path, _KIND) as package:
            parts = unlocked_parts(package, options.passwords)
            pages = len(_pages(_body(parts.xml(_CONTENT))))
        if not pages:
            raise InputError(ExceptionClass.EMPTY, "The file has no sheet or slide.", "Open it by hand if it matters.")
        return pages

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        with opened_parts(path, _KIND) as package:
            parts = unlocked_parts(package, options.passwords)
            content = parts.xml(_CONTENT)
            hidden = HiddenStyles.of(content)
            for number, element in enumerate(_pages(_body(content)), start=1):
                if first <= number <= last:
                    page = _page(parts, element, number, hidden)
                    letters = LETTERS_A_SLIDE if local(element) == "page" else LETTERS_A_PICTURE
                    yield with_pictures(page, _pictures(parts, element), options, letters)

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


def _body(content: Any) -> Any:
    for body in content:
        if local(body) == "body":
            for kind in body:
                if local(kind) in _BODIES:
                    return kind
    raise damaged(_KIND)


def _pages(body: Any) -> list[Any]:
    """The elements that count as pages."""
    kind = local(body)
    if kind == "text":
        return [body]
    wanted = "table" if kind == "spreadsheet" else "page"
    return [child for child in body if local(child) == wanted]


def _page(parts: Parts, element: Any, number: int, hidden: HiddenStyles) -> Page:
    flow = Flow()
    kind = local(element)
    if kind == "table":
        cut = add_sheet(element, flow, hidden, number)
        flow.notes.extend([hidden_sheet(number)] if hidden.hides(element) else [])
        flow.notes.extend([cut_sheet(number)] if cut else [])
        notes = ["hidden"] if hidden.hides(element) else []
        notes += ["only the first rows were read"] if cut else []
        title = one_line(attribute(element, "name"))
        return flow.page(number, f"{title} ({', '.join(notes)})" if notes else title)
    text = OdfText(flow)
    if kind == "page":
        text.slide(element)
        flow.notes.extend([hidden_slide(number)] if hidden.hides(element) else [])
        return flow.page(number, "hidden slide" if hidden.hides(element) else None)
    header, footer = _borders(parts, flow)
    for part in header:
        text.add(part)
    text.add(element)
    for part in footer:
        text.add(part)
    return flow.page(number)


def _borders(parts: Parts, flow: Flow) -> tuple[list[Any], list[Any]]:
    """Headers and footers of a text document's page styles; each text once."""
    header: list[Any] = []
    footer: list[Any] = []
    if not parts.has("styles.xml"):
        return header, footer
    try:
        styles = parts.xml("styles.xml")
    except InputError:
        flow.notes.append("its headers and footers are damaged and were not read")
        return header, footer
    said: set[str] = set()
    for page_style in styles.iter("{*}master-page"):
        for part in page_style:
            words = "".join(part.itertext()).strip()
            if words and words not in said and local(part).startswith(("header", "footer")):
                said.add(words)
                (header if local(part).startswith("header") else footer).append(part)
    return header, footer


def _pictures(parts: Parts, element: Any) -> Iterator[bytes]:
    """The files of the pictures inside the package, each once; linked ones stand elsewhere and are never fetched."""
    targets = (attribute(image, "href").removeprefix("./") for image in element.iter("{*}image"))
    for name in dict.fromkeys(targets):
        if name and parts.has(name):
            yield parts.data(name)
