"""Step 8, report: a Review and its page pictures in, the whole report folder out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Review, TerminalState
from pipeline.report.conceal import conceal
from pipeline.report.exceptions_csv import write_csv
from pipeline.report.html import write_html
from pipeline.report.index import check_conserved
from pipeline.report.json_report import write_json
from pipeline.report.manifest import ORIGINALS, write_manifest
from pipeline.report.pictures import copy_pages, showable
from pipeline.report.spoken import in_language
from pipeline.report.workbook import write_workbook

Write = Callable[[Review, Path, Mapping[tuple[str, int], Path]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to show a review.

    Args:
        files: What it leaves in the report folder.
        write: Takes a concealed review and only pictures that may be shown.
        for_people: In the engagement's language; what programs read keeps the words of the core.
    """

    name: str
    files: tuple[str, ...]
    write: Write
    for_people: bool = True


FORMATS: tuple[Format, ...] = (
    Format("html", ("index.html",), write_html),
    Format("xlsx", ("coverage.xlsx",), write_workbook),
    Format("json", ("coverage.json", "coverage.schema.json"), write_json, for_people=False),
    Format("csv", ("exceptions.csv",), write_csv),
)


def kept_originals(review: Review) -> tuple[str, ...]:
    """Hashes of the contents kept in the store: every item that was not excluded and could be read as bytes."""
    kept = {item.sha256 for item in review.items if item.state is not TerminalState.EXCLUDED}
    return tuple(sorted(sha256 for sha256 in kept if sha256 is not None))


def write_report(
    review: Review,
    folder: Path,
    pictures: Mapping[tuple[str, int], Path],
    originals: Collection[str] | None = None,
    originals_at: str = ORIGINALS,
) -> None:
    """Write every format, the page pictures and the manifest into a folder; the caller swaps it in atomically.

    Args:
        review: What to show.
        folder: Where; made when absent, files of ours in it are replaced.
        pictures: (sha256, page) to the JPEG of the whole upright page.
        originals: Hashes kept in the store; all read contents when None.
        originals_at: Where the store's originals lie, seen from the finished report folder.

    Raises:
        ReconciliationError: When the review lost something; nothing is written then.
    """
    check_conserved(review)
    shown = conceal(review)
    allowed = showable(shown, pictures)
    folder.mkdir(parents=True, exist_ok=True)
    copy_pages(allowed, folder)
    spoken = in_language(shown)
    for form in FORMATS:
        form.write(spoken if form.for_people else shown, folder, allowed)
    write_manifest(folder, kept_originals(review) if originals is None else originals, originals_at)
