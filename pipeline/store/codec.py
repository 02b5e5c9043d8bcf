"""Values to and from the JSON text the ledger keeps."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import StoreError

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(type, kind))


def encode(value: object) -> str:
    """JSON text of a frozen value."""
    return _adapter(cast(Hashable, type(value))).dump_json(value).decode("utf-8")


def decode(kind: type[T], text: str) -> T:
    """The value again.

    Raises:
        StoreError: The text is not what was written: the ledger was damaged or edited.
    """
    try:
        value: T = _adapter(cast(Hashable, kind)).validate_json(text)
    except ValidationError as error:
        raise StoreError(
            f"The ledger holds a damaged {kind.__name__} row.",
            "Move the store folder aside and run again; everything is read anew from the inbox.",
        ) from error
    return value
