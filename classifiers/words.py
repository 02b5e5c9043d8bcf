"""Text to words as the classifiers count them: no case, no accents, usual recognition errors folded away."""

import re
import unicodedata
from functools import lru_cache

# Longest text looked at: what kind of document it is shows early, and hostile files may hold megabytes.
LONGEST_TEXT = 60_000

# A word broken at the end of a line: "inspec-\ntion".
_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n[ \t]{0,8}(?=[a-z])")

# A run of letters and digits; "|" and "!" count when recognition put them inside a word ("F|ELD").
_WORD = re.compile(r"[a-z0-9]+(?:[|!][a-z0-9]+){0,8}")

# Letters that recognition swaps, all folded to one; both sides of every comparison are folded alike.
_LOOKALIKES = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b"})

# Characters that stand for a word or that decomposition leaves behind.
_SPELLED = str.maketrans(
    {"&": " and ", "œ": "oe", "æ": "ae", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl", "’": "'", "‘": "'", "\u00ad": None}
)

# As few letters as this in a row stand alone before they are taken for one spaced-out word ("P O L I C Y").
_SPACED_OUT = re.compile(r"\b[a-z](?:[ \t][a-z]\b){3,30}")


def plain(text: str) -> str:
    """Lower case without accents, ligatures and line-end hyphens."""
    lowered = text[:LONGEST_TEXT].translate(_SPELLED).lower()
    if not lowered.isascii():
        lowered = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    lowered = _BROKEN_WORD.sub("", lowered)
    return _SPACED_OUT.sub(lambda match: match.group().replace(" ", "").replace("\t", ""), lowered)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One spelling for all the ways recognition reads a word; pure numbers become their length."""
    if word.isdigit():
        return f"#{min(len(word), 5)}"
    return word.translate(_LOOKALIKES).replace("rn", "m").replace("vv", "w")


def words_in(simple: str) -> list[str]:
    """The folded words of a text that ``plain`` made simple, in order."""
    return [fold(word) for word in _WORD.findall(simple)]


def words_of(text: str) -> list[str]:
    """The folded words of a text in order."""
    return words_in(plain(text))
