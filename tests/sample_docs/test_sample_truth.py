"""truth.toml against the files: nothing forgotten, nothing invented, words as in the contracts."""

import csv
import io
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from opening_sample import pages_of, pdf_texts

from classifiers.document_types import load_types
from pipeline.covering.checks import CHECKS
from pipeline.errors import ExceptionClass
from pipeline.model import TerminalState
from sample_docs.generator.plan import AUDIT_DATE, HEAD_COUNT, MANAGEMENT, ROSTER
from sample_docs.generator.readme import cell

Truth = dict[str, list[dict[str, Any]]]
STATUSES = {"candidate", "partial", "out_of_period", "not_located", "unreadable_source", "not_applicable"}
CONDITIONS = {
    "clean", "skewed", "rotated90", "rotated180", "noisy", "photo", "handwritten", "table", "pale", "coloured", "fax",
    "spread",
}  # fmt: skip
READ = "pdf docx xlsx pptx rtf html odt ods doc xls ppt eml msg heic webp jpg tif txt csv"
SIGNED = {"typed", "drawn", "digital", "app", "none", "cannot_tell"}
FIVE_MEGABYTES = 5_000_000


def documents(truth: Truth) -> list[dict[str, Any]]:
    return [document for file in truth["file"] for document in file.get("document", [])]


def test_every_item_stands_in_truth_once_and_nothing_else_does(truth: Truth, discovered: set[str]) -> None:
    named = Counter(file["file"] for file in truth["file"])
    assert set(named) == discovered
    assert set(named.values()) == {1}


def test_every_item_has_a_row_in_the_readme_and_no_row_is_left_over(sample: Path, discovered: set[str]) -> None:
    table = (sample / "README.md").read_text(encoding="utf-8").partition("## Every file")[2]
    rows = [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines() if line.startswith("| ")]
    assert set(rows) - {"File"} == {cell(name) for name in discovered}
    assert len(rows) == len(set(rows))


def test_states_are_terminal_and_carry_what_their_kind_needs(truth: Truth) -> None:
    names = {file["file"] for file in truth["file"]}
    for file in truth["file"]:
        state = TerminalState(file["state"])
        assert ("exception" in file) == (state is TerminalState.EXCEPTION), file["file"]
        assert ("excluded_by" in file) == (state is TerminalState.EXCLUDED), file["file"]
        assert ("document" in file) == (state is TerminalState.PROCESSED), file["file"]
        if state is TerminalState.EXCEPTION:
            ExceptionClass(file["exception"])
        if state is TerminalState.DUPLICATE:
            assert file["duplicate_of"] in names


def test_duplicates_are_equal_bytes_and_nothing_else_is(truth: Truth, content: Callable[[str], bytes]) -> None:
    first_with: dict[bytes, str] = {}
    for file in sorted(truth["file"], key=lambda row: row["state"] == "duplicate"):
        data = content(file["file"])
        if file["state"] == "duplicate":
            assert first_with[data] == file["duplicate_of"]
        else:
            assert first_with.setdefault(data, file["file"]) == file["file"]


def test_page_counts_are_those_a_viewer_shows(truth: Truth, content: Callable[[str], bytes]) -> None:
    for file in truth["file"]:
        if file["state"] == "processed":
            assert file["pages"] == pages_of(content(file["file"])), file["file"]


def test_pages_of_pictures_are_the_ones_to_recognise(truth: Truth, content: Callable[[str], bytes]) -> None:
    for file in truth["file"]:
        if file["state"] != "processed":
            continue
        pages = set(range(1, file["pages"] + 1))
        ocr, blank = set(file["ocr_pages"]), set(file["blank_pages"])
        assert ocr <= pages and blank <= pages and not ocr & blank
        assert bool(ocr) == ("scan" in file), file["file"]
        data = content(file["file"])
        if data.startswith(b"%PDF"):
            for number, text in enumerate(pdf_texts(data), 1):
                sensible = sum(letter.isalnum() or letter.isspace() for letter in text) > 0.8 * max(len(text), 1)
                assert (len(text) > 40 and sensible) == (number not in ocr | blank), (file["file"], number)


def test_page_ranges_follow_each_other_and_fill_the_file(truth: Truth) -> None:
    for file in truth["file"]:
        expected = 1
        for document in file.get("document", []):
            assert document["first_page"] == expected and document["last_page"] >= expected, file["file"]
            expected = document["last_page"] + 1
        if file["state"] == "processed":
            assert expected == file["pages"] + 1, file["file"]


def test_types_and_families_are_those_of_the_vocabulary(truth: Truth) -> None:
    types = load_types()
    for document in documents(truth):
        assert types[document["type"]].family == document["family"], document["title"]
        assert document["signed"] in SIGNED
        assert document["language"] in {"en", "fr"}


def test_dates_carry_what_their_state_needs(truth: Truth) -> None:
    for document in documents(truth):
        when = document["date"]
        assert ("value" in when) == (when["state"] == "read"), document["title"]
        assert ("alternatives" in when) == (when["state"] == "ambiguous")
        for value in [when["value"]] if "value" in when else when.get("alternatives", []):
            assert date(2020, 1, 1) < date.fromisoformat(value) <= date.fromisoformat(AUDIT_DATE)


def test_questions_are_the_68_of_the_instrument_once_each(truth: Truth) -> None:
    pack = Path(__file__).resolve().parents[2] / "rules" / "packs" / "ab-aasp" / "questions.toml"
    rows = tomllib.loads(pack.read_text(encoding="utf-8"))["question"]
    wanted = [row["id"] for row in rows if row["primary_method"] == "documentation"]
    assert sorted(question["id"] for question in truth["question"]) == sorted(wanted)
    assert len(wanted) == 68


def test_question_rows_agree_with_themselves(truth: Truth) -> None:
    for question in truth["question"]:
        assert question["status"] in STATUSES and question["why"]
        if "expected" not in question:
            continue
        located, expected = question["located"], question["expected"]
        assert 0 <= located <= expected
        assert (located == expected) == (question["status"] == "candidate"), question["id"]
        if "missing" in question:
            assert len(question["missing"]) == expected - located, question["id"]
        for site in question.get("sites", []):
            assert len(site["missing"]) == site["expected"] - site["located"]
            assert set(question.get("missing", [])) <= set(site["missing"])


def test_the_deliberate_holes_are_there(truth: Truth) -> None:
    status = {question["id"]: question["status"] for question in truth["question"]}
    assert status["8.5"] == "unreadable_source" and status["10.3"] == "out_of_period"
    assert sum(word == "not_located" for word in status.values()) >= 5
    assert {file.get("exception") for file in truth["file"]} >= {
        "password_required", "damaged", "empty", "unsupported", "unsafe_path",
    }  # fmt: skip
    states = Counter(document["date"]["state"] for document in documents(truth))
    assert states["illegible"] == 3 and states["ambiguous"] == 1
    assert sum(document["blank_form"] for document in documents(truth)) >= 3


def test_the_sample_is_as_varied_as_promised(truth: Truth, sample: Path) -> None:
    on_disk = [path for path in (sample / "inbox").rglob("*") if path.is_file()]
    assert len(on_disk) >= 105
    scans = [file["scan"] for file in truth["file"] if "scan" in file]
    assert {scan["condition"] for scan in scans} == CONDITIONS
    assert {scan["dpi"] for scan in scans} >= {200, 300}
    by_hand = [
        document for file in truth["file"] if file.get("scan", {}).get("condition") in {"handwritten", "photo", "noisy"}
        for document in file["document"] if document["signed"] == "drawn"
    ]  # fmt: skip
    assert len(by_hand) >= 15
    assert HEAD_COUNT == len(ROSTER) == len(set(ROSTER)) and ("Doreen Halvorsen", "President") in MANAGEMENT


def test_reference_texts_are_there_for_each_measured_page_and_no_other(truth: Truth, sample: Path) -> None:
    wanted = {
        f"{file['text']}/p{page:03d}.txt" for file in truth["file"] if "text" in file for page in file["text_pages"]
    }
    there = {path.relative_to(sample).as_posix() for path in (sample / "truth_text").rglob("*.txt")}
    assert there == wanted
    assert all(len((sample / name).read_text(encoding="utf-8").split()) > 40 for name in wanted)


def test_each_file_that_is_read_has_words_to_find(truth: Truth) -> None:
    for file in truth["file"]:
        assert ("words" in file) == (file["state"] == "processed"), file["file"]
        assert all(word and word == word.strip() for word in file.get("words", ["x"]))


def test_digital_files_hold_their_words(truth: Truth, content: Callable[[str], bytes]) -> None:
    for file in truth["file"]:
        if file["state"] == "processed" and not file["ocr_pages"] and file["file"].endswith((".pdf", ".txt", ".csv")):
            data = content(file["file"])
            text = " ".join(pdf_texts(data)) if data.startswith(b"%PDF") else data.decode("utf-8-sig")
            plain = " ".join(text.split()).casefold()
            # What stands in form fields and signatures is no text of the page.
            inside = [
                word for word in file["words"] if not file["file"].endswith(("wash bay.pdf", "e-certificate.pdf"))
            ]
            assert [word for word in inside if word.casefold() not in plain] == [], file["file"]


def test_every_format_and_case_of_a_dump_is_there(truth: Truth) -> None:
    states: dict[str, set[str]] = {}
    for file in truth["file"]:
        suffix = file["file"].rpartition("/")[2].rpartition(".")[2].casefold()
        states.setdefault(suffix, set()).add(file["state"])
    read = {
        "pdf",
        "docx",
        "xlsx",
        "pptx",
        "rtf",
        "html",
        "odt",
        "ods",
        "doc",
        "xls",
        "ppt",
        "eml",
        "msg",
        "heic",
        "webp",
    }
    assert all("processed" in states[suffix] for suffix in read | {"jpg", "tif", "txt", "csv"})
    assert all("container" in states[suffix] for suffix in ("zip", "gz", "mbox", "pdf"))
    assert all("exception" in states[suffix] for suffix in ("7z", "rar", "gdoc", "url", "lnk"))
    assert all(states[suffix] == {"excluded"} for suffix in ("mov", "aae", "mp4", "dwg", "png"))


def test_names_that_no_folder_should_carry_are_in_one_archive(truth: Truth, sample: Path) -> None:
    names = [file["file"].partition("Phone backup.zip › ")[2] for file in truth["file"]]
    wild = [name for name in names if name]
    assert any(name.startswith("=") for name in wild) and any(name.startswith("<img") for name in wild)
    assert any("\u202e" in name for name in wild) and any("\n" in name for name in wild)
    assert any(len(name) == 250 for name in wild)
    assert len({name.casefold() for name in wild}) == len(wild) - 1
    assert len({unicodedata.normalize("NFC", name) for name in wild}) == len(wild) - 1
    on_disk = [path.relative_to(sample).as_posix() for path in (sample / "inbox").rglob("*")]
    assert all(len(name) < 100 and name.isprintable() and not set(name) & set('<>:"|?*') for name in on_disk)


def test_the_register_of_the_forms_app_agrees_with_its_forms(truth: Truth, content: Callable[[str], bytes]) -> None:
    folder = "02 Hazard Assessment/FLHA/FieldForms/FLHA"
    pages = pdf_texts(content(f"{folder} export Jun-Sep 2026.pdf"))
    rows = list(csv.DictReader(io.StringIO(content(f"{folder} register Jun-Sep 2026.csv").decode("utf-8-sig"))))
    documents = next(file["document"] for file in truth["file"] if file["file"].endswith("export Jun-Sep 2026.pdf"))
    assert len(pages) == len(rows) == len(documents) == 40
    for page, row, document in zip(pages, rows, documents, strict=True):
        plain = " ".join(page.split())
        assert all(row[key] in plain for key in ("Form", "Yard", "Place", "Job today", "Crew lead", "Reviewed by"))
        assert document["date"]["value"] == row["Date"] and document["site"] == row["Yard"]
        assert document["signed"] == "app"


@pytest.mark.parametrize("folder", ["inbox", "truth_text", "generator"])
def test_nothing_is_large(sample: Path, folder: str) -> None:
    sizes = {path: path.stat().st_size for path in (sample / folder).rglob("*") if path.is_file()}
    assert max(sizes.values()) < FIVE_MEGABYTES
    assert sum(sizes.values()) < 4 * FIVE_MEGABYTES


def test_evidence_and_planted_checks_name_papers_that_exist(truth: Truth) -> None:
    known = {file["file"] for file in truth["file"] if "document" in file}
    known |= {f"{file['file']}#{one['first_page']}" for file in truth["file"] for one in file.get("document", [])}
    questions = {question["id"] for question in truth["question"]}
    for question in truth["question"]:
        named = [*question["shows"], *question["helps"]]
        assert set(named) <= known, (question["id"], set(named) - known)
        assert len(named) == len(set(named)), question["id"]
        located = question["status"] in ("candidate", "out_of_period")
        assert bool(question["shows"]) or not located, question["id"]
    for check in truth["check"]:
        assert set(check["questions"]) <= questions and check["questions"]
        assert set(check["cites"]) <= known and check["cites"], check


def test_every_kind_of_check_has_a_planted_violation_and_a_clean_case(truth: Truth) -> None:
    planted = {check["kind"] for check in truth["check"]}
    assert planted - {"blank_form"} == {clean["kind"] for clean in truth["clean"]}
    informing = {"cadence_differs"}  # tells of the pack's default; the sample has it, nothing was planted for it
    assert planted | informing == {name for look in CHECKS for name in KINDS_OF[look.__name__]}


KINDS_OF = {look.__name__: (look.__name__,) for look in CHECKS} | {
    "blank_forms": ("blank_form",),
    "cadence_differs": ("cadence_differs", "cadence_contradiction"),
}
