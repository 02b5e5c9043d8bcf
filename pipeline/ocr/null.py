"""The engine that reads nothing: for runs without recognition and as a test double that ships."""

from pathlib import Path

from pipeline.ocr.recognition import Orientation, Recognition


class NullEngine:
    """Answers every picture with no words."""

    name = "null"

    def __init__(self, tessdata: Path | None = None) -> None:
        """Takes the same settings as every engine and needs none."""

    def version(self) -> str:
        """Its version, for stamps."""
        return "1"

    def languages(self) -> frozenset[str]:
        """Any language is read equally well."""
        return frozenset({"eng", "fra"})

    def recognise(self, image: Path, *, language: str, psm: int, dpi: int, timeout: float) -> Recognition:
        """No words."""
        return Recognition(words=(), text="", confidence=0.0)

    def orientation(self, image: Path, *, dpi: int, timeout: float) -> Orientation | None:
        """Not known."""
        return None
