"""Old Office files through a whole run: readers first, LibreOffice for what they cannot read, notes in the register."""

import gzip
import io
import struct
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest

from pipeline.extract.libreoffice import program
from pipeline.model import Item, Page, TextOrigin
from pipeline.run import hold, open_workspace, review_engagement
from pipeline.run.intake import utc_now
from pipeline.run.old_files import NOTE
from pipeline.run.page_notes import MOST_LETTERS, joined_notes, with_page_notes
from tests.engagements import ENGINE, SETTINGS, TODAY, make, settings

FILES = Path(__file__).parents[1] / "extract" / "files"


def run(folder: Path) -> dict[str, Item]:
    with hold(folder), open_workspace(folder, settings(), TODAY, ENGINE) as workspace:
        review_engagement(workspace, utc_now())
        return {item.path[-1]: item for item in workspace.ledger.items()}


def excel_4() -> bytes:
    """A sheet as Excel 4 saved it: a bare stream of records."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def label(row: int, column: int, text: str) -> bytes:
        return record(0x0204, struct.pack("<HHHH", row, column, 0, len(text)) + text.encode("cp1252"))

    cells = label(0, 0, "Forklift inspection register") + label(1, 0, "Guards") + label(1, 1, "Tom Okafor")
    return record(0x0409, struct.pack("<HHH", 0x0400, 0x0010, 0)) + cells + record(0x0A, b"")


def locked_workbook(password: str) -> bytes:
    plain, locked = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Training matrix", "Fall protection"])
    book.active["C1"] = "=1+1"
    book.save(plain)
    msoffcrypto.OfficeFile(plain).encrypt(password, locked)
    return locked.getvalue()


def test_old_and_locked_files_end_in_a_typed_state(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "minutes.doc": (FILES / "minutes.doc").read_bytes(),
        "register.xls": (FILES / "register.xls").read_bytes(),
        "talk.ppt": gzip.decompress((FILES / "talk.ppt.gz").read_bytes()),
        "locked.doc": (FILES / "minutes_locked.doc").read_bytes(),
        "matrix.xlsx": locked_workbook("open sesame"),
        "other.xlsx": locked_workbook("another"),
    }
    chosen = 'passwords_file = "passwords.txt"\n'
    root = make(tmp_path / "a", files, SETTINGS + chosen)
    (root / "passwords.txt").write_text("wrong\nopen sesame\n")
    found = run(root)
    read = {name for name, item in found.items() if item.state == "processed"}
    assert read == {"minutes.doc", "register.xls", "talk.ppt", "locked.doc", "matrix.xlsx"}
    assert found["other.xlsx"].exception == "password_required"
    assert found["minutes.doc"].media_type == "application/msword"
    assert "1 formula of sheet 1 has no stored value" in (found["matrix.xlsx"].note or "")


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed: its second try cannot be shown")
def test_what_no_reader_reads_is_opened_by_libreoffice(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "register.xls": excel_4(),
        "again.xls": excel_4() + b"\0",
        "broken.xls": b"\x09\x04\x06\x00" + bytes(4),
    }
    root = make(tmp_path / "a", files)
    found = run(root)
    for name in ("register.xls", "again.xls"):
        assert (found[name].state, found[name].media_type) == ("processed", "application/vnd.ms-excel")
        assert found[name].note == NOTE
    with hold(root), open_workspace(root, settings(), TODAY, ENGINE) as workspace:
        (page,), lost = workspace.ledger.pages(found["register.xls"].sha256 or "")
    assert page.tables == ((("Forklift inspection register", ""), ("Guards", "Tom Okafor")),) and not lost
    assert run(root) == found


def test_excel_4_without_libreoffice_is_unsupported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.old_files.program", lambda: None)
    item = run(make(tmp_path / "a", {"register.xls": excel_4()}))["register.xls"]
    assert (item.state, item.exception) == ("exception", "unsupported")


def page(*notes: str) -> Page:
    return Page(1, "words", TextOrigin.EMBEDDED, "not_paged", notes=notes)


def test_notes_of_pages_join_the_note_of_their_file_once() -> None:
    assert with_page_notes(None, [page(), page()]) is None
    first = with_page_notes("the name says PDF", [page("a chart was not read."), page("a chart was not read")])
    assert first == "the name says PDF; a chart was not read"
    assert with_page_notes(first, [page("a chart was not read")]) == first
    many = [page(f"note {at}") for at in range(500)]
    cut = with_page_notes(None, many)
    assert (
        cut is not None
        and len(cut) <= MOST_LETTERS
        and cut.endswith("; more of its pages have notes than are told here")
    )
    assert with_page_notes(cut, many) == cut
    assert joined_notes("a; b", None, "b; c") == "a; b; c"
    assert joined_notes(None) is None
