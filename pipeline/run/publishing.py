"""Step 8 joined to the disk: pictures are made in children, the report is built aside and put in place at once."""

import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from pipeline.child_jobs import picture
from pipeline.inbox import disk_error
from pipeline.isolation import Ended, Job
from pipeline.isolation.handover import HandoverError, open_made
from pipeline.model import Review
from pipeline.report.formats import write_report
from pipeline.report.manifest import MANIFEST, check, file_hash
from pipeline.run.faults import note_fault
from pipeline.run.progress import Step
from pipeline.run.workspace import Workspace, refuse_when_full

PICTURE_DPI = 110
# What the manifest says of a report in which a person worked; such a report is moved aside, never deleted.
HUMAN_WORK = frozenset({"changed", "unlisted", "no_manifest"})
JPEG = b"\xff\xd8\xff"  # how such a file begins
MOST_PICTURE_BYTES = 64 << 20
PICTURED = ("application/pdf", "image/jpeg", "image/png", "image/tiff", "image/webp", "image/heic", "image/heif",
            "image/gif", "image/bmp")  # fmt: skip


def publish(workspace: Workspace, reviews: Sequence[Review]) -> None:
    """Write all reports beside the old ones and swap them; a run that fails or is killed leaves the old ones whole.

    Args:
        reviews: That of the engagement's own instrument first; the others go into folders named by their instrument.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    building = workspace.folders.root / f".report-{os.getpid()}"
    shutil.rmtree(building, ignore_errors=True)
    hashes = {}
    try:
        for review in reviews:
            part = "" if review is reviews[0] else review.pack.instrument.id
            pictures = make_pictures(workspace, review)
            _build(workspace, review, pictures, building / part, "../" if part else "")
            hashes[manifest_note(part)] = file_hash(building / part / MANIFEST)
        _to_disk(building)
        # Known to the ledger before it is in place, so that a manifest that differs was changed by somebody else.
        workspace.ledger.remember_all(hashes)
        _swap(building, workspace.folders.report)
    except OSError as error:
        raise disk_error(error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def publish_beside(workspace: Workspace, review: Review) -> None:
    """Write the report of one more instrument into its folder of a report that stands, which is not touched.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    part = review.pack.instrument.id
    building = workspace.folders.root / f".report-{os.getpid()}"
    shutil.rmtree(building, ignore_errors=True)
    try:
        building.mkdir()
        _build(workspace, review, make_pictures(workspace, review), building / part, "../")
        hashes = {manifest_note(part): file_hash(building / part / MANIFEST)}
        _to_disk(building)
        workspace.ledger.remember_all(hashes)
        (building / part).replace(workspace.folders.report / part)
    except OSError as error:
        raise disk_error(error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _to_disk(folder: Path) -> None:
    """Have the system write everything out: after a power failure a report is whole or not there."""
    if os.name != "posix":
        return
    for path in (*(path for path in folder.rglob("*")), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def manifest_note(part: str) -> str:
    """Under which key the ledger keeps the hash of a manifest.

    Args:
        part: Folder inside the report; empty for the engagement's own instrument.
    """
    return f"manifest:{part}"


def _build(
    workspace: Workspace, review: Review, pictures: Mapping[tuple[str, int], Path], folder: Path, up: str
) -> None:
    folder.mkdir()
    kept = {path.name for path in workspace.folders.originals.iterdir()}
    originals = {item.sha256 for item in review.items if item.evidence_number and item.sha256 in kept}
    write_report(review, folder, pictures, sorted(one for one in originals if one), f"{up}../store/originals")


def _swap(building: Path, folder: Path) -> None:
    if folder.exists() and _edited(folder):
        folder.replace(_free_name(folder))
    old = building.with_name(f".report-old-{os.getpid()}")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    building.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def _edited(folder: Path) -> bool:
    """Whether somebody worked in the old report: wrote into the workbook, put a file beside it."""
    if not folder.is_dir():
        return True
    parts = [folder, *(path for path in folder.iterdir() if path.is_dir() and path.name != "pages")]
    kinds = {one.kind for part in parts if any(part.iterdir()) for one in check(part, originals=False)}
    return bool(kinds & HUMAN_WORK)


def _free_name(folder: Path) -> Path:
    """Where an edited report goes: report-edited-1, then the next free number."""
    names = (folder.with_name(f"{folder.name}-edited-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def make_pictures(workspace: Workspace, review: Review) -> dict[tuple[str, int], Path]:
    """Whole upright pages that the report cites, as JPEG files made by us; restricted documents have none."""
    store = workspace.folders.store / "pictures"
    try:
        store.mkdir(exist_ok=True)
    except OSError as error:
        raise disk_error(error) from error
    types = {item.sha256: item.media_type for item in review.items}
    views = {(key, page.number): (page.rotation, page.skew) for key, pages in review.pages.items() for page in pages}
    made: dict[tuple[str, int], Path] = {}
    jobs: dict[Path, Job] = {}
    for sha256, number in sorted(cited_pages(review)):
        media_type = types.get(sha256)
        if media_type not in PICTURED:
            continue
        turn, skew = views.get((sha256, number), (0, 0.0))
        target = store / f"{sha256}-p{number:04d}-{PICTURE_DPI}-{turn}{skew:+.2f}.jpg"
        made[(sha256, number)] = target
        if not target.exists():
            original = str(workspace.folders.originals / sha256)
            out = str(workspace.scratch / target.name)
            arguments = (original, media_type, number, turn, PICTURE_DPI, out, workspace.options, skew)
            jobs[target] = Job(target.name, picture, arguments, pages=1)
    _draw(workspace, jobs)
    return {key: target for key, target in made.items() if target.exists()}


def _draw(workspace: Workspace, jobs: Mapping[Path, Job]) -> None:
    """Have the pictures made; one that fails is a row without a picture, its quote still stands."""
    done = 0
    targets = {job.id: target for target, job in jobs.items()}
    for event in workspace.pool.run(jobs.values()):
        if not isinstance(event, Ended):
            continue
        done += 1
        workspace.progress(Step("report", pages=done, pages_total=len(jobs)))
        if event.exception_class is not None:
            refuse_when_full(workspace.folders.store)
            note_fault(workspace, event)
        else:
            _keep_picture(workspace.scratch / event.job.id, targets[event.job.id])


def _keep_picture(made: Path, target: Path) -> None:
    """Move a picture from the children's scratch folder into the store, if it is one."""
    building = target.with_name(f"{target.name}.part")
    with suppress(HandoverError), open_made(made, MOST_PICTURE_BYTES) as source:
        if source.read(len(JPEG)) == JPEG:
            source.seek(0)
            with building.open("wb") as kept:
                shutil.copyfileobj(source, kept)
            building.replace(target)
    made.unlink(missing_ok=True)


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
