"""Killable reading children: jobs go in, values come back one by one, every job ends in a typed way.

A client's file may hang, crash or bloat the library that reads it. So reading happens in children under limits and
three clocks (whole job, silence, external call); when one has to be killed, what it had sent is kept and the next job
gets a fresh child.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from pipeline.errors import ExceptionClass, SetupError
from pipeline.isolation.fence import Fence
from pipeline.isolation.forkserver import PlainStarter, Starter, fork_server
from pipeline.isolation.frames import (
    DONE,
    FAILED,
    READY,
    VALUE,
    Failure,
    FrameError,
    Limits,
    Setting,
    WarmUp,
    decode_failure,
    decode_finished,
    decode_value,
)
from pipeline.isolation.outcomes import (
    Clocks,
    Ended,
    Job,
    Sent,
    crashed,
    garbled,
    silent,
    too_slow,
)
from pipeline.isolation.watched import Received, WatchedChild

NOTHING_ELSE = Fence()

_FAILED_STARTS = 3
_LONGEST_WAIT = 5.0

# After these a child's memory is not to be trusted, so the next job gets a fresh one.
_SPOILS_CHILD = frozenset({ExceptionClass.OUT_OF_MEMORY, ExceptionClass.BUG})


class ChildPool:
    """A few reading children; use it in a ``with`` statement, run after run (one at a time).

    Args:
        workers: How many children read at once.
        limits: What each may use.
        clocks: When a job has taken too long.
        scratch: Folder for their temporary files; every child gets its own inside, removed with it.
        warm_up: Loads libraries once for all children; a top-level function.
        fork: False starts every child as a process of its own, as on systems without a fork server.
        fence: Files that children may open beside the system's own and the scratch folder.
    """

    def __init__(
        self,
        workers: int,
        limits: Limits,
        clocks: Clocks,
        scratch: Path,
        warm_up: WarmUp | None = None,
        *,
        fork: bool = sys.platform == "linux",
        fence: Fence = NOTHING_ELSE,
    ) -> None:
        self._workers, self._limits, self._clocks, self._scratch = workers, limits, clocks, scratch
        self._warm_up, self._fork = warm_up, fork
        self._fence = Fence(fence.readable, (*fence.writable, str(scratch.absolute())))
        self._starter: Starter | None = None
        self._children: list[WatchedChild] = []
        self._inbox: SimpleQueue[Received] = SimpleQueue()
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends every child; a later run starts afresh."""
        while self._children:
            self._discard(self._children[-1])
        if self._starter is not None:
            self._starter.release()
            self._starter = None

    def run(self, jobs: Iterable[Job]) -> Iterator[Sent | Ended]:
        """Does the jobs and yields what they give as it comes: values, and one ``Ended`` for every job.

        Jobs are taken from the iterable only when a child is free. Events of different jobs interleave; those of one
        job are in order. Leaving the loop early kills the children at work.

        Raises:
            SetupError: Children cannot be started, or one says that the machine lacks something every file needs.
        """
        waiting = iter(jobs)
        exhausted = False
        try:
            while True:
                while not exhausted and self._has_room():
                    job = next(waiting, None)
                    if job is None:
                        exhausted = True
                    else:
                        self._free_child().give(job, self._clocks)
                if not any(child.job for child in self._children):
                    return
                yield from self._next_events()
        finally:
            for child in [child for child in self._children if child.job]:
                self._discard(child)

    def _has_room(self) -> bool:
        return sum(child.job is not None for child in self._children) < self._workers

    def _free_child(self) -> WatchedChild:
        return next((child for child in self._children if child.job is None), None) or self._new_child()

    def _new_child(self) -> WatchedChild:
        if self._starter is None:
            self._starter = fork_server(self._warm_up) if self._fork else PlainStarter()
        self._scratch.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix="child-", dir=self._scratch)).resolve()
        try:
            started = self._starter.start(Setting(str(scratch), self._limits, self._fence, self._warm_up))
        except SetupError:
            shutil.rmtree(scratch, ignore_errors=True)
            self._starter.close()
            self._starter = None
            return self._start_again()
        child = WatchedChild(started, scratch, self._limits, self._inbox)
        self._children.append(child)
        return child

    def _start_again(self) -> WatchedChild:
        self._failed_starts += 1
        if self._failed_starts >= _FAILED_STARTS:
            raise SetupError(
                "Reading children cannot be started.",
                "Run cor-evidence doctor; a missing library or a memory limit that is too low are the usual causes.",
            )
        return self._new_child()

    def _discard(self, child: WatchedChild) -> int | None:
        """Kills a child; answers how it ended, which was its own doing if it was dead before."""
        self._children.remove(child)
        child.kill()
        return self._starter.exit_status(child.pid) if self._starter else None

    def _next_events(self) -> Iterator[Sent | Ended]:
        """What the next frame and the clocks bring."""
        patience = min((child.patience(self._clocks) for child in self._children), default=_LONGEST_WAIT)
        try:
            received = self._inbox.get(timeout=min(max(patience, 0.0) + 0.01, _LONGEST_WAIT))
        except Empty:
            pass
        else:
            if not received.child.gone:
                received.child.took()
                yield from self._take(received)
        yield from self._stop_late_ones()

    def _take(self, received: Received) -> Iterator[Sent | Ended]:
        child = received.child
        if received.frame is None:
            yield from self._after_its_end(child, received.garbled)
            return
        kind, payload = received.frame
        if kind == READY and not child.ready:
            child.ready = True
            self._failed_starts = 0
            child.restart_clocks()
        elif child.job is None:  # speaks without being asked
            self._discard(child)
        elif child.over_time(self._clocks, received.at):
            yield self._stop(child, too_slow(self._clocks.job_seconds(child.job.pages)))
        else:
            yield self._result(child, child.job, kind, payload)

    def _result(self, child: WatchedChild, job: Job, kind: bytes, payload: bytes) -> Sent | Ended:
        try:
            if kind == VALUE:
                value = decode_value(job.function, payload)
                number = getattr(value, "number", None)
                if isinstance(number, int):
                    child.pages.append(number)
                return Sent(job, value)
            if kind == DONE:
                return self._complete(child, job, decode_finished(payload).resident_bytes)
            if kind == FAILED:
                return self._failed(child, decode_failure(payload))
        except FrameError:
            pass
        return self._stop(child, garbled())

    def _complete(self, child: WatchedChild, job: Job, resident_bytes: int) -> Ended:
        ended = Ended(job, pages_done=tuple(child.pages))
        self._release(child, spoiled=resident_bytes > self._limits.recycle_bytes)
        return ended

    def _failed(self, child: WatchedChild, failure: Failure) -> Ended:
        if failure.setup:
            raise SetupError(failure.message, failure.remedy)
        ended = _ended(child, failure)
        self._release(child, spoiled=failure.exception_class in _SPOILS_CHILD)
        return ended

    def _release(self, child: WatchedChild, *, spoiled: bool) -> None:
        """The child is free for the next job, or replaced when it is worn out."""
        child.job = None
        child.jobs += 1
        if spoiled or child.jobs >= self._limits.documents:
            self._discard(child)

    def _after_its_end(self, child: WatchedChild, garbage: bool) -> Iterator[Ended]:
        job = child.job
        status = self._discard(child)
        if not child.ready:  # died before it could begin: its job is still to be done
            self._start_again() if job is None else self._start_again().give(job, self._clocks)
        elif job is not None:
            yield _ended(child, garbled() if garbage else crashed(status))

    def _stop_late_ones(self) -> Iterator[Ended]:
        now = time.monotonic()
        for child in list(self._children):
            if child.job is None or child.unread():
                continue
            if child.over_time(self._clocks, now):
                yield self._stop(child, too_slow(self._clocks.job_seconds(child.job.pages)))
            elif child.over_silence(self._clocks, now):
                yield self._stop(child, silent(self._clocks.silence_seconds))

    def _stop(self, child: WatchedChild, failure: Failure) -> Ended:
        ended = _ended(child, failure)
        self._discard(child)
        return ended


def _ended(child: WatchedChild, failure: Failure) -> Ended:
    """How the child's job ended, with the pages it gave before."""
    assert child.job is not None
    pages = tuple(child.pages)
    return Ended(child.job, failure.exception_class, failure.message, failure.remedy, pages, failure.trace)
