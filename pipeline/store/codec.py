"""Values to and from the JSON text the ledger keeps."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import StoreError

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def encode(value: object) -> str:
    """JSON text of a frozen value."""
    return _adapter(type(value)).dump_json(value).decode("utf-8")


def decode(kind: type[T], text: str) -> T:
    """The value again.

    Raises:
        StoreError: The text is not what was written: the ledger was damaged or edited.
    """
    try:
        value: T = _adapter(kind).validate_json(text)
    except ValidationError as error:
        raise StoreError(
            f"The ledger holds a damaged {kind.__name__} row.",
            "Move the store folder aside and run again; everything is read anew from the inbox.",
        ) from error
    return value
