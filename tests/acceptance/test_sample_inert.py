"""The sample client's hostile names, in every output: there to be read; and nothing of any name or text acts."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.report.manifest import MANIFEST, MANIFEST_LINE
from pipeline.report.names import shown_name
from tests.conftest import SampleRun
from tests.inert import (
    acting_in_page,
    acting_in_table,
    acting_in_terminal,
    acting_in_workbook,
    rows_of_table,
    texts_of_workbook,
    words_of_page,
)


@pytest.fixture(scope="module")
def report(sample_run: SampleRun) -> Path:
    return sample_run.folder / "report"


@pytest.fixture(scope="module")
def names(truth: dict[str, Any]) -> set[str]:
    """The hostile names, as they are shown."""
    found = [row["file"].partition("Phone backup.zip › ")[2] for row in truth["file"]]
    return {shown_name(name) for name in found if name}


def pages(report: Path) -> list[tuple[str, str]]:
    found = [report / "index.html", *sorted((report / "pages").glob("*.html"))]
    return [(path.name, path.read_text(encoding="utf-8")) for path in found]


def test_pages_hold_only_our_elements(report: Path, names: set[str]) -> None:
    assert len(names) == 9, "ten, and two of them look the same"
    for name, text in pages(report):
        assert list(acting_in_page(text)) == [], name
        assert acting_in_terminal(text, "\n\t") == [], name
    words = "\n".join(words_of_page(text) for _, text in pages(report))
    assert [name for name in names if name not in words] == []


def test_the_workbook_reads_back_as_strings(report: Path, names: set[str]) -> None:
    assert list(acting_in_workbook(report / "coverage.xlsx")) == []
    texts = texts_of_workbook(report / "coverage.xlsx")
    assert [name for name in names if not any(name in text for text in texts)] == []


def test_the_table_of_exceptions_starts_no_formula(report: Path) -> None:
    rows = rows_of_table(report / "exceptions.csv")
    assert len(rows) > 10 and acting_in_table(rows) == []


def test_json_manifest_and_terminal_hold_plain_signs_only(report: Path, sample_run: SampleRun, names: set[str]) -> None:
    text = (report / "coverage.json").read_text(encoding="utf-8")
    assert acting_in_terminal(text, "\n") == []
    segments = {shown_name(segment) for item in json.loads(text)["items"] for segment in item["path"]}
    assert names <= segments
    manifest = (report / MANIFEST).read_text(encoding="ascii")
    assert all(MANIFEST_LINE.match(line) for line in manifest.splitlines())
    assert acting_in_terminal(sample_run.output, "\n") == []
