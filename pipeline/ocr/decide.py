"""Step 3, the one answer to "must this page be recognised?": evidence on one page to yes or no with a reason code."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from pipeline.ocr.quality import GARBAGE_BELOW, text_quality

__all__ = ["OcrDecision", "PageEvidence", "Why", "disagrees", "page_needs_ocr", "text_quality"]

Why = Literal[
    "embedded_text", "no_text_layer", "sparse_text_over_image", "garbage_text_layer", "text_disagrees_with_picture",
    "picture_file", "blank", "no_text_found", "not_paged",
]  # fmt: skip
"""Reason codes of ``Page.why``."""

COVERED = 0.5
"""From this part of the page on, what the images show may be the page itself."""

_FULL_TEXT = 1200  # characters; a typed page has 1,500 to 3,500, a form 500 to 1,500
_UNDECODABLE = 0.1


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What is known of a page before recognition.

    Args:
        text: Its text layer.
        image_coverage: Part of the page that images cover, 0 to 1.
        undecodable: Glyphs drawn with a font that does not say which characters they are.
        invisible_text: True when the text layer is not drawn (a scanner's or a recogniser's layer).
        images: How many there are.
        picture_file: True for JPEG, PNG, TIFF: nothing but a picture.
    """

    text: str
    image_coverage: float = 0.0
    undecodable: int = 0
    invisible_text: bool = False
    images: int = 0
    picture_file: bool = False

    @property
    def chars(self) -> int:
        """Characters that are no space."""
        return sum(not char.isspace() for char in self.text)


@dataclass(frozen=True, slots=True)
class OcrDecision:
    """The answer.

    Args:
        needs: True when the page must be recognised.
        why: Reason code: of the recognition, or of keeping the text layer.
        compare: True when the text layer stands only if the picture says the same: recognise, ask ``disagrees``, and
            take the recognised text with the code "text_disagrees_with_picture" when it answers True.
    """

    needs: bool
    why: Why
    compare: bool = False


def page_needs_ocr(evidence: PageEvidence) -> OcrDecision:
    """Whether a page must be recognised, and why; decided for each page by itself."""
    if evidence.picture_file:
        return OcrDecision(True, "picture_file")
    chars = evidence.chars
    if chars + evidence.undecodable == 0:
        return OcrDecision(True, "no_text_layer")
    if evidence.undecodable > _UNDECODABLE * (chars + evidence.undecodable):
        return OcrDecision(True, "garbage_text_layer")
    if text_quality(evidence.text) < GARBAGE_BELOW:
        return OcrDecision(True, "garbage_text_layer")
    covered = evidence.image_coverage >= COVERED
    if covered and chars < _sparse_below(evidence):
        return OcrDecision(True, "sparse_text_over_image")
    return OcrDecision(False, "embedded_text", compare=covered)


def _sparse_below(evidence: PageEvidence) -> float:
    """Fewer characters than this cannot be all that a covered page says: a stamp, a footer, a scanner's line.

    A recogniser's invisible layer may be the whole of a short page: it is compared with the picture instead.
    """
    return 30 if evidence.invisible_text else _FULL_TEXT * min(1.0, evidence.image_coverage) / 4


# Words of letters, and numbers with their inner points, commas, dashes and slashes; bounded, linear.
_WORD = re.compile(r"[^\W\d_]{3,40}")
_NUMBER = re.compile(r"\d[\d.,/-]{1,30}")

_LEAST_WORDS, _LEAST_NUMBERS = 8, 6
_SAME_WORD = 74.0  # rapidfuzz ratio; one wrong letter of four, two of eight
_AGREE = 0.55


def disagrees(embedded: str, recognised: str) -> bool:
    """True when the words a picture shows are not those of the text layer.

    Robust to single letters read wrong. Numbers are judged apart: a bad layer can have every word nearly right and
    every amount wrong. Too few recognised words to judge: False.
    """
    shown, layer = _words(recognised), _words(embedded)
    if sum(shown.values()) >= _LEAST_WORDS and _found(shown, layer) < _AGREE:
        return True
    if sum(layer.values()) >= 3 * _LEAST_WORDS and sum(shown.values()) >= _LEAST_WORDS and _found(layer, shown) < 0.3:
        return True  # most of the layer is nowhere on the picture
    numbers, layer_numbers = _numbers(recognised), _numbers(embedded)
    return sum(numbers.values()) >= _LEAST_NUMBERS and _shared(numbers, layer_numbers) < 0.4


def _words(text: str) -> Counter[str]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return Counter(_WORD.findall(bare))


def _numbers(text: str) -> Counter[str]:
    return Counter(match.rstrip(".,/-") for match in _NUMBER.findall(text))


def _shared(wanted: Counter[str], offered: Counter[str]) -> float:
    """Part of the wanted ones that are offered as they are."""
    return sum((wanted & offered).values()) / sum(wanted.values())


def _found(wanted: Counter[str], offered: Counter[str]) -> float:
    """Part of the wanted words that are offered, one or two wrong letters allowed."""
    from rapidfuzz import fuzz, process

    same = wanted & offered
    rest = wanted - same
    choices = list(offered - same)
    near = sum(
        count
        for word, count in rest.items()
        if process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    )
    return (sum(same.values()) + near) / sum(wanted.values())
