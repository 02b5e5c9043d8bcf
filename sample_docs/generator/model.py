"""The nouns of the generator: what a file of the dump holds and what is true of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Signed = Literal["typed", "drawn", "digital", "app", "none", "cannot_tell"]
Condition = Literal[
    "clean", "skewed", "rotated90", "rotated180", "noisy", "photo", "handwritten", "table", "pale", "fax", "coloured",
    "spread",
]  # fmt: skip
Maker = Callable[[], bytes]
Packer = Callable[[Sequence[tuple[str, bytes]]], bytes]


@dataclass(frozen=True)
class When:
    """The evidence date as the plan has it.

    Args:
        value: ISO date, or None when nobody could read one.
        role: Which date of the document it is.
        alternatives: Both readings of an ambiguous date.
    """

    value: str | None
    role: str | None
    state: Literal["read", "ambiguous", "illegible", "absent"] = "read"
    alternatives: tuple[str, ...] = ()


NO_DATE = When(None, None, "absent")


@dataclass(frozen=True)
class Doc:
    """One logical document: its words, its looks and its truth.

    Args:
        body: Text in the small mark-up of ``markup.py``.
        paper: House style, a key of ``papers.PAPERS``.
        head: Header fields the house style prints (number, revision, ...).
        hand: Handwriting font of filled-in parts; None for typed documents.
        blank_after: Pages of the document, backs included, behind which the empty back of the sheet follows.
    """

    type: str
    title: str
    body: str
    paper: str
    date: When = NO_DATE
    signed: Signed = "none"
    blank: bool = False
    site: str | None = None
    company: str | None = None
    language: str = "en"
    restricted: bool = False
    version_group: str | None = None
    head: tuple[str, ...] = ()
    hand: str | None = None
    blank_after: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scan:
    """How paper became pixels.

    Args:
        angle: Degrees of slant.
        codec: "g4" for a black-and-white office scanner, "jpeg" for a grey one.
        measure: How recognition of these pages is measured against ``truth_text``; None: not measured.
    """

    dpi: int
    condition: Condition
    angle: float = 0.0
    codec: Literal["g4", "jpeg"] = "jpeg"
    quality: int = 50
    noise: float = 3.0
    measure: Literal["cer", "f1"] | None = None


Kind = Literal[
    "pdf", "scan", "mixed", "garbage", "docx", "xlsx", "photo", "tiff", "raw", "zip", "copy", "encrypted", "made",
    "packed",
]  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: title rows, a header and rows of cells (text, number or ISO date)."""

    name: str
    above: tuple[tuple[str, ...], ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class FileSpec:
    """One file of the dump, with its terminal state and its documents.

    Args:
        path: Inside the inbox, or inside its archive.
        typed_pages: Of a mixed file: how many leading pages stay typed.
        members: Of an archive, a mail or a PDF with files in it: what it holds, in order.
        raw: Of a raw file: its bytes.
        maker: Of a made file: what writes its bytes.
        packer: Of a packed file: what writes its bytes around those of its members, given with their names.
        counts: Pages of each document, where drawing does not tell.
        same_as: Of an exact copy: the shown path of the first location of the same bytes.
    """

    path: str
    kind: Kind
    purpose: str
    docs: tuple[Doc, ...] = ()
    scan: Scan | None = None
    state: Literal["processed", "duplicate", "container", "excluded", "exception"] = "processed"
    exception: str | None = None
    excluded_by: str | None = None
    same_as: str | None = None
    typed_pages: int = 0
    sheets: tuple[Sheet, ...] = ()
    members: tuple["FileSpec", ...] = ()
    raw: bytes = field(default=b"", repr=False)
    maker: Maker | None = None
    packer: Packer | None = None
    counts: tuple[int, ...] = ()
