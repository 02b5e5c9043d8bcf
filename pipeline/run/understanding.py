"""Steps 4 and 5 joined to the store: pages → documents → what each is and says, kept under their stamp."""

from collections.abc import Sequence

from pipeline.model import Item, Page, ReadDocument, TerminalState, Understanding
from pipeline.run.progress import Step
from pipeline.run.stamps import understanding_stamp
from pipeline.run.workspace import Workspace
from pipeline.separate import separate
from pipeline.understand import link_versions, understand


def understand_all(workspace: Workspace, reading_stamp: str) -> int:
    """Understand every read source that this code has not understood yet.

    Returns:
        Number of sources understood now.
    """
    profile = workspace.profile()
    stamp = understanding_stamp(reading_stamp, profile)
    waiting = [item for item in _read_items(workspace) if not _known(workspace, item, stamp)]
    if not waiting:
        return 0
    from classifiers.vote import Classifier

    classify = Classifier.load().classify
    for number, item in enumerate(waiting, 1):
        workspace.progress(Step("understanding", number, len(waiting), in_flight=(item.shown_path,)))
        pages, _ = workspace.ledger.pages(item.sha256 or "")
        found = [
            understand(
                document, _within(pages, document.first_page, document.last_page), item.path[-1], profile, classify
            )
            for document in separate(item.sha256 or "", pages)
        ]
        workspace.ledger.save_understanding(item.sha256 or "", stamp, found)
    return len(waiting)


def read_documents(workspace: Workspace, reading_stamp: str) -> tuple[ReadDocument, ...]:
    """Every understood document with its pages, versions linked, in evidence-number and page order."""
    stamp = understanding_stamp(reading_stamp, workspace.profile())
    documents = []
    for item in sorted(_read_items(workspace), key=lambda one: one.evidence_number or 0):
        pages, _ = workspace.ledger.pages(item.sha256 or "")
        for one in workspace.ledger.understanding(item.sha256 or "", stamp) or ():
            documents.append(_with_pages(one, pages, item.shown_path))
    return tuple(link_versions(documents))


def _with_pages(one: Understanding, pages: Sequence[Page], shown_path: str) -> ReadDocument:
    return ReadDocument(one, _within(pages, one.document.first_page, one.document.last_page), shown_path)


def _within(pages: Sequence[Page], first: int, last: int) -> tuple[Page, ...]:
    return tuple(page for page in pages if first <= page.number <= last)


def _read_items(workspace: Workspace) -> list[Item]:
    """First locations of sources of which at least one page was read."""
    return [item for item in workspace.ledger.items() if item.state is TerminalState.PROCESSED and item.sha256]


def _known(workspace: Workspace, item: Item, stamp: str) -> bool:
    return workspace.ledger.understanding(item.sha256 or "", stamp) is not None
