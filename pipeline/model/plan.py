"""What documents cannot show, as a plan: whom to interview, where to go, what to look at there."""

from dataclasses import dataclass

from pipeline.model.documents import Citation


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many to take of how many, by which table.

    Args:
        count: None where it cannot be said; ``note`` says why.
        table, source: Title of the published table and who published it; None without one.
    """

    count: int | None
    of: int | None
    table: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """One role the interviews must cover, and how many people of it the client's lists name.

    Args:
        listed: None when no list names anybody of it.
    """

    name: str
    listed: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for interviews or observation, with what documents prepare."""

    question_id: str
    requirement: str
    prepares: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """Something a record of the site names that can be looked at there: a finding, and whether it was closed."""

    what: str
    closed: str | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class SiteVisit:
    """One site: what to observe there."""

    site: str
    head_office: bool
    observe: tuple[Asked, ...]
    look_at: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """Interviews and visits of one engagement under one instrument."""

    interviews: Wanted
    roles: tuple[Role, ...]
    ask: tuple[Asked, ...]
    visits: Wanted
    sites: tuple[SiteVisit, ...]
    note: str | None
