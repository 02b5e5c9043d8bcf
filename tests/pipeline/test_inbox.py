"""Intake of the inbox: regular files only, hashed and copied, the source untouched."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExceptionClass, InputError
from pipeline.inbox import discover, receive


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "HR" / "deep").mkdir(parents=True)
    (folder / "b.txt").write_text("b")
    (folder / "HR" / "a.txt").write_text("a")
    (folder / "HR" / "deep" / "c.txt").write_text("c")
    return folder


def test_lists_every_file_in_path_order(inbox: Path) -> None:
    assert [one.name for one in discover(inbox)] == ["HR/a.txt", "HR/deep/c.txt", "b.txt"]


def test_links_and_pipes_are_items_with_a_problem_and_are_never_followed(inbox: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "other-client.txt").write_text("not ours")
    (inbox / "link.txt").symlink_to(secret / "other-client.txt")
    (inbox / "folder-link").symlink_to(secret)
    os.mkfifo(inbox / "pipe")
    problems = {one.name: one.problem[0] for one in discover(inbox) if one.problem}
    assert problems == {name: ExceptionClass.UNSAFE_PATH for name in ("link.txt", "folder-link", "pipe")}
    assert not any("other-client" in one.name for one in discover(inbox))


def test_a_name_that_is_not_utf8_is_kept_as_readable_data(inbox: Path) -> None:
    (Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt"))).write_text("x")
    names = [one.name for one in discover(inbox)]
    assert "caf\\xe9.txt" in names
    assert all(name.encode("utf-8") for name in names)


def test_receive_hashes_and_keeps_a_read_only_copy(inbox: Path, tmp_path: Path) -> None:
    before = (inbox / "b.txt").stat()
    received = receive(inbox / "b.txt", tmp_path / "originals", limit=10)
    copy = tmp_path / "originals" / received.sha256
    assert received.sha256 == hashlib.sha256(b"b").hexdigest()
    assert copy.read_bytes() == b"b"
    assert copy.stat().st_mode & 0o222 == 0
    after = (inbox / "b.txt").stat()
    assert (before.st_mtime_ns, before.st_mode) == (after.st_mtime_ns, after.st_mode)


def test_a_file_over_the_limit_is_hashed_but_not_kept(inbox: Path, tmp_path: Path) -> None:
    big = inbox / "big.bin"
    big.write_bytes(b"x" * 100)
    received = receive(big, tmp_path / "originals", limit=99)
    assert not received.kept
    assert received.sha256 == hashlib.sha256(b"x" * 100).hexdigest()
    assert list((tmp_path / "originals").iterdir()) == []


def test_a_link_put_in_place_after_listing_is_refused(inbox: Path, tmp_path: Path) -> None:
    (inbox / "late").symlink_to("/etc/passwd")
    with pytest.raises(InputError):
        receive(inbox / "late", tmp_path / "originals", limit=1 << 20)


@given(
    st.lists(st.text("abcXY .-_éü中", min_size=1, max_size=12).map(str.strip).filter(bool), unique=True, max_size=12)
)
def test_discover_loses_and_repeats_nothing(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    folder = tmp_path_factory.mktemp("inbox")
    names = [name for name in names if name not in (".", "..")]
    for name in names:
        (folder / name).write_text(name)
    assert sorted(one.name for one in discover(folder)) == sorted(path.name for path in folder.iterdir())
