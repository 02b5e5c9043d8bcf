"""What a mail is, whatever program wrote it: header lines, a body in sections, attachments."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.errors import ExceptionClass, InputError

MOST_BYTES = 128 << 20  # a mail is taken apart in memory, several times its size
SHOWN_HEADERS = ("From", "To", "Cc", "Bcc", "Date", "Subject")

_REMEDY = "Ask the client to open it, to save its text as PDF and its attachments as files, and to send those."


@dataclass(frozen=True, slots=True)
class Body:
    """Text as it travels, with the charset its header names."""

    data: bytes
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One stretch of the body, in the ways it may be written; rich text only where there is neither of the others."""

    plain: Body | None = None
    html: Body | None = None
    rich: Body | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file that travels with a mail.

    Args:
        on_page: The body shows it in its text, as a logo or a pasted photograph.
        signature: It is the mail's electronic signature, not a document.
        exception, message, remedy: Why its bytes are not there.
        note: Something worth knowing of it.
        content_id: By which the body shows it.
        lost: What an attached message had attached that is not in its bytes.
    """

    name: str
    data: bytes = b""
    modified_at: datetime | None = None
    on_page: bool = False
    signature: bool = False
    exception: ExceptionClass | None = None
    message: str | None = None
    remedy: str | None = None
    note: str | None = None
    content_id: str = ""
    lost: tuple["Attachment", ...] = ()


def _none() -> Iterator[Attachment]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail.

    Args:
        headers: Name and text of those worth reading, in reading order.
        names: Of the attachments, in their order.
        locked: Its body is encrypted for its recipient.
        attachments: Takes them out, one by one.
    """

    headers: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    names: tuple[str, ...] = ()
    locked: bool = False
    attachments: Callable[[], Iterator[Attachment]] = field(default=_none, compare=False)


def too_large(size: int) -> InputError:
    """The error for a mail that does not fit into a reader's memory."""
    return InputError(ExceptionClass.TOO_LARGE, f"The mail has {size >> 20} MB, more than this program reads.", _REMEDY)


def damaged() -> InputError:
    """The error for a mail that cannot be taken apart."""
    return InputError(
        ExceptionClass.DAMAGED, "The mail is damaged and cannot be opened.", "Ask the client to save and send it again."
    )


def locked() -> InputError:
    """The error for a mail that only its recipient can read."""
    return InputError(
        ExceptionClass.PASSWORD_REQUIRED, "The mail is encrypted; only its recipient can open it.", _REMEDY
    )
