"""Progress of a run: one living line on a terminal, a few quiet lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from pipeline.report.safe_text import terminal_safe
from pipeline.run.progress import Progress, Step

WIDTH = 100
REFRESH_SECONDS = 0.2


@contextmanager
def shown_progress(stream: TextIO) -> Iterator[Progress]:
    """A progress function that writes to a stream, and tidies up at the end."""
    shown = _Living(stream) if stream.isatty() else _Quiet(stream)
    try:
        yield shown.tell
    finally:
        shown.end()


class _Quiet:
    """One line a stage, for logs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._stage = ""

    def tell(self, step: Step) -> None:
        """Name a stage once, without any file name."""
        if step.stage != self._stage:
            self._stage = step.stage
            total = f" ({step.pages_total} pages)" if step.pages_total else ""
            self._stream.write(f"{step.stage}{total}\n")
            self._stream.flush()

    def end(self) -> None:
        """Nothing to tidy."""


class _Living:
    """Files and pages done, time left, what is in flight; rewritten in place."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._stage = ""
        self._began = self._shown = 0.0

    def tell(self, step: Step) -> None:
        """Rewrite the line, a few times a second at most."""
        now = time.monotonic()
        if step.stage != self._stage:
            self._stage, self._began, self._shown = step.stage, now, 0.0
        if now - self._shown < REFRESH_SECONDS:
            return
        self._shown = now
        self._stream.write("\r\x1b[K" + self._line(step, now)[:WIDTH])
        self._stream.flush()

    def _line(self, step: Step, now: float) -> str:
        parts = [step.stage]
        if step.files_total:
            parts.append(f"{step.files} of {step.files_total} files")
        if step.pages_total:
            parts.append(f"{step.pages} of {step.pages_total} pages")
            if step.pages:
                left = (now - self._began) / step.pages * (step.pages_total - step.pages)
                parts.append(f"about {int(left // 60)}:{int(left % 60):02d} left")
        parts += [terminal_safe(name) for name in step.in_flight[:2] if name]
        return " · ".join(parts)

    def end(self) -> None:
        """Clear the line."""
        self._stream.write("\r\x1b[K")
        self._stream.flush()
