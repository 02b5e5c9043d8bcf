"""Report: the counted records in, the sheet By month (records by type, site and month) out."""

from pipeline.report.heatmap import heat_map
from pipeline.report.sheet import Cell, Column, SheetBook
from pipeline.report.workbook_facts import Source


def by_month(source: Source, sheets: SheetBook) -> None:
    """Sheet By month."""
    labels, counted = source.labels, heat_map(source.review)
    columns = (
        Column(labels("heat.type"), 26),
        Column(labels("heat.site"), 20),
        *(Column(month, 9) for month in counted.months),
        *(Column(labels(f"heat.{key}"), 14) for key in ("other_time", "undated", "records")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            source.wording.document_type(row.document_type),
            source.wording.site(row.site),
            *(cell.count if cell.count or cell.over else None for cell in row.cells),
            row.other_time,
            row.undated,
            row.records,
        )
        for row in counted.rows
    ]
    sheets.add(labels("sheet.heat"), "ByMonth", columns, rows)
