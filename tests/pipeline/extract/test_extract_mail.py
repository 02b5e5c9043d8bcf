"""Mails to one page: the headers a person reads, the names of what is attached, then the body."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.mail import EmlReader, MsgReader
from pipeline.extract.options import ReadOptions
from pipeline.facts.datetext import find_dates
from pipeline.mail.rich import unpacked_rtf
from pipeline.mail.signed import signed_content
from pipeline.model import Page, TextOrigin
from tests.mail_files import HEAD, attached_mail, mail, multipart, part, sealed, text
from tests.outlook_files import Attached, Mail, msg_of

OPTIONS = ReadOptions()
ENVELOPED = bytes.fromhex("308006092a864886f70d010703a080")


def page(folder: Path, data: bytes) -> Page:
    (folder / "mail").write_bytes(data)
    reader = MsgReader() if data.startswith(b"\xd0\xcf") else EmlReader()
    assert reader.count(str(folder / "mail"), OPTIONS) == 1
    (found,) = reader.read(str(folder / "mail"), 1, 1, OPTIONS)
    assert isinstance(found, Page)
    return found


def refused(folder: Path, data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        page(folder, data)
    return caught.value


def test_headers_then_attachments_then_body(tmp_path: Path) -> None:
    found = page(tmp_path, mail(text("Please sign.\nAnn"), part("application/pdf", b"%PDF", "minutes.pdf")))
    assert found.text == (
        "From: Ann Lee <ann@example.com>\nTo: Bob Roy <bob@example.com>\nDate: Tue, 17 Feb 2026 10:15:00 -0700\n"
        "Subject: Toolbox minutes\nAttachments: minutes.pdf\n\nPlease sign.\nAnn"
    )
    assert (found.text_origin, found.why) == (TextOrigin.EMBEDDED, "not_paged")
    assert found.head_lines == 5


@pytest.mark.parametrize("make", [lambda: mail(text("x")), lambda: msg_of(Mail())], ids=["eml", "msg"])
def test_the_date_of_a_mail_is_one_that_the_date_finder_reads(make: object, tmp_path: Path) -> None:
    found = page(tmp_path, make())  # type: ignore[operator]
    (line,) = [line for line in found.text.split("\n") if line.startswith("Date: ")]
    assert [one.readings for one in find_dates(line, date(2026, 12, 31))] == [(date(2026, 2, 17),)]


def test_plain_text_is_preferred_to_its_html_twin(tmp_path: Path) -> None:
    both = multipart("alternative", [text("Plain words here."), part("text/html", b"<p>HTML words here.</p>")])
    assert page(tmp_path, HEAD.encode() + both).text.endswith("\n\nPlain words here.")


def test_a_plain_text_that_only_asks_for_html_gives_way(tmp_path: Path) -> None:
    html = b"<html><body><script>evil()</script><p>" + b"Ladders are tied off. " * 20 + b"</p></body></html>"
    both = multipart("alternative", [text("This mail needs HTML."), part("text/html", html)])
    found = page(tmp_path, HEAD.encode() + both).text
    assert "Ladders are tied off." in found and "evil" not in found and "needs HTML" not in found


def test_a_text_broken_up_by_pictures_is_whole_in_both_writings(tmp_path: Path) -> None:
    html = [part("text/html", b"<p>" + word * 40 + b"</p>") for word in (b"Ladders are tied. ", b"Harness is worn. ")]
    pasted = multipart("mixed", [html[0], part("image/png", b"x", "p.png"), html[1]], "=_in")
    both = multipart("alternative", [text("See HTML."), pasted])
    found = page(tmp_path, HEAD.encode() + both).text
    assert "Ladders are tied." in found and "Harness is worn." in found and "Attachments: p.png" in found


def test_html_alone_is_read_and_nothing_is_fetched(tmp_path: Path) -> None:
    html = "<meta charset=iso-8859-1><p>Sécurité d'abord<img src='http://127.0.0.1:9/x.png'></p>".encode("latin-1")
    assert page(tmp_path, HEAD.encode() + part("text/html", html)).text.endswith("Sécurité d'abord")


def test_a_text_in_several_stretches_is_read_whole(tmp_path: Path) -> None:
    found = page(tmp_path, mail(text("First."), part("image/png", b"x", "p.png"), text("Second."))).text
    assert found.endswith("First.\n\nSecond.")


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("iso-8859-1", "Réunion de sécurité".encode("latin-1")),
        ("no-such-charset", "Réunion de sécurité".encode()),
        ("us-ascii", "Réunion de sécurité".encode("cp1252")),
        ('"UTF-8"Content-Transfer-Encoding: 8bit', "Réunion de sécurité".encode()),
    ],
)
def test_broken_charsets_cost_no_words(charset: str, data: bytes, tmp_path: Path) -> None:
    found = page(
        tmp_path, HEAD.encode() + b"Content-Type: text/plain; charset=" + charset.encode() + b"\r\n\r\n" + data
    )
    assert found.text.endswith("Réunion de sécurité")


def test_headers_are_read_however_badly_written(tmp_path: Path) -> None:
    head = (
        "From: =?utf-8?b?QW5uIEzDqWU=?= <ann@example.com>\r\nTo: Bob\r\n\tRoy\r\nSubject: =?utf-8?q?S=C3?= =?x?q?z\r\n"
        "Cc: caf\udce9 <c@example.com>\r\nDate: yesterday, more or less\r\nno colon here\r\n"
    )
    found = page(tmp_path, head.encode("utf-8", "surrogateescape") + b"\r\nWords.").text
    assert "From: Ann Lée <ann@example.com>" in found and "To: Bob Roy" in found
    assert "Cc: café <c@example.com>" in found and "Date: yesterday, more or less" in found and "Words." in found


def test_a_mail_of_attachments_only_is_a_page_of_its_headers(tmp_path: Path) -> None:
    found = page(
        tmp_path, mail(part("application/pdf", b"%PDF", "plan.pdf"), attached_mail(mail(text("Inner"), line="=_in")))
    )
    assert found.text.endswith("Attachments: plan.pdf, attached message.eml")
    assert "Inner" not in found.text


def test_nothing_at_all_is_a_blank_page(tmp_path: Path) -> None:
    found = page(tmp_path, b"   \r\n  \r\n")
    assert (found.text, found.text_origin, found.why) == ("", TextOrigin.NONE, "blank")


@pytest.mark.parametrize(
    "body",
    [
        multipart("encrypted", [part("application/pgp-encrypted", b"Version: 1")]),
        part("application/pkcs7-mime; smime-type=enveloped-data", ENVELOPED, "smime.p7m"),
        part("text/plain", b"-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"),
    ],
    ids=["pgp", "s/mime", "pgp in the text"],
)  # fmt: skip
def test_an_encrypted_mail_says_what_to_do(body: bytes, tmp_path: Path) -> None:
    error = refused(tmp_path, HEAD.encode() + body)
    assert error.exception_class is ExceptionClass.PASSWORD_REQUIRED and "PDF" in error.remedy


@pytest.mark.parametrize("endless", [False, True])
def test_a_signed_mail_in_one_sealed_piece_is_read(endless: bool, tmp_path: Path) -> None:
    inner = multipart("mixed", [text("Signed words."), part("text/plain", b"x", "a.txt")])
    data = HEAD.encode() + part("application/pkcs7-mime; smime-type=signed-data", sealed(inner, endless), "smime.p7m")
    found = page(tmp_path, data).text
    assert "Subject: Toolbox minutes" in found and "Attachments: a.txt" in found and found.endswith("Signed words.")


def test_a_mail_signed_beside_its_text_is_read(tmp_path: Path) -> None:
    signed = multipart("signed", [text("Signed words."), part("application/pkcs7-signature", b"0", "smime.p7s")])
    assert page(tmp_path, HEAD.encode() + signed).text.endswith("Signed words.")


@given(st.binary(max_size=200), st.integers(0, 160))
def test_a_broken_seal_is_no_mail(noise: bytes, place: int) -> None:
    data = sealed(b"Content-Type: text/plain\r\n\r\nWords", endless=place % 2 == 0)
    found = signed_content(data[:place] + noise + data[place + len(noise) :])
    assert found is None or isinstance(found, bytes)


def test_apples_own_mail_files_are_read(tmp_path: Path) -> None:
    words = mail(text("Words."))
    found = page(tmp_path, b"%d\n" % len(words) + words + b'<?xml version="1.0"?><plist></plist>').text
    assert found.startswith("From: Ann Lee") and found.endswith("Words.")


def test_an_outlook_message_reads_like_any_other(tmp_path: Path) -> None:
    found = page(tmp_path, msg_of(Mail(body="See attached é.", attached=[Attached("plan.pdf", b"%PDF")]))).text
    assert found == (
        "From: Ann Lee <ann@example.com>\nTo: Bob Roy\nDate: Tue, 17 Feb 2026 17:15:00 +0000\n"
        "Subject: Toolbox minutes\nAttachments: plan.pdf\n\nSee attached é."
    )


def test_an_outlook_message_kept_as_rich_text_only_is_read(tmp_path: Path) -> None:
    rich = rb"{\rtf1\ansi\deff0 Ladders are tied off.\par And again.}"
    plain = len(rich).to_bytes(4, "little") * 2 + b"MELA" + bytes(4) + rich
    found = page(tmp_path, msg_of(Mail(body="", rtf=plain))).text
    assert "Ladders are tied off." in found and "rtf1" not in found


def test_a_broken_rich_text_costs_the_body_only_and_is_said(tmp_path: Path) -> None:
    broken = len(b"no rtf").to_bytes(4, "little") * 2 + b"MELA" + bytes(4) + b"no rtf"
    found = page(tmp_path, msg_of(Mail(body="", rtf=broken)))
    assert found.text.startswith("From: Ann Lee") and "could not be read" in found.notes[0]


def test_packed_rich_text_unpacks_as_its_specification_shows() -> None:
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked_rtf(packed) == rb"{\rtf1\ansi\ansicpg1252\pard hello world}" + b"\r\n"
    repeated = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked_rtf(repeated) == rb"{\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_a_signed_outlook_message_is_read_and_an_encrypted_one_is_not(tmp_path: Path) -> None:
    inner = multipart("signed", [text("Signed words."), part("application/pkcs7-signature", b"0", "smime.p7s")])
    kept = [Attached("smime.p7m", inner)]
    signed = Mail(kind="IPM.Note.SMIME.MultipartSigned", body="", attached=kept)
    assert page(tmp_path, msg_of(signed)).text.endswith("Signed words.")
    locked = Mail(kind="IPM.Note.SMIME", body="", attached=[Attached("smime.p7m", b"\x30\x80locked")])
    assert refused(tmp_path, msg_of(locked)).exception_class is ExceptionClass.PASSWORD_REQUIRED


def test_a_torn_outlook_message_is_damaged(tmp_path: Path) -> None:
    data = msg_of(Mail(attached=[Attached("big.bin", bytes(40_000))]))
    assert refused(tmp_path, data[:3000]).exception_class is ExceptionClass.DAMAGED


@given(st.binary(max_size=300), st.integers(0, 900))
@example(bytes(16) + b"#", 14)  # a header that claims sectors of 32 gigabytes
def test_mutated_mails_raise_only_declared_errors(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    for data in (mail(text(), attached_mail(mail(text()))), msg_of(Mail(attached=[Attached("a.txt", b"a")]))):
        mutated = data[:place] + noise + data[place + len(noise) :]
        try:
            found = page(folder, mutated)
        except InputError as error:
            assert error.exception_class in (ExceptionClass.DAMAGED, ExceptionClass.PASSWORD_REQUIRED)
        else:
            assert found.number == 1
