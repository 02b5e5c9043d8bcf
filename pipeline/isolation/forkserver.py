"""Where reading children come from: a small server process that is loaded once and forked for every child (Linux).

Our own instead of multiprocessing's, because that one keeps the run's environment (secrets and all), imports the
program's main file again in every child, and unpickles. This one starts with an allow-listed environment, without a
terminal and, where the system lets it, without a network; when the run dies it takes all children along. It stays for
the life of the process: a second pool of the same libraries does not load them again.
"""

import atexit
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from pipeline.errors import SetupError
from pipeline.isolation.frames import ORDER, Setting, WarmUp, send_frame
from pipeline.isolation.kernel import ended_by
from pipeline.isolation.server import ANSWER, STARTED
from pipeline.tools import kill_session, start_python

_ALLOWED = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SYSTEMROOT",
            "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")  # fmt: skip
_SINGLE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
# Page pictures come and go: kept pages of memory are cheaper than new ones from the kernel for each of them (glibc).
_KEEP_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(256 << 20), "MALLOC_TRIM_THRESHOLD_": str(512 << 20)}
_START_SECONDS = 60.0

_SERVERS: "dict[object, ForkServer]" = {}


@dataclass(frozen=True, slots=True)
class Started:
    """A new child as the run holds it: the ends of its two pipes."""

    pid: int
    orders: int
    results: int


class Starter(Protocol):
    """Makes children."""

    def start(self, setting: Setting) -> Started:
        """A new child; raises SetupError when none can be made."""
        ...

    def exit_status(self, pid: int) -> int | None:
        """How a dead child ended (negative: by that signal), or None when nobody knows."""
        ...

    def release(self) -> None:
        """Nobody needs it now; its children are gone already."""
        ...

    def close(self) -> None:
        """Ends the starter and every child."""
        ...


def clean_environment() -> dict[str, str]:
    """The few variables a child gets: no inherited secrets, one thread for every numeric library."""
    kept = {name: os.environ[name] for name in _ALLOWED if name in os.environ}
    # The empty entry means "working folder", which may be a client's: never import from there.
    path = [entry for entry in sys.path if entry]
    home = str(Path(__file__).resolve().parents[2])
    return (
        kept | _SINGLE_THREAD | _KEEP_MEMORY | {"PYTHONPATH": os.pathsep.join(path if home in path else [home, *path])}
    )


def fork_server(warm_up: WarmUp | None) -> "ForkServer":
    """The server with these libraries loaded: started once for all pools of this process, ended with it.

    Args:
        warm_up: Called once in the server, so that children start with their libraries loaded.
    """
    environment = clean_environment()
    key = (os.getpid(), warm_up, tuple(sorted(environment.items())))  # a forked process must not use its parent's
    if key not in _SERVERS:
        if not _SERVERS:
            atexit.register(_close_all, os.getpid())
        _SERVERS[key] = ForkServer(warm_up, environment, lambda: _SERVERS.pop(key, None))
    return _SERVERS[key]


def _close_all(owner: int) -> None:
    """At the end of this process; one that was forked from it leaves its parent's servers alone."""
    if os.getpid() == owner:
        for server in list(_SERVERS.values()):
            server.close()


class ForkServer:
    """The run's side of the server process.

    Args:
        warm_up: Called once in the server.
        environment: All its variables.
        forget: Called when it is closed.
    """

    def __init__(self, warm_up: WarmUp | None, environment: Mapping[str, str], forget: Callable[[], object]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control, self._forget = ours, forget
        self._ended: dict[int, int] = {}
        self._turn = threading.Lock()
        with theirs:
            end = theirs.fileno()
            self._process = start_python("pipeline.isolation.server", [str(end)], environment=environment, kept=[end])
        ours.send(pickle.dumps(warm_up))

    def start(self, setting: Setting) -> Started:
        """See ``Starter.start``."""
        orders_in, orders_out = os.pipe()
        results_in, results_out = os.pipe()
        try:
            with self._turn:
                request = pickle.dumps(replace(setting, warm_up=None))
                socket.send_fds(self._control, [request], [orders_in, results_out])
                pid = self._answer_until_started()
        except OSError as error:
            os.close(orders_out)
            os.close(results_in)
            raise SetupError(
                "The process that makes reading children does not answer.",
                "Run cor-evidence doctor; a missing library or too little memory are the usual causes.",
            ) from error
        finally:
            os.close(orders_in)
            os.close(results_out)
        return Started(pid, orders_out, results_in)

    def release(self) -> None:
        """Stays for the next pool: what it has loaded took seconds."""

    def exit_status(self, pid: int) -> int | None:
        """See ``Starter.exit_status``; waits a moment, since the pipe closes before the process is gone."""
        end = time.monotonic() + 2.0
        with self._turn:
            while pid not in self._ended and (left := end - time.monotonic()) > 0:
                self._control.settimeout(left)
                try:
                    self._take_answer()
                except OSError:
                    break
            return self._ended.pop(pid, None)

    def close(self) -> None:
        """See ``Starter.close``."""
        self._forget()
        self._control.close()
        with suppress(OSError):
            self._process.wait(5)
        kill_session(self._process.pid)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _answer_until_started(self) -> int:
        self._control.settimeout(_START_SECONDS)
        while (pid := self._take_answer()) is None:
            pass
        return pid

    def _take_answer(self) -> int | None:
        """One message of the server: the new child's pid, or None after noting how another one ended."""
        data = self._control.recv(ANSWER.size)
        if len(data) != ANSWER.size:
            raise ConnectionError("the server is gone")
        kind, pid, status = ANSWER.unpack(data)
        if kind == STARTED:
            return int(pid)
        self._ended[pid] = status
        return None


class PlainStarter:
    """Children as processes of their own, where there is no fork server: slower to start, the same inside."""

    def __init__(self) -> None:
        self._processes: dict[int, subprocess.Popen[bytes]] = {}

    def start(self, setting: Setting) -> Started:
        """See ``Starter.start``."""
        process = start_python("pipeline.isolation.child", [], environment=clean_environment())
        assert process.stdin is not None and process.stdout is not None
        started = Started(process.pid, os.dup(process.stdin.fileno()), os.dup(process.stdout.fileno()))
        process.stdin.close()
        process.stdout.close()
        self._processes[process.pid] = process
        with suppress(OSError):  # a child that is dead already shows at its pipe
            send_frame(started.orders, ORDER, pickle.dumps(setting))
        return started

    def exit_status(self, pid: int) -> int | None:
        """See ``Starter.exit_status``."""
        process = self._processes.pop(pid, None)
        return None if process is None else ended_by(process.wait(5))

    def release(self) -> None:
        """See ``Starter.release``."""
        self.close()

    def close(self) -> None:
        """See ``Starter.close``."""
        for pid, process in self._processes.items():
            kill_session(pid)
            process.wait()
        self._processes.clear()
