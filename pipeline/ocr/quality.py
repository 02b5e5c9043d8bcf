"""How far a text layer can be trusted: text to a figure between 0 (garbage) and 1, by its characters alone.

Made for English and French business pages. A page of numbers, names or ticks must stay high: every part below answers
1 where it has too little to go by. Letters of other scripts are left in peace, for they are no garbage.
"""

import re
import unicodedata

GARBAGE_BELOW = 0.5
"""Measured on 647 windows of 1,500 characters from 150 real documents (handbooks, forms, quizzes, data sheets, tables
of figures, minutes; English, some French and Spanish): none below 0.98. The same windows spoilt: alphabet substituted,
codes shifted, private-use characters, 30 % of the letters lost, letters at random, spelt out letter by letter, capitals
at random, half of the characters replaced by signs: all below; half of the e as mojibake 99 %; blanks lost 59 %; digits
turned into letters only where the page is full of figures (13 %): comparing with the picture finds those."""

# "(cid:72)" is what some readers print for a glyph without a character; linear.
_GLYPH_NUMBER = re.compile(r"\(cid:\d{1,6}\)")
# UTF-8 read as Latin-1 or Windows-1252: a lead byte and what follows it; linear.
_MOJIBAKE = re.compile("[\u00c3\u00c2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
                       "\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac.|\u00ef\u00bf\u00bd")  # fmt: skip
# Three or more of one sign: leaders, rules, lines to write on; linear.
_LEADER = re.compile(r"([^\w\s]|_)\1{2,}")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\S+")
# A letter that passes for a digit where only a digit can stand; a code such as Z259 or 10S has its letter at an end.
_FALSE_DIGIT = re.compile(r"[\d.,$][lIOoSBZ]{1,3}[\d.,]")

# Signs that real forms and lists are full of.
_USUAL_SIGNS = frozenset("•●○◦▪■□☐☑☒✓✔✗✘→←©®™°§¶±×÷·–—‘’“”«»…€£¢½¼¾²³")

# The 160 commonest pairs of letters of English and French, accents removed: 85 to 96 % of the pairs of a real page.
_COMMON = (
    "ab ac ad af ag ai al am an ap ar as at au av ay be bl bo ca ce ch ci ck cl co cr ct cu da de di do dr du ea ec ed "
    "ee ef eg ei el em en ep er es et eu ev ex fa fe ff fi fo fr ge gh gi gr ha he hi ho ht ia ic id ie if ig il im in "
    "io ir is it iv ke ki la le li ll lo ls ly ma me mi mo mp na nc nd ne ng ni no ns nt oc od of oi ol om on oo op or "
    "os ot ou ov ow pa pe pl po pp pr qu ra rd re ri rk rm rn ro rr rs rt ry sa se sh si so sp ss st su ta te th ti to "
    "tr ts tt tu ty ub uc ue ui ul um un up ur us ut va ve vi wa we wh wi wo"
)
_COMMON_PAIRS = frozenset(_COMMON.split())


def text_quality(text: str) -> float:
    """The weakest of the parts; 1 for an empty text, which is no garbage."""
    parts = (_legible(text), _letters_paired(text), _case(text), _digits(text), _spacing(text))
    return round(min(parts), 3)


def _ramp(value: float, bad: float, good: float) -> float:
    """0 at ``bad``, 1 at ``good``, straight between."""
    return min(1.0, max(0.0, (value - bad) / (good - bad)))


def _legible(text: str) -> float:
    """Few characters without meaning, little mojibake, signs outnumbered by letters and digits."""
    glyphs = len(_GLYPH_NUMBER.findall(text))
    shown = _LEADER.sub(" ", _GLYPH_NUMBER.sub(" ", text))
    solid = [char for char in shown if not char.isspace()]
    count = len(solid) + glyphs
    if count < 20:
        return 1.0
    lost = glyphs + sum(char == "\ufffd" or unicodedata.category(char) in {"Cc", "Co", "Cn", "Cs"} for char in solid)
    lost += 4 * len(_MOJIBAKE.findall(shown))
    signs = sum(not char.isalnum() and char not in _USUAL_SIGNS for char in solid)
    return min(_ramp(lost / count, 0.12, 0.02), _ramp(signs / count, 0.55, 0.3))


def _letters_paired(text: str) -> float:
    """Letters follow each other as in English or French; a substituted alphabet does not."""
    pairs = common = 0
    for word in _WORD.findall(text):
        if len(word) < 3:
            continue
        plain = _plain(word)
        pairs += len(plain) - 1
        common += sum(plain[at : at + 2] in _COMMON_PAIRS for at in range(len(plain) - 1))
    return _ramp(common / pairs, 0.4, 0.65) if pairs >= 60 else 1.0


def _plain(word: str) -> str:
    """Lower case without accents; letters of other scripts count as common, by the pair "th"."""
    folded = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return bare if bare.isascii() else "th"


def _case(text: str) -> float:
    """Capitals stand at the start of words or all through, not in the middle ("lNSPECTlON")."""
    words = [word for word in _WORD.findall(text) if len(word) >= 4]
    if len(words) < 15:
        return 1.0
    mixed = sum(not (word[1:].islower() or word.isupper() or _no_case(word)) for word in words)
    return _ramp(mixed / len(words), 0.4, 0.15)


def _no_case(word: str) -> bool:
    return word.lower() == word.upper()


def _digits(text: str) -> float:
    """Numbers are made of digits, not of letters that look like them ("$l2,45O.OO")."""
    numbers = [token for token in _TOKEN.findall(text) if any(char.isdigit() for char in token)]
    if len(numbers) < 6:
        return 1.0
    return _ramp(sum(bool(_FALSE_DIGIT.search(token)) for token in numbers) / len(numbers), 0.5, 0.2)


def _spacing(text: str) -> float:
    """Words are neither spelt out letter by letter nor run together."""
    words = [token for token in _TOKEN.findall(text) if token.isalpha()]
    if len(words) < 40:
        return 1.0
    single = sum(len(word) == 1 for word in words) / len(words)
    # Web addresses and file names are long by nature.
    tokens = [len(token) for token in _TOKEN.findall(_LEADER.sub(" ", text)) if "/" not in token and "_" not in token]
    long = sum(size for size in tokens if size > 30) / max(1, sum(tokens))
    return min(_ramp(single, 0.8, 0.55), _ramp(long, 0.8, 0.4))
