"""Step 2 joined to the store: what each content is, and what containers hold, level by level."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from pipeline.child_jobs import can_open, describe
from pipeline.errors import ExceptionClass
from pipeline.exclusions import excluded_by_content, excluded_by_name
from pipeline.isolation import Ended, Job, Sent
from pipeline.model import Identified, Item, TerminalState
from pipeline.run.expanding import Allowance, members_of
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
LEVELS = 10  # so many full containers may stand in one dump together
PACKED_SUFFIXES = frozenset({".gz", ".bz2", ".xz"})


@dataclass(frozen=True, slots=True)
class Unfolded:
    """Everything discovered, in path order.

    Args:
        opened: Shown path of the location at which each container was opened, by hash.
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
    """Identify level by level; members of containers are the items of the next level.

    Args:
        received: The inbox's own entries.
        retried: Classes of exception that are worth another try now.
    """
    items: list[Item] = []
    opened: dict[str, str] = {}
    left: dict[str, Allowance] = {}
    level, depth = sorted(received, key=lambda item: item.path), 0
    while level:
        _identify(workspace, [item for item in level if item.state is None], stamp, retried)
        sources = workspace.ledger.sources()
        level = _without_excluded(level, sources)
        items += level
        following: list[Item] = []
        for item in level:
            source = sources.get(item.sha256 or "") if item.state is None else None
            if source is None or not (source.container or source.members) or source.sha256 in opened:
                continue
            opened[source.sha256] = item.shown_path
            allowed = left.setdefault(item.path[0], _whole(workspace))
            members = members_of(workspace, source, depth, allowed, retried)
            left[item.path[0]] = allowed.less(members)
            following += _member_items(item, members, seen)
        level, depth = sorted(following, key=lambda item: item.path), depth + 1
    return Unfolded(tuple(sorted(items, key=lambda item: item.path)), opened)


def _whole(workspace: Workspace) -> Allowance:
    chosen = workspace.settings
    return Allowance(chosen.container_bytes, LEVELS * chosen.container_members)


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
    told: dict[str, Identified] = {}
    done = 0
    for event in workspace.pool.run(jobs.values()):
        if isinstance(event, Sent) and isinstance(event.value, Identified):
            told[event.job.id] = event.value
        elif isinstance(event, Ended):
            done += 1
            workspace.progress(Step("identifying", done, len(jobs)))
            source = _identified(Source(event.job.id, sizes[event.job.id], stamp=stamp), told.pop(event.job.id, None))
            workspace.ledger.save_source(source if event.exception_class is None else _lost(workspace, source, event))


def _identified(source: Source, found: Identified | None) -> Source:
    """What the child said last: of a file that then could not be read at least its kind is known."""
    if found is None:
        return source
    return replace(
        source,
        media_type=found.media_type,
        pages=found.pages,
        container=found.container,
        members=found.members,
        note=found.note,
        state="identified",
    )


def _still_known(source: Source | None, stamp: str, retried: frozenset[ExceptionClass]) -> bool:
    """Work of the same code is not repeated, except where trying again may help."""
    if source is None or source.stamp != stamp or source.state == "pending":
        return False
    return source.exception is None or source.exception not in retried


def _lost(workspace: Workspace, source: Source, ended: Ended) -> Source:
    """The source as an exception, in the words of whoever could not read it."""
    refuse_when_full(workspace.folders.store)
    note_fault(workspace, ended)
    return replace(
        source,
        pages=None,
        container=False,
        members=False,
        state="exception",
        exception=ended.exception_class,
        message=ended.message,
        remedy=ended.remedy or None,
    )


def _without_excluded(level: Sequence[Item], sources: Mapping[str, Source]) -> list[Item]:
    """The level, with those items settled that a rule excludes now that their kind is known."""
    folders: dict[tuple[str, ...], set[str]] = {}
    for item in level:
        folder, _, name = item.path[-1].rpartition("/")
        folders.setdefault((*item.path[:-1], folder), set()).add(name.casefold())
    settled = []
    for item in level:
        source = sources.get(item.sha256 or "")
        rule = None
        if item.state is None and source is not None and source.media_type is not None:
            neighbours = folders[(*item.path[:-1], item.path[-1].rpartition("/")[0])]
            rule = excluded_by_content(item.path, source.media_type, can_open(source.media_type), neighbours)
        if rule is not None and source is not None:
            item = replace(item, state=TerminalState.EXCLUDED, excluded_by=rule, media_type=source.media_type)
        settled.append(item)
    return settled


def _member_items(container: Item, members: Sequence[StoredMember], seen: Seen) -> list[Item]:
    """The members as items of their own; two of one name are told apart, so that no path stands for two files."""
    used: set[str] = set()
    items = []
    for member in members:
        plain = member.name or _without_suffix(container.path[-1])
        name, count = plain, 1
        while name in used:
            count += 1
            name = f"{plain} ({count})"
        used.add(name)
        items.append(_member_item((*container.path, name), member, seen))
    return items


def _without_suffix(path: str) -> str:
    """What a packed file is called that keeps no name of its own: like its container, without the last suffix."""
    name = PurePosixPath(path.rpartition("/")[2] or path)
    return name.stem if name.suffix.casefold() in PACKED_SUFFIXES else str(name)


def _member_item(path: tuple[str, ...], member: StoredMember, seen: Seen) -> Item:
    item = Item(
        path, member.sha256, None, member.size, seen.of(path), member.modified_at, note=member.note or member.message
    )
    if rule := member.excluded_by or excluded_by_name(path):
        return replace(item, state=TerminalState.EXCLUDED, excluded_by=rule)
    if member.exception is not None:
        return replace(item, state=TerminalState.EXCEPTION, exception=member.exception, remedy=member.remedy)
    return item
