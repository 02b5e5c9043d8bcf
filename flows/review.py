"""The flow `review_engagement`: a bounded number of tasks, each a few lines over one function of `pipeline.run`."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.artifacts import coverage_table, exceptions_markdown
from pipeline.model import Review
from pipeline.run import (
    Intake,
    Outcome,
    Workspace,
    begin,
    finish,
    hold,
    open_workspace,
    read_batch,
    settle_items,
    stamp_of,
    unchanged,
    understand_all,
    write_reports,
)
from pipeline.run.intake import utc_now
from pipeline.settings import Settings

MOST_BATCHES = 16  # a thousand tasks slow the server down; sixteen do whatever the dump's size
NOT_KEY = re.compile(r"[^a-z0-9]+")  # artifact keys hold lower-case letters, digits and dashes


@dataclass(frozen=True, slots=True)
class Place:
    """What every task needs to open the workspace: plain values, no document text."""

    root: str
    settings: Settings
    as_of: date
    engine: str

    @contextmanager
    def open(self) -> Iterator[Workspace]:
        """The workspace; the flow holds its lock."""
        with open_workspace(Path(self.root), self.settings, self.as_of, self.engine) as workspace:
            yield workspace


@task(persist_result=False)
def take_in_files(place: Place, now: datetime) -> Intake:
    """Steps 1 and 2."""
    with place.open() as workspace:
        return begin(workspace, now)


@task(persist_result=False)
def read_files(place: Place, hashes: Sequence[str]) -> int:
    """Step 3 for one batch of contents."""
    with place.open() as workspace:
        return read_batch(workspace, hashes, stamp_of(workspace))


@task(persist_result=False)
def understand_documents(place: Place) -> int:
    """Steps 4 and 5."""
    with place.open() as workspace:
        settle_items(workspace)
        return understand_all(workspace, stamp_of(workspace))


@task(persist_result=False)
def report_coverage(place: Place, intake: Intake, now: datetime, instruments: tuple[str, ...]) -> Outcome:
    """Steps 6 to 8, the books balanced."""
    with place.open() as workspace:
        reviews = write_reports(workspace, intake, now, instruments)
        show_artifacts(Path(place.root), reviews[0])
        return finish(workspace, reviews[0], instruments)


@flow(name="review_engagement", persist_result=False, validate_parameters=False, log_prints=False)
def review_flow(place: Place, instruments: tuple[str, ...] = ()) -> Outcome:
    """One engagement from inbox to report.

    Raises:
        BusyError: Another run holds it.
    """
    with hold(Path(place.root)):
        with place.open() as workspace:
            if (same := unchanged(workspace, instruments)) is not None:
                return same
        now = utc_now()
        intake = take_in_files(place, now)
        for batch in in_batches(intake.to_read):
            read_files(place, batch)
        understand_documents(place)
        return report_coverage(place, intake, now, instruments)


def in_batches(hashes: Sequence[str]) -> list[Sequence[str]]:
    """At most sixteen batches of equal size."""
    size = max(1, -(-len(hashes) // MOST_BATCHES))
    return [hashes[start : start + size] for start in range(0, len(hashes), size)]


def show_artifacts(root: Path, review: Review) -> None:
    """Publish counts and a link under keys of this engagement."""
    key = NOT_KEY.sub("-", root.resolve().name.casefold()).strip("-") or "engagement"
    create_table_artifact(table=coverage_table(review), key=f"coverage-{key}")
    create_markdown_artifact(markdown=exceptions_markdown(review.exceptions), key=f"exceptions-{key}")
    link = (root / "report" / "index.html").resolve().as_uri()
    create_link_artifact(link=link, link_text="Evidence coverage report", key=f"report-link-{key}")


def review_as_flow(
    root: Path, settings: Settings, as_of: date, engine: str, instruments: tuple[str, ...] = ()
) -> Outcome:
    """Run the flow here and now; `flows.environment.prepare` must have been called before this module was imported."""
    with quick_exit():
        outcome: Outcome = review_flow(Place(str(root), settings, as_of, engine), instruments)
    return outcome


@contextmanager
def quick_exit() -> Iterator[None]:
    """Without the heartbeat thread, whose last sleep costs every flow a second."""
    switched: dict[Any, Any] = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    with temporary_settings(switched):
        yield
