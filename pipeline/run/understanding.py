"""Steps 4 and 5 joined to the store: pages → documents → what each is and says, kept under their stamp."""

from collections.abc import Callable, Sequence

from classifiers.model import Classification, Sample
from pipeline.model import (
    Document,
    EvidenceDate,
    Item,
    Page,
    Profile,
    ReadDocument,
    TerminalState,
    Understanding,
)
from pipeline.run.faults import keep_fault
from pipeline.run.progress import Step
from pipeline.run.stamps import understanding_stamp
from pipeline.run.workspace import Workspace
from pipeline.separate import separate
from pipeline.understand import link_versions, understand

Classify = Callable[[Sample], Classification]


def understand_all(workspace: Workspace, reading_stamp: str, classify: Classify | None = None) -> int:
    """Understand every read source that this code has not understood yet.

    Args:
        classify: Names a document's type; None loads the shipped classifier, once there is something to do.

    Returns:
        Number of sources understood now.
    """
    profile = workspace.profile()
    stamp = documents_stamp(workspace, reading_stamp)
    waiting = [item for item in _read_items(workspace) if not _known(workspace, item, stamp)]
    if not waiting:
        return 0
    if classify is None:
        from classifiers.vote import Classifier

        classify = Classifier.load().classify
    for number, item in enumerate(waiting, 1):
        workspace.progress(Step("understanding", number, len(waiting), in_flight=(item.shown_path,)))
        pages, _ = workspace.ledger.pages(item.sha256 or "")
        fault = None
        try:
            found = _documents(item, pages, profile, classify)
        # The per-file border of understanding: one file that trips a finder must not cost the others their report.
        except Exception as error:  # noqa: BLE001
            found, fault = [_not_understood(item, pages)], keep_fault(workspace, item.sha256 or "", error)
        workspace.ledger.save_understanding(item.sha256 or "", stamp, found, fault)
    return len(waiting)


def documents_stamp(workspace: Workspace, reading_stamp: str) -> str:
    """Under which stamp the ledger keeps what this code understands."""
    return understanding_stamp(reading_stamp, workspace.profile())


def _documents(item: Item, pages: Sequence[Page], profile: Profile, classify: Classify) -> list[Understanding]:
    return [
        understand(document, _within(pages, document.first_page, document.last_page), item.path[-1], profile, classify)
        for document in separate(item.sha256 or "", pages)
    ]


def _not_understood(item: Item, pages: Sequence[Page]) -> Understanding:
    """The whole file as one unknown document; nobody knows what is in it, so it is shown like a restricted one."""
    document = Document(item.sha256 or "", pages[0].number, pages[-1].number, 0.0)
    return Understanding(
        document=document,
        classification=Classification("unknown", "unknown", 0.0, None, ()),
        language=None,
        evidence_date=EvidenceDate(None, None, "illegible"),
        signed="cannot_tell",
        blank_form=None,
        site=None,
        company=None,
        version_group=document.id,
        restricted=True,
    )


def read_documents(workspace: Workspace, reading_stamp: str) -> tuple[ReadDocument, ...]:
    """Every understood document with its pages, versions linked, in evidence-number and page order."""
    stamp = documents_stamp(workspace, reading_stamp)
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
