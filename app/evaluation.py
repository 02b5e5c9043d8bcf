"""Labelled documents through the same reading and understanding as a run, for `evaluate`."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.inspection import inspect_files
from classifiers.model import Classification
from pipeline.engagement import Engagement
from pipeline.errors import UsageError
from pipeline.model import Document, Page, TextOrigin
from pipeline.settings import Settings
from pipeline.understand import understand

Row = Mapping[str, Any]
Answer = tuple[Row, Classification]
NOTHING = Classification("unknown", "unknown", 0.0, None, ("The file could not be read.",))


def classify_labels(
    labels: Sequence[Path], settings: Settings, engine_version: Callable[[Settings], str], as_of: date
) -> list[Answer]:
    """Answer every row of the label files; several files are pooled.

    Args:
        engine_version: Asked only when a row names a file instead of a text.

    Raises:
        UsageError: A label file or a document it names does not exist or cannot be understood.
    """
    texts: list[tuple[Row, str]] = []
    files: list[tuple[Row, Path]] = []
    for file in labels:
        for row in _rows(file):
            if "path" in row:
                files.append((row, file.parent / str(row["path"])))
            else:
                texts.append((row, _text(file.parent / "text" / f"{row['id']}.txt")))
    return [*_classify_texts(texts, as_of), *_classify_files(files, settings, engine_version, as_of)]


def _rows(file: Path) -> list[Row]:
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except FileNotFoundError:
        raise UsageError(f"There is no file {file}.", "Name one or more label files.") from None
    except (json.JSONDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{file.name} cannot be read: {error}", "It needs one JSON object a line.") from None
    for number, row in enumerate(rows, 1):
        accept = row.get("accept") if isinstance(row, dict) else None
        if not (isinstance(accept, list) and accept and ("id" in row or "path" in row)):
            raise UsageError(
                f"{file.name}, row {number}: 'accept', a list of families, and 'id' or 'path' are needed.",
                "Correct the row.",
            )
    return rows


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        raise UsageError(f"There is no text {file}.", "Texts stand in text/<id>.txt beside the labels.") from None


def _classify_texts(texts: Sequence[tuple[Row, str]], as_of: date) -> list[Answer]:
    """A text has no file name, no pages and no layout: the answer rests on its words alone."""
    if not texts:
        return []
    from classifiers.vote import Classifier

    classify = Classifier.load().classify
    profile = Engagement(client="not told", instrument="none", audit_date=as_of).profile(12, as_of)
    answers = []
    for row, text in texts:
        page = Page(1, text, TextOrigin.EMBEDDED, "not_paged")
        known = understand(Document("0" * 64, 1, 1, 1.0), (page,), "", profile, classify)
        answers.append((row, known.classification))
    return answers


def _classify_files(
    files: Sequence[tuple[Row, Path]], settings: Settings, engine_version: Callable[[Settings], str], as_of: date
) -> list[Answer]:
    """A file counts by its longest document: labels name one kind a file."""
    if not files:
        return []
    found = inspect_files([file for _, file in files], settings, engine_version(settings), as_of)
    first = {one.item.path[0]: one for one in found if len(one.item.path) == 1}
    answers = []
    for row, file in files:
        documents = [one.understanding for one in first[str(file)].documents]
        longest = max(documents, key=lambda one: one.document.last_page - one.document.first_page, default=None)
        answers.append((row, longest.classification if longest else NOTHING))
    return answers
