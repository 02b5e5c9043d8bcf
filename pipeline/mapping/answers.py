"""The answer to one need: met, not met, or cannot be told; with what is missing and where it stands."""

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.mapping.view import View
from pipeline.model import Citation, Missing, MissingKind

State = Literal["met", "unmet", "unclear"]
VALUE_CHARACTERS = 80
MISSING_ROWS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a document shows what one need asks.

    Args:
        said: One short phrase for the auditor; no names, it is shown for restricted documents too.
    """

    state: State
    said: str
    missing: tuple[Missing, ...] = ()
    citations: tuple[Citation, ...] = ()


def met(said: str, *citations: Citation | None) -> Answer:
    """The document shows it."""
    return Answer("met", said, (), tuple(place for place in citations if place is not None))


def unmet(said: str, kind: MissingKind, value: str, *citations: Citation | None) -> Answer:
    """The document does not show it."""
    return Answer("unmet", said, (Missing(kind, value),), tuple(place for place in citations if place is not None))


def unclear(said: str, *citations: Citation | None) -> Answer:
    """Nobody can tell from what was read: a person must look, nothing is called missing."""
    return Answer("unclear", said, (), tuple(place for place in citations if place is not None))


def clipped(text: str) -> str:
    """A description short enough for a list of what is missing."""
    plain = " ".join(text.split())
    return plain if len(plain) <= VALUE_CHARACTERS else plain[: VALUE_CHARACTERS - 1].rstrip() + "…"


def labelled(names: str) -> re.Pattern[str]:
    """A pattern for one of several labels with a value behind it: "Root cause: worn brake".

    Bounded repeats only; a label at the end of a line or before a rule of underscores has no value.
    """
    return re.compile(rf"\b(?:{names})[ \t]{{0,3}}[:\-–][ \t]{{0,3}}[^\W_]", re.IGNORECASE)


def say_label(view: View, pattern: re.Pattern[str], said: str) -> Answer | None:
    """Met, when the text carries a label with a value; None otherwise."""
    found = pattern.search(view.text)
    return met(said, view.cite(found.start(), found.end())) if found else None
