"""Writes mails as Outlook saves them (MSG): properties in streams, each attachment a storage of its own."""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime

from sample_docs.generator.compound import Node, compound_file
from sample_docs.generator.letters import Letter

TEXT, BINARY, NUMBER, TIME = 0x001F, 0x0102, 0x0003, 0x0040
PRESENT = 6  # readable and writable
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
UNICODE_STORE = 0x00040E79
Value = str | bytes | int | datetime


def msg(letter: Letter, attachments: Sequence[tuple[str, bytes]]) -> bytes:
    """One mail with its attachments, always the same bytes."""
    properties: tuple[tuple[int, Value], ...] = (
        (0x001A, "IPM.Note"), (0x0037, letter.subject), (0x0039, letter.sent), (0x0042, letter.sender),
        (0x0C1A, letter.sender), (0x0C1F, letter.address), (0x0E04, letter.to), (0x0E06, letter.sent),
        (0x1000, letter.body), (0x340D, UNICODE_STORE), (0x3FDE, 65001),
    )  # fmt: skip
    counts = struct.pack("<8xIIII8x", 1, len(attachments), 1, len(attachments))
    children = [*streams(properties, counts), names()]
    recipient: tuple[tuple[int, Value], ...] = (
        (0x0C15, 1),
        (0x3001, letter.to),
        (0x3003, "office@kestrelcoulee.invalid"),
    )
    children.append(Node("__recip_version1.0_#00000000", children=streams(recipient, bytes(8))))
    for number, (name, data) in enumerate(attachments):
        file: tuple[tuple[int, Value], ...] = (
            (0x0E21, number), (0x3701, data), (0x3704, short(name)), (0x3705, 1), (0x3707, name),
        )  # fmt: skip
        children.append(Node(f"__attach_version1.0_#{number:08X}", children=streams(file, bytes(8))))
    return compound_file(children)


def short(name: str) -> str:
    """A name of eight letters and three, as old programs want it."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem.replace(' ', '')[:6].upper()}~1.{suffix[:3].upper()}"


def names() -> Node:
    """The empty list of named properties that every mail has."""
    return Node("__nameid_version1.0", children=[Node(f"__substg1.0_000{part}0102", b"") for part in (2, 3, 4)])


def streams(properties: Sequence[tuple[int, Value]], head: bytes) -> list[Node]:
    """The property list and, for what does not fit into it, a stream each."""
    rows, nodes = [], []
    for number, value in properties:
        kind, data, fixed = coded(value)
        rows.append(struct.pack("<HHI8s", kind, number, PRESENT, fixed))
        if data is not None:
            nodes.append(Node(f"__substg1.0_{number:04X}{kind:04X}", data))
    return [*nodes, Node("__properties_version1.0", head + b"".join(rows))]


def coded(value: Value) -> tuple[int, bytes | None, bytes]:
    """Kind, bytes of the stream if there is one, and the eight bytes in the list."""
    if isinstance(value, str):
        data = value.encode("utf-16-le")
        return TEXT, data, struct.pack("<II", len(data) + 2, 0)
    if isinstance(value, bytes):
        return BINARY, value, struct.pack("<II", len(value), 0)
    if isinstance(value, datetime):
        ticks = int((value - EPOCH).total_seconds()) * 10_000_000
        return TIME, None, struct.pack("<Q", ticks)
    return NUMBER, None, struct.pack("<II", value, 0)
