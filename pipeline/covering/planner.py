"""What documents cannot show, planned from published tables: whom to interview, where to go, what to look at there.

The tables say how many; who and which is the auditor's choice, so nobody is picked here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.covering.people import DEFAULT_ROSTERS
from pipeline.mapping.answers import clipped
from pipeline.mapping.names import Roster
from pipeline.mapping.periods import in_window
from pipeline.mapping.surroundings import foreign_firm
from pipeline.mapping.view import View, closed
from pipeline.model import Asked, Look, Profile, ReadDocument, Role, SiteVisit, VisitPlan, Wanted
from rules.model import Question, RulePack
from rules.programme import SampleTable
from rules.tables import interview_table, site_table

HEAD_OFFICE = ("head office", "main office", "office", "siège social")
FINDINGS_SHOWN = 10
INSPECTED = ("workplace_inspection", "emergency_equipment_inspection")
NO_TABLE = "this instrument's own table was not found: ask the partner"
NOT_SAID = "the table does not say for this number: ask the partner"
NO_HEADS = "the head count is not given: put head_count into engagement.toml"


def plan_of(pack: RulePack, profile: Profile, documents: Iterable[ReadDocument]) -> VisitPlan:
    """The interviews and visits that this employer's size and sites ask for."""
    views = tuple(View(read) for read in documents)
    sampling = pack.instrument.programme.sampling
    interviews = interview_table(sampling.interviews) if sampling and sampling.interviews else None
    sites = site_table(sampling.sites) if sampling and sampling.sites else None
    observe = _asked(pack.questions, "observation")
    return VisitPlan(
        interviews=_wanted(interviews, profile.head_count),
        roles=tuple(_roles(sampling.roles if sampling else (), views, profile)),
        ask=_asked(pack.questions, "interview"),
        visits=_wanted(sites, len(profile.sites)),
        sites=tuple(_visit(site.name, site.aliases, observe, views, profile) for site in profile.sites),
        note=sampling.note if sampling else None,
    )


def _wanted(table: SampleTable | None, count: int | None) -> Wanted:
    if table is None:
        return Wanted(None, count, note=NO_TABLE)
    if count is None:
        return Wanted(None, None, table.title, table.source, NO_HEADS)
    number = table.wanted(count)
    return Wanted(number, count, table.title, table.source, NOT_SAID if number is None else table.note)


def _asked(questions: Sequence[Question], method: str) -> tuple[Asked, ...]:
    return tuple(Asked(one.id, one.requirement, one.prepares) for one in questions if one.primary_method == method)


def _roles(roles: Sequence[str], views: Sequence[View], profile: Profile) -> Iterator[Role]:
    """The roles with how many people the charts and rosters give that level."""
    levels: dict[str, list[str]] = {}
    for view in views:
        if view.document_type not in DEFAULT_ROSTERS or foreign_firm(view, profile) is not None:
            continue
        for fact in view.facts("position"):
            person, level = fact.attribute("person"), fact.attribute("level")
            if person and level and not view.understanding.restricted:
                levels.setdefault(level, []).append(person)
    counts = Counter({level: len(Roster(people)) for level, people in levels.items()})
    for role in roles:
        number = sum(counts[level] for level in LEVELS_OF.get(role, (role,)))
        yield Role(role, number or None)


# The levels that org charts show, by the roles that programmes name.
LEVELS_OF = {
    "owner": ("top",), "senior manager": ("top", "senior"), "senior management": ("top", "senior"),
    "manager": ("manager",), "supervisor": ("supervisor",), "worker": ("worker",),
}  # fmt: skip


def _visit(
    site: str, aliases: Sequence[str], observe: tuple[Asked, ...], views: Sequence[View], profile: Profile
) -> SiteVisit:
    names = [name.casefold() for name in (site, *aliases)]
    own = [view for view in views if (view.understanding.site or "").casefold() in names]
    head = any(word in name for name in names for word in HEAD_OFFICE)
    return SiteVisit(site, head, observe, tuple(_look(own, profile))[:FINDINGS_SHOWN])


def _look(views: Sequence[View], profile: Profile) -> Iterator[Look]:
    """Findings of the site's inspections in the window, open ones first, then the newest."""
    rows = [
        (closed(row) is not None, -when.value.toordinal(), view.understanding.document.id, row)
        for view in views
        for when in (view.understanding.evidence_date,)
        if view.document_type in INSPECTED and not view.understanding.restricted
        if when.value is not None and when.state == "read" and in_window(when.value, profile.window)
        for row in view.rows
    ]
    for _, _, _, row in sorted(rows, key=lambda one: one[:3]):
        yield Look(clipped(row.value), closed(row), row.citation)
