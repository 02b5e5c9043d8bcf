"""The manifest: sha256sum agrees, any change is found, no client name in it; a review that lost things is refused."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ReconciliationError
from pipeline.model import Review
from pipeline.report.formats import FORMATS, kept_originals, write_report
from pipeline.report.manifest import MANIFEST, MANIFEST_LINE, Difference, check, write_manifest


@pytest.fixture
def report(written: Any, tmp_path: Path) -> Path:
    """A copy of the report in an engagement whose originals really are what their names say."""
    folder = tmp_path / "engagement" / "report"
    shutil.copytree(written.folder, folder)
    originals = tmp_path / "engagement" / "store" / "originals"
    originals.mkdir(parents=True)
    hashes = []
    for content in (b"first", b"second"):
        hashes.append(sha256(content).hexdigest())
        (originals / hashes[-1]).write_bytes(content)
    write_manifest(folder, hashes)
    return folder


def test_sha256sum_agrees(report: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("sha256sum is not installed")
    run = subprocess.run([program, "--strict", "-c", MANIFEST], cwd=report, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "index.html: OK" in run.stdout and run.stdout.count("../store/originals/") == 2


def test_unchanged_report_has_no_difference(report: Path) -> None:
    assert check(report) == ()


@pytest.mark.parametrize(
    ("change", "kind", "name"),
    [
        (lambda at: (at / "index.html").write_text("x"), "changed", "index.html"),
        (lambda at: (at / "coverage.xlsx").unlink(), "missing", "coverage.xlsx"),
        (lambda at: (at / "extra.txt").write_text("x"), "unlisted", "extra.txt"),
        (lambda at: (at / "=cmd\u202e.txt").write_text("x"), "unlisted", "a file with another name"),
        (lambda at: (at / MANIFEST).unlink(), "no_manifest", MANIFEST),
    ],
)
def test_every_change_is_found(report: Path, change: Callable[[Path], Any], kind: Any, name: str) -> None:
    change(report)
    assert check(report) == (Difference(kind, name),)


def test_changed_original_is_found(report: Path) -> None:
    original = next((report.parent / "store" / "originals").iterdir())
    original.write_bytes(b"other")
    assert check(report) == (Difference("changed", f"../store/originals/{original.name}"),)


def test_a_link_in_place_of_a_file_is_not_followed(report: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes((report / "index.html").read_bytes())
    (report / "index.html").unlink()
    (report / "index.html").symlink_to(tmp_path / "copy")
    assert check(report) == (Difference("missing", "index.html"),)


@pytest.mark.parametrize("line", ["", "x", f"{'0' * 64}  ../../../etc/passwd", f"{'0' * 64}  /etc/passwd",
                                  f"{'0' * 64}  ../inbox/a.pdf", f"{'0' * 63}  index.html"])  # fmt: skip
def test_a_changed_manifest_opens_nothing_else(report: Path, line: str) -> None:
    text = (report / MANIFEST).read_text(encoding="ascii")
    (report / MANIFEST).write_text(text + line + "\n", encoding="ascii")
    assert check(report) == (Difference("bad_line", f"line {len(text.splitlines()) + 1}"),)


def test_manifest_names_everything_and_no_client_name(written: Any, review: Review) -> None:
    lines = written.text(MANIFEST).splitlines()
    matches = [MANIFEST_LINE.match(line) for line in lines]
    assert all(matches)
    names = {match.group(2) for match in matches if match}
    assert {file for form in FORMATS for file in form.files} <= names
    assert {f"../store/originals/{one}" for one in kept_originals(review)} <= names
    assert len([name for name in names if name.startswith("pages/")]) == 2


def test_a_report_of_another_instrument_looks_further_up(review: Review, tmp_path: Path) -> None:
    folder = tmp_path / "report" / "other-pack"
    write_report(review, folder, {}, originals=("ab" * 32,), originals_at="../../store/originals")
    assert f"{'ab' * 32}  ../../store/originals/{'ab' * 32}\n" in (folder / MANIFEST).read_text(encoding="ascii")


@pytest.mark.parametrize(
    "broken",
    [
        lambda one: replace(one, items=one.items[1:]),
        lambda one: replace(one, items=(replace(one.items[0], state=None), *one.items[1:])),
        lambda one: replace(one, reconciliation=replace(one.reconciliation, discovered=19)),
        lambda one: replace(one, reconciliation=replace(one.reconciliation, processed=13, duplicate=2)),
        lambda one: replace(
            one, reconciliation=replace(one.reconciliation, pages=replace(one.reconciliation.pages, ocr=0))
        ),
        lambda one: replace(one, coverage=one.coverage[1:]),
        lambda one: replace(one, coverage=(*one.coverage, one.coverage[0])),
    ],
)
def test_a_review_that_lost_something_is_not_written(review: Review, broken: Any, tmp_path: Path) -> None:
    with pytest.raises(ReconciliationError):
        write_report(broken(review), tmp_path / "report", {})
    assert not (tmp_path / "report").exists()
