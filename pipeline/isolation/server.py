"""The process that reading children are forked from: requests in over one socket, children and their ends out."""

import gc
import os
import pickle
import select
import signal
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.isolation.child import confine, work
from pipeline.isolation.fence import Fence, system_places
from pipeline.isolation.frames import Setting, WarmUp
from pipeline.isolation.kernel import adopt_orphans, can_hide, ended_by, leave_network, leave_others
from pipeline.isolation.view import View
from pipeline.tools import kill_session

ANSWER = struct.Struct(">cii")
STARTED, ENDED = b"S", b"E"
LONGEST_REQUEST = 64 << 10


def serve(control: socket.socket) -> None:
    """A child for every request until the run goes away, then the end of all children."""
    warm_up: WarmUp | None = pickle.loads(control.recv(LONGEST_REQUEST))
    if warm_up is not None:
        warm_up()
    leave_network()
    adopt_orphans()
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
                request, pipes, _, _ = socket.recv_fds(control, LONGEST_REQUEST, 2)
                if not request:
                    return
                children.add(_fork(control, pickle.loads(request), pipes))
    except OSError:  # the run is gone in the middle of an answer
        return
    finally:
        for pid in children:
            kill_session(pid)
        _end_orphans(set())


@cache
def _view(fence: Fence, most: int) -> View | None:
    """What children must find where places are hidden from them; None when the system does not let us hide any."""
    view = View((*system_places(fence), *fence.readable), fence.writable)
    return view if can_hide(most, view) else None


def _report_ended(control: socket.socket, children: set[int]) -> None:
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if found is None:
            _end_orphans(children)
            return
        pid = found.si_pid
        # Before it is collected, so that its number is still its own: what it started goes with it.
        kill_session(pid)
        _, status = os.waitpid(pid, 0)
        if pid in children:
            children.discard(pid)
            control.send(ANSWER.pack(ENDED, pid, ended_by(os.waitstatus_to_exitcode(status))))


def _end_orphans(children: set[int]) -> None:
    """Ends what children left behind and this process has inherited; their own children come here next, and end too."""
    with suppress(OSError):
        for number in Path("/proc/self/task").glob("*/children"):
            for pid in {int(word) for word in number.read_text().split()} - children:
                kill_session(pid)


def _fork(control: socket.socket, setting: Setting, pipes: list[int]) -> int:
    view = _view(setting.fence, setting.limits.processes)
    pid = os.fork()
    if pid:
        for pipe in pipes:
            os.close(pipe)
        control.send(ANSWER.pack(STARTED, pid, 0))
        return pid
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _close_all_but({0, 1, 2, *pipes})
        own = view and replace(view, changeable=(*view.changeable, setting.scratch))
        confine(setting, leave_others(setting.limits.processes, own))
        work(pipes[0], pipes[1], setting.limits)
    finally:
        os._exit(70)


def _close_all_but(kept: set[int]) -> None:
    for entry in list(Path("/proc/self/fd").iterdir()):
        if int(entry.name) not in kept:
            with suppress(OSError):
                os.close(int(entry.name))


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
