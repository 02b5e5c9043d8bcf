"""Editions of legislation that newer ones replaced: data in ``editions.toml``, checked when it is read."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field

from rules.facts import Confidence, Frozen

FILE = Path(__file__).parent / "editions.toml"


class Edition(Frozen):
    """One edition that is no longer in force.

    Args:
        any_of: The ways documents write it, as phrases of ``rules.criteria``.
        superseded_on: First day on which the newer edition governs.
    """

    jurisdiction: str
    name: str
    any_of: tuple[str, ...] = Field(min_length=1)
    superseded_on: date
    by: str
    source: str
    confidence: Confidence


@cache
def editions(jurisdiction: str) -> tuple[Edition, ...]:
    """The superseded editions of a jurisdiction ("CA-AB"), in the order of the file."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    known = tuple(Edition.model_validate(entry) for entry in data["edition"])
    return tuple(one for one in known if one.jurisdiction == jurisdiction)
