"""Readers that misbehave on page three of a real file, for children of a run; imported by the child by name."""

import ctypes
import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import fault_jobs

from pipeline.child_jobs import read_pages
from pipeline.model import Page, PageFailure

FAULTY_PAGE = 3
ORPHAN = "1234567893"  # seconds that nobody else sleeps


def _until(arguments: tuple[Any, ...], fault: Callable[[], object]) -> Iterator[Page | PageFailure]:
    for value in read_pages(*arguments):
        if value.number == FAULTY_PAGE:
            fault()
        yield value


def hangs(*arguments: Any) -> Iterator[Page | PageFailure]:
    """Interruptible: sleeps in Python."""
    return _until(arguments, lambda: time.sleep(3600))


def hangs_in_c(*arguments: Any) -> Iterator[Page | PageFailure]:
    """Not interruptible: C code that never gives the interpreter's lock back."""
    return _until(arguments, lambda: ctypes.PyDLL(None).sleep(3600))


def _hoard() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))


def runs_out_of_memory(*arguments: Any) -> Iterator[Page | PageFailure]:
    return _until(arguments, _hoard)


def leaves_quietly(*arguments: Any) -> Iterator[Page | PageFailure]:
    return _until(arguments, lambda: os._exit(0))


def is_killed(*arguments: Any) -> Iterator[Page | PageFailure]:
    return _until(arguments, lambda: os.kill(os.getpid(), signal.SIGKILL))


def segfaults(*arguments: Any) -> Iterator[Page | PageFailure]:
    return _until(arguments, lambda: ctypes.string_at(0))


def _shout() -> None:
    block = b"x" * (8 << 20)
    for where in (1, 2):
        left = 1 << 30
        while left:
            left -= os.write(where, block[:left])


def shouts(*arguments: Any) -> Iterator[Page | PageFailure]:
    """A gigabyte on standard output, and another on standard error."""
    return _until(arguments, _shout)


def _raw(data: bytes) -> None:
    os.write(fault_jobs.results_pipe(), data)


def talks_garbage(*arguments: Any) -> Iterator[Page | PageFailure]:
    return _until(arguments, lambda: _raw(b"garbage on the pipe, not a frame at all"))


def _half_a_line() -> None:
    _raw(b'V\x00\x00\x00\x40\x00{"number": 3, "te')
    os._exit(0)


def says_half_a_line(*arguments: Any) -> Iterator[Page | PageFailure]:
    return _until(arguments, _half_a_line)


def says_bad_letters(*arguments: Any) -> Iterator[Page | PageFailure]:
    return _until(arguments, lambda: _raw(b"V\x00\x00\x00\x06\x00\xff\xfe{}\x00"))


def trips(*arguments: Any) -> Iterator[Page | PageFailure]:
    def fault() -> None:
        raise LookupError("words of the client")

    return _until(arguments, fault)


def leaves_an_orphan(*arguments: Any) -> Iterator[Page | PageFailure]:
    def fault() -> None:
        for _ in fault_jobs.orphan(ORPHAN, False):
            pass

    return _until(arguments, fault)


def dies_at_once(*arguments: Any) -> Iterator[Page | PageFailure]:
    ctypes.string_at(0)
    yield from ()
