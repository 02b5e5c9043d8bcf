"""Single files through the real pipeline, in a throw-away engagement that is removed afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.model import Fact, Item, Page, PageFailure, ReadDocument
from pipeline.report.conceal import concealed_document
from pipeline.report.json_rows import document_row, page_row
from pipeline.report.safe_text import terminal_safe
from pipeline.run import (
    Workspace,
    begin,
    hold,
    open_workspace,
    read_batch,
    second_try,
    settle_items,
    stamp_of,
    understand_all,
)
from pipeline.run.intake import utc_now
from pipeline.run.understanding import all_understood
from pipeline.settings import Settings

ROWS = frozenset({"training_row", "action", "finding_row", "hazard_row", "inspected_row", "position"})
UNNAMED = 'client = "not told"\ninstrument = "ab-aasp"\naudit_date = {day}\n'


@dataclass(frozen=True, slots=True)
class Inspected:
    """One file as the terminal prints it.

    Args:
        row: The JSON object of the contracts.
        text: A few lines for people.
    """

    item: Item
    state: str
    documents: tuple[ReadDocument, ...]
    row: dict[str, object]
    text: str


def inspect_files(files: Sequence[Path], settings: Settings, engine: str, as_of: date) -> list[Inspected]:
    """Read and understand files in the order given, members of containers behind their container.

    Raises:
        UsageError: A file does not exist.
    """
    for file in files:
        if not file.is_file():
            raise _no_file(file)
        if not os.access(file, os.R_OK):
            raise UsageError(f"{file} may not be read.", "Make it readable for you.")
    with tempfile.TemporaryDirectory(prefix="cor-evidence-") as folder:
        root = Path(folder)
        (root / "engagement.toml").write_text(UNNAMED.format(day=as_of.isoformat()), encoding="utf-8")
        for number, file in enumerate(files):
            place = root / "inbox" / f"{number:06d}"
            place.mkdir(parents=True)
            shutil.copyfile(file, place / file.name)
        with hold(root), open_workspace(root, settings, as_of, engine) as workspace:
            return list(_inspect(workspace, files))


def _no_file(file: Path) -> UsageError:
    if file.is_dir():
        return UsageError(f"{file} is a folder.", "Name files, or use `cor-evidence init` and `run` for whole folders.")
    if file.exists():
        return UsageError(f"{file} is a pipe or device, not a file.", "Name one or more files.")
    return UsageError(f"There is no file {file}.", "Name one or more files.")


def _inspect(workspace: Workspace, files: Sequence[Path]) -> Iterator[Inspected]:
    stamp = stamp_of(workspace)
    intake = begin(workspace, utc_now())
    read_batch(workspace, intake.to_read, stamp)
    second_try(workspace)
    items = settle_items(workspace)
    understand_all(workspace, stamp)
    documents: dict[str, list[ReadDocument]] = {}
    for one in all_understood(workspace, stamp, one_client=False).documents:
        documents.setdefault(one.understanding.document.source_id, []).append(one)
    for item in items:
        number, _, _ = item.path[0].partition("/")
        shown = replace(item, path=(str(files[int(number)]), *item.path[1:]))
        # Two equal files were asked about twice: each answer stands alone, so a duplicate says what its original says.
        own = tuple(replace(one, shown_path=shown.shown_path) for one in documents.get(item.sha256 or "", ()))
        read, lost = workspace.ledger.pages(item.sha256) if item.sha256 else ((), ())
        every: list[Page | PageFailure] = [*read, *lost]
        pages = sorted(every, key=lambda page: page.number)
        yield Inspected(shown, str(shown.state), own, _row(shown, own, pages), _text(shown, own))


def _row(item: Item, documents: Sequence[ReadDocument], pages: Sequence[Page | PageFailure]) -> dict[str, object]:
    """The JSON object of the contracts (section 4); restricted documents keep their type and date only."""
    return {
        "file": item.shown_path,
        "sha256": item.sha256,
        "media_type": item.media_type,
        "state": str(item.state),
        "exception": str(item.exception) if item.exception else None,
        "pages": [page_row(page) for page in pages],
        "documents": [
            {**document_row(concealed_document(one) if one.understanding.restricted else one), "facts": _facts(one)}
            for one in documents
        ],
    }


def _facts(document: ReadDocument) -> list[dict[str, object]] | None:
    if document.understanding.restricted:
        return None
    return [
        {
            "kind": fact.kind if fact.role is None else f"{fact.kind}:{fact.role}",
            "value": _told(fact),
            "page": fact.citation.page,
            "quote": fact.citation.quote,
            "ambiguous": fact.ambiguous,
        }
        for fact in document.understanding.facts
    ]


def _told(fact: Fact) -> str:
    """A fact's value; a row of a table with its further columns behind it."""
    columns = "; ".join(f"{name} {value}" for name, value in fact.attributes) if fact.kind in ROWS else ""
    return f"{fact.value} ({columns})" if columns else fact.value


def _text(item: Item, documents: Sequence[ReadDocument]) -> str:
    lines = [f"{terminal_safe(item.shown_path)}: {item.state}{f' ({item.exception})' if item.exception else ''}"]
    for one in documents:
        known, date = one.understanding, one.understanding.evidence_date
        when = date.value.isoformat() if date.value else date.state
        pages = f"pages {known.document.first_page}-{known.document.last_page}"
        kind = f"{known.classification.document_type} (probability {known.classification.probability:.2f})"
        lines.append(f"  {pages}: {kind}, date {when}, signed {known.signed}")
        lines += [f"    {terminal_safe(reason)}" for reason in known.classification.reasons if not known.restricted]
    return "\n".join(lines) + "\n"
