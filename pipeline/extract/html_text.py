"""HTML → lines and tables as a browser shows them: hidden parts and scripts dropped, nothing ever fetched.

Fed tag by tag to an event target, so that no tree is built and no depth of tags can hurt.
"""

import re
from dataclasses import dataclass

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.charset import decode
from pipeline.extract.clean import clean
from pipeline.extract.html_tables import Cell, Lines, OpenTable, as_lines, span_of
from pipeline.model import Table

MOST_BYTES = 64 << 20
_MOST_LETTERS = 16 << 20
_DEEPEST_TABLE = 30
LARGE_PICTURE = 30_000
"""Bytes; logos and icons are smaller."""

_MOST_CELLS = 400_000

# The encoding a page names for itself, looked for in its first kilobytes as browsers do.
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:.-]{2,40})", re.IGNORECASE)
_META_WITHIN = 4096

# What hides an element, in its style attribute without blanks.
_HIDING = re.compile(r"(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|font-size:0(?:px|pt|em|%)?(?:;|!|$))")

_DROPPED = frozenset(
    "script style template noembed noframes iframe object audio video canvas datalist metadata desc".split()
)
# Holds nothing, which the parser does not know: it would take the rest of the page to stand inside.
_VOID = frozenset({"embed"})
# Head of a page: only its title is said, and that by browsers in the window's frame, not in the page.
_HEAD = frozenset({"title", "meta", "link", "base"})
_LINE = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form header hgroup html legend li main menu nav ol optgroup section summary ul caption frameset text".split()
)
_SPACED = frozenset("p h1 h2 h3 h4 h5 h6 hr pre table blockquote".split())


@dataclass(frozen=True, slots=True)
class HtmlContent:
    """What a page says.

    Args:
        large_pictures: How many pictures as large as a photograph or a scan it carries along, which are not read.
    """

    text: str
    tables: tuple[Table, ...]
    large_pictures: int = 0


def text_of_html(data: bytes | str, charset: str | None = None) -> str:
    r"""The text of an HTML page or mail body, as lines joined by "\n"; the cells of a table row stand on one line.

    Args:
        data: The page; bytes are decoded by ``charset``, their mark, their own ``meta``, or what fits.
        charset: What the transport says (the mail's header), if anything.

    Raises:
        InputError: ``too_large``.
    """
    return content_of_html(data, charset).text


def content_of_html(data: bytes | str, charset: str | None = None) -> HtmlContent:
    """Text and tables of a page; see ``text_of_html``."""
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise InputError(
            ExceptionClass.TOO_LARGE,
            f"The HTML text has {len(data) >> 20} MB, more than this program reads.",
            "Open it in a browser, print it as PDF and add that.",
        )
    text = data if isinstance(data, str) else decode(data, charset or _own_charset(data))
    target = _Target()
    # huge_tree: long runs of text are data here, not an attack; memory is the child's limit.
    parser = etree.HTMLParser(
        target=target, encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        parser.feed(text.replace("\0", " ").encode("utf-8", "replace") or b" ")
        parser.close()
    except etree.LxmlError as error:
        raise InputError(
            ExceptionClass.DAMAGED,
            "The HTML text is damaged and cannot be read.",
            "Open it in a browser, print it as PDF and add that.",
        ) from error
    return target.content()


def _own_charset(data: bytes) -> str | None:
    match = _META.search(data[:_META_WITHIN])
    return match.group(1).decode("ascii", "replace") if match else None


class _Target:
    """Takes the parser's events."""

    def __init__(self) -> None:
        self._body = Lines()
        self._stack: list[OpenTable] = []
        self._tables: list[Table] = []
        self._cells = 0
        self._ignored_tables = 0
        self._hidden = 0  # open elements since one that hides all it holds
        self._pre = 0
        self._letters = 0
        self._select: str | None = None
        self._pictures = 0

    # the parser's interface

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if tag in _VOID:
            return
        if self._hidden or tag in _DROPPED or tag in _HEAD or _is_hidden(attributes):
            self._hidden += 1
        elif tag == "table":
            self._open_table()
        elif tag in ("tr", "td", "th") and self._stack and not self._ignored_tables:
            self._open_cell(tag, attributes)
        elif tag == "br":
            self._out.break_line()
        elif tag in ("input", "option", "textarea", "img"):
            self._field(tag, attributes)
        elif tag in _LINE or tag in _SPACED:
            self._out.end_line(spaced=tag in _SPACED)
            self._pre += tag == "pre"

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag in _VOID:
            return
        if self._hidden:
            self._hidden -= 1
        elif tag == "table":
            self._close_table()
        elif tag in ("td", "th", "tr") and self._stack and not self._ignored_tables:
            self._close_cell()
        elif tag == "option":
            self._select = None
        elif tag in _LINE or tag in _SPACED:
            self._out.end_line(spaced=tag in _SPACED)
            self._pre = max(0, self._pre - (tag == "pre"))

    def data(self, text: str) -> None:
        """Letters."""
        if self._hidden or self._select == "other" or self._letters > _MOST_LETTERS:
            return
        self._letters += len(text)
        self._out.verbatim(text) if self._pre else self._out.add(text)

    def close(self) -> None:
        """The end of the page, wherever it broke off."""
        while self._stack:
            self._close_table()

    # what is kept

    def content(self) -> HtmlContent:
        """What the events came to."""
        self._body.end_line()
        return HtmlContent(clean("\n".join(self._body.lines)), tuple(self._tables), self._pictures)

    @property
    def _out(self) -> Lines:
        if not self._stack:
            return self._body
        table = self._stack[-1]
        return table.cell if table.cell is not None else table.caption

    def _field(self, tag: str, attributes: dict[str, str]) -> None:
        """Fields of a saved form as they were filled in; a picture's words instead of the picture."""
        kind = attributes.get("type", "text").lower()
        if tag == "img":
            self._out.add(f" {attributes.get('alt', '')[:500]} ")
            source = attributes.get("src", "")
            self._pictures += source[:5].lower() == "data:" and len(source) * 3 // 4 > LARGE_PICTURE
        elif tag == "option":
            self._select = "chosen" if "selected" in attributes else "other"
        elif tag == "input" and kind in ("checkbox", "radio"):
            self._out.add("[x] " if "checked" in attributes else "[ ] ")
        elif tag == "input" and kind not in ("hidden", "password", "submit", "button", "image", "reset", "file"):
            self._out.add(f" {attributes.get('value', '')[:5000]} ")

    def _open_table(self) -> None:
        if len(self._stack) >= _DEEPEST_TABLE:
            self._ignored_tables += 1
            self._out.end_line()
            return
        if self._stack:
            self._stack[-1].layout = True
        else:
            self._body.end_line(spaced=True)
        self._stack.append(OpenTable())

    def _open_cell(self, tag: str, attributes: dict[str, str]) -> None:
        table = self._stack[-1]
        self._close_cell()
        if tag == "tr" or not table.rows:
            table.rows.append([])
        if tag != "tr":
            table.cell = Lines()
            table.span = (span_of(attributes, "colspan"), span_of(attributes, "rowspan"))

    def _close_cell(self) -> None:
        table = self._stack[-1]
        if table.cell is not None:
            table.cell.end_line()
            table.rows[-1].append(Cell(table.cell.lines, *table.span))
            table.cell = None

    def _close_table(self) -> None:
        if self._ignored_tables:
            self._ignored_tables -= 1
            self._out.end_line()
            return
        if not self._stack:
            return
        self._close_cell()
        table = self._stack.pop()
        table.caption.end_line()
        lines, kept = as_lines(table)
        if kept is not None and (cells := sum(map(len, kept))) + self._cells <= _MOST_CELLS:
            self._cells += cells
            self._tables.append(kept)
        out = self._out
        out.end_line()
        out.lines.extend([""] if out.parted and out.lines and lines else [])
        out.lines.extend([*table.caption.lines, *lines])
        out.parted = bool(lines) and not self._stack


def _is_hidden(attributes: dict[str, str]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style", "")
    return bool(style and _HIDING.search("".join(style[:2000].lower().split())))
