"""Inside a reading child: takes orders from one pipe, sends values over another, under limits it cannot lift.

Started by the fork server (Linux) or as a process of its own (elsewhere: ``python -m pipeline.isolation.child``).
"""

import os
import pickle
import signal
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from queue import SimpleQueue

from pipeline.errors import ExceptionClass, InputError, SetupError, ToolError
from pipeline.isolation.fence import enclose
from pipeline.isolation.frames import (
    DONE,
    FAILED,
    FAILURE,
    FINISHED,
    ORDER,
    READY,
    VALUE,
    Failure,
    Finished,
    FrameError,
    Limits,
    Order,
    Setting,
    encode_value,
    read_frame,
    send_frame,
)
from pipeline.isolation.kernel import NOT_APART, Apart, die_with_parent, drop_rights, leave_network, leave_others
from pipeline.isolation.view import TEMPORARY

ORDER_BYTES = 32 << 10
"""Longest order: fits a pipe's buffer, so that handing one out never blocks the run."""

_NOTHING_TO_DO = "Report it with the version of cor-evidence; the file itself can still be opened by hand."


def confine(setting: Setting, apart: Apart = NOT_APART) -> None:
    """Takes away what a reader does not need: its own session, limits, an own folder for temporary files, no rights.

    Args:
        setting: What it may use and open.
        apart: How far it was set apart already.
    """
    limits, scratch = setting.limits, setting.scratch
    os.environ.update({"TMPDIR": scratch, "HOME": scratch, "TEMP": scratch, "TMP": scratch})
    tempfile.tempdir = scratch
    if sys.platform == "win32":
        return
    import resource

    if os.getsid(0) != os.getpid():
        os.setsid()
    os.umask(0o077)
    # Where the kernel does not count this child's processes apart, the limit would count the user's browser too.
    processes = ((resource.RLIMIT_NPROC, limits.processes),) if apart.users else ()
    for kind, value in (
        *processes,
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    # A handler instead of SIGKILL, so that programs this child started are taken along.
    signal.signal(signal.SIGTERM, _end)
    die_with_parent(signal.SIGTERM)
    drop_rights()
    enclose(setting.fence, scratch, TEMPORARY if apart.view else None)


def work(orders: int, results: int, limits: Limits) -> None:
    """Takes orders until the other side goes away; never returns.

    Args:
        orders: Pipe to read orders from.
        results: Pipe to write frames to.
        limits: Longest message; the other limits are set already.
    """
    waiting: SimpleQueue[bytes] = SimpleQueue()
    # The listener sees the end of the orders at once, even while the main thread sits in a library's C code.
    threading.Thread(target=_listen, args=(orders, waiting), daemon=True).start()
    send_frame(results, READY, b"")
    while True:
        payload = waiting.get()
        try:
            order: Order = pickle.loads(payload)
        except (ImportError, AttributeError, pickle.UnpicklingError) as error:  # its function cannot be loaded here
            send_frame(results, FAILED, FAILURE.dump_json(describe_failure(error)))
        else:
            carry_out(order, results, limits)


def carry_out(order: Order, results: int, limits: Limits) -> None:
    """Does one job: a frame for every value, then one for its end or failure."""
    _limit_processor_time(order.processor_seconds)
    try:
        for value in order.function(*order.arguments):
            payload = encode_value(order.function, value)
            if len(payload) > limits.message_bytes:
                raise InputError(ExceptionClass.TOO_LARGE, "A page holds more text than this program takes at once.")
            send_frame(results, VALUE, payload)
    # The per-file border of this project: whatever a library throws at us must become a typed result.
    except (Exception, SystemExit) as error:  # noqa: BLE001
        failure = describe_failure(error)
        send_frame(results, FAILED, FAILURE.dump_json(failure))
    else:
        send_frame(results, DONE, FINISHED.dump_json(Finished(_resident_bytes())))


def describe_failure(error: BaseException) -> Failure:
    """An exception as a typed failure, without any text of the document."""
    if isinstance(error, InputError | ToolError):
        return Failure(error.exception_class, error.message, error.remedy)
    if isinstance(error, SetupError):
        return Failure(ExceptionClass.CODEC_MISSING, error.message, error.remedy, setup=True)
    # Under a memory limit a library that cannot be mapped is an ImportError; one that is not installed is a bug.
    if isinstance(error, MemoryError) or (
        isinstance(error, ImportError) and not isinstance(error, ModuleNotFoundError)
    ):
        return Failure(
            ExceptionClass.OUT_OF_MEMORY,
            "Reading this file needs more memory than a reader may use.",
            "Split the file or raise COR_EVIDENCE_CHILD_MEMORY_BYTES, then run again.",
        )
    if isinstance(error, PermissionError):
        return Failure(ExceptionClass.PERMISSION, "The file may not be opened.", "Allow reading it, then run again.")
    name = type(error).__name__
    return Failure(ExceptionClass.BUG, f"The reader made a mistake of its own ({name}).", _NOTHING_TO_DO, _trace(error))


def _trace(error: BaseException) -> str:
    """Where it happened: files, lines and functions; never the message, which may quote the document."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return " < ".join(
        f"{Path(frame.filename).parent.name}/{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in reversed(frames)
    )


def _listen(orders: int, waiting: "SimpleQueue[bytes]") -> None:
    """Hands orders over; the end of the pipe means that the run is gone, so this child and all it started go too."""
    try:
        while frame := read_frame(orders, ORDER_BYTES):
            kind, payload = frame
            if kind == ORDER:
                waiting.put(payload)
    except (FrameError, OSError):
        pass
    _end()


def _end(*_: object) -> None:
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _limit_processor_time(seconds: int) -> None:
    """The kernel ends a child that spins, even if the run that watches the clocks were gone."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _resident_bytes() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def main() -> None:
    """A child of its own (where there is no fork server): orders on standard input, frames on standard output."""
    orders, results = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    frame = read_frame(orders, ORDER_BYTES)
    if frame is None:
        return
    setting: Setting = pickle.loads(frame[1])
    leave_network()
    confine(setting, leave_others(setting.limits.processes))
    if setting.warm_up is not None:
        setting.warm_up()
    work(orders, results, setting.limits)


if __name__ == "__main__":
    main()
