"""Which protections really hold for reading children on this machine: a child tries, the answer is what it met."""

import errno
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.isolation.frames import Limits
from pipeline.isolation.kernel import PROCESS_NUMBERS
from pipeline.isolation.outcomes import Clocks, Job, Sent
from pipeline.isolation.pool import ChildPool

_NOBODY = ("192.0.2.1", 9)  # an address kept free for examples; naming it sends nothing
_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EACCES, errno.EPERM)


@dataclass(frozen=True, slots=True)
class Protections:
    """What a child found; True is protected.

    Args:
        memory: It may use only so much memory, processor time, file size and open files.
        files: A file outside its fence cannot be opened.
        hidden: Homes, temporary folders and the sockets of services are not even there for it.
        network: Nothing can be reached.
        processes: Other processes can be neither seen nor signalled, and what it starts ends with it.
        many: It cannot start processes without end.
        rights: It has no rights beyond those of an ordinary user, even when the run is root's.
    """

    memory: bool = False
    files: bool = False
    hidden: bool = False
    network: bool = False
    processes: bool = False
    many: bool = False
    rights: bool = False


def protections() -> Protections:
    """Starts one child and asks it; takes about a second. Raises SetupError when no child can be started."""
    with tempfile.TemporaryDirectory(prefix="cor-evidence-") as name:
        outside, scratch = Path(name) / "outside", Path(name) / "scratch"
        outside.write_text("x", encoding="ascii")
        numbers = _process_numbers()
        with ChildPool(1, Limits(), Clocks(), scratch) as pool:
            for event in pool.run([Job("protections", try_them, (str(outside), numbers))]):
                if isinstance(event, Sent) and isinstance(event.value, Protections):
                    return event.value
    return Protections()


def try_them(outside: str, numbers: int) -> Iterator[Protections]:
    """Runs in the child.

    Args:
        outside: A file that the run could open.
        numbers: How many processes there may be where the run lives.
    """
    yield Protections(
        memory=_memory_is_limited(),
        files=_cannot_open(outside),
        hidden=not Path(outside).exists(),
        network=_cannot_reach(),
        processes=_has_own_numbers(),
        many=_number_is_limited(numbers),
        rights=_has_no_rights(),
    )


def _memory_is_limited() -> bool:
    if sys.platform == "win32":
        return False
    import resource

    return all(
        resource.getrlimit(kind)[1] != resource.RLIM_INFINITY for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)
    )


def _cannot_open(outside: str) -> bool:
    try:
        os.close(os.open(outside, os.O_RDONLY))
    except (PermissionError, FileNotFoundError):  # forbidden, or hidden from it
        return True
    except OSError:
        return False
    return False


def _cannot_reach() -> bool:
    """By UDP, which rules about TCP do not touch."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        return way.connect_ex(_NOBODY) in _NO_WAY


def _has_own_numbers() -> bool:
    try:
        return int(Path("/proc/self").readlink().name) != os.getpid()
    except (OSError, ValueError):
        return False


def _number_is_limited(numbers: int) -> bool:
    if sys.platform == "win32":
        return False
    import resource

    counted = resource.getrlimit(resource.RLIMIT_NPROC)[1]
    return (os.geteuid() != 0 and counted == Limits().processes) or 0 < _process_numbers() < numbers


def _process_numbers() -> int:
    try:
        return int(PROCESS_NUMBERS.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def _has_no_rights() -> bool:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return hasattr(os, "geteuid") and os.geteuid() != 0
    facts = dict(line.split(":", 1) for line in lines if ":" in line)
    return int(facts.get("CapEff", "1"), 16) == 0 and facts.get("NoNewPrivs", "").strip() == "1"
