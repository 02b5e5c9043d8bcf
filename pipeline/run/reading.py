"""Step 3 joined to the store: page ranges go out to reading children, pages come back one by one and are kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.child_jobs import read_pages
from pipeline.errors import ExceptionClass
from pipeline.isolation import Ended, Job, Sent
from pipeline.isolation.frames import JobFunction
from pipeline.model import Page, PageFailure, TextOrigin
from pipeline.run.faults import note_fault
from pipeline.run.progress import Step
from pipeline.run.workspace import Workspace, refuse_when_full
from pipeline.store.ledger import Source

FAULTS_PER_FILE = 8  # after so many pages that killed their child, the rest of that file is not tried
RETRIED = frozenset({ExceptionClass.TIMED_OUT, ExceptionClass.OUT_OF_MEMORY, ExceptionClass.CRASHED})
FLUSH_PAGES = 16


@dataclass(frozen=True, slots=True)
class _Range:
    sha256: str
    first: int
    last: int

    @property
    def id(self) -> str:
        return f"{self.sha256}:{self.first}-{self.last}"


def read_batch(workspace: Workspace, hashes: Sequence[str], stamp: str, reader: JobFunction = read_pages) -> int:
    """Read what is not yet read of these contents.

    Args:
        stamp: Reading stamp; pages made under another stamp were dropped at intake.
        reader: What children do with a page range; another one in tests of faults.

    Returns:
        Number of pages that were read or failed now; 0 when nothing was left to do.
    """
    sources = {sha256: source for sha256 in hashes if (source := workspace.ledger.source(sha256)) is not None}
    names = {item.sha256: item.shown_path for item in workspace.ledger.items() if item.sha256}
    ranges = [part for source in sources.values() for part in _missing_ranges(workspace, source)]
    work = _Work(workspace, sources, names, reader, sum(part.last - part.first + 1 for part in ranges))
    while ranges:
        ranges = work.round(ranges)
    for source in sources.values():
        if source.state == "identified":
            _conclude(workspace, source, stamp)
    return work.pages_done


def _missing_ranges(workspace: Workspace, source: Source) -> list[_Range]:
    """The pages without a result, cut into jobs; earlier page faults that may pass are tried again."""
    if source.state not in ("identified", "read") or not source.pages:
        return []
    _, failures = workspace.ledger.pages(source.sha256) if source.state == "read" else ((), ())
    retry = {row.number for row in failures if row.exception_class in RETRIED}
    done = workspace.ledger.page_numbers(source.sha256) - retry
    missing = [number for number in range(1, source.pages + 1) if number not in done]
    return _cut(source.sha256, missing, workspace.settings.pages_per_job)


def _cut(sha256: str, numbers: Sequence[int], size: int) -> list[_Range]:
    ranges: list[_Range] = []
    for number in numbers:
        last = ranges[-1] if ranges else None
        if last and last.last == number - 1 and number - last.first < size:
            ranges[-1] = replace(last, last=number)
        else:
            ranges.append(_Range(sha256, number, number))
    return ranges


class _Work:
    """The state of one batch: pages waiting to be kept, faults a file has cost so far."""

    def __init__(
        self, workspace: Workspace, sources: dict[str, Source], names: dict[str, str], reader: JobFunction, pages: int
    ) -> None:
        self._workspace, self._sources, self._names = workspace, sources, names
        self._reader, self._pages = reader, pages
        self._waiting: dict[str, list[Page | PageFailure]] = {}
        self._faults: dict[str, int] = {}
        self.pages_done = 0

    def round(self, ranges: Sequence[_Range]) -> list[_Range]:
        """Send out ranges, keep what comes back, and return the ranges left over by children that died."""
        by_id = {part.id: part for part in ranges}
        left: list[_Range] = []
        for event in self._workspace.pool.run([self._job(part) for part in ranges]):
            part = by_id[event.job.id]
            if isinstance(event, Sent) and isinstance(event.value, Page | PageFailure):
                self._keep(part.sha256, event.value)
            elif isinstance(event, Ended):
                left += self._after(part, event)
                self._flush(part.sha256)
            self._tell(part)
        return left

    def _job(self, part: _Range) -> Job:
        source = self._sources[part.sha256]
        path = str(self._workspace.folders.originals / part.sha256)
        arguments = (path, source.media_type, part.first, part.last, self._workspace.options)
        return Job(part.id, self._reader, arguments, pages=part.last - part.first + 1)

    def _keep(self, sha256: str, value: Page | PageFailure) -> None:
        waiting = self._waiting.setdefault(sha256, [])
        waiting.append(value)
        self.pages_done += 1
        if len(waiting) >= FLUSH_PAGES:
            self._flush(sha256)

    def _flush(self, sha256: str) -> None:
        if waiting := self._waiting.pop(sha256, []):
            self._workspace.ledger.save_pages(sha256, waiting)

    def _after(self, part: _Range, ended: Ended) -> list[_Range]:
        """What a finished job leaves to do: nothing, or the pages behind the one that killed the child."""
        done = ended.pages_done
        missing = [number for number in range(part.first, part.last + 1) if number not in done]
        if not missing:
            return []
        refuse_when_full(self._workspace.folders.store)
        note_fault(self._workspace, ended)
        exception = ended.exception_class or ExceptionClass.PARTIAL
        message = ended.message or "The reader ended without saying anything of this page."
        self._faults[part.sha256] = self._faults.get(part.sha256, 0) + 1
        give_up = exception not in RETRIED or self._faults[part.sha256] >= FAULTS_PER_FILE
        for number in missing if give_up else missing[:1]:
            self._keep(part.sha256, PageFailure(number, exception, message))
        rest = [] if give_up else missing[1:]
        return _cut(part.sha256, rest, self._workspace.settings.pages_per_job)

    def _tell(self, part: _Range) -> None:
        name = self._names.get(part.sha256, "")
        self._workspace.progress(Step("reading", pages=self.pages_done, pages_total=self._pages, in_flight=(name,)))


def _conclude(workspace: Workspace, source: Source, stamp: str) -> None:
    """Give a fully tried source its final state: read when at least one page says something."""
    read, failures = workspace.ledger.pages(source.sha256)
    if any(page.text_origin is not TextOrigin.NONE for page in read):
        workspace.ledger.save_source(replace(source, state="read", stamp=stamp))
        return
    if failures:
        exception, message = failures[0].exception_class, failures[0].message
    else:
        exception, message = ExceptionClass.NO_TEXT, "No readable words were found on any page."
    workspace.ledger.save_source(replace(source, state="exception", exception=exception, message=message, stamp=stamp))
