"""An intruder inside a reading child tries to get out; what this system cannot prevent is skipped with a message."""

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import breakout_jobs

from pipeline.isolation import ChildPool, Clocks, Ended, Fence, Job, Limits, Sent
from pipeline.isolation.frames import JobFunction
from pipeline.isolation.handover import HandoverError, open_made
from pipeline.isolation.protections import Protections, protections
from tests.engagements import scanned_page
from tests.processes import alive

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows: children are limited by their clocks only")

NO = {"EACCES", "EPERM", "EXDEV", "EROFS", "ENOENT"}  # the last: hidden
CLOCKS = Clocks(document_seconds=120.0, silence_seconds=120.0)


@dataclass(frozen=True)
class Prison:
    """A pool as a run has it, another engagement beside it, and the run's own number."""

    pool: ChildPool
    own: Path
    other: Path
    run: int

    def ask(self, function: JobFunction, *arguments: object) -> dict[str, str]:
        events = list(self.pool.run([Job("job", function, arguments)]))
        (end,) = [event for event in events if isinstance(event, Ended)]
        assert end.exception_class is None, f"{end.message} {end.trace}"
        return {event.value.what: event.value.outcome for event in events if isinstance(event, Sent)}


@pytest.fixture(scope="module")
def held() -> Protections:
    return protections()


@pytest.fixture(scope="module")
def prison(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prison]:
    root = tmp_path_factory.mktemp("prison")
    for name in ("own", "other"):
        (root / name / "store" / "originals").mkdir(parents=True)
        (root / name / "engagement.toml").write_text("client = 'x'\n", encoding="utf-8")
        (root / name / "store" / "ledger.sqlite").write_bytes(b"ledger")
        (root / name / "store" / "originals" / "abc").write_bytes(b"of a client")
    scratch = root / "own" / "store" / "scratch"
    fence = Fence(readable=(str(root / "own" / "store" / "originals"),))
    with ChildPool(1, Limits(processes=100), CLOCKS, scratch, fence=fence) as pool:
        yield Prison(pool, root / "own", root / "other", os.getpid())


def need(held: bool, what: str) -> None:
    if not held:
        pytest.skip(f"this system cannot keep a reading child from {what}")


def test_what_the_protections_say_holds_for_plain_children_too(held: Protections, tmp_path: Path) -> None:
    """Those of systems without a fork server are as confined where the system can."""
    outside = tmp_path / "outside"
    outside.write_text("x", encoding="ascii")
    with ChildPool(1, Limits(), CLOCKS, tmp_path / "s", fork=False) as pool:
        from pipeline.isolation.protections import try_them

        found = [e.value for e in pool.run([Job("a", try_them, (str(outside), 1 << 22))]) if isinstance(e, Sent)]
    assert [(one.files, one.network, one.rights) for one in found] == [(held.files, held.network, held.rights)]


def test_files_of_others_cannot_be_opened(held: Protections, prison: Prison) -> None:
    need(held.files, "opening files outside its folders")
    home, ledger = Path.home(), prison.own / "store" / "ledger.sqlite"
    places = [prison.other / "store" / "originals" / "abc", prison.other / "engagement.toml", prison.other, ledger]
    places += [prison.own, prison.own / "engagement.toml", home, Path("/etc/shadow"), Path("/etc/hosts"), Path("/root")]
    places += [Path("/"), Path("/proc"), Path("/proc/1/environ"), Path("/tmp"), Path(__file__).parents[2]]
    got = prison.ask(breakout_jobs.open_files, [str(place) for place in places])
    assert [what for what, outcome in got.items() if outcome == "done"] == []


def test_an_original_can_be_read_and_not_changed(held: Protections, prison: Prison) -> None:
    need(held.files, "writing outside its folders")
    original = prison.own / "store" / "originals" / "abc"
    got = prison.ask(breakout_jobs.change_files, str(original), str(prison.other))
    assert (got.pop("read original"), got.pop("write scratch")) == ("done", "done")
    assert set(got.values()) <= NO, got
    assert original.read_bytes() == b"of a client"
    assert sorted(path.name for path in original.parent.iterdir()) == ["abc"]
    assert sorted(path.name for path in prison.other.iterdir()) == ["engagement.toml", "store"]


def test_nothing_in_scratch_misleads_the_run(held: Protections, prison: Prison) -> None:
    need(held.files, "making links")
    got = prison.ask(breakout_jobs.fool_the_run, str(prison.other / "store" / "originals" / "abc"))
    assert set(got.values()) <= NO, got


def test_the_run_takes_no_link_pipe_or_giant_over(tmp_path: Path) -> None:
    """Where links can be made after all: the run does not follow them."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"x" * 100)
    (tmp_path / "link").symlink_to(secret)
    (tmp_path / "hard").hardlink_to(secret)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "large").write_bytes(b"x" * 101)
    for name in ("link", "hard", "pipe", "folder", "large", "absent"):
        with pytest.raises(HandoverError):
            open_made(tmp_path / name, 100)
    (tmp_path / "good").write_bytes(b"y" * 100)
    with open_made(tmp_path / "good", 100) as good:
        assert good.read() == b"y" * 100


def test_nothing_can_be_reached(held: Protections, prison: Prison) -> None:
    need(held.network, "reaching the network")
    name = f"cor-evidence-test-{os.getpid()}"
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        socket.socket(socket.AF_UNIX) as abstract,
        socket.socket(socket.AF_UNIX) as beside,
    ):
        udp.bind(("127.0.0.1", 0))
        udp.setblocking(False)
        if sys.platform == "linux":
            abstract.bind("\0" + name)
            abstract.listen()
        if held.hidden:  # else it may be found, and connecting is no reading
            beside.bind(str(prison.other / "socket"))
            beside.listen()
        ports = (tcp.getsockname()[1], udp.getsockname()[1])
        got = prison.ask(breakout_jobs.reach_out, *ports, name, str(prison.other / "socket"))
        assert "done" not in got.values(), got
        with pytest.raises(BlockingIOError):
            udp.recv(10)
        (prison.other / "socket").unlink(missing_ok=True)


def test_secrets_of_the_run_stay_its_own(
    held: Protections, prison: Prison, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A process beside the child carries the secret in the environment it was started with."""
    import subprocess

    need(held.files or held.processes, "looking at other processes")
    secret = "hunter2-of-the-store"
    beside = subprocess.Popen(["sleep", "60"], env={**os.environ, "COR_EVIDENCE_STORE_URL": secret})
    try:
        assert prison.ask(breakout_jobs.read_environments, secret, [beside.pid]) == {"environments": "nothing"}
    finally:
        beside.kill()
        beside.wait()


def test_the_run_cannot_be_signalled_or_traced(held: Protections, prison: Prison) -> None:
    need(held.processes or held.files, "signalling other processes")
    keeper = os.getppid()
    got = prison.ask(breakout_jobs.harm_the_run, [prison.run, keeper])
    assert not {what for what, outcome in got.items() if outcome == "done"}, got
    assert alive({prison.run}) == {prison.run}


def test_a_signal_to_everybody_reaches_nobody_else(held: Protections, prison: Prison) -> None:
    need(held.processes or held.files, "signalling other processes")
    import subprocess

    beside = subprocess.Popen(["sleep", "60"])
    try:
        prison.ask(breakout_jobs.kill_everybody)
        assert beside.poll() is None
    finally:
        beside.kill()
        beside.wait()


def test_no_rights_are_left_to_use_or_to_gain(held: Protections, prison: Prison) -> None:
    need(held.rights, "using rights of the run")
    got = prison.ask(breakout_jobs.gain_rights)
    assert int(got["rights"], 16) == 0 and got["new privileges"] == "none"
    assert got["become somebody"] != "done" and got["mount"] != "done", got
    assert (got["become root"] == "done") is (os.geteuid() == 0)


def test_a_fork_bomb_is_bounded_and_swept_away(held: Protections, prison: Prison) -> None:
    need(held.many, "starting processes without end")
    got = prison.ask(breakout_jobs.fork_much, 3000)
    assert got["fork"] == "EAGAIN" and int(got["processes"]) < 1000
    prison.pool.close()
    assert prison.ask(breakout_jobs.fork_much, 3)["processes"] == "3"


@pytest.mark.parametrize("program", [True, False])
def test_words_are_recognised_inside(prison: Prison, program: bool) -> None:
    if program and not shutil.which("tesseract"):
        pytest.skip("Tesseract is not installed")
    if not program and find_spec("tesserocr") is None:
        pytest.skip("tesserocr is not installed")
    picture = prison.own / "store" / "originals" / "scan.jpg"
    picture.write_bytes(scanned_page(1))
    assert "First aid kit check" in prison.ask(breakout_jobs.recognise, str(picture), program)["words"]
    picture.unlink()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_converts_inside(prison: Prison) -> None:
    document = prison.own / "store" / "originals" / "note.html"
    document.write_text("<html><body><p>Ladders are inspected monthly.</p></body></html>", encoding="utf-8")
    assert "Ladders are inspected monthly." in prison.ask(breakout_jobs.convert, str(document))["text"]
    document.unlink()
