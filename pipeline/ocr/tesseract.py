"""Engine "tesseract": a picture to words with boxes by pytesseract and the installed program, one thread a call."""

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExceptionClass, SetupError, ToolError
from pipeline.ocr.recognition import Orientation, Recognition, mean_confidence, plain_text
from pipeline.ocr.tessdata import INSTALL, ORIENTATION, LanguageData, words_of_table
from pipeline.tools import probe

if TYPE_CHECKING:
    from PIL import Image

# Tesseract's (Leptonica's) words when it was built without the library for a picture format.
_CODEC_WORDS = ("not supported", "unsupported", "library not available", "function not present", "unknown format")
_DATA_WORDS = ("error opening data file", "failed loading language", "couldn't load any languages")
_TOO_FEW = "too few characters"


class TesseractEngine:
    """Tesseract as a program.

    Args:
        tessdata: Folder with the language data; None searches the usual places.
    """

    name = "tesseract"

    def __init__(self, tessdata: Path | None = None) -> None:
        self._tessdata = tessdata

    @cached_property
    def _data(self) -> LanguageData:
        return LanguageData(self._tessdata)

    def ready(self) -> bool:
        """See ``OcrEngine.ready``."""
        return shutil.which("tesseract") is not None and "eng" in self._data

    def version(self) -> str:
        """Version of the installed program."""
        found = probe("tesseract").version
        if found is None:
            raise SetupError("Tesseract is not installed.", f"Install it: {INSTALL}")
        return found

    def languages(self) -> frozenset[str]:
        """See ``OcrEngine.languages``."""
        return self._data.languages()

    def recognise(self, picture: "Image.Image", *, language: str, psm: int, dpi: int, timeout: float) -> Recognition:
        """See ``OcrEngine.recognise``."""
        import pytesseract

        config = f"--psm {psm} --dpi {dpi} {self._data_option(language)}"
        with _file(picture) as file, _declared_errors():
            table = pytesseract.image_to_data(
                file, lang=language, config=config, timeout=timeout, output_type=pytesseract.Output.STRING
            )
        words = tuple(words_of_table(table))
        return Recognition(words=words, text=plain_text(words), confidence=mean_confidence(words))

    def orientation(self, picture: "Image.Image", *, dpi: int, timeout: float) -> Orientation | None:
        """See ``OcrEngine.orientation``; None also without orientation data."""
        import pytesseract

        if ORIENTATION not in self._data:
            return None
        config = f"--dpi {dpi} {self._data_option(ORIENTATION)}"
        try:
            with _file(picture) as file, _declared_errors():
                answer = pytesseract.image_to_osd(
                    file, config=config, timeout=timeout, output_type=pytesseract.Output.DICT
                )
        except ToolError as error:
            if _TOO_FEW in error.message:
                return None
            raise
        if "rotate" not in answer:
            return None
        return Orientation(rotate=int(answer["rotate"]) % 360, confidence=float(answer.get("orientation_conf", 0.0)))

    def _data_option(self, language: str) -> str:
        return f"--tessdata-dir {shlex.quote(str(self._data.folder(language)))}"


@contextmanager
def _file(picture: "Image.Image") -> Iterator[str]:
    """The picture as a PGM file for as long as it is read: a PNG costs 60 times as much to write."""
    with tempfile.TemporaryDirectory(prefix="page-") as folder:
        file = Path(folder) / "page.pgm"
        picture.convert("L").save(file, format="PPM")
        yield str(file)


@contextmanager
def _declared_errors() -> Iterator[None]:
    """One thread a call, and pytesseract's errors turned into ours."""
    import pytesseract

    # Tesseract takes every core for one page otherwise, and two pages at once then run slower than one after another.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        yield
    except pytesseract.TesseractNotFoundError as error:
        raise SetupError("Tesseract is not installed.", f"Install it: {INSTALL}") from error
    except pytesseract.TesseractError as error:
        raise _from_status(int(error.status), str(error.message)) from error
    except RuntimeError as error:
        # pytesseract has no class of its own for this one.
        if "timeout" not in str(error):
            raise
        raise ToolError(ExceptionClass.TIMED_OUT, "Recognition of the page took too long and was stopped.") from error


def _from_status(status: int, message: str) -> SetupError | ToolError:
    words = message.lower()
    if any(sign in words for sign in _DATA_WORDS):
        return SetupError("Tesseract cannot load its language data.", f"Install it: {INSTALL}")
    if any(sign in words for sign in _CODEC_WORDS):
        return ToolError(
            ExceptionClass.CODEC_MISSING, "Tesseract cannot open this kind of picture on this machine.", INSTALL
        )
    if _TOO_FEW in words:
        return ToolError(ExceptionClass.CRASHED, f"Tesseract found {_TOO_FEW}.")
    return ToolError(ExceptionClass.CRASHED, f"Tesseract stopped with status {status}.")
