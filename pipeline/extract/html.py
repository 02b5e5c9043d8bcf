"""HTML and MHTML files to one page: what a browser without a network shows, its tables kept as tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.extract.html_text import MOST_BYTES, HtmlContent, content_of_html
from pipeline.extract.mhtml import content_of_mhtml
from pipeline.extract.office import no_picture
from pipeline.extract.options import ReadOptions
from pipeline.extract.whole_file import bytes_of
from pipeline.model import Page, PageFailure, TextOrigin

if TYPE_CHECKING:
    from PIL import Image

_MHTML = "multipart/related"
_MHTML_HEAD = b"content-type: multipart/related"


class HtmlReader:
    """Reads saved web pages."""

    media_types = ("text/html", "application/xhtml+xml", _MHTML)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``."""
        _bytes(path)
        return 1

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        data = _bytes(path)
        content = content_of_mhtml(data) if _MHTML_HEAD in data[:4096].lower() else content_of_html(data)
        yield html_page(content)

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


def html_page(content: HtmlContent) -> Page:
    """The page of a text that came as HTML."""
    return Page(
        number=1,
        text=content.text,
        text_origin=TextOrigin.EMBEDDED if content.text else TextOrigin.NONE,
        why="not_paged" if content.text else "blank",
        tables=content.tables,
        notes=_notes(content.large_pictures),
    )


def _notes(pictures: int) -> tuple[str, ...]:
    if not pictures:
        return ()
    return (f"{pictures} large pictures in it were not read" if pictures > 1 else
            "a large picture in it was not read",)  # fmt: skip


def _bytes(path: str) -> bytes:
    return bytes_of(path, MOST_BYTES, "web page", "Open it in a browser, print it as PDF and add that.")
