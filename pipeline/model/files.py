"""Files as received: items, their terminal states, what their bytes are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.errors import ExceptionClass


class TerminalState(StrEnum):
    """Where every discovered item ends, exactly one each."""

    PROCESSED = "processed"
    DUPLICATE = "duplicate"
    CONTAINER = "container"
    EXCLUDED = "excluded"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class Item:
    """One discovered location: a file of the inbox, an archive member or an attachment.

    Args:
        path: The way through the containers; each segment uses "/".
        sha256: Of the bytes; None when they could not be read at all.
        evidence_number: Bound to the content; a duplicate shows its original's number.
        size: Bytes.
        received_at: When this item was first seen by an intake, UTC.
        modified_at: The file system's or archive's date, UTC; None when not known.
        state: None until the item has reached its terminal state.
        duplicate_of: ``shown_path`` of the first location of the same bytes.
        excluded_by: Name of the rule.
        note: Something worth knowing, e.g. that the name says PDF and the bytes say PNG.
        remedy: What to do about an exception that is this location's own; None shows that of its content or class.
    """

    path: tuple[str, ...]
    sha256: str | None
    evidence_number: int | None
    size: int
    received_at: datetime
    modified_at: datetime | None = None
    media_type: str | None = None
    state: TerminalState | None = None
    duplicate_of: str | None = None
    excluded_by: str | None = None
    exception: ExceptionClass | None = None
    note: str | None = None
    remedy: str | None = None

    @property
    def shown_path(self) -> str:
        """The path as reports print it: segments joined by " › "."""
        return " › ".join(self.path)


@dataclass(frozen=True, slots=True)
class Identified:
    """What the bytes are: answer of step 2.

    Args:
        container: It only holds other files: an archive.
        members: It is a document that carries other files: a mail, a PDF with attached files.
    """

    media_type: str
    pages: int
    encrypted: bool = False
    container: bool = False
    note: str | None = None
    members: bool = False
