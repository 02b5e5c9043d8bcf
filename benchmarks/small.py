"""The real command on little: ten small files, the same again when nothing changed, one page cold, the help."""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from benchmarks.material import engagement, write_pdf

ROUNDS = 3
MINUTES = """SAFETY MEETING MINUTES
Northgate Fence Ltd.
Date: 2026-03-04
Topics: ladders, ice on the ramp, cords in the wet

Present
{present}

Actions
Sand the ramp before seven"""
# The second is no list of names: only the language model finds people in it.
ONE_PAGE = {
    "by rules alone": ("Sukhdeep Brar, Tomas Wieczorek", 4),
    "with the language model": ("the crew that came were young Sukhdeep Brar with Tomas Wieczorek from the yard", 8),
}


def measure_small() -> None:
    """Print wall seconds of `run` the first and the second time, of `inspect` on one page, and of `--help`."""
    with tempfile.TemporaryDirectory() as folder:
        root = engagement(Path(folder) / "e")
        for number in range(10):
            write_pdf(root / "inbox" / f"{number}.pdf", 2, seed=number)
        first = _run("run", str(root))
        second = _run("run", str(root))
    print(f"ten small files: {first:.2f} s (bar: 10); nothing changed: {second:.2f} s (bar: 3)")
    _cold()
    print(f"--help: {min(_run('--help') for _ in range(3)):.2f} s (bar: 0.3)")


def _cold() -> None:
    """`inspect` of one page in a new process, and whether the people on it were found."""
    with tempfile.TemporaryDirectory() as folder:
        for how, (present, bar) in ONE_PAGE.items():
            file = Path(folder) / "minutes.pdf"
            canvas = Canvas(str(file), pagesize=letter, invariant=True)
            for line, text in enumerate(MINUTES.format(present=present).split("\n")):
                canvas.drawString(72, 720 - 16 * line, text)
            canvas.save()
            used = _processor()
            times = sorted(_run("inspect", "--json", str(file)) for _ in range(ROUNDS))
            used = (_processor() - used) / ROUNDS
            shown = subprocess.run(_command("inspect", "--json", str(file)), capture_output=True, check=True).stdout
            found = "found" if b"Tomas Wieczorek" in shown else "NOT found"
            print(f"inspect one page, people {how} {found}: {times[0]:.2f} to {times[-1]:.2f} s (bar: {bar}); "
                  f"processor {used:.2f} s")  # fmt: skip


def _processor() -> float:
    """Seconds of all processes that ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(*arguments: str) -> float:
    began = time.perf_counter()
    done = subprocess.run(_command(*arguments), capture_output=True, check=False)
    assert done.returncode in (0, 4), done.stderr
    return time.perf_counter() - began


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "app.cli", *arguments]
