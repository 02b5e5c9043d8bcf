"""Steps 4 and 5 joined to the store: pages → documents → what each is and says, kept under their stamp."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from classifiers.model import Classification
from pipeline.child_understanding import SOURCE, ReadSource, understand_file, warm_up, warm_up_for_few
from pipeline.errors import RETRYABLE, ExceptionClass
from pipeline.inbox import disk_error
from pipeline.isolation import ChildPool, Ended, Job, Sent, clocks_of, limits_of
from pipeline.isolation.frames import JobFunction
from pipeline.model import (
    Document,
    EvidenceDate,
    Item,
    Page,
    Profile,
    ReadDocument,
    TerminalState,
    Understanding,
)
from pipeline.run.faults import note_fault
from pipeline.run.progress import Step
from pipeline.run.stamps import understanding_stamp
from pipeline.run.workspace import Workspace, refuse_when_full
from pipeline.store.ledger import Fault
from pipeline.understand import link_versions
from pipeline.understanding.dump_dates import settle_across

AGAIN = "understand_again"  # note of the sources for which another try may help
SOURCES_A_CHILD = 500
MOST_SILENCE = 10
FEW = 12
"""Sources up to which a language model loaded for nothing costs more than one loaded by each child that needs it."""
WORDS = {
    ExceptionClass.TIMED_OUT: "The file was read, but understanding it took too long and was stopped.",
    ExceptionClass.OUT_OF_MEMORY: "The file was read, but understanding it needs more memory than it may use.",
    ExceptionClass.CRASHED: "The file was read, but the process that tried to understand it broke down.",
    ExceptionClass.BUG: "The file was read, but understanding it tripped over a mistake of cor-evidence.",
}


def understand_all(workspace: Workspace, reading_stamp: str, job: JobFunction = understand_file) -> int:
    """Understand every read source that this code has not understood yet, each in a child with its clock.

    Args:
        job: What children do with a source; another one in tests of faults.

    Returns:
        Number of sources understood now.
    """
    stamp = documents_stamp(workspace, reading_stamp)
    again = frozenset(json.loads(workspace.ledger.note(AGAIN) or "[]"))
    known = workspace.ledger.understood(stamp) - again
    waiting = {item.sha256: item for item in _read_items(workspace) if item.sha256 and item.sha256 not in known}
    if not waiting:
        return 0
    work = _Work(workspace, stamp, workspace.profile(), job)
    with _understanding_pool(workspace, len(waiting)) as pool:
        for number, item in enumerate(work.done(pool.run(work.jobs(waiting.values())), waiting), 1):
            workspace.progress(Step("understanding", number, len(waiting), in_flight=(item.shown_path,)))
    workspace.ledger.remember(AGAIN, json.dumps(sorted(work.again)))
    return len(waiting)


def _understanding_pool(workspace: Workspace, sources: int) -> ChildPool:
    """Children that hold the models and may open nothing of the client's but the pages they are given."""
    limits = replace(limits_of(workspace.settings), documents=SOURCES_A_CHILD)
    # A long binder is taken apart as a whole before its first document is understood: its own clock watches that.
    clocks = replace(clocks_of(workspace.settings), silence_seconds=MOST_SILENCE * workspace.settings.silence_seconds)
    warm = warm_up if sources > FEW else warm_up_for_few
    return ChildPool(workspace.settings.workers, limits, clocks, workspace.scratch / "understanding", warm)


class _Work:
    """Sources on their way through the children: their pages out, what was understood back and kept."""

    def __init__(self, workspace: Workspace, stamp: str, profile: Profile, job: JobFunction) -> None:
        self._workspace, self._stamp, self._profile, self._job = workspace, stamp, profile, job
        self._found: dict[str, list[Understanding]] = {}
        self.again: list[str] = []

    def jobs(self, items: Iterable[Item]) -> Iterator[Job]:
        """One job a source; its pages are written when a child is free to take them."""
        for item in items:
            sha256 = item.sha256 or ""
            pages, _ = self._workspace.ledger.pages(sha256)
            file = self._file(sha256)
            try:
                file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                source = ReadSource(sha256, item.path[-1], pages, self._profile)
                file.write_bytes(SOURCE.dump_json(source))
            except OSError as error:
                raise disk_error(error) from error
            yield Job(sha256, self._job, (str(file),), pages=len(pages))

    def done(self, events: Iterable[Sent | Ended], items: Mapping[str, Item]) -> Iterator[Item]:
        """Keep what comes back; yields each source that is done with."""
        for event in events:
            sha256 = event.job.id
            if isinstance(event, Ended):
                self._keep(sha256, event)
                self._file(sha256).unlink(missing_ok=True)
                yield items[sha256]
            elif isinstance(event.value, Understanding):
                self._found.setdefault(sha256, []).append(event.value)

    def _keep(self, sha256: str, ended: Ended) -> None:
        found, exception = self._found.pop(sha256, []), ended.exception_class
        if exception is None:
            self._workspace.ledger.save_understanding(sha256, self._stamp, found)
            return
        refuse_when_full(self._workspace.folders.store)
        note_fault(self._workspace, ended)
        if exception in RETRYABLE:
            self.again.append(sha256)
        pages, _ = self._workspace.ledger.pages(sha256)
        fault = Fault(exception, WORDS.get(exception, WORDS[ExceptionClass.BUG]))
        self._workspace.ledger.save_understanding(sha256, self._stamp, [_not_understood(sha256, pages)], fault)

    def _file(self, sha256: str) -> Path:
        return self._workspace.scratch / "understanding" / f"{sha256}.json"


def documents_stamp(workspace: Workspace, reading_stamp: str) -> str:
    """Under which stamp the ledger keeps what this code understands."""
    return understanding_stamp(reading_stamp, workspace.profile())


def _not_understood(sha256: str, pages: Sequence[Page]) -> Understanding:
    """The whole file as one unknown document; nobody knows what is in it, so it is shown like a restricted one."""
    document = Document(sha256, pages[0].number, pages[-1].number, 0.0)
    return Understanding(
        document=document,
        classification=Classification("unknown", "unknown", 0.0, None, ()),
        language=None,
        evidence_date=EvidenceDate(None, None, "illegible"),
        signed="cannot_tell",
        blank_form=None,
        site=None,
        company=None,
        version_group=document.id,
        restricted=True,
    )


@dataclass(frozen=True, slots=True)
class Understood:
    """What step 5 left behind.

    Args:
        documents: Every understood document with its pages, open days settled by the rest of the dump where it can,
            versions linked, in evidence-number and page order.
        faults: What went wrong, by the content it went wrong with.
    """

    documents: tuple[ReadDocument, ...]
    faults: Mapping[str, Fault]


def all_understood(
    workspace: Workspace,
    reading_stamp: str,
    read: Mapping[str, tuple[Page, ...]] | None = None,
    *,
    one_client: bool = True,
) -> Understood:
    """Everything that was understood.

    Args:
        read: Pages by content, where the caller holds them already; None fetches them.
        one_client: All are one client's dump, so one paper may settle another's day; single files may be anybody's.
    """
    items = {item.sha256 or "": item for item in _read_items(workspace)}
    kept = {
        sha256: found
        for sha256, found in workspace.ledger.understandings(documents_stamp(workspace, reading_stamp))
        if sha256 in items
    }
    documents = []
    for item in sorted(items.values(), key=lambda one: one.evidence_number or 0):
        sha256 = item.sha256 or ""
        if sha256 in kept:
            pages = workspace.ledger.pages(sha256)[0] if read is None else read.get(sha256, ())
            documents += [_with_pages(one, pages, item.shown_path) for one in kept[sha256].documents]
    faults = {sha256: found.fault for sha256, found in kept.items() if found.fault is not None}
    if one_client:
        documents = list(settle_across(documents, workspace.profile(), _other_places(workspace)))
    return Understood(tuple(link_versions(documents)), faults)


def _other_places(workspace: Workspace) -> dict[str, list[str]]:
    """Where else the client put the same bytes, by their hash."""
    places: dict[str, list[str]] = {}
    for item in workspace.ledger.items():
        if item.state is TerminalState.DUPLICATE and item.sha256:
            places.setdefault(item.sha256, []).append(item.shown_path)
    return places


def _with_pages(one: Understanding, pages: Sequence[Page], shown_path: str) -> ReadDocument:
    return ReadDocument(one, _within(pages, one.document.first_page, one.document.last_page), shown_path)


def _within(pages: Sequence[Page], first: int, last: int) -> tuple[Page, ...]:
    return tuple(page for page in pages if first <= page.number <= last)


def _read_items(workspace: Workspace) -> list[Item]:
    """First locations of sources of which at least one page was read."""
    return [item for item in workspace.ledger.items() if item.state is TerminalState.PROCESSED and item.sha256]
