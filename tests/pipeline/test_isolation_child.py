"""What a reading child may see and use, how it is replaced, and the ways to start one."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import fault_jobs

from pipeline.errors import ExceptionClass, SetupError, ToolError
from pipeline.isolation import ChildPool, Clocks, Ended, Fence, Job, Sent, clocks_of, limits_of
from pipeline.isolation.child import carry_out, describe_failure
from pipeline.isolation.frames import (
    DONE,
    FAILED,
    READY,
    VALUE,
    FrameError,
    Limits,
    Order,
    decode_failure,
    decode_value,
    encode_value,
    read_frame,
    send_frame,
)
from pipeline.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")

CLOCKS = Clocks(document_seconds=30.0, page_seconds=1.0, silence_seconds=30.0)


def values(pool: ChildPool, *jobs: Job) -> list[str]:
    return [event.value.text for event in pool.run(jobs) if isinstance(event, Sent)]


def test_a_child_has_no_secrets_no_network_and_little_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COR_EVIDENCE_STORE_URL", "postgresql://user:hunter2@host/db")
    monkeypatch.setenv("PREFECT_API_KEY", "hunter2")
    secret = os.open(__file__, os.O_RDONLY)
    os.set_inheritable(secret, True)
    try:
        with ChildPool(1, Limits(memory_bytes=512 << 20), CLOCKS, tmp_path) as pool:
            seen = dict(text.split(" ", 1) for text in values(pool, Job("a", fault_jobs.look_around, ())))
            scratch = Path(seen["scratch"])
            assert scratch.is_dir() and scratch.parent == tmp_path.resolve()
    finally:
        os.close(secret)
    assert "hunter2" not in str(seen) and "PREFECT" not in str(seen)
    assert int(seen["descriptors"]) <= 6  # three standard ones, two pipes, the listing itself
    assert seen["memory"] == str(512 << 20)
    assert seen["network"] != "open"
    assert (seen["core"], seen["session"], seen["threads"]) == ("0", "True", "1")
    assert not scratch.exists() and list(tmp_path.iterdir()) == []


def test_a_child_is_replaced_after_so_many_jobs(tmp_path: Path) -> None:
    jobs = [Job(str(number), fault_jobs.who, ()) for number in range(6)]
    with ChildPool(1, Limits(documents=2), CLOCKS, tmp_path) as pool:
        pids = values(pool, *jobs)
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


def test_a_child_that_grew_is_replaced(tmp_path: Path) -> None:
    with ChildPool(1, Limits(recycle_bytes=1), CLOCKS, tmp_path) as pool:
        assert len(set(values(pool, *[Job(str(number), fault_jobs.who, ()) for number in range(3)]))) == 3


def test_the_pool_serves_run_after_run(tmp_path: Path) -> None:
    with ChildPool(1, Limits(), CLOCKS, tmp_path) as pool:
        first = values(pool, Job("a", fault_jobs.who, ()))
        assert values(pool, Job("b", fault_jobs.who, ())) == first
        pool.close()
        assert values(pool, Job("c", fault_jobs.who, ())) != first


def test_litter_goes_with_the_child(tmp_path: Path) -> None:
    with ChildPool(1, Limits(), CLOCKS, tmp_path) as pool:
        (name,) = values(pool, Job("a", fault_jobs.leave_litter, ()))
        assert Path(name).exists()
    assert not Path(name).exists()


def test_a_full_disk_limit_is_no_crash_of_ours(tmp_path: Path) -> None:
    job = Job("a", fault_jobs.fill_disk, (str(tmp_path / "large"),))
    fence = Fence(writable=(str(tmp_path),))
    with ChildPool(1, Limits(file_bytes=1 << 20), CLOCKS, tmp_path / "s", fence=fence) as pool:
        (end,) = [event for event in pool.run([job]) if isinstance(event, Ended)]
    assert end.exception_class is ExceptionClass.BUG and "OSError" in end.message
    assert (tmp_path / "large").stat().st_size <= 1 << 20


@pytest.mark.parametrize("fork", [True, False])
def test_a_library_that_does_not_load_is_said_once(tmp_path: Path, fork: bool) -> None:
    with (
        ChildPool(1, Limits(), CLOCKS, tmp_path, fault_jobs.refuse_to_load, fork=fork) as pool,
        pytest.raises(SetupError, match="cannot be started"),
    ):
        list(pool.run([Job("a", fault_jobs.who, ())]))


def test_an_order_that_is_too_large_is_our_mistake(tmp_path: Path) -> None:
    with ChildPool(1, Limits(), CLOCKS, tmp_path) as pool, pytest.raises(ValueError, match="too large"):
        list(pool.run([Job("a", fault_jobs.mistake, ("x" * 100_000,))]))


@pytest.fixture(scope="module")
def plain_pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildPool]:
    """Children as on systems without a fork server."""
    clocks = Clocks(document_seconds=10.0, silence_seconds=1.5)
    with ChildPool(1, Limits(memory_bytes=600 << 20), clocks, tmp_path_factory.mktemp("p"), fork=False) as pool:
        yield pool


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (Job("hang", fault_jobs.hang_after, (1, 2)), ExceptionClass.TIMED_OUT),
        (Job("crash", fault_jobs.segfault_after, (1, 2)), ExceptionClass.CRASHED),
        (Job("bomb", fault_jobs.memory_bomb, (1, 2)), ExceptionClass.OUT_OF_MEMORY),
    ],
)
def test_plain_children_end_in_the_same_ways(plain_pool: ChildPool, job: Job, expected: ExceptionClass) -> None:
    events = list(plain_pool.run([job, Job("next", fault_jobs.pages, (7, 8))]))
    ends = {event.job.id: event for event in events if isinstance(event, Ended)}
    assert (ends[job.id].exception_class, ends[job.id].pages_done) == (expected, (1, 2))
    assert ends["next"].exception_class is None


def test_settings_reach_limits_and_clocks() -> None:
    settings = Settings(child_memory_bytes=5, child_documents=6, silence_seconds=7, page_seconds=8)
    assert (limits_of(settings).memory_bytes, limits_of(settings).documents) == (5, 6)
    assert (clocks_of(settings).silence_seconds, clocks_of(settings).job_seconds(2)) == (7, 60 + 16)


def frames_of(order: Order, limits: Limits) -> list[tuple[bytes, bytes]]:
    """The frames one order gives, carried out in this process."""
    read, write = os.pipe()
    thread = threading.Thread(target=carry_out, args=(order, write, limits))
    thread.start()
    frames = []
    while not frames or frames[-1][0] in (VALUE, READY):
        frame = read_frame(read, 1 << 24)
        assert frame is not None
        frames.append(frame)
    thread.join()
    os.close(read)
    os.close(write)
    return frames


def test_an_order_gives_values_and_one_end() -> None:
    frames = frames_of(Order(fault_jobs.pages, (1, 2), 1000), Limits())
    assert [kind for kind, _ in frames] == [VALUE, VALUE, DONE]
    assert decode_value(fault_jobs.pages, frames[0][1]) == fault_jobs.page(1)


def test_a_failing_order_says_why() -> None:
    *_, (kind, payload) = frames_of(Order(fault_jobs.mistake, ("secret",), 1000), Limits())
    failure = decode_failure(payload)
    assert kind == FAILED and failure.exception_class is ExceptionClass.BUG and b"secret" not in payload


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (MemoryError(), ExceptionClass.OUT_OF_MEMORY),
        (ImportError("cannot map"), ExceptionClass.OUT_OF_MEMORY),
        (ModuleNotFoundError("no such"), ExceptionClass.BUG),
        (PermissionError(13, "denied"), ExceptionClass.PERMISSION),
        (ToolError(ExceptionClass.TIMED_OUT, "slow"), ExceptionClass.TIMED_OUT),
        (ZeroDivisionError(), ExceptionClass.BUG),
    ],
)
def test_every_exception_has_its_class(error: BaseException, expected: ExceptionClass) -> None:
    assert describe_failure(error).exception_class is expected


def test_half_a_frame_is_told_from_a_clean_end() -> None:
    broken = (b"V\x00", b"V\x00\x00\x00\x05abc", b"?\x00\x00\x00\x00")
    for data, clean in ((b"", True), *((data, False) for data in broken)):
        read, write = os.pipe()
        os.write(write, data)
        os.close(write)
        if clean:
            assert read_frame(read, 100) is None
        else:
            with pytest.raises(FrameError):
                read_frame(read, 100)
        os.close(read)


def test_a_page_survives_the_crossing() -> None:
    read, write = os.pipe()
    payload = encode_value(fault_jobs.pages, fault_jobs.page(3))
    send_frame(write, VALUE, payload)
    assert read_frame(read, 1 << 20) == (VALUE, payload)
    assert decode_value(fault_jobs.pages, payload) == fault_jobs.page(3)
    os.close(read)
    os.close(write)
