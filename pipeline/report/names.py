"""Report: a client's own words in, the same words with nothing invisible in them out."""

import re
import unicodedata

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and marks by category that print as nothing: they can make two names look alike.
_HIDDEN_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800")
_UNDECODED_FIRST, _UNDECODED_LAST = 0xDC80, 0xDCFF

# Half of a UTF-16 pair on its own: no UTF-8 file can hold it.
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _visible(character: str) -> str:
    code = ord(character)
    if _UNDECODED_FIRST <= code <= _UNDECODED_LAST:
        # A byte of a file name that is no UTF-8; the file system layer smuggles it through as a lone surrogate.
        return f"⟨0x{code - 0xDC00:02X}⟩"
    return f"⟨U+{code:04X}⟩"


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN_CATEGORIES or character in _HIDDEN_LETTERS


def shown_name(name: str) -> str:
    """Write a file, folder or person's name for people: composed (NFC), every invisible character spelled out."""
    if name.isascii() and name.isprintable():
        return name
    composed = unicodedata.normalize("NFC", name)
    return "".join(_visible(one) if _is_hidden(one) else one for one in composed)


def shown_text(text: str) -> str:
    """Write a quote for people: as ``shown_name``, but line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(one if one in "\n\t" or not _is_hidden(one) else _visible(one) for one in composed)


def shown_path(segments: tuple[str, ...]) -> str:
    """Write the way through the containers: every segment shown, joined by " › "."""
    return " › ".join(shown_name(segment) for segment in segments)


def well_formed(text: str) -> str:
    """Give the text unchanged but for lone surrogates, which no UTF-8 file can hold, spelled out."""
    return LONE_SURROGATE.sub(lambda found: _visible(found.group()), text)
