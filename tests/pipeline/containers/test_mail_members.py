"""Attachments of mails as members: names as data, messages inside messages, logos told from photographs."""

import io
from pathlib import Path

import pytest
from PIL import Image

from pipeline.containers import ContainerLimits, Member
from pipeline.containers.mail import INLINE_PICTURE, SIGNATURE, expand_eml, expand_msg
from pipeline.containers.mbox import SEPARATOR, expand_mbox, is_mbox
from pipeline.errors import ExceptionClass, InputError
from pipeline.mail.eml import letter_of
from tests.mail_files import HEAD, attached_mail, mail, multipart, part, text
from tests.outlook_files import Attached, Mail, msg_of

LIMITS = ContainerLimits(members=20, bytes=1 << 22, ratio=100)


def members(folder: Path, data: bytes, limits: ContainerLimits = LIMITS) -> list[Member]:
    (folder / "scratch").mkdir(exist_ok=True)
    (folder / "mail").write_bytes(data)
    opener = expand_msg if data.startswith(b"\xd0\xcf") else expand_eml
    return list(opener(str(folder / "mail"), str(folder / "scratch"), limits))


def content(folder: Path, member: Member) -> bytes:
    return (folder / "scratch" / str(member.index)).read_bytes()


def picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return out.getvalue()


def test_attachments_come_with_their_names_and_bytes(tmp_path: Path) -> None:
    found = members(tmp_path, mail(text(), part("application/pdf", b"%PDF-1.4", "../../plan.pdf"), text("Regards")))
    assert [one.name for one in found] == ["../../plan.pdf"]
    assert content(tmp_path, found[0]) == b"%PDF-1.4"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ("Content-Disposition: attachment; filename*=utf-8''S%C3%A9curit%C3%A9.pdf\r\n", "Sécurité.pdf"),
        ('Content-Disposition: attachment; filename="=?iso-8859-1?q?S=E9curit=E9=2Epdf?="\r\n', "Sécurité.pdf"),
        ('Content-Disposition: attachment; filename="=?nonsense?q?plan.pdf?="\r\n', "plan.pdf"),
        ("Content-Disposition: attachment\r\n", "attachment 1.pdf"),
        ("", "attachment 1.pdf"),
    ],
)
def test_names_are_read_however_they_are_written(fields: str, name: str, tmp_path: Path) -> None:
    (member,) = members(tmp_path, mail(text(), part("application/pdf", b"%PDF", fields=fields)))
    assert member.name == name


def test_a_forwarded_mail_is_a_mail_of_its_own_with_its_attachments_below(tmp_path: Path) -> None:
    inner = mail(text("Inner words"), part("text/plain", b"deep", "deep.txt"), line="=_inner")
    found = members(tmp_path, mail(text(), attached_mail(inner), attached_mail(inner, "Re: ladders")))
    assert [one.name for one in found] == ["attached message.eml", "Re: ladders.eml"]
    (deep,) = members(tmp_path, content(tmp_path, found[0]))
    assert (deep.name, content(tmp_path, deep)) == ("deep.txt", b"deep")


def test_a_logo_is_excluded_by_rule_and_a_photograph_is_evidence(tmp_path: Path) -> None:
    shown = "".join(f"<img src='cid:{name}@x'>" for name in ("logo", "photo"))
    html = part("text/html", f"<p>Look</p>{shown}".encode())
    pictures = [
        part("image/png", picture(*size), f"{name}.png", f"Content-ID: <{name}@x>\r\n")
        for name, size in (("logo", (200, 80)), ("photo", (640, 480)), ("unshown", (200, 80)))
    ]
    found = members(tmp_path, HEAD.encode() + multipart("related", [html, *pictures]))
    assert [(one.name, one.excluded_by) for one in found] == [
        ("logo.png", INLINE_PICTURE),
        ("photo.png", None),
        ("unshown.png", None),
    ]


def test_the_signature_file_is_excluded_by_rule(tmp_path: Path) -> None:
    signed = multipart("signed", [text(), part("application/pkcs7-signature", b"\x30\x80", "smime.p7s")])
    (member,) = members(tmp_path, HEAD.encode() + signed)
    assert member.excluded_by == SIGNATURE


def test_an_encrypted_part_is_an_exception_of_its_own(tmp_path: Path) -> None:
    locked = multipart("encrypted", [part("application/pgp-encrypted", b"Version: 1")], "=_locked")
    (member,) = members(tmp_path, mail(text(), locked))
    assert member.exception is ExceptionClass.PASSWORD_REQUIRED


def test_attachments_and_their_bytes_are_limited(tmp_path: Path) -> None:
    many = mail(text(), *(part("text/plain", b"x", f"{number}.txt") for number in range(21)))
    with pytest.raises(InputError) as caught:
        members(tmp_path, many)
    assert caught.value.exception_class is ExceptionClass.CONTAINER_LIMIT
    with pytest.raises(InputError):
        members(tmp_path, mail(text(), part("text/plain", b"x" * 100, "a.txt")), ContainerLimits(20, 99, 100))


def test_an_outlook_message_gives_its_attachments(tmp_path: Path) -> None:
    found = members(tmp_path, msg_of(Mail(attached=[Attached("plan.pdf", b"%PDF"), Attached("big.bin", b"x" * 9000)])))
    assert [(one.name, one.size) for one in found] == [("plan.pdf", 4), ("big.bin", 9000)]
    assert content(tmp_path, found[1]) == b"x" * 9000


def test_a_message_inside_an_outlook_message_is_written_out_and_said_so(tmp_path: Path) -> None:
    logo = Attached("logo.png", picture(100, 50), content_id="logo@x")
    deepest = Mail(subject="Deepest", body="Third words", attached=[Attached("deep.txt", b"deep")])
    inner = Mail(subject="Re: a/b é", body="Second words é", html=b"<p>Second <img src='cid:logo@x'></p>",
                 attached=[logo, Attached("fwd.msg", deepest, 5), Attached("on the cloud.docx", None, 7)])  # fmt: skip
    (member, lost) = members(tmp_path, msg_of(Mail(attached=[Attached("Re: a/b", inner, 5)])))
    assert member.name == "Re: a_b.eml" and "written out" in str(member.note)
    assert (lost.name, lost.exception) == ("Re: a_b.eml/on the cloud.docx", ExceptionClass.UNSUPPORTED)
    data = content(tmp_path, member)
    letter = letter_of(data)
    assert dict(letter.headers)["Subject"] == "Re: a/b é" and dict(letter.headers)["Date"].startswith("Tue, 17 Feb")
    assert letter.sections[0].plain is not None and "words é" in letter.sections[0].plain.data.decode()
    below = members(tmp_path, data)
    assert [(one.name, one.excluded_by) for one in below] == [("logo.png", INLINE_PICTURE), ("fwd.eml", None)]
    (deep,) = members(tmp_path, content(tmp_path, below[1]))
    assert content(tmp_path, deep) == b"deep"


def test_the_same_message_is_written_out_the_same(tmp_path: Path) -> None:
    data = msg_of(Mail(attached=[Attached("in.msg", Mail(attached=[Attached("a.txt", b"a")]), 5)]))
    first = content(tmp_path, members(tmp_path, data)[0])
    assert first == content(tmp_path, members(tmp_path, data)[0])


def test_headers_of_a_written_message_make_no_headers_of_their_own(tmp_path: Path) -> None:
    inner = Mail(subject="Minutes\r\nX-Evil: yes\r\n\r\nbody", attached=[Attached('a"\r\nX-Evil: b.txt', b"a")])
    (member,) = members(tmp_path, msg_of(Mail(attached=[Attached("in.msg", inner, 5)])))
    assert not any(line.startswith(b"X-Evil") for line in content(tmp_path, member).splitlines())


def test_a_link_in_an_outlook_message_says_that_the_file_is_elsewhere(tmp_path: Path) -> None:
    (member,) = members(tmp_path, msg_of(Mail(attached=[Attached("on the cloud.docx", None, 7)])))
    assert member.exception is ExceptionClass.UNSUPPORTED
    assert "only points to" in str(member.message) and "the file itself" in str(member.remedy)


def mailbox(*mails: bytes) -> bytes:
    return b"".join(b"From x@y Tue Feb 17 10:15:00 2026\n" + one.replace(b"\r\n", b"\n") + b"\n" for one in mails)


def test_every_message_of_a_mailbox_is_one_member(tmp_path: Path) -> None:
    quoted = mail(text()).replace(b"MIME-Version", b"X-Line: 1\r\nMIME-Version")
    words = HEAD.encode() + b"\r\nHello\r\n\r\n>From here it is far.\r\nFrom now on: ladders are tied.\r\n"
    (tmp_path / "box").write_bytes(mailbox(quoted, words, quoted))
    (tmp_path / "scratch").mkdir()
    found = list(expand_mbox(str(tmp_path / "box"), str(tmp_path / "scratch"), LIMITS))
    assert [one.name for one in found] == ["message 0001.eml", "message 0002.eml", "message 0003.eml"]
    second = content(tmp_path, found[1])
    assert b"\nFrom here it is far.\nFrom now on: ladders" in second
    assert content(tmp_path, found[0]) == content(tmp_path, found[2])


def test_a_mailbox_is_known_by_the_line_before_its_first_message() -> None:
    assert is_mbox(mailbox(mail(text())))
    assert SEPARATOR.match(b"From 17@xxx Thu Jan 01 00:00:00 +0000 2026\r\n")
    assert not is_mbox(b"From: Ann\nTo: Bob\n\nHello")
    assert not is_mbox(b"From the yard we go to the shop at noon.\nThen: lunch\n")


def test_too_many_messages_end_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "box").write_bytes(mailbox(*[mail(text())] * 21))
    (tmp_path / "scratch").mkdir()
    with pytest.raises(InputError) as caught:
        list(expand_mbox(str(tmp_path / "box"), str(tmp_path / "scratch"), LIMITS))
    assert caught.value.exception_class is ExceptionClass.CONTAINER_LIMIT
