"""Content criteria, from a document's text to the phrases that stand in it with their places.

A phrase is a few plain words: case, accents, white space and line-end hyphens do not matter, "*" ends a stem, a hyphen
in the phrase also matches a space or nothing ("near-miss": near miss, nearmiss). Long words forgive the usual slips of
optical recognition (0 for o, 1 or l for i, rn for m). The text is split into words once and phrases are looked up in
that index, so the cost is linear in the text whatever it holds.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rules.model import Criterion

# A word: letters, digits, combining accents and soft hyphens; "&" is a word of its own and means "and".
_WORD = re.compile("[\\w\u0300-\u036f\u00ad]+|&")
# What may stand between two halves of a word broken at the end of a line; PDF readers also give U+0002 and U+FFFE.
_LINE_HYPHEN = re.compile(
    "(?:[-\u2010\u2011\u00ac][ \\t]{0,4}\\r?\\n[ \\t]{0,20}|[\u0002\ufffe]\\s{0,4}|\\r?\\n[ \\t]{0,20})\\Z"
)
# The end of a sentence or a long gap: no phrase reaches over it.
_SENTENCE_END = re.compile(r"[.!?;]\s")
_LONGEST_GAP = 12
_LONGEST_WORD = 64
_SHORTEST_FORGIVEN = 6
_OCR_SLIPS = str.maketrans({"0": "o", "1": "i", "l": "i", "5": "s", "8": "b"})


@dataclass(frozen=True, slots=True)
class CriterionHit:
    """A phrase found: which criterion, by which phrase, at text[start:end]."""

    name: str
    phrase: str
    start: int
    end: int


def find_criteria(text: str, criteria: Sequence[Criterion]) -> tuple[CriterionHit, ...]:
    """The first place of every criterion the text holds, in the order of the criteria; absent ones are left out."""
    index = _index(text)
    hits = (_first(index, criterion.name, criterion.any_of) for criterion in criteria)
    return tuple(hit for hit in hits if hit is not None)


def find_phrases(text: str, phrases: Sequence[str], limit: int = 1000) -> tuple[CriterionHit, ...]:
    """Every place of any of the phrases, in text order, at most ``limit`` a phrase; ``name`` repeats the phrase.

    For a rule's ``subject``: where a manual speaks of it, not only that it does.
    """
    index = _index(text)
    hits: set[CriterionHit] = set()
    for phrase in phrases:
        for count, (start, end) in enumerate(_places(index, phrase)):
            if count == limit:
                break
            hits.add(CriterionHit(phrase, phrase, start, end))
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.phrase)))


@dataclass(frozen=True, slots=True)
class _PhraseWord:
    """One word of a phrase: its folded text, whether it is a stem, and its forgiving form or an empty string."""

    text: str
    stem: bool
    forgiving: str

    def matches(self, word: str) -> bool:
        if self.stem:
            if word.startswith(self.text):
                return True
            return bool(self.forgiving) and _forgiving(word).startswith(self.forgiving)
        return word == self.text or (bool(self.forgiving) and _forgiving(word) == self.forgiving)


@dataclass(frozen=True, slots=True)
class _Index:
    """The words of a text with their places.

    Args:
        words, starts, ends: One entry a word, in text order.
        linked: 1 where a phrase may go on from this word to the next one.
        joined: Words broken at a line end, by the place of their first half.
        places: Every different word (whole or joined) to the places it starts at.
        vocabulary: Those words in order; ``forgiving`` the same by their forgiving form.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    linked: bytearray
    joined: dict[int, str]
    places: dict[str, list[int]]
    vocabulary: list[str]
    forgiving: list[tuple[str, str]]


@lru_cache(maxsize=2)
def _index(text: str) -> _Index:
    """Split a text once; the last two are kept, because the rules ask about one document one after the other."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        word = text[start:end]
        words.append(word.lower() if word.isascii() and word != "&" else _fold(word))
        starts.append(start)
        ends.append(end)
    linked = bytearray(len(words))
    joined: dict[int, str] = {}
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word, []).append(at)
        if at + 1 == len(words) or starts[at + 1] - ends[at] > _LONGEST_GAP + 20:
            continue
        gap = text[ends[at] : starts[at + 1]]
        if gap == " ":
            linked[at] = 1  # nearly always: nothing else to look at
            continue
        linked[at] = len(gap) <= _LONGEST_GAP and not _SENTENCE_END.search(gap)
        if _broken_word(text, ends[at], gap) and len(word) + len(words[at + 1]) <= _LONGEST_WORD:
            joined[at] = word + words[at + 1]
            places.setdefault(joined[at], []).append(at)
    forgiving = sorted((_forgiving(word), word) for word in places if len(word) >= _SHORTEST_FORGIVEN)
    return _Index(words, starts, ends, linked, joined, places, sorted(places), forgiving)


def _broken_word(text: str, end: int, gap: str) -> bool:
    """Whether the gap is a hyphen and a line end (or a soft hyphen before a line end)."""
    if not _LINE_HYPHEN.match(gap):
        return False
    return not gap.lstrip("\r").startswith("\n") or text[end - 1] == "\u00ad"


def _fold(word: str) -> str:
    """Lower case without accents, ligatures or soft hyphens; over-long words are only lowered (linear on any text)."""
    if word == "&":
        return "and"
    if word.isascii() or len(word) > _LONGEST_WORD:
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("\u00ad", ""))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


@lru_cache(maxsize=65536)
def _forgiving(word: str) -> str:
    """The form in which words that recognition often confuses are equal; over-long words stay as they are."""
    if len(word) > _LONGEST_WORD:
        return word
    return word.translate(_OCR_SLIPS).replace("rn", "m").replace("vv", "w")


@lru_cache(maxsize=16384)
def _phrase(phrase: str) -> tuple[tuple[_PhraseWord, ...], ...]:
    """The word sequences a phrase stands for: as written, and with its hyphens closed up."""
    variants = {phrase}
    if "-" in phrase:
        variants.add(phrase.replace("-", ""))
    return tuple(sequence for variant in sorted(variants) if (sequence := _phrase_words(variant)))


def _phrase_words(phrase: str) -> tuple[_PhraseWord, ...]:
    found = []
    for match in _WORD.finditer(phrase):
        text = _fold(match.group())
        stem = phrase[match.end() : match.end() + 1] == "*"
        # "fail" and "fall" must stay apart: only long words are forgiven.
        found.append(_PhraseWord(text, stem, _forgiving(text) if len(text) >= _SHORTEST_FORGIVEN else ""))
    return tuple(found)


def _first(index: _Index, name: str, phrases: Sequence[str]) -> CriterionHit | None:
    """The earliest place of any phrase; of two at one place the longer."""
    best: CriterionHit | None = None
    for phrase in phrases:
        for start, end in _places(index, phrase):
            if best is None or (start, -end) < (best.start, -best.end):
                best = CriterionHit(name, phrase, start, end)
            break
    return best


def _places(index: _Index, phrase: str) -> Iterator[tuple[int, int]]:
    """The places of a phrase in text order."""
    found: set[tuple[int, int]] = set()
    for sequence in _phrase(phrase):
        for at in _candidates(index, sequence[0]):
            last = _last_word(index, sequence, at)
            if last is not None:
                found.add((index.starts[at], index.ends[last]))
    yield from sorted(found)


def _candidates(index: _Index, word: _PhraseWord) -> Iterator[int]:
    """Where the first word of a phrase stands."""
    different = {word.text} if word.text in index.places else set()
    if word.stem:
        different.update(_prefixed(index.vocabulary, word.text))
    if word.forgiving:
        for at in range(bisect_left(index.forgiving, (word.forgiving, "")), len(index.forgiving)):
            form, original = index.forgiving[at]
            if not form.startswith(word.forgiving):
                break
            if word.stem or form == word.forgiving:
                different.add(original)
    for text in different:
        yield from index.places[text]


def _prefixed(vocabulary: list[str], prefix: str) -> Iterator[str]:
    for at in range(bisect_left(vocabulary, prefix), len(vocabulary)):
        if not vocabulary[at].startswith(prefix):
            return
        yield vocabulary[at]


def _last_word(index: _Index, sequence: tuple[_PhraseWord, ...], at: int) -> int | None:
    """The place of the phrase's last word when the phrase starts at ``at``, else None."""
    last = -1
    for number, word in enumerate(sequence):
        if number and not index.linked[last]:
            return None
        here = at if number == 0 else last + 1
        if word.matches(index.words[here]):
            last = here
        elif here in index.joined and word.matches(index.joined[here]):
            last = here + 1
        else:
            return None
    return last
