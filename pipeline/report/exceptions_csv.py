"""Report: the exception rows in, exceptions.csv out, safe to open in a spreadsheet."""

import csv
from collections.abc import Mapping
from pathlib import Path

from pipeline.model import ExceptionRow, Review
from pipeline.report.names import shown_path
from pipeline.report.safe_text import csv_cell

COLUMNS = ("class", "step", "file", "page", "sha256", "message", "affects", "remedy", "retryable")


def exception_cells(row: ExceptionRow) -> tuple[str, ...]:
    """One exception as cells, in the order of ``COLUMNS``."""
    cells = (
        row.exception_class.value,
        row.step,
        shown_path(row.path),
        "" if row.page is None else str(row.page),
        row.sha256 or "",
        row.message,
        " ".join(row.affects),
        row.remedy,
        "true" if row.retryable else "false",
    )
    return tuple(csv_cell(cell) for cell in cells)


def write_csv(review: Review, folder: Path, pictures: Mapping[tuple[str, int], Path]) -> None:
    """Write exceptions.csv: UTF-8 with a mark, every cell quoted; the raw values stand in coverage.json."""
    del pictures
    with (folder / "exceptions.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        writer.writerows(exception_cells(row) for row in review.exceptions)
