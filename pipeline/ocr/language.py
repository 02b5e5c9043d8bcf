"""Which of the two languages of recognition a page's text looks like, by its small words."""

import re

# Runs of letters, also accented ones; linear.
_WORD = re.compile(r"[^\W\d_]+")

# Without accented letters: the English pass does not know them. None of the words is common in the other language.
_FRENCH_WORDS = (
    "au aux avec ce ces cette dans de des doit du elle en est et il ils la le les leur nous ont ou par pas pour que "
    "qui sans sera ses son sont sous sur un une vous"
)
_ENGLISH_WORDS = (
    "a all and any are as at be been before by each for from has have if in is it must no not of or shall should that "
    "the their this to was we when will with you your"
)
_FRENCH = frozenset(_FRENCH_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


def small_words(text: str) -> tuple[int, int]:
    """How many English and how many French small words stand in the text."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return sum(word in _ENGLISH for word in words), sum(word in _FRENCH for word in words)


def looks_french(text: str) -> bool:
    """True when French small words clearly outnumber English ones; names such as "de la Cruz" are not enough."""
    english, french = small_words(text)
    return french >= 4 and french > 1.2 * english


def language_of(text: str) -> str | None:
    """The language as "en" or "fr"; None when there are too few small words to say."""
    english, french = small_words(text)
    if max(english, french) < 3:
        return None
    return "fr" if looks_french(text) else "en"
