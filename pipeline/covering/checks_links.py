"""Checks of what one document says another shall hold: recommendations, cited controls, findings without follow-up."""

import re
from collections.abc import Iterator

from pipeline.covering.offers import Case, once_each
from pipeline.covering.recommendations import Recommendation, recommendations_of, stems, taken_up
from pipeline.mapping.answers import clipped
from pipeline.mapping.surroundings import Surroundings, foreign_firm
from pipeline.mapping.view import View, closed, due
from pipeline.model import Check, Citation, Fact

PLAN, AUDIT = "corrective_action_log", "previous_audit"
FINDING_NEEDS = {"action_owner": "owner", "action_due": "date due"}
INSPECTIONS = frozenset({"workplace_inspection", "emergency_equipment_inspection", "ppe_inspection"})
CITING, CITED = "formal_hazard_assessment", ("safe_work_practice", "safe_job_procedure")
CONTROL_TYPES = (*CITED, "element_procedure", "element_policy", "permit", "safety_manual", "emergency_plan",
                 "violence_harassment_plan", "ppe_program", "company_rules", "pm_program")  # fmt: skip
# "SWP-09", "SJP 4", "SOP#12", "PR-02": the number by which a hazard assessment names a practice or procedure, and the
# words right after it, which may be its title. Bounded, linear.
CONTROL_ID = re.compile(
    r"\b(?P<kind>S\.?W\.?P|S\.?J\.?P|S\.?O\.?P|SWP&P|JSP)\.?\s{0,2}[-–#]?\s{0,2}(?P<number>\d{1,4}[A-Z]?)\b"
    r"(?:[ ,:(–-]{1,3}(?P<words>[^\W\d_][\w' -]{2,40}))?",
    re.IGNORECASE,
)
HEAD = 1200


def recommendation_not_planned(case: Case, around: Surroundings) -> Iterator[Check]:
    """A recommendation of the newest earlier audit that no row of an action plan takes up."""
    if case.rule.types[0] != PLAN or AUDIT not in (*case.rule.types, *case.rule.supporting):
        return
    audit = _newest_audit(case)
    plans = [offer.view for offer in once_each(case.offers) if offer.view.document_type == PLAN]
    rows = [row for view in plans for row in view.rows]
    if audit is None or not rows:
        return
    planned = [stems(f"{row.value} {row.attribute('finding') or ''} {row.attribute('action') or ''}") for row in rows]
    for one in recommendations_of(audit):
        if not taken_up(one.text, planned):
            yield Check("recommendation_not_planned", _unplanned(one), (one.citation, rows[0].citation))


def _unplanned(one: Recommendation) -> str:
    return f"{clipped(one.text)}: recommended by the last audit, no row of the action plan located"


def _newest_audit(case: Case) -> View | None:
    """The newest report of an audit that ended before this one."""
    dated = [
        (when.value, view)
        for view in case.views.get(AUDIT, ())
        for when in (view.understanding.evidence_date,)
        if when.state == "read" and when.value is not None and when.value <= case.profile.audit_date
        if not view.understanding.restricted
    ]
    listing = [(day, view.understanding.document.id, view) for day, view in dated if recommendations_of(view)]
    return max(listing, key=lambda one: one[:2])[2] if listing else None


def control_not_located(case: Case, around: Surroundings) -> Iterator[Check]:
    """A practice or procedure that a hazard assessment names by number and that is nowhere in the dump."""
    if not set(CITED) & set(case.rule.types):
        return
    there = [view for kind in CONTROL_TYPES for view in case.views.get(kind, ()) if not view.understanding.blank_form]
    numbers = {_number(found) for view in there for found in CONTROL_ID.finditer(f"{view.head}\n{view.text[:HEAD]}")}
    titles = [stems(view.head) for view in there if view.document_type in CITED]
    listed = _first_place(there)
    told: set[str] = set()
    for view in case.views.get(CITING, ()):
        if view.understanding.restricted or foreign_firm(view, case.profile) is not None:
            continue
        for row in view.facts("hazard_row"):
            for found in CONTROL_ID.finditer(row.attribute("controls") or ""):
                words = stems(found["words"] or "")
                named = bool(words) and any(words <= title for title in titles)
                if _number(found) in numbers or _number(found) in told or named:
                    continue
                told.add(_number(found))
                message = f"{_number(found)}: named as a control, no such document located"
                yield Check("control_not_located", message, (row.citation, *listed))


def _number(found: re.Match[str]) -> str:
    """``SWP-9`` for "S.W.P. 09"."""
    return f"{found['kind'].replace('.', '')}-{found['number'].lstrip('0')}".upper()


def _first_place(views: list[View]) -> tuple[Citation, ...]:
    """A place among the practices and procedures that are there: the other side of "not located"."""
    view = next((view for view in views if view.document_type in CITED), None)
    return view.own([view.cite_title()])[:1] if view is not None else ()


def finding_incomplete(case: Case, around: Surroundings) -> Iterator[Check]:
    """A finding of an inspection without owner or date due, unless another document gives them for the same finding."""
    asked = [(need, what) for need, what in FINDING_NEEDS.items() if need in case.rule.needs]
    if not asked:
        return
    logged = [row for view in case.views.get(PLAN, ()) for row in view.rows if not view.understanding.restricted]
    known = {_same(row): row for row in logged}
    log = next((row.citation for row in logged), None)
    for offer in once_each(case.offers):
        view = offer.view
        if not offer.right_type or view.document_type not in INSPECTIONS or view.understanding.restricted:
            continue
        if offer.evidence.fit == "out_of_period" or foreign_firm(view, case.profile) is not None:
            continue
        for row in view.rows:
            lacks = [what for need, what in asked if not _shows(row, known.get(_same(row)), need)]
            if lacks:
                places = (row.citation, log) if log is not None else (row.citation,)
                yield Check("finding_incomplete", f"{clipped(row.value)}: no {' and no '.join(lacks)}", places)


def _same(row: Fact) -> frozenset[str]:
    return stems(row.value)


def _shows(row: Fact, logged: Fact | None, need: str) -> bool:
    """Whether a finding, or its row in the log, shows what is asked; what is closed needs no date due."""
    rows = [one for one in (row, logged) if one is not None]
    if need == "action_owner":
        return any(one.attribute("owner") for one in rows)
    return any(due(one) or closed(one) for one in rows)
