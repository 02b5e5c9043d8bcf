"""Digital PDFs from inbox to coverage.json; page pictures timed apart."""

import tempfile
import time
from itertools import pairwise
from pathlib import Path

from app.setup import engine_version, settings_with, today
from benchmarks.material import engagement, write_pdf
from pipeline.run import begin, hold, open_workspace, read_batch, settle_items, stamp_of, understand_all
from pipeline.run.covering import build_review, run_info
from pipeline.run.intake import utc_now
from pipeline.run.progress import Step
from pipeline.run.publishing import make_pictures, publish

FILES, PAGES = 44, 12


def measure_digital() -> None:
    """Print pages a second, stage by stage, and the fixed cost of starting."""
    with tempfile.TemporaryDirectory() as folder:
        root = engagement(Path(folder) / "e")
        warm = engagement(Path(folder) / "warm")
        write_pdf(warm / "inbox" / "one.pdf", 1, seed=0)
        fixed = _timed(warm, show=False)
        for number in range(FILES):
            write_pdf(root / "inbox" / f"file-{number:02d}.pdf", PAGES, seed=number, table_every=10)
        total = _timed(root, show=True)
    pages = FILES * PAGES
    print(f"{pages} pages in {FILES} files: {total:.2f} s, {pages / total:.1f} pages/s (bar: 60)")
    print(f"fixed cost (a first engagement of one page in this process): {fixed:.2f} s")


def _timed(root: Path, *, show: bool) -> float:
    settings, now = settings_with(2), utc_now()
    engine = engine_version(settings)
    marks: list[tuple[str, float]] = []

    def note(step: Step) -> None:
        if not marks or marks[-1][0] != step.stage:
            marks.append((step.stage, time.perf_counter()))

    began = time.perf_counter()
    with hold(root), open_workspace(root, settings, today(), engine, note) as workspace:
        intake = begin(workspace, now)
        stamp = stamp_of(workspace)
        read_batch(workspace, intake.to_read, stamp)
        settle_items(workspace)
        understand_all(workspace, stamp)
        covering = time.perf_counter()
        review = build_review(
            workspace, run_info("bench", now, now, engine), intake.discovered, stamp, workspace.pack()
        )
        pictures = time.perf_counter()
        make_pictures(workspace, review)
        writing = time.perf_counter()
        publish(workspace, (review,))
        ended = time.perf_counter()
    if show:
        marks += [("coverage", covering), ("(pictures)", pictures), ("writing", writing), ("", ended)]
        for (name, start), (_, end) in pairwise(marks):
            print(f"  {name:14} {end - start:6.2f} s")
    return ended - began - (writing - pictures)
