"""Which engines can recognise a page picture: the protocol they fulfil and the list of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pipeline.errors import SetupError
from pipeline.ocr.null import NullEngine
from pipeline.ocr.recognition import Orientation, Recognition
from pipeline.ocr.tesseract import TesseractEngine


class OcrEngine(Protocol):
    """What the procedure for one page needs of an engine; every engine takes the picture as a file."""

    @property
    def name(self) -> str:
        """Short name, as in stamps and settings."""
        ...

    def version(self) -> str:
        """Version of the program or library, for stamps; raises SetupError when it is not installed."""
        ...

    def languages(self) -> frozenset[str]:
        """Languages with data on this machine, by ISO 639-2 code: "eng", "fra"."""
        ...

    def recognise(self, image: Path, *, language: str, psm: int, dpi: int, timeout: float) -> Recognition:
        """All words of an upright picture.

        Args:
            image: A grey picture file (PGM).
            language: One of ``languages()``.
            psm: Page segmentation mode in Tesseract's numbering: 3 whole page, 4 one column, 6 one block.
            dpi: Resolution to assume.
            timeout: Seconds.

        Raises:
            ToolError: The engine failed on this picture: timed_out, crashed or codec_missing.
            SetupError: The engine or its data is not installed.
        """
        ...

    def orientation(self, image: Path, *, dpi: int, timeout: float) -> Orientation | None:
        """How to turn the picture, or None when there is too little text to say; raises as ``recognise``."""
        ...


EngineMaker = Callable[[Path | None], OcrEngine]

ENGINES: tuple[EngineMaker, ...] = (TesseractEngine, NullEngine)
"""Every engine, best first; each is made with the data folder of the settings (None: search)."""


def choose_engine(name: str = "tesseract", tessdata: Path | None = None) -> OcrEngine:
    """The engine of that name.

    Raises:
        SetupError: No such engine.
    """
    engines = [maker(tessdata) for maker in ENGINES]
    for engine in engines:
        if engine.name == name:
            return engine
    known = ", ".join(engine.name for engine in engines)
    raise SetupError(f"There is no recognition engine called {name!r}.", f"Choose one of: {known}.")
