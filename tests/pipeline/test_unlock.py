"""Locked Office files: which passwords are tried, what is told, and that no readable copy is left behind."""

import io
import tempfile
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ExceptionClass, InputError
from pipeline.unlock import unlocked

FILES = Path(__file__).parent / "extract" / "files"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def locked(path: Path, password: str) -> Path:
    plain = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Training matrix"])
    book.save(plain)
    with path.open("wb") as out:
        msoffcrypto.OfficeFile(plain).encrypt(password, out)
    return path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_right_password_of_several_gives_a_copy_for_a_while(tmp_path: Path, temporary: Path) -> None:
    path = locked(tmp_path / "a", "motdepasse é")
    before = path.read_bytes()
    with unlocked(str(path), ("", "wrong", "motdepasse é")) as copy:
        assert Path(copy).parent == temporary
        with Path(copy).open("rb") as stream:
            assert openpyxl.load_workbook(stream).active["A1"].value == "Training matrix"
    assert list(temporary.iterdir()) == [] and path.read_bytes() == before


def test_absent_and_wrong_passwords_are_told_apart(tmp_path: Path, temporary: Path) -> None:
    path = str(locked(tmp_path / "a", "right"))
    for passwords, words in (((), "no password to try"), (("",), "no password to try"), (("x", "y"), "none of the")):
        with pytest.raises(InputError) as error, unlocked(path, passwords):
            pass
        assert error.value.exception_class is ExceptionClass.PASSWORD_REQUIRED
        assert words in error.value.message and "password file" in error.value.remedy
    assert list(temporary.iterdir()) == []


def test_excels_own_word_opens_without_a_password(tmp_path: Path) -> None:
    path = locked(tmp_path / "a", "VelvetSweatshop")
    with unlocked(str(path), ()) as copy:
        assert copy != str(path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", OLE, OLE + bytes(600), b"hello"])
def test_what_is_not_locked_is_itself(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    with unlocked(str(tmp_path / "a"), ("x",)) as copy:
        assert copy == str(tmp_path / "a")


def test_an_error_of_the_reader_removes_the_copy(tmp_path: Path, temporary: Path) -> None:
    path = locked(tmp_path / "a", "right")
    with pytest.raises(ZeroDivisionError), unlocked(str(path), ("right",)):
        raise ZeroDivisionError
    assert list(temporary.iterdir()) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_locks_raise_only_declared_errors(tmp_path: Path, data: st.DataObject) -> None:
    # The old locks: a password of the new ones takes a tenth of a second by design.
    name = data.draw(st.sampled_from(["minutes_locked.doc", "register_locked.xls"]))
    content = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "b").write_bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))])
    try:
        with unlocked(str(tmp_path / "b"), ("wrong", "open sesame")):
            pass
    except InputError as error:
        assert error.exception_class is ExceptionClass.PASSWORD_REQUIRED


def test_a_damaged_new_lock_is_told(tmp_path: Path) -> None:
    content = locked(tmp_path / "a", "right").read_bytes()
    (tmp_path / "b").write_bytes(content.replace(b"spinCount=", b"spinning="))
    with pytest.raises(InputError) as error, unlocked(str(tmp_path / "b"), ("right",)):
        pass
    assert error.value.exception_class is ExceptionClass.PASSWORD_REQUIRED and "damaged" in error.value.message
