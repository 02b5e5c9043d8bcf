"""Binders -> what the boundary model learns from: word weights, and one labelled row of features a gap."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from classifiers.words import words_of
from pipeline.model import Page
from pipeline.separating.features import rows_of
from pipeline.separating.lexicon import Lexicon
from pipeline.separating.signals import Row
from pipeline.separating.training.binders import Binder
from pipeline.separating.traits import PageTraits, traits_of

FEWEST_HOUSES = 3
"""A word that fewer firms use at the edges of their papers is one firm's habit."""
FEWEST_PAGES = 8


@dataclass(frozen=True, slots=True)
class ReadBinder:
    """A binder as it was read."""

    house: str
    binder: Binder
    traits: tuple[PageTraits, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One gap: its features, whether a document begins behind it, and of which firm it is."""

    row: Row
    begins: bool
    house: str


def read_binder(house: str, binder: Binder, pages: Sequence[Page], rarity: Mapping[str, float]) -> ReadBinder:
    """Look at the pages of a binder."""
    return ReadBinder(house, binder, tuple(traits_of(page, rarity) for page in pages))


def rarity_of(pages: Iterable[tuple[str, Page]]) -> dict[str, float]:
    """How much each word tells by being rare, of pages with their firm; one firm's own words are left out."""
    counts: Counter[str] = Counter()
    houses: dict[str, set[str]] = {}
    told = 0
    for house, page in pages:
        if not page.text:
            continue
        told += 1
        for word in set(words_of(page.text)):
            counts[word] += 1
            houses.setdefault(word, set()).add(house)
    kept = {
        word: round(log(told / count), 2)
        for word, count in counts.items()
        if count >= FEWEST_PAGES and len(houses[word]) >= FEWEST_HOUSES and len(word) > 2 and word[0] != "#"
    }
    return kept | {"": round(0.8 * log(told / 3), 2)}


def fit_lexicon(binders: Sequence[ReadBinder], rarity: Mapping[str, float]) -> Lexicon:
    """Learn which words begin and end documents."""
    opening: list[tuple[frozenset[str], bool, str]] = []
    closing: list[tuple[frozenset[str], bool, str]] = []
    for read in binders:
        told = [place for place, page in enumerate(read.traits) if not page.blank]
        starts = set(read.binder.starts)
        for at, place in enumerate(told):
            page = read.traits[place]
            ends = at + 1 == len(told) or told[at + 1] in starts
            opening.append((page.opening, place in starts, read.house))
            closing.append((page.closing, ends, read.house))
    return Lexicon(_word_weights(opening), _word_weights(closing), dict(rarity))


def _word_weights(samples: Sequence[tuple[frozenset[str], bool, str]]) -> dict[str, float]:
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts: Counter[str] = Counter()
    houses: dict[str, set[str]] = {}
    for words, _, house in samples:
        for word in words:
            counts[word] += 1
            houses.setdefault(word, set()).add(house)
    kept = sorted(word for word, n in counts.items() if n >= FEWEST_PAGES and len(houses[word]) >= FEWEST_HOUSES)
    column = {word: place for place, word in enumerate(kept)}
    cells = [[column[word] for word in sorted(words) if word in column] for words, _, _ in samples]
    ends = np.cumsum([0, *map(len, cells)])
    flat = [cell for row in cells for cell in row]
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(samples), len(kept)))
    fitted = LogisticRegression(C=0.3, max_iter=400).fit(matrix, [label for _, label, _ in samples])
    weights = {word: round(float(fitted.coef_[0][place]), 3) for word, place in column.items()}
    return {word: weight for word, weight in weights.items() if abs(weight) >= 0.02}


def examples_of(read: ReadBinder, lexicon: Lexicon) -> list[Example]:
    """The gaps of a binder."""
    starts = set(read.binder.starts)
    rows = rows_of(read.traits, lexicon)
    return [Example(row, place in starts, read.house) for place, row in rows.items()]
