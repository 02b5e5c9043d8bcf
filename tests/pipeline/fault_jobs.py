"""Jobs that misbehave inside a reading child, for the tests of isolation; imported by the child by name."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ExceptionClass, InputError, SetupError
from pipeline.model import Page, PageFailure, TextOrigin


@dataclass(frozen=True, slots=True)
class Report:
    """What a child says about itself."""

    text: str


def page(number: int) -> Page:
    return Page(number=number, text=f"page {number}", text_origin=TextOrigin.EMBEDDED, why="embedded_text")


def pages(first: int, last: int) -> Iterator[Page | PageFailure]:
    for number in range(first, last + 1):
        yield page(number)


def slow_pages(first: int, last: int, pause: float) -> Iterator[Page | PageFailure]:
    for number in range(first, last + 1):
        time.sleep(pause)
        yield page(number)


def hang_after(first: int, last: int) -> Iterator[Page | PageFailure]:
    yield from pages(first, last)
    time.sleep(3600)


def spin_after(first: int, last: int) -> Iterator[Page | PageFailure]:
    """Not interruptible: holds the interpreter's lock inside C code."""
    yield from pages(first, last)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ctypes.PyDLL(None).sleep(3600)


def kill_self_after(first: int, last: int, number: int) -> Iterator[Page | PageFailure]:
    yield from pages(first, last)
    os.kill(os.getpid(), number)
    time.sleep(60)


def segfault_after(first: int, last: int) -> Iterator[Page | PageFailure]:
    yield from pages(first, last)
    ctypes.string_at(0)


def memory_bomb(first: int, last: int) -> Iterator[Page | PageFailure]:
    yield from pages(first, last)
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))


def leave_quietly(first: int, last: int) -> Iterator[Page | PageFailure]:
    yield from pages(first, last)
    os._exit(0)


def leave_loudly(first: int, last: int) -> Iterator[Page | PageFailure]:
    yield from pages(first, last)
    sys.exit(3)


def results_pipe() -> int:
    """The pipe this child writes its frames to: the only one it may write to."""
    for number in range(3, 64):
        try:
            flags = int(Path(f"/proc/self/fdinfo/{number}").read_text().split()[3], 8)
            kind = str(Path(f"/proc/self/fd/{number}").readlink())
        except OSError:
            continue
        if kind.startswith("pipe") and flags & os.O_WRONLY:
            return number
    raise LookupError("no pipe")


def write_raw(data: bytes, then_exit: bool) -> Iterator[Page | PageFailure]:
    yield page(1)
    os.write(results_pipe(), data)
    if then_exit:
        os._exit(0)
    time.sleep(3600)


def flood() -> Iterator[Page | PageFailure]:
    yield page(1)
    pipe = results_pipe()
    while True:
        os.write(pipe, b"x" * 65536)


def print_much() -> Iterator[Page | PageFailure]:
    for _ in range(64):
        os.write(1, b"x" * (1 << 20))
        os.write(2, b"x" * (1 << 20))
    yield page(1)


def wrong_type() -> Iterator[Page | PageFailure]:
    yield Report("not declared")  # type: ignore[misc]


def huge_value() -> Iterator[Page | PageFailure]:
    yield page(1)
    yield Page(number=2, text="x" * (2 << 20), text_origin=TextOrigin.EMBEDDED, why="embedded_text")


def mistake(secret: str) -> Iterator[Page | PageFailure]:
    yield page(1)
    raise KeyError(secret)


def refuse() -> Iterator[Page | PageFailure]:
    yield page(1)
    raise InputError(ExceptionClass.DAMAGED, "It is torn.", "Glue it.")


def nothing_works() -> Iterator[Page | PageFailure]:
    raise SetupError("Tesseract is not installed.", "Install it.")
    yield page(1)


def grandchild(mark: str, own_group: bool, hang: bool) -> Iterator[Page | PageFailure]:
    """Starts a program and leaves it behind; the mark, a number of seconds, makes it easy to find."""
    subprocess.Popen(["sleep", mark], process_group=0 if own_group else None)
    yield page(1)
    if hang:
        time.sleep(3600)
    os._exit(1)


def orphan(mark: str, hang: bool) -> Iterator[Page | PageFailure]:
    """Leaves a program behind that nobody can be asked about: forked twice, a session of its own, deaf to signals."""
    if os.fork() == 0:
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
            signal.signal(number, signal.SIG_IGN)
        if os.fork() == 0:
            os.execvp("sleep", ["sleep", mark])
        os._exit(0)
    os.wait()
    yield page(1)
    if hang:
        time.sleep(3600)
    os._exit(1)


def orphan_and_done(mark: str) -> Iterator[Page | PageFailure]:
    """As above, but the job ends well."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execvp("sleep", ["sleep", mark])
        os._exit(0)
    os.wait()
    yield page(1)


def look_around() -> Iterator[Report]:
    """What an intruder in this child would find."""
    import resource
    import tempfile

    try:
        socket.create_connection(("192.0.2.1", 80), timeout=0.3)
        network = "open"
    except OSError as error:
        network = error.strerror or str(error)
    descriptors = sorted(int(entry.name) for entry in Path("/proc/self/fd").iterdir())
    yield Report(f"environment {sorted(os.environ)}")
    yield Report(f"start environment {Path('/proc/self/environ').read_bytes().decode('utf-8', 'replace')}")
    yield Report(f"descriptors {len(descriptors)}")
    yield Report(f"network {network}")
    yield Report(f"memory {resource.getrlimit(resource.RLIMIT_AS)[0]}")
    yield Report(f"core {resource.getrlimit(resource.RLIMIT_CORE)[0]}")
    yield Report(f"session {os.getsid(0) == os.getpid()}")
    yield Report(f"scratch {tempfile.gettempdir()}")
    yield Report(f"threads {os.environ.get('OMP_THREAD_LIMIT')}")


def leave_litter() -> Iterator[Report]:
    import tempfile

    descriptor, name = tempfile.mkstemp()
    os.close(descriptor)
    yield Report(name)


def who() -> Iterator[Report]:
    """Its number for everybody else: in a process space of its own every child has the same one."""
    yield Report(str(Path("/proc/self").readlink()) if Path("/proc/self").exists() else str(os.getpid()))


def fill_disk(path: str) -> Iterator[Report]:
    with Path(path).open("wb") as file:
        for _ in range(64):
            file.write(b"x" * (1 << 20))
    yield Report("written")


def refuse_to_load() -> None:
    """A warm-up that fails, as when a library is missing."""
    raise RuntimeError("a library is missing")
