"""Jobs for reading children and the ways they end, in the auditor's words."""

import signal
from dataclasses import dataclass
from typing import Any

from pipeline.errors import ExceptionClass
from pipeline.isolation.frames import Failure, JobFunction, Limits
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Clocks:
    """Seconds: a whole job (a fixed part and a part a page), and between two signs of life."""

    document_seconds: float = 60.0
    page_seconds: float = 10.0
    silence_seconds: float = 60.0

    def job_seconds(self, pages: int) -> float:
        """What a job of so many pages may take."""
        return self.document_seconds + self.page_seconds * max(1, pages)


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to read.

    Args:
        id: The caller's name for it.
        function: A top-level function; its annotation ``Iterator[A | B]`` says which values may come back.
        arguments: Its arguments, small and picklable.
        pages: How many pages it covers, for the clock.
    """

    id: str
    function: JobFunction
    arguments: tuple[Any, ...]
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Sent:
    """A value of a job that is still at work."""

    job: Job
    value: Any


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a job, exactly one each.

    Args:
        exception_class: None when it is complete.
        message, remedy: In the auditor's words.
        pages_done: Numbers of the pages it gave, failures included; a caller can order the rest again.
        trace: For class ``bug``: where it happened, without document text.
    """

    job: Job
    exception_class: ExceptionClass | None = None
    message: str = ""
    remedy: str = ""
    pages_done: tuple[int, ...] = ()
    trace: str = ""


def limits_of(settings: Settings) -> Limits:
    """The limits a run's settings ask for."""
    return Limits(
        memory_bytes=settings.child_memory_bytes,
        file_bytes=settings.child_file_bytes,
        open_files=settings.child_open_files,
        documents=settings.child_documents,
    )


def clocks_of(settings: Settings) -> Clocks:
    """The clocks a run's settings ask for."""
    return Clocks(settings.document_seconds, settings.page_seconds, settings.silence_seconds)


def too_slow(seconds: float) -> Failure:
    """The whole job took too long."""
    return Failure(
        ExceptionClass.TIMED_OUT,
        f"Reading took longer than {seconds:.0f} seconds and was stopped.",
        "Open the file by hand; to give it more time raise COR_EVIDENCE_PAGE_SECONDS and run again.",
    )


def silent(seconds: float) -> Failure:
    """No sign of life."""
    return Failure(
        ExceptionClass.TIMED_OUT,
        f"The reader got stuck: nothing came for {seconds:.0f} seconds, so it was stopped.",
        "Open the file by hand; to give it more time raise COR_EVIDENCE_SILENCE_SECONDS and run again.",
    )


def garbled() -> Failure:
    """What the child sent is not a result."""
    return Failure(
        ExceptionClass.CRASHED,
        "The reader broke down on this file: what it sent back was not a result.",
        "Open the file by hand; if it opens, save or print it as a new PDF and add that.",
    )


def crashed(status: int | None) -> Failure:
    """The child ended by itself in the middle of a job.

    Args:
        status: Exit code, or the negative number of the signal; None when not known.
    """
    if status == -getattr(signal, "SIGXCPU", 0):
        return Failure(
            ExceptionClass.TIMED_OUT,
            "Reading used up its processor time and was stopped.",
            "Open the file by hand; to give it more time raise COR_EVIDENCE_PAGE_SECONDS and run again.",
        )
    how = f" (signal {-status})" if status is not None and status < 0 else ""
    if status == -getattr(signal, "SIGKILL", 0):
        how = " (ended from outside; too little memory on this machine is the usual cause)"
    return Failure(
        ExceptionClass.CRASHED,
        f"The reader broke down on this file{how}.",
        "Open the file by hand; if it opens, save or print it as a new PDF and add that.",
    )
