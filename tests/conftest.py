"""Fixtures shared by all suites: the sample client, read once a session."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

# A busy machine is slow now and then; how long an example takes says nothing about whether it is right.
# The ordinary suite draws the same examples every time; new ones are looked for with COR_EVIDENCE_FUZZ=long.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("COR_EVIDENCE_FUZZ") != "long")
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_docs"


@dataclass(frozen=True)
class SampleRun:
    """The sample engagement after one `run`."""

    folder: Path
    exit_code: int
    output: str
    coverage: dict[str, Any]


def run_cli(*arguments: str, timeout: float = 600, **options: Any) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    command = [sys.executable, "-m", "app.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False, **options)


def copy_sample(target: Path) -> Path:
    """A fresh engagement with the sample client's inbox."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SAMPLE / "inbox", target / "inbox")
    shutil.copy(SAMPLE / "engagement.toml", target)
    shutil.copy(SAMPLE / "passwords.txt", target)
    return target


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    return tomllib.loads((SAMPLE / "truth.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> SampleRun:
    """Read once for all test processes: whoever comes first reads, the others wait."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, said = shared / f"sample-{testrun_uid}", shared / f"sample-{testrun_uid}.json"
    with FileLock(shared / "sample.lock"):
        if not said.exists():
            done = run_cli("run", str(copy_sample(folder)))
            assert done.returncode in (0, 4), done.stdout + done.stderr
            said.write_text(json.dumps([done.returncode, done.stdout]), encoding="utf-8")
    code, output = json.loads(said.read_text(encoding="utf-8"))
    coverage = json.loads((folder / "report" / "coverage.json").read_text(encoding="utf-8"))
    return SampleRun(folder, code, output, coverage)
