"""The workspace of one engagement: folders, settings, ledger and the lock that keeps a second run out."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.child_jobs import warm_up
from pipeline.engagement import Engagement, Folders, instrument_pack, load_engagement, load_passwords
from pipeline.errors import BusyError, StoreError
from pipeline.extract.options import ReadOptions
from pipeline.inbox import disk_error
from pipeline.isolation import ChildPool, Fence, clocks_of, limits_of
from pipeline.model import Profile
from pipeline.run.progress import Progress, silent
from pipeline.settings import Settings
from pipeline.store.ledger import Ledger
from rules.model import RulePack

LEAST_FREE = 4 << 20  # with less than this on the disk, what fails in a child fails for want of room


@dataclass(frozen=True)
class Workspace:
    """Everything a step of the run needs to find its values.

    Args:
        as_of: "Today" for the whole run; the core never asks a clock.
        pool: Killable reading children under this engagement's limits; none is started before the first job.
        passwords: The client's, tried in turn on locked files.
    """

    folders: Folders
    engagement: Engagement
    settings: Settings
    ledger: Ledger
    as_of: date
    engine: str
    pool: ChildPool
    progress: Progress = silent
    passwords: tuple[str, ...] = ()
    _packs: dict[str, RulePack] = field(default_factory=dict, repr=False)

    def pack(self) -> RulePack:
        """The engagement's instrument."""
        return self.pack_named(self.engagement.instrument)

    def pack_named(self, name: str) -> RulePack:
        """Any instrument, read once for as long as this workspace is open."""
        if name not in self._packs:
            self._packs[name] = instrument_pack(name, self.folders.root)
        return self._packs[name]

    def profile(self) -> Profile:
        """The employer, with the window the instrument asks for."""
        return self.engagement.profile(self.pack().instrument.window.months, self.as_of)

    @property
    def scratch(self) -> Path:
        """Work space of the children; emptied at the start of every run."""
        return scratch_of(self.folders)

    @property
    def password_stamp(self) -> str:
        """Changes with the file of passwords; never made from what stands in it."""
        if self.engagement.passwords_file is None:
            return ""
        facts = (self.folders.root / self.engagement.passwords_file).stat()
        return f"{facts.st_size} {facts.st_mtime_ns}"

    @property
    def options(self) -> ReadOptions:
        """How children read."""
        return ReadOptions.from_settings(self.settings, self.passwords)


def scratch_of(folders: Folders) -> Path:
    """Where the children's temporary files lie: beside the ledger, so that they share its disk and its privacy."""
    return folders.store / "scratch"


@contextmanager
def open_workspace(
    root: Path, settings: Settings, as_of: date, engine: str, progress: Progress = silent
) -> Iterator[Workspace]:
    """Open an engagement whose lock the caller holds (see ``hold``).

    Raises:
        UsageError, UnsafeConfigurationError: The engagement's file or folders are wrong.
        StoreError: The ledger cannot be opened.
    """
    folders = Folders(root=root.resolve())
    engagement = load_engagement(folders.root)
    passwords = load_passwords(folders.root, engagement)
    folders.check()
    make_folders(folders)
    ledger = Ledger(settings.store_url or f"sqlite:///{folders.store / 'ledger.sqlite'}")
    try:
        with child_pool(folders, settings) as pool:
            yield Workspace(folders, engagement, settings, ledger, as_of, engine, pool, progress, passwords)
    finally:
        ledger.close()
        shutil.rmtree(scratch_of(folders), ignore_errors=True)  # nothing of the client's stays there


def child_pool(folders: Folders, settings: Settings) -> ChildPool:
    """Reading children that may open this engagement's originals and nothing else a client sent, here or elsewhere."""
    scratch = scratch_of(folders)
    tessdata = () if settings.tessdata is None else (str(settings.tessdata.resolve()),)
    fence = Fence(readable=(str(folders.originals), *tessdata))
    return ChildPool(settings.workers, limits_of(settings), clocks_of(settings), scratch, warm_up, fence=fence)


def make_folders(folders: Folders) -> None:
    """Create the store; its content is confidential, so only its owner may look in."""
    try:
        folders.store.mkdir(exist_ok=True, mode=0o700)
        folders.originals.mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise disk_error(error) from error


@contextmanager
def hold(root: Path) -> Iterator[None]:
    """Keep every other run out of this engagement; a killed run lets go by itself.

    Raises:
        BusyError: Another run holds it.
    """
    from filelock import FileLock, Timeout

    folders = Folders(root=root.resolve())
    load_engagement(folders.root)
    folders.check()
    make_folders(folders)
    lock = FileLock(folders.store / "run.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(
            "Another run is working on this engagement.",
            "Wait for it to end; if none is running, check other machines that share the folder.",
        ) from None
    except OSError as error:
        raise disk_error(error) from error
    try:
        yield
    finally:
        lock.release()


def clear_leftovers(workspace: Workspace) -> None:
    """Remove what a killed run left half-written; finished results are not touched."""
    try:
        shutil.rmtree(workspace.scratch, ignore_errors=True)
        workspace.scratch.mkdir(parents=True, exist_ok=True)
        for pattern in (".incoming-*",):
            for left in workspace.folders.originals.glob(pattern):
                left.unlink(missing_ok=True)
        old = sorted(workspace.folders.root.glob(".report-old-*"))
        if old and not workspace.folders.report.exists():  # killed between two renames: the last whole report is this
            old[0].replace(workspace.folders.report)
        for left in workspace.folders.root.glob(".report-*"):
            shutil.rmtree(left, ignore_errors=True)
    except OSError as error:
        raise disk_error(error) from error


def refuse_when_full(folder: Path) -> None:
    """Tell a full disk from a bad file, after a child could not do its job.

    Raises:
        StoreError: There is no room left for the children's temporary files.
    """
    if shutil.disk_usage(folder).free < LEAST_FREE:
        raise StoreError("The disk is full.", "Free some space and run again; what was done so far is kept.")


def free_space_or_refuse(folder: Path, needed: int) -> None:
    """Refuse before starting when the copies of the inbox cannot fit.

    Raises:
        StoreError: Too little space.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StoreError(
            f"The disk has {free >> 20} MiB free and the inbox needs {needed >> 20} MiB.",
            "Free some space and run again; nothing was read.",
        )
