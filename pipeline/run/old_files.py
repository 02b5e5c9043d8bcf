"""Old Office files that the readers could not read, joined to LibreOffice where it is installed: in few calls."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.errors import ExceptionClass
from pipeline.extract.libreoffice import program
from pipeline.extract.second_reading import WAYS, NotOpened, OldFile, SecondPage, read_through_libreoffice
from pipeline.isolation import Job, Sent
from pipeline.model import Page, TextOrigin
from pipeline.run.page_notes import with_page_notes
from pipeline.run.workspace import Workspace
from pipeline.store.ledger import Source

TOGETHER = 8  # files in one call: enough to share its start, few enough for the clock of one job
WORTH_IT = frozenset({ExceptionClass.DAMAGED, ExceptionClass.UNSUPPORTED, ExceptionClass.CRASHED})
NOTE = "read through LibreOffice, which converted it"


def second_try(workspace: Workspace) -> int:
    """Lets LibreOffice open what nothing else could; the file keeps its media type, and its note says how it was read.

    Returns:
        Number of files that are read now.
    """
    if program() is None:
        return 0
    waiting = [source for source in workspace.ledger.sources().values() if _worth_a_try(source)]
    jobs = [_job(workspace, batch) for batch in _batches(waiting)]
    found: dict[str, list[SecondPage]] = {}
    for event in workspace.pool.run(jobs):
        if isinstance(event, Sent) and isinstance(event.value, SecondPage | NotOpened):
            pages = found.setdefault(event.value.sha256, [])
            if isinstance(event.value, SecondPage):
                pages.append(event.value)
    return sum(_keep(workspace, source, found.get(source.sha256, [])) for source in waiting)


def _worth_a_try(source: Source) -> bool:
    return source.state == "exception" and source.exception in WORTH_IT and source.media_type in WAYS


def _batches(sources: list[Source]) -> Iterator[list[Source]]:
    """Files of one kind together."""
    for media_type in WAYS:
        same = [source for source in sources if source.media_type == media_type]
        for start in range(0, len(same), TOGETHER):
            yield same[start : start + TOGETHER]


def _job(workspace: Workspace, batch: list[Source]) -> Job:
    originals = workspace.folders.originals
    files = tuple(OldFile(one.sha256, str(originals / one.sha256), one.media_type or "") for one in batch)
    return Job(f"libreoffice:{batch[0].sha256}", read_through_libreoffice, (files, workspace.options), pages=len(batch))


def _keep(workspace: Workspace, source: Source, found: list[SecondPage]) -> bool:
    """Keeps the pages of a file that is whole and says something; anything else leaves it the exception it was."""
    said = [one.page for one in found if isinstance(one.page, Page)]
    whole = bool(found) and {one.page.number for one in found} == set(range(1, found[0].pages + 1))
    if not whole or not any(page.text_origin is not TextOrigin.NONE for page in said):
        return False
    workspace.ledger.forget_pages(source.sha256)
    workspace.ledger.save_pages(source.sha256, [one.page for one in found])
    note = f"{source.note}; {NOTE}" if source.note and NOTE not in source.note else NOTE
    workspace.ledger.save_source(
        replace(
            source,
            state="read",
            pages=found[0].pages,
            exception=None,
            message=None,
            remedy=None,
            note=with_page_notes(note, said),
        )
    )
    return True
