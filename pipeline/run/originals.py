"""The kept originals: those that are no longer what their name says are set aside, to be taken from the inbox again."""

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.inbox import disk_error
from pipeline.report.manifest import file_hash
from pipeline.run.faults import note_line
from pipeline.run.workspace import Workspace

FACTS = "originals"  # note of size and dates of every original that was last found to be what its name says
ASIDE = "changed-originals"
HASH_LETTERS = 64


def originals_stand(workspace: Workspace) -> bool:
    """Whether every original of the evidence is there and unchanged."""
    here = {path.name for path in workspace.folders.originals.iterdir()}
    wanted = {item.sha256 for item in workspace.ledger.items() if item.evidence_number and item.sha256}
    return wanted <= here and not list(_changed(workspace))


def set_changed_aside(workspace: Workspace) -> int:
    """Move what was tampered with, or half written when the power failed, out of the way of this run.

    Returns:
        How many were moved; the log of faults names them.

    Raises:
        StoreError: They cannot be moved.
    """
    moved = 0
    try:
        for original in _changed(workspace):
            folder = workspace.folders.store / ASIDE
            folder.mkdir(exist_ok=True, mode=0o700)
            free = (folder / f"{original.name}-{number}" for number in range(1, 1 << 30))
            original.replace(next(place for place in free if not place.exists()))
            note_line(workspace, f"{original.name} was not what its name says; it was moved to {ASIDE}")
            moved += 1
    except OSError as error:
        raise disk_error(error) from error
    return moved


def facts_note(workspace: Workspace) -> str:
    """What the next run compares with: an original whose size and dates are the same is not hashed again."""
    return json.dumps({path.name: facts for path, facts in _facts(workspace)})


def _changed(workspace: Workspace) -> Iterator[Path]:
    """Originals whose bytes have another hash; only those are read whose size or dates moved since they were right."""
    known: dict[str, str] = json.loads(workspace.ledger.note(FACTS) or "{}")
    right = 0
    for path, facts in _facts(workspace):
        if known.get(path.name) == facts:
            continue
        if _hash_of(path) != path.name:
            yield path
        else:
            known[path.name], right = facts, right + 1
    if right:
        workspace.ledger.remember(FACTS, json.dumps(known))


def _facts(workspace: Workspace) -> Iterator[tuple[Path, str]]:
    for path in sorted(workspace.folders.originals.iterdir()):
        if len(path.name) == HASH_LETTERS:  # not a file that is still coming in
            stat = path.lstat()
            yield path, f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_mode}"


def _hash_of(path: Path) -> str | None:
    """None for what is no ordinary file, or cannot be read."""
    try:
        return file_hash(path) if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None
