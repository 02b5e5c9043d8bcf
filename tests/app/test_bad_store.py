"""A store that is full, closed, locked, cut short or tampered with: the same report, or a clear refusal."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from pipeline.store import database
from tests.conftest import ROOT
from tests.engagements import MINUTES, POLICY, comparable, coverage, digital_pdf, make, zip_of

DUMP = zip_of([("minutes.txt", MINUTES), ("log.pdf", digital_pdf(2, "Visitor log"))])
FILES: dict[str, str | bytes] = {"policy.txt": POLICY, "dump.zip": DUMP, "six.pdf": digital_pdf(6, "Forklift")}
TRACE = "Trace:"

Say = Callable[..., tuple[int, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*arguments: object) -> tuple[int, str]:
        code = main([str(one) for one in arguments])
        return code, capsys.readouterr().err

    return run


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An engagement after its first run."""
    folder = make(tmp_path_factory.mktemp("store") / "e", FILES)
    assert main(["run", str(folder)]) == 0
    return folder


@pytest.fixture
def copy(done: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(done, tmp_path / "e"))


def ledger(folder: Path) -> Path:
    return folder / "store" / "ledger.sqlite"


def original_of(folder: Path, name: str) -> Path:
    (item,) = (item for item in coverage(folder)["items"] if item["path"][-1] == name)
    return folder / "store" / "originals" / str(item["sha256"])


def same_report(folder: Path, done: Path, say: Say) -> None:
    code, errors = say("run", folder)
    assert (code, TRACE in errors) == (0, False), errors
    assert comparable(coverage(folder)) == comparable(coverage(done))
    assert say("verify", folder)[0] == 0


def half(file: Path) -> None:
    content = file.read_bytes()
    file.chmod(0o600)
    file.write_bytes(content[: len(content) // 2])


def forge(file: Path) -> None:
    file.chmod(0o600)
    file.write_bytes(b"forged")


def test_a_copied_engagement_is_unchanged(copy: Path, say: Say) -> None:
    """Other dates of the originals alone are looked into, and found to mean nothing."""
    before = (copy / "report" / "coverage.json").read_bytes()
    assert say("run", copy)[0] == 0
    assert (copy / "report" / "coverage.json").read_bytes() == before


@pytest.mark.parametrize("name", ["six.pdf", "log.pdf", "dump.zip"])
@pytest.mark.parametrize(
    "harm", [half, lambda file: file.unlink(), lambda file: (file.chmod(0o600), file.write_bytes(b"forged"))]
)
def test_a_changed_original_is_taken_again(
    copy: Path, done: Path, say: Say, name: str, harm: Callable[[Path], object]
) -> None:
    original = original_of(copy, name)
    harm(original)
    assert say("verify", copy)[0] == 10
    same_report(copy, done, say)
    forged = (
        list((copy / "store" / "changed-originals").glob("*"))
        if (copy / "store" / "changed-originals").exists()
        else []
    )
    assert len(forged) <= 1, "what was there is kept aside"


def test_a_changed_original_whose_dates_were_put_back_is_noticed(copy: Path, done: Path, say: Say) -> None:
    import os

    say("run", copy)
    original = original_of(copy, "six.pdf")
    before, content = original.stat(), original.read_bytes()
    original.chmod(0o600)
    original.write_bytes(content[:-1] + b"X")
    original.chmod(0o444)
    os.utime(original, ns=(before.st_atime_ns, before.st_mtime_ns))
    same_report(copy, done, say)
    assert [path.name for path in (copy / "store" / "changed-originals").iterdir()] == [f"{original.name}-1"]


@pytest.mark.parametrize("name", ["coverage.json", "coverage.xlsx", "manifest-sha256.txt"])
def test_a_report_cut_short_is_written_again(copy: Path, done: Path, say: Say, name: str) -> None:
    half(copy / "report" / name)
    same_report(copy, done, say)


def test_a_report_lost_between_two_renames_comes_back(copy: Path, done: Path, say: Say) -> None:
    (copy / "report").rename(copy / ".report-old-1")
    (copy / ".report-2").mkdir()
    same_report(copy, done, say)
    assert not list(copy.glob(".report*"))


def cut(keep: float) -> Callable[[Path], None]:
    def harm(file: Path) -> None:
        content = file.read_bytes()
        file.write_bytes(content[: int(len(content) * keep)])

    return harm


def scribble(start: int) -> Callable[[Path], None]:
    def harm(file: Path) -> None:
        content = bytearray(file.read_bytes())
        content[start : start + 4096] = b"\xa5" * len(content[start : start + 4096])
        file.write_bytes(content)

    return harm


def one_letter(file: Path) -> None:
    """A letter inside a page's text: valid JSON still, another word."""
    content = file.read_bytes()
    assert b"Forklift" in content
    file.write_bytes(content.replace(b"Forklift", b"Forkl1ft"))


@pytest.mark.parametrize(
    "harm",
    [
        *(pytest.param(cut(keep), id=f"cut to {keep}") for keep in (0.0, 0.5, 0.98)),
        *(pytest.param(scribble(start), id=f"scribbled at {start}") for start in (0, 16384, 40960)),
        pytest.param(one_letter, id="one letter"),
    ],
)
def test_a_damaged_ledger_is_refused_or_makes_no_difference(
    copy: Path, done: Path, say: Say, harm: Callable[[Path], None]
) -> None:
    with sqlite3.connect(ledger(copy)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    harm(ledger(copy))
    (copy / "inbox" / "policy.txt").touch()  # the run must look into everything
    code, errors = say("run", copy)
    assert code in (0, 6) and TRACE not in errors, (errors, coverage(copy)["exceptions"])
    assert "Forkl" not in errors, "words of a document"
    if code == 6:
        assert "damaged" in errors and "run again" in errors
        aside = copy / "aside"
        aside.mkdir()
        for file in (copy / "store").glob("ledger.sqlite*"):
            file.rename(aside / file.name)
        shutil.rmtree(aside)
        assert say("run", copy)[0] == 0
    found, expected = comparable(coverage(copy)), comparable(coverage(done))
    for report in (found, expected):
        report.pop("changes")
        for item in report["items"]:
            item.pop("received_at", None)
    assert found == expected


@pytest.mark.parametrize("keep", [0.0, 0.7])
def test_a_journal_cut_short_loses_the_last_steps_only(
    done: Path, tmp_path: Path, say: Say, keep: float, request: pytest.FixtureRequest
) -> None:
    """As after a power failure: the ledger as it was, and what came since cut in the middle."""
    folder = make(tmp_path / "e", FILES)
    program = (
        "import os, signal, sys\n"
        "from pipeline.run import understanding\n"
        "import pipeline.run as run\n"
        "def die(*_): os.kill(os.getpid(), signal.SIGKILL)\n"
        "sys.setprofile(lambda frame, event, _: die() if frame.f_code.co_name == 'build_review' else None)\n"
        "from app.cli import main\n"
        "main(['run', sys.argv[1]])\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(folder)], cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == -9
    journal = folder / "store" / "ledger.sqlite-wal"
    assert journal.stat().st_size > 0
    cut(keep)(journal)
    same_report(folder, done, say)


def test_a_locked_ledger_is_waited_for_and_then_refused(
    copy: Path, say: Say, monkeypatch: pytest.MonkeyPatch, done: Path
) -> None:
    monkeypatch.setattr(database, "WAIT_MILLISECONDS", 300)
    other = sqlite3.connect(ledger(copy), isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN EXCLUSIVE")
    try:
        code, errors = say("run", copy)
        assert code == 7 and "Another program holds the ledger" in errors and "run again" in errors
    finally:
        other.execute("ROLLBACK")
        other.close()
    same_report(copy, done, say)


CAN_MOUNT = shutil.which("unshare") is not None and (
    subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0
)


@pytest.mark.skipif(not CAN_MOUNT, reason="needs the right to mount a small disk (user namespaces)")
@pytest.mark.parametrize("size", [700])
def test_a_full_disk_is_said_and_the_next_run_carries_on(
    done: Path, tmp_path: Path, size: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """A disk of so many KiB that later grows."""
    folder, disk = make(tmp_path / "e", FILES), tmp_path / "disk"
    disk.mkdir()
    script = f"""
        mount -t tmpfs -o size={size}k none {disk} && cp -r {folder} {disk}/e || exit 99
        "$0" -m app.cli run {disk}/e; echo code $?
        mount -o remount,size=300m {disk}
        "$0" -m app.cli run {disk}/e; echo code $?
        cp -r {disk}/e/report {tmp_path}/report
    """
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, sys.executable], cwd=ROOT, capture_output=True, text=True, check=False
    )
    codes = [line for line in ran.stdout.splitlines() if line.startswith("code")]
    assert codes == ["code 6", "code 0"], ran.stdout + ran.stderr
    assert "disk" in ran.stderr and "run again" in ran.stderr and TRACE not in ran.stderr
    expected: dict[str, Any] = comparable(coverage(done))
    assert comparable(coverage(tmp_path)) == expected


@pytest.mark.skipif(not CAN_MOUNT, reason="needs the right to mount a folder read-only (user namespaces)")
def test_a_closed_store_is_refused(copy: Path) -> None:
    (copy / "inbox" / "more.txt").write_text(MINUTES + "more", encoding="utf-8")
    script = f"""
        mount --bind {copy} {copy} && mount -o remount,bind,ro {copy} || exit 99
        exec "$0" -m app.cli run {copy}
    """
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, sys.executable], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 6 and TRACE not in ran.stderr, ran.stderr
    assert "writable" in ran.stderr or "written" in ran.stderr
    assert main(["run", str(copy)]) == 0
