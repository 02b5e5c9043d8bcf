"""Step 6, from understood documents and a rule pack to evidence: what each document offers for each question."""

from collections.abc import Mapping, Sequence

from pipeline.mapping.content import for_levels
from pipeline.mapping.fitting import FIT_ORDER, evidence_of, fit_of
from pipeline.mapping.surroundings import ACCEPTANCE, Surroundings, survey
from pipeline.mapping.versions import supersede
from pipeline.mapping.view import View
from pipeline.model import Evidence, Profile, ReadDocument
from rules.model import Rule, RulePack

__all__ = ["ACCEPTANCE", "FIT_ORDER", "Surroundings", "fit_of", "map_evidence", "survey"]


def map_evidence(
    documents: Sequence[ReadDocument],
    pack: RulePack,
    profile: Profile,
    kinds: Mapping[str, str],
    acceptance: float = ACCEPTANCE,
) -> tuple[Evidence, ...]:
    """Offer every document to every rule that knows its type.

    Args:
        documents: All understood documents of the engagement, versions linked.
        kinds: Document type to directive, record, reference or none.
        acceptance: Below this probability of the family a document is offered in part only, as "type uncertain".

    Returns:
        Evidence in the order of the pack's rules, within a rule in the order of the documents.
    """
    views = tuple(View(read) for read in documents)
    around = survey(views, profile, kinds, acceptance, pack.instrument.jurisdiction)
    rules = _by_type([for_levels(rule, around.levels) for rule in pack.rules])
    order = {rule.id: place for place, rule in enumerate(pack.rules)}
    # Documents outside, rules inside: a document's words are indexed once for all of its rules.
    offers = [
        evidence
        for view in views
        for rule in rules.get(view.document_type, ())
        if (evidence := evidence_of(rule, view, around)) is not None
    ]
    offers.sort(key=lambda evidence: order[evidence.rule_id])
    by_id = {view.understanding.document.id: view for view in views}
    foreign = {name for name, view in by_id.items() if around.foreign(view) is not None}
    return supersede(offers, by_id, kinds, profile.audit_date, foreign)


def _by_type(rules: Sequence[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    """The rules that know a document type, in the pack's order."""
    known: dict[str, list[Rule]] = {}
    for rule in rules:
        for document_type in dict.fromkeys((*rule.types, *rule.supporting)):
            known.setdefault(document_type, []).append(rule)
    return {document_type: tuple(found) for document_type, found in known.items()}
