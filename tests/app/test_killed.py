"""Killed or interrupted anywhere, a run carries on where it stopped, ends in the same report, and leaves no process."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from app.cli import main
from tests.engagements import MINUTES, POLICY, comparable, coverage, digital_pdf, make, page_rows, scanned_page, zip_of
from tests.processes import family, start, wait_for, wait_until_gone

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs the kernel's process table")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dump = zip_of([("minutes.txt", MINUTES), ("inner.zip", zip_of([("log.pdf", digital_pdf(2, "Visitor log"))]))])
    files: dict[str, str | bytes] = {
        "policy.txt": POLICY,
        "dump.zip": dump,
        "copy.txt": POLICY,
        "torn.pdf": "%PDF-1.4 torn",
    }
    files |= {f"{n}.pdf": digital_pdf(4, f"Topic {n}") for n in range(3)}
    files |= {f"scan{n}.jpg": scanned_page(n) for n in range(3)}
    return make(tmp_path_factory.mktemp("killed") / "untouched", files)


@pytest.fixture(scope="module")
def undisturbed(untouched: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = Path(shutil.copytree(untouched, tmp_path_factory.mktemp("calm") / "e"))
    assert main(["run", str(folder)]) == 4
    return comparable(coverage(folder))


def test_killed_again_and_again_it_ends_in_the_same_report(
    untouched: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(untouched, tmp_path / "e"))
    moments = random.Random()
    log = tmp_path / "errors.txt"
    kills = 0
    # The first two kills come at once and land on any machine; later a quick one may have ended before.
    stages = (
        ("intake", 0.0),
        ("intake", 0.0),
        ("identifying", 0.1),
        ("reading", 0.4),
    )
    for stage, longest in stages:
        process = start("run", folder, log=log)
        if wait_for(process, log, stage):
            time.sleep(moments.uniform(0, longest))
            members = family(process.pid)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                kills += 1
            assert wait_until_gone(members) == set(), "children outlived the run"
        process.wait()
    assert kills >= 2
    read_before = page_rows(folder)
    assert main(["run", str(folder)]) == 4
    assert comparable(coverage(folder)) == undisturbed
    assert read_before.items() <= page_rows(folder).items(), "a page was read twice"
    assert main(["verify", str(folder)]) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_says_that_it_can_be_resumed(
    untouched: Path, undisturbed: dict[str, object], tmp_path: Path, number: signal.Signals
) -> None:
    folder = Path(shutil.copytree(untouched, tmp_path / "e"))
    log = tmp_path / "errors.txt"
    process = start("run", folder, log=log)
    assert wait_for(process, log, "reading")
    members = family(process.pid)
    # A terminal interrupts everybody, a machine that shuts down tells the one it started.
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    assert process.wait(60) == 130
    assert "carries on from here" in log.read_text(encoding="utf-8")
    assert "Traceback" not in log.read_text(encoding="utf-8")
    assert wait_until_gone(members) == set()
    assert not (folder / "report").exists()
    assert main(["run", str(folder)]) == 4
    assert comparable(coverage(folder)) == undisturbed
