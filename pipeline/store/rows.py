"""What the ledger keeps beside pages and items, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import ExceptionClass, StoreError
from pipeline.model import Understanding

STATES = frozenset({"pending", "identified", "read", "expanded", "exception"})


@dataclass(frozen=True, slots=True)
class Source:
    """What the ledger knows of one content.

    Args:
        state: "pending", "identified", "read", "expanded" or "exception"; only proven work moves it on.
        stamp: Digest of the code, tools and settings that read it.
        members: It is a document that carries files.
        unfolded: Digest of the code and limits under which its members were listed; None while they are not.
    """

    sha256: str
    size: int
    evidence_number: int | None = None
    media_type: str | None = None
    pages: int | None = None
    note: str | None = None
    container: bool = False
    state: str = "pending"
    exception: ExceptionClass | None = None
    message: str | None = None
    remedy: str | None = None
    stamp: str | None = None
    members: bool = False
    unfolded: str | None = None


@dataclass(frozen=True, slots=True)
class StoredMember:
    """One member of an expanded archive: its bytes by hash, or why it could not be unpacked."""

    name: str
    sha256: str | None
    size: int
    modified_at: datetime | None
    exception: ExceptionClass | None = None
    message: str | None = None
    remedy: str | None = None
    note: str | None = None
    excluded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a source that was read could not be understood."""

    exception_class: ExceptionClass
    message: str


@dataclass(frozen=True, slots=True)
class Understandings:
    """What one source was understood to hold.

    Args:
        fault: What went wrong, when it could not be understood.
    """

    documents: tuple[Understanding, ...]
    fault: Fault | None = None


def source_of(row: Mapping[str, object]) -> Source:
    """A row of the ledger as a value.

    Raises:
        StoreError: A word in it is none that this program wrote.
    """
    exception = row["exception"]
    try:
        if row["state"] not in STATES:
            raise ValueError("state")
        found = ExceptionClass(str(exception)) if exception else None
    except ValueError as error:
        raise StoreError(
            "The ledger holds a damaged source row.",
            "Move the store folder aside and run again; everything is read anew from the inbox.",
        ) from error
    return Source(**{**row, "exception": found})  # type: ignore[arg-type]
