"""Checks of directives and forms: unsigned, signed by another, superseded, blank."""

from collections.abc import Iterator

from pipeline.covering.offers import Case, Offer, once_each
from pipeline.mapping.names import name_of
from pipeline.mapping.needs_signatures import signer
from pipeline.mapping.surroundings import Surroundings
from pipeline.mapping.versions import ONE_IN_FORCE, SUPERSEDED
from pipeline.mapping.view import View
from pipeline.model import Check, Citation

SIGNED_NEEDS = frozenset({"signed", "signed_by_top_manager"})


def _in_force(case: Case) -> Iterator[Offer]:
    for offer in once_each(case.offers):
        # What lacks the content asked for may not be the directive at all: its missing signature says nothing.
        content = not any(lack.kind == "criterion" for lack in offer.evidence.missing)
        in_time = offer.evidence.fit != "out_of_period"
        if offer.right_type and content and in_time and not offer.view.understanding.restricted:
            yield offer


def unsigned_directive(case: Case, around: Surroundings) -> Iterator[Check]:
    """A directive that must be signed carries no signature."""
    if case.rule.nature != "directive" or not SIGNED_NEEDS & set(case.rule.needs):
        return
    for offer in _in_force(case):
        if offer.view.understanding.signed == "none":
            place = [fact.citation for fact in offer.view.facts("signature", "none")]
            places = offer.view.own([*place, offer.view.cite_title()])[:1]
            yield Check("unsigned_directive", "no signature located where one is asked for", places)


def signer_not_top_manager(case: Case, around: Surroundings) -> Iterator[Check]:
    """The name under a policy is not the one at the top of the newest org chart."""
    if "signed_by_top_manager" not in case.rule.needs or not around.leaders:
        return
    for offer in _in_force(case):
        marks = [fact for fact in offer.view.facts("signature") if fact.role != "none" and name_of(signer(fact))]
        if marks and not any(around.leads(name_of(signer(fact))) for fact in marks):
            leader = around.leaders[0]
            message = f"signed by {signer(marks[0])}; the newest org chart names {leader.shown}, {leader.title}"
            yield Check("signer_not_top_manager", message, (marks[0].citation, leader.citation))


def superseded_version(case: Case, around: Surroundings) -> Iterator[Check]:
    """An older version of a directive lies beside the newer one."""
    older = [offer for offer in case.offers if any(reason.startswith(SUPERSEDED) for reason in offer.evidence.reasons)]
    for offer in once_each(older):
        newer = _newest(case, offer, around)
        days = (str(offer.day), str(newer.day) if newer else "unknown")
        places = _place(offer.view) + (_place(newer.view) if newer else ())
        yield Check("superseded_version", f"version of {days[0]} is superseded by the one of {days[1]}", places)


def _newest(case: Case, older: Offer, around: Surroundings) -> Offer | None:
    group, kind = older.view.understanding.version_group, older.view.document_type
    versions = (
        one
        for one in case.offers
        if one.view.understanding.version_group == group or (kind in ONE_IN_FORCE and one.view.document_type == kind)
    )
    in_force = (
        one for one in versions if one.evidence.fit != "out_of_period" and one.day and around.foreign(one.view) is None
    )
    return max(in_force, key=lambda one: str(one.day), default=None)


def _place(view: View) -> tuple[Citation, ...]:
    return view.own([view.understanding.evidence_date.citation, view.cite_title()])[:1]


def blank_forms(case: Case, around: Surroundings) -> Iterator[Check]:
    """Blank forms of the right type lie there and count as no record."""
    if "filled" not in case.rule.needs:
        return
    blank = [
        view
        for document_type in case.rule.types
        for view in case.views.get(document_type, ())
        if view.understanding.blank_form and not case.rule.subject
    ]
    if blank:
        places = tuple(place for view in blank[:3] for place in view.own([view.cite_title()]))
        yield Check("blank_form", f"{len(blank)} blank form(s) of the right type: a form is no record", places)
