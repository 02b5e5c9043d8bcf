"""Writes ZIP archives some of whose members are locked, in the old way that every program knows."""

import struct
import zlib
from collections.abc import Sequence

from sample_docs.generator.marks import seeded

TIME, DAY = (9 << 11), ((2026 - 1980) << 9) | (10 << 5) | 1
LOCAL, CENTRAL, CLOSE = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
WORD = 0xFFFFFFFF
TABLE = tuple(zlib.crc32(bytes([byte ^ 0xFF])) ^ 0xFF000000 for byte in range(256))


class Cipher:
    """The three running numbers of the old lock."""

    def __init__(self, password: str) -> None:
        self.keys = [0x12345678, 0x23456789, 0x34567890]
        for byte in password.encode():
            self.turn(byte)

    def turn(self, byte: int) -> None:
        """Moves on by one byte of plain text."""
        one, two, three = self.keys
        one = (one >> 8) ^ TABLE[(one ^ byte) & 0xFF]
        two = ((two + (one & 0xFF)) * 134775813 + 1) & WORD
        three = (three >> 8) ^ TABLE[(three ^ (two >> 24)) & 0xFF]
        self.keys = [one, two, three]

    def lock(self, data: bytes) -> bytes:
        """The bytes, locked."""
        out = bytearray()
        for byte in data:
            mask = (self.keys[2] | 2) & 0xFFFF
            out.append(byte ^ ((mask * (mask ^ 1)) >> 8) & 0xFF)
            self.turn(byte)
        return bytes(out)


def locked_zip(members: Sequence[tuple[str, bytes]], passwords: dict[str, str]) -> bytes:
    """An archive whose members with a password are locked with it."""
    out, central = bytearray(), bytearray()
    for name, data in members:
        check, packed = zlib.crc32(data), zlib.compress(data, 9)[2:-4]
        flags = 0
        if password := passwords.get(name):
            flags, salt = 1, seeded(name).randbytes(11) + bytes([check >> 24])
            packed = Cipher(password).lock(salt + packed)
        common = struct.pack(
            "<HHHHHIIIHH", 20, flags, 8, TIME, DAY, check, len(packed), len(data), len(name.encode()), 0
        )
        central += (
            CENTRAL + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + name.encode()
        )
        out += LOCAL + common + name.encode() + packed
    start = len(out)
    out += central + CLOSE + struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(central), start, 0)
    return bytes(out)
