"""Report: the counted records in, the rows of the heat map on the page out."""

from pipeline.mapping.fitting import ALL_SITES
from pipeline.report.heatmap import HeatRow, heat_map
from pipeline.report.html_rows import Rows
from pipeline.report.html_view import HeatRowView, HeatView
from pipeline.report.names import shown_name


def heat_view(rows: Rows) -> HeatView:
    """The heat map with the report's words."""
    counted = heat_map(rows.review)
    return HeatView(counted.months, tuple(_row(rows, one) for one in counted.rows))


def _row(rows: Rows, row: HeatRow) -> HeatRowView:
    return HeatRowView(
        rows.wording.document_type(row.document_type),
        _site(rows, row.site),
        row.cells,
        row.other_time,
        row.undated,
        row.records,
    )


def _site(rows: Rows, site: str | None) -> str:
    labels = rows.wording.labels
    if site is None:
        return labels("heat.no_site")
    return labels("heat.all_sites") if site == ALL_SITES else shown_name(site)
