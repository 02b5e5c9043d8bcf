"""Values of step 3's recognition: what an engine gives back for one picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenWord:
    """One word as the engine saw it, in pixels of the picture it was given.

    Args:
        confidence: The engine's, 0 to 100.
        block, paragraph, line: The engine's own structure; equal triples stand on one line.
    """

    text: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int
    block: int = 0
    paragraph: int = 0
    line: int = 0

    @property
    def height(self) -> int:
        """Pixels."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Recognition:
    """All words of one picture in the engine's reading order.

    Args:
        text: Lines separated by a newline, an empty line between paragraphs.
        confidence: Mean of the word confidences weighted by word length, 0 to 100; 0 without words.
    """

    words: tuple[SeenWord, ...]
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Orientation:
    """How a picture must be turned to be upright, as the engine believes.

    Args:
        rotate: Degrees clockwise: 0, 90, 180 or 270.
        confidence: The engine's own scale; for Tesseract about 1 is doubtful and 5 is sure.
    """

    rotate: int
    confidence: float


def mean_confidence(words: tuple[SeenWord, ...]) -> float:
    """Mean confidence weighted by word length, so that specks read as dots weigh little."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def plain_text(words: tuple[SeenWord, ...]) -> str:
    """The words as text: the engine's lines, an empty line between its paragraphs."""
    lines: list[str] = []
    before: SeenWord | None = None
    for word in words:
        if before is None or (word.block, word.paragraph) != (before.block, before.paragraph):
            lines.extend(["", word.text] if before else [word.text])
        elif word.line != before.line:
            lines.append(word.text)
        else:
            lines[-1] += f" {word.text}"
        before = word
    return "\n".join(lines)
