"""Telltale phrases: from the words of a document to evidence for each type, in one linear pass."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from classifiers.document_types import DocumentType, Telltale
from classifiers.model import Sample
from classifiers.words import words_of

# A title named in the running text is a weaker sign than in the title zone ("see the Inspection Policy").
TITLE_IN_TEXT = 1.5

# Words of the first lines that count as title zone when a document opens with its letterhead.
ZONE_WORDS = 40

# From this length on, long texts meet phrases by chance and their evidence is thinned.
USUAL_WORDS = 350

# Phrases of the text a type usually has; one with more meets them by chance more often and each says less.
USUAL_PHRASES = 20

# A word this long is also recognised with one wrong letter; shorter ones are too often another word.
FUZZY_LENGTH = 6

_TITLE_TIERS = frozenset({"titles", "french_titles"})


@dataclass(frozen=True, slots=True)
class TypeEvidence:
    """What the telltales say about one type.

    Args:
        document_type: The type.
        title: Weight of its phrases in the title zone.
        body: Weight of its phrases in the text, thinned for long texts.
        name: Weight of its title phrases in the file name.
        against: Weight of the phrases that speak against it.
        phrases: The phrases found, weightiest first, as the vocabulary writes them.
        in_title: The weightiest phrase of the title zone, or an empty string.
    """

    document_type: str
    title: float
    body: float
    name: float
    against: float
    phrases: tuple[str, ...]
    in_title: str


@dataclass(slots=True)
class _Node:
    """A word of a phrase in the tree of phrases."""

    children: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[tuple[str, Telltale]] = field(default_factory=list)
    sharers: int = 0


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    length: int
    document_type: str
    telltale: Telltale
    weight: float


@dataclass(slots=True)
class _Tally:
    title: float = 0.0
    body: float = 0.0
    name: float = 0.0
    against: float = 0.0
    phrases: dict[str, float] = field(default_factory=dict)
    in_title: str = ""
    heaviest: float = 0.0


class PhraseMatcher:
    """All telltales of all types as one tree of words; a phrase shared by several types weighs less for each."""

    def __init__(self, types: Mapping[str, DocumentType]) -> None:
        self._root = _Node()
        self._vocabulary: set[str] = set()
        self._say = {name: _say(entry) for name, entry in types.items()}
        for document_type in types.values():
            for telltale in document_type.telltales:
                self._add(document_type.name, telltale)
        self._corrections = _one_letter_off(word for word in self._vocabulary if len(word) >= FUZZY_LENGTH)

    def _add(self, document_type: str, telltale: Telltale) -> None:
        words = tuple(words_of(telltale.phrase))
        node = self._root
        for word in words:
            node = node.children.setdefault(word, _Node())
        node.ends.append((document_type, telltale))
        self._vocabulary.update(words)
        if telltale.tier != "against":
            node.sharers += 1

    def knows(self, word: str) -> bool:
        """Whether a folded word is part of any telltale."""
        return word in self._vocabulary

    def correct(self, words: Sequence[str]) -> list[str]:
        """Replace long words that are one letter away from exactly one telltale word."""
        return [word if word in self._vocabulary else self._corrected(word) for word in words]

    def _corrected(self, word: str) -> str:
        if len(word) < FUZZY_LENGTH - 1 or word.startswith("#"):
            return word
        found = {target for key in _deletions(word) for target in self._corrections.get(key, ())}
        found = {target for target in found if abs(len(target) - len(word)) <= 1}
        return found.pop() if len(found) == 1 else word

    def _hits(self, words: Sequence[str]) -> list[_Hit]:
        hits: list[_Hit] = []
        root = self._root.children
        for start, word in enumerate(words):
            node = root.get(word)
            position = start
            while node is not None:
                position += 1
                hits.extend(
                    _Hit(start, position - start, name, telltale, _weight(telltale, node.sharers))
                    for name, telltale in node.ends
                )
                node = node.children.get(words[position]) if position < len(words) else None
        return hits

    def match(self, sample: Sample, words: Sequence[str] | None = None) -> dict[str, TypeEvidence]:
        """Evidence for every type of which a phrase was found.

        Args:
            sample: The document.
            words: The folded words of its text, when the caller has them already.
        """
        text_words = self.correct(words_of(sample.text) if words is None else words)
        title_words = self.correct(words_of(sample.title))
        tallies: dict[str, _Tally] = {}
        self._count_title(title_words, text_words, tallies)
        self._count_text(text_words, self.correct(words_of(" . ".join(sample.headings))), tallies)
        for hit in _outermost(self._hits(words_of(sample.name.replace("_", " ").replace("/", " . ")))):
            tally = tallies.setdefault(hit.document_type, _Tally())
            tally.name = max(tally.name, hit.weight)
        return {name: _evidence(name, tally) for name, tally in tallies.items()}

    def _count_title(self, title: Sequence[str], text: Sequence[str], tallies: dict[str, _Tally]) -> None:
        for zone, factor in ((title, 1.0), (text[:ZONE_WORDS], 0.75)):
            seen: set[tuple[str, str]] = set()
            for hit in _outermost(self._hits(zone)):
                key = (hit.document_type, hit.telltale.phrase)
                if key in seen or hit.telltale.tier not in _TITLE_TIERS:
                    continue
                seen.add(key)
                tally = tallies.setdefault(hit.document_type, _Tally())
                # A longer phrase says more; later places in the zone say less.
                weight = hit.weight * factor * (0.7 + 0.15 * min(hit.length, 4)) * (1 - 0.4 * hit.start / 60)
                tally.title = max(tally.title, weight) + 0.25 * min(tally.title, weight)
                if weight > tally.heaviest:
                    tally.heaviest, tally.in_title = weight, hit.telltale.phrase

    def _count_text(self, text: Sequence[str], headings: Sequence[str], tallies: dict[str, _Tally]) -> None:
        thinning = 1.0 + math.log(max(1.0, len(text) / USUAL_WORDS))
        for words, factor in ((text, 1.0 / thinning), (headings, 0.3)):
            seen: set[tuple[str, str]] = set()
            for hit in _outermost_of_each_type(self._hits(words)):
                key = (hit.document_type, hit.telltale.phrase)
                if key in seen:
                    continue
                seen.add(key)
                tally = tallies.setdefault(hit.document_type, _Tally())
                if hit.telltale.tier == "against":
                    tally.against += hit.weight * factor
                    continue
                weight = hit.weight
                if hit.telltale.tier in _TITLE_TIERS:
                    weight *= TITLE_IN_TEXT / 4.0
                tally.body += weight * factor * self._say[hit.document_type]
                tally.phrases[hit.telltale.phrase] = max(tally.phrases.get(hit.telltale.phrase, 0.0), weight)


def _say(document_type: DocumentType) -> float:
    """How much one phrase of the text says for this type."""
    number = sum(telltale.tier not in _TITLE_TIERS for telltale in document_type.telltales)
    return math.sqrt(USUAL_PHRASES / max(USUAL_PHRASES, number))


def _weight(telltale: Telltale, sharers: int) -> float:
    return telltale.weight if telltale.tier == "against" else telltale.weight / max(1, sharers)


def _outermost(hits: Iterable[_Hit]) -> list[_Hit]:
    """Hits that lie in no longer hit: "inspection policy" hides nothing, "inspection" inside it is hidden."""
    kept: list[_Hit] = []
    reach = 0
    span = (-1, -1)
    for hit in sorted(hits, key=lambda h: (h.start, -h.length)):
        end = hit.start + hit.length
        if end > reach or (hit.start, end) == span:
            kept.append(hit)
            if end > reach:
                reach, span = end, (hit.start, end)
    return kept


def _outermost_of_each_type(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Hits that lie in no longer hit of the same type, so that no words count twice for it."""
    reach: dict[str, int] = {}
    for hit in sorted(hits, key=lambda h: (h.start, -h.length)):
        end = hit.start + hit.length
        if end > reach.get(hit.document_type, 0):
            reach[hit.document_type] = end
            yield hit


def _evidence(name: str, tally: _Tally) -> TypeEvidence:
    ordered = sorted(tally.phrases, key=lambda phrase: (-tally.phrases[phrase], phrase))
    return TypeEvidence(
        document_type=name,
        title=tally.title,
        body=tally.body,
        name=tally.name,
        against=tally.against,
        phrases=tuple(ordered[:8]),
        in_title=tally.in_title,
    )


def _deletions(word: str) -> set[str]:
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_letter_off(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every word and every word less one letter -> the words it may stand for."""
    index: dict[str, list[str]] = {}
    for word in sorted(words):
        for key in _deletions(word):
            index.setdefault(key, []).append(word)
    return {key: tuple(targets) for key, targets in index.items()}
