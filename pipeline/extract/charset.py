"""Bytes of unknown encoding → text: by what is declared, by its mark, by what fits."""

import codecs
import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip

# Encodings that text was ever written in. Python knows others ("punycode", "unicode_escape", "undefined") that cost
# more than they give or decode to something nobody wrote.
_WRITTEN = re.compile(
    r"(?:utf-?(?:8|16|32)(?:-sig|-le|-be)?|ascii|iso8859-\d{1,2}|cp\d{3,5}|koi8-[a-z]|mac-[a-z]{2,12}|gb\w{4,6}"
    r"|hz|big5\w{0,6}|euc_\w{2,8}|shift_ji\w{1,8}|iso2022_\w{2,8}|tis-620|johab)"
)
_AS_BROWSERS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_ONE_BYTE = ("cp", "iso8859", "mac", "koi8", "tis")
_REPLACEMENT = "\ufffd"
_SAMPLE = 4000
_ACCENTED = frozenset("ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïñôöùûüœŒ’‘“”–—«»…•°©®€")


def known_encoding(declared: str | None) -> str | None:
    """Python's name of a declared encoding; None if it is unknown or nothing that text is written in."""
    if not declared or len(declared) > 40:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if not _WRITTEN.fullmatch(name):
        return None
    return _AS_BROWSERS.get(name, name)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text; never fails, what cannot be read becomes U+FFFD.

    Args:
        data: As received.
        declared: What a header says; it loses to a byte order mark, and one of one byte a letter to valid UTF-8.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    name = known_encoding(declared)
    if name is None and (wide := _without_mark(data)) is not None:
        return data.decode(wide, "replace")
    if name is not None and name != "utf-8" and not name.startswith(_ONE_BYTE):
        return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(data, name)


def _not_quite_utf8(data: bytes, name: str | None) -> str:
    if name is not None and name != "utf-8":
        return data.decode(name, "replace")
    text = data.decode("utf-8", "replace")
    # UTF-8 that broke off or was hurt in a few places still has many more good letters than bad ones.
    bad, good = text.count(_REPLACEMENT), sum(char > "\x7f" and char != _REPLACEMENT for char in text)
    return text if good > 4 * bad else data.decode(_eight_bit(data), "replace")


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of western text is zero."""
    if len(data) < 4:
        return None
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.2 * len(odd):
        return "utf-16-be"
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.2 * len(even):
        return "utf-16-le"
    return None


def _eight_bit(data: bytes) -> str:
    """Windows or Macintosh: whichever makes usual letters and signs of the bytes above 127."""
    high = bytes(byte for byte in data[: _SAMPLE * 50] if byte > 127)
    windows, mac = (sum(char in _ACCENTED for char in high.decode(name, "replace")) for name in ("cp1252", "mac-roman"))
    return "mac-roman" if mac > 1.5 * windows and mac > 0.7 * len(high) else "cp1252"
