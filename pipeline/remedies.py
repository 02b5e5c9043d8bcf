"""What to do about a file that could not be read: one remedy a class, and words for kinds never opened, as data."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.errors import ExceptionClass, InputError


@cache
def _remedies() -> dict[ExceptionClass, str]:
    data = tomllib.loads(Path(__file__).with_name("remedies.toml").read_text(encoding="utf-8"))
    return {ExceptionClass(name): text for name, text in data.items()}


def remedy_for(exception_class: ExceptionClass) -> str:
    """The remedy shown for a class of exception."""
    return _remedies()[exception_class]


class Refusal(BaseModel):
    """What is told of a kind of files that is known and not opened."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    media_types: tuple[str, ...]
    message: str
    remedy: str
    exception: ExceptionClass = ExceptionClass.UNSUPPORTED


@cache
def _refusals() -> dict[str, Refusal]:
    data = tomllib.loads(Path(__file__).with_name("refusals.toml").read_text(encoding="utf-8"))
    rows = [Refusal.model_validate(row) for row in data["refusal"]]
    return {media_type: row for row in rows for media_type in row.media_types}


def refusal_of(media_type: str) -> InputError | None:
    """Why files of a kind are not opened, with a remedy of its own; None for kinds without words of their own."""
    row = _refusals().get(media_type)
    return InputError(row.exception, row.message, row.remedy) if row is not None else None
