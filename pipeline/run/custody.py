"""Custody: are the originals, the client's files and the report still what was recorded?"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.inbox import discover
from pipeline.report.manifest import MANIFEST, check, file_hash
from pipeline.run.publishing import manifest_note
from pipeline.run.workspace import Workspace

KIND_OF_REPORT_CHANGE = {
    "changed": "differs from its recorded hash",
    "missing": "is listed and not there",
    "unlisted": "is not listed in the manifest",
    "unreadable": "cannot be read",
    "no_manifest": "is missing: nothing can be compared",
    "bad_line": "is not a line this program wrote",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was recorded.

    Args:
        kind: "original", "inbox" or "report".
        what: Path in the inbox, name in the report, or hash of an original.
    """

    kind: str
    what: str
    message: str


def differences(workspace: Workspace) -> tuple[Difference, ...]:
    """Compare everything on disk with its recorded hash; empty when all is as it was."""
    return (*_originals(workspace), *_inbox(workspace), *_report(workspace))


def _originals(workspace: Workspace) -> list[Difference]:
    found = []
    for sha256 in sorted({item.sha256 for item in workspace.ledger.items() if item.evidence_number and item.sha256}):
        original = workspace.folders.originals / sha256
        if not original.is_file():
            found.append(Difference("original", sha256, "the kept original is missing"))
        else:
            found += _compared("original", sha256, original, sha256, "the kept original was changed")
    return found


def _inbox(workspace: Workspace) -> list[Difference]:
    recorded = {item.path[0]: item for item in workspace.ledger.items() if len(item.path) == 1}
    found = []
    for one in discover(workspace.folders.inbox):
        item = recorded.pop(one.name, None)
        if item is None:
            found.append(Difference("inbox", one.name, "came after the last run; run again to read it"))
        elif item.sha256 and one.problem is not None:
            found.append(Difference("inbox", one.name, "was a file when it was received and is none now"))
        elif item.sha256:
            found += _compared("inbox", one.name, one.file, item.sha256, "was changed after it was received")
    found += [Difference("inbox", name, "was received and is no longer there") for name in recorded]
    return found


def _compared(kind: str, what: str, file: Path, sha256: str, changed: str) -> list[Difference]:
    try:
        return [] if file_hash(file) == sha256 else [Difference(kind, what, changed)]
    except OSError as error:
        return [Difference(kind, what, f"cannot be read ({error.strerror})")]


def _report(workspace: Workspace) -> list[Difference]:
    folder = workspace.folders.report
    if not folder.is_dir():
        return [Difference("report", "report", "there is no report; run first")]
    rows = _part(folder, "", workspace.ledger.note)
    for part in sorted(path for path in folder.iterdir() if path.is_dir() and path.name != "pages"):
        rows += _part(part, part.name, workspace.ledger.note)
    return rows


def _part(folder: Path, part: str, note: Callable[[str], str | None]) -> list[Difference]:
    """One report folder against its manifest, and the manifest against the ledger."""
    prefix = f"{part}/" if part else ""
    rows = [
        Difference("report", prefix + one.name, KIND_OF_REPORT_CHANGE.get(one.kind, one.kind))
        for one in check(folder)
        if not one.name.startswith("../")  # originals are compared with the ledger already
    ]
    recorded, manifest = note(manifest_note(part)), folder / MANIFEST
    if recorded is not None and manifest.is_file():
        rows += _compared("report", prefix + MANIFEST, manifest, recorded, KIND_OF_REPORT_CHANGE["changed"])
    return rows
