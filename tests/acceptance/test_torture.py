"""Files that break readers, kept beside the checkout: every one in a typed state, and nearly all of them read.

It reads 230 pages, most of them scans, which takes about a minute; it skips where the files are not there. The
environment variable COR_EVIDENCE_TORTURE names another folder that holds ``files.jsonl``.
"""

import json
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ExceptionClass
from tests.conftest import ROOT, run_cli

Row = dict[str, Any]

FOLDER = Path(os.environ.get("COR_EVIDENCE_TORTURE") or ROOT.parent / "shared" / "torture")
pytestmark = pytest.mark.skipif(
    not (FOLDER / "files.jsonl").is_file(), reason=f"there are no torture files in {FOLDER}"
)

SETTINGS = 'client = "Nobody Ltd."\ninstrument = "ab-aasp"\naudit_date = 2026-10-15\npasswords_file = "passwords.txt"\n'
PASSWORDS = "wrong\n1234\npassword\ntest\nSªSL\u00adprep\n"
LEAST_READ = 0.9

ON_PURPOSE = {"corrupt", "encrypted"}

# Files of the other kinds that end as an exception, with the reader that gets nothing out of them either.
JUSTIFIED = {
    "blank.pdf": ("no_text", "an empty page: pdftotext and pypdf give no word"),
    "no_contents.pdf": ("no_text", "a page without contents: pdftotext and pypdf give no word"),
    "livecycle.pdf": ("no_text", "the stub of an XFA form, an empty page: pdftotext and pypdf give no word"),
    "empty_protected.pdf": ("no_text", "an empty page: pdftotext and pypdf give no word"),
    "GHOSTSCRIPT-698804-1-fuzzed.pdf": ("no_text", "an empty page: pdftotext and pypdf give no word"),
    "bitmap-mmr.pdf": ("no_text", "a drawn face: tesseract gives no word"),
    "empty.eml": ("no_text", "a mail without words: Python's email package gives an empty body"),
    "empty.xlsx": ("no_text", "empty sheets: LibreOffice prints no word"),
    "fake-encrypted.eml": ("password_required", "an encrypted mail: the email package gives only its ciphertext"),
    "fake-encrypted.msg": ("password_required", "an encrypted mail: olefile gives only its ciphertext"),
    "xfa_filled_imm1344e.pdf": ("unsupported", "a dynamic XFA form: pdftotext and pypdf give only 'Please wait'"),
}


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    lines = (FOLDER / "files.jsonl").read_text(encoding="utf-8").splitlines()
    return {Path(row["path"]).name: row for row in map(json.loads, lines)}


@pytest.fixture(scope="module")
def coverage(rows: dict[str, Row], tmp_path_factory: pytest.TempPathFactory) -> Row:
    """The report of one run over all of them."""
    engagement = tmp_path_factory.mktemp("torture")
    (engagement / "inbox").mkdir()
    for row in rows.values():
        copy = Path(shutil.copy(FOLDER / row["path"], engagement / "inbox"))
        copy.chmod(copy.stat().st_mode | stat.S_IWUSR)
    (engagement / "engagement.toml").write_text(SETTINGS, encoding="utf-8")
    (engagement / "passwords.txt").write_text(PASSWORDS, encoding="utf-8")
    run = run_cli("run", str(engagement), timeout=3600)
    assert run.returncode == 4, run.stderr
    found: Row = json.loads((engagement / "report" / "coverage.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def items(coverage: Row) -> dict[str, Row]:
    return {item["file"]: item for item in coverage["items"]}


def test_every_file_ends_in_one_typed_state(rows: dict[str, Row], items: dict[str, Row]) -> None:
    assert set(rows) <= set(items)
    assert {item["state"] for item in items.values()} <= {
        "processed",
        "duplicate",
        "container",
        "excluded",
        "exception",
    }
    classes = {item["exception"] for item in items.values() if item["state"] == "exception"}
    assert classes <= set(ExceptionClass) - {ExceptionClass.BUG}


def test_no_file_takes_more_than_its_budget(coverage: Row) -> None:
    """A child that takes longer, hangs, bloats or dies is stopped; none had to be."""
    stopped = {"timed_out", "out_of_memory", "crashed", "bug"}
    assert [row["file"] for row in coverage["exceptions"] if row["class"] in stopped] == []


def test_the_books_balance(coverage: Row) -> None:
    totals = coverage["reconciliation"]
    states = ("processed", "duplicate", "container", "excluded", "exception")
    assert totals["discovered"] == len(coverage["items"]) == sum(totals[state] for state in states)
    pages = totals["pages"]
    assert pages["discovered"] == sum(pages[kind] for kind in ("text", "ocr", "blank", "exception"))


def test_nearly_all_are_read_and_the_others_are_justified(rows: dict[str, Row], items: dict[str, Row]) -> None:
    ordinary = [name for name, row in rows.items() if row["kind"] not in ON_PURPOSE]
    unread = {name: items[name]["exception"] for name in ordinary if items[name]["state"] == "exception"}
    unjustified = {name: found for name, found in unread.items() if JUSTIFIED.get(name, ("", ""))[0] != found}
    assert unjustified == {}
    assert len(ordinary) - len(unread) >= LEAST_READ * len(ordinary)


def test_locked_files_open_with_the_passwords(items: dict[str, Row]) -> None:
    for name in ("password-example.pdf", "password.pdf", "print_protection.pdf", "saslprep-r6.pdf"):
        assert items[name]["state"] == "processed", name
    assert items["password_protected.xlsx"]["exception"] == "password_required"


@pytest.mark.parametrize(
    ("name", "exception"), [("empty.pdf", "empty"), ("invalid.pdf", "damaged"), ("poppler-85140-0.pdf", "no_text")]
)
def test_corrupt_files_say_so(items: dict[str, Row], name: str, exception: str) -> None:
    assert items[name]["exception"] == exception


def test_attached_files_are_items_of_their_own(items: dict[str, Row]) -> None:
    assert items["annotation-fileattachment.pdf › Test.txt"]["state"] == "processed"
    assert items["eml_with_attachment.eml › test.txt"]["state"] == "processed"
