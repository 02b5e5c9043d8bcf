"""Identification by content first and name last."""

import tarfile
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import ExceptionClass, InputError
from pipeline.identify import DOCX, ENCRYPTED_OFFICE, ENCRYPTED_STREAM, PDF, XLSX, ZIP, identify


def kind(path: Path, name: str | None = None) -> tuple[str, str | None]:
    (found,) = identify(str(path), name or path.name)
    return found.media_type, found.note


def test_content_wins_over_the_name(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"%PDF-1.7\n%rest")
    media_type, note = kind(file)
    assert media_type == PDF
    assert note is not None and "image/jpeg" in note and PDF in note


def test_a_pdf_behind_leading_rubbish_is_a_pdf(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"\n\n  junk %PDF-1.4\n1 0 obj\n%%EOF\n")
    assert kind(file) == (PDF, None)


def test_an_archive_that_stores_a_pdf_first_stays_an_archive(tmp_path: Path) -> None:
    file = tmp_path / "two.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", b"%PDF-1.7\n%first\n%%EOF\n")
        archive.writestr("b.pdf", b"%PDF-1.7\n%second\n%%EOF\n")
    assert kind(file) == (ZIP, None)


def test_a_tape_archive_of_pdfs_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n%first\n%%EOF\n")
    file = tmp_path / "two.tar"
    with tarfile.open(file, "w") as archive:
        archive.add(tmp_path / "a.pdf", "a.pdf")
        archive.add(tmp_path / "a.pdf", "b.pdf")
    assert kind(file)[0] not in (PDF, "text/plain")


def test_a_text_that_speaks_of_a_pdf_header_is_text(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Every such file starts with %PDF-1.7 and a comment.\n")
    assert kind(file) == ("text/plain", None)


@pytest.mark.parametrize(("part", "expected"), [("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("a.txt", ZIP)])
def test_office_files_are_told_from_plain_archives(tmp_path: Path, part: str, expected: str) -> None:
    file = tmp_path / "x.bin"
    with zipfile.ZipFile(file, "w") as archive:
        if expected != ZIP:
            archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<x/>")
    assert kind(file)[0] == expected


def test_plain_text_kinds_are_told_by_name(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,date\nA,2026-01-02\n")
    assert kind(file) == ("text/csv", None)
    assert kind(file, "list.txt")[0] == "text/plain"


def test_locked_office_files_are_recognised(tmp_path: Path) -> None:
    file = tmp_path / "locked.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + ENCRYPTED_STREAM + b"\0" * 1024)
    assert kind(file)[0] == ENCRYPTED_OFFICE


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    file = tmp_path / "empty.pdf"
    file.touch()
    with pytest.raises(InputError) as caught:
        kind(file)
    assert caught.value.exception_class is ExceptionClass.EMPTY


def test_a_pdf_that_calls_itself_a_word_file_is_noted(tmp_path: Path) -> None:
    file = tmp_path / "Yard inspection.doc"
    file.write_bytes(b"%PDF-1.4\n1 0 obj\n%%EOF\n")
    media_type, note = kind(file)
    assert media_type == PDF
    assert note is not None and "application/msword" in note
