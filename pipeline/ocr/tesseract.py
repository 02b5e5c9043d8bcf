"""Engine "tesseract": a picture file to words with boxes through pytesseract, one thread a call."""

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from pipeline.errors import ExceptionClass, SetupError, ToolError
from pipeline.ocr.recognition import Orientation, Recognition, SeenWord, mean_confidence, plain_text

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-osd"
"""The command that installs the engine with all the data it can use on Debian."""

DEBIAN_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
)

# Tesseract's (Leptonica's) words when it was built without the library for a picture format.
_CODEC_WORDS = ("not supported", "unsupported", "library not available", "function not present", "unknown format")
_DATA_WORDS = ("error opening data file", "failed loading language", "couldn't load any languages")
_TOO_FEW = "too few characters"

_TSV_WORD_LEVEL = "5"
_TSV_COLUMNS = 12


def tessdata_folders(setting: Path | None) -> tuple[Path, ...]:
    """Folders with language data in the order they are searched: setting, virtual environment, Debian's."""
    if setting is not None:
        return (setting,)
    candidates = [Path(sys.prefix) / "share" / "tessdata", *(Path(folder) for folder in DEBIAN_FOLDERS)]
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        candidates.append(Path(prefix))
    return tuple(folder for folder in candidates if folder.is_dir())


class TesseractEngine:
    """Tesseract as a program.

    Args:
        tessdata: Folder with the language data; None searches the usual places.
    """

    name = "tesseract"

    def __init__(self, tessdata: Path | None = None) -> None:
        self._tessdata = tessdata

    @cached_property
    def _data(self) -> dict[str, Path]:
        """Language to the first folder that holds its data."""
        found: dict[str, Path] = {}
        for folder in tessdata_folders(self._tessdata):
            for file in sorted(folder.glob("*.traineddata")):
                found.setdefault(file.name.removesuffix(".traineddata"), folder)
        return found

    def version(self) -> str:
        """Version of the installed program."""
        import pytesseract

        with _declared_errors():
            return str(pytesseract.get_tesseract_version())

    def languages(self) -> frozenset[str]:
        """Languages with data; orientation data is not a language."""
        return frozenset(self._data) - {"osd", "equ"}

    def recognise(self, image: Path, *, language: str, psm: int, dpi: int, timeout: float) -> Recognition:
        """See ``OcrEngine.recognise``."""
        import pytesseract

        config = f"--psm {psm} --dpi {dpi} {self._data_option(language)}"
        with _declared_errors():
            table = pytesseract.image_to_data(
                str(image), lang=language, config=config, timeout=timeout, output_type=pytesseract.Output.STRING
            )
        words = tuple(_words(table))
        return Recognition(words=words, text=plain_text(words), confidence=mean_confidence(words))

    def orientation(self, image: Path, *, dpi: int, timeout: float) -> Orientation | None:
        """See ``OcrEngine.orientation``; None also without orientation data."""
        import pytesseract

        if "osd" not in self._data:
            return None
        config = f"--dpi {dpi} {self._data_option('osd')}"
        try:
            with _declared_errors():
                answer = pytesseract.image_to_osd(
                    str(image), config=config, timeout=timeout, output_type=pytesseract.Output.DICT
                )
        except ToolError as error:
            if _TOO_FEW in error.message:
                return None
            raise
        if "rotate" not in answer:
            return None
        return Orientation(rotate=int(answer["rotate"]) % 360, confidence=float(answer.get("orientation_conf", 0.0)))

    def _data_option(self, language: str) -> str:
        folder = self._data.get(language)
        if folder is None:
            raise SetupError(f"Tesseract has no data for the language {language!r}.", f"Install it: {INSTALL}")
        return f"--tessdata-dir {shlex.quote(str(folder))}"


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


def _words(table: str) -> Iterator[SeenWord]:
    """Words of Tesseract's TSV; spaces and empty cells are no words."""
    for row in table.split("\n")[1:]:
        cells = row.rstrip("\r").split("\t", _TSV_COLUMNS - 1)
        if len(cells) < _TSV_COLUMNS or cells[0] != _TSV_WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) for cell in cells[6:10])
        yield SeenWord(
            text=cells[11].strip(),
            confidence=max(0.0, min(100.0, float(cells[10]))),
            left=left,
            top=top,
            right=left + width,
            bottom=top + height,
            block=int(cells[2]),
            paragraph=int(cells[3]),
            line=int(cells[4]),
        )
