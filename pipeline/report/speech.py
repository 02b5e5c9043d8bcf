"""Report: what the machine says, in English as the core wrote it, in; the same in the report's language out.

The core speaks English. Every sentence it can say stands with its French in ``messages.fr.toml``; what is not there (a
client's words, a sentence nobody has put into French yet) is shown as it came. ``asks.fr.toml`` holds the packs' words,
``programme.fr.toml`` their facts on programmes and law.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.report.labels import Language

_HERE = Path(__file__).parent
_LONGEST = 2000
"""Sentences of the core are shorter; longer texts are a client's."""
# The {places} of a sentence; nothing else of ours holds braces.
_PLACE = re.compile(r"\{([a-z]+[0-9]?)\}")
_NUMBERS = frozenset({"n", "m", "k"})
_DAYS = frozenset({"day", "start", "end", "audit", "other"})
_JOINED = "; "
_SAID_SPEECHES = 4096


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A sentence with places: the longest piece of it that never changes, how it is recognised, what it becomes."""

    piece: str
    form: re.Pattern[str]
    becomes: str


@dataclass(frozen=True, eq=False)
class Speech:
    """One language's sentences and words.

    Args:
        fixed: Sentences and words without places.
        patterns: Those with places, the most telling first.
    """

    fixed: Mapping[str, str]
    patterns: tuple[_Pattern, ...]

    def __call__(self, text: str) -> str:
        """The text in this language; what is not known stays as it came."""
        found = self._known(text)
        if found is not None:
            return found
        # Several sentences in one line; each by itself, unknown ones as they stand.
        return _JOINED.join(self._known(part) or part for part in text.split(_JOINED))

    def knows(self, text: str) -> bool:
        """Whether every sentence of a text has its translation here."""
        parts = text.split(_JOINED)
        return self._known(text) is not None or all(self._known(part) is not None for part in parts)

    def _known(self, text: str) -> str | None:
        if not self.fixed or len(text) > _LONGEST:
            return None
        fixed = self.fixed.get(text)
        return fixed if fixed is not None else _by_pattern(self, text)

    def filled(self, pattern: _Pattern, places: Mapping[str, str]) -> str:
        """A sentence with its places filled: words of the core translated, all else as it stands."""
        words = {name: self(said) if name.startswith("w") else said for name, said in places.items()}
        return _PLACE.sub(lambda place: words[place.group(1)], pattern.becomes)


@lru_cache(maxsize=_SAID_SPEECHES)
def _by_pattern(speech: Speech, text: str) -> str | None:
    for pattern in speech.patterns:
        if pattern.piece in text and (found := pattern.form.fullmatch(text)):
            return speech.filled(pattern, found.groupdict())
    return None


@lru_cache(maxsize=2)
def load_speech(language: Language) -> Speech:
    """The sentences of a language; for English nothing is changed."""
    said: dict[str, str] = {}
    # What the core says wins over the packs' words where both have one.
    for file in (_HERE / f"{kind}.{language}.toml" for kind in ("programme", "asks", "messages")):
        if file.exists():
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
            said |= tables["words"] | tables["messages"]
    patterns = (_pattern(source, becomes) for source, becomes in said.items() if _PLACE.search(source))
    fixed = {source: becomes for source, becomes in said.items() if not _PLACE.search(source)}
    return Speech(fixed, tuple(sorted(patterns, key=lambda one: -len(one.piece))))


def _pattern(source: str, becomes: str) -> _Pattern:
    pieces = _PLACE.split(source)
    literal, names = pieces[::2], pieces[1::2]
    form = re.escape(literal[0])
    for name, after in zip(names, literal[1:], strict=True):
        form += f"(?P<{name}>{_may_be(name)})" + re.escape(after)
    return _Pattern(max(literal, key=len), re.compile(form, re.DOTALL), becomes)


def _may_be(name: str) -> str:
    """What a place may hold; bounded, so that a hostile text costs little."""
    if name in _NUMBERS:
        return r"[\d., \N{NO-BREAK SPACE}]{1,20}"
    if name in _DAYS:
        return r"\d{4}-\d\d-\d\d"
    return r"[01]\.\d\d" if name == "p" else r".{0,400}?"
