"""Report: the plan of interviews and visits in, its texts on the page out."""

from pipeline.model import Look, SiteVisit, Wanted
from pipeline.report.html_plan_view import LookView, PlanView, VisitView, WantedView
from pipeline.report.html_rows import Rows
from pipeline.report.names import shown_name, shown_text


def plan_view(rows: Rows) -> PlanView:
    """The plan in the report's words."""
    plan = rows.review.plan
    return PlanView(
        _wanted(plan.interviews, rows),
        tuple(_role(one.name, one.listed, rows) for one in plan.roles),
        tuple((shown_name(one.question_id), rows.anchors[one.question_id]) for one in plan.ask),
        _wanted(plan.visits, rows),
        tuple(_visit(one, rows) for one in plan.sites),
        shown_text(rows.wording.say(plan.note or "")),
    )


def _wanted(wanted: Wanted, rows: Rows) -> WantedView:
    labels, say = rows.wording.labels, rows.wording.say
    number = labels("unknown") if wanted.count is None else str(wanted.count)
    count = number if wanted.of is None else labels("located.of", located=number, expected=wanted.of)
    table = labels("plan.table", table=wanted.table, source=wanted.source) if wanted.table else ""
    return WantedView(count, shown_text(table), shown_text(say(wanted.note or "")))


def _role(name: str, listed: int | None, rows: Rows) -> str:
    words = rows.wording.say(name)
    return words if listed is None else rows.wording.labels("plan.listed", role=words, n=listed)


def _visit(visit: SiteVisit, rows: Rows) -> VisitView:
    return VisitView(
        shown_name(visit.site),
        visit.head_office,
        tuple((shown_name(one.question_id), rows.anchors[one.question_id]) for one in visit.observe),
        tuple(_look(one, rows) for one in visit.look_at),
    )


def _look(look: Look, rows: Rows) -> LookView:
    labels, place = rows.wording.labels, look.citation
    return LookView(
        shown_text(look.what),
        labels("plan.closed", day=shown_text(look.closed)) if look.closed else labels("plan.open"),
        shown_name(rows.index.file_of(place) or ""),
        place.page,
        rows.page_link((place.source_id, place.page)),
    )
