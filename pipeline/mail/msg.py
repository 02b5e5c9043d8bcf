"""A message saved by Outlook (MSG) → a letter; messages inside it, which have no bytes of their own, as EML."""

from dataclasses import replace
from email.errors import MessageError
from email.parser import HeaderParser
from email.policy import compat32
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from pipeline.errors import ExceptionClass
from pipeline.mail.eml import content_ids, letter_of
from pipeline.mail.headers import readable, shown
from pipeline.mail.letter import MOST_BYTES, SHOWN_HEADERS, Attachment, Body, Letter, Section, damaged, too_large
from pipeline.mail.outlook import (
    EMBEDDED_HEADER,
    INTERNET_CODEPAGE,
    PART_HEADER,
    TOP_HEADER,
    Properties,
    codepage_name,
    properties_of,
)
from pipeline.mail.rich import unpacked_rtf
from pipeline.mail.signed import signed_content
from pipeline.mail.writing import written
from pipeline.ole import open_ole

CLASS, SUBJECT, BODY, HTML, HTML_TEXT, RTF = 0x001A, 0x0037, 0x1000, 0x1013, 0x1013, 0x1009
SENT, DELIVERED, TRANSPORT = 0x0039, 0x0E06, 0x007D
SENDER, SENDER_MAIL, SENDER_SMTP, BEHALF = 0x0C1A, 0x0C1F, 0x5D01, 0x0042
TO, CC, BCC = 0x0E04, 0x0E03, 0x0E02
ATTACHED, METHOD, LONG_NAME, SHORT_NAME, SHOWN_NAME = 0x3701, 0x3705, 0x3707, 0x3704, 0x3001
MIME_TYPE, CONTENT_ID, HIDDEN, FLAGS, CHANGED = 0x370E, 0x3712, 0x7FFE, 0x3714, 0x3008
LINKS, EMBEDDED = (2, 3, 4, 7), 5
DEEPEST = 8
SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature")

# What python-oxmsg and olefile let through on broken files.
BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, EOFError,
          OverflowError)  # fmt: skip

_NOTE = "This message had no file of its own inside the mail; it was written out from what the mail keeps of it."


def read_msg(path: str) -> Letter:
    """Take a mail apart.

    Raises:
        InputError: ``too_large`` or ``damaged``.
    """
    size = Path(path).stat().st_size
    if size > MOST_BYTES:
        raise too_large(size)
    try:
        return _letter(_storage(path), TOP_HEADER, 0)
    except BROKEN:
        raise damaged() from None


def _storage(path: str) -> Any:
    from oxmsg.storage import Storage

    with open_ole(Path(path)) as ole:
        return Storage.from_ole(ole)


def _letter(storage: Any, header: int, depth: int) -> Letter:
    own = properties_of(storage, header)
    parts = [Properties(one, PART_HEADER, own.codepage) for one in storage.iter_attachment_storages()]
    headers = _headers(own)
    kind = own.text(CLASS).casefold()
    transport = _transport(own).get_content_type()
    if ".smime" in kind or transport in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        return _sealed(parts, headers, kind)
    section = _section(own)
    pasted = content_ids(section.html.data) if section.html else frozenset()
    return Letter(
        headers=headers,
        sections=(section,) if section != Section() else (),
        names=tuple(_name(part, number) for number, part in enumerate(parts, 1)),
        attachments=lambda: (_attachment(part, number, pasted, depth) for number, part in enumerate(parts, 1)),
    )


def _sealed(parts: list[Properties], headers: tuple[tuple[str, str], ...], kind: str) -> Letter:
    """A signed or encrypted message: all of it is kept as one attachment."""
    data = parts[0].binary(ATTACHED) if len(parts) == 1 else None
    if data is not None and "multipartsigned" not in kind:
        data = signed_content(data)
    if data is None:
        return Letter(headers=headers, locked=True)
    return replace(letter_of(data), headers=headers)


def _transport(own: Properties) -> Any:
    try:
        return HeaderParser(policy=compat32).parsestr(own.text(TRANSPORT))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return HeaderParser(policy=compat32).parsestr("")


def _headers(own: Properties) -> tuple[tuple[str, str], ...]:
    """What the message kept of its way through the mail servers, else what Outlook itself knows."""
    kept = dict(shown(_transport(own)))
    moment = own.time(SENT) or own.time(DELIVERED)
    known = {
        "From": _sender(own),
        "To": own.text(TO),
        "Cc": own.text(CC),
        "Bcc": own.text(BCC),
        "Date": format_datetime(moment) if moment else "",
        "Subject": own.text(SUBJECT),
    }
    rows = ((name, kept.get(name) or readable(known[name])) for name in SHOWN_HEADERS)
    return tuple((name, text) for name, text in rows if text)


def _sender(own: Properties) -> str:
    name = own.text(SENDER) or own.text(BEHALF)
    address = own.text(SENDER_SMTP) or own.text(SENDER_MAIL)
    if "@" not in address or address == name:
        return name or address
    return f"{name} <{address}>" if name else address


def _section(own: Properties) -> Section:
    plain = own.text(BODY)
    html = own.binary(HTML)
    if html is None and (text := own.text(HTML_TEXT)):
        html = text.encode("utf-8")
        charset: str | None = "utf-8"
    else:
        charset = codepage_name(own.number(INTERNET_CODEPAGE))
    if plain.strip() or html:
        text_body = Body(plain.encode("utf-8", "replace"), "utf-8") if plain.strip() else None
        return Section(text_body, Body(html, charset) if html else None)
    rich = unpacked_rtf(own.binary(RTF) or b"")
    return Section(rich=Body(rich) if rich else None)


def _name(part: Properties, number: int) -> str:
    shown_name = readable(part.text(LONG_NAME) or part.text(SHORT_NAME) or part.text(SHOWN_NAME))
    if part.inner(ATTACHED) is not None:
        stem = shown_name[:-4] if shown_name.casefold().endswith((".msg", ".eml")) else shown_name
        return f"{stem.replace('/', '_') or 'attached message'}.eml"
    return shown_name or f"attachment {number}"


def _attachment(part: Properties, number: int, pasted: frozenset[str], depth: int) -> Attachment:
    name = _name(part, number)
    try:
        return _taken(part, name, pasted, depth)
    except BROKEN:
        return Attachment(name, exception=ExceptionClass.DAMAGED, message="This attachment is damaged.")


def _taken(part: Properties, name: str, pasted: frozenset[str], depth: int) -> Attachment:
    moment = part.time(CHANGED)
    own_id = part.text(CONTENT_ID).strip("<> ").casefold()
    on_page = own_id in pasted if own_id else bool(part.number(HIDDEN))
    data = part.binary(ATTACHED)
    if data is not None:
        signature = part.text(MIME_TYPE).casefold() in SIGNATURES
        return Attachment(name, data, moment, on_page, signature, content_id=own_id)
    inner = part.inner(ATTACHED)
    if inner is not None and any(one.name == "__properties_version1.0" for one in inner.streams):
        return _embedded(inner, name, moment, depth)
    if part.number(METHOD) in LINKS:
        message = "The mail only points to this file; the file itself did not travel with it."
        remedy = "Ask the client for the file itself."
        return Attachment(name, exception=ExceptionClass.UNSUPPORTED, message=message, remedy=remedy)
    message = "This is an object pasted into the mail by another program, which cannot be taken out here."
    remedy = "Open the mail in Outlook, save the object as a file and put it into the inbox."
    return Attachment(name, exception=ExceptionClass.UNSUPPORTED, message=message, remedy=remedy)


def _embedded(storage: Any, name: str, moment: Any, depth: int) -> Attachment:
    if depth >= DEEPEST:
        message = f"Messages stand inside each other more than {DEEPEST} deep."
        return Attachment(name, exception=ExceptionClass.CONTAINER_LIMIT, message=message)
    letter = _letter(storage, EMBEDDED_HEADER, depth + 1)
    every = tuple(letter.attachments())
    lost = [one for one in every if one.exception is not None]
    for one in every:
        lost += [replace(below, name=f"{one.name}/{below.name}") for below in one.lost]
    here = tuple(one for one in every if one.exception is None)
    return Attachment(name, written(letter, here), moment, note=_NOTE, lost=tuple(lost))
