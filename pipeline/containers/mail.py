"""Mail → its attachments as members; small pictures that only dress the text are told from photographs."""

import io
from collections.abc import Iterator
from dataclasses import replace

from pipeline.containers.limits import ContainerLimits, Member, Unpacked, shown_name
from pipeline.mail.eml import read_eml
from pipeline.mail.letter import Attachment, Letter
from pipeline.mail.msg import read_msg

EML, MSG = "message/rfc822", "application/vnd.ms-outlook"
INLINE_PICTURE, SIGNATURE = "inline picture of a mail", "signature file of a mail"
DRESS_PIXELS = 50_000  # a logo, a rule, an icon; the smallest photograph that shows anything has more
DRESS_BYTES = 64 << 10


def expand_eml(path: str, scratch: str, limits: ContainerLimits, passwords: tuple[str, ...] = ()) -> Iterator[Member]:
    """Write every attachment of an EML mail to ``scratch/<index>`` and yield it.

    Raises:
        InputError: Damaged, too large, or over a limit; members yielded before stay valid.
    """
    yield from _members(read_eml(path), Unpacked(scratch, limits))


def expand_msg(path: str, scratch: str, limits: ContainerLimits, passwords: tuple[str, ...] = ()) -> Iterator[Member]:
    """Write every attachment of an MSG mail to ``scratch/<index>`` and yield it.

    Raises:
        InputError: As ``expand_eml``.
    """
    yield from _members(read_msg(path), Unpacked(scratch, limits))


def _members(letter: Letter, unpacked: Unpacked) -> Iterator[Member]:
    for index, one in enumerate(_with_lost(letter.attachments())):
        unpacked.allow(index + 1, "attachments")
        name = shown_name(one.name)
        if one.exception is not None:
            yield Member(index, name, 0, one.modified_at, one.exception, one.message, one.remedy)
            continue
        size = unpacked.save(index, one.data)
        yield Member(index, name, size, one.modified_at, note=one.note, excluded_by=_rule(one))


def _with_lost(attachments: Iterator[Attachment]) -> Iterator[Attachment]:
    """The attachments, and behind an attached message what was not written with it."""
    for one in attachments:
        yield one
        for lost in one.lost:
            yield replace(lost, name=f"{one.name}/{lost.name}")


def _rule(attachment: Attachment) -> str | None:
    if attachment.signature:
        return SIGNATURE
    return INLINE_PICTURE if attachment.on_page and _is_dress(attachment.data) else None


def _is_dress(data: bytes) -> bool:
    """Whether an attachment is a picture too small to show anything but a logo."""
    from PIL import Image

    if len(data) > DRESS_BYTES:
        return False
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return width * height < DRESS_PIXELS
