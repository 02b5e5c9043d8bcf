"""RTF → lines and tables: code pages, hidden and deleted text, headers, notes, text boxes; one walk, no recursion."""

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.charset import known_encoding
from pipeline.extract.flowing import Flow
from pipeline.extract.rtf_parts import Group, Part
from pipeline.extract.rtf_words import CHARACTERS, CODE_PAGES, SEEN_STARRED, SKIPPED, SYMBOL_FONT, SYMBOLS, symbol
from pipeline.ocr.layout import COLUMN_GAP

# A control word with its number, a byte in hexadecimal, a control sign, a brace, line ends (which mean nothing), text.
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)", re.DOTALL
)
_HEX_ONLY = re.compile(rb"[^0-9a-fA-F]")
_MOST_LETTERS = 16 << 20
_MOST_PICTURES = 60
_MOST_PICTURE_BYTES = 64 << 20
_PARTS = {f"{part}{side}": part for part in ("header", "footer") for side in ("", "l", "r", "f")}
_PARTS |= {"footnote": "notes", "annotation": "comments"}


class RtfText:
    """Walks over the tokens once, without recursion.

    Args:
        data: The file.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parts = {name: Part() for name in ("header", "body", "notes", "comments", "footer")}
        self._group = Group()
        self._stack: list[Group] = []
        self._fonts: dict[int, str | None] = {}
        self._default = "cp1252"
        self._bytes = bytearray()
        self._skip = 0
        self._letters = 0
        self._box: dict[str, int] = {}
        self._hex: list[bytes] = []
        self.pictures: list[bytes] = []
        self.whole = False
        """Whether the last brace was closed."""
        self._words: dict[str, Callable[[int | None], None]] = {
            "par": lambda _: self._paragraph(), "cell": lambda _: self._cell(), "row": lambda _: self._row(),
            "nestcell": lambda _: self._put(COLUMN_GAP), "nestrow": lambda _: self._put("\n"),
            "intbl": lambda _: self._set(in_table=True), "pard": lambda _: self._set(in_table=False),
            "v": lambda n: self._set(hidden=n != 0), "deleted": lambda n: self._set(hidden=n != 0),
            "plain": lambda _: self._set(hidden=False), "uc": lambda n: self._set(fallback=max(0, min(n or 0, 9))),
            "f": self._font, "fcharset": self._charset, "cpg": self._font_page, "ansicpg": self._page_of_all,
            "mac": lambda _: self._use("mac-roman"), "pc": lambda _: self._use("cp437"),
            "pca": lambda _: self._use("cp850"), "u": self._unicode, "fftype": lambda n: self._field("type", n),
            "ffres": lambda n: self._field("result", n), "ffdefres": lambda n: self._field("default", n),
        }  # fmt: skip

    def flow(self) -> Flow:
        """The document: headers, body, footnotes, comments, footers."""
        self._walk()
        self._flush()
        whole = Flow()
        for name, part in self._parts.items():
            part.end_paragraph()
            lines = part.flow.lines
            if name in ("header", "footer"):  # first, left and right pages say the same
                lines = list(dict.fromkeys(line for line in lines if line))
            if name == "comments":
                lines = [f"Comment: {line}" for line in lines if line]
            if not any(lines):
                continue
            whole.part()
            offset = len(whole.lines)
            whole.lines.extend(lines)
            whole.tables.extend(part.flow.tables)
            whole.pictures.extend(offset + at for at in part.flow.pictures)
        if not self.whole:
            whole.notes.append("the file breaks off: its end is missing")
        return whole

    def _walk(self) -> None:
        at = 0
        match = _TOKEN.match(self._data, at)
        while match is not None:
            at = match.end()
            word, number, code, sign, brace, text = match.groups()
            if word is not None:
                name, value = word.decode("ascii"), int(number) if number else None
                if name == "bin":
                    at = self._binary(at, max(0, value or 0))
                else:
                    self._word(name, value)
            elif code is not None:
                self._byte(int(code, 16))
            elif text is not None:
                self._text(text)
            elif sign is not None:
                self._sign(sign)
            elif brace == b"{":
                self._open()
            elif brace == b"}" and self._close():
                return
            match = _TOKEN.match(self._data, at)

    def _binary(self, at: int, size: int) -> int:
        """Steps over bytes that are no text; a picture may be kept so."""
        if self._group.picture:
            self._hex.append(self._data[at : at + size].hex().encode())
        return at + size

    def _open(self) -> None:
        self._flush()
        self._skip = 0
        self._stack.append(self._group)
        self._group = replace(self._group, starred=False, picture=False)

    def _close(self) -> bool:
        """Ends a group; true at the end of the document."""
        self._flush()
        self._skip = 0
        ended = self._group
        self._group = self._stack.pop() if self._stack else Group()
        if ended.picture:
            self._picture()
        if self._box and not self._group.skipped:
            self._tick()
        if ended.part != self._group.part:
            self._parts[ended.part].end_paragraph()
        self.whole = not self._stack
        return self.whole

    def _word(self, name: str, value: int | None) -> None:
        group = self._group
        if group.starred and name not in SEEN_STARRED:
            group.skipped = True
        group.starred = False
        if name == "fonttbl":
            group.fonts = group.skipped = True
        elif name == "pict":
            group.picture, group.skipped = not group.skipped, True
        elif name == "ud":  # the form with all letters of what was also written in a poorer one
            group.skipped = self._stack[-2].skipped if len(self._stack) > 1 else False
        elif name in SKIPPED:
            group.skipped = True
        elif name in _PARTS and not group.skipped:
            self._flush()
            group.part = _PARTS[name]
        elif name in ("object", "shpinst") and not group.skipped:
            self._put("\n")
        elif group.picture:
            return
        elif name in self._words:
            self._flush()
            self._words[name](value)
        elif name in CHARACTERS:
            self._put(CHARACTERS[name])

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._group.starred = True
            return
        if sign in (b"\n", b"\r"):
            self._paragraph()
            return
        self._put(SYMBOLS.get(sign.decode("latin-1"), ""))

    def _text(self, text: bytes) -> None:
        if self._group.picture:
            self._hex.append(text)
            return
        dropped = min(self._skip, len(text))
        self._skip -= dropped
        if not self._group.skipped:
            self._bytes += text[dropped:]

    def _byte(self, code: int) -> None:
        if self._skip:
            self._skip -= 1
        elif not self._group.skipped:
            self._bytes.append(code)

    def _flush(self) -> None:
        """Decodes the waiting bytes by the font they were written in."""
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        font = self._group.font
        page = self._fonts.get(font, self._default) if font is not None else self._default
        self._put("".join(map(symbol, data)) if page is None else data.decode(page, "replace"), flush=False)

    def _put(self, text: str, *, flush: bool = True) -> None:
        if flush:
            self._flush()
        group = self._group
        if group.skipped or group.hidden or self._letters > _MOST_LETTERS:
            return
        self._letters += len(text)
        self._parts[group.part].text.append(text)

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000
        self._put(symbol(code) if 0xF000 <= code <= 0xF0FF else chr(code))
        self._skip = self._group.fallback

    def _paragraph(self) -> None:
        self._flush()
        group = self._group
        if group.skipped:
            return
        part = self._parts[group.part]
        if group.in_table or part.cells:
            part.text.append("\n")
        else:
            part.end_paragraph()

    def _cell(self) -> None:
        if not self._group.skipped:
            part = self._parts[self._group.part]
            part.cells.append(part.take().strip())

    def _row(self) -> None:
        if not self._group.skipped:
            self._parts[self._group.part].end_row()

    def _set(self, **changes: bool | int) -> None:
        for name, value in changes.items():
            setattr(self._group, name, value)

    def _font(self, number: int | None) -> None:
        self._group.font = number
        if self._group.fonts and number is not None:
            self._fonts.setdefault(number, self._default)

    def _charset(self, number: int | None) -> None:
        if self._group.fonts and self._group.font is not None and number is not None:
            page = None if number == SYMBOL_FONT else CODE_PAGES.get(number, self._default)
            self._fonts[self._group.font] = page

    def _font_page(self, number: int | None) -> None:
        page = known_encoding(f"cp{number}")
        if self._group.fonts and self._group.font is not None and page is not None:
            self._fonts[self._group.font] = page

    def _page_of_all(self, number: int | None) -> None:
        self._use(known_encoding(f"cp{number}") or ("utf-8" if number == 65001 else "cp1252"))

    def _use(self, page: str) -> None:
        self._default = page

    def _field(self, name: str, number: int | None) -> None:
        self._box[name] = number or 0

    def _tick(self) -> None:
        """An old form's check box: its own state, else (25 says "none") its default."""
        box = dict(self._box)
        self._box.clear()
        if box.get("type") == 1:
            result = box.get("result", 25)
            self._put("[x]" if (box.get("default", 0) if result == 25 else result) else "[ ]")

    def _picture(self) -> None:
        data = _HEX_ONLY.sub(b"", b"".join(self._hex))
        self._hex.clear()
        part = self._parts[self._group.part]
        part.flow.pictures.append(len(part.flow.lines))
        if len(self.pictures) < _MOST_PICTURES and len(data) <= 2 * _MOST_PICTURE_BYTES:
            self.pictures.append(bytes.fromhex(data[: len(data) & ~1].decode("ascii")))
