"""Words of a document to the counted features that the learned model weighs."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifiers.layout import labels_of, openings_of, shape_of
from classifiers.model import Sample
from classifiers.words import plain, words_in, words_of

FEATURES_VERSION = 2
"""Of the way words are counted; a model trained on another is refused."""

# Words of the opening that are counted a second time as title words.
OPENING_WORDS = 25

# How much each group of features counts after each was scaled to length one.
# w: words and pairs, c: pieces of words, t: title and opening, n: name, l: labels, b: how lines begin, s: shape.
GROUP_WEIGHTS = {"w": 1.0, "c": 0.6, "t": 0.7, "n": 0.15, "l": 0.4, "b": 0.4, "s": 0.5}

_PIECE = 4
_WORDS_READ = 4_000


@dataclass(frozen=True, slots=True)
class Read:
    """The words of one document, folded, read once for all classifiers.

    Args:
        text: Words of the whole text.
        title: Words of the title and of the headings.
        name: Words of the file name and its folders.
        labels: Words of each field label and table header.
        openings: First words of each line.
        shape: Steps that the shape of the text reaches.
    """

    text: tuple[str, ...]
    title: tuple[str, ...]
    name: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    openings: tuple[tuple[str, ...], ...]
    shape: tuple[str, ...]


def read(sample: Sample) -> Read:
    """Split a document into folded words."""
    headings = " . ".join(sample.headings[:40])
    simple = plain(sample.text)
    return Read(
        text=tuple(words_in(simple)[:_WORDS_READ]),
        title=tuple(words_of(f"{sample.title} . {headings}")),
        name=tuple(words_of(sample.name.replace("_", " ").replace("/", " . "))),
        labels=tuple(labels_of(sample.text)),
        openings=tuple(openings_of(simple)),
        shape=tuple(shape_of(sample.text)),
    )


def pieces(word: str) -> tuple[str, ...]:
    """The four-letter pieces of a long word: they survive a misread letter and match related words."""
    if len(word) < _PIECE + 1:
        return ()
    padded = f"<{word}>"
    return tuple(f"c {padded[i : i + _PIECE]}" for i in range(len(padded) - _PIECE + 1))


def count(words: Read) -> dict[str, int]:
    """Count the features of a document: words, pairs, pieces of words, title, name, labels, line beginnings, shape."""
    counts: dict[str, int] = {}
    _tally(counts, (f"w {word}" for word in words.text))
    _tally(counts, (f"w {a} {b}" for a, b in pairwise(words.text)))
    seen = dict.fromkeys(words.text)
    _tally(counts, (piece for word in seen for piece in pieces(word)))
    opening = (*words.title, *words.text[:OPENING_WORDS])
    _tally(counts, (f"t {word}" for word in opening))
    _tally(counts, (f"t {a} {b}" for a, b in pairwise(opening)))
    _tally(counts, (f"n {word}" for word in words.name))
    for label in words.labels:
        _tally(counts, (f"l {word}" for word in label))
        _tally(counts, (f"l {' '.join(label)}" for _ in label[1:2]))
    for opening_words in words.openings:
        _tally(counts, (f"b {' '.join(opening_words[:number])}" for number in range(1, len(opening_words) + 1)))
    _tally(counts, (f"s {step}" for step in words.shape))
    return counts


def _tally(counts: dict[str, int], names: Iterable[str]) -> None:
    for name in names:
        counts[name] = counts.get(name, 0) + 1


def weigh(
    counts: Mapping[str, int], vocabulary: Mapping[str, int], rarity: Sequence[float]
) -> tuple[list[int], list[float]]:
    """Known features with their tf-idf weights, each group scaled to its length.

    Args:
        counts: What ``count`` returned.
        vocabulary: Feature to column.
        rarity: Inverse document frequency of each column.

    Returns:
        Columns and their values.
    """
    columns: list[int] = []
    values: list[float] = []
    groups: list[str] = []
    squares = dict.fromkeys(GROUP_WEIGHTS, 0.0)
    for name, number in counts.items():
        column = vocabulary.get(name)
        if column is None:
            continue
        value = (1.0 + math.log(number)) * rarity[column]
        columns.append(column)
        values.append(value)
        groups.append(name[0])
        squares[name[0]] += value * value
    scale = {group: GROUP_WEIGHTS[group] / math.sqrt(total) if total else 0.0 for group, total in squares.items()}
    return columns, [value * scale[group] for value, group in zip(values, groups, strict=True)]
