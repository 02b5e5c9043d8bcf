"""Which engines can recognise a page picture: the protocol they fulfil, the list of them, and which one is taken."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.errors import SetupError
from pipeline.ocr.null import NullEngine
from pipeline.ocr.recognition import Orientation, Recognition
from pipeline.ocr.tessdata import INSTALL
from pipeline.ocr.tesseract import TesseractEngine
from pipeline.ocr.tesserocr import TesserocrEngine

if TYPE_CHECKING:
    from PIL import Image

AUTO = "auto"
"""The name that stands for the best engine that is ready on this machine."""


class OcrEngine(Protocol):
    """What the procedure for one page needs of an engine."""

    @property
    def name(self) -> str:
        """Short name, as in stamps and settings."""
        ...

    def ready(self) -> bool:
        """Whether it and its English data are here, so that it may be taken without being named."""
        ...

    def version(self) -> str:
        """Version of the program or library, for stamps; raises SetupError when it is not installed."""
        ...

    def languages(self) -> frozenset[str]:
        """Languages with data on this machine, by ISO 639-2 code: "eng", "fra"."""
        ...

    def recognise(self, picture: "Image.Image", *, language: str, psm: int, dpi: int, timeout: float) -> Recognition:
        """All words of an upright picture.

        Args:
            picture: Grey.
            language: One of ``languages()``.
            psm: Page segmentation mode in Tesseract's numbering: 3 whole page, 4 one column, 6 one block.
            dpi: Resolution to assume.
            timeout: Seconds.

        Raises:
            ToolError: The engine failed on this picture: timed_out, crashed or codec_missing.
            SetupError: The engine or its data is not installed.
        """
        ...

    def orientation(self, picture: "Image.Image", *, dpi: int, timeout: float) -> Orientation | None:
        """How to turn the picture, or None when there is too little text to say; raises as ``recognise``."""
        ...


EngineMaker = Callable[[Path | None], OcrEngine]

ENGINES: tuple[EngineMaker, ...] = (TesserocrEngine, TesseractEngine, NullEngine)
"""Every engine, best first; each is made with the data folder of the settings (None: search)."""


@cache
def choose_engine(name: str = AUTO, tessdata: Path | None = None) -> OcrEngine:
    """The engine of that name, or the best one that is ready; one object a process, which keeps what it has loaded.

    Raises:
        SetupError: No such engine, or none is ready.
    """
    engines = [maker(tessdata) for maker in ENGINES]
    for engine in engines:
        if engine.name == name or (name == AUTO and engine.ready()):
            return engine
    if name == AUTO:
        raise SetupError(
            "Nothing that reads scanned pages is installed.",
            f"Install Tesseract with its data (Debian: {INSTALL}), then run `cor-evidence doctor`.",
        )
    known = ", ".join([AUTO, *(engine.name for engine in engines)])
    raise SetupError(f"There is no recognition engine called {name!r}.", f"Choose one of: {known}.")


def named_engine(name: str, tessdata: Path | None) -> str:
    """Name and version of the engine that reads, for stamps and the report.

    Raises:
        SetupError: It is not installed.
    """
    engine = choose_engine(name, tessdata)
    return f"{engine.name} {engine.version()}"
