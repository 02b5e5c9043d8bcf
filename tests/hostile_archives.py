"""Archives that no honest program writes, and locked ones that Python cannot: made byte by byte in the tests."""

import io
import struct
import tarfile
import zipfile
from collections.abc import Iterable, Mapping


def zip_bytes(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 2, 1, 8, 0, 0)), content, method)
    return out.getvalue()


def with_one_member_many_times(content: bytes, times: int) -> bytes:
    """A directory that points to the same bytes again and again."""
    data = zip_bytes({"a.txt": content})
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    entry = data[start:end]
    count = struct.pack("<HHII", times, times, len(entry) * times, start)
    return data[:start] + entry * times + data[end : end + 8] + count + b"\0\0"


def with_members_inside_each_other(members: Mapping[str, bytes]) -> bytes:
    """The first member claims the bytes of the second as its own, too."""
    data = bytearray(zip_bytes(members, zipfile.ZIP_STORED))
    entry = data.index(b"PK\1\2")
    claimed = data.index(b"PK\3\4", 4) - 4
    data[entry + 20 : entry + 28] = struct.pack("<II", claimed, claimed)
    return bytes(data)


def locked_zip(members: Mapping[str, bytes], password: bytes) -> bytes:
    """A zip locked in the old way (ZipCrypto)."""
    data = bytearray(zip_bytes(members, zipfile.ZIP_STORED))
    grown = bytearray()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        start_of_directory = archive.start_dir
    offsets = []
    for entry in entries:
        offsets.append(len(grown))
        local = data[entry.header_offset : entry.header_offset + 30 + len(entry.filename.encode())]
        local[6] |= 1
        local[18:22] = struct.pack("<I", entry.file_size + 12)
        plain = bytes(11) + bytes([entry.CRC >> 24]) + members[entry.filename]
        grown += local + _encrypted(plain, password)
    directory = data[start_of_directory:]
    at, size = 0, 0
    for offset in offsets:
        directory[at + 8] |= 1
        (packed,) = struct.unpack_from("<I", directory, at + 20)
        struct.pack_into("<I", directory, at + 20, packed + 12)
        struct.pack_into("<I", directory, at + 42, offset)
        lengths = struct.unpack_from("<HHH", directory, at + 28)
        at += 46 + sum(lengths)
        size = at
    struct.pack_into("<I", directory, size + 16, len(grown))
    return bytes(grown + directory)


def _encrypted(plain: bytes, password: bytes) -> bytes:
    keys = [305419896, 591751049, 878082192]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ _crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in plain:
        turned = keys[2] | 2
        out.append(byte ^ (((turned * (turned ^ 1)) >> 8) & 0xFF))
        update(byte)
    return bytes(out)


def _crc(value: int, byte: int) -> int:
    return CRC_TABLE[(value ^ byte) & 0xFF]


def _table() -> tuple[int, ...]:
    found = []
    for number in range(256):
        value = number
        for _ in range(8):
            value = (value >> 1) ^ 0xEDB88320 if value & 1 else value >> 1
        found.append(value)
    return tuple(found)


CRC_TABLE = _table()


def aes_zip(members: Mapping[str, bytes], password: bytes) -> bytes:
    import pyzipper

    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password)
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tar_bytes(members: Iterable[tuple[str, bytes | tuple[bytes, str]]], mode: str = "w") -> bytes:
    """Files by content; links, devices and pipes as (type, target)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.mtime = 1_770_000_000
            if isinstance(content, tuple):
                info.type, info.linkname = content
                archive.addfile(info)
            else:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def sparse_tar(size: int) -> bytes:
    """A member of so many bytes that are all hole (old GNU way): nothing of them is in the archive."""
    info = tarfile.TarInfo("hole.bin")
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    block[156:157] = tarfile.GNUTYPE_SPARSE
    block[386:410] = b"00000000000\0" * 2
    block[386:398] = f"{size:011o}\0".encode()
    block[483:495] = f"{size:011o}\0".encode()
    block[148:156] = b" " * 8
    block[148:156] = f"{sum(block):06o}\0 ".encode()
    return bytes(block) + bytes(1024)
