"""Thousands of small files with the real command: overhead a file, the unchanged run, one file more, memory, litter."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.many_files import Dump
from benchmarks.material import engagement

FILES = 10_000
EVERY = 0.25  # seconds between two looks at the process


@dataclass
class Watched:
    """What was seen of one command from outside.

    Args:
        looks: Seconds since the start, resident bytes, open files.
        stages: Seconds since the start at which each stage was named.
    """

    seconds: float = 0.0
    processor: float = 0.0
    looks: list[tuple[float, int, int]] = field(default_factory=list)
    stages: list[tuple[str, float]] = field(default_factory=list)


def measure_many(files: int = FILES) -> None:
    """Print what a dump of many small files costs, first, again, and with one file more."""
    with tempfile.TemporaryDirectory() as folder:
        root = engagement(Path(folder) / "e")
        began = time.perf_counter()
        Dump(root / "inbox").write(files)
        print(f"{files} files made in {time.perf_counter() - began:.0f} s")
        first = watch("run", str(root))
        _cost("first run", first, files)
        _stages(first)
        _memory(first)
        _left(root)
        _cost("nothing changed", watch("run", str(root)), files, "bar: 60 s")
        (root / "inbox" / "one more.txt").write_text("Toolbox meeting minutes\nDate: 2026-02-03\n", encoding="utf-8")
        more = watch("run", str(root))
        _cost("one file more", more, files)
        _stages(more)
        _report(root)


def watch(*arguments: str) -> Watched:
    """Run the command and look at it while it works."""
    seen, began = Watched(), time.perf_counter()
    command = [sys.executable, "-m", "app.cli", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    reader = threading.Thread(target=_listen, args=(process, seen, began))
    reader.start()
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        seen.looks += _look(process.pid, time.perf_counter() - began)
        time.sleep(EVERY)
    seen.seconds, seen.processor = time.perf_counter() - began, used.ru_utime + used.ru_stime
    process.returncode = os.waitstatus_to_exitcode(status)
    reader.join()
    assert process.returncode in (0, 4), f"exit code {process.returncode}"
    return seen


def _listen(process: "subprocess.Popen[str]", seen: Watched, began: float) -> None:
    for line in process.stderr or ():
        seen.stages.append((line.split(" (")[0].strip(), time.perf_counter() - began))


def _look(pid: int, when: float) -> list[tuple[float, int, int]]:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return [(when, pages * os.sysconf("SC_PAGE_SIZE"), len(list(Path(f"/proc/{pid}/fd").iterdir())))]
    except (OSError, IndexError):
        return []


def _cost(name: str, seen: Watched, files: int, bar: str = "") -> None:
    each = f"{seen.seconds / files * 1000:.1f} ms wall and {seen.processor / files * 1000:.1f} ms processor a file"
    print(f"{name}: {seen.seconds:.1f} s, {each}" + (f" ({bar})" if bar else ""))


def _stages(seen: Watched) -> None:
    ends = [when for _, when in seen.stages[1:]] + [seen.seconds]
    for (name, when), end in zip(seen.stages, ends, strict=False):
        inside = [(size, count) for moment, size, count in seen.looks if when <= moment < end]
        memory = f"{max(size for size, _ in inside) >> 20:5d} MiB, {max(n for _, n in inside)} files" if inside else ""
        print(f"  {name:14} {end - when:7.1f} s {memory}")


def _memory(seen: Watched) -> None:
    """Resident memory and open files of the main process, early and late in the run up to the report."""
    end = next((when for name, when in seen.stages if name in ("coverage", "report")), seen.seconds)
    working = [look for look in seen.looks if look[0] < end] or seen.looks
    quarter = max(1, len(working) // 4)
    early, late = working[quarter : 2 * quarter] or working, working[-quarter:]
    sizes = [max(size for _, size, _ in part) >> 20 for part in (early, late, seen.looks)]
    counts = [max(count for _, _, count in part) for part in (early, late)]
    print(
        f"  main process: second quarter {sizes[0]} MiB, last quarter {sizes[1]} MiB, peak with report {sizes[2]} MiB"
    )
    print(f"  open files: second quarter {counts[0]}, last quarter {counts[1]}")


def _left(root: Path) -> None:
    scratch = root / "store" / "scratch"
    left = [path for path in scratch.rglob("*")] if scratch.exists() else []
    print(f"  left in scratch: {len(left)}")


def _report(root: Path) -> None:
    for name in ("index.html", "coverage.json", "coverage.xlsx", "exceptions.csv"):
        print(f"  {name}: {(root / 'report' / name).stat().st_size / 1e6:.1f} MB")
    print(f"  ledger: {(root / 'store' / 'ledger.sqlite').stat().st_size / 1e6:.1f} MB")
