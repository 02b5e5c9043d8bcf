"""The engine that reads nothing: for runs without recognition and as a test double that ships."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.ocr.recognition import Orientation, Recognition

if TYPE_CHECKING:
    from PIL import Image


class NullEngine:
    """Answers every picture with no words."""

    name = "null"

    def __init__(self, tessdata: Path | None = None) -> None:
        """Takes the same settings as every engine and needs none."""

    def ready(self) -> bool:
        """Never by itself: who wants no recognition has to say so."""
        return False

    def version(self) -> str:
        """Its version, for stamps."""
        return "1"

    def languages(self) -> frozenset[str]:
        """Any language is read equally well."""
        return frozenset({"eng", "fra"})

    def recognise(self, picture: "Image.Image", *, language: str, psm: int, dpi: int, timeout: float) -> Recognition:
        """No words."""
        return Recognition(words=(), text="", confidence=0.0)

    def orientation(self, picture: "Image.Image", *, dpi: int, timeout: float) -> Orientation | None:
        """Not known."""
        return None
