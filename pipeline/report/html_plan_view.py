"""Report: the plain frozen values of interviews and visits between the Review and the page template."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WantedView:
    """How many of how many, by which published table, and what else to know."""

    count: str
    table: str
    note: str


@dataclass(frozen=True, slots=True)
class LookView:
    """Something to look at on a site, with the page that names it."""

    what: str
    closed: str
    file: str
    page: int
    page_link: str | None


@dataclass(frozen=True, slots=True)
class VisitView:
    """One site of the plan; ``observe`` holds question ids and the fragments of their rows."""

    site: str
    head_office: bool
    observe: tuple[tuple[str, str], ...]
    look_at: tuple[LookView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """Interviews and visits."""

    interviews: WantedView
    roles: tuple[str, ...]
    ask: tuple[tuple[str, str], ...]
    visits: WantedView
    sites: tuple[VisitView, ...]
    note: str
