"""Header fields of mails as people read them, however badly they were written."""

import binascii
import re
from email.errors import MessageError
from email.header import decode_header
from email.message import Message

from pipeline.mail.letter import SHOWN_HEADERS

LONGEST = 4000
BLANKS = re.compile(r"\s+")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# What the standard library's mail package lets through on broken mails.
BROKEN = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    binascii.Error,
)


def header(message: Message, name: str) -> str:
    """One header as a line of text; empty when there is none."""
    return readable(_raw(message, name))


def _raw(message: Message, name: str) -> str:
    """The first header of a name as it came, bytes outside ASCII kept: asked by name, the library spoils those."""
    wanted = name.casefold()
    found = (str(value) for key, value in message.raw_items() if key.casefold() == wanted)
    return next(found, "")


def readable(value: str) -> str:
    """Encoded words decoded, folded lines joined, bytes without a charset read as UTF-8 or as Windows wrote them."""
    raw = value[: 4 * LONGEST]
    try:
        parts = [_decoded(data, charset) for data, charset in decode_header(raw)]
        text = "".join(parts)
    except BROKEN:
        text = raw
    text = BLANKS.sub(" ", CONTROLS.sub("", _repaired(text))).strip()
    return text[:LONGEST]


def shown(message: Message) -> tuple[tuple[str, str], ...]:
    """The headers worth reading that a mail has."""
    found = ((name, header(message, name)) for name in SHOWN_HEADERS)
    return tuple((name, text) for name, text in found if text)


def file_name(part: Message) -> str:
    """The name a part gives its file; empty when it gives none."""
    plain = Message()
    try:
        for name in ("Content-Disposition", "Content-Type"):
            if raw := _raw(part, name):
                plain[name] = _repaired(raw)
        found = plain.get_filename()
    except BROKEN:
        return ""
    return readable(found).strip().strip('"') if found else ""


def charset(part: Message) -> str | None:
    """The charset a part names."""
    try:
        return part.get_content_charset()
    except BROKEN:
        return None


def _decoded(data: bytes | str, name: str | None) -> str:
    if isinstance(data, str):
        return data
    if name is None or name == "unknown-8bit":
        return data.decode("ascii", "surrogateescape")
    try:
        return data.decode(name, "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _repaired(text: str) -> str:
    data = text.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
