"""Linux's own ways to set a process apart, by ctypes: namespaces, capabilities, adopted orphans; no-ops elsewhere."""

import ctypes
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from pipeline.isolation.view import View, hide_others

_CLONE_NEWNS, _CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = 0x20000, 0x10000000, 0x20000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 24, 36, 38
_CAPABILITY_VERSION = 0x20080522
_CAPABILITIES = 64
_RESERVED_NUMBERS = 300  # the kernel keeps process numbers below this for the first round
_BY_SIGNAL = 128  # an exit code above it: ended by that signal, as shells say it

PROCESS_NUMBERS = Path("/proc/sys/kernel/pid_max")


@dataclass(frozen=True, slots=True)
class Apart:
    """How far a process was set apart from the others of this machine.

    Args:
        processes: It sees and can signal only what it started itself, and all of that ends with it.
        users: The kernel counts its processes apart from the user's others.
        view: Places of other people and services are empty to it, and it has a folder for temporary files to itself.
    """

    processes: bool = False
    users: bool = False
    view: bool = False


NOT_APART = Apart()


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilitySets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def leave_network() -> bool:
    """Moves this process, and so every child, to a network of its own with nothing on it; False where forbidden."""
    return sys.platform == "linux" and (_unshare(_CLONE_NEWNET) or _with_own_users(_CLONE_NEWNET))


def leave_others(most: int, view: View | None = None) -> Apart:
    """Goes on in a process space of its own: when this child ends, the kernel ends whatever it started with it.

    Three processes stand behind one child: the keeper, whom the run knows and kills; the first of the space, whose end
    is everybody's; and the child, the only one that returns from here.

    Args:
        most: About how many processes the space may hold.
        view: What stays visible of the places where people and services keep things; None hides nothing.

    Raises:
        OSError: Hiding began and did not end well.
    """
    if sys.platform != "linux":
        return NOT_APART
    flags = _CLONE_NEWPID | (_CLONE_NEWNS if view else 0)
    users = os.geteuid() != 0 and _with_own_users(flags)
    if not users and not _unshare(flags):
        return NOT_APART
    if os.getsid(0) != os.getpid():
        os.setsid()
    if first := os.fork():
        _end_as(first)
    die_with_parent(signal.SIGKILL)
    with suppress(OSError):  # since Linux 6.14 every space has a number of its own; root needs no other limit
        PROCESS_NUMBERS.write_text(str(_RESERVED_NUMBERS + most))
    if child := os.fork():
        _end_as(child)
    if view:
        hide_others(view)
    return Apart(processes=True, users=users, view=view is not None)


def can_hide(most: int, view: View) -> bool:
    """Whether a child set apart in this way still finds everything it needs; tried once, in a process of its own."""
    needed = [path for path in view.places if Path(path).exists()]
    if trial := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(trial, 0)[1]) == 0
    code = 1
    try:
        if leave_others(most, view).view and all(Path(path).exists() for path in needed):
            code = 0
    finally:
        os._exit(code)


def ended_by(code: int) -> int:
    """What a keeper's exit code says of its child: negative for a signal."""
    return _BY_SIGNAL - code if code > _BY_SIGNAL else code


def adopt_orphans() -> None:
    """Makes this process the parent of whatever its children leave behind, so that it can be found and ended."""
    if sys.platform == "linux":
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(number: int) -> None:
    """Asks Linux for a signal when the parent dies."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, number)


def drop_rights() -> None:
    """Gives up every capability, for good: no program started later gets one back, not even for root."""
    if sys.platform != "linux":
        return
    for number in range(_CAPABILITIES):
        _prctl(_PR_CAPBSET_DROP, number)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    header, none = _CapabilityHeader(_CAPABILITY_VERSION, 0), (_CapabilitySets * 2)()
    ctypes.CDLL(None).capset(ctypes.byref(header), ctypes.byref(none))


def _with_own_users(flag: int) -> bool:
    """The same for somebody without rights: inside user numbers of its own, kept equal so that files stay ours."""
    user, group = os.geteuid(), os.getegid()
    if not _unshare(_CLONE_NEWUSER | flag):
        return False
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def _end_as(child: int) -> NoReturn:
    """Waits for a child, collecting orphans on the way, and ends with its code."""
    pid, status = os.waitpid(-1, 0)
    while pid != child:
        pid, status = os.waitpid(-1, 0)
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else _BY_SIGNAL - code)


def _unshare(flags: int) -> bool:
    return bool(ctypes.CDLL(None).unshare(flags) == 0)


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None).prctl(option, ctypes.c_ulong(value), 0, 0, 0)
