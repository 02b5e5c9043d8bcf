"""Whole runs with each engine in the reading children: text, version in the report, and a new stamp reads again."""

from pathlib import Path

import pytest

from app.setup import engine_version
from pipeline.ocr.engine import choose_engine
from pipeline.ocr.tesserocr import TesserocrEngine
from pipeline.run import hold, open_workspace, review_engagement
from pipeline.run.intake import utc_now
from tests.engagements import TODAY, Told, coverage, make, scanned_page, settings


def run(folder: Path, engine: str) -> int:
    """Pages read by that engine."""
    told, chosen = Told(), settings(ocr_engine=engine)
    with hold(folder), open_workspace(folder, chosen, TODAY, engine_version(chosen), told) as workspace:
        review_engagement(workspace, utc_now())
    return told.pages_read()


def test_every_engine_reads_and_is_named_in_the_report(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"scan.jpg": scanned_page(1)})
    names = ["tesserocr", "tesseract"] if TesserocrEngine().ready() else ["tesseract"]
    for name in names:
        assert run(folder, name) == 1  # the stamp of the other engine does not count
        report = coverage(folder)
        (page,) = report["items"][0]["pages"]
        assert page["text_origin"] == "ocr" and page["ocr_confidence"] > 80
        assert report["run"]["versions"]["recognition"] == engine_version(settings(ocr_engine=name))
    assert run(folder, names[-1]) == 0


def test_without_recognition_a_picture_is_an_exception(tmp_path: Path) -> None:
    folder = make(tmp_path / "e", {"scan.jpg": scanned_page(1)})
    run(folder, "null")
    assert coverage(folder)["reconciliation"]["exception"] == 1


@pytest.mark.parametrize("name", ["auto", "tesseract"])
def test_one_engine_a_process_keeps_what_it_has_loaded(name: str) -> None:
    assert choose_engine(name) is choose_engine(name)
