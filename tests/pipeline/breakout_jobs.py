"""What an intruder in a reading child would try, one thing a job; each says what came of it, imported by name."""

import ctypes
import errno
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PTRACE_ATTACH = 16
_CLONE_NEWNS_USER = 0x10020000


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried and how it ended: "done", or the system's word for no."""

    what: str
    outcome: str


def _tried(what: str, attempt: Callable[[], object]) -> Tried:
    try:
        attempt()
    except OSError as error:
        return Tried(what, errno.errorcode.get(error.errno or 0, "error"))
    return Tried(what, "done")


def open_files(paths: list[str]) -> Iterator[Tried]:
    for path in paths:
        yield _tried(f"read {path}", lambda path=path: Path(path).read_bytes())  # type: ignore[misc]
        yield _tried(f"list {path}", lambda path=path: os.listdir(path))  # type: ignore[misc]  # noqa: PTH208


def change_files(original: str, elsewhere: str) -> Iterator[Tried]:
    """An original may be read and never changed; elsewhere nothing may appear."""
    here, there, mine = Path(original), Path(elsewhere), Path(tempfile.gettempdir())
    yield _tried("read original", here.read_bytes)
    yield _tried("write original", lambda: here.open("r+b").close())
    yield _tried("truncate original", lambda: os.truncate(here, 0))
    yield _tried("remove original", here.unlink)
    yield _tried("replace original", lambda: here.replace(mine / "taken"))
    yield _tried("add original", lambda: (here.parent / "forged").write_bytes(b"x"))
    yield _tried("write elsewhere", lambda: (there / "x").write_bytes(b"x"))
    yield _tried("folder elsewhere", lambda: (there / "d").mkdir())
    yield _tried("write scratch", lambda: (mine / "x").write_bytes(b"x"))


def fool_the_run(target: str) -> Iterator[Tried]:
    """Things in the scratch folder that would mislead whoever takes files from there."""
    mine = Path(tempfile.gettempdir())
    yield _tried("symbolic link", lambda: (mine / "link").symlink_to(target))
    yield _tried("hard link", lambda: (mine / "hard").hardlink_to(target))
    yield _tried("pipe", lambda: os.mkfifo(mine / "pipe"))
    program = mine / "program"
    program.write_text("#!/bin/sh\necho run\n", encoding="ascii")
    program.chmod(0o700)
    yield _tried("run what was written", lambda: subprocess.run([program], check=False, capture_output=True))


def reach_out(port: int, udp_port: int, abstract: str, named: str) -> Iterator[Tried]:
    for what, kind, address in (
        ("TCP", socket.SOCK_STREAM, ("127.0.0.1", port)),
        ("UDP", socket.SOCK_DGRAM, ("127.0.0.1", udp_port)),
        ("far TCP", socket.SOCK_STREAM, ("192.0.2.1", 80)),
    ):
        with socket.socket(socket.AF_INET, kind) as way:
            way.settimeout(2)
            yield _tried(what, lambda way=way, address=address: (way.connect(address), way.send(b"hello")))  # type: ignore[misc]
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as way:
        yield _tried("abstract socket", lambda: way.connect("\0" + abstract))
        yield _tried("socket file", lambda: way.connect(named))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as way:
        yield _tried("TCP server", lambda: (way.bind(("127.0.0.1", 0)), way.listen()))


def read_environments(secret: str, pids: list[int]) -> Iterator[Tried]:
    """Looks for the secret in processes it was told of, and in whatever it finds by itself."""
    found = "nothing"
    places = {Path(f"/proc/{pid}") for pid in pids}
    with suppress(OSError):
        places |= set(Path("/proc").glob("[0-9]*"))
    for place in places:
        with suppress(OSError):
            if secret.encode() in (place / "environ").read_bytes():
                found = "secret"
    yield Tried("environments", found)


def harm_the_run(pids: list[int]) -> Iterator[Tried]:
    """By number, and whoever can be reached without one."""
    library = ctypes.CDLL(None, use_errno=True)
    for pid in pids:
        yield _tried(f"signal {pid}", lambda pid=pid: os.kill(pid, signal.SIGTERM))  # type: ignore[misc]
        library.ptrace.restype = ctypes.c_long
        attached = library.ptrace(_PTRACE_ATTACH, pid, None, None)
        yield Tried(f"trace {pid}", "done" if attached == 0 else errno.errorcode[ctypes.get_errno()])
        yield _tried(f"memory {pid}", lambda pid=pid: Path(f"/proc/{pid}/mem").open("rb").close())  # type: ignore[misc]
    yield Tried("the run's process group", str(os.getpgid(0)))


def kill_everybody() -> Iterator[Tried]:
    """Every process the kernel lets this one signal."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    yield _tried("everybody", lambda: os.kill(-1, signal.SIGTERM))


def gain_rights() -> Iterator[Tried]:
    library = ctypes.CDLL(None, use_errno=True)
    yield _tried("become root", lambda: os.setuid(0))
    yield _tried("become somebody", lambda: os.setuid(12345))
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    yield Tried("rights", status["CapEff"].strip())
    yield Tried("new privileges", "none" if status["NoNewPrivs"].strip() == "1" else "possible")
    if library.unshare(_CLONE_NEWNS_USER) == 0:
        mounted = library.mount(b"none", b"/usr", b"tmpfs", 0, None)
        yield Tried("mount", "done" if mounted == 0 else errno.errorcode[ctypes.get_errno()])
    else:
        yield Tried("mount", errno.errorcode[ctypes.get_errno()])


def fork_much(most: int) -> Iterator[Tried]:
    """A fork bomb with an end."""
    made = 0
    try:
        for _ in range(most):
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
            made += 1
    except OSError as error:
        yield Tried("fork", errno.errorcode[error.errno or 0])
    yield Tried("processes", str(made))


def recognise(picture: str, whole_program: bool) -> Iterator[Tried]:
    """Tesseract as the program and as the library."""
    if whole_program:
        command = ["tesseract", picture, "stdout", "-l", "eng"]
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
        yield Tried("words", done.stdout.decode("utf-8", "replace") or done.stderr.decode("utf-8", "replace"))
        return
    from PIL import Image
    from tesserocr import PyTessBaseAPI

    folder = next(one for one in ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata") if Path(one).is_dir())
    with PyTessBaseAPI(path=folder, lang="eng") as engine:
        engine.SetImage(Image.open(picture))
        yield Tried("words", engine.GetUTF8Text())


def convert(document: str) -> Iterator[Tried]:
    """LibreOffice with a profile of its own."""
    mine = Path(tempfile.gettempdir())
    command = [
        "soffice", "--headless", f"-env:UserInstallation={(mine / 'profile').as_uri()}",
        "--convert-to", "txt:Text", "--outdir", str(mine), document,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False, timeout=100)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in mine.glob("*.txt")]
    yield Tried("text", "".join(texts) or done.stderr.decode("utf-8", "replace")[-500:] + f" {done.returncode}")
