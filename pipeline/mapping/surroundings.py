"""What a rule must know beyond the document at hand: the employer, who leads it, which months count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.mapping.names import Name, Roster, name_of, same_person
from pipeline.mapping.periods import Month, audit_months, in_window, month_of
from pipeline.mapping.view import View
from pipeline.model import Citation, Fact, Profile

# A family is suggested from here on: more likely than not. Acceptance for automatic work is stricter (settings),
# but here a person looks at every suggestion, and one held back is a gap the client would be asked about for nothing.
ACCEPTANCE = 0.5
# Below this the type is a guess among several; the document is listed under what could hide the evidence instead.
OFFER = 0.3

POSITION_LISTS = frozenset({"job_task_inventory", "training_matrix", "responsibilities"})

# Titles of the person at the top, highest first; "vice president" and the like are struck out before.
TOP_TITLES = (
    "owner", "president", "chief executive", "ceo", "managing director", "general manager", "principal", "partner",
    "propriétaire", "président", "directeur général", "directrice générale",
)  # fmt: skip
LESSER = ("vice president", "vice-president", "vp", "assistant", "deputy", "vice-président", "adjoint", "product owner")
MANAGER_TITLES = (
    *TOP_TITLES, "manager", "director", "superintendent", "supervisor", "foreman", "forewoman", "coordinator",
    "vice president", "vp", "lead hand", "gérant", "directeur", "directrice", "superviseur", "contremaître",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leader:
    """A person an org chart puts at the top."""

    name: Name
    shown: str
    title: str
    citation: Citation


@dataclass(frozen=True)
class Surroundings:
    """Everything one rule may look at besides one document.

    Args:
        kinds: Document type to directive, record, reference or none.
        leaders: Top managers by the newest org chart in force; empty when none was located.
        managers: Everybody an org chart gives a manager's title.
        jurisdiction: Of the instrument, as "CA-AB": which law its client is under.
        levels: Levels that the newest org chart or any list of positions shows; empty when no chart was read.
    """

    profile: Profile
    kinds: Mapping[str, str]
    acceptance: float = ACCEPTANCE
    leaders: tuple[Leader, ...] = ()
    managers: Roster = field(default_factory=Roster)
    levels: frozenset[str] = frozenset()
    jurisdiction: str = ""

    @property
    def months(self) -> tuple[Month, ...]:
        """The whole months before the audit's month in which cadences count."""
        return audit_months(self.profile.window, self.profile.audit_date)

    def in_window(self, day: date, by_month: bool) -> bool:
        """Whether a record of this day counts; a cadence takes any day of its whole months."""
        if in_window(day, self.profile.window):
            return True
        months = self.months
        return by_month and bool(months) and months[0] <= month_of(day) <= months[-1]

    def foreign(self, view: View) -> str | None:
        """Another firm whose letterhead a document bears that never names the client: no full evidence of it."""
        return foreign_firm(view, self.profile)

    def leads(self, name: Name) -> bool:
        """Whether this is a top manager."""
        return any(same_person(name, leader.name) for leader in self.leaders)


def foreign_firm(view: View, profile: Profile) -> str | None:
    """Another firm whose letterhead a document bears that never names the client."""
    company = view.understanding.company
    own = {name.casefold() for name in (profile.client, *profile.client_aliases)}
    return None if company is None or company.casefold() in own else company


def survey(
    views: Iterable[View], profile: Profile, kinds: Mapping[str, str], acceptance: float, jurisdiction: str = ""
) -> Surroundings:
    """Gather what rules must know of the employer from all its documents."""
    views = tuple(views)
    charts = [view for view in views if view.document_type == "org_chart"]
    newest = _newest(charts, profile.audit_date)
    managers = Roster(shown for view in charts for shown, title, _ in people_with_titles(view) if manages(title))
    leaders = _leaders(newest) if newest is not None else ()
    return Surroundings(profile, kinds, acceptance, leaders, managers, _levels(views, newest), jurisdiction)


def _levels(views: Iterable[View], chart: View | None) -> frozenset[str]:
    """Levels the firm has. Charts often stop above the crew, so workers are always among them."""
    if chart is None or not chart.facts("position"):
        return frozenset()
    lists = [chart, *(view for view in views if view.document_type in POSITION_LISTS)]
    shown = {fact.attribute("level") or fact.role for view in lists for fact in view.facts("position")}
    return frozenset(level for level in shown if level) | {"worker"}


def people_with_titles(view: View) -> tuple[tuple[str, str, Citation], ...]:
    """Name, title and place of everybody a document gives a title, whether as a person or as a position."""
    return tuple(
        (shown, title, fact.citation)
        for fact in view.facts("person") + view.facts("position") + view.facts("signature")
        for shown, title in (_name_and_title(fact),)
        if shown and title
    )


def _name_and_title(fact: Fact) -> tuple[str, str]:
    if fact.kind == "position":
        return fact.attribute("person") or fact.attribute("name") or fact.attribute("holder") or "", fact.value
    title = fact.attribute("title") or fact.attribute("position") or ""
    return (fact.attribute("name") or fact.value) if fact.kind == "signature" else fact.value, title


def rank(title: str) -> int | None:
    """Place of a title among those at the top, 0 the highest; None for any other title."""
    plain = title.casefold()
    if any(word in plain.replace(".", "") for word in LESSER):
        return None
    return next((place for place, word in enumerate(TOP_TITLES) if word in plain), None)


def manages(title: str) -> bool:
    """Whether a title makes its holder a manager or supervisor."""
    plain = title.casefold()
    return any(word in plain for word in MANAGER_TITLES)


def _newest(charts: list[View], audit_date: date) -> View | None:
    """The newest chart in force on the audit date; an undated one only when nothing else is there."""
    dated = [chart for chart in charts if chart.understanding.evidence_date.value is not None]
    in_force = [chart for chart in dated if (chart.understanding.evidence_date.value or date.max) <= audit_date]
    choice = in_force or [chart for chart in charts if chart not in dated]
    return max(
        choice,
        key=lambda chart: (chart.understanding.evidence_date.value or date.min, chart.understanding.document.id),
        default=None,
    )


def _leaders(chart: View) -> tuple[Leader, ...]:
    """Everybody with the highest title that stands on a chart."""
    ranked = [
        (place, Leader(name_of(shown), shown, title, citation))
        for shown, title, citation in people_with_titles(chart)
        for place in (rank(title),)
        if place is not None and name_of(shown)
    ]
    best = min((place for place, _ in ranked), default=None)
    return tuple(leader for place, leader in ranked if place == best)
