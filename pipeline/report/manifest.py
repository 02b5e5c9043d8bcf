"""Report: the finished report folder in, manifest-sha256.txt out; and the check of one against the disk."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MANIFEST = "manifest-sha256.txt"
ORIGINALS = "../store/originals"

# One line of sha256sum: 64 hex digits, two blanks, a name of ours. No client name can match.
MANIFEST_LINE = re.compile(r"^([0-9a-f]{64})  ((?:\.\./){0,3}[A-Za-z0-9][A-Za-z0-9._/-]{0,200})$")
# Where originals may lie, seen from the report folder.
ORIGINAL_NAME = re.compile(r"^(?:\.\./){1,3}store/originals/([0-9a-f]{64})$")
# Files of the report itself.
REPORT_NAME = re.compile(r"^(?:pages/)?[A-Za-z0-9][A-Za-z0-9_-]{0,80}(?:\.[A-Za-z0-9]{1,10}){1,2}$")

_CHUNK = 1 << 20

DifferenceKind = Literal["changed", "missing", "unlisted", "unreadable", "no_manifest", "bad_line"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the manifest says; ``name`` is never a client's file name."""

    kind: DifferenceKind
    name: str


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def report_files(folder: Path) -> tuple[str, ...]:
    """The report's own files, as the manifest names them; a folder of another instrument has its own manifest."""
    names = [path.name for path in folder.iterdir() if path.is_file() and path.name != MANIFEST]
    pages = folder / "pages"
    if pages.is_dir():
        names += [f"pages/{path.name}" for path in pages.iterdir() if path.is_file()]
    return tuple(sorted(names))


def write_manifest(folder: Path, originals: Collection[str], originals_at: str = ORIGINALS) -> None:
    """Write the manifest of a finished folder: its files, then the originals (whose hash is their name)."""
    lines = [f"{file_hash(folder / name)}  {name}\n" for name in report_files(folder)]
    lines += [f"{sha256}  {originals_at}/{sha256}\n" for sha256 in sorted(set(originals))]
    (folder / MANIFEST).write_text("".join(lines), encoding="ascii", newline="\n")


def _check_line(folder: Path, expected: str, name: str) -> Difference | None:
    path = folder / name
    try:
        if path.is_symlink() or not path.is_file():
            return Difference("missing", name)
        return None if file_hash(path) == expected else Difference("changed", name)
    except OSError:
        return Difference("unreadable", name)


def check(folder: Path, originals: bool = True) -> tuple[Difference, ...]:
    """Compare the folder and the originals with the manifest; empty when all is as it was written.

    Args:
        originals: False leaves the originals out: the report's own files alone are read.
    """
    try:
        lines = (folder / MANIFEST).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return (Difference("no_manifest", MANIFEST),)
    found: list[Difference] = []
    listed: set[str] = set()
    for number, line in enumerate(lines, start=1):
        match = MANIFEST_LINE.match(line)
        name = match.group(2) if match else ""
        # Only names this program writes are opened: a manifest somebody changed cannot send us elsewhere.
        if match is None or not (REPORT_NAME.match(name) or ORIGINAL_NAME.match(name)):
            found.append(Difference("bad_line", f"line {number}"))
            continue
        listed.add(name)
        if not originals and ORIGINAL_NAME.match(name):
            continue
        difference = _check_line(folder, match.group(1), name)
        if difference is not None:
            found.append(difference)
    unlisted = (name for name in report_files(folder) if name not in listed)
    # A name we did not write may be anything: it is shown only when it could be one of ours.
    found += [Difference("unlisted", name if REPORT_NAME.match(name) else "a file with another name")
              for name in unlisted]  # fmt: skip
    return tuple(found)
