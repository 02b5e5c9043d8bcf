"""Where reading children come from: a small server process that is loaded once and forked for every child (Linux).

Our own instead of multiprocessing's, because that one keeps the run's environment (secrets and all), imports the
program's main file again in every child, is one for the whole process, and unpickles. This one starts with an
allow-listed environment, without a terminal and, where the system lets it, without a network; when the run dies it
takes all children along.
"""

import gc
import os
import pickle
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.errors import SetupError
from pipeline.isolation.child import confine, work
from pipeline.isolation.frames import ORDER, Limits, send_frame
from pipeline.tools import kill_session, start_python

WarmUp = Callable[[], None]

_ALLOWED = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SYSTEMROOT",
            "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")  # fmt: skip
_SINGLE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
_STARTED, _ENDED = b"S", b"E"
_ANSWER = struct.Struct(">cii")
_START_SECONDS = 60.0
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


@dataclass(frozen=True, slots=True)
class Started:
    """A new child as the run holds it: the ends of its two pipes."""

    pid: int
    orders: int
    results: int


class Starter(Protocol):
    """Makes children."""

    def start(self, scratch: Path) -> Started:
        """A new child; raises SetupError when none can be made."""
        ...

    def exit_status(self, pid: int) -> int | None:
        """How a dead child ended (negative: by that signal), or None when nobody knows."""
        ...

    def close(self) -> None:
        """Ends the starter and every child."""
        ...


def clean_environment() -> dict[str, str]:
    """The few variables a child gets: no inherited secrets, one thread for every numeric library."""
    kept = {name: os.environ[name] for name in _ALLOWED if name in os.environ}
    # The empty entry means "working folder", which may be a client's: never import from there.
    path = [entry for entry in sys.path if entry]
    home = str(Path(__file__).resolve().parents[1])
    return kept | _SINGLE_THREAD | {"PYTHONPATH": os.pathsep.join(path if home in path else [*path, home])}


class ForkServer:
    """The run's side of the server process.

    Args:
        limits: For every child.
        warm_up: Called once in the server, so that children start with their libraries loaded.
    """

    def __init__(self, limits: Limits, warm_up: WarmUp | None) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        self._ended: dict[int, int] = {}
        with theirs:
            end = theirs.fileno()
            self._process = start_python(
                "pipeline.isolation.forkserver", [str(end)], environment=clean_environment(), kept=[end]
            )
        ours.send(pickle.dumps((limits, warm_up)))

    def start(self, scratch: Path) -> Started:
        """See ``Starter.start``."""
        orders_in, orders_out = os.pipe()
        results_in, results_out = os.pipe()
        try:
            socket.send_fds(self._control, [os.fsencode(scratch)], [orders_in, results_out])
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

    def exit_status(self, pid: int) -> int | None:
        """See ``Starter.exit_status``; waits a moment, since the pipe closes before the process is gone."""
        end = time.monotonic() + 2.0
        while pid not in self._ended and (left := end - time.monotonic()) > 0:
            self._control.settimeout(left)
            try:
                self._take_answer()
            except OSError:
                break
        return self._ended.pop(pid, None)

    def close(self) -> None:
        """See ``Starter.close``."""
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
        data = self._control.recv(_ANSWER.size)
        if len(data) != _ANSWER.size:
            raise ConnectionError("the server is gone")
        kind, pid, status = _ANSWER.unpack(data)
        if kind == _STARTED:
            return int(pid)
        self._ended[pid] = status
        return None


class PlainStarter:
    """Children as processes of their own, where there is no fork server: slower to start, the same inside."""

    def __init__(self, limits: Limits, warm_up: WarmUp | None) -> None:
        self._limits, self._warm_up = limits, warm_up
        self._processes: dict[int, subprocess.Popen[bytes]] = {}

    def start(self, scratch: Path) -> Started:
        """See ``Starter.start``."""
        process = start_python("pipeline.isolation.child", [], environment=clean_environment())
        assert process.stdin is not None and process.stdout is not None
        started = Started(process.pid, os.dup(process.stdin.fileno()), os.dup(process.stdout.fileno()))
        process.stdin.close()
        process.stdout.close()
        self._processes[process.pid] = process
        with suppress(OSError):  # a child that is dead already shows at its pipe
            send_frame(started.orders, ORDER, pickle.dumps((self._limits, str(scratch), self._warm_up)))
        return started

    def exit_status(self, pid: int) -> int | None:
        """See ``Starter.exit_status``."""
        process = self._processes.pop(pid, None)
        return None if process is None else process.wait(5)

    def close(self) -> None:
        """See ``Starter.close``."""
        for pid, process in self._processes.items():
            kill_session(pid)
            process.wait()
        self._processes.clear()


def serve(control: socket.socket) -> None:
    """The server: a child for every request until the run goes away, then the end of all children."""
    limits, warm_up = pickle.loads(control.recv(64 << 10))
    if warm_up is not None:
        warm_up()
    leave_network()
    gc.freeze()
    wake_in, wake_out = os.pipe()
    os.set_blocking(wake_out, False)
    signal.set_wakeup_fd(wake_out)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: set[int] = set()
    try:
        while True:
            ready, _, _ = select.select([control.fileno(), wake_in], [], [])
            if wake_in in ready:
                os.read(wake_in, 4096)
                _report_ended(control, children)
            if control.fileno() in ready:
                scratch, pipes, _, _ = socket.recv_fds(control, 16 << 10, 2)
                if not scratch:
                    return
                children.add(_fork(control, os.fsdecode(scratch), pipes, limits))
    except OSError:  # the run is gone in the middle of an answer
        return
    finally:
        for pid in children:
            kill_session(pid)


def _report_ended(control: socket.socket, children: set[int]) -> None:
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if found is None:
            return
        pid = found.si_pid
        # Before it is collected, so that its number is still its own: what it started goes with it.
        kill_session(pid)
        _, status = os.waitpid(pid, 0)
        children.discard(pid)
        control.send(_ANSWER.pack(_ENDED, pid, os.waitstatus_to_exitcode(status)))


def _fork(control: socket.socket, scratch: str, pipes: list[int], limits: Limits) -> int:
    pid = os.fork()
    if pid:
        for pipe in pipes:
            os.close(pipe)
        control.send(_ANSWER.pack(_STARTED, pid, 0))
        return pid
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _close_all_but({0, 1, 2, *pipes})
        confine(limits, scratch)
        work(pipes[0], pipes[1], limits)
    finally:
        os._exit(70)


def _close_all_but(kept: set[int]) -> None:
    for entry in list(Path("/proc/self/fd").iterdir()):
        if int(entry.name) not in kept:
            with suppress(OSError):
                os.close(int(entry.name))


def leave_network() -> bool:
    """Moves this process, and so every child, to a network of its own with nothing on it; False where forbidden."""
    import ctypes

    system = ctypes.CDLL(None, use_errno=True)
    if system.unshare(_CLONE_NEWNET) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if system.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    # Keep our own numbers inside the new user namespace, so that files stay ours.
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def main() -> None:
    """Takes the number of the control socket on the command line."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve(control)


if __name__ == "__main__":
    main()
