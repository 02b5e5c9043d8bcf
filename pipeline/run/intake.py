"""Steps 1 and 2 joined to the store: discover, hash, copy, identify, unfold containers, number."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pipeline.errors import ExceptionClass, InputError
from pipeline.exclusions import excluded_by_name
from pipeline.inbox import Found, discover, receive
from pipeline.model import Item, TerminalState
from pipeline.run.progress import Step
from pipeline.run.unfolding import RETRIED_BY_ITSELF, Seen, unfold
from pipeline.run.workspace import Workspace, free_space_or_refuse
from pipeline.store.ledger import Source

PASSWORDS = "passwords"  # note of the passwords that the last finished run tried
KnownHashes = Mapping[tuple[str, int, int], str]


@dataclass(frozen=True, slots=True)
class Intake:
    """What intake leaves behind: how many items it met, and the contents worth reading.

    Args:
        fingerprint: Of what this run was asked, taken before anything was looked at: what arrives or changes while
            the run works will not match it, so the next run sees it.
    """

    discovered: int
    to_read: tuple[str, ...]
    fingerprint: str = ""


def take_in(workspace: Workspace, stamp: str, now: datetime) -> Intake:
    """Receive everything in the inbox and everything inside its containers.

    Args:
        stamp: Reading stamp; contents identified under another stamp are identified anew.
        now: Receipt time of items seen for the first time.
    """
    found = discover(workspace.folders.inbox)
    known = _known_hashes(workspace)
    seen = Seen({item.path: item.received_at for item in workspace.ledger.items()}, now)
    free_space_or_refuse(workspace.folders.store, sum(one.size for one in found if _key(one) not in known))
    received = []
    for number, one in enumerate(found, 1):
        workspace.progress(Step("intake", number, len(found), in_flight=(one.name,)))
        received.append(_receive(workspace, one, known, seen))
    _remember_hashes(workspace, found, received)
    unfolded = unfold(workspace, received, stamp, seen, _retried(workspace))
    items = _mark_duplicates(unfolded.items, unfolded.opened)
    workspace.ledger.number([item.sha256 for item in items if item.sha256 and item.state is not TerminalState.EXCLUDED])
    sources = workspace.ledger.sources()
    items = [_with_source(item, sources) for item in items]
    workspace.ledger.save_items(items)
    present = dict.fromkeys(item.sha256 for item in items if item.state is None and item.sha256)
    return Intake(len(items), tuple(sha256 for sha256 in present if _worth_reading(sources.get(sha256))))


def _worth_reading(source: Source | None) -> bool:
    return source is not None and source.state in ("identified", "read") and not source.container


def _key(one: Found) -> tuple[str, int, int]:
    return (one.name, one.size, one.modified_ns)


def _receive(workspace: Workspace, one: Found, known: KnownHashes, seen: Seen) -> Item:
    when = seen.of((one.name,))
    item = Item((one.name,), None, None, one.size, when, one.modified_at if one.modified_ns else None)
    if one.problem:
        return replace(item, state=TerminalState.EXCEPTION, exception=one.problem[0], note=one.problem[1])
    rule = excluded_by_name(item.path)
    limit = 0 if rule else workspace.settings.file_bytes
    sha256 = known.get(_key(one))
    if sha256 is None or not (rule or (workspace.folders.originals / sha256).exists()):
        try:
            received = receive(one.file, workspace.folders.originals, limit)
        except InputError as error:
            return replace(item, state=TerminalState.EXCEPTION, exception=error.exception_class, note=error.message)
        sha256, item = received.sha256, replace(item, size=received.size)
        if not received.kept and not rule:
            message = f"The file is larger than the {limit >> 20} MiB that are read."
            exception = ExceptionClass.TOO_LARGE
            return replace(item, sha256=sha256, state=TerminalState.EXCEPTION, exception=exception, note=message)
    if rule:
        return replace(item, sha256=sha256, state=TerminalState.EXCLUDED, excluded_by=rule)
    return replace(item, sha256=sha256)


def _mark_duplicates(items: Sequence[Item], opened: Mapping[str, str]) -> list[Item]:
    """The first location in path order is the original; empty files are nobody's duplicate.

    Args:
        opened: Where each container was opened: its members stand below that location, so that one is its original.
    """
    originals = dict(opened)
    met: set[str] = set()  # a name may hold the sign that parts shown paths, and so look like another path
    marked = []
    for item in items:
        if item.state is not None or item.sha256 is None or item.size == 0:
            marked.append(item)
        elif item.sha256 not in met and originals.setdefault(item.sha256, item.shown_path) == item.shown_path:
            met.add(item.sha256)
            marked.append(item)
        else:
            marked.append(replace(item, state=TerminalState.DUPLICATE, duplicate_of=originals[item.sha256]))
    return marked


def _with_source(item: Item, sources: Mapping[str, Source]) -> Item:
    source = sources.get(item.sha256 or "")
    if source is None or item.state is TerminalState.EXCLUDED:
        return item
    note = "; ".join(one for one in (item.note, source.note) if one) or None
    return replace(item, evidence_number=source.evidence_number, media_type=source.media_type, note=note)


def _retried(workspace: Workspace) -> frozenset[ExceptionClass]:
    """Classes worth another try: what may pass by itself, and locked files when the passwords changed."""
    if workspace.ledger.note(PASSWORDS) == workspace.password_stamp:
        return RETRIED_BY_ITSELF
    return RETRIED_BY_ITSELF | {ExceptionClass.PASSWORD_REQUIRED}


def _known_hashes(workspace: Workspace) -> KnownHashes:
    """Hashes of the last intake by name, size and date, so that an unchanged file is not hashed again."""
    rows = json.loads(workspace.ledger.note("received") or "[]")
    return {(name, size, modified): sha256 for name, size, modified, sha256 in rows}


def _remember_hashes(workspace: Workspace, found: Sequence[Found], received: Sequence[Item]) -> None:
    rows = [
        (*_key(one), item.sha256)
        for one, item in zip(found, received, strict=True)
        if item.sha256 and item.size == one.size
    ]
    workspace.ledger.remember("received", json.dumps(rows))


def utc_now() -> datetime:
    """The clock of the entry points; steps are given their time."""
    return datetime.now(tz=UTC).replace(microsecond=0)
