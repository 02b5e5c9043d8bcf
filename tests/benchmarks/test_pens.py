"""Generated papers with and without pens: the same around them, read from PDFs and, a few, through a scanner.

Handwriting joined up is left out: it may pass for a signature, and how often is measured (`docs/measurements.md`).
"""

from benchmarks.pen_papers import LAYOUTS, pen_paper
from benchmarks.pens import told


def test_papers_are_the_same_every_time_and_half_of_them_signed() -> None:
    papers = [pen_paper(seed) for seed in range(500, 540)]
    assert sum(paper.signed for paper in papers) == 20
    assert {paper.layout for paper in papers} == set(LAYOUTS)
    assert pen_paper(500).pdf == papers[0].pdf


def test_pens_of_digital_papers_are_seen_and_none_is_invented() -> None:
    found = [one for one in told(range(500, 560), "pdf") if "joined" not in one.paper.around]
    wrong = [one.paper.name for one in found if not one.right]
    assert len(found) > 30 and len(wrong) <= 1, wrong


def test_pens_are_seen_through_scanner_and_camera() -> None:
    found = [one for form in ("scan", "photo") for one in told((500, 502, 503, 507), form)]
    assert not any("joined" in one.paper.around for one in found)
    wrong = {one.paper.name: one.paper.signed for one in found if not one.right}
    assert False not in wrong.values(), wrong  # none is invented
    assert len(wrong) <= 1, wrong  # a pen where nothing asks for one may be missed
