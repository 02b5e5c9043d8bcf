"""What of the file system a child sees: places where people and services keep things are empty to it (Linux)."""

import ctypes
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Homes, other disks, and where services put their sockets: docker's, the desktop's, the key agent's.
_HIDDEN = ("/home", "/root", "/run", "/tmp", "/var/tmp", "/dev/shm", "/mnt", "/media", "/srv")
_READ_ONLY, _NOSUID, _NODEV, _NOEXEC, _REMOUNT, _BIND, _REC, _PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
_EMPTY = b"size=16m,mode=0700"
TEMPORARY = "/tmp"


@dataclass(frozen=True, slots=True)
class View:
    """What stays where it is in hidden places.

    Args:
        kept: Files and folders to look at only.
        changeable: Folders to write in.
    """

    kept: tuple[str, ...]
    changeable: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.kept, *self.changeable)


def hide_others(view: View) -> None:
    """Puts an empty folder of this process's own over every hidden place, and what is to be kept back into it.

    The process must be in a mount namespace of its own.

    Raises:
        OSError: The system does not let it; some places may be hidden already, so the process is of no use.
    """
    _mount(None, "/", None, _REC | _PRIVATE)
    hidden = [place for place in _HIDDEN if Path(place).is_dir() and not Path(place).is_symlink()]
    # By its name and, when that is a link, by where it leads: both are used to find it.
    names = {name: False for path in view.kept for name in (os.path.normpath(path), os.path.realpath(path))}
    names |= {name: True for path in view.changeable for name in (os.path.normpath(path), os.path.realpath(path))}
    wanted = [path for path in sorted(names) if _below(path, hidden) and Path(path).exists()]
    held = {path: os.open(path, os.O_PATH) for path in wanted}
    for place in hidden:
        _mount("none", place, "tmpfs", _NOSUID | _NODEV, _EMPTY)
    for path, descriptor in held.items():
        _put_back(Path(path), descriptor, changeable=names[path])
        os.close(descriptor)


def _put_back(path: Path, descriptor: int, *, changeable: bool) -> None:
    source = f"/proc/self/fd/{descriptor}"
    if Path(source).is_dir():
        path.mkdir(parents=True, exist_ok=True)
    elif not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    _mount(source, str(path), None, _BIND | _REC)
    if not changeable:
        had = os.statvfs(path).f_flag & (_NOSUID | _NODEV | _NOEXEC)  # what the system locked must be said again
        _mount(None, str(path), None, _REMOUNT | _BIND | _READ_ONLY | had)


def _below(path: str, places: Iterable[str]) -> bool:
    return any(path.startswith(f"{place}/") for place in places)


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: bytes | None = None) -> None:
    names = [None if name is None else os.fsencode(name) for name in (source, target, kind)]
    library = ctypes.CDLL(None, use_errno=True)
    if library.mount(*names, ctypes.c_ulong(flags), options) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), target)
