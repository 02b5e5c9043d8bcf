"""The flow `review_engagement`: a bounded number of tasks, each a few lines over one function of `pipeline.run`."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from prefect import flow, get_client, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.exceptions import TerminationSignal
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.artifacts import coverage_table, exceptions_markdown
from pipeline.errors import SetupError
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
    second_try,
    settle_items,
    stamp_of,
    switch,
    unchanged,
    understand_all,
    write_reports,
)
from pipeline.run.intake import utc_now
from pipeline.run.progress import Progress, silent
from pipeline.settings import Settings

MOST_BATCHES = 16  # a thousand tasks slow the server down; sixteen do whatever the dump's size
PROGRESS: ContextVar[Progress] = ContextVar("progress", default=silent)  # a function: it cannot cross as a parameter
SERVER: ContextVar[str] = ContextVar("server", default="")  # where the server of this process answers
NOT_KEY = re.compile(r"[^a-z0-9]+")  # artifact keys hold lower-case letters, digits and dashes


@dataclass(frozen=True, slots=True)
class Place:
    """What every task needs to open the workspace: plain values, no document text.

    Prefect's server keeps a flow's parameters, so settings, which may hold a database's password, are not among them:
    every task builds its own from the environment.
    """

    root: str
    workers: int
    as_of: date
    engine: str

    @contextmanager
    def open(self) -> Iterator[Workspace]:
        """The workspace; the flow holds its lock."""
        settings = Settings(workers=self.workers)
        with open_workspace(Path(self.root), settings, self.as_of, self.engine, PROGRESS.get()) as workspace:
            yield workspace


@task(persist_result=False)
def take_in_files(place: Place, now: datetime, instruments: tuple[str, ...]) -> Intake:
    """Steps 1 and 2."""
    with place.open() as workspace:
        return begin(workspace, now, instruments)


@task(persist_result=False)
def read_files(place: Place, hashes: Sequence[str]) -> int:
    """Step 3 for one batch of contents."""
    with place.open() as workspace:
        return read_batch(workspace, hashes, stamp_of(workspace))


@task(persist_result=False)
def understand_documents(place: Place) -> int:
    """Steps 4 and 5, after a second try of what step 3 could not read."""
    with place.open() as workspace:
        second_try(workspace)
        settle_items(workspace)
        return understand_all(workspace, stamp_of(workspace))


@task(persist_result=False)
def report_coverage(place: Place, intake: Intake, now: datetime, instruments: tuple[str, ...]) -> Outcome:
    """Steps 6 to 8, the books balanced."""
    with place.open() as workspace:
        reviews = write_reports(workspace, intake, now, instruments)
        show_artifacts(Path(place.root), reviews[0])
        return finish(workspace, intake, reviews, instruments)


@flow(name="review_engagement", persist_result=False, validate_parameters=False, log_prints=False)
def review_flow(place: Place, instruments: tuple[str, ...] = ()) -> Outcome:
    """One engagement from inbox to report.

    Raises:
        BusyError: Another run holds it.
    """
    with hold(Path(place.root)):
        with place.open() as workspace:
            same = unchanged(workspace, instruments) or switch(workspace, utc_now(), instruments)
            if same is not None:
                return same
        now = utc_now()
        intake = take_in_files(place, now, instruments)
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


def review_as_flow(place: Place, instruments: tuple[str, ...] = (), progress: Progress = silent) -> Outcome:
    """Run the flow here and now; `flows.environment.prepare` must have been called before this module was imported."""
    with quiet_prefect(progress):
        outcome: Outcome = review_flow(place, instruments)
    return outcome


@contextmanager
def quiet_prefect(progress: Progress = silent) -> Iterator[None]:
    """Prefect with a server that answers, our own progress, and without the heartbeat that costs every flow a second.

    Raises:
        SetupError: No server can be started or reached.
    """
    switched: dict[Any, Any] = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    token = PROGRESS.set(progress)
    try:
        with temporary_settings(switched):
            SERVER.set(reach_server())
            yield
    except TerminationSignal:  # Prefect's own word for SIGTERM
        raise KeyboardInterrupt from None
    finally:
        PROGRESS.reset(token)


def reach_server() -> str:
    """Start the temporary server, or knock at the one that PREFECT_API_URL names.

    Returns:
        Its address.

    Raises:
        SetupError: It does not answer.
    """
    problem: BaseException | None
    address = ""
    try:
        with get_client(sync_client=True) as client:
            problem, address = client.api_healthcheck(), str(client.api_url).rstrip("/")
    except RuntimeError as error:  # what Prefect raises when its temporary server does not come up
        problem = error
    if problem is not None:
        raise SetupError(
            "Prefect's server cannot be reached.",
            "Check PREFECT_API_URL and that the server runs, or run without --flow and without PREFECT_API_URL.",
        ) from problem
    return address
