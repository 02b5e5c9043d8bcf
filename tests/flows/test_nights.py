"""Nights and flows that are killed or stopped: the others go on, the next run ends in the same report."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from flows.night import Night, as_line, cut_short, from_line
from pipeline.errors import ExitCode
from pipeline.run.progress import Step
from tests.conftest import ROOT
from tests.engagements import MINUTES, POLICY, comparable, coverage, digital_pdf, make, scanned_page
from tests.flows.conftest import Server, clean_environment
from tests.processes import family, marked, start, wait_for, wait_until_gone

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs the kernel's process table")
FILES: dict[str, str | bytes] = {
    "minutes.txt": MINUTES,
    "six.pdf": digital_pdf(6),
    **{f"{n}.jpg": scanned_page(n) for n in range(3)},
}


@pytest.mark.parametrize("told", [Night("a\nb", ExitCode.BUSY, False, "x"), Step("reading", 1, 2, 3, 4, ("a", "b"))])
def test_lines_come_back_as_they_were(told: Night | Step) -> None:
    line = as_line(told)
    assert line.count("\n") == 1 and from_line(line) == told


@pytest.mark.parametrize(
    "line", ["", "warning: x", "[]", "{}", '{"night": {}}', '{"step": 1}', '{"night": {"name": 1}}']
)
def test_anything_else_is_no_line(line: str) -> None:
    assert from_line(line) is None


def test_an_end_from_outside_is_said_to_be_resumable() -> None:
    night = cut_short("acme", -9)
    assert night.exit_code is ExitCode.INTERRUPTED and "signal 9" in night.message and "carries on" in night.message


@needs_proc
@pytest.mark.prefect
def test_a_killed_engagement_does_not_end_the_night(server: Server, tmp_path: Path) -> None:
    root, home = tmp_path / "root", tmp_path / "home"
    home.mkdir()
    first, second = make(root / "1-killed", FILES), make(root / "2-good", {"policy.txt": POLICY})
    environment = clean_environment(home, PREFECT_API_URL=server.url)
    command = [sys.executable, "-m", "app.cli", "nightly", str(root), "--once", "--json"]
    night = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    victim = _wait_for_process(str(first), night)
    started = family(victim)
    os.kill(victim, signal.SIGKILL)
    out, errors = night.communicate(timeout=200)
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["engagement"], row["exit_code"]) for row in rows] == [("1-killed", 130), ("2-good", 0)], errors
    assert "signal 9" in rows[0]["message"] and "Traceback" not in errors
    assert wait_until_gone(started) == set()
    assert (second / "report" / "index.html").is_file() and not (first / "report").exists()
    assert main(["run", str(first)]) == 0


@needs_proc
@pytest.mark.prefect
def test_a_stopped_night_stops_its_engagement(server: Server, tmp_path: Path) -> None:
    root, home = tmp_path / "root", tmp_path / "home"
    home.mkdir()
    first = make(root / "1", FILES)
    command = [sys.executable, "-m", "app.cli", "nightly", str(root), "--once"]
    environment = clean_environment(home, PREFECT_API_URL=server.url)
    night = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    victim = _wait_for_process(str(first), night)
    started = family(victim)
    night.send_signal(signal.SIGTERM)
    _, errors = night.communicate(timeout=100)
    assert night.returncode == 130 and b"carries on from here" in errors and b"Traceback" not in errors
    assert wait_until_gone(started) == set()


def _wait_for_process(word: str, night: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> int:
    end = time.monotonic() + 120
    while not (found := marked(word)):
        assert night.poll() is None and time.monotonic() < end
        time.sleep(0.05)
    time.sleep(1.0)
    return min(found)


@needs_proc
@pytest.mark.prefect
def test_a_flow_killed_or_stopped_ends_in_the_same_report(server: Server, tmp_path: Path) -> None:
    untouched = make(tmp_path / "before", FILES)
    folder, calm = (Path(shutil.copytree(untouched, tmp_path / name)) for name in ("e", "calm"))
    assert main(["run", str(calm)]) == 0
    expected: dict[str, Any] = comparable(coverage(calm))
    log, home = tmp_path / "log", tmp_path / "home"
    home.mkdir()
    environment = clean_environment(home, PREFECT_API_URL=server.url)
    for stage, number in (("reading", signal.SIGKILL), ("understanding", signal.SIGTERM)):
        process = start("run", folder, "--flow", log=log, environment=environment)
        assert wait_for(process, log, stage)
        members = family(process.pid)
        process.send_signal(number)
        code = process.wait(100)
        assert code in ((-9, 0) if number == signal.SIGKILL else (130, 0)), log.read_text(encoding="utf-8")
        assert "Traceback" not in log.read_text(encoding="utf-8")
        assert wait_until_gone(members) == set()
    assert main(["run", str(folder)]) == 0
    assert comparable(coverage(folder)) == expected
