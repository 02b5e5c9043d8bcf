"""Classify, separate and find facts on one core, for text already read; what the process weighs, and the model files.

Texts: the sample client's files, read afresh (not timed), and the held-out papers, a source each. One process on one
processor, with the models loaded before the clock starts; a source goes through what a child does with it. Several
rounds in turns: under load by others the processor's time still tells, the wall's does not.
"""

import argparse
import hashlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.setup import engine_version, settings_with, today
from benchmarks.facts import profile_of
from benchmarks.heldout.houses import load_houses
from pipeline.child_understanding import SOURCE, ReadSource, understand_file, warm_up
from pipeline.model import Page, TerminalState, TextOrigin
from pipeline.run import begin, hold, open_workspace, read_batch, second_try, settle_items, stamp_of
from pipeline.run.intake import utc_now

ROOT = Path(__file__).resolve().parents[1]
MODELS = (ROOT / "classifiers/artefact/model.npz", ROOT / "pipeline/separating/artefact/boundaries.json")
MODEL_BAR, MEMORY_BAR, SPEED_BAR = 30, 700, 60
ROUNDS = 3
SETS = ("sample", "held-out")
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def measure_understanding() -> None:
    """Print pages a second by wall and by processor, resident memory with the language model, sizes of model files."""
    for file in MODELS:
        print(f"model file {file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.2f} MB (bar: {MODEL_BAR})")
    with tempfile.TemporaryDirectory() as folder:
        for name, sources in zip(SETS, (_sample(Path(folder) / "client"), _held_out()), strict=True):
            target = Path(folder) / name
            target.mkdir()
            for number, source in enumerate(sources):
                (target / f"{number:05d}.json").write_bytes(SOURCE.dump_json(source))
        command = [sys.executable, "-m", "benchmarks.understanding", folder]
        subprocess.run(command, cwd=ROOT, env=os.environ | ONE_THREAD, check=True)


def _sample(root: Path) -> Iterator[ReadSource]:
    """The sample client's files as the product reads them."""
    root.mkdir()
    shutil.copytree(ROOT / "sample_docs" / "inbox", root / "inbox")
    for name in ("engagement.toml", "passwords.txt"):
        shutil.copy(ROOT / "sample_docs" / name, root)
    settings = settings_with(2)
    with hold(root), open_workspace(root, settings, today(), engine_version(settings)) as workspace:
        intake = begin(workspace, utc_now())
        read_batch(workspace, intake.to_read, stamp_of(workspace))
        second_try(workspace)
        for item in settle_items(workspace):
            if item.state is TerminalState.PROCESSED and item.sha256:
                pages = workspace.ledger.pages(item.sha256)[0]
                yield ReadSource(item.sha256, item.path[-1], pages, workspace.profile())


def _held_out() -> Iterator[ReadSource]:
    """Each held-out paper as a file of its own, as an extractor gives its text."""
    for house in load_houses():
        for paper in house.documents:
            texts = enumerate(paper.plain_pages, start=1)
            pages = tuple(Page(number, text, TextOrigin.EMBEDDED, "embedded_text") for number, text in texts)
            sha256 = hashlib.sha256(paper.name.encode()).hexdigest()
            yield ReadSource(sha256, "paper.pdf", pages, profile_of(paper, house.documents))


def _inside(folder: Path) -> None:
    """The measured process: pinned, warmed up, then every set in turns."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    before = _peak()
    began = time.perf_counter()
    warm_up()
    loaded = "with" if "spacy" in sys.modules else "WITHOUT (it is not installed)"
    print(f"models loaded in {time.perf_counter() - began:.2f} s, {loaded} the language model of names; "
          f"memory at most {before} MB before, {_peak()} MB after", flush=True)  # fmt: skip
    for number in range(ROUNDS):
        for name in SETS:
            _round(number, name, sorted((folder / name).glob("*.json")))
    print(f"memory at most {_peak()} MB at the end (bar: {MEMORY_BAR})")


def _round(number: int, name: str, files: list[Path]) -> None:
    sources = [SOURCE.validate_json(file.read_bytes()) for file in files]
    pages = sum(len(source.pages) for source in sources)
    letters = sum(len(page.text) for source in sources for page in source.pages)
    del sources
    wall, processor = time.perf_counter(), time.process_time()
    documents = sum(1 for file in files for _ in understand_file(str(file)))
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    print(
        f"round {number + 1}, {name:8} {len(files)} files, {pages} pages of {letters // pages} letters, "
        f"{documents} documents: {pages / wall:.0f} pages/s, {pages / processor:.0f} by processor (bar: {SPEED_BAR})",
        flush=True,
    )


def _peak() -> int:
    """Most resident memory this process ever held, in MB."""
    kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kib * (1 if sys.platform == "darwin" else 1024) / 1e6)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.understanding", description="The measured process itself.")
    parser.add_argument("folder", type=Path, help="sources as a child is given them, a folder for each set")
    _inside(parser.parse_args().folder)
