"""What the layout of a text tells, its words apart: field labels, table headers, how lines begin, and its shape."""

import re
from collections.abc import Iterator, Sequence

from classifiers.words import fold, words_of

# As much of a text as is looked at, in characters and in lines.
MOST_TEXT, MOST_LINES = 30_000, 600

# A field label: up to 40 letters at the start of a line or cell, then a colon (not a clock's) or a rule to write on.
_LABEL = re.compile(
    r"(?:^|[|\t]|[ ]{2})[ >*•☐□-]{0,6}([A-Za-zÀ-ÿ#][A-Za-zÀ-ÿ0-9 /'’().#&-]{1,40}?)[ ]{0,3}(?::(?!\d)|\.{3}|_{3})",
    re.MULTILINE,
)

# A short cell without numbers, as column headers are.
_HEADER = re.compile(r"[^\d]{3,30}")

# From so many cells on a line is a row of a table.
FEWEST_CELLS = 3

# The first one or two words of a line of plain text.
_OPENING = re.compile(r"^[^a-z0-9\n]{0,12}([a-z0-9]{1,40})(?:[^a-z0-9\n]{1,3}([a-z0-9]{1,40}))?", re.MULTILINE)

# What parts the cells of a table row: a bar, a tab, three blanks.
_CELLS = re.compile(r"[|\t]|[ ]{3,200}")

# How many marks of one kind a line has on average -> from how many on a step is taken.
_STEPS = (0.02, 0.1, 0.3, 0.7, 1.5)

_DIGIT = re.compile(r"\d")

_MARKS = {
    "number": re.compile(r"^[ \t]{0,12}(?:\(?\d{1,2}[.)]|[Ss]tep\b|[ÉEée]tape\b)", re.MULTILINE),
    "bullet": re.compile(r"^[ \t]{0,12}[-•*▪o☐□][ \t]", re.MULTILINE),
    "colon": re.compile(r":"),
    "cell": re.compile(r"[|\t]|\S[ ]{3,8}\S"),
    "tick": re.compile(r"[☐□☑☒✓✔]|\[[ xX]?\]|\b(?:yes|no|n/a|ok|oui|non|s/o)\b", re.IGNORECASE),
    "sign": re.compile(r"\b(?:sign|initial|signature)", re.IGNORECASE),
    "money": re.compile(r"\$[ ]?\d|\d[ ]?\$"),
    "question": re.compile(r"\?"),
    "sentence": re.compile(r"[a-zà-ÿ]\.(?:\s|$)"),
    "own": re.compile(r"\b(?:I|my|me|we|our|us|je|nous|on)\b"),
    "duty": re.compile(r"\b(?:shall|must|will|should|doit|doivent)\b"),
    "past": re.compile(r"\b[a-z]{3,20}(?:ed|é|ée)\b"),
    "clock": re.compile(r"\b\d{1,2}[:h]\d\d\b"),
    "day": re.compile(
        r"\b(?:20\d\d[-/]\d|\d{1,2}/\d{1,2}/\d\d"
        r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[ ]?\d)",
        re.IGNORECASE,
    ),
    "gap": re.compile(r"_{3}|\.{4}"),
    "person": re.compile(r"\b[A-Z]\.[ ]?[A-Z][a-z]"),
    "web": re.compile(r"https?:|www\.|@[a-z]"),
}


def labels_of(text: str) -> Iterator[tuple[str, ...]]:
    """Folded words of each field label and of each short cell of a table row.

    Args:
        text: The document as read.
    """
    for match in _LABEL.finditer(text[:MOST_TEXT]):
        yield tuple(words_of(match.group(1))[:4])
    for line in text[:MOST_TEXT].split("\n")[:MOST_LINES]:
        cells = [cell.strip() for cell in _CELLS.split(line.strip())]
        if len(cells) >= FEWEST_CELLS:
            yield from (tuple(words_of(cell)[:4]) for cell in cells if _HEADER.fullmatch(cell))


def openings_of(simple: str) -> Iterator[tuple[str, ...]]:
    """The first two folded words of each line that has any.

    Args:
        simple: The text as ``words.plain`` leaves it.
    """
    for match in _OPENING.finditer(simple[:MOST_TEXT]):
        yield tuple(fold(word) for word in match.groups() if word)


def shape_of(text: str) -> Sequence[str]:
    """Names of the steps that the text's shape reaches: how long it is, how often a line bears marks of each kind."""
    seen = text[:MOST_TEXT]
    lines = [line for line in seen.split("\n") if line.strip()]
    if not lines:
        return ()
    number = len(lines)
    steps = [f"lines {step}" for step in (8, 15, 25, 40, 70) if number >= step]
    steps += [f"length {step}" for step in (400, 800, 1500, 3000) if len(seen) >= step]
    shares = {
        "short": sum(len(line.strip()) < 40 for line in lines) / number,
        "capital": sum(line.isupper() for line in lines) / number,
        "digit": 10 * len(_DIGIT.findall(seen)) / len(seen),
    }
    for name, mark in _MARKS.items():
        shares[name] = sum(1 for _ in mark.finditer(seen)) / number
    steps += [f"{name} {step}" for name, share in shares.items() for step in _STEPS if share >= step]
    return steps
