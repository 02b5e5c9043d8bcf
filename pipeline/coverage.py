"""Step 7, from evidence, questions, sites and periods to coverage: one row a question, in the pack's order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.covering.checks import checks_of, missing_by_checks
from pipeline.covering.counting import count
from pipeline.covering.gaps import Hidden, ask_for, doubtful_that_tell, searched, telling, unread_that_tell
from pipeline.covering.offers import Case, offers_of
from pipeline.covering.status import by_site, status_of
from pipeline.covering.wording import note_of, why_not
from pipeline.mapping.content import for_levels
from pipeline.mapping.fitting import ALL_SITES, FIT_ORDER
from pipeline.mapping.surroundings import ACCEPTANCE, Surroundings, survey
from pipeline.mapping.view import View
from pipeline.model import (
    Check,
    Evidence,
    Profile,
    QuestionCoverage,
    QuestionStatus,
    ReadDocument,
    UnreadItem,
)
from pipeline.sampling import MINUTES, SaidCadence, applies, cadences_said, expectation
from rules.model import Question, Rule, RulePack

OUTSIDE: QuestionStatus = "outside_document_review"


@dataclass(frozen=True)
class _Engagement:
    """What every question of one engagement shares."""

    profile: Profile
    views: Mapping[str, View]
    by_type: Mapping[str, tuple[View, ...]]
    around: Surroundings
    said: tuple[SaidCadence, ...]
    told: tuple[SaidCadence, ...]
    unread: tuple[Hidden, ...]
    doubtful: tuple[Hidden, ...]


def cover(
    pack: RulePack,
    profile: Profile,
    documents: Sequence[ReadDocument],
    evidence: Sequence[Evidence],
    unread: Sequence[UnreadItem],
) -> tuple[QuestionCoverage, ...]:
    """Say for every question of the pack what is located, what is missing and what could hide it."""
    views = {view.understanding.document.id: view for view in map(View, documents)}
    by_type: dict[str, list[View]] = {}
    for view in views.values():
        by_type.setdefault(view.document_type, []).append(view)
    asked = {name for rule in pack.rules for name in rule.types}
    engagement = _Engagement(
        profile,
        views,
        {document_type: tuple(found) for document_type, found in by_type.items()},
        survey(views.values(), profile, {}, ACCEPTANCE, pack.instrument.jurisdiction),
        cadences_said(documents, directive_types(pack) - MINUTES),
        cadences_said(documents, MINUTES),
        unread_that_tell(unread, asked),
        doubtful_that_tell(views.values(), asked),
    )
    offered: dict[str, list[Evidence]] = {}
    for offer in evidence:
        offered.setdefault(offer.question_id, []).append(offer)
    rules = {rule.question: rule for rule in reversed(pack.rules)}
    return tuple(
        _question(question, rules.get(question.id), offered.get(question.id, ()), engagement)
        for question in pack.questions
    )


def directive_types(pack: RulePack) -> frozenset[str]:
    """Types that bind the client by what they say: those that answer directives and no record."""
    directives = {name for rule in pack.rules if rule.nature == "directive" for name in rule.types}
    records = {name for rule in pack.rules if rule.nature == "record" for name in rule.types}
    return frozenset(directives - records) | {"safety_manual", "committee_terms", "element_policy", "element_procedure"}


def _question(
    question: Question, rule: Rule | None, evidence: Sequence[Evidence], engagement: _Engagement
) -> QuestionCoverage:
    shown = _sorted(evidence)
    if question.primary_method != "documentation":
        return _plain(question, OUTSIDE, shown)
    if rule is None:
        return _plain(question, "not_located", shown, note=f"no rule: {question.no_rule_because or 'not written yet'}")
    if not applies(rule, engagement.profile, engagement.around.levels):
        return _plain(question, "not_applicable", shown, note=why_not(rule, engagement.profile))
    rule = for_levels(rule, engagement.around.levels)
    expected = expectation(rule, engagement.profile, engagement.said, engagement.told)
    offers = offers_of(rule, evidence, engagement.views)
    case = Case(rule, engagement.profile, expected, offers, engagement.by_type)
    return _located(question, case, shown, engagement)


def _plain(
    question: Question, status: QuestionStatus, evidence: tuple[Evidence, ...], note: str | None = None
) -> QuestionCoverage:
    return QuestionCoverage(question.id, status, None, None, None, 0, (), (), evidence, note=note)


def _located(
    question: Question, case: Case, evidence: tuple[Evidence, ...], engagement: _Engagement
) -> QuestionCoverage:
    counted = count(case)
    checks = _client_words(case) + checks_of(case, engagement.around)
    lacking = missing_by_checks(checks)
    rows = by_site(case)
    status = status_of(case, counted)
    if status == "candidate" and (lacking or any(row.status != "candidate" for row in rows if row.site != ALL_SITES)):
        status = "partial"
    hidden = () if status == "candidate" else telling(case.rule, chain(engagement.unread, engagement.doubtful))
    if status == "not_located" and telling(case.rule, engagement.unread):
        status = "unreadable_source"
        rows = tuple(replace(row, status=status) if row.status == "not_located" else row for row in rows)
    return QuestionCoverage(
        question_id=question.id,
        status=status,
        located=counted.located,
        expected=counted.expected,
        expected_basis=case.expectation.basis if counted.expected is not None else None,
        undated=case.undated,
        missing=counted.missing + lacking,
        sites=rows,
        evidence=evidence,
        checks=checks,
        searched=searched(case.rule),
        could_hide=hidden,
        ask=None if status == "candidate" else ask_for(case.rule),
        note=note_of(case, counted, rows),
    )


def _client_words(case: Case) -> tuple[Check, ...]:
    """The client's own words that the expected number rests on, quoted."""
    if case.expectation.basis != "client" or not case.expectation.said:
        return ()
    own = [one for one in case.expectation.said if one.cadence == case.expectation.cadence]
    message = f"expected number from the client's own words: {case.expectation.cadence}"
    return (Check("cadence_from_client", message, tuple(dict.fromkeys(one.citation for one in own))[:2]),)


def _sorted(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best first, otherwise as it came."""
    return tuple(sorted(evidence, key=lambda offer: -FIT_ORDER.index(offer.fit)))
