"""Step 3 joined to the store: page ranges go out to reading children, pages come back one by one and are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.child_jobs import read_pages
from pipeline.errors import ExceptionClass
from pipeline.isolation import Ended, Job, Sent
from pipeline.isolation.frames import JobFunction
from pipeline.model import Page, PageFailure, TextOrigin
from pipeline.run.faults import note_fault
from pipeline.run.page_notes import with_page_notes
from pipeline.run.page_ranges import PageQueue, PageRange, ranges_of
from pipeline.run.progress import Step
from pipeline.run.workspace import Workspace, refuse_when_full
from pipeline.store.ledger import Source

FAULTS_PER_FILE = 8  # after so many pages that killed their child, the rest of that file is not tried
RETRIED = frozenset({ExceptionClass.TIMED_OUT, ExceptionClass.OUT_OF_MEMORY, ExceptionClass.CRASHED})
FLUSH_PAGES = 16
DIVISIBLE = frozenset({"application/pdf", "image/tiff"})  # a page in the middle is reached without reading the others


def read_batch(workspace: Workspace, hashes: Sequence[str], stamp: str, reader: JobFunction = read_pages) -> int:
    """Read what is not yet read of these contents.

    Args:
        stamp: Reading stamp; pages made under another stamp were dropped at intake.
        reader: What children do with a page range; another one in tests of faults.

    Returns:
        Number of pages that were read or failed now; 0 when nothing was left to do.
    """
    known, failed = workspace.ledger.sources(), workspace.ledger.page_failures()
    sources = {sha256: known[sha256] for sha256 in hashes if sha256 in known}
    names = {item.sha256: item.shown_path for item in workspace.ledger.items() if item.sha256}
    ranges = [part for source in sources.values() for part in _missing(workspace, source, failed)]
    queue = PageQueue(ranges, workspace.settings.workers, workspace.settings.pages_per_job)
    work = _Work(workspace, sources, names, reader, queue)
    while queue:
        work.read()
    for source in sources.values():
        if source.state == "identified":
            _conclude(workspace, source, stamp)
    return work.pages_done


def _missing(workspace: Workspace, source: Source, failed: Mapping[str, tuple[PageFailure, ...]]) -> list[PageRange]:
    """The pages without a result; of a source that was read, earlier page faults that may pass are tried again."""
    if source.state == "identified" and source.pages:
        done = workspace.ledger.page_numbers(source.sha256)
        missing = [number for number in range(1, source.pages + 1) if number not in done]
    elif source.state == "read":
        missing = [row.number for row in failed.get(source.sha256, ()) if row.exception_class in RETRIED]
    else:
        return []
    return ranges_of(source.sha256, missing, divisible=source.media_type in DIVISIBLE)


class _Work:
    """The state of one batch: pages waiting to be kept, faults a file has cost so far."""

    def __init__(
        self,
        workspace: Workspace,
        sources: dict[str, Source],
        names: dict[str, str],
        reader: JobFunction,
        queue: PageQueue,
    ) -> None:
        self._workspace, self._sources, self._names = workspace, sources, names
        self._reader, self._queue, self._pages = reader, queue, queue.pages
        self._given: dict[str, PageRange] = {}
        self._waiting: dict[str, list[Page | PageFailure]] = {}
        self._faults: dict[str, int] = {}
        self.pages_done = 0

    def read(self) -> None:
        """Send out what waits and keep what comes back; what a child that died left over waits again."""
        for event in self._workspace.pool.run(map(self._job, self._queue.jobs())):
            part = self._given[event.job.id]
            if isinstance(event, Sent) and isinstance(event.value, Page | PageFailure):
                self._keep(part.sha256, event.value)
            elif isinstance(event, Ended):
                del self._given[event.job.id]
                self._queue.put(self._after(part, event))
                self._flush(part.sha256)
            self._tell(part)

    def _job(self, part: PageRange) -> Job:
        source = self._sources[part.sha256]
        self._given[part.id] = part
        path = str(self._workspace.folders.originals / part.sha256)
        arguments = (path, source.media_type, part.first, part.last, self._workspace.options)
        return Job(part.id, self._reader, arguments, pages=part.pages)

    def _keep(self, sha256: str, value: Page | PageFailure) -> None:
        waiting = self._waiting.setdefault(sha256, [])
        waiting.append(value)
        self.pages_done += 1
        if len(waiting) >= FLUSH_PAGES:
            self._flush(sha256)

    def _flush(self, sha256: str) -> None:
        if waiting := self._waiting.pop(sha256, []):
            self._workspace.ledger.save_pages(sha256, waiting)

    def _after(self, part: PageRange, ended: Ended) -> list[PageRange]:
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
        lost = missing if give_up else missing[:1]
        if self._faults[part.sha256] >= FAULTS_PER_FILE:
            lost += [number for gone in self._queue.drop(part.sha256) for number in range(gone.first, gone.last + 1)]
        for number in lost:
            self._keep(part.sha256, PageFailure(number, exception, message))
        return [] if give_up else ranges_of(part.sha256, missing[1:], divisible=part.divisible)

    def _tell(self, part: PageRange) -> None:
        name = self._names.get(part.sha256, "")
        self._workspace.progress(Step("reading", pages=self.pages_done, pages_total=self._pages, in_flight=(name,)))


def _conclude(workspace: Workspace, source: Source, stamp: str) -> None:
    """Give a fully tried source its final state: read when at least one page says something."""
    read, failures = workspace.ledger.pages(source.sha256)
    if any(page.text_origin is not TextOrigin.NONE for page in read):
        note = with_page_notes(source.note, read)
        workspace.ledger.save_source(replace(source, state="read", stamp=stamp, note=note))
        return
    if failures:
        exception, message = failures[0].exception_class, failures[0].message
    else:
        exception, message = ExceptionClass.NO_TEXT, "No readable words were found on any page."
    lost = replace(source, state="exception", exception=exception, message=message, stamp=stamp)
    workspace.ledger.save_source(replace(lost, note=with_page_notes(source.note, read)))
