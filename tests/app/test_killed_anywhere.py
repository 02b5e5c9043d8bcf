"""SIGKILL at every stage boundary and at moments drawn at random: the next runs end in the undisturbed report."""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from app.cli import main
from tests.conftest import ROOT
from tests.engagements import MINUTES, POLICY, comparable, coverage, digital_pdf, make, zip_of
from tests.processes import alive, family, wait_until_gone

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs the kernel's process table")

# The run's functions as it comes to them; each is killed on the way in.
BOUNDARIES = (
    "clear_leftovers", "take_in", "_identify", "number", "save_items", "read_batch", "_conclude", "settle_items",
    "understand_all", "save_understanding", "build_review", "make_pictures", "_build", "_swap", "end_run", "remember",
)  # fmt: skip
WATCHED = (str(ROOT / "pipeline" / "run"), str(ROOT / "pipeline" / "store"))
RANDOM_KILLS, CHAIN = 20, 5


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dump = zip_of([("minutes.txt", MINUTES), ("inner.zip", zip_of([("log.pdf", digital_pdf(2, "Visitor log"))]))])
    files: dict[str, str | bytes] = {"policy.txt": POLICY, "dump.zip": dump, "copy.txt": POLICY}
    files |= {"torn.pdf": "%PDF-1.4 torn", "six.pdf": digital_pdf(6, "Forklift")}
    return make(tmp_path_factory.mktemp("killed") / "untouched", files)


@dataclass(frozen=True)
class Calm:
    """An undisturbed run: its report, and how many calls of our code it took."""

    report: dict[str, Any]
    calls: int


@pytest.fixture(scope="module")
def calm(untouched: Path, tmp_path_factory: pytest.TempPathFactory) -> Calm:
    folder = Path(shutil.copytree(untouched, tmp_path_factory.mktemp("calm") / "e"))
    calls = [0]

    def count(frame: FrameType, event: str, _argument: object) -> None:
        calls[0] += event == "call" and frame.f_code.co_filename.startswith(WATCHED)

    sys.setprofile(count)
    try:
        assert main(["run", str(folder)]) == 4
    finally:
        sys.setprofile(None)
    return Calm(comparable(coverage(folder)), calls[0])


Deadly = Callable[[FrameType], bool]


def run_until(folder: Path, deadly: Deadly) -> int:
    """A run in a process of its own that kills itself when a call of our code is the deadly one; how it ended."""

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(WATCHED) and deadly(frame):
            os.kill(os.getpid(), signal.SIGKILL)

    if child := os.fork():
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    code = 70
    try:
        sys.setprofile(watch)
        code = main(["run", str(folder)])
    finally:
        os._exit(code)


def children_left() -> set[int]:
    """Whoever still lives of what this test's runs started; they have no parent any more, so look by command line."""
    return alive({pid for pid in family(1) if _is_server(pid)})


def _is_server(pid: int) -> bool:
    try:
        return b"pipeline.isolation.server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def call_of(name: str) -> Deadly:
    return lambda frame: frame.f_code.co_name == name


def call_number(number: int) -> Deadly:
    left = [number]

    def deadly(_frame: FrameType) -> bool:
        left[0] -= 1
        return left[0] < 0

    return deadly


def ends_as(folder: Path, expected: dict[str, Any]) -> None:
    assert main(["run", str(folder)]) == 4
    assert comparable(coverage(folder)) == expected
    assert main(["verify", str(folder)]) == 0
    assert not (folder / "store" / "scratch").exists()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".report")] == []


def test_killed_at_every_boundary(untouched: Path, calm: Calm, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(untouched, tmp_path / "e"))
    before = children_left()
    ended = {name: run_until(folder, call_of(name)) for name in BOUNDARIES}
    assert {name: code for name, code in ended.items() if code != -signal.SIGKILL} == {}
    assert wait_until_gone(children_left() - before) == set(), "children outlived their run"
    ends_as(folder, calm.report)


@pytest.mark.parametrize("chain", range(RANDOM_KILLS // CHAIN))
def test_killed_at_random_moments(untouched: Path, calm: Calm, tmp_path: Path, chain: int) -> None:
    """So many kills that struck; a run that had less left to do than the moment drawn must end well, and counts not."""
    seed = random.SystemRandom().randrange(1 << 32)
    moments, struck, folders = random.Random(seed), 0, 0
    folder = Path(shutil.copytree(untouched, tmp_path / "e0"))
    while struck < CHAIN:
        code = run_until(folder, call_number(moments.randrange(calm.calls)))
        assert code in (-signal.SIGKILL, 4), f"chain {chain}, seed {seed}"
        struck += code == -signal.SIGKILL
        if code != -signal.SIGKILL:
            assert comparable(coverage(folder)) == calm.report, f"chain {chain}, seed {seed}"
            folders += 1
            folder = Path(shutil.copytree(untouched, tmp_path / f"e{folders}"))
    ends_as(folder, calm.report)
