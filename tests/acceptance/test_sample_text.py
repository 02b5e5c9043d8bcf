"""How well the sample's scans are read, against what was printed on them."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Levenshtein

from pipeline.store.ledger import Ledger
from tests.conftest import SAMPLE, SampleRun

Row = dict[str, Any]
BOXES = re.compile("[☐☑☒]")
TILTED = ("skewed", "rotated180")  # the pages turned by 90 degrees are a form, measured by words


def plain(text: str) -> str:
    """NFKC with white space collapsed, as the bar is defined."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def character_error(read: str, printed: str) -> float:
    return Levenshtein.distance(plain(read), plain(printed)) / len(plain(printed))


def word_f1(read: str, printed: str) -> float:
    """Boxes to tick are drawn on the page, not printed: the reference does not have them."""
    got, want = Counter(BOXES.sub(" ", plain(read)).split()), Counter(plain(printed).split())
    both = (got & want).total()
    return 2 * both / (got.total() + want.total())


@pytest.fixture(scope="module")
def texts(sample_run: SampleRun, truth: Row) -> dict[str, dict[int, str]]:
    """The text of each page of every file that the plan says is read."""
    ledger = Ledger(f"sqlite:///{sample_run.folder / 'store' / 'ledger.sqlite'}")
    hashes = {row["file"]: row["sha256"] for row in sample_run.coverage["items"]}
    read = [row["file"] for row in truth["file"] if row["state"] == "processed"]
    found = {name: {page.number: page.text for page in ledger.pages(hashes[name])[0]} for name in read}
    ledger.close()
    return found


@pytest.fixture(scope="module")
def read_pages(texts: dict[str, dict[int, str]], truth: Row) -> list[tuple[Row, int, str, str]]:
    """Planned file, page number, text read, text printed."""
    rows = []
    for planned in truth["file"]:
        for number in planned.get("text_pages", []):
            printed = Path(SAMPLE / planned["text"] / f"p{number:03d}.txt").read_text(encoding="utf-8")
            rows.append((planned, number, texts[planned["file"]][number], printed))
    return rows


def test_every_format_and_case_holds_its_words(texts: dict[str, dict[int, str]], truth: Row) -> None:
    missing = {}
    for planned in truth["file"]:
        whole = plain(" ".join(texts.get(planned["file"], {}).values())).casefold()
        lost = [word for word in planned.get("words", []) if plain(word).casefold() not in whole]
        if lost:
            missing[planned["file"]] = lost
    assert missing == {}


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


def test_pale_copies(read_pages: list[tuple[Row, int, str, str]]) -> None:
    rows = of_condition(read_pages, "pale")
    assert rows
    assert sum(character_error(read, printed) for _, _, read, printed in rows) / len(rows) <= 0.05


# What befell these on their way to pixels costs words; a fax loses most.
LEAST = {"photo": 0.9, "coloured": 0.95, "spread": 0.95, "fax": 0.85}


def test_forms_and_tables(read_pages: list[tuple[Row, int, str, str]]) -> None:
    rows = [row for row in read_pages if row[0]["measure"] == "f1" and row[0]["scan"]["condition"] not in LEAST]
    assert rows
    assert sum(word_f1(read, printed) for _, _, read, printed in rows) / len(rows) >= 0.95


@pytest.mark.parametrize("condition", LEAST)
def test_hard_pages_by_words(read_pages: list[tuple[Row, int, str, str]], condition: str) -> None:
    rows = [row for row in read_pages if row[0]["measure"] == "f1" and row[0]["scan"]["condition"] == condition]
    assert rows
    assert sum(word_f1(read, printed) for _, _, read, printed in rows) / len(rows) >= LEAST[condition]
