"""EML and MSG to one page: the header lines a person reads, the names of what is attached, then the body."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.extract.charset import decode
from pipeline.extract.clean import clean, one_line
from pipeline.extract.html_text import HtmlContent, content_of_html
from pipeline.extract.office import no_picture
from pipeline.extract.options import ReadOptions
from pipeline.extract.rtf import text_of_rtf
from pipeline.mail.eml import read_eml
from pipeline.mail.letter import Letter, Section, locked
from pipeline.mail.msg import read_msg
from pipeline.model import CARRIES, Page, PageFailure, Table, TextOrigin

if TYPE_CHECKING:
    from PIL import Image

# A plain text with so few of the words of its HTML twin only says that the mail should be looked at as HTML.
_STUB_SHARE, _STUB_WORDS = 4, 30
_MOST_NAMES = 200
_UNREAD = "The text of this mail could not be read, only what stands above it: open it by hand."


class EmlReader:
    """Reads mails as they travel."""

    media_types: tuple[str, ...] = ("message/rfc822",)
    _open: Callable[[str], Letter] = staticmethod(read_eml)

    def count(self, path: str, options: ReadOptions) -> int:
        """See ``Reader.count``."""
        _readable(self._open(path))
        return 1

    def read(self, path: str, first: int, last: int, options: ReadOptions) -> Iterator[Page | PageFailure]:
        """See ``Reader.read``."""
        yield _page(_readable(self._open(path)))

    def render(self, path: str, page: int, dpi: int, rotation: int, options: ReadOptions) -> "Image.Image":
        """See ``Reader.render``; always refused."""
        raise no_picture()


class MsgReader(EmlReader):
    """Reads mails as Outlook saves them."""

    media_types: tuple[str, ...] = ("application/vnd.ms-outlook",)
    _open: Callable[[str], Letter] = staticmethod(read_msg)


def _readable(letter: Letter) -> Letter:
    """The letter, unless it is encrypted.

    Raises:
        InputError: ``password_required``.
    """
    if letter.locked:
        raise locked()
    return letter


def _page(letter: Letter) -> Page:
    lines = [f"{name}: {one_line(text)}" for name, text in letter.headers]
    if letter.names:
        names = ", ".join(one_line(name) for name in letter.names[:_MOST_NAMES])
        more = len(letter.names) - _MOST_NAMES
        lines.append(f"{CARRIES}{names}{f' and {more} more' if more > 0 else ''}")
    bodies = [_body(section) for section in letter.sections]
    texts = (body.text.strip("\n") for body in bodies if body is not None)
    text = "\n\n".join(part for part in ("\n".join(lines), *texts) if part)
    tables: tuple[Table, ...] = tuple(table for body in bodies if body is not None for table in body.tables)
    return Page(
        number=1,
        text=text,
        text_origin=TextOrigin.EMBEDDED if text.strip() else TextOrigin.NONE,
        why="not_paged" if text.strip() else "blank",
        tables=tables,
        notes=(_UNREAD,) if None in bodies else (),
        head_lines=len(lines),
    )


def _body(section: Section) -> HtmlContent | None:
    """Plain text where it says what the HTML says, else the HTML, else rich text; None where that is broken."""
    if section.rich is not None:
        return _unless_broken(lambda data: HtmlContent(text_of_rtf(data), ()), section.rich.data)
    plain = clean(decode(section.plain.data, section.plain.charset)) if section.plain else ""
    if section.html is None:
        return HtmlContent(plain, ())
    charset = section.html.charset
    html = _unless_broken(lambda data: content_of_html(data, charset), section.html.data)
    words = len(plain.split())
    if html is None:
        return HtmlContent(plain, ()) if words else None
    twins = len(html.text.split())
    is_stub = twins > _STUB_WORDS and words * _STUB_SHARE < twins
    return html if is_stub or not words else HtmlContent(plain, html.tables)


def _unless_broken(read: Callable[[bytes], HtmlContent], data: bytes) -> HtmlContent | None:
    try:
        return read(data)
    except InputError:
        return None
