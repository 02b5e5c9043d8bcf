"""A mail as it travels (EML, Apple's EMLX) → a letter."""

import io
import mimetypes
import re
from dataclasses import dataclass, replace
from email.generator import BytesGenerator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path
from urllib.parse import unquote

from pipeline.errors import ExceptionClass
from pipeline.mail.headers import BROKEN, charset, file_name, header, shown
from pipeline.mail.letter import MOST_BYTES, Attachment, Body, Letter, Section, damaged, too_large
from pipeline.mail.signed import signed_content

DEEPEST = 40
SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
WRITINGS = {"text/plain": "plain", "text/html": "html", "text/rtf": "rich"}
OTHER_WRITINGS = ("text/x-amp-html", "text/enriched", "text/watch-html")  # of a body that is there as plain text too
CONTENT_ID = re.compile(rb"cid:([^\"'\s<>)]{1,300})", re.IGNORECASE)
EMLX_COUNT = re.compile(rb"\s{0,8}(\d{1,12})[ \t]{0,8}\r?\n")
PGP = b"-----BEGIN PGP MESSAGE-----"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part that holds no parts."""

    part: Message
    kind: str
    locked: bool = False


def read_eml(path: str) -> Letter:
    """Take a mail apart.

    Raises:
        InputError: ``too_large`` or ``damaged``.
    """
    file = Path(path)
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise too_large(size)
    return letter_of(file.read_bytes())


def letter_of(data: bytes) -> Letter:
    """Take a mail apart that is at hand.

    Raises:
        InputError: ``damaged``.
    """
    try:
        return _letter(BytesParser(policy=compat32).parsebytes(_without_wrapping(data)))
    except BROKEN:
        raise damaged() from None


def _without_wrapping(data: bytes) -> bytes:
    """EMLX puts the mail's length before it and a property list behind it."""
    count = EMLX_COUNT.match(data)
    if count is None:
        return data.lstrip(b"\r\n\t ")
    return data[count.end() : count.end() + int(count.group(1))]


def _letter(message: Message) -> Letter:
    top = _kind(message)
    if top in SEALED or top == "multipart/encrypted":
        inner = signed_content(_bytes(message)) if top in SEALED else None
        if inner is None:
            return Letter(headers=shown(message), locked=True)
        return replace(letter_of(inner), headers=shown(message))
    sections, others = _sorted(message)
    if len(sections) == 1 and not others and _is_pgp(sections[0]):
        return Letter(headers=shown(message), locked=True)
    pasted = _pasted(sections)
    return Letter(
        headers=shown(message),
        sections=tuple(sections),
        names=tuple(_name(leaf, number) for number, leaf in enumerate(others, 1)),
        attachments=lambda: (_attachment(leaf, number, pasted) for number, leaf in enumerate(others, 1)),
    )


def _is_pgp(section: Section) -> bool:
    return section.plain is not None and section.plain.data.lstrip().startswith(PGP)


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except BROKEN:
        return "application/octet-stream"


def _sorted(message: Message) -> tuple[list[Section], list[Leaf]]:
    """The parts of the body, and everything else."""
    sections: list[Section] = []
    others: list[Leaf] = []
    _sort(message, sections, others, 0)
    return sections, others


def _sort(part: Message, sections: list[Section], others: list[Leaf], depth: int) -> None:
    kind = _kind(part)
    if kind == "multipart/encrypted" or depth > DEEPEST:
        others.append(Leaf(part, kind, locked=kind == "multipart/encrypted"))
    elif kind == "multipart/alternative" and part.is_multipart():
        _sort_alternatives(part, sections, others, depth)
    elif kind.startswith("multipart/") and part.is_multipart():
        for child in _children(part):
            _sort(child, sections, others, depth + 1)
    elif kind in WRITINGS and not _is_file(part):
        sections.append(Section(**{WRITINGS[kind]: Body(_bytes(part), charset(part))}))
    else:
        others.append(Leaf(part, kind))


def _sort_alternatives(part: Message, sections: list[Section], others: list[Leaf], depth: int) -> None:
    """Several writings of one text: kept side by side."""
    own: list[Section] = []
    besides: list[Leaf] = []
    for child in _children(part):
        _sort(child, own, besides, depth + 1)
    plain = _joined([one.plain for one in own if one.plain], b"\n\n")
    html = _joined([one.html for one in own if one.html], b"<br>")
    if len(plain) <= 1 and len(html) <= 1 and (plain or html):
        sections.append(Section(plain[0] if plain else None, html[0] if html else None))
        besides = [leaf for leaf in besides if leaf.kind not in OTHER_WRITINGS]
    else:
        sections += own
    others += besides


def _joined(bodies: list[Body], between: bytes) -> list[Body]:
    """Stretches of one writing as one, where they are in one charset; those that say nothing are left out."""
    said = [one for one in bodies if one.data.strip()]
    if len({one.charset for one in said}) != 1:
        return said
    return [Body(between.join(one.data for one in said), said[0].charset)]


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _is_file(part: Message) -> bool:
    try:
        disposition = (part.get_content_disposition() or "").casefold()
    except BROKEN:
        disposition = ""
    return disposition == "attachment" or bool(file_name(part))


def _bytes(part: Message) -> bytes:
    """What a part carries; a whole mail or several parts are written out as they came."""
    inner = part.get_payload()
    if isinstance(inner, list):
        if _kind(part) == "message/rfc822" and inner:
            first = inner[0]
            encoding = header(part, "Content-Transfer-Encoding").casefold()
            if encoding in ("base64", "quoted-printable") and isinstance(first, Message):
                first.add_header("Content-Transfer-Encoding", encoding)
                return bytes(first.get_payload(decode=True) or b"")
            return _written(first)
        return b"\n".join(_written(one) for one in inner)
    data = part.get_payload(decode=True)
    if isinstance(data, bytes):
        return data
    return str(inner or "").encode("utf-8", "surrogateescape")


def _written(message: Message | str) -> bytes:
    if isinstance(message, str):
        return message.encode("utf-8", "surrogateescape")
    out = io.BytesIO()
    BytesGenerator(out, mangle_from_=False, maxheaderlen=0).flatten(message)
    return out.getvalue()


def _pasted(sections: list[Section]) -> frozenset[str]:
    """Content ids that the body shows."""
    found: set[str] = set()
    for section in sections:
        if section.html is not None:
            found |= content_ids(section.html.data)
    return frozenset(found)


def content_ids(html: bytes) -> frozenset[str]:
    """Which attachments an HTML body shows in its text, by their content ids."""
    return frozenset(unquote(match.decode("utf-8", "replace")).casefold() for match in CONTENT_ID.findall(html))


def _name(leaf: Leaf, number: int) -> str:
    if name := file_name(leaf.part):
        return name if leaf.kind != "message/rfc822" or "." in name else f"{name}.eml"
    if leaf.kind == "message/rfc822":
        return "attached message.eml"
    if leaf.locked:
        return "encrypted part"
    suffix = ".txt" if leaf.kind == "message/delivery-status" else mimetypes.guess_extension(leaf.kind) or ""
    return f"attachment {number}{suffix}"


def _attachment(leaf: Leaf, number: int, pasted: frozenset[str]) -> Attachment:
    name = _name(leaf, number)
    if leaf.locked:
        message = "This part of the mail is encrypted; only its recipient can open it."
        return Attachment(name, exception=ExceptionClass.PASSWORD_REQUIRED, message=message)
    try:
        data = _bytes(leaf.part)
    except BROKEN:
        return Attachment(name, exception=ExceptionClass.DAMAGED, message="This attachment is damaged.")
    own_id = header(leaf.part, "Content-ID").strip("<> ").casefold()
    return Attachment(name, data, on_page=bool(own_id) and own_id in pasted, signature=leaf.kind in SIGNATURES)
