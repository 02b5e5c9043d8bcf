"""What an entry point gathers once and passes down: settings, today's date, the recognition engine."""

from datetime import date, datetime

from pydantic import ValidationError

from pipeline.errors import UsageError
from pipeline.settings import Settings


def engine_version(settings: Settings) -> str:
    """Name and version of the recognition engine that the settings choose.

    Raises:
        SetupError: It is not installed; says how to install it.
    """
    from pipeline.ocr.engine import named_engine

    return named_engine(settings.ocr_engine, settings.tessdata)


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
