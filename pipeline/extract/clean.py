"""Text as libraries give it to text that can be stored, sent and shown: no control characters, no broken pairs."""

import unicodedata

# Soft hyphen and the signs that turn the writing direction or take no room: they hide or reorder words for a reader.
_UNSEEN = dict.fromkeys([0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)])
_CONTROL = {code: " " for code in (*range(9), 11, 12, *range(14, 32), 127, *range(0x80, 0xA0))}
_TABLE = _UNSEEN | _CONTROL | {9: " ", 13: "\n", 0x2028: "\n", 0x2029: "\n", 0xA0: " "}
_REPLACEMENT = "\ufffd"


def clean(text: str, *, tabs: bool = False) -> str:
    """The text in NFC, every line end a newline, without control characters; broken surrogates become U+FFFD.

    Args:
        text: As a library gave it.
        tabs: Keep tabs, which else become spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").translate(_TABLE | {9: "\t"} if tabs else _TABLE)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The text cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())


def undecodable(text: str) -> int:
    """Characters that stand for glyphs nobody can name: replacement characters and private use."""
    return sum(char == _REPLACEMENT or "\ue000" <= char <= "\uf8ff" for char in text)


_SHORT = 40
_PLAIN_SIGNS = frozenset("_-–—.,:;/|*•·…☐☑☒□()[]'’#$=")


def mostly_signs(text: str) -> int:
    """Characters of a short text that is hardly letters or figures: a font without names says "Phone" as signs."""
    characters = [char for char in text[: 4 * _SHORT] if not char.isspace() and char not in _PLAIN_SIGNS]
    if not 0 < len(characters) <= _SHORT:
        return 0
    plain = sum(char.isalnum() for char in characters)
    return len(characters) if plain < len(characters) / 2 else 0
