"""Step 8 joined to the disk: pictures are made in children, the report is built aside and put in place at once."""

import json
import os
import shutil
from pathlib import Path

from pipeline.inbox import disk_error
from pipeline.isolation import Job, Sent
from pipeline.model import Review
from pipeline.report.formats import write_report
from pipeline.run.child_jobs import picture
from pipeline.run.covering import statuses
from pipeline.run.progress import Step
from pipeline.run.workspace import Workspace

PICTURE_DPI = 110
PICTURED = ("application/pdf", "image/jpeg", "image/png", "image/tiff")


def publish(workspace: Workspace, review: Review, folder: Path) -> None:
    """Write the report beside the old one and swap them; a killed run leaves the old report whole.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    pictures = make_pictures(workspace, review)
    building = workspace.folders.root / f".report-{os.getpid()}"
    try:
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        own = folder == workspace.folders.report
        kept = {path.name for path in workspace.folders.originals.iterdir()}
        originals = {item.sha256 for item in review.items if item.sha256 in kept and item.evidence_number}
        at = "../store/originals" if own else "../../store/originals"
        write_report(review, building, pictures, sorted(sha256 for sha256 in originals if sha256), at)
        _swap(building, folder)
    except OSError as error:
        raise disk_error(error) from error
    workspace.ledger.remember(f"statuses:{review.pack.instrument.id}", json.dumps(statuses(review.coverage)))


def _swap(building: Path, folder: Path) -> None:
    old = building.with_name(f".report-old-{os.getpid()}")
    shutil.rmtree(old, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.replace(old)
    building.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def make_pictures(workspace: Workspace, review: Review) -> dict[tuple[str, int], Path]:
    """Whole upright pages that the report cites, as JPEG files made by us; restricted documents have none."""
    store = workspace.folders.store / "pictures"
    store.mkdir(parents=True, exist_ok=True)
    types = {item.sha256: item.media_type for item in review.items}
    turned = {(key, page.number): page.rotation for key, pages in review.pages.items() for page in pages}
    made: dict[tuple[str, int], Path] = {}
    jobs = []
    for sha256, number in sorted(cited_pages(review)):
        media_type = types.get(sha256)
        if media_type not in PICTURED:
            continue
        target = store / f"{sha256}-p{number:04d}-{PICTURE_DPI}.jpg"
        made[(sha256, number)] = target
        if not target.exists():
            original = str(workspace.folders.originals / sha256)
            arguments = (original, media_type, number, turned.get((sha256, number), 0), PICTURE_DPI, str(target))
            jobs.append(Job(f"{sha256}:{number}", picture, arguments, pages=1))
    if jobs:
        with workspace.pool() as pool:
            done = 0
            for event in pool.run(jobs):
                done += not isinstance(event, Sent)
                workspace.progress(Step("report", pages=done, pages_total=len(jobs)))
    return {key: target for key, target in made.items() if target.exists()}


def cited_pages(review: Review) -> set[tuple[str, int]]:
    """Every page a citation points at, except those of restricted documents."""
    hidden = {
        (one.understanding.document.source_id, page.number)
        for one in review.documents
        if one.understanding.restricted
        for page in one.pages
    }
    places = [
        place
        for question in review.coverage
        for citations in (
            *(one.citations for one in question.evidence),
            *(one.citations for one in question.checks),
        )
        for place in citations
    ]
    return {(place.source_id, place.page) for place in places} - hidden
