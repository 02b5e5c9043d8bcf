"""Runs one spoilt file through a job in a real reading child and says whether it ended as a file may end."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import Phase as P

from pipeline.child_jobs import describe, expand, picture, read_pages, warm_up
from pipeline.containers import ContainerLimits
from pipeline.errors import ExceptionClass
from pipeline.extract.options import ReadOptions
from pipeline.isolation import ChildPool, Clocks, Ended, Fence, Job, Limits, Sent
from pipeline.isolation.frames import JobFunction
from pipeline.model import Identified
from tests.fuzz.fuzz_locked import PASSWORDS

LONG = os.environ.get("COR_EVIDENCE_FUZZ") == "long"
EXAMPLES_LONG = int(os.environ.get("COR_EVIDENCE_FUZZ_EXAMPLES", "3000"))
OPTIONS = ReadOptions(engine="null", dpi=72, retry_dpi=72, image_pixels=4_000_000, passwords=PASSWORDS)
MEMBERS = ContainerLimits(200, 16 << 20, 100)
# A spoilt file may not take a reader down: each of these is a fault of ours to mend or to guard against.
FAULTS = frozenset({ExceptionClass.BUG, ExceptionClass.CRASHED, ExceptionClass.TIMED_OUT})
FOUND = Path("build") / "fuzz"


def profile(examples: int) -> settings:
    """So many examples, the same every time; many and others each time in a long session."""
    return settings(
        max_examples=EXAMPLES_LONG if LONG else examples,
        derandomize=not LONG,
        database=None,
        deadline=None,
        phases=(P.explicit, P.generate, P.shrink),
        suppress_health_check=list(HealthCheck),
    )


@dataclass(frozen=True)
class Run:
    """A pool of one child and a folder to write spoilt files into."""

    pool: ChildPool
    folder: Path

    def file(self, data: bytes, name: str = "spoilt") -> str:
        path = self.folder / name
        path.write_bytes(data)
        return str(path)

    def identified(self, data: bytes, name: str) -> Identified | None:
        """What the detector says; None when the file ended as an exception."""
        values = self.run(describe, data, (self.file(data), name, OPTIONS))
        return next((one for one in reversed(values) if isinstance(one, Identified)), None)

    def read(self, data: bytes, media_type: str) -> list[Any]:
        """Read the first pages as if the detector had said so; the pages and failures that came."""
        return self.run(read_pages, data, (self.file(data), media_type, 1, 3, OPTIONS))

    def drawn(self, data: bytes, media_type: str) -> None:
        """Draw its first page, turned, as the report shows it."""
        out = str(self.folder / "drawn.jpg")
        self.run(picture, data, (self.file(data), media_type, 1, 90, 72, out, OPTIONS))

    def opened(self, data: bytes, media_type: str) -> int:
        """Open it as if the detector had said so; how many members came out."""
        with TemporaryDirectory(dir=self.folder) as scratch:
            arguments = (self.file(data), media_type, scratch, MEMBERS, OPTIONS.passwords)
            return len(self.run(expand, data, arguments))

    def run(self, function: JobFunction, data: bytes, arguments: tuple[Any, ...]) -> list[Any]:
        """The values of a job; fails the test when the job ends in a fault, and keeps the file."""
        values: list[Any] = []
        for event in self.pool.run([Job("one", function, arguments)]):
            if isinstance(event, Sent):
                values.append(event.value)
            elif isinstance(event, Ended) and event.exception_class in FAULTS:
                FOUND.mkdir(parents=True, exist_ok=True)
                kept = FOUND / f"{function.__name__}-{hashlib.sha256(data).hexdigest()[:12]}"
                kept.write_bytes(data)
                raise AssertionError(f"{event.exception_class}: {event.message} {event.trace} (file kept: {kept})")
        return values


@contextmanager
def child() -> Iterator[Run]:
    """A child to spoil files for."""
    limits = Limits(memory_bytes=1 << 30, file_bytes=64 << 20, documents=400)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        scratch = place / "scratch"
        fence = Fence(readable=(folder,), writable=(folder,))
        with ChildPool(1, limits, Clocks(30.0, 5.0, 20.0), scratch, warm_up, fence=fence) as pool:
            yield Run(pool, place)
