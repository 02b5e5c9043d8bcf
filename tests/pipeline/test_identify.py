"""Identification by content first and name last."""

import bz2
import gzip
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExceptionClass, InputError
from pipeline.identify import DOCX, ENCRYPTED_OFFICE, ENCRYPTED_STREAM, MSG, PDF, PPTX, XLSX, ZIP, identify
from pipeline.identifying import media
from pipeline.identifying.texts import HTML_START, HTML_TAG, MAIL_HEADER
from pipeline.identifying.zips import MAIN_PART
from tests.hostile_archives import zip_bytes
from tests.mail_files import mail, text
from tests.outlook_files import Mail, msg_of, ole_of


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


def made(folder: Path, data: bytes, name: str = "file") -> tuple[str, str | None]:
    (folder / "original").write_bytes(data)
    return kind(folder / "original", name)


def office(main: str, part: str, *more: str) -> bytes:
    """An Office package whose main part is called as other programs may call it."""
    table = f'<Types><Override PartName="/{part}" ContentType="application/vnd.{main}+xml"/></Types>'
    return zip_bytes({part: b"<x/>", **dict.fromkeys(more, b"x"), "[Content_Types].xml": table.encode()})


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("openxmlformats-officedocument.wordprocessingml.document.main", DOCX),
        ("openxmlformats-officedocument.wordprocessingml.template.main", DOCX),
        ("ms-word.document.macroEnabled.main", DOCX),
        ("openxmlformats-officedocument.spreadsheetml.sheet.main", XLSX),
        ("ms-excel.sheet.macroEnabled.main", XLSX),
        ("openxmlformats-officedocument.presentationml.presentation.main", PPTX),
        ("openxmlformats-officedocument.presentationml.slideshow.main", PPTX),
        ("ms-powerpoint.presentation.macroEnabled.main", PPTX),
        ("ms-excel.sheet.binary.macroEnabled.main", media.XLSB),
        ("ms-visio.drawing.main", "application/vnd.visio"),
    ],
)
def test_office_files_are_known_by_what_they_call_their_main_part(main: str, expected: str, tmp_path: Path) -> None:
    assert made(tmp_path, office(main, "content/main.xml"))[0] == expected


def test_macros_are_noted_and_never_run(tmp_path: Path) -> None:
    data = office("ms-word.document.macroEnabled.main", "word/document.xml", "word/vbaProject.bin")
    media_type, note = made(tmp_path, data, "form.docm")
    assert media_type == DOCX and note is not None and "never run" in note


@pytest.mark.parametrize("suffix", ["text", "spreadsheet", "presentation"])
def test_open_documents_are_known_by_their_own_word(suffix: str, tmp_path: Path) -> None:
    declared = f"application/vnd.oasis.opendocument.{suffix}"
    assert made(tmp_path, zip_bytes({"mimetype": declared.encode(), "content.xml": b"<x/>"}))[0] == declared
    assert made(tmp_path, zip_bytes({"mimetype": f"{declared}-template".encode()}))[0] == declared


def test_a_locked_open_document_says_so(tmp_path: Path) -> None:
    table = b"<manifest:encryption-data/>"
    data = zip_bytes({"mimetype": media.ODT.encode(), "META-INF/manifest.xml": table, "content.xml": b"?"})
    (tmp_path / "x.odt").write_bytes(data)
    (found,) = identify(str(tmp_path / "x.odt"), "x.odt")
    assert found.encrypted


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("WordDocument", media.DOC),
        ("Workbook", media.XLS),
        ("Book", media.XLS),
        ("PowerPoint Document", media.PPT),
        ("EncryptedPackage", ENCRYPTED_OFFICE),
        ("VisioDocument", "application/vnd.visio"),
        ("SomethingElse", media.OLE),
    ],
)
def test_old_office_files_are_known_by_their_streams(stream: str, expected: str, tmp_path: Path) -> None:
    assert made(tmp_path, ole_of({stream: b"x" * 100}), "report")[0] == expected


def test_what_is_embedded_says_nothing_of_the_whole(tmp_path: Path) -> None:
    data = ole_of({"WordDocument": b"x", "ObjectPool": {"_1": {"Workbook": b"y"}}})
    assert made(tmp_path, data, "report.doc") == (media.DOC, None)
    assert "vnd.ms-excel" in str(made(tmp_path, data, "report.xls")[1])


def test_a_message_of_outlook_is_one_whatever_its_name(tmp_path: Path) -> None:
    assert made(tmp_path, msg_of(Mail()), "minutes.doc")[0] == MSG


def test_a_torn_old_office_file_is_what_its_name_promises(tmp_path: Path) -> None:
    assert made(tmp_path, ole_of({"WordDocument": b"x" * 9000})[:700], "minutes.doc")[0] == media.DOC


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (rb"{\rtf1\ansi Words}", media.RTF),
        (b"<!DOCTYPE html><p>Words</p>", media.HTML),
        (b"\xef\xbb\xbf  <!-- saved --><HTML><body>Words", media.HTML),
        ("\ufeff<html><body>Words".encode("utf-16-le"), media.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html SYSTEM "x"><html><svg></svg><p>Words</p></html>', media.HTML),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>Words</text></svg>', media.SVG),
        (b"7z\xbc\xaf\x27\x1c" + bytes(30), media.SEVEN_ZIP),
        (b"Rar!\x1a\x07\x01\0" + bytes(30), media.RAR),
        (gzip.compress(b"x", mtime=0), media.GZIP),
        (bz2.compress(b"x"), media.BZIP2),
        (lzma.compress(b"x"), media.XZ),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(20), "image/heic"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf" + bytes(20), "image/heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1miaf" + bytes(20), "image/heif"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(20), "video/quicktime"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + bytes(20), "video/mp4"),
        (b"RIFF\x20\0\0\0WEBPVP8 " + bytes(20), "image/webp"),
        (b"!BDN" + bytes(40), media.PST),
        (b"\x78\x9f\x3e\x22" + bytes(40), media.TNEF),
        (b"AC1027" + bytes(40), "image/vnd.dwg"),
        (b"L\0\0\0\x01\x14\x02\0" + bytes(40), media.SHORTCUT),
        (b"From x@y Tue Feb 17 10:15:00 2026\nFrom: x@y\n\nHello\n", media.MBOX),
        (b"-----BEGIN PGP MESSAGE-----\n\nabc", media.PGP_MESSAGE),
    ],
)
def test_kinds_are_known_by_their_content_whatever_the_name(data: bytes, expected: str, tmp_path: Path) -> None:
    assert made(tmp_path, data, "report")[0] == expected
    media_type, note = made(tmp_path, data, "report.docx")
    assert media_type == expected and note is not None and expected in note


def test_a_mail_is_known_without_its_ending_and_a_memo_is_none(tmp_path: Path) -> None:
    assert made(tmp_path, mail(text()), "message")[0] == media.EML
    assert made(tmp_path, b"\r\n" + mail(text()), "message.txt")[0] == media.EML
    memo = b"From: Ann\nTo: All staff\nDate: 3 March 2026\nSubject: Ladders\n\nTie them off.\n"
    assert made(tmp_path, memo, "memo.txt") == ("text/plain", None)
    assert made(tmp_path, memo, "memo.eml") == (media.EML, None)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("Plan.gdoc", json.dumps({"url": "https://docs.google.com/open?id=1", "doc_id": "1"}), media.STUB),
        ("Plan.gsheet", json.dumps({"": "WARNING!", "doc_id": "1", "email": "a@example.com"}), media.STUB),
        ("renamed", json.dumps({"url": "https://docs.google.com/open?id=1"}), media.STUB),
        ("export.json", json.dumps({"url": "https://example.com", "rows": [1]}), "text/plain"),
        ("Plan.gdoc", "Meeting minutes", "text/plain"),
        ("site.url", "[InternetShortcut]\r\nURL=https://example.com/\r\n", media.SHORTCUT),
        ("site.desktop", "[Desktop Entry]\nType=Link\n", media.SHORTCUT),
        ("site.webloc", "<?xml version='1.0'?><plist><dict><key>URL</key></dict></plist>", media.SHORTCUT),
        ("notes.txt", "The desktop entry [Desktop Entry] is a shortcut.", "text/plain"),
    ],
)
def test_files_that_only_point_elsewhere_are_told_from_text(
    name: str, data: str, expected: str, tmp_path: Path
) -> None:
    assert made(tmp_path, data.encode(), name)[0] == expected


def test_archives_and_documents_that_hold_files_are_told_apart(tmp_path: Path) -> None:
    found = {}
    for name, data in (("a.zip", zip_bytes({"a": b"x"})), ("a.eml", mail(text())), ("a.txt", b"words")):
        (tmp_path / name).write_bytes(data)
        (one,) = identify(str(tmp_path / name), name)
        found[name] = (one.container, one.members)
    assert found == {"a.zip": (True, False), "a.eml": (False, True), "a.txt": (False, False)}


@pytest.mark.parametrize(
    ("pattern", "match", "near_miss"),
    [
        (MAIL_HEADER, b"Message-ID: <1>", b"12:30 toolbox meeting"),
        (HTML_START, b" <!-- x --> <html>", b"The <html> tag"),
        (HTML_TAG, b"<br/ >", b"a < b and c > d"),
        (MAIN_PART, b'ContentType="application/vnd.x.document.main+xml"', b'ContentType="application/vnd.x.css+xml"'),
    ],
)  # fmt: skip
def test_patterns(pattern: "object", match: bytes, near_miss: bytes) -> None:
    assert pattern.match(match) and not pattern.match(near_miss)  # type: ignore[attr-defined]


@given(st.binary(max_size=600), st.sampled_from(("a.eml", "a.doc", "a.gdoc", "a.html", "a.webloc", "a")))
def test_any_bytes_are_of_some_kind(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    file = tmp_path_factory.mktemp("any") / "original"
    for head in (b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08", b"{"):
        file.write_bytes(head + data + b"!")
        (found,) = identify(str(file), name)
        assert "/" in found.media_type
