"""Steps 1 and 2 joined to the store: discover, hash, copy, identify, unfold archives, number."""

import hashlib
import json
from collections import deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.containers import ContainerLimits, Member
from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.options import ReadOptions
from pipeline.inbox import CHUNK, Found, discover, disk_error, excluded_by, receive, settle
from pipeline.isolation import ChildPool, Ended, Job, Sent
from pipeline.model import Identified, Item, TerminalState
from pipeline.run.child_jobs import describe, expand
from pipeline.run.progress import Step
from pipeline.run.workspace import Workspace, free_space_or_refuse
from pipeline.store.ledger import Source, StoredMember


@dataclass(frozen=True, slots=True)
class Intake:
    """What intake leaves behind: how many items it met, and the contents worth reading."""

    discovered: int
    to_read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Arrival:
    """An item with its place in the nest of containers, before its state is known."""

    item: Item
    depth: int


def take_in(workspace: Workspace, stamp: str, now: datetime) -> Intake:
    """Receive everything in the inbox and everything inside its archives.

    Args:
        stamp: Reading stamp; contents identified under another stamp are identified anew.
        now: Receipt time of items seen for the first time.
    """
    found = discover(workspace.folders.inbox)
    known = _known_hashes(workspace)
    first_seen = {item.path: item.received_at for item in workspace.ledger.items()}
    new_bytes = sum(one.size for one in found if (one.name, one.size, one.modified_ns) not in known)
    free_space_or_refuse(workspace.folders.store, new_bytes)
    arrivals: deque[_Arrival] = deque()
    for number, one in enumerate(found, 1):
        workspace.progress(Step("intake", number, len(found), in_flight=(one.name,)))
        received_at = first_seen.get((one.name,), now)
        arrivals.append(_Arrival(_receive(workspace, one, known, received_at), depth=0))
    _remember_hashes(workspace, found, arrivals)
    items = _unfold(workspace, arrivals, stamp, now, first_seen)
    items = _mark_duplicates(items)
    workspace.ledger.number([item.sha256 for item in items if item.sha256 and item.state is not TerminalState.EXCLUDED])
    sources = workspace.ledger.sources()
    items = [_with_source(item, sources) for item in items]
    workspace.ledger.save_items(items)
    readable = [s.sha256 for s in sources.values() if s.state in ("identified", "read") and not s.container]
    present = {item.sha256 for item in items if item.state is None}
    return Intake(len(items), tuple(sha256 for sha256 in readable if sha256 in present))


def _receive(workspace: Workspace, one: Found, known: dict[tuple[str, int, int], str], when: datetime) -> Item:
    item = Item((one.name,), None, None, one.size, when, one.modified_at if one.modified_ns else None)
    if one.problem:
        return replace(item, state=TerminalState.EXCEPTION, exception=one.problem[0], note=one.problem[1])
    rule = excluded_by(item.path)
    limit = 0 if rule else workspace.settings.file_bytes
    sha256 = known.get((one.name, one.size, one.modified_ns))
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


def _unfold(
    workspace: Workspace,
    arrivals: deque[_Arrival],
    stamp: str,
    now: datetime,
    first_seen: dict[tuple[str, ...], datetime],
) -> list[Item]:
    """Identify level by level; members of archives become arrivals of the next level, sorted by path at the end."""
    items: list[Item] = []
    opened: set[str] = set()
    budget: dict[str, int] = {}
    with workspace.pool() as pool:
        while arrivals:
            level = list(arrivals)
            arrivals.clear()
            _identify(workspace, pool, [one.item for one in level if one.item.state is None], stamp)
            for one in sorted(level, key=lambda arrival: arrival.item.path):
                items.append(one.item)
                if one.item.state is not None or one.item.sha256 is None:
                    continue
                source = workspace.ledger.source(one.item.sha256)
                if source is None or not source.container or one.item.sha256 in opened:
                    continue
                opened.add(one.item.sha256)
                top = one.item.path[0]
                allowed = budget.setdefault(top, workspace.settings.container_bytes)
                members = _members(workspace, pool, source, one.depth, allowed)
                budget[top] = allowed - sum(member.size for member in members)
                arrivals.extend(
                    _Arrival(_member_item(one.item, member, first_seen, now), one.depth + 1) for member in members
                )
    return sorted(items, key=lambda item: item.path)


def _identify(workspace: Workspace, pool: ChildPool, items: list[Item], stamp: str) -> None:
    known = workspace.ledger.sources()
    jobs: dict[str, Job] = {}
    options = ReadOptions.from_settings(workspace.settings)
    for item in items:
        source = known.get(item.sha256 or "")
        if item.sha256 and item.sha256 not in jobs and not _still_known(source, stamp):
            path = str(workspace.folders.originals / item.sha256)
            jobs[item.sha256] = Job(item.sha256, describe, (path, item.path[-1], options), pages=1)
            workspace.ledger.forget_pages(item.sha256)
            workspace.ledger.save_source(Source(item.sha256, item.size))
    sizes = {item.sha256: item.size for item in items}
    for event in pool.run(jobs.values()):
        sha256 = event.job.id
        source = Source(sha256, sizes[sha256], stamp=stamp)
        if isinstance(event, Sent) and isinstance(event.value, Identified):
            found = event.value
            workspace.ledger.save_source(
                replace(
                    source,
                    media_type=found.media_type,
                    pages=found.pages,
                    container=found.container,
                    note=found.note,
                    state="identified",
                )
            )
        elif isinstance(event, Ended) and event.exception_class is not None:
            workspace.ledger.save_source(_lost(source, event))


def _still_known(source: Source | None, stamp: str) -> bool:
    """Work of the same code is not repeated, except where trying again may help."""
    if source is None or source.stamp != stamp or source.state == "pending":
        return False
    return source.exception is None or source.exception not in RETRIED_BY_ITSELF


RETRIED_BY_ITSELF = frozenset(
    {ExceptionClass.TIMED_OUT, ExceptionClass.OUT_OF_MEMORY, ExceptionClass.CRASHED, ExceptionClass.PERMISSION}
)


def _members(
    workspace: Workspace, pool: ChildPool, source: Source, depth: int, allowed: int
) -> tuple[StoredMember, ...]:
    """What an archive holds; unpacked once, remembered by content."""
    if source.state in ("expanded", "exception"):
        return workspace.ledger.members(source.sha256)
    if depth >= workspace.settings.container_depth:
        message = f"Archives are nested more than {workspace.settings.container_depth} deep."
        _fail(workspace, source, ExceptionClass.CONTAINER_LIMIT, message)
        return ()
    folder = workspace.scratch / f"archive-{source.sha256[:16]}"
    folder.mkdir(parents=True, exist_ok=True)
    chosen = workspace.settings
    limits = ContainerLimits(chosen.container_members, max(allowed, 0), chosen.container_ratio)
    original = str(workspace.folders.originals / source.sha256)
    members: list[StoredMember] = []
    state = replace(source, state="expanded")
    for event in pool.run([Job(source.sha256, expand, (original, str(folder), limits), pages=100)]):
        if isinstance(event, Sent) and isinstance(event.value, Member):
            members.append(_store_member(workspace, folder, event.value))
        elif isinstance(event, Ended) and event.exception_class is not None:
            state = _lost(source, event)
    workspace.ledger.save_members(source.sha256, members)
    workspace.ledger.save_source(state)
    return tuple(members)


def _store_member(workspace: Workspace, folder: Path, member: Member) -> StoredMember:
    if member.exception is not None:
        return StoredMember(member.name, None, 0, member.modified_at, member.exception, member.message)
    temporary = folder / str(member.index)
    digest = hashlib.sha256()
    try:
        with temporary.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
        settle(temporary, workspace.folders.originals / digest.hexdigest())
        temporary.unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error) from error
    return StoredMember(member.name, digest.hexdigest(), member.size, member.modified_at)


def _member_item(
    container: Item, member: StoredMember, first_seen: dict[tuple[str, ...], datetime], now: datetime
) -> Item:
    path = (*container.path, member.name)
    item = Item(path, member.sha256, None, member.size, first_seen.get(path, now), member.modified_at)
    if rule := excluded_by(path):
        return replace(item, state=TerminalState.EXCLUDED, excluded_by=rule)
    if member.exception is not None:
        return replace(item, state=TerminalState.EXCEPTION, exception=member.exception, note=member.message)
    return item


def _mark_duplicates(items: list[Item]) -> list[Item]:
    """The first location in path order is the original; empty files are nobody's duplicate."""
    originals: dict[str, str] = {}
    marked = []
    for item in items:
        if item.state is not None or item.sha256 is None or item.size == 0:
            marked.append(item)
        elif item.sha256 in originals:
            marked.append(replace(item, state=TerminalState.DUPLICATE, duplicate_of=originals[item.sha256]))
        else:
            originals[item.sha256] = item.shown_path
            marked.append(item)
    return marked


def _with_source(item: Item, sources: dict[str, Source]) -> Item:
    source = sources.get(item.sha256 or "")
    if source is None or item.state is TerminalState.EXCLUDED:
        return item
    return replace(
        item, evidence_number=source.evidence_number, media_type=source.media_type, note=item.note or source.note
    )


def _lost(source: Source, ended: Ended) -> Source:
    """The source as an exception, in the words of whoever could not read it."""
    return replace(
        source,
        state="exception",
        exception=ended.exception_class,
        message=ended.message,
        remedy=ended.remedy or None,
    )


def _fail(workspace: Workspace, source: Source, exception: ExceptionClass, message: str) -> None:
    workspace.ledger.save_source(replace(source, state="exception", exception=exception, message=message))


def _known_hashes(workspace: Workspace) -> dict[tuple[str, int, int], str]:
    """Hashes of the last intake by name, size and date, so that an unchanged file is not hashed again."""
    rows = json.loads(workspace.ledger.note("received") or "[]")
    return {(name, size, modified): sha256 for name, size, modified, sha256 in rows}


def _remember_hashes(workspace: Workspace, found: tuple[Found, ...], arrivals: deque[_Arrival]) -> None:
    rows = [
        (one.name, one.size, one.modified_ns, arrival.item.sha256)
        for one, arrival in zip(found, arrivals, strict=True)
        if arrival.item.sha256
    ]
    workspace.ledger.remember("received", json.dumps(rows))


def utc_now() -> datetime:
    """The clock of the entry points; steps are given their time."""
    return datetime.now(tz=UTC).replace(microsecond=0)
