"""People and positions a rule asks for, one by one: who is on the client's own lists, who has a record."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.covering.offers import Case, Offer, once_each
from pipeline.mapping.names import Name, Roster, name_of
from pipeline.mapping.needs_time import iso, training_rows
from pipeline.mapping.periods import in_window
from pipeline.mapping.surroundings import foreign_firm
from pipeline.mapping.view import View
from pipeline.model import Missing
from rules.criteria import find_phrases

DEFAULT_ROSTERS = ("org_chart", "training_matrix")
SIGNING = frozenset({"signer", "supervisor", "reviewer", "manager"})
# People who stand on a record without being the ones it is about.
NOT_THE_HOLDER = frozenset({"trainer", "inspector", "investigator", "absent", "chair", "author", "signer"})


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


@dataclass(frozen=True, slots=True)
class Hires:
    """New people of the window: how many have a record that counts, and what the others lack.

    Args:
        listed: Whether a list with hire dates was read; without one the records alone say who is new.
    """

    located: int
    expected: int
    missing: tuple[Missing, ...]
    listed: bool


def hires_located(case: Case) -> Hires:
    """Everybody whose first duty lies in the window, by the client's lists and by the records themselves."""
    records = once_each(offer for offer in case.offers if offer.right_type and offer.evidence.fit != "out_of_period")
    named = {offer.evidence.document_id: _subject(offer) for offer in records}
    hired = tuple(_hired(case))
    roster = Roster((*hired, *filter(None, named.values())))
    full: set[Name | None] = set()
    lacks: dict[Name | None, tuple[Missing, ...]] = {}
    nameless = [offer for offer in records if roster.find(name_of(named[offer.evidence.document_id] or "")) is None]
    for offer in records:
        who = roster.find(name_of(named[offer.evidence.document_id] or ""))
        if who is not None and offer.full:
            full.add(who)
        elif who is not None:
            lacks[who] = offer.evidence.missing or (Missing("date", "date to check by eye"),)
    lacking = [who for who in roster.people if who not in full]
    missing = [Missing("person", roster.shown(who)) for who in lacking]
    missing += [lack for who in lacking for lack in lacks.get(who, ())]
    missing += [lack for offer in nameless if not offer.full for lack in offer.evidence.missing]
    good = len(full) + sum(offer.full for offer in nameless)
    return Hires(good, len(roster) + len(nameless), tuple(dict.fromkeys(missing)), bool(hired))


def _subject(offer: Offer) -> str | None:
    """The person a record is about; nobody's name leaves a restricted document."""
    if offer.view.understanding.restricted:
        return None
    people = offer.view.facts("person")
    return next((fact.value for fact in people if fact.role not in NOT_THE_HOLDER | SIGNING), None)


def _hired(case: Case) -> Iterable[str]:
    """Names on the client's lists whose hire date lies in the window."""
    for view in sources(case, case.rule.sampling.source_types or DEFAULT_ROSTERS):
        for fact in view.facts("person", "hired"):
            day = iso(fact.attribute("hired"))
            if day is not None and in_window(day, case.profile.window):
                yield fact.value


def _wanted_people(case: Case) -> Iterable[str]:
    sampling = case.rule.sampling
    for view in sources(case, sampling.source_types or DEFAULT_ROSTERS):
        if sampling.role is not None:
            yield from _in_role(view, sampling.role)
            continue
        yield from (fact.value for fact in view.facts("person") if fact.role != "absent")
        yield from (name for row in view.facts("training_row") if (name := row.attribute("person")))


def _in_role(view: View, role: str) -> Iterable[str]:
    """Who has a role in a record: found as such, by the title beside the name ("co-chair"), or by where they signed."""
    for fact in view.facts("person"):
        title = (fact.attribute("title") or "").casefold()
        if fact.role == role or (fact.role != "absent" and re.search(rf"\b{re.escape(role)}\b", title)):
            yield fact.value
    for mark in view.facts("signature"):
        name = mark.attribute("name")
        if name and mark.role != "none" and mark.attribute("party") == role:
            yield name


def sources(case: Case, types: Iterable[str]) -> Iterator[View]:
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
        for view in sources(case, (document_type,)):
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
