"""Checks of directives and forms: unsigned, signed by another, superseded, blank."""

import re
from collections.abc import Iterator

from pipeline.covering.offers import Case, Offer, once_each
from pipeline.mapping.names import name_of
from pipeline.mapping.needs_signatures import signer
from pipeline.mapping.surroundings import Surroundings
from pipeline.mapping.versions import ONE_IN_FORCE, SUPERSEDED
from pipeline.mapping.view import View
from pipeline.model import Check, Citation
from rules.criteria import find_phrases

SIGNED_NEEDS = frozenset({"signed", "signed_by_top_manager"})
BLANK_SHOWN = 10
# Words of a line to sign on.
SIGNING_LINE = re.compile(r"\b(?:approved by|signature|signed by|authori[sz]ed by|approuvée? par|signée? par)\b", re.I)
POLICIES = frozenset({"hs_policy", "element_policy", "violence_harassment_plan", "discipline_policy"})


def _in_force(case: Case) -> Iterator[Offer]:
    for offer in once_each(case.offers):
        # What lacks the content asked for may not be the directive at all: its missing signature says nothing.
        content = not any(lack.kind == "criterion" for lack in offer.evidence.missing)
        in_time = offer.evidence.fit != "out_of_period"
        if offer.right_type and content and in_time and not offer.view.understanding.restricted:
            yield offer


def unsigned_directive(case: Case, around: Surroundings) -> Iterator[Check]:
    """A directive that must be signed carries no signature, or a policy has a line to sign on and nobody signed.

    A policy lent as support counts too: an unsigned policy is no policy, whichever question looks at it.
    """
    if case.rule.nature != "directive":
        return
    asked = bool(SIGNED_NEEDS & set(case.rule.needs))
    seen = {
        offer.view.understanding.document.id: offer for offer in (*(_in_force(case) if asked else ()), *_policies(case))
    }
    for offer in seen.values():
        view = offer.view
        line = SIGNING_LINE.search(view.text)
        if view.understanding.signed != "none" or (line is None and not asked):
            continue
        place = [fact.citation for fact in view.facts("signature", "none")]
        place += [view.cite(*line.span())] if line is not None else []
        what = view.document_type.replace("_", " ")
        message = f"{what}: no signature located where one is asked for"
        yield Check("unsigned_directive", message, view.own([*place, view.cite_title()])[:1])


def _policies(case: Case) -> Iterator[Offer]:
    """Policies in force that are evidence of any kind."""
    for offer in once_each(case.offers):
        own = offer.view.document_type in POLICIES and not offer.view.understanding.restricted
        if own and not offer.view.understanding.blank_form and offer.evidence.fit != "out_of_period":
            yield offer


def signer_not_top_manager(case: Case, around: Surroundings) -> Iterator[Check]:
    """The name under a policy is not the one at the top of the newest org chart; of older versions as well."""
    if "signed_by_top_manager" not in case.rule.needs or not around.leaders:
        return
    older = [offer for offer in case.offers if _superseded(offer) and around.foreign(offer.view) is None]
    for offer in (*_in_force(case), *older):
        marks = [fact for fact in offer.view.facts("signature") if fact.role != "none" and name_of(signer(fact))]
        if marks and not any(around.leads(name_of(signer(fact))) for fact in marks):
            leader = around.leaders[0]
            which = f"the older version of {offer.day} is " if _superseded(offer) else ""
            message = f"{which}signed by {signer(marks[0])}; the newest org chart names {leader.shown}, {leader.title}"
            yield Check("signer_not_top_manager", message, (marks[0].citation, leader.citation))


def _superseded(offer: Offer) -> bool:
    return any(reason.startswith(SUPERSEDED) for reason in offer.evidence.reasons)


def superseded_version(case: Case, around: Surroundings) -> Iterator[Check]:
    """An older version of a directive lies beside the newer one."""
    older = [offer for offer in case.offers if _superseded(offer)]
    for offer in {(one.counts_once_as, one.day): one for one in older}.values():
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
    """Blank forms of the right type lie there, alone or in a manual, and count as no record."""
    if "filled" not in case.rule.needs:
        return
    blank = [
        view
        for document_type in case.rule.types
        for view in case.views.get(document_type, ())
        if view.understanding.blank_form
        and (not case.rule.subject or find_phrases(view.text, case.rule.subject, limit=1))
    ]
    if blank:
        places = tuple(place for view in blank[:BLANK_SHOWN] for place in view.own([view.cite_title()]))
        yield Check("blank_form", f"{len(blank)} blank form(s) of the right type: a form is no record", places)
