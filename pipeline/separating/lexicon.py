"""Step 4: words that documents of this trade begin and end with, and how much a word tells by being rare; learned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights of words, as ``classifiers.words.words_of`` spells them.

    Args:
        opening: Of words among the first lines of a page: positive speaks for a first page.
        closing: Of words among its last lines: positive speaks for a last page.
        rarity: How much a word tells of a subject; the entry "" is for words not listed.
    """

    opening: Mapping[str, float] = field(default_factory=dict)
    closing: Mapping[str, float] = field(default_factory=dict)
    rarity: Mapping[str, float] = field(default_factory=dict)

    def opens(self, words: Iterable[str]) -> float:
        """How much the words of its first lines speak for a first page; 0 for nothing known."""
        return sum(self.opening.get(word, 0.0) for word in words)

    def closes(self, words: Iterable[str]) -> float:
        """How much the words of its last lines speak for a last page."""
        return sum(self.closing.get(word, 0.0) for word in words)
