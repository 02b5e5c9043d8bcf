"""What one pass of the engine over a page gave, and how good it is."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ocr.recognition import Recognition

if TYPE_CHECKING:
    from pipeline.ocr.marks import Residue
    from pipeline.ocr.prepare import Upright

SURE_WORD = 40.0
"""A word that the engine trusts less is a guess."""
SURE = 92.0
DOUBT_BELOW = 70.0
"""A word that it trusts less may be misread."""
_LONG, _AROUND = 4, " .,:;'\"|()[]_-—"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass gave."""

    page: "Upright"
    seen: Recognition
    language: str
    psm: int
    residue: "Residue"

    @property
    def on_end(self) -> bool:
        """True when most words stand on end: Tesseract reads such lines too, but the page is not upright."""
        words = [word for word in self.seen.words if len(word.text) >= 4]
        return 2 * sum(word.height > 1.5 * (word.right - word.left) for word in words) > len(words)

    @property
    def score(self) -> float:
        """Letters weighted by how far the engine trusts them; guesses, and words on end, count nothing."""
        if self.on_end:
            return 0.0
        return sum(len(word.text) * max(0.0, word.confidence - SURE_WORD) for word in self.seen.words)

    @property
    def doubts(self) -> int:
        """Words that may be scraps of something else."""
        return sum(word.confidence < DOUBT_BELOW for word in self.seen.words)

    def lacks(self, other: "Reading") -> bool:
        """True when another reading has words, sure ones of some length, that this one has not."""
        return bool(Counter(other._sure_words()) - Counter(self._words()))

    def _words(self) -> list[str]:
        return [word.text.strip(_AROUND) for word in self.seen.words]

    def _sure_words(self) -> list[str]:
        sure = [word.text.strip(_AROUND) for word in self.seen.words if word.confidence >= SURE]
        return [text for text in sure if len(text) >= _LONG and text.isalnum()]
