"""Which code, tools and settings made a result: equal stamps mean the result may be used again."""

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.facts.ner import model_available
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
READING_CODE = (
    "pipeline/extract",
    "pipeline/ocr",
    "pipeline/model",
    "pipeline/identify.py",
    "pipeline/identifying",
    "pipeline/refusals.toml",
    "pipeline/containers",
    "pipeline/mail",
    "pipeline/unlock.py",
    "pipeline/child_jobs.py",
)
UNFOLDING_CODE = ("pipeline/containers", "pipeline/mail")
UNDERSTANDING_CODE = (
    *READING_CODE,
    "pipeline/separate.py",
    "pipeline/separating",
    "pipeline/understand.py",
    "pipeline/child_understanding.py",
    "pipeline/understanding",
    "pipeline/facts",
    "classifiers",
)
ALL_CODE = ("pipeline", "classifiers", "rules")
# The recognition library is not among them: the engine that reads is stamped with its own name and version.
READING_LIBRARIES = (
    *("pypdfium2", "pdfplumber", "pillow", "openpyxl", "python-calamine", "lxml"),
    *("python-oxmsg", "olefile", "msoffcrypto-tool", "msdoc2docx", "ppt2pptx", "pyzipper", "pi-heif"),
)
SHOWN_LIBRARIES = (*READING_LIBRARIES, "spacy", "scikit-learn", "prefect")
READING_SETTINGS = {"ocr_dpi", "ocr_retry_dpi", "ocr_poor_confidence", "image_pixels", "tessdata"}


@cache
def code_digest(places: tuple[str, ...]) -> str:
    """Digest of every code and data file below the places named."""
    digest = hashlib.sha256()
    for place in places:
        base = ROOT / place
        files = [base] if base.is_file() else sorted(base.rglob("*"))
        for file in files:
            if file.is_file() and file.suffix not in (".pyc",):
                digest.update(str(file.relative_to(ROOT)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def library_versions(names: Iterable[str] = SHOWN_LIBRARIES) -> tuple[tuple[str, str], ...]:
    """Installed versions of the libraries that shape results."""
    found = []
    for name in names:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, "absent"))
    return tuple(found)


def shown_versions(engine: str) -> tuple[tuple[str, str], ...]:
    """What the report prints: our own version, Python, the recognition engine and the libraries.

    Args:
        engine: Name and version of what reads scanned pages.
    """
    ours = dict(library_versions(("cor-evidence",)))["cor-evidence"]
    python = ".".join(str(part) for part in sys.version_info[:3])
    names = "language model and rules" if model_available() else "rules only: the language model is absent"
    return (
        ("cor-evidence", ours),
        ("python", python),
        ("recognition", engine),
        *library_versions(),
        ("person names", names),
    )


def reading_stamp(settings: Settings, engine: str) -> str:
    """Stamp of reading: code, libraries, recognition engine and the settings that change text."""
    chosen = settings.model_dump(mode="json", include=READING_SETTINGS)
    return _digest(code_digest(READING_CODE), library_versions(READING_LIBRARIES), engine, chosen)


def unfolding_stamp(settings: Settings) -> str:
    """Stamp of what containers were found to hold: the code that opens them and the limits it keeps."""
    chosen = {name: value for name, value in settings.model_dump(mode="json").items() if name.startswith("container_")}
    return _digest(code_digest(UNFOLDING_CODE), library_versions(("python-oxmsg", "pyzipper", "pypdfium2")), chosen)


def understanding_stamp(reading: str, profile: object) -> str:
    """Stamp of understanding: that of reading, the finders and model, and what is known of the employer."""
    return _digest(reading, code_digest(UNDERSTANDING_CODE), library_versions(("spacy", "numpy")), repr(profile))


def run_fingerprint(engagement: bytes, listing: Iterable[str], settings: Settings, engine: str, as_of: str) -> str:
    """Equal fingerprints mean that a run would write the same report again."""
    return _digest(
        hashlib.sha256(engagement).hexdigest(),
        list(listing),
        code_digest(ALL_CODE),
        library_versions(),
        engine,
        settings.model_dump(mode="json", exclude={"workers"}),
        as_of,
    )


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode("utf-8", "surrogatepass")).hexdigest()
