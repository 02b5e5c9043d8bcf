"""RTF to one page: its words in the code pages they were written in, tables as tables, pasted scans recognised."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.extract.flowing import Flow
from pipeline.extract.office import damaged, no_picture
from pipeline.extract.options import ReadOptions
from pipeline.extract.pasted import with_pictures
from pipeline.extract.rtf_text import RtfText
from pipeline.extract.whole_file import bytes_of
from pipeline.model import Page, PageFailure

if TYPE_CHECKING:
    from PIL import Image

_KIND = "RTF document"
_HEAD = b"{\\rtf"
_BEFORE_HEAD = 256  # bytes some mail programs leave in front
MOST_BYTES = 128 << 20


class RtfReader:
    """Reads rich text."""

    media_types = ("text/rtf", "application/rtf")

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``; where its pages break depends on the printer, so the whole counts as one."""
        _bytes(path)
        return 1

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        flow, pictures = _document(_bytes(path))
        yield with_pictures(flow.page(), dict.fromkeys(pictures), options)

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


def text_of_rtf(data: bytes) -> str:
    r"""The text of rich text that is not a file of its own, such as a mail's body, as lines joined by "\n".

    Raises:
        InputError: ``damaged``: it is no rich text.
    """
    return _document(data)[0].page().text


def _document(data: bytes) -> tuple[Flow, list[bytes]]:
    start = data.find(_HEAD, 0, _BEFORE_HEAD)
    if start < 0:
        raise damaged(_KIND)
    text = RtfText(data[start:])
    return text.flow(), text.pictures


def _bytes(path: str) -> bytes:
    data = bytes_of(path, MOST_BYTES, _KIND, "Open it, save it as PDF and add that.")
    if data.find(_HEAD, 0, _BEFORE_HEAD) < 0:
        raise damaged(_KIND)
    return data
