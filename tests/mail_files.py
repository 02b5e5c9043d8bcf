"""Mails made in a test, part by part, so that their faults can be written too."""

import base64
from collections.abc import Sequence

HEAD = (
    "From: Ann Lee <ann@example.com>\r\nTo: Bob Roy <bob@example.com>\r\nSubject: Toolbox minutes\r\n"
    "Date: Tue, 17 Feb 2026 10:15:00 -0700\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n"
)


def part(kind: str, data: bytes, name: str = "", fields: str = "") -> bytes:
    """One part, packed as base64."""
    shown = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
    head = f"Content-Type: {kind}\r\n{shown}{fields}Content-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + base64.encodebytes(data).replace(b"\n", b"\r\n")


def attached_mail(mail: bytes, name: str = "") -> bytes:
    shown = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
    return f"Content-Type: message/rfc822\r\n{shown}\r\n".encode() + mail


def multipart(kind: str, parts: Sequence[bytes], line: str = "=_line") -> bytes:
    head = f'Content-Type: multipart/{kind}; boundary="{line}"\r\n\r\n'.encode()
    return head + b"".join(b"--%s\r\n%s\r\n" % (line.encode(), one) for one in parts) + f"--{line}--\r\n".encode()


def text(words: str = "See the attached minutes.") -> bytes:
    return part("text/plain; charset=utf-8", words.encode())


def mail(*parts: bytes, head: str = HEAD, line: str = "=_line") -> bytes:
    """A mail whose first part is its text."""
    return head.encode("utf-8", "surrogateescape") + multipart("mixed", parts or (text(),), line)


def der(tag: int, *content: bytes, endless: bool = False) -> bytes:
    """One value as ASN.1 writes it, with its length or up to an end mark."""
    body = b"".join(content)
    if endless:
        return bytes([tag, 0x80]) + body + b"\0\0"
    if len(body) < 128:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes(4, "big")
    return bytes([tag, 0x84]) + size + body


def sealed(content: bytes, endless: bool = False) -> bytes:
    """A signed piece (PKCS #7 SignedData) around the content; in pieces when it is endless."""
    data_oid = bytes.fromhex("06092a864886f70d010701")
    if endless:
        octets = der(0x24, *(der(0x04, content[at : at + 50]) for at in range(0, len(content), 50)), endless=True)
    else:
        octets = der(0x04, content)
    inner = der(0x30, data_oid, der(0xA0, octets, endless=endless), endless=endless)
    signed = der(0x30, b"\x02\x01\x01", der(0x31), inner, der(0x31), endless=endless)
    return der(0x30, bytes.fromhex("06092a864886f70d010702"), der(0xA0, signed, endless=endless), endless=endless)
