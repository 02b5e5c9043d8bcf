"""Scanned pages against bare Tesseract on the same pixels, in turns, so that a busy machine is busy for both."""

import tempfile
from pathlib import Path
from statistics import mean

from benchmarks.readers import Timed, bare, ours
from benchmarks.scans import Scan, errors_of, make_scan
from pipeline.ocr.engine import AUTO, choose_engine

PAGES, ROUNDS = 24, 3


def measure_scanned() -> None:
    """Print pages a second of both, their ratio and their character error, for the best engine and for pytesseract."""
    with tempfile.TemporaryDirectory() as folder:
        scan = make_scan(Path(folder), PAGES)
        for engine, bar in dict.fromkeys([(choose_engine(AUTO).name, 1.1), ("tesseract", 0.8)]):
            _compare(scan, Path(folder), engine, bar)


def _compare(scan: Scan, folder: Path, engine: str, bar: float) -> None:
    rounds = [(bare(scan), ours(scan, folder / "e", engine, start=False)) for _ in range(ROUNDS)]
    for name, at in (("bare tesseract", 0), (f"ours, {engine}", 1)):
        print(f"{name:18} {speed([pair[at] for pair in rounds], PAGES)}; error {errors_of(scan, rounds[0][at].texts)}")
    print(f"{'':18} {ratio(rounds)} (bar: {bar})")


def speed(runs: list[Timed], pages: int) -> str:
    """Pages a second, and processor seconds a page."""
    wall, processor = mean(run.wall for run in runs), mean(run.processor for run in runs)
    return f"{pages / wall:.2f} pages/s, {processor / pages:.2f} s of processor a page"


def ratio(rounds: list[tuple[Timed, Timed]]) -> str:
    """How many times faster the second of each pair is."""
    wall = [peer.wall / own.wall for peer, own in rounds]
    each = ", ".join(f"{one:.2f}" for one in wall)
    processor = mean(peer.processor / own.processor for peer, own in rounds)
    return f"ratio {mean(wall):.2f} ({each}), by processor time {processor:.2f}"
