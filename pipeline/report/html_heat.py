"""Report: the counted records in, the rows of the heat map on the page out."""

from pipeline.report.heatmap import HeatRow, heat_map
from pipeline.report.html_rows import Rows
from pipeline.report.html_view import HeatRowView, HeatView


def heat_view(rows: Rows) -> HeatView:
    """The heat map with the report's words."""
    counted = heat_map(rows.review)
    return HeatView(counted.months, tuple(_row(rows, one) for one in counted.rows))


def _row(rows: Rows, row: HeatRow) -> HeatRowView:
    return HeatRowView(
        rows.wording.document_type(row.document_type),
        rows.wording.site(row.site),
        row.cells,
        row.other_time,
        row.undated,
        row.records,
    )
