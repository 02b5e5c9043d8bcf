"""The storages of an Outlook message → its properties, read one by one so that a broken one costs only itself."""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

UNICODE, STRING8, BINARY, OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
TOP_HEADER, EMBEDDED_HEADER, PART_HEADER = 32, 24, 8
MESSAGE_CODEPAGE, INTERNET_CODEPAGE = 0x3FFD, 0x3FDE
PROPERTIES = "__properties_version1.0"
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_ENTRY = struct.Struct("<HHI8s")
_MOST_ENTRIES = 4000
_CODEPAGES = {65001: "utf-8", 20127: "ascii", 1200: "utf-16-le", 28591: "latin-1", 20866: "koi8-r", 50220: "iso2022_jp"}


@dataclass(frozen=True, slots=True)
class Properties:
    """What one storage of a message says: the message itself, a recipient or an attachment.

    Args:
        storage: As python-oxmsg reads it.
        codepage: Of strings that are not Unicode.
    """

    storage: Any
    header: int
    codepage: str = "cp1252"

    def text(self, number: int) -> str:
        """A string; empty when there is none."""
        for kind, encoding in ((UNICODE, "utf-16-le"), (STRING8, self.codepage)):
            if (data := self.stream(number, kind)) is not None:
                return data.decode(encoding, "replace").rstrip("\0")
        return ""

    def binary(self, number: int) -> bytes | None:
        """Bytes, or None."""
        return self.stream(number, BINARY)

    def stream(self, number: int, kind: int) -> bytes | None:
        """What a property of any length holds, or None."""
        name = f"__substg1.0_{number:04X}{kind:04X}"
        found = next((one for one in self.storage.streams if one.name == name), None)
        return bytes(found.bytes_) if found is not None else None

    def inner(self, number: int) -> Any | None:
        """The storage kept under a property, or None."""
        name = f"__substg1.0_{number:04X}{OBJECT:04X}"
        return next((one for one in self.storage.storages if one.name == name), None)

    def number(self, number: int) -> int | None:
        """A whole number or truth value, or None."""
        data = self._fixed(number)
        return int.from_bytes(data[:4], "little", signed=True) if data is not None else None

    def time(self, number: int) -> datetime | None:
        """A moment, or None."""
        data = self._fixed(number)
        if data is None or not any(data):
            return None
        try:
            return EPOCH + timedelta(microseconds=int.from_bytes(data, "little") // 10)
        except OverflowError:
            return None

    def _fixed(self, number: int) -> bytes | None:
        stream = next((one for one in self.storage.streams if one.name == PROPERTIES), None)
        if stream is None:
            return None
        body = stream.bytes_[self.header : self.header + _ENTRY.size * _MOST_ENTRIES]
        for place in range(0, len(body) - _ENTRY.size + 1, _ENTRY.size):
            _, found, _, value = _ENTRY.unpack_from(body, place)
            if found == number:
                return bytes(value)
        return None


def properties_of(storage: Any, header: int) -> Properties:
    """The properties of a message, with the codepage it names for its strings."""
    codepage = codepage_name(Properties(storage, header).number(MESSAGE_CODEPAGE))
    return Properties(storage, header, codepage or "cp1252")


def codepage_name(number: int | None) -> str | None:
    """Python's name of a Windows code page; None when it is unknown."""
    import codecs

    if number is None:
        return None
    name = f"iso8859-{number - 28590}" if 28592 <= number <= 28605 else _CODEPAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
