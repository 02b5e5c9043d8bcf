"""Scanned pages against OCRmyPDF on the same file, in turns."""

import tempfile
from importlib.util import find_spec
from pathlib import Path

from benchmarks.readers import ocrmypdf, ours
from benchmarks.scanned import ratio, speed
from benchmarks.scans import errors_of, make_scan

PAGES, ROUNDS = 24, 3


def measure_ocrmypdf() -> None:
    """Print pages a second of both, their ratio and their character error."""
    if find_spec("ocrmypdf") is None:
        print('OCRmyPDF is not installed: pip install "cor-evidence[bench]"')
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scan = make_scan(folder, PAGES, pictures=False)
        rounds = [(ocrmypdf(scan, folder / "peer"), ours(scan, folder / "e")) for _ in range(ROUNDS)]
    for name, at in (("ocrmypdf --jobs 2", 0), ("ours", 1)):
        print(f"{name:18} {speed([pair[at] for pair in rounds], PAGES)}; error {errors_of(scan, rounds[0][at].texts)}")
    print(f"{'':18} {ratio(rounds)} (bar: 1.3)")
