"""Engine "tesserocr": a picture to words with boxes through Tesseract's library inside this process, one thread.

A quarter faster than the program, since neither the library nor its language data is loaded again for every page. A
fault inside the library ends the process, which is why only a reading child may use it.
"""

import os
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExceptionClass, SetupError, ToolError
from pipeline.ocr.recognition import Orientation, Recognition, mean_confidence, plain_text
from pipeline.ocr.tessdata import INSTALL, ORIENTATION, LanguageData, words_of_table

if TYPE_CHECKING:
    from PIL import Image


class TesserocrEngine:
    """Tesseract as a library.

    Args:
        tessdata: Folder with the language data; None searches the usual places.
    """

    name = "tesserocr"

    def __init__(self, tessdata: Path | None = None) -> None:
        self._tessdata = tessdata
        self._loaded: dict[str, Any] = {}

    @cached_property
    def _data(self) -> LanguageData:
        return LanguageData(self._tessdata)

    def ready(self) -> bool:
        """See ``OcrEngine.ready``."""
        try:
            import tesserocr
        except ImportError:  # not installed, or not for this machine's system libraries
            return False
        return tesserocr is not None and "eng" in self._data

    def version(self) -> str:
        """Version of the package and of the library inside it."""
        try:
            import tesserocr
        except ImportError as error:
            raise _not_installed() from error
        library = str(tesserocr.tesseract_version()).split("\n", 1)[0].removeprefix("tesseract").strip()
        return f"{tesserocr.__version__} with Tesseract {library}"

    def languages(self) -> frozenset[str]:
        """See ``OcrEngine.languages``."""
        return self._data.languages()

    def recognise(self, picture: "Image.Image", *, language: str, psm: int, dpi: int, timeout: float) -> Recognition:
        """See ``OcrEngine.recognise``."""
        library = self._library(language)
        library.SetPageSegMode(psm)
        pixels = _show(library, picture, dpi)
        began = time.monotonic()
        complete = library.Recognize(max(1, round(timeout * 1000)))
        if not complete:
            raise self._failure(language, time.monotonic() - began >= timeout)
        words = tuple(words_of_table(library.GetTSVText(0)))
        library.Clear()
        del pixels
        return Recognition(words=words, text=plain_text(words), confidence=mean_confidence(words))

    def orientation(self, picture: "Image.Image", *, dpi: int, timeout: float) -> Orientation | None:
        """See ``OcrEngine.orientation``; None also without orientation data.

        The library takes no time limit here; the clocks of the reading child are the limit.
        """
        if ORIENTATION not in self._data:
            return None
        library = self._library(ORIENTATION)
        pixels = _show(library, picture, dpi)
        answer = library.DetectOrientationScript()
        library.Clear()
        del pixels
        if answer is None:
            return None
        # The library says how the page was turned, the program how to turn it back.
        return Orientation(rotate=-int(answer["orient_deg"]) % 360, confidence=float(answer["orient_conf"]))

    def _library(self, language: str) -> Any:
        """The library with that language loaded, once a process; what earlier pages taught it is forgotten."""
        if language not in self._loaded:
            self._loaded[language] = _load(self._data.folder(language), language)
        library = self._loaded[language]
        library.ClearAdaptiveClassifier()
        return library

    def _failure(self, language: str, timed_out: bool) -> ToolError:
        """What to raise; the library's state is not trusted any further."""
        self._loaded.pop(language).End()
        if timed_out:
            return ToolError(ExceptionClass.TIMED_OUT, "Recognition of the page took too long and was stopped.")
        return ToolError(ExceptionClass.CRASHED, "Tesseract could not read the page's picture.")


def _load(folder: Path, language: str) -> Any:
    # Read when a library that uses threads is loaded; this one is built without them on Linux and macOS.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        import tesserocr

        psm = tesserocr.PSM.OSD_ONLY if language == ORIENTATION else tesserocr.PSM.AUTO
        library = tesserocr.PyTessBaseAPI(path=str(folder), lang=language, psm=psm)
    except ImportError as error:
        raise SetupError(
            "The recognition library tesserocr is not installed.", f"Install Tesseract: {INSTALL}"
        ) from error
    except RuntimeError as error:
        raise SetupError("Tesseract cannot load its language data.", f"Install it: {INSTALL}") from error
    # Its remarks would go to the terminal; some quote what it reads.
    library.SetVariable("debug_file", os.devnull)
    tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
    return library


def _not_installed() -> SetupError:
    return SetupError(
        "The recognition library tesserocr is not installed.",
        "Install it (pip install tesserocr), or set COR_EVIDENCE_OCR_ENGINE=tesseract.",
    )


def _show(library: Any, picture: "Image.Image", dpi: int) -> bytes:
    """Hands the picture over; the library does not copy it, so the caller keeps the answer until it has read."""
    grey = picture if picture.mode == "L" else picture.convert("L")
    pixels = grey.tobytes()
    library.SetImageBytes(pixels, grey.width, grey.height, 1, grey.width)
    library.SetSourceResolution(dpi)
    return pixels
