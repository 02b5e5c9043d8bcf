"""Outlook messages made in a test: a minimal writer of OLE files, and the properties a message is made of."""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
UNICODE, BINARY, INTEGER, TIME, OBJECT = 0x001F, 0x0102, 0x0003, 0x0040, 0x000D
Tree = dict[str, "bytes | Tree"]


@dataclass
class Attached:
    """One attachment: bytes, a message, or only a method."""

    name: str
    data: "bytes | Mail | None"
    method: int = 1
    content_id: str = ""


@dataclass
class Mail:
    """What a test says of a message."""

    subject: str = "Toolbox minutes"
    sender: str = "Ann Lee"
    address: str = "ann@example.com"
    to: str = "Bob Roy"
    body: str = "See the attached minutes."
    html: bytes = b""
    rtf: bytes = b""
    kind: str = "IPM.Note"
    sent: datetime | None = datetime(2026, 2, 17, 17, 15, tzinfo=UTC)
    attached: list[Attached] = field(default_factory=list)


def msg_of(mail: Mail) -> bytes:
    """The message as a file of its own."""
    return ole_of(_message(mail, embedded=False))


def _message(mail: Mail, embedded: bool) -> Tree:
    texts = {0x001A: mail.kind, 0x0037: mail.subject, 0x0C1A: mail.sender, 0x5D01: mail.address, 0x0E04: mail.to,
             0x1000: mail.body}  # fmt: skip
    tree: Tree = {
        f"__substg1.0_{key:04X}{UNICODE:04X}": text.encode("utf-16-le") for key, text in texts.items() if text
    }
    if mail.html:
        tree[f"__substg1.0_1013{BINARY:04X}"] = mail.html
    if mail.rtf:
        tree[f"__substg1.0_1009{BINARY:04X}"] = mail.rtf
    times = {0x0039: mail.sent} if mail.sent else {}
    tree["__properties_version1.0"] = bytes(24 if embedded else 32) + b"".join(_time(*one) for one in times.items())
    for number, one in enumerate(mail.attached):
        tree[f"__attach_version1.0_#{number:08X}"] = _attachment(one)
    return tree


def _attachment(one: Attached) -> Tree:
    tree: Tree = {
        f"__substg1.0_3707{UNICODE:04X}": one.name.encode("utf-16-le"),
        "__properties_version1.0": bytes(8) + struct.pack("<HHIIi", INTEGER, 0x3705, 6, one.method, 0),
    }
    if one.content_id:
        tree[f"__substg1.0_3712{UNICODE:04X}"] = one.content_id.encode("utf-16-le")
    if isinstance(one.data, Mail):
        tree[f"__substg1.0_3701{OBJECT:04X}"] = _message(one.data, embedded=True)
    elif one.data is not None:
        tree[f"__substg1.0_3701{BINARY:04X}"] = one.data
    return tree


def _time(number: int, moment: datetime) -> bytes:
    ticks = int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10_000_000)
    return struct.pack("<HHIQ", TIME, number, 6, ticks)


class _Chains:
    """Sectors of one size, and the table that joins them."""

    def __init__(self, size: int) -> None:
        self.size, self.sectors, self.table = size, bytearray(), list[int]()

    def put(self, data: bytes) -> int:
        count = -(-len(data) // self.size)
        if count == 0:
            return END
        first = len(self.table)
        self.table += [*range(first + 1, first + count), END]
        self.sectors += data.ljust(count * self.size, b"\0")
        return first


def ole_of(tree: Tree) -> bytes:
    """An OLE file that holds the tree."""
    big, small = _Chains(SECTOR), _Chains(MINI)
    entries: list[list[object]] = [["Root Entry", 5, NOTHING, NOTHING, END, 0]]

    def add(folder: Tree) -> int:
        """Entries of one folder, each the right-hand neighbour of the one before; returns the first."""
        numbers = []
        for name, content in sorted(folder.items(), key=lambda one: (len(one[0]), one[0].upper())):
            numbers.append(len(entries))
            if isinstance(content, dict):
                entry: list[object] = [name, 1, NOTHING, NOTHING, 0, 0]
                entries.append(entry)
                entry[3] = add(content)
            else:
                chains = small if len(content) < CUTOFF else big
                entries.append([name, 2, NOTHING, NOTHING, chains.put(content), len(content)])
        for here, right in pairwise(numbers):
            entries[here][2] = right
        return numbers[0] if numbers else NOTHING

    entries[0][3] = add(tree)
    entries[0][4], entries[0][5] = big.put(bytes(small.sectors)), len(small.sectors)
    directory = b"".join(_entry(*one) for one in entries)  # type: ignore[arg-type]
    directory_at = big.put(directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0"))
    mini_table = struct.pack(f"<{len(small.table)}I", *small.table)
    mini_at = big.put(mini_table + b"\xff" * (-len(mini_table) % SECTOR))
    count = 1
    while count * (SECTOR // 4) < len(big.table) + count:
        count += 1
    table = [*big.table, *[FAT] * count]
    table += [FREE] * (count * (SECTOR // 4) - len(table))
    places = [*range(len(big.table), len(big.table) + count), *[FREE] * (109 - count)]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, count,
        directory_at, 0, CUTOFF, mini_at, -(-len(mini_table) // SECTOR), END, 0, places[0],
    )  # fmt: skip
    header += struct.pack("<108I", *places[1:])
    return header + bytes(big.sectors) + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, len(text) + 2, kind, 1, NOTHING, right, child, b"", 0, 0, 0, start, size
    )
