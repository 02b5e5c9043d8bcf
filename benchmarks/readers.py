"""The three ways a scan is read in the benchmarks, each timed alike: ours, bare Tesseract, OCRmyPDF."""

import csv
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.setup import engine_version, settings_with, today
from benchmarks.material import engagement
from benchmarks.scans import DPI, Scan
from pipeline.run import begin, hold, open_workspace, read_batch, stamp_of
from pipeline.run.intake import utc_now

JOBS = 2


@dataclass(frozen=True, slots=True)
class Timed:
    """A scan read once.

    Args:
        wall, processor: Seconds; processor time of everything it started, and of this process.
        texts: What was read, page by page.
    """

    wall: float
    processor: float
    texts: tuple[str, ...]


def timed(read: Callable[[], Sequence[str]]) -> Timed:
    """Read, with both clocks."""
    began, before = time.perf_counter(), processor_seconds()
    texts = read()
    return Timed(time.perf_counter() - began, processor_seconds() - before, tuple(texts))


def processor_seconds(*, with_own: bool = True) -> float:
    """Seconds used so far by this process and all below it, those that have ended among them."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(fields[1])
        used[int(entry.parent.name)] = sum(int(field) for field in fields[11:15])  # own, and of its ended children
    found, wave = used[os.getpid()] if with_own else 0, {os.getpid()}
    while wave := {child for child, parent in parents.items() if parent in wave}:
        found += sum(used[child] for child in wave)
    return found / os.sysconf("SC_CLK_TCK")


def ours(scan: Scan, folder: Path, engine: str = "auto", *, start: bool = True) -> Timed:
    """From a file in the inbox to pages in the ledger.

    Args:
        scan: The file.
        folder: A new engagement is made there and removed again.
        engine: By its name in the settings.
        start: Count taking the file in too, for which the children are started; else only reading.
    """
    root = engagement(folder)
    shutil.copy(scan.pdf, root / "inbox" / "scan.pdf")
    settings = settings_with(JOBS).model_copy(update={"ocr_engine": engine})
    with hold(root), open_workspace(root, settings, today(), engine_version(settings)) as workspace:

        def read() -> list[str]:
            for sha256 in taken or begin(workspace, utc_now()).to_read:
                read_batch(workspace, [sha256], stamp_of(workspace))
                pages, failures = workspace.ledger.pages(sha256)
            assert not failures
            return [page.text for page in pages]

        taken = () if start else begin(workspace, utc_now()).to_read
        result = timed(read)
    shutil.rmtree(root)
    return result


def bare(scan: Scan) -> Timed:
    """The program on the same pixels and with our page mode, two processes of one thread."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    options = ["-", "-l", "eng", "--psm", "4", "--dpi", str(DPI), "tsv"]

    def one(picture: Path) -> str:
        done = subprocess.run(
            ["tesseract", str(picture), *options], env=environment, capture_output=True, check=True, text=True
        )
        rows = csv.DictReader(io.StringIO(done.stdout), delimiter="\t", quoting=csv.QUOTE_NONE)
        return " ".join(row["text"] for row in rows if (row["text"] or "").strip())

    def read() -> list[str]:
        with ThreadPoolExecutor(JOBS) as pool:
            return list(pool.map(one, scan.pictures))

    return timed(read)


def ocrmypdf(scan: Scan, folder: Path) -> Timed:
    """The command with a text file beside its PDF."""
    folder.mkdir(exist_ok=True)
    text = folder / "text.txt"
    command = [sys.executable, "-m", "ocrmypdf", "--jobs", str(JOBS), "--sidecar", str(text), "--output-type", "pdf"]

    def read() -> list[str]:
        subprocess.run([*command, "-q", str(scan.pdf), str(folder / "out.pdf")], capture_output=True, check=True)
        pages = text.read_text(encoding="utf-8").split("\f")
        return pages[: len(scan.texts)]

    return timed(read)
