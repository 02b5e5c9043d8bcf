"""The flow `nightly`: every engagement below a folder, one after the other; one that fails never stops the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from prefect import flow

from flows.review import Place, quick_exit, review_flow
from pipeline.errors import CorEvidenceError, ExitCode
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Night:
    """How one engagement fared.

    Args:
        message: What went wrong, without document text; empty when it ended well.
    """

    name: str
    exit_code: ExitCode
    changed: bool
    message: str = ""


def engagements_below(root: Path) -> list[Path]:
    """Folders directly below the root that hold an engagement, in name order; links are not followed."""
    return sorted(
        folder for folder in root.iterdir() if not folder.is_symlink() and (folder / "engagement.toml").is_file()
    )


@flow(name="nightly", persist_result=False, validate_parameters=False, log_prints=False)
def nightly_flow(root: str, settings: Settings, engine: str) -> list[Night]:
    """Review every engagement once."""
    today = datetime.now().astimezone().date()
    nights = []
    for folder in engagements_below(Path(root)):
        try:
            outcome = review_flow(Place(str(folder), settings, today, engine))
            nights.append(Night(folder.name, outcome.exit_code, outcome.changed))
        except CorEvidenceError as error:
            nights.append(Night(folder.name, error.exit_code, False, error.message))
    return nights


def run_once(root: Path, settings: Settings, engine: str) -> list[Night]:
    """One night, here and now."""
    with quick_exit():
        nights: list[Night] = nightly_flow(str(root), settings, engine)
    return nights


def serve(root: Path, settings: Settings, engine: str) -> None:
    """Stay and run every night; stopping this process does not pause the schedule for good."""
    nightly_flow.serve(
        name="nightly",
        cron=settings.nightly_cron,
        parameters={"root": str(root), "settings": settings.model_dump(mode="json"), "engine": engine},
        pause_on_shutdown=False,
        limit=1,
        print_starting_message=False,
    )


def worst(nights: Iterable[Night]) -> ExitCode:
    """The exit code of the whole night: the gravest one, where exceptions weigh least."""
    codes = {night.exit_code for night in nights}
    grave = codes - {ExitCode.COMPLETE, ExitCode.WITH_EXCEPTIONS}
    if grave:
        return min(grave)
    return ExitCode.WITH_EXCEPTIONS if ExitCode.WITH_EXCEPTIONS in codes else ExitCode.COMPLETE
