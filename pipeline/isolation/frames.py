"""What crosses between a run and its reading children: framed messages, values as JSON of declared types, never pickle.

A frame is one kind byte, four bytes of length (big-endian) and the payload. Nothing a child sends is trusted: lengths
are capped, JSON is validated against the types the job's function declares.
"""

import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from pipeline.errors import ExceptionClass
from pipeline.isolation.fence import Fence

JobFunction = Callable[..., Iterator[Any]]
"""A top-level function that yields frozen dataclasses and says which in its return annotation."""

WarmUp = Callable[[], None]

READY, VALUE, DONE, FAILED, ORDER = b"R", b"V", b"D", b"F", b"O"
KINDS = frozenset({READY, VALUE, DONE, FAILED, ORDER})

_HEADER = struct.Struct(">cI")


class FrameError(Exception):
    """What arrived is not a frame: garbage, half a frame, or one that is too long."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading child may use."""

    memory_bytes: int = 1 << 30
    file_bytes: int = 1 << 30
    open_files: int = 256
    processes: int = 256
    message_bytes: int = 32 << 20
    documents: int = 50
    recycle_bytes: int = 400 << 20


@dataclass(frozen=True, slots=True)
class Setting:
    """What one child is started with; this direction is trusted.

    Args:
        scratch: Its own folder.
        fence: Which files it may open.
        warm_up: Loads the libraries it needs; None where the server has loaded them.
    """

    scratch: str
    limits: Limits
    fence: Fence
    warm_up: WarmUp | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A job as it is handed to a child; this direction is trusted."""

    function: JobFunction
    arguments: tuple[Any, ...]
    processor_seconds: int


@dataclass(frozen=True, slots=True)
class Failure:
    """How a child says that a job failed; ``setup`` when the machine lacks something, so no other file can be read."""

    exception_class: ExceptionClass
    message: str
    remedy: str = ""
    trace: str = ""
    setup: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """How a child says that a job is complete, and how much memory it holds now (0: not known)."""

    resident_bytes: int


FAILURE = TypeAdapter(Failure)
FINISHED = TypeAdapter(Finished)


@cache
def value_types(function: JobFunction) -> tuple[TypeAdapter[Any], ...]:
    """The types a job function yields, in the order of its annotation ``Iterator[A | B]``."""
    (item,) = get_args(get_type_hints(function)["return"])
    types = get_args(item) if get_origin(item) in (UnionType, Union) else (item,)
    return tuple(TypeAdapter(each) for each in types)


@cache
def _names(function: JobFunction) -> tuple[type, ...]:
    (item,) = get_args(get_type_hints(function)["return"])
    return get_args(item) if get_origin(item) in (UnionType, Union) else (item,)


def encode_value(function: JobFunction, value: object) -> bytes:
    """A value as JSON behind one byte that says which of the function's types it is."""
    index = _names(function).index(type(value))
    return bytes([index]) + value_types(function)[index].dump_json(value)


def decode_value(function: JobFunction, payload: bytes) -> Any:
    """The value of a frame.

    Raises:
        FrameError: It is none of the function's types, or not JSON at all.
    """
    types = value_types(function)
    if not payload or payload[0] >= len(types):
        raise FrameError("unknown type")
    return _validated(types[payload[0]], payload[1:])


def decode_failure(payload: bytes) -> Failure:
    """The failure of a frame; raises FrameError."""
    failure: Failure = _validated(FAILURE, payload)
    return failure


def decode_finished(payload: bytes) -> Finished:
    """The end of a job; raises FrameError."""
    finished: Finished = _validated(FINISHED, payload)
    return finished


def _validated(adapter: TypeAdapter[Any], payload: bytes) -> Any:
    try:
        return adapter.validate_json(payload, strict=True)
    except ValueError as error:  # pydantic's ValidationError is one; its text could quote a document
        raise FrameError("not a value of the declared type") from error


def send_frame(descriptor: int, kind: bytes, payload: bytes) -> None:
    """Writes one frame whole; raises OSError when nobody reads any more."""
    data = memoryview(_HEADER.pack(kind, len(payload)) + payload)
    while data:
        data = data[os.write(descriptor, data) :]


def read_frame(descriptor: int, longest: int) -> tuple[bytes, bytes] | None:
    """The next frame as kind and payload, or None at a clean end.

    Raises:
        FrameError: Garbage, half a frame or one longer than ``longest``.
    """
    header = _read_exactly(descriptor, _HEADER.size)
    if not header:
        return None
    if len(header) < _HEADER.size:
        raise FrameError("half a header")
    kind, length = _HEADER.unpack(header)
    if kind not in KINDS or length > longest:
        raise FrameError("no frame")
    payload = _read_exactly(descriptor, length)
    if len(payload) < length:
        raise FrameError("half a frame")
    return kind, payload


def _read_exactly(descriptor: int, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = os.read(descriptor, min(count - len(parts), 1 << 20))
        if not part:
            break
        parts += part
    return bytes(parts)
