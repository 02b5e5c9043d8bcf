"""People and positions a rule asks for, one by one: who is on the client's own lists, who has a record."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.covering.offers import Case, Offer
from pipeline.mapping.names import Name, Roster, name_of
from pipeline.mapping.needs_time import iso, training_rows
from pipeline.mapping.surroundings import foreign_firm
from pipeline.mapping.view import View
from rules.criteria import find_phrases

DEFAULT_ROSTERS = ("org_chart", "training_matrix")
# People who stand on a record without being the ones it is about.
NOT_THE_HOLDER = frozenset({"trainer", "inspector", "investigator", "absent", "chair"})


@dataclass(frozen=True, slots=True)
class Listed:
    """Located and expected of a list; ``expected`` is None when no list was read."""

    located: int
    expected: int | None
    missing: tuple[str, ...] = ()


def people_located(case: Case) -> Listed:
    """Who of the roster, or of those seen in a role, has a record that counts."""
    roster = Roster(_wanted_people(case))
    held = Roster(name for offer in case.offers for name in _holders(case, offer))
    if not len(roster):
        heads = case.profile.head_count if case.rule.sampling.kind == "all_employees" else None
        return Listed(min(len(held), heads) if heads else len(held), heads)
    lacking = [who for who in roster.people if held.find(who) is None and not _named_in_text(case, roster.shown(who))]
    return Listed(len(roster) - len(lacking), len(roster), tuple(roster.shown(who) for who in lacking))


def _wanted_people(case: Case) -> Iterable[str]:
    sampling = case.rule.sampling
    sources = sampling.source_types or DEFAULT_ROSTERS
    for view in _sources(case, sources):
        roles = (sampling.role,) if sampling.role else ()
        yield from (fact.value for fact in view.facts("person", *roles) if fact.role != "absent")
        if sampling.role is None:
            yield from (name for row in view.facts("training_row") if (name := row.attribute("person")))


def _sources(case: Case, types: Iterable[str]) -> Iterable[View]:
    """Documents of some types in the window; another firm's list its people, names of restricted ones go no further."""
    for document_type in types:
        for view in case.views.get(document_type, ()):
            told = view.understanding
            own = foreign_firm(view, case.profile) is None
            if own and not told.restricted and case.in_time(view) and not told.blank_form:
                yield view


def _holders(case: Case, offer: Offer) -> Iterable[str]:
    """The people a record speaks for; of a matrix with something expired still the rows that are good."""
    if offer.view.understanding.restricted or not offer.right_type or offer.evidence.fit == "out_of_period":
        return
    audit = case.profile.audit_date
    for row in training_rows(offer.view, case.rule):
        expires = iso(row.attribute("expires"))
        name = row.attribute("person")
        if name and (expires is None or expires >= audit):
            yield name
    if offer.full and not _lists_everybody(offer.view):
        yield from (fact.value for fact in offer.view.facts("person") if fact.role not in NOT_THE_HOLDER)


def _named_in_text(case: Case, shown: str) -> bool:
    """Whether a full record names somebody in words no finder took for a name."""
    name: Name = name_of(shown)
    if len(name) < 2:
        return False
    records = (offer.view for offer in case.full if offer.right_type and not _lists_everybody(offer.view))
    return any(find_phrases(view.text, (" ".join(name),), limit=1) for view in records)


def _lists_everybody(view: View) -> bool:
    """A matrix names people whether they hold a ticket or not: there only a row with a day in it speaks."""
    return any(row.attribute("person") for row in view.facts("training_row"))


def positions_located(case: Case) -> Listed:
    """Which positions of the client's inventory a record that counts is about."""
    wanted = _positions(case)
    full = [offer for offer in case.full if offer.right_type]
    if not wanted:
        return Listed(len(full), None)
    lacking = [position for position in wanted if not any(_about(offer.view, position) for offer in full)]
    return Listed(len(wanted) - len(lacking), len(wanted), tuple(lacking))


def _positions(case: Case) -> tuple[str, ...]:
    """Positions of the first source type that lists any, each once."""
    for document_type in case.rule.sampling.source_types:
        found: dict[str, str] = {}
        for view in _sources(case, (document_type,)):
            for fact in view.facts("position"):
                found.setdefault(" ".join(fact.value.casefold().split()), " ".join(fact.value.split()))
        if found:
            return tuple(found.values())
    return ()


def _about(view: View, position: str) -> bool:
    plain = " ".join(position.casefold().split())
    if any(" ".join(fact.value.casefold().split()) == plain for fact in view.facts("position")):
        return True
    return bool(find_phrases(view.text, (position,), limit=1))
