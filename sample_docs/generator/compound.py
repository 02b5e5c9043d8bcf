"""Writes compound files: the small file system in one file that Outlook and the old Office formats use."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

SECTOR, MINI_SECTOR, MINI_BELOW, ENTRY = 512, 64, 4096, 128
FREE, END, FAT_SECTOR, NOBODY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NUMBERS = SECTOR // 4


@dataclass
class Node:
    """A storage (a folder) with its children, or a stream with its bytes; the numbers are given while writing."""

    name: str
    data: bytes | None = None
    children: list["Node"] = field(default_factory=list)
    left: int = NOBODY
    right: int = NOBODY
    child: int = NOBODY
    start: int = END
    number: int = 0


class Space:
    """Sectors of one size, and the chain of each stream through them."""

    def __init__(self, sector: int) -> None:
        self.sector, self.chains, self.data = sector, list[int](), bytearray()

    def put(self, data: bytes) -> int:
        """Appends a stream and returns its first sector."""
        count = -(-len(data) // self.sector)
        if not count:
            return END
        first = len(self.chains)
        self.chains += [*range(first + 1, first + count), END]
        self.data += data.ljust(count * self.sector, b"\0")
        return first


def compound_file(children: Sequence[Node]) -> bytes:
    """The bytes of a file that holds these storages and streams."""
    root = Node("Root Entry", children=list(children))
    nodes = list(numbered(root))
    big, mini = Space(SECTOR), Space(MINI_SECTOR)
    for node in nodes:
        if node.data is not None:
            node.start = (mini if len(node.data) < MINI_BELOW else big).put(node.data)
    root.start = big.put(bytes(mini.data))
    mini_fat = big.put(packed(mini.chains, NUMBERS))
    table = b"".join(entry(node, root, len(mini.data)) for node in nodes)
    directory = big.put(table.ljust(-(-len(table) // SECTOR) * SECTOR, b"\0"))
    used, fat_sectors = len(big.chains), 1
    while fat_sectors * NUMBERS < used + fat_sectors:
        fat_sectors += 1
    fat = [*big.chains, *([FAT_SECTOR] * fat_sectors)]
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", MAGIC, bytes(16), 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, directory, 0, MINI_BELOW,
        mini_fat, -(-len(mini.chains) // NUMBERS), END, 0,
    )  # fmt: skip
    places = packed([used + at for at in range(fat_sectors)], 109)
    return head + places + bytes(big.data) + packed(fat, NUMBERS)


def packed(numbers: Sequence[int], multiple: int) -> bytes:
    """Sector numbers, filled up to whole sectors."""
    count = -(-len(numbers) // multiple) * multiple
    return struct.pack(f"<{count}I", *numbers, *([FREE] * (count - len(numbers))))


def numbered(root: Node) -> Iterator[Node]:
    """Every node with its place in the directory; children of a storage form a search tree."""
    waiting, count = [root], 0
    nodes: list[Node] = []
    while waiting:
        node = waiting.pop(0)
        node.number, count = count, count + 1
        nodes.append(node)
        waiting += node.children
    for node in nodes:
        # Names are compared by length first, then letter by letter in capitals.
        node.child = tree(sorted(node.children, key=lambda one: (len(one.name), one.name.upper())))
    yield from nodes


def tree(nodes: Sequence[Node]) -> int:
    """A balanced tree of siblings; returns the number of its top."""
    if not nodes:
        return NOBODY
    middle = len(nodes) // 2
    top = nodes[middle]
    top.left, top.right = tree(nodes[:middle]), tree(nodes[middle + 1 :])
    return top.number


def entry(node: Node, root: Node, mini_size: int) -> bytes:
    """One directory entry."""
    name = (node.name + "\0").encode("utf-16-le")
    kind = ROOT if node is root else STORAGE if node.data is None else STREAM
    size = mini_size if node is root else len(node.data or b"")
    return struct.pack(
        "<64sHBBIII16sI8s8sIQ", name, len(name), kind, 1, node.left, node.right, node.child, bytes(16), 0, bytes(8),
        bytes(8), node.start if kind != STORAGE else 0, size,
    )  # fmt: skip
