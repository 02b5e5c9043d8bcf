"""Reading children that hang, crash, bloat and babble: each job ends in the right way and the next one is done."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import fault_jobs

from pipeline.errors import ExceptionClass, SetupError
from pipeline.extract.jobs import warm_up
from pipeline.isolation import ChildPool, Clocks, Ended, Job, Limits, Sent
from pipeline.isolation.frames import JobFunction
from tests.processes import marked, seconds_nobody_else_sleeps, wait_until_gone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")

LIMITS = Limits(memory_bytes=600 << 20, file_bytes=8 << 20, message_bytes=1 << 20)
QUICK = Clocks(document_seconds=3.0, page_seconds=0.1, silence_seconds=0.8)
CALM = Clocks(document_seconds=30.0, page_seconds=1.0, silence_seconds=30.0)


@pytest.fixture(scope="module")
def calm_pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildPool]:
    """One pool with the warm-up that a run uses, for every fault that shows at once."""
    with ChildPool(1, LIMITS, CALM, tmp_path_factory.mktemp("calm"), warm_up) as pool:
        yield pool


@pytest.fixture(scope="module")
def quick_pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildPool]:
    with ChildPool(1, LIMITS, QUICK, tmp_path_factory.mktemp("quick"), warm_up) as pool:
        yield pool


def fault(function: JobFunction, *arguments: object) -> list[Job]:
    """The misbehaving job and an innocent one behind it."""
    return [Job("fault", function, arguments, pages=3), Job("next", fault_jobs.pages, (7, 8), pages=2)]


def end_of(events: list[Sent | Ended], job_id: str) -> Ended:
    (end,) = [event for event in events if isinstance(event, Ended) and event.job.id == job_id]
    return end


def ends(pool: ChildPool, jobs: list[Job]) -> tuple[Ended, list[Sent | Ended]]:
    """The fault's end; the job behind it must have been done whole."""
    events = list(pool.run(jobs))
    after = end_of(events, "next")
    assert (after.exception_class, after.pages_done) == (None, (7, 8))
    return end_of(events, "fault"), events


def test_values_come_back_equal_and_in_order(calm_pool: ChildPool) -> None:
    events = list(calm_pool.run([Job("a", fault_jobs.pages, (1, 3), pages=3)]))
    assert [event.value for event in events[:-1] if isinstance(event, Sent)] == [fault_jobs.page(n) for n in (1, 2, 3)]
    assert events[-1] == Ended(events[-1].job, pages_done=(1, 2, 3))


def test_no_jobs_no_children(calm_pool: ChildPool) -> None:
    assert list(calm_pool.run([])) == []


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        (fault_jobs.memory_bomb, (1, 2), ExceptionClass.OUT_OF_MEMORY),
        (fault_jobs.leave_quietly, (1, 2), ExceptionClass.CRASHED),
        (fault_jobs.leave_loudly, (1, 2), ExceptionClass.BUG),
        (fault_jobs.segfault_after, (1, 2), ExceptionClass.CRASHED),
        (fault_jobs.kill_self_after, (1, 2, signal.SIGKILL), ExceptionClass.CRASHED),
        (fault_jobs.kill_self_after, (1, 2, signal.SIGXCPU), ExceptionClass.TIMED_OUT),
    ],
)
def test_a_fault_keeps_what_was_read_before(
    calm_pool: ChildPool, function: JobFunction, arguments: tuple[object, ...], expected: ExceptionClass
) -> None:
    end, events = ends(calm_pool, fault(function, *arguments))
    assert end.exception_class is expected
    assert end.pages_done == (1, 2)
    assert end.message and end.remedy
    assert [e.value.number for e in events if isinstance(e, Sent) and e.job.id == "fault"] == [1, 2]


@pytest.mark.parametrize("function", [fault_jobs.hang_after, fault_jobs.spin_after])
def test_silence_ends_a_job(quick_pool: ChildPool, function: JobFunction) -> None:
    end, _ = ends(quick_pool, fault(function, 1, 2))
    assert (end.exception_class, end.pages_done) == (ExceptionClass.TIMED_OUT, (1, 2))
    assert "stuck" in end.message


def test_the_whole_job_has_a_clock_of_its_own(quick_pool: ChildPool) -> None:
    end, _ = ends(quick_pool, fault(fault_jobs.slow_pages, 1, 100, 0.2))
    assert end.exception_class is ExceptionClass.TIMED_OUT
    assert "longer than 3 seconds" in end.message
    assert 5 < len(end.pages_done) < 30


@pytest.mark.parametrize(
    ("data", "then_exit"),
    [
        (b"garbage on the pipe, not a frame at all", False),
        (b'V\x00\x00\x00\x40\x00{"number": 2, "te', True),  # half a message
        (b"V\x00\x00\x00\x06\x00\xff\xfe{}\x00", False),  # bad UTF-8
        (b"V\x00\x00\x00\x03\x00{}", False),  # JSON, but not a page
        (b"V\x00\x00\x00\x03\x09{}", False),  # no such type
        (b"V\x00\x00\x00\x00", False),  # nothing
        (b"V\x7f\xff\xff\xff" + b"x" * 100, False),  # oversized
        (b"F\x00\x00\x00\x02{}", False),  # a failure that says nothing
        (b"O\x00\x00\x00\x02{}", False),  # orders are ours to give
    ],
)
def test_babble_is_a_crash(calm_pool: ChildPool, data: bytes, then_exit: bool) -> None:
    end, _ = ends(calm_pool, fault(fault_jobs.write_raw, data, then_exit))
    assert (end.exception_class, end.pages_done) == (ExceptionClass.CRASHED, (1,))


def test_flooding_the_pipe_is_a_crash(calm_pool: ChildPool) -> None:
    assert ends(calm_pool, fault(fault_jobs.flood))[0].exception_class is ExceptionClass.CRASHED


def test_printing_harms_nobody(calm_pool: ChildPool) -> None:
    assert ends(calm_pool, fault(fault_jobs.print_much))[0].exception_class is None


def test_a_value_of_another_type_never_leaves_the_child(calm_pool: ChildPool) -> None:
    assert ends(calm_pool, fault(fault_jobs.wrong_type))[0].exception_class is ExceptionClass.BUG


def test_a_page_too_large_to_send_is_said(calm_pool: ChildPool) -> None:
    end, _ = ends(calm_pool, fault(fault_jobs.huge_value))
    assert (end.exception_class, end.pages_done) == (ExceptionClass.TOO_LARGE, (1,))


def test_a_mistake_is_traced_without_document_text(calm_pool: ChildPool) -> None:
    end, _ = ends(calm_pool, fault(fault_jobs.mistake, "Jane Doe tested positive"))
    assert end.exception_class is ExceptionClass.BUG
    assert "KeyError" in end.message and "fault_jobs.py" in end.trace
    assert "Jane" not in f"{end.message}{end.remedy}{end.trace}"


def test_a_declared_error_keeps_its_words(calm_pool: ChildPool) -> None:
    end, _ = ends(calm_pool, fault(fault_jobs.refuse))
    assert (end.exception_class, end.message, end.remedy) == (ExceptionClass.DAMAGED, "It is torn.", "Glue it.")


def test_a_missing_program_stops_the_run(calm_pool: ChildPool) -> None:
    with pytest.raises(SetupError, match="Tesseract is not installed"):
        list(calm_pool.run(fault(fault_jobs.nothing_works)))
    assert list(calm_pool.run(fault(fault_jobs.pages, 1, 1)))


@pytest.mark.parametrize("own_group", [False, True])
@pytest.mark.parametrize("hang", [False, True])
def test_what_a_child_started_dies_with_it(quick_pool: ChildPool, own_group: bool, hang: bool) -> None:
    mark = seconds_nobody_else_sleeps()
    end, _ = ends(quick_pool, fault(fault_jobs.grandchild, mark, own_group, hang))
    assert end.exception_class is (ExceptionClass.TIMED_OUT if hang else ExceptionClass.CRASHED)
    assert wait_until_gone(marked(mark)) == set()


@pytest.mark.parametrize("hang", [False, True])
def test_an_orphan_that_hears_nothing_dies_too(quick_pool: ChildPool, hang: bool) -> None:
    mark = seconds_nobody_else_sleeps()
    end, _ = ends(quick_pool, fault(fault_jobs.orphan, mark, hang))
    assert end.exception_class is (ExceptionClass.TIMED_OUT if hang else ExceptionClass.CRASHED)
    assert wait_until_gone(marked(mark)) == set()


def test_an_orphan_of_a_job_that_ended_well_dies_with_its_child(tmp_path: Path) -> None:
    mark = seconds_nobody_else_sleeps()
    with ChildPool(1, Limits(documents=1), CALM, tmp_path) as pool:
        end, _ = ends(pool, fault(fault_jobs.orphan_and_done, mark))
        assert end.exception_class is None
        assert wait_until_gone(marked(mark)) == set()


def test_one_stuck_child_holds_nobody_up(tmp_path: Path) -> None:
    jobs = [Job("stuck", fault_jobs.hang_after, (1, 1)), *(Job(str(n), fault_jobs.pages, (n, n)) for n in range(30))]
    with ChildPool(2, LIMITS, QUICK, tmp_path, warm_up) as pool:
        order = [event.job.id for event in pool.run(jobs) if isinstance(event, Ended)]
    assert sorted(order) == sorted(job.id for job in jobs)
    assert order[-1] == "stuck"


def test_a_slow_run_is_not_the_childs_silence(quick_pool: ChildPool) -> None:
    taken = []
    for event in quick_pool.run([Job("many", fault_jobs.pages, (1, 200), pages=1)]):
        if isinstance(event, Sent) and event.value.number == 50:
            time.sleep(1.2)  # longer than the silence clock; meanwhile the child waits for room
        taken.append(event)
    assert isinstance(taken[-1], Ended)
    assert (taken[-1].exception_class, len(taken[-1].pages_done)) == (None, 200)


def test_leaving_early_kills_the_children_at_work(quick_pool: ChildPool) -> None:
    mark = seconds_nobody_else_sleeps()
    for _ in quick_pool.run([Job("a", fault_jobs.grandchild, (mark, False, True))]):
        assert marked(mark)
        break
    assert wait_until_gone(marked(mark)) == set()
    assert ends(quick_pool, fault(fault_jobs.pages, 1, 1))[0].exception_class is None


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize(
    "job", ["fault_jobs.grandchild, (sys.argv[2], True, True)", "fault_jobs.orphan, (sys.argv[2], True)"]
)
def test_nothing_survives_a_killed_run(tmp_path: Path, job: str) -> None:
    """SIGKILL to the run itself: its children and what they started go as well."""
    mark = seconds_nobody_else_sleeps()
    program = (
        "import sys; sys.path[:0] = sys.argv[3:5]\n"
        "from pathlib import Path\n"
        "import fault_jobs\n"
        "from pipeline.isolation import *\n"
        "pool = ChildPool(1, Limits(), Clocks(), Path(sys.argv[1]))\n"
        f"for event in pool.run([Job('a', {job})]): print(1, flush=True)\n"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", program, str(tmp_path / "s"), mark, str(Path(__file__).parent), str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None and run.stdout.readline() == b"1\n"
        assert marked(mark) - {run.pid}
        run.kill()
    assert wait_until_gone(marked(mark)) == set()
