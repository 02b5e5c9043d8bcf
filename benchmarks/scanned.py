"""Scanned pages against bare Tesseract on the same pixels, language and page mode, two one-thread processes each."""

import os
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
from PIL import Image

from app.setup import engine_version, settings_with, today
from benchmarks.material import engagement, write_pdf
from pipeline.run import begin, hold, open_workspace, read_batch, stamp_of
from pipeline.run.intake import utc_now

PAGES, DPI = 16, 200


def measure_scanned() -> None:
    """Print pages a second of ours and of bare Tesseract, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        pictures = _pictures(base)
        root = engagement(base / "e")
        images = [Image.open(picture) for picture in pictures]
        images[0].save(root / "inbox" / "scan.pdf", save_all=True, append_images=images[1:], resolution=DPI, quality=90)
        bare = [_bare(pictures)]
        ours = _ours(root)
        bare.append(_bare(pictures))
    mean = sum(bare) / len(bare)
    print(f"bare tesseract: {PAGES / mean:.2f} pages/s ({', '.join(f'{b:.1f} s' for b in bare)})")
    print(f"cor-evidence:   {PAGES / ours:.2f} pages/s ({ours:.1f} s), ratio {mean / ours:.2f} (bar: 0.75)")


def _pictures(base: Path) -> list[Path]:
    """Grey pages as a scanner gives them, also as plain files for bare Tesseract."""
    document = pypdfium2.PdfDocument(write_pdf(base / "text.pdf", PAGES, seed=7))
    made = []
    for number in range(PAGES):
        picture = document[number].render(scale=DPI / 72, grayscale=True).to_pil()
        path = base / f"{number:02d}.pgm"
        picture.save(path)
        made.append(path)
    return made


def _bare(pictures: list[Path]) -> float:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    command = ["tesseract", "{}", "-", "-l", "eng", "--psm", "4", "--dpi", str(DPI), "tsv"]

    def one(picture: Path) -> None:
        arguments = [str(picture) if word == "{}" else word for word in command]
        subprocess.run(arguments, env=environment, capture_output=True, check=True)

    began = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, pictures))
    return time.perf_counter() - began


def _ours(root: Path) -> float:
    settings = settings_with(2).model_copy(update={"pages_per_job": PAGES // 4})
    with hold(root), open_workspace(root, settings, today(), engine_version()) as workspace:
        intake = begin(workspace, utc_now())
        began = time.perf_counter()
        read_batch(workspace, intake.to_read, stamp_of(workspace))
        return time.perf_counter() - began
