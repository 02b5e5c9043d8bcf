"""Checks of people across documents: certificates against rosters, evaluations and first days of work."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from pipeline.covering.offers import Case, Offer, once_each
from pipeline.covering.people import DEFAULT_ROSTERS, sources
from pipeline.mapping.names import Name, Roster, name_of, same_person
from pipeline.mapping.needs_time import FIRST_DUTY_ROLES, iso
from pipeline.mapping.surroundings import Surroundings, foreign_firm
from pipeline.mapping.view import View
from pipeline.model import Check, Citation, Fact
from rules.criteria import find_phrases

CERTIFICATES = ("training_certificate", "first_aid_certificate", "fit_test")
# A list that names fewer than this share of the head count is no roster: who is missing on it may still work there.
WHOLE_ROSTER = 0.8
# Recognition slips a letter or two in a name; so alike, two names may be one person and nobody is accused.
ALIKE = 0.82
# Courses that end in doing something with the hands, where a certificate alone does not show that somebody can.
PRACTICAL = (
    "forklift*", "fork lift*", "lift truck*", "telehandler*", "crane*", "hoist*", "skid steer*", "loader*",
    "excavator*", "backhoe*", "dozer*", "grader*", "aerial*", "boom lift*", "scissor lift*", "elevated work*",
    "mobile equipment", "equipment operator*", "operator training", "chainsaw*", "chain saw*", "rigging*", "rigger*",
    "fall protection*", "confined space*", "ground disturbance*", "trenching", "trench*", "welding", "scaffold*",
    "chariot élévateur*", "pont roulant*",
)  # fmt: skip


def holder_not_on_roster(case: Case, around: Surroundings) -> Iterator[Check]:
    """A certificate counted here is made out to somebody who is on none of the client's lists of its people."""
    heads = case.profile.head_count
    lists = tuple(sources(case, DEFAULT_ROSTERS))
    listed = tuple(dict.fromkeys(name for view in lists for name in _listed(view)))
    roster = Roster(listed)
    if heads is None or len(roster) < WHOLE_ROSTER * heads:
        return
    place, people = _newest_place(lists), frozenset(roster.people)
    for offer in once_each(case.offers):
        if offer.view.document_type not in CERTIFICATES or offer.view.understanding.restricted:
            continue
        holder = _holder(offer.view)
        if holder is None or _known(name_of(holder.value), people):
            continue
        message = f"{holder.value}: holds a certificate and is on none of the rosters located ({len(roster)} people)"
        yield Check("holder_not_on_roster", message, (holder.citation, *place))


def _listed(view: View) -> Iterator[str]:
    yield from (fact.value for fact in view.facts("person") if fact.role != "absent")
    yield from (name for row in view.facts("training_row") if (name := row.attribute("person")))
    yield from (name for fact in view.facts("position") if (name := fact.attribute("person")))


def _holder(view: View) -> Fact | None:
    """The fact that names whom a certificate is for; its value is the name."""
    held = view.facts("person", "holder")
    return held[0] if len({name_of(fact.value) for fact in held}) == 1 else None


def _known(name: Name, people: frozenset[Name]) -> bool:
    """Whether somebody is on a list, by the name as written or by one so alike that it may be the same."""
    if not name or name in people:
        return True
    return any(same_person(name, other) or _alike(name, other) for other in people)


def _alike(name: Name, other: Name) -> bool:
    return SequenceMatcher(None, " ".join(name), " ".join(other)).ratio() >= ALIKE


def _newest_place(views: tuple[View, ...]) -> tuple[Citation, ...]:
    """A place in the newest of some lists."""
    dated = sorted(
        views, key=lambda view: (str(view.understanding.evidence_date.value), view.understanding.document.id)
    )
    return dated[-1].own([dated[-1].cite_title()])[:1] if dated else ()


def certificate_without_competency(case: Case, around: Surroundings) -> Iterator[Check]:
    """A certificate for practical work behind which no competency assessment of the same person was located."""
    if "competency_assessment" not in case.rule.types:
        return
    seen = [view for view in case.views.get("competency_assessment", ()) if not view.understanding.blank_form]
    assessed = frozenset(Roster(name for view in seen for name in _assessed(view)).people)
    told: dict[Name, Citation] = {}
    for view in case.views.get("training_certificate", ()):
        holder = _holder(view)
        if holder is None or view.understanding.restricted or foreign_firm(view, case.profile) is not None:
            continue
        if not find_phrases(view.text, PRACTICAL, limit=1) or _known(name_of(holder.value), assessed):
            continue
        told.setdefault(name_of(holder.value), holder.citation)
        message = f"{holder.value}: certificate for practical work, no competency assessment located"
        other = seen[0].own([seen[0].cite_title()])[:1] if seen else ()
        yield Check("certificate_without_competency", message, (told[name_of(holder.value)], *other))


def _assessed(view: View) -> Iterator[str]:
    if view.understanding.restricted:
        return
    yield from (fact.value for fact in view.facts("person", "worker", "trainee", "holder"))
    yield from (name for row in view.facts("training_row") if (name := row.attribute("person")))


def orientation_after_first_duty(case: Case, around: Surroundings) -> Iterator[Check]:
    """Somebody's orientation is dated after the first day of work that the form or a roster gives."""
    if "before_first_duty" not in case.rule.needs:
        return
    hired = {
        name_of(fact.value): fact for view in sources(case, DEFAULT_ROSTERS) for fact in view.facts("person", "hired")
    }
    for offer in once_each(case.offers):
        when = offer.view.understanding.evidence_date
        if offer.day is None or when.citation is None or not offer.right_type or offer.view.understanding.restricted:
            continue
        started = _started(offer, hired)
        day = iso(started.attribute("hired") or started.value) if started is not None else None
        if started is None or day is None or offer.day <= day:
            continue
        who = _who(offer.view)
        message = f"{who}: oriented {offer.day.isoformat()}, after the first duty on {day.isoformat()}"
        yield Check("orientation_after_first_duty", message, (when.citation, started.citation))


def _who(view: View) -> str:
    return next((fact.value for fact in view.facts("person", "worker", "trainee", "holder", "attendee")), "a worker")


def _started(offer: Offer, hired: dict[Name, Fact]) -> Fact | None:
    """The fact with the first day of work: the form's own, else the roster's for the one person the form names."""
    own = next((fact for fact in offer.view.facts("date", *FIRST_DUTY_ROLES) if iso(fact.value)), None)
    return own if own is not None else hired.get(name_of(_who(offer.view)))
