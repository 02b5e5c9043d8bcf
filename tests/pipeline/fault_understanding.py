"""Jobs that misbehave while they understand one file, for children of a run; imported by the child by name."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.child_understanding import understand_file
from pipeline.model import Understanding


def _on_minutes(file: str, fault: Callable[[], object]) -> Iterator[Understanding]:
    if b"Toolbox" in Path(file).read_bytes():
        fault()
    yield from understand_file(file)


def trips(file: str) -> Iterator[Understanding]:
    def fault() -> None:
        raise LookupError("Toolbox words of the client")

    return _on_minutes(file, fault)


def hangs(file: str) -> Iterator[Understanding]:
    return _on_minutes(file, lambda: time.sleep(3600))


def hoards(file: str) -> Iterator[Understanding]:
    return _on_minutes(file, lambda: bytearray(4 << 30))


def dies(file: str) -> Iterator[Understanding]:
    return _on_minutes(file, lambda: os.kill(os.getpid(), signal.SIGKILL))
