"""Tape archives, plain and packed: read once, links never followed, bombs cost the archive only."""

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.containers import ContainerLimits, Member
from pipeline.containers.packed import expand_packed, is_tar
from pipeline.containers.tar_archive import expand_tar
from pipeline.errors import ExceptionClass, InputError
from tests.hostile_archives import sparse_tar, tar_bytes

LIMITS = ContainerLimits(members=50, bytes=1 << 22, ratio=100)
Expand = Callable[[str, str, ContainerLimits], Iterator[Member]]
GOOD = [("HR/a.txt", b"Toolbox meeting"), ("HR/b.txt", b"Ladders" * 200)]


def expand(
    data: bytes, folder: Path, opener: Expand = expand_tar, limits: ContainerLimits = LIMITS
) -> tuple[list[Member], InputError | None]:
    """The members, and how the archive ended."""
    (folder / "scratch").mkdir(exist_ok=True)
    (folder / "x").write_bytes(data)
    found: list[Member] = []
    try:
        for member in opener(str(folder / "x"), str(folder / "scratch"), limits):
            found.append(member)
    except InputError as error:
        return found, error
    return found, None


def contents(folder: Path, found: list[Member]) -> list[bytes]:
    return [(folder / "scratch" / str(one.index)).read_bytes() for one in found if one.exception is None]


def test_members_are_written_under_numbers_never_names(tmp_path: Path) -> None:
    names = ["../../escape.txt", "/abs.txt", "C:\\drive.txt", "ok/a.txt"]
    found, error = expand(tar_bytes([(name, name.encode()) for name in names]), tmp_path)
    assert error is None
    assert [one.name for one in found] == ["../../escape.txt", "/abs.txt", "C:/drive.txt", "ok/a.txt"]
    assert contents(tmp_path, found) == [name.encode() for name in names]
    assert not (tmp_path.parent / "escape.txt").exists()


def test_links_and_devices_are_exceptions_and_their_neighbours_are_read(tmp_path: Path) -> None:
    odd = [
        ("link", (tarfile.SYMTYPE, "/etc/passwd")),
        ("hard", (tarfile.LNKTYPE, "../../etc/passwd")),
        ("device", (tarfile.CHRTYPE, "")),
        ("disk", (tarfile.BLKTYPE, "")),
        ("pipe", (tarfile.FIFOTYPE, "")),
    ]
    found, error = expand(tar_bytes([GOOD[0], *odd, GOOD[1], ("folder", (tarfile.DIRTYPE, ""))]), tmp_path)
    assert error is None
    assert [one.exception for one in found] == [None, *[ExceptionClass.UNSAFE_PATH] * 5, None]
    assert contents(tmp_path, found) == [content for _, content in GOOD]


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_packed_tar_is_one_archive(mode: str, tmp_path: Path) -> None:
    found, error = expand(tar_bytes(GOOD, mode), tmp_path, expand_packed)
    assert error is None
    assert [one.name for one in found] == ["HR/a.txt", "HR/b.txt"]
    assert contents(tmp_path, found) == [content for _, content in GOOD]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_single_packed_file_is_one_member(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    found, error = expand(pack(b"Emergency response plan\n"), tmp_path, expand_packed)
    assert error is None and [one.name for one in found] == [""]
    assert contents(tmp_path, found) == [b"Emergency response plan\n"]


def test_the_name_that_gzip_keeps_is_the_members_name(tmp_path: Path) -> None:
    with gzip.GzipFile(tmp_path / "plan.txt.gz", "wb") as packed:
        packed.write(b"plan")
    found, _ = expand((tmp_path / "plan.txt.gz").read_bytes(), tmp_path, expand_packed)
    assert [one.name for one in found] == ["plan.txt"]


@pytest.mark.parametrize(
    "data",
    [gzip.compress(bytes(3 << 20)), bz2.compress(bytes(3 << 20)), tar_bytes([("zeros", bytes(3 << 20))], "w:gz")],
    ids=["gz", "bz2", "tar.gz"],
)
def test_a_packed_bomb_is_stopped_by_bytes_really_read(data: bytes, tmp_path: Path) -> None:
    found, error = expand(data, tmp_path, expand_packed)
    assert error is not None and error.exception_class is ExceptionClass.CONTAINER_LIMIT
    assert found == [] and list((tmp_path / "scratch").iterdir()) == []


def test_a_member_that_is_all_hole_is_a_bomb(tmp_path: Path) -> None:
    found, error = expand(sparse_tar(3 << 20), tmp_path)
    assert error is not None and error.exception_class is ExceptionClass.CONTAINER_LIMIT
    assert found == [] and list((tmp_path / "scratch").iterdir()) == []


def test_members_and_bytes_are_limited(tmp_path: Path) -> None:
    many, error = expand(tar_bytes([(f"{number}.txt", b"x") for number in range(51)]), tmp_path)
    assert len(many) == 50 and error is not None and error.exception_class is ExceptionClass.CONTAINER_LIMIT
    big, error = expand(tar_bytes([(f"{number}.bin", bytes(1 << 20)) for number in range(5)]), tmp_path)
    assert len(big) == 4 and error is not None and error.exception_class is ExceptionClass.CONTAINER_LIMIT


@pytest.mark.parametrize("place", [517, 1556, 2020], ids=["in a file", "in a header", "before the end"])
def test_a_torn_archive_is_damaged_and_keeps_what_came_before(place: int, tmp_path: Path) -> None:
    whole = tar_bytes(GOOD)
    found, error = expand(whole[:place], tmp_path)
    assert error is not None and error.exception_class is ExceptionClass.DAMAGED
    assert len(found) == (0 if place == 517 else 1)


def test_a_broken_header_in_the_middle_is_not_taken_for_the_end(tmp_path: Path) -> None:
    data = bytearray(tar_bytes([*GOOD, ("c.txt", b"lost")]))
    data[1024 + 5] ^= 0xFF  # the second header
    found, error = expand(bytes(data), tmp_path)
    assert [one.name for one in found] == ["HR/a.txt"]
    assert error is not None and error.exception_class is ExceptionClass.DAMAGED


def test_an_archive_behind_another_one_is_read_too(tmp_path: Path) -> None:
    found, error = expand(tar_bytes(GOOD[:1]) + tar_bytes(GOOD[1:]), tmp_path)
    assert error is None and [one.name for one in found] == ["HR/a.txt", "HR/b.txt"]


def test_names_of_old_programs_are_read_as_windows_wrote_them(tmp_path: Path) -> None:
    data = bytearray(tar_bytes([("cafx.txt", b"x")]))
    data[3] = 0xE9
    data[148:156] = b" " * 8
    data[148:156] = f"{sum(data[:512]):06o}\0 ".encode()
    found, _ = expand(bytes(data), tmp_path)
    assert [one.name for one in found] == ["café.txt"]


def test_a_tar_is_known_by_its_mark_or_its_checksum() -> None:
    head = tar_bytes(GOOD)[:512]
    old = bytearray(head)
    old[257:265] = bytes(8)
    old[148:156] = b" " * 8
    old[148:156] = f"{sum(old):06o}\0 ".encode()
    assert is_tar(head) and is_tar(bytes(old))
    assert not is_tar(bytes(512)) and not is_tar(b"x" * 512) and not is_tar(head[:200])


@given(st.binary(max_size=300), st.integers(0, 4000))
def test_mutated_archives_raise_only_declared_errors(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    data = tar_bytes(GOOD)
    found, _ = expand(data[:place] + noise + data[place + len(noise) :], folder)
    assert all(one.exception or (folder / "scratch" / str(one.index)).exists() for one in found)
    packed = gzip.compress(data)
    expand(packed[: place // 20] + noise + packed[place // 20 + len(noise) :], folder, expand_packed)
