"""Archives under limits: members are data, bombs cost the archive only."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.containers import ContainerLimits, Member
from pipeline.containers.zip_archive import expand_zip
from pipeline.errors import ExceptionClass, InputError
from tests.hostile_archives import (
    aes_zip,
    locked_zip,
    with_members_inside_each_other,
    with_one_member_many_times,
    zip_bytes,
)

LIMITS = ContainerLimits(members=50, bytes=1 << 22, ratio=100)


def build(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def expand(
    path: Path, scratch: Path, limits: ContainerLimits = LIMITS, passwords: tuple[str, ...] = ()
) -> list[Member]:
    scratch.mkdir(exist_ok=True)
    return list(expand_zip(str(path), str(scratch), limits, passwords))


def written(folder: Path, data: bytes) -> Path:
    (folder / "x.zip").write_bytes(data)
    return folder / "x.zip"


def test_members_are_written_under_numbers_never_names(tmp_path: Path) -> None:
    names = {"../../escape.txt": b"1", "/abs.txt": b"2", "C:\\drive.txt": b"3", "ok/a.txt": b"4"}
    found = expand(build(tmp_path / "a.zip", names), tmp_path / "scratch")
    assert [member.name for member in found] == ["../../escape.txt", "/abs.txt", "C:/drive.txt", "ok/a.txt"]
    assert sorted(path.name for path in (tmp_path / "scratch").iterdir()) == ["0", "1", "2", "3"]
    assert not (tmp_path.parent / "escape.txt").exists()


def test_a_ratio_bomb_is_stopped_by_bytes_really_read(tmp_path: Path) -> None:
    bomb = build(tmp_path / "bomb.zip", {"zeros": b"\0" * (3 << 20)})
    with pytest.raises(InputError) as caught:
        expand(bomb, tmp_path / "scratch")
    assert caught.value.exception_class is ExceptionClass.CONTAINER_LIMIT
    assert sum(path.stat().st_size for path in (tmp_path / "scratch").iterdir()) <= 2 << 20


def test_too_many_members_are_refused_before_unpacking(tmp_path: Path) -> None:
    many = build(tmp_path / "many.zip", {f"{number}.txt": b"x" for number in range(51)})
    with pytest.raises(InputError) as caught:
        expand(many, tmp_path / "scratch")
    assert caught.value.exception_class is ExceptionClass.CONTAINER_LIMIT


def test_total_bytes_are_limited(tmp_path: Path) -> None:
    content = {f"{number}.bin": bytes(range(256)) * 4096 for number in range(8)}
    with pytest.raises(InputError):
        expand(build(tmp_path / "big.zip", content, zipfile.ZIP_STORED), tmp_path / "scratch")


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (0o120777, "a link"),
        (0o020666, "a device"),
        (0o060666, "a device"),
        (0o010666, "a device"),
        (0o140666, "a device"),
    ],
)
def test_links_devices_pipes_and_sockets_are_exceptions(tmp_path: Path, mode: int, words: str) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = mode << 16
    with zipfile.ZipFile(tmp_path / "l.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
        archive.writestr("a.txt", "words")
    member, beside = expand(tmp_path / "l.zip", tmp_path / "scratch")
    assert member.exception is ExceptionClass.UNSAFE_PATH and words in str(member.message)
    assert beside.exception is None


def test_a_member_without_a_name_and_one_named_like_a_folder_are_files(tmp_path: Path) -> None:
    names = {"": b"nameless", "minutes/": b"words", "folder/": b"", "folder\\": b"", "folder/a.txt": b"a"}
    with zipfile.ZipFile(tmp_path / "n.zip", "w") as archive:
        for name, content in names.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    found = expand(tmp_path / "n.zip", tmp_path / "scratch")
    assert [member.name for member in found] == ["", "minutes/", "folder/a.txt"]
    written = [(tmp_path / "scratch" / str(member.index)).read_bytes() for member in found]
    assert written == [b"nameless", b"words", b"a"]


def test_a_damaged_member_does_not_cost_its_siblings(tmp_path: Path) -> None:
    path = build(tmp_path / "d.zip", {"a.txt": b"A" * 500, "b.txt": b"B" * 500}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[data.index(b"A" * 500) + 10] = 0
    path.write_bytes(bytes(data))
    first, second = expand(path, tmp_path / "scratch")
    assert first.exception is ExceptionClass.DAMAGED
    assert second.exception is None and (tmp_path / "scratch" / "1").read_bytes() == b"B" * 500


def test_names_written_by_macos_are_read_as_utf8(tmp_path: Path) -> None:
    path = build(tmp_path / "m.zip", {"e.txt": b"x"})
    raw = path.read_bytes().replace(b"e.txt", "é.tx".encode())
    path.write_bytes(raw)
    (member,) = expand(path, tmp_path / "scratch")
    assert member.name == "é.tx"


@pytest.mark.parametrize("make", [locked_zip, aes_zip])
def test_a_locked_member_opens_with_one_of_the_passwords(
    make: Callable[[Mapping[str, bytes], bytes], bytes], tmp_path: Path
) -> None:
    words = {"a.txt": b"Toolbox meeting" * 50, "b.txt": b"Ladders"}
    path = written(tmp_path, make(words, "sésame".encode()))
    found = expand(path, tmp_path / "scratch", passwords=("wrong", "sésame"))
    assert [(one.name, one.exception) for one in found] == [("a.txt", None), ("b.txt", None)]
    assert [(tmp_path / "scratch" / str(one.index)).read_bytes() for one in found] == list(words.values())


@pytest.mark.parametrize("make", [locked_zip, aes_zip])
@pytest.mark.parametrize(("passwords", "words"), [((), "no password to try"), (("wrong", "wronger"), "none of the")])
def test_a_locked_member_says_whether_a_password_was_missing_or_wrong(
    make: Callable[[Mapping[str, bytes], bytes], bytes], passwords: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    (member,) = expand(written(tmp_path, make({"a.txt": b"x" * 99}, b"right")), tmp_path / "s", passwords=passwords)
    assert member.exception is ExceptionClass.PASSWORD_REQUIRED
    assert words in str(member.message) and "password file" in str(member.remedy)
    assert list((tmp_path / "s").iterdir()) == []


def test_a_password_that_passes_the_first_check_by_chance_is_still_wrong(tmp_path: Path) -> None:
    path = written(tmp_path, locked_zip({"a.txt": b"Toolbox meeting" * 50}, b"right"))
    chances = tuple(f"guess {number}" for number in range(1500))  # one in 256 passes the check of the old lock
    (member,) = expand(path, tmp_path / "scratch", passwords=(*chances, "right"))
    assert member.exception is None
    assert (tmp_path / "scratch" / "0").read_bytes() == b"Toolbox meeting" * 50


@pytest.mark.parametrize(
    "data",
    [
        with_one_member_many_times(b"A" * 1000, 40),
        with_members_inside_each_other({"a.bin": b"A" * 100, "b.bin": b"B" * 5000}),
    ],
    ids=["one member many times", "members inside each other"],
)
def test_members_that_lie_over_each_other_end_the_archive_with_a_way_out(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="over each other") as caught:
        expand(written(tmp_path, data), tmp_path / "scratch")
    assert caught.value.exception_class is ExceptionClass.CONTAINER_LIMIT
    assert "unpack it yourself" in caught.value.remedy


def test_honest_archives_of_every_kind_do_not_overlap(tmp_path: Path) -> None:
    content = {f"{number}.bin": bytes([number]) * number for number in range(20)}
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert len(expand(build(tmp_path / "a.zip", content, method), tmp_path / "scratch")) == 20
    behind_a_program = b"MZ" + bytes(700) + (tmp_path / "a.zip").read_bytes()
    assert len(expand(written(tmp_path, behind_a_program), tmp_path / "scratch")) == 20


def test_a_member_packed_in_an_unknown_way_says_what_to_do(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"a.txt": b"abc", "b.txt": b"def"}))
    for place in (data.index(b"PK\3\4") + 8, data.index(b"PK\1\2") + 10):
        data[place] = 9  # Deflate64, as Windows writes it for very large files
    first, second = expand(written(tmp_path, bytes(data)), tmp_path / "scratch")
    assert first.exception is ExceptionClass.UNSUPPORTED and "unpack it yourself" in str(first.remedy)
    assert second.exception is None


@given(st.binary(max_size=400), st.integers(0, 200))
def test_mutated_archives_raise_only_declared_errors(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"hello " * 20)
        archive.writestr("b.txt", b"world " * 20)
    data = buffer.getvalue()
    (folder / "x.zip").write_bytes(data[:place] + noise + data[place + len(noise) :])
    try:
        found = expand(folder / "x.zip", folder / "scratch")
    except InputError as error:
        assert error.exception_class in (ExceptionClass.DAMAGED, ExceptionClass.CONTAINER_LIMIT)
    else:
        assert all(member.exception or (folder / "scratch" / str(member.index)).exists() for member in found)
