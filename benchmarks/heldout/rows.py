"""The truth of rows (`rows.toml`): what tables and lists of some held-out papers hold, read strictly."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.heldout.header import HeldOutError
from benchmarks.heldout.houses import HERE, WORD, HeldOutDocument, House, load_houses

ROWS = HERE / "rows.toml"
SLICES = ("first", "second", "third", "fourth")
FIELDS: dict[str, tuple[str, ...]] = {
    "actions": ("what", "owner", "due", "closed"),
    "findings": ("what", "severity", "action", "owner", "due", "closed"),
    "hazards": ("hazard", "task", "before", "after", "control"),
    "certificates": ("holder", "course", "provider", "completed", "expires"),
}
"""Kinds of row with their fields, the one that names the row first."""
DATED = frozenset({"due", "closed", "completed", "expires"})
# A day as the truth gives it, whatever the paper writes.
ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True)
class TrueRow:
    """One row: its kind and what each field holds, each as the wordings that are right."""

    kind: str
    fields: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class PaperRows:
    """The rows of one paper; `open` are texts that may be told as rows or left out."""

    paper: HeldOutDocument
    slice: str
    rows: tuple[TrueRow, ...]
    topics: tuple[str, ...]
    open: tuple[str, ...]


def load_rows(path: Path = ROWS, houses: tuple[House, ...] | None = None) -> tuple[PaperRows, ...]:
    """The truth of every paper of a file.

    Raises:
        HeldOutError: a paper that is not there or stands twice, an unknown key, or words the paper does not hold.
    """
    papers = {paper.name: paper for house in houses or load_houses() for paper in house.documents}
    found: dict[str, PaperRows] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("paper", ()):
        at = entry.get("at", "")
        if at not in papers or at in found:
            raise HeldOutError(f"{at}: no such paper, or twice")
        found[at] = _entry(papers[at], entry)
    return tuple(found.values())


def _entry(paper: HeldOutDocument, entry: dict[str, Any]) -> PaperRows:
    if strange := set(entry) - {"at", "slice", "topics", "open", *FIELDS}:
        raise HeldOutError(f"{paper.name}: unknown {', '.join(sorted(strange))}")
    if entry.get("slice") not in SLICES:
        raise HeldOutError(f"{paper.name}: slice is one of {', '.join(SLICES)}")
    rows = tuple(_row(paper, kind, row) for kind in FIELDS for row in entry.get(kind, ()))
    topics = tuple(entry.get("topics", ()))
    for text in topics:
        _stands(paper, (text,))
    return PaperRows(paper, entry["slice"], rows, topics, tuple(entry.get("open", ())))


def _row(paper: HeldOutDocument, kind: str, row: dict[str, str]) -> TrueRow:
    if not set(row) <= set(FIELDS[kind]) or FIELDS[kind][0] not in row:
        raise HeldOutError(f"{paper.name}: a row of {kind} has other fields")
    fields = {name: tuple(wording.strip() for wording in value.split("|")) for name, value in row.items()}
    for name, wordings in fields.items():
        if name not in DATED:
            _stands(paper, wordings)
    return TrueRow(kind, fields)


def _stands(paper: HeldOutDocument, wordings: tuple[str, ...]) -> None:
    text = set(words(paper.text))
    if not any(set(words(wording)) <= text for wording in wordings):
        raise HeldOutError(f"{paper.name}: {wordings[0]!r} does not stand there")


def words(text: str) -> Iterator[str]:
    """Words as compared: case and signs do not count."""
    return (match.group() for match in WORD.finditer(text.casefold()))
