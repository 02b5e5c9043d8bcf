"""One long scan: both cores must be at work until the last page."""

import shutil
import tempfile
import time
from pathlib import Path

from app.setup import engine_version, settings_with, today
from benchmarks.material import engagement
from benchmarks.readers import processor_seconds
from benchmarks.scans import make_scan
from pipeline.run import begin, hold, open_workspace, read_batch, stamp_of
from pipeline.run.intake import utc_now
from pipeline.run.progress import Step

WORKERS = 2
PAGES = 300


def measure_long_scan(pages: int = PAGES) -> None:
    """Print pages a second, and the part of both cores' time that the reading children used."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scan = make_scan(folder, pages, pictures=False)
        root = engagement(folder / "e")
        shutil.copy(scan.pdf, root / "inbox" / "scan.pdf")
        settings = settings_with(WORKERS)
        arrived: list[float] = []

        def note(step: Step) -> None:
            if step.stage == "reading" and step.pages > len(arrived):
                arrived.append(time.perf_counter())

        with hold(root), open_workspace(root, settings, today(), engine_version(settings), note) as workspace:
            intake = begin(workspace, utc_now())
            before, began = processor_seconds(with_own=False), time.perf_counter()
            read_batch(workspace, intake.to_read, stamp_of(workspace))
            wall, used = time.perf_counter() - began, processor_seconds(with_own=False) - before
    print(f"{pages} pages in {wall:.0f} s, {pages / wall:.2f} pages/s; children {used:.0f} s of processor,")
    print(f"{100 * used / (WORKERS * wall):.0f} % of {WORKERS} cores (bar: 90); the last page came alone for", end=" ")
    print(f"{arrived[-1] - arrived[-2]:.1f} s")
