"""Resident memory of a reading child over a 2,000-page PDF: it must stay flat."""

import tempfile
import threading
import time
from pathlib import Path

from app.setup import engine_version, settings_with, today
from benchmarks.material import engagement, write_pdf
from pipeline.run import begin, hold, open_workspace, read_batch, stamp_of
from pipeline.run.intake import utc_now

PAGES = 2000


def measure_memory() -> None:
    """Print the children's resident memory early, late and at its peak."""
    with tempfile.TemporaryDirectory() as folder:
        root = engagement(Path(folder) / "e")
        write_pdf(root / "inbox" / "long.pdf", PAGES, seed=1, table_every=50)
        samples: list[tuple[float, int]] = []
        stop = threading.Event()
        watcher = threading.Thread(target=_watch, args=(samples, stop))
        settings = settings_with(1).model_copy(update={"pages_per_job": PAGES})
        with hold(root), open_workspace(root, settings, today(), engine_version(settings)) as workspace:
            intake = begin(workspace, utc_now())
            watcher.start()
            began = time.perf_counter()
            read_batch(workspace, intake.to_read, stamp_of(workspace))
            seconds = time.perf_counter() - began
        stop.set()
        watcher.join()
    sizes = [size for _, size in samples]
    quarter = max(1, len(sizes) // 4)
    early, late = max(sizes[: quarter * 2]), max(sizes[-quarter:])
    print(f"{PAGES} pages in {seconds:.1f} s; largest child {max(sizes) >> 20} MiB")
    print(f"first half {early >> 20} MiB, last quarter {late >> 20} MiB, growth {(late - early) >> 20} MiB (bar: 50)")


def _watch(samples: list[tuple[float, int]], stop: threading.Event) -> None:
    while not stop.wait(0.1):
        samples.append((time.perf_counter(), max(_resident_of_descendants(), default=0)))


def _resident_of_descendants() -> list[int]:
    import os

    parents: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(fields[1])
        sizes[int(entry.parent.name)] = int(fields[21]) * 4096
    found, wave = [], {os.getpid()}
    while wave:
        wave = {child for child, parent in parents.items() if parent in wave}
        found += [sizes[child] for child in wave]
    return found
