"""What an entry point gathers once and passes down: settings, today's date, the recognition engine."""

from datetime import date, datetime

from pydantic import ValidationError

from pipeline.errors import SetupError, UsageError
from pipeline.settings import Settings
from pipeline.tools import probe

INSTALL = (
    "Install Tesseract with English, French and orientation data "
    "(Debian: apt-get install tesseract-ocr tesseract-ocr-fra tesseract-ocr-osd), then run `cor-evidence doctor`."
)


def engine_version() -> str:
    """Version of Tesseract.

    Raises:
        SetupError: It is not installed; says how to install it.
    """
    found = probe("tesseract")
    if found.path is None or found.version is None:
        raise SetupError("Tesseract, which reads scanned pages, is not installed.", INSTALL)
    return found.version


def settings_with(workers: int | None = None) -> Settings:
    """Settings from the environment, with the command's own choice of workers.

    Raises:
        UsageError: A setting has a value that makes no sense.
    """
    try:
        return Settings(workers=workers) if workers is not None else Settings()
    except ValidationError as error:
        problems = "; ".join(f"{item['loc'][0]}: {item['msg']}" for item in error.errors())
        raise UsageError(f"A setting is wrong: {problems}.", "Correct the option or COR_EVIDENCE_… variable.") from None


def today() -> date:
    """Today where the auditor sits; the one place that asks the calendar."""
    return datetime.now().astimezone().date()
