"""The real command in a process group of its own, to be interrupted or killed in the middle."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import ROOT

PATIENCE = 60.0


def start(*arguments: str | Path, log: Path, environment: dict[str, str] | None = None) -> "subprocess.Popen[bytes]":
    """The command with its standard error in a file, so that a test can see how far it is."""

    def own_group() -> None:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job of a shell ignores it

    command = [sys.executable, "-m", "app.cli", *(str(one) for one in arguments)]
    with log.open("wb") as errors:
        return subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors, preexec_fn=own_group, env=environment
        )


def wait_for(process: "subprocess.Popen[bytes]", log: Path, word: str) -> bool:
    """True once the log holds the word, False when the command ended before."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if word in log.read_text(encoding="utf-8"):
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.02)
    raise TimeoutError(word)


def family(leader: int) -> set[int]:
    """A process and everything it started, by the kernel's table."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_bytes().rpartition(b")")[2].split()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(fields[1])
    found = {leader}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def alive(pids: set[int]) -> set[int]:
    """Those still at work; a zombie is not."""
    living = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
        except OSError:
            continue
        if state not in (b"Z", b"X"):
            living.add(pid)
    return living


def wait_until_gone(pids: set[int]) -> set[int]:
    """Whoever is left after a generous time."""
    end = time.monotonic() + PATIENCE
    while (left := alive(pids)) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def marked(mark: str) -> set[int]:
    """Living processes with this word on their command line."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if mark.encode() in words:
            found.add(int(entry.parent.name))
    return alive(found)


def seconds_nobody_else_sleeps() -> str:
    """A mark for ``sleep``: a time as an argument that no other process has."""
    return f"{random.SystemRandom().randrange(10**9, 2 * 10**9)}"
