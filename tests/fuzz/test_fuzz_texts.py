"""Spoilt settings, rule packs, passwords and child frames: only declared errors, whatever the bytes."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engagement import Engagement, load_engagement, load_passwords
from pipeline.errors import ExceptionClass, UsageError
from pipeline.extract.jobs import picture, read_pages
from pipeline.isolation.frames import (
    FAILURE,
    KINDS,
    Failure,
    FrameError,
    decode_failure,
    decode_finished,
    decode_value,
    encode_value,
    read_frame,
)
from pipeline.model import Box, Page, PageFailure, TextOrigin, Word
from rules.load import PACKS, RulePackError, load_pack
from rules.workbook import write_template
from tests.fuzz.fuzz_mutations import SPOILS, Spoil, Spoilt
from tests.fuzz.fuzz_runs import profile

ENGAGEMENT = b"""client = "Bench Ltd."
client_aliases = ["Bench"]
instrument = "ab-aasp"
audit_date = 2026-10-15
head_count = 40
window_from = 2025-10-15
passwords_file = "passwords.txt"
[[sites]]
name = "North"
aliases = ["N"]
"""
PAGE = Page(1, "Date: 2026-02-03", TextOrigin.OCR, "no_text_layer", 91.5,
            words=(Word("Date:", Box(0.1, 0.1, 0.2, 0.2), 0, 90.0),), tables=((("a", "b"),),))  # fmt: skip
PACK = PACKS / "ab-aasp"


def _spoil(data: bytes, spoils: list[Spoil]) -> bytes:
    for one in spoils:
        data = one.applied(data, ENGAGEMENT)
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@profile(250)
@given(spoils=SPOILS)
def test_engagement_toml_is_read_or_refused(folder: Path, spoils: list[Spoil]) -> None:
    (folder / "engagement.toml").write_bytes(_spoil(ENGAGEMENT, spoils))
    try:
        known = load_engagement(folder)
    except UsageError as error:
        assert error.message
    else:
        assert isinstance(known, Engagement) and known.window().first <= known.window().last


@profile(100)
@given(data=st.binary(max_size=300) | st.builds(_spoil, st.just(b"one\ntwo\n" * 20), SPOILS), name=st.text(max_size=40))
def test_the_passwords_file_is_read_or_refused(folder: Path, data: bytes, name: str) -> None:
    (folder / "passwords.txt").write_bytes(data)
    known = Engagement(client="x", instrument="ab-aasp", audit_date="2026-10-15", passwords_file="passwords.txt")
    named = known.model_copy(update={"passwords_file": name})
    for one in (known, named):
        try:
            assert all(load_passwords(folder, one))
        except UsageError as error:
            assert data.decode("utf-8", "replace") not in error.message or len(data) < 3


@pytest.fixture(scope="module")
def pack(folder: Path) -> Path:
    """A copy of a shipped pack, whole: what is spoilt in it is the only thing wrong."""
    target = Path(shutil.copytree(PACK, folder / "pack"))
    assert load_pack(target).questions
    return target


@profile(40)
@given(name=st.sampled_from(sorted(str(file.relative_to(PACK)) for file in PACK.rglob("*.toml"))), spoils=SPOILS)
def test_a_rule_pack_is_loaded_or_refused_with_its_problems(pack: Path, name: str, spoils: list[Spoil]) -> None:
    file = pack / name
    whole = file.read_bytes()
    file.write_bytes(_spoil(whole, spoils))
    try:
        loaded_or_refused(pack)
    finally:
        file.write_bytes(whole)


@pytest.fixture(scope="module")
def wording(folder: Path) -> bytes:
    """A workbook with the wording of a shipped pack."""
    path = folder / "template.xlsx"
    write_template(path, load_pack("ab-secor"))
    assert load_pack(path).questions
    return path.read_bytes()


@profile(60)
@given(member=st.none() | st.integers(0, 13), spoils=SPOILS)
def test_a_workbook_of_wording_is_loaded_or_refused_with_its_problems(
    folder: Path, wording: bytes, member: int | None, spoils: list[Spoil]
) -> None:
    path = folder / "wording.xlsx"
    path.write_bytes(Spoilt("wording", member, tuple(spoils)).made(wording, ENGAGEMENT))
    loaded_or_refused(path)


def loaded_or_refused(place: Path) -> None:
    try:
        assert load_pack(place).questions
    except RulePackError as error:
        assert error.problems and all(problem.message for problem in error.problems)


@profile(300)
@given(which=st.sampled_from((0, 1, 2)), spoils=SPOILS)
def test_a_frame_is_a_value_or_refused(which: int, spoils: list[Spoil]) -> None:
    """What a child sends is as hostile as the file it read."""
    failure = FAILURE.dump_json(Failure(ExceptionClass.DAMAGED, "message", "remedy"))
    payload = (
        encode_value(read_pages, PAGE),
        encode_value(read_pages, PageFailure(2, ExceptionClass.DAMAGED, "x")),
        failure,
    )
    data = _spoil(payload[which], spoils)
    for function in (read_pages, picture):
        with_declared_error(lambda used=function: decode_value(used, data))
    with_declared_error(lambda: decode_failure(data))
    with_declared_error(lambda: decode_finished(data))


def with_declared_error(decode: object) -> None:
    try:
        decode()  # type: ignore[operator]
    except FrameError as error:
        assert "Date" not in str(error)  # no document text in a message


@profile(150)
@given(spoils=SPOILS, kind=st.sampled_from(sorted(KINDS)))
def test_a_stream_of_frames_ends_or_is_refused(spoils: list[Spoil], kind: bytes) -> None:
    frame = kind + (8).to_bytes(4, "big") + b"12345678"
    read_end, write_end = os.pipe()
    os.set_blocking(write_end, False)
    os.write(write_end, _spoil(frame * 3, spoils)[:60_000])
    os.close(write_end)
    try:
        while found := read_frame(read_end, 1 << 20):
            assert found[0] in KINDS and len(found[1]) <= 1 << 20
    except FrameError:
        pass
    finally:
        os.close(read_end)
