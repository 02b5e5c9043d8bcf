"""Language data of this machine to paths, Tesseract's table to words: what both ways of calling it share."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import SetupError
from pipeline.ocr.recognition import SeenWord

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-osd"
"""The command that installs the program with all the data it can use on Debian."""

ORIENTATION = "osd"
"""The data file that tells which way up a page is."""

DEBIAN_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
)

_NOT_LANGUAGES = {ORIENTATION, "equ"}
_TSV_WORD_LEVEL = "5"
_TSV_COLUMNS = 12


def tessdata_folders(setting: Path | None) -> tuple[Path, ...]:
    """Folders with language data in the order they are searched.

    The setting alone when there is one; else the virtual environment, Debian's places, the variable that Tesseract
    itself looks at, and beside the installed program, as on macOS and Windows.
    """
    if setting is not None:
        return (setting,)
    candidates = [Path(sys.prefix) / "share" / "tessdata", *(Path(folder) for folder in DEBIAN_FOLDERS)]
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        candidates.append(Path(prefix))
    if program := shutil.which("tesseract"):
        beside = Path(program).parent
        candidates += [beside / "tessdata", beside.parent / "share" / "tessdata"]
    return tuple(folder for folder in dict.fromkeys(candidates) if folder.is_dir())


class LanguageData:
    """Which languages have data, and in which folder.

    Args:
        setting: The folder of the settings; None searches the usual places.
    """

    def __init__(self, setting: Path | None) -> None:
        self._found: dict[str, Path] = {}
        for folder in tessdata_folders(setting):
            for file in sorted(folder.glob("*.traineddata")):
                self._found.setdefault(file.name.removesuffix(".traineddata"), folder)

    def __contains__(self, language: str) -> bool:
        return language in self._found

    def languages(self) -> frozenset[str]:
        """Languages that can be read; orientation data is not a language."""
        return frozenset(self._found) - _NOT_LANGUAGES

    def folder(self, language: str) -> Path:
        """The folder with that language's data.

        Raises:
            SetupError: There is none; says how to install it.
        """
        if language not in self._found:
            raise SetupError(f"Tesseract has no data for the language {language!r}.", f"Install it: {INSTALL}")
        return self._found[language]


def words_of_table(table: str) -> Iterator[SeenWord]:
    """Words of Tesseract's tab-separated table; its header, spaces and empty cells are no words."""
    for row in table.split("\n"):
        cells = row.rstrip("\r").split("\t", _TSV_COLUMNS - 1)
        if len(cells) < _TSV_COLUMNS or cells[0] != _TSV_WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) for cell in cells[6:10])
        yield SeenWord(
            text=_one_cross(cells[11].strip(), width, height),
            confidence=max(0.0, min(100.0, float(cells[10]))),
            left=left,
            top=top,
            right=left + width,
            bottom=top + height,
            block=int(cells[2]),
            paragraph=int(cells[3]),
            line=int(cells[4]),
        )


def _one_cross(text: str, width: int, height: int) -> str:
    """A lone X without neighbours to tell its case by comes as both cases at once, in the place of one letter."""
    return "X" if text in {"xX", "Xx"} and width <= height else text
