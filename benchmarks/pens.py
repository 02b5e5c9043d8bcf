"""Pen signatures on generated papers, signed and unsigned, as digital PDFs and through scanners and cameras.

``python -m benchmarks.pens --form scan --papers 200 --misses``; seeds of the development begin at 0, others measure.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.pen_papers import PenPaper, pen_paper
from classifiers.vote import Classifier
from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Document, Page, PageFailure, Profile, Understanding, Window
from pipeline.settings import Settings
from pipeline.understand import understand
from sample_docs.generator.model import Scan
from sample_docs.generator.scan import jpeg, photographed, render, scanned

FORMS = ("pdf", "scan", "photo")
SCANS = (
    Scan(200, "clean", angle=0.4, noise=4.0),
    Scan(200, "clean", angle=1.8),
    Scan(200, "clean", codec="g4"),
    Scan(300, "clean", angle=0.6),
    Scan(200, "noisy", angle=0.8, noise=5.0),
)
AUDIT = date(2026, 11, 1)
PROFILE = Profile("Northgate Works", (), (), 30, AUDIT, Window(AUDIT - timedelta(days=365), AUDIT), AUDIT)


@dataclass(frozen=True, slots=True)
class Told:
    """A paper and what was understood of it."""

    paper: PenPaper
    found: Understanding

    @property
    def right(self) -> bool:
        """A signed paper is drawn, an unsigned one whatever else."""
        return (self.found.signed == "drawn") is self.paper.signed


def told(seeds: Sequence[int], form: str) -> Iterator[Told]:
    """Read and understand the papers of the seeds.

    Args:
        form: "pdf", "scan" (five scanners in turn) or "photo".
    """
    classifier = Classifier.load()
    options = ReadOptions.from_settings(Settings())
    for seed in seeds:
        paper = pen_paper(seed)
        with tempfile.TemporaryDirectory() as folder:
            file, media_type = _file(paper, form, seed, Path(folder))
            read = read_pages(str(file), media_type, 1, 9, options)
            pages = [page for page in read if not isinstance(page, PageFailure)]
        yield Told(paper, understood(paper, pages, classifier))


def understood(paper: PenPaper, pages: Sequence[Page], classifier: Classifier) -> Understanding:
    """The paper as the pipeline understands it."""
    document = Document("5e" * 32, 1, len(pages), 1.0)
    return understand(document, list(pages), f"{paper.name}.pdf", PROFILE, classifier.classify)


def _file(paper: PenPaper, form: str, seed: int, folder: Path) -> tuple[Path, str]:
    if form == "pdf":
        file = folder / "paper.pdf"
        file.write_bytes(paper.pdf)
        return file, "application/pdf"
    if form == "photo":
        file = folder / "paper.jpg"
        file.write_bytes(jpeg(photographed(render(paper.pdf, 200, grey=False)[0], paper.name), 85, 200))
        return file, "image/jpeg"
    how = SCANS[seed // 2 % len(SCANS)]
    file = folder / "paper.tif"
    scanned(render(paper.pdf, how.dpi)[0], how, paper.name).save(file, dpi=(how.dpi, how.dpi))
    return file, "image/tiff"


def measure_pens(form: str = "pdf", papers: int = 200, first: int = 10_000, misses: bool = False) -> None:
    """Print how many of the signed papers are told drawn, and how many of the unsigned."""
    report(list(told(range(first, first + papers), form)), misses)


def report(all_told: Sequence[Told], misses: bool) -> None:
    """The figures, and by layout."""
    for signed, name in ((True, "signed, told drawn"), (False, "unsigned, told drawn")):
        own = [one for one in all_told if one.paper.signed is signed]
        drawn = sum(one.found.signed == "drawn" for one in own)
        print(f"{name:21} {drawn}/{len(own)}")
    joined = [one for one in all_told if "joined" in one.paper.around and not one.paper.signed]
    drawn = sum(one.found.signed == "drawn" for one in joined)
    print(f"of these with handwriting joined up {drawn}/{len(joined)}")
    for layout in sorted({one.paper.layout for one in all_told}):
        own = [one for one in all_told if one.paper.layout == layout]
        ways = Counter((one.paper.signed, str(one.found.signed)) for one in own)
        shown = ", ".join(f"{'signed' if signed else 'not'}->{way} {n}" for (signed, way), n in sorted(ways.items()))
        print(f"  {layout:11} {shown}")
    for one in all_told if misses else ():
        if not one.right:
            facts = [(fact.role, fact.citation.quote[:60]) for fact in one.found.facts if fact.kind == "signature"]
            print(f"{one.paper.name} {one.paper.layout} signed {one.paper.signed} {one.paper.around}: {facts}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.pens")
    parser.add_argument("--form", choices=FORMS, default="pdf")
    parser.add_argument("--papers", type=int, default=200)
    parser.add_argument("--first", type=int, default=10_000)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    measure_pens(chosen.form, chosen.papers, chosen.first, chosen.misses)
