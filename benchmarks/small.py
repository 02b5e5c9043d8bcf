"""Ten small files with the real command, and the same command again when nothing changed."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.material import engagement, write_pdf


def measure_small() -> None:
    """Print wall seconds of `run` the first and the second time, and of `--help`."""
    with tempfile.TemporaryDirectory() as folder:
        root = engagement(Path(folder) / "e")
        for number in range(10):
            write_pdf(root / "inbox" / f"{number}.pdf", 2, seed=number)
        first = _run("run", str(root))
        second = _run("run", str(root))
    print(f"ten small files: {first:.2f} s (bar: 10); nothing changed: {second:.2f} s (bar: 3)")
    print(f"--help: {min(_run('--help') for _ in range(3)):.2f} s (bar: 0.3)")


def _run(*arguments: str) -> float:
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "app.cli", *arguments], capture_output=True, check=False)
    assert done.returncode in (0, 4), done.stderr
    return time.perf_counter() - began
