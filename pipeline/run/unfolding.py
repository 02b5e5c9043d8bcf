"""Step 2 joined to the store: what each content is, and what archives hold, level by level, under one budget a dump."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.child_jobs import describe, expand
from pipeline.containers import ContainerLimits, Member
from pipeline.errors import ExceptionClass
from pipeline.inbox import CHUNK, disk_error, excluded_by, settle
from pipeline.isolation import Ended, Job, Sent
from pipeline.model import Identified, Item, TerminalState
from pipeline.run.faults import note_fault
from pipeline.run.progress import Step
from pipeline.run.workspace import Workspace, refuse_when_full
from pipeline.store.ledger import Source, StoredMember

RETRIED_BY_ITSELF = frozenset(
    {
        ExceptionClass.TIMED_OUT,
        ExceptionClass.OUT_OF_MEMORY,
        ExceptionClass.CRASHED,
        ExceptionClass.PERMISSION,
        ExceptionClass.CODEC_MISSING,
    }
)
PAGES_OF_AN_ARCHIVE = 100  # the clock of unpacking: as for a document of so many pages


@dataclass(frozen=True, slots=True)
class Unfolded:
    """Everything discovered, in path order.

    Args:
        opened: Shown path of the location at which each archive was opened, by hash.
    """

    items: tuple[Item, ...]
    opened: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """Dates of receipt: those of locations met before, and the present one for all others."""

    before: Mapping[tuple[str, ...], datetime]
    now: datetime

    def of(self, path: tuple[str, ...]) -> datetime:
        """When this location was first seen."""
        return self.before.get(path, self.now)


def unfold(
    workspace: Workspace, received: Sequence[Item], stamp: str, seen: Seen, retried: frozenset[ExceptionClass]
) -> Unfolded:
    """Identify level by level; members of archives are the items of the next level.

    Args:
        received: The inbox's own entries.
        retried: Classes of exception that are worth another try now.
    """
    items: list[Item] = []
    opened: dict[str, str] = {}
    budget: dict[str, int] = {}
    level, depth = sorted(received, key=lambda item: item.path), 0
    while level:
        _identify(workspace, [item for item in level if item.state is None], stamp, retried)
        items += level
        following: list[Item] = []
        for item in level:
            source = workspace.ledger.source(item.sha256) if item.state is None and item.sha256 else None
            if source is None or not source.container or source.sha256 in opened:
                continue
            opened[source.sha256] = item.shown_path
            allowed = budget.setdefault(item.path[0], workspace.settings.container_bytes)
            members = _members(workspace, source, depth, allowed)
            budget[item.path[0]] = allowed - sum(member.size for member in members)
            following += [_member_item(item, member, seen) for member in members]
        level, depth = sorted(following, key=lambda item: item.path), depth + 1
    return Unfolded(tuple(sorted(items, key=lambda item: item.path)), opened)


def _identify(workspace: Workspace, items: Iterable[Item], stamp: str, retried: frozenset[ExceptionClass]) -> None:
    known = workspace.ledger.sources()
    jobs: dict[str, Job] = {}
    sizes: dict[str, int] = {}
    for item in items:
        if item.sha256 and item.sha256 not in jobs and not _still_known(known.get(item.sha256), stamp, retried):
            path = str(workspace.folders.originals / item.sha256)
            jobs[item.sha256] = Job(item.sha256, describe, (path, item.path[-1], workspace.options), pages=1)
            sizes[item.sha256] = item.size
            workspace.ledger.forget_pages(item.sha256)
            workspace.ledger.save_source(Source(item.sha256, item.size))
    done = 0
    for event in workspace.pool.run(jobs.values()):
        source = Source(event.job.id, sizes[event.job.id], stamp=stamp)
        if isinstance(event, Sent) and isinstance(event.value, Identified):
            workspace.ledger.save_source(_identified(source, event.value))
        elif isinstance(event, Ended):
            done += 1
            workspace.progress(Step("identifying", done, len(jobs)))
            if event.exception_class is not None:
                workspace.ledger.save_source(_lost(workspace, source, event))


def _identified(source: Source, found: Identified) -> Source:
    return replace(
        source,
        media_type=found.media_type,
        pages=found.pages,
        container=found.container,
        note=found.note,
        state="identified",
    )


def _still_known(source: Source | None, stamp: str, retried: frozenset[ExceptionClass]) -> bool:
    """Work of the same code is not repeated, except where trying again may help."""
    if source is None or source.stamp != stamp or source.state == "pending":
        return False
    return source.exception is None or source.exception not in retried


def _members(workspace: Workspace, source: Source, depth: int, allowed: int) -> tuple[StoredMember, ...]:
    """What an archive holds; unpacked once, remembered by content."""
    if source.state in ("expanded", "exception"):
        members = workspace.ledger.members(source.sha256)
        if all((workspace.folders.originals / one.sha256).exists() for one in members if one.sha256):
            return members
    chosen = workspace.settings
    if depth >= chosen.container_depth:
        message = f"Archives are nested more than {chosen.container_depth} deep."
        limit = ExceptionClass.CONTAINER_LIMIT
        workspace.ledger.save_source(replace(source, state="exception", exception=limit, message=message))
        return ()
    limits = ContainerLimits(chosen.container_members, max(allowed, 0), chosen.container_ratio)
    return _expand(workspace, source, limits)


def _expand(workspace: Workspace, source: Source, limits: ContainerLimits) -> tuple[StoredMember, ...]:
    folder = workspace.scratch / f"archive-{source.sha256[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(error) from error
    original = str(workspace.folders.originals / source.sha256)
    members: list[StoredMember] = []
    state = replace(source, state="expanded")
    for event in workspace.pool.run(
        [Job(source.sha256, expand, (original, str(folder), limits), pages=PAGES_OF_AN_ARCHIVE)]
    ):
        if isinstance(event, Sent) and isinstance(event.value, Member):
            members.append(_store_member(workspace, folder, event.value))
        elif isinstance(event, Ended) and event.exception_class is not None:
            state = _lost(workspace, source, event)
    workspace.ledger.save_members(source.sha256, members)
    workspace.ledger.save_source(state)
    return tuple(members)


def _store_member(workspace: Workspace, folder: Path, member: Member) -> StoredMember:
    if member.exception is not None:
        if member.exception is ExceptionClass.DAMAGED:
            refuse_when_full(folder)
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


def _member_item(container: Item, member: StoredMember, seen: Seen) -> Item:
    path = (*container.path, member.name)
    item = Item(path, member.sha256, None, member.size, seen.of(path), member.modified_at)
    if rule := excluded_by(path):
        return replace(item, state=TerminalState.EXCLUDED, excluded_by=rule)
    if member.exception is not None:
        return replace(item, state=TerminalState.EXCEPTION, exception=member.exception, note=member.message)
    return item


def _lost(workspace: Workspace, source: Source, ended: Ended) -> Source:
    """The source as an exception, in the words of whoever could not read it."""
    refuse_when_full(workspace.folders.store)
    note_fault(workspace, ended)
    return replace(
        source,
        state="exception",
        exception=ended.exception_class,
        message=ended.message,
        remedy=ended.remedy or None,
    )
