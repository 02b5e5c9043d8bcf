"""How a run tells what it is doing: plain values, shown by whoever started it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One sign of life.

    Args:
        stage: "intake", "reading", "understanding", "coverage" or "report".
        files, files_total: Files done and in all.
        pages, pages_total: Pages done and in all.
        in_flight: Names of the files being read.
    """

    stage: str
    files: int = 0
    files_total: int = 0
    pages: int = 0
    pages_total: int = 0
    in_flight: tuple[str, ...] = ()


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """Say nothing."""
