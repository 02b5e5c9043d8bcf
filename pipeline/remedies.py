"""What to do about a file that could not be read: one remedy a class, kept as data."""

import tomllib
from functools import cache
from pathlib import Path

from pipeline.errors import ExceptionClass


@cache
def _remedies() -> dict[ExceptionClass, str]:
    data = tomllib.loads(Path(__file__).with_name("remedies.toml").read_text(encoding="utf-8"))
    return {ExceptionClass(name): text for name, text in data.items()}


def remedy_for(exception_class: ExceptionClass) -> str:
    """The remedy shown for a class of exception."""
    return _remedies()[exception_class]
