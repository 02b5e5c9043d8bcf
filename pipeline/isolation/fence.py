"""Which files a reading child may open: folders in, a Landlock rule set around the process out (Linux only)."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_HOME = Path(__file__).resolve().parents[2]
_PACKAGES = ("pipeline", "classifiers", "rules")
_INSTALLED = ("site-packages", "dist-packages")
_PROGRAMS = ("tesseract", "soffice", "libreoffice")

# What Python, its libraries, Tesseract and LibreOffice read beside their own folders. No client's file lies here.
_SYSTEM = (
    "/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/nix/store",
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/fonts", "/etc/libreoffice",
    "/etc/localtime", "/etc/magic", "/etc/mime.types", "/etc/papersize", "/etc/passwd", "/etc/nsswitch.conf",
    "/var/cache/fontconfig", "/var/lib/libreoffice", "/var/spool/libreoffice",
    "/proc/cpuinfo", "/proc/meminfo", "/proc/self", "/proc/sys/kernel/pid_max", "/proc/sys/vm/overcommit_memory",
    "/proc/version", "/sys/devices/system/cpu",
)  # fmt: skip
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


@dataclass(frozen=True, slots=True)
class Fence:
    """What a child may use beside the system's own files and its own scratch folder.

    Args:
        readable: Files and folders, with everything below.
        writable: Folders, with everything below.
    """

    readable: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()


def enclose(fence: Fence, scratch: str, sockets: str | None = None) -> bool:
    """Shuts this process, and all it will start, into the fence for good; False where the system has no Landlock.

    Beside files this forbids TCP, signals to and debugging of processes outside, and (newer kernels) abstract sockets.

    Args:
        fence: What it may open.
        scratch: Its own folder.
        sockets: A folder of its own in which sockets, and nothing else, may be made and removed.
    """
    if sys.platform != "linux":
        return False
    try:
        from landlockpy import AccessFS, LandlockError, Ruleset, Scope, abi_version, fs_for_abi
    except ImportError:
        return False
    look = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE
    devices = AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.IOCTL_DEV
    on_files = AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.EXECUTE | AccessFS.TRUNCATE | AccessFS.IOCTL_DEV
    try:
        if not abi_version():
            return False
        # Nothing written may be run; a link or a pipe could fool the run when it takes a file over.
        never = AccessFS.EXECUTE | AccessFS.MAKE_CHAR | AccessFS.MAKE_BLOCK | AccessFS.MAKE_SYM | AccessFS.MAKE_FIFO
        work = fs_for_abi(abi_version()) & ~never
        with Ruleset(scoped=Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL) as rules:
            for places, rights in (
                ((*system_places(fence), *fence.readable), look),
                (_DEVICES, devices),
                ((scratch, *fence.writable), work),
                ((sockets,) if sockets else (), AccessFS.MAKE_SOCK | AccessFS.REMOVE_FILE),
            ):
                for place in places:
                    with suppress(FileNotFoundError, PermissionError):
                        rules.allow_path(place, rights if Path(place).is_dir() else rights & on_files)
            rules.restrict()
    except LandlockError:
        return False
    return True


def system_places(fence: Fence) -> tuple[str, ...]:
    """Where programs and libraries lie on this machine; never a folder in which the fenced ones lie with others."""
    inside = [Path(place).resolve() for place in (*fence.readable, *fence.writable)]
    found = dict.fromkeys((*_python(), *_programs(), *_from_environment()))
    return (
        *_SYSTEM,
        *(place for place in found if not any(one.is_relative_to(Path(place).resolve()) for one in inside)),
    )


def _python() -> Iterator[str]:
    """Python and whatever it imports from; of our own checkout, which may hold engagements too, only the packages."""
    yield from (sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(sys.executable).resolve().parent))
    yield from (str(_HOME / name) for name in _PACKAGES)
    checkout = {_HOME, *_HOME.parents} if _HOME.name not in _INSTALLED else set()
    yield from (entry for entry in sys.path if entry and Path(entry).resolve() not in checkout)


def _programs() -> Iterator[str]:
    """What belongs to a program: bin, lib and share beside each other, or the whole of an office's own folder."""
    for name in _PROGRAMS:
        if found := shutil.which(name):
            folder = Path(found).resolve().parent
            yield str(folder.parent if folder.name == "program" else folder)
            yield from (str(folder.parent / beside) for beside in ("lib", "lib64", "libexec", "share"))


def _from_environment() -> Iterator[str]:
    for name in ("TESSDATA_PREFIX", "LD_LIBRARY_PATH"):
        yield from (entry for entry in os.environ.get(name, "").split(os.pathsep) if entry)
