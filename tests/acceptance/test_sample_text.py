"""How well the sample's scans are read, against what was printed on them."""

import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Levenshtein

from pipeline.store.ledger import Ledger
from tests.conftest import SAMPLE, SampleRun

Row = dict[str, Any]
TILTED = ("skewed", "rotated180")  # the pages turned by 90 degrees are a form, measured by words


def plain(text: str) -> str:
    """NFKC with white space collapsed, as the bar is defined."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def character_error(read: str, printed: str) -> float:
    return Levenshtein.distance(plain(read), plain(printed)) / len(plain(printed))


def word_f1(read: str, printed: str) -> float:
    got, want = Counter(plain(read).split()), Counter(plain(printed).split())
    both = (got & want).total()
    return 2 * both / (got.total() + want.total())


@pytest.fixture(scope="module")
def read_pages(sample_run: SampleRun, truth: Row) -> list[tuple[Row, int, str, str]]:
    """Planned file, page number, text read, text printed."""
    ledger = Ledger(f"sqlite:///{sample_run.folder / 'store' / 'ledger.sqlite'}")
    hashes = {row["file"]: row["sha256"] for row in sample_run.coverage["items"]}
    rows = []
    for planned in truth["file"]:
        if "text" not in planned:
            continue
        pages = {page.number: page.text for page in ledger.pages(hashes[planned["file"]])[0]}
        for number in planned["text_pages"]:
            printed = Path(SAMPLE / planned["text"] / f"p{number:03d}.txt").read_text(encoding="utf-8")
            rows.append((planned, number, pages[number], printed))
    ledger.close()
    return rows


def mean_error(rows: list[tuple[Row, int, str, str]]) -> float:
    assert len(rows) >= 3
    return sum(character_error(read, printed) for _, _, read, printed in rows) / len(rows)


def of_condition(rows: list[tuple[Row, int, str, str]], *conditions: str) -> list[tuple[Row, int, str, str]]:
    return [row for row in rows if row[0]["measure"] == "cer" and row[0]["scan"]["condition"] in conditions]


def test_clean_scans_at_300_dpi(read_pages: list[tuple[Row, int, str, str]]) -> None:
    rows = [row for row in of_condition(read_pages, "clean") if row[0]["scan"]["dpi"] == 300]
    assert mean_error(rows) <= 0.02


@pytest.mark.parametrize("condition", TILTED)
def test_skewed_and_turned_scans(read_pages: list[tuple[Row, int, str, str]], condition: str) -> None:
    rows = of_condition(read_pages, condition)
    assert rows
    assert sum(character_error(read, printed) for _, _, read, printed in rows) / len(rows) <= 0.04


def test_forms_and_tables(read_pages: list[tuple[Row, int, str, str]]) -> None:
    rows = [row for row in read_pages if row[0]["measure"] == "f1"]
    assert rows
    assert sum(word_f1(read, printed) for _, _, read, printed in rows) / len(rows) >= 0.95
