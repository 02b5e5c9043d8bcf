"""One reading child as the run sees it: its pipes, its clocks, its end."""

import os
import pickle
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from pipeline.isolation.child import ORDER_BYTES
from pipeline.isolation.forkserver import Started
from pipeline.isolation.frames import ORDER, FrameError, Limits, Order, read_frame, send_frame
from pipeline.isolation.outcomes import Clocks, Job
from pipeline.tools import kill_session

_UNREAD_FRAMES = 32
"""A child that sends faster than the run takes waits after so many frames: memory stays bounded."""

_END_SECONDS = 5.0


class WatchedChild:
    """A thread reads the child's pipe, so that the run never blocks on one child.

    Args:
        started: Its pid and our ends of its pipes, which this object closes.
        scratch: Its folder for temporary files, removed with it.
        limits: Longest message.
        inbox: Where its frames go.
    """

    def __init__(self, started: Started, scratch: Path, limits: Limits, inbox: "SimpleQueue[Received]") -> None:
        self.pid = started.pid
        self.job: Job | None = None
        self.pages: list[int] = []
        self.jobs = 0
        self.ready = False
        self.gone = False
        self._orders, self._results = started.orders, started.results
        self._scratch, self._inbox = scratch, inbox
        self._began = self._heard = time.monotonic()
        # Written by one thread each, so that neither needs a lock.
        self._put, self._taken = 0, 0
        self._waits_for_run = False
        self._room = threading.Semaphore(_UNREAD_FRAMES)
        self._reader = threading.Thread(target=self._read, args=(limits.message_bytes + 1,), daemon=True)
        self._reader.start()

    def give(self, job: Job, clocks: Clocks) -> None:
        """Hands it a job; that it is dead already will show at its other pipe."""
        order = pickle.dumps(Order(job.function, job.arguments, int(clocks.job_seconds(job.pages)) + 1))
        if len(order) > ORDER_BYTES:
            raise ValueError(f"the arguments of job {job.id} are too large for an order")
        self.job, self.pages = job, []
        self.restart_clocks()
        with suppress(OSError):
            send_frame(self._orders, ORDER, order)

    def restart_clocks(self) -> None:
        """A job begins now."""
        self._began = self._heard = time.monotonic()

    def took(self) -> None:
        """The run took one of its frames: there is room for another."""
        self._taken += 1
        self._room.release()

    def over_time(self, clocks: Clocks, at: float) -> bool:
        """Whether its job had no more time at that moment."""
        return self.job is not None and self.ready and at - self._began > clocks.job_seconds(self.job.pages)

    def over_silence(self, clocks: Clocks, at: float) -> bool:
        """Whether it has been silent for too long; a child that has not even started counts too."""
        return self.job is not None and at - self._heard > clocks.silence_seconds

    def unread(self) -> bool:
        """Whether frames of it wait for the run, or it waits for room: then its clocks do not count."""
        return self._put != self._taken or self._waits_for_run

    def patience(self, clocks: Clocks) -> float:
        """Seconds until one of its clocks runs out."""
        now = time.monotonic()
        if self.job is None or self.unread():
            return clocks.silence_seconds
        left = self._heard + clocks.silence_seconds - now
        return min(left, self._began + clocks.job_seconds(self.job.pages) - now)

    def kill(self) -> None:
        """Ends it with everything it started, and removes what it left on disk."""
        if self.gone:
            return
        self.gone = True
        kill_session(self.pid)
        os.close(self._orders)
        self._room.release()  # its thread may be waiting for room
        self._reader.join(_END_SECONDS)
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _read(self, longest: int) -> None:
        try:
            while not self.gone:
                self._wait_for_room()
                frame = read_frame(self._results, longest)
                self._forward(frame)
                if frame is None:
                    break
        except (FrameError, OSError):
            self._forward(None, garbled=True)
        finally:
            os.close(self._results)

    def _wait_for_room(self) -> None:
        if self._room.acquire(blocking=False):
            return
        self._waits_for_run = True
        since = time.monotonic()
        self._room.acquire()
        self._began += time.monotonic() - since
        self._heard = time.monotonic()
        self._waits_for_run = False

    def _forward(self, frame: tuple[bytes, bytes] | None, *, garbled: bool = False) -> None:
        self._heard = time.monotonic()
        self._put += 1
        self._inbox.put(Received(self, frame, self._heard, garbled))


@dataclass(frozen=True, slots=True)
class Received:
    """A frame of a child, or (None) the end of its pipe, clean or not."""

    child: WatchedChild
    frame: tuple[bytes, bytes] | None
    at: float
    garbled: bool
