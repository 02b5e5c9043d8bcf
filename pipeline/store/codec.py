"""Values to and from the JSON text the ledger keeps."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast
from zlib import crc32

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import StoreError

T = TypeVar("T")
SEAL = "crc32:"
SEALED_FROM = len(SEAL) + 9  # eight letters and a colon
REMEDY = "Move the store folder aside and run again; everything is read anew from the inbox."


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(type, kind))


def encode(value: object) -> str:
    """Sealed JSON text of a frozen value."""
    return sealed(_adapter(cast(Hashable, type(value))).dump_json(value).decode("utf-8"))


def decode(kind: type[T], text: str) -> T:
    """The value again.

    Raises:
        StoreError: The text is not what was written: the ledger was damaged or edited.
    """
    try:
        value: T = _adapter(cast(Hashable, kind)).validate_json(unsealed(text))
    except ValidationError as error:
        raise StoreError(f"The ledger holds a damaged {kind.__name__} row.", REMEDY) from error
    return value


def sealed(text: str) -> str:
    """The text behind its checksum: one letter that a failing disk changed would be a wrong word of a document."""
    return f"{SEAL}{crc32(text.encode('utf-8', 'surrogatepass')):08x}:{text}"


def unsealed(text: str) -> str:
    """The text alone; what the first edition wrote has no checksum and is taken as it is.

    Raises:
        StoreError: It is not what was written.
    """
    if not text.startswith(SEAL):
        return text
    body = text[SEALED_FROM:]
    if sealed(body) != text:
        raise StoreError("The ledger holds a damaged row.", REMEDY)
    return body
