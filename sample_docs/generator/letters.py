"""Writes mails as they travel (EML) and as mail programs keep many of them (mbox), without a trace of the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from zlib import crc32


@dataclass(frozen=True)
class Letter:
    """One mail.

    Args:
        body: Plain text; empty for a mail that is HTML only.
        html: The same in HTML.
        logo: A picture that the HTML shows, as ``cid:logo``.
    """

    subject: str
    sender: str
    address: str
    to: str
    day: str
    body: str = ""
    html: str = ""
    logo: bytes = b""

    @property
    def sent(self) -> datetime:
        """The moment it was sent."""
        return datetime.fromisoformat(self.day).replace(tzinfo=UTC)


KINDS = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "png": ("image", "png"),
}


def message(letter: Letter, attachments: Sequence[tuple[str, bytes]]) -> EmailMessage:
    """The mail with its attachments; one named ``.eml`` travels as a mail inside the mail."""
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = f"{letter.sender} <{letter.address}>"
    made["To"] = letter.to
    made["Date"] = format_datetime(letter.sent)
    made["Subject"] = letter.subject
    made["Message-ID"] = f"<{crc32((letter.subject + letter.day).encode()):08x}@kestrelcoulee.invalid>"
    if letter.body:
        made.set_content(letter.body)
    if letter.html and letter.body:
        made.add_alternative(letter.html, subtype="html")
    elif letter.html:
        made.set_content(letter.html, subtype="html")
    if letter.logo:
        shown = made.get_body(("html",))
        assert shown is not None
        shown.add_related(letter.logo, "image", "png", cid="<logo>", filename="image001.png")
    for name, data in attachments:
        if letter.logo and data == letter.logo:
            continue  # it stands beside the HTML already
        suffix = name.rpartition(".")[2]
        if suffix == "eml":
            inner = EmailMessage(policy=policy.SMTP)
            inner["Content-Type"] = "message/rfc822"
            inner["Content-Disposition"] = f'attachment; filename="{name}"'
            inner.set_payload([parsed(data)])
            made.make_mixed()
            made.attach(inner)
        else:
            kind, subtype = KINDS[suffix]
            made.add_attachment(data, kind, subtype, filename=name)
    return made


def parsed(data: bytes) -> EmailMessage:
    """A mail read again, to be put into another one."""
    from email import message_from_bytes

    inner = message_from_bytes(data, policy=policy.SMTP)
    assert isinstance(inner, EmailMessage)
    return inner


def eml(letter: Letter, attachments: Sequence[tuple[str, bytes]]) -> bytes:
    """The mail's bytes with boundaries that depend on the mail alone."""
    made = message(letter, attachments)
    for number, part in enumerate(one for one in made.walk() if one.get_content_maintype() == "multipart"):
        part.set_boundary(f"=_{crc32(letter.subject.encode()):08x}_{number}")
    return made.as_bytes()


def mbox(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Mails one behind the other, as mail programs of the Unix kind keep them."""
    parts = []
    for at, (_, data) in enumerate(members):
        text = data.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
        parts.append(
            b"From office@kestrelcoulee.invalid Wed Sep 30 08:0%d:00 2026\n" % at + text.rstrip(b"\n") + b"\n\n"
        )
    return b"".join(parts)
