"""One container → its members among the originals; unpacked once in a child, remembered by content."""

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from pipeline.child_jobs import expand
from pipeline.containers import ContainerLimits, Member
from pipeline.errors import ExceptionClass
from pipeline.inbox import CHUNK, disk_error, settle
from pipeline.isolation import Ended, Job, Sent
from pipeline.isolation.handover import HandoverError, open_made
from pipeline.run.faults import note_fault
from pipeline.run.stamps import unfolding_stamp
from pipeline.run.workspace import Workspace, refuse_when_full
from pipeline.store.ledger import Source, StoredMember

PAGES_OF_AN_ARCHIVE = 100  # the clock of unpacking: as for a document of so many pages
REST = "(files inside that were not taken out)"
UNPACK = "Take the files out yourself and put them into the inbox as a folder."
SHARED = "Other archives of the same dump had used part of what one dump may unfold to."


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left for a dump: one budget for everything below one entry of the inbox.

    Args:
        whole: Nothing of it was used yet.
    """

    bytes: int
    members: int
    whole: bool = True

    def less(self, members: Sequence[StoredMember]) -> "Allowance":
        """What is left after these."""
        size = sum(one.size for one in members)
        return Allowance(max(self.bytes - size, 0), max(self.members - len(members), 0), whole=False)


def members_of(
    workspace: Workspace, source: Source, depth: int, allowed: Allowance, retried: frozenset[ExceptionClass]
) -> tuple[StoredMember, ...]:
    """What a container holds: from the ledger while that still holds, else unpacked now.

    Args:
        depth: How many containers it stands in.
        retried: Members that are not there for such a reason are worth another try.
    """
    stamp = unfolding_stamp(workspace.settings)
    if source.unfolded == stamp:
        members = workspace.ledger.members(source.sha256)
        kept = all((workspace.folders.originals / sha256).exists() for sha256 in _kept(members))
        if kept and not any(one.exception in retried for one in members):
            return members
    fresh = _without_failure(source)
    deepest = workspace.settings.container_depth
    if depth >= deepest:
        # How deep it stands is this location's fault, so the content is not marked: further up it will be opened.
        return _refused(workspace, fresh, f"It stands more than {deepest} containers deep; what is in it was not read.")
    limits = ContainerLimits(
        min(workspace.settings.container_members, allowed.members), allowed.bytes, workspace.settings.container_ratio
    )
    return _expand(workspace, fresh, limits, stamp, allowed.whole)


def _kept(members: Sequence[StoredMember]) -> list[str]:
    """Hashes of the members whose bytes are among the originals."""
    return [one.sha256 for one in members if one.sha256 is not None and one.excluded_by is None]


def _without_failure(source: Source) -> Source:
    """An archive that could not be opened before, as it was when it was identified; documents keep what they are."""
    if not source.container:
        return source
    return replace(source, state="identified", exception=None, message=None, remedy=None)


def _refused(workspace: Workspace, source: Source, message: str) -> tuple[StoredMember, ...]:
    return _close(workspace, source, [], ExceptionClass.CONTAINER_LIMIT, message, UNPACK, None)


def _expand(
    workspace: Workspace, source: Source, limits: ContainerLimits, stamp: str, whole: bool
) -> tuple[StoredMember, ...]:
    folder = workspace.scratch / f"archive-{source.sha256[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(error) from error
    original = str(workspace.folders.originals / source.sha256)
    arguments = (original, source.media_type, str(folder), limits, workspace.passwords)
    members: list[StoredMember] = []
    failed: Ended | None = None
    for event in workspace.pool.run([Job(source.sha256, expand, arguments, pages=PAGES_OF_AN_ARCHIVE)]):
        if isinstance(event, Sent) and isinstance(event.value, Member):
            members.append(_store(workspace, folder, event.value))
        elif isinstance(event, Ended) and event.exception_class is not None:
            failed = event
    shutil.rmtree(folder, ignore_errors=True)
    if failed is None or failed.exception_class is None:
        return _close(workspace, source, members, None, None, None, stamp)
    refuse_when_full(workspace.folders.store)
    note_fault(workspace, failed)
    kind, message, remedy = failed.exception_class, failed.message, failed.remedy or None
    if kind is ExceptionClass.CONTAINER_LIMIT and not whole:
        # The limit was reached together with others: alone, or in a smaller dump, it may well be opened.
        return _close(workspace, source, members, kind, f"{message} {SHARED}", remedy, None)
    return _close(workspace, source, members, kind, message, remedy, stamp)


def _close(
    workspace: Workspace,
    source: Source,
    members: list[StoredMember],
    kind: ExceptionClass | None,
    message: str | None,
    remedy: str | None,
    stamp: str | None,
) -> tuple[StoredMember, ...]:
    """Keep what was found; what a document lost is a row of its own below it, an archive is the exception itself."""
    if kind is not None and not source.container:
        members = [*members, StoredMember(REST, None, 0, None, kind, message, remedy)]
    workspace.ledger.save_members(source.sha256, members)
    if not source.container:
        state = source
    elif kind is None:
        state = replace(source, state="expanded")
    else:
        state = replace(source, state="exception", exception=kind, message=message, remedy=remedy)
    workspace.ledger.save_source(replace(state, unfolded=stamp))
    return tuple(members)


def _store(workspace: Workspace, folder: Path, member: Member) -> StoredMember:
    lost = StoredMember(
        member.name, None, 0, member.modified_at, member.exception, member.message, member.remedy, member.note
    )
    if member.exception is not None:
        if member.exception is ExceptionClass.DAMAGED:
            refuse_when_full(folder)
        return lost
    temporary = folder / str(member.index)
    try:
        with open_made(temporary, workspace.settings.container_bytes) as stream:
            originals = workspace.folders.originals if member.excluded_by is None else None
            sha256, size = _kept_copy(stream, originals)
        temporary.unlink(missing_ok=True)
    except HandoverError:
        message = "The file that was taken out of its container was not where the reader said; it was not read."
        return replace(lost, exception=ExceptionClass.CRASHED, message=message)
    except OSError as error:
        raise disk_error(error) from error
    return replace(lost, sha256=sha256, size=size, excluded_by=member.excluded_by)


def _kept_copy(stream: BinaryIO, originals: Path | None) -> tuple[str, int]:
    """Hash a member and copy it among the originals, where no child can reach it; without originals only hash it."""
    digest, size = hashlib.sha256(), 0
    building = originals / f".incoming-{os.getpid()}" if originals is not None else Path(os.devnull)
    with building.open("wb") as copy:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            copy.write(chunk)
    if originals is not None:
        settle(building, originals / digest.hexdigest())
        building.unlink(missing_ok=True)
    return digest.hexdigest(), size
