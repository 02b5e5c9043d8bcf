"""External programs: time limit, what they leave behind, what they print, whether they are there."""

import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import ExceptionClass, SetupError, ToolError
from pipeline.tools import OUTPUT_BYTES, VERSION, probe, run

PYTHON = sys.executable


def dead(pid: int) -> bool:
    for _ in range(100):
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] in "ZX":
            return True
        time.sleep(0.02)
    return False


def test_output_errors_and_exit_code_come_back() -> None:
    ran = run([PYTHON, "-c", "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"], timeout=30)
    assert (ran.exit_code, ran.output, ran.errors) == (3, b"out\n", b"err\n")


def test_environment_and_folder_are_the_ones_given(tmp_path: Path) -> None:
    code = "import os; print(os.getcwd(), os.environ.get('HOME'), os.environ.get('A'))"
    ran = run([PYTHON, "-c", code], timeout=30, folder=tmp_path, environment={"A": "b"})
    assert ran.output.decode().split() == [str(tmp_path.resolve()), "None", "b"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_program_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    script = f"sleep 600 & echo $! > {tmp_path}/pid; wait"
    with pytest.raises(ToolError) as error:
        run(["sh", "-c", script], timeout=0.5)
    assert error.value.exception_class is ExceptionClass.TIMED_OUT
    assert dead(int((tmp_path / "pid").read_text()))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_what_a_program_leaves_behind_is_killed(tmp_path: Path) -> None:
    run(["sh", "-c", f"sleep 600 >/dev/null 2>&1 & echo $! > {tmp_path}/pid"], timeout=30)
    assert dead(int((tmp_path / "pid").read_text()))


def test_a_signal_is_a_crash() -> None:
    with pytest.raises(ToolError) as error:
        run(["sh", "-c", "kill -SEGV $$"], timeout=30)
    assert error.value.exception_class is ExceptionClass.CRASHED and "signal 11" in error.value.message


def test_endless_output_is_cut() -> None:
    ran = run([PYTHON, "-c", f"import sys; sys.stdout.write('x' * {OUTPUT_BYTES + 100})"], timeout=30)
    assert len(ran.output) == OUTPUT_BYTES


def test_a_missing_program_is_a_matter_of_setup(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no-such-program"):
        run(["no-such-program"], timeout=1)
    (tmp_path / "plain.txt").write_text("no program")
    with pytest.raises(SetupError):
        run([str(tmp_path / "plain.txt")], timeout=1)


def test_probing() -> None:
    missing = probe("no-such-program")
    assert (missing.path, missing.version) == (None, None)
    found = probe("tesseract")
    assert found.path is not None and found.version is not None and found.version[0].isdigit()


def test_probing_a_program_that_says_nothing_of_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mute").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "mute").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    found = probe("mute")
    assert found.path == tmp_path / "mute" and found.version is None


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("tesseract 5.3.0", "5.3.0"),
        ("pdftotext version 22.12.0\nCopyright 2005-2022", "22.12.0"),
        ("v24.2", "24.2"),
        ("LibreOffice 7.4.7.2 40(Build:2)", "7.4.7.2"),
    ],
)
def test_version_lines(line: str, version: str) -> None:
    match = VERSION.search(line)
    assert match is not None and match.group() == version


@pytest.mark.parametrize("line", ["no version here", "release 7", "1" * 5000])
def test_lines_without_a_version(line: str) -> None:
    assert VERSION.search(line) is None
