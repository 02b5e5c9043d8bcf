"""A letter → the bytes of an EML file, always the same for the same letter."""

import base64
import hashlib
from collections.abc import Iterable
from email.header import Header

from pipeline.mail.letter import Attachment, Body, Letter

LINE = 76


def written(letter: Letter, attachments: Iterable[Attachment]) -> bytes:
    """The letter as a mail, with those attachments whose bytes are there."""
    fields = [f"{name}: {_field(text)}" for name, text in letter.headers]
    parts: list[bytes] = []
    for section in letter.sections:
        writings = [_text(section.plain, "plain"), _text(section.html, "html"), _text(section.rich, "rtf")]
        both = [one for one in writings if one]
        parts.append(_multipart("alternative", both) if len(both) == 2 else both[0] if both else b"")
    parts += [_file(one) for one in attachments]
    top = "\r\n".join([*fields, "MIME-Version: 1.0"]).encode("ascii", "replace")
    return top + b"\r\n" + _multipart("mixed", [one for one in parts if one])


def _field(text: str) -> str:
    """A header in ASCII, whatever it says; line ends in it would make headers of their own."""
    line = " ".join(text.split())
    return line if line.isascii() and len(line) < 800 else Header(line, "utf-8").encode()


def _text(body: Body | None, kind: str) -> bytes:
    if body is None:
        return b""
    charset = f"; charset={body.charset}" if body.charset else ""
    return _part(f"text/{kind}{charset}", "", body.data)


def _file(attachment: Attachment) -> bytes:
    name = Header(" ".join(attachment.name.split()).replace('"', "'"), "utf-8").encode(linesep="")
    fields = f'Content-Disposition: attachment; filename="{name}"\r\n'
    if attachment.content_id:
        fields += f"Content-ID: <{_field(attachment.content_id)}>\r\n"
    if attachment.note:  # a mail inside a mail travels as it is
        return f"Content-Type: message/rfc822\r\n{fields}\r\n".encode("ascii", "replace") + attachment.data
    return _part("application/octet-stream", fields, attachment.data)


def _part(kind: str, fields: str, data: bytes) -> bytes:
    packed = base64.b64encode(data)
    lines = b"\r\n".join(packed[at : at + LINE] for at in range(0, len(packed), LINE))
    return (
        f"Content-Type: {kind}\r\n{fields}Content-Transfer-Encoding: base64\r\n\r\n".encode("ascii", "replace") + lines
    )


def _multipart(kind: str, parts: list[bytes]) -> bytes:
    """Parts behind a line made from what they hold: it is the same for the same letter, and in none of them."""
    line = f"=_{hashlib.sha256(b'|'.join(parts)).hexdigest()[:40]}"
    head = f'Content-Type: multipart/{kind}; boundary="{line}"\r\n\r\n'.encode()
    return head + b"".join(b"--%s\r\n%s\r\n" % (line.encode(), part) for part in parts) + f"--{line}--\r\n".encode()
