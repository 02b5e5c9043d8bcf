"""Step 5, part: the dates of a document -> the one that places it in time, with role and state."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.facts.datetext import MONTHS
from pipeline.model import EvidenceDate, Fact

SOLID_TRUST = 85
"""From this word confidence on a recognised date stands alone."""
LONE_TRUST = 75
"""Under this a recognised date needs a second place in the document that says the same day."""

SAME_ACT_DAYS = 31
"""Dates of one form within a month of each other are readings of one day, or close enough to doubt them."""

_RECORD = ("performed", "meeting", "issued", "incident", "signed", "revised", "effective")
_ORDERS: dict[str, tuple[str, ...]] = {
    "directive": ("signed", "effective", "revised", "issued", "performed"),
    "ticket": ("issued", "performed", "signed", "effective"),
    "meeting": ("meeting", "performed", "issued", "signed"),
    "incident": ("incident", "performed", "issued", "signed"),
    "assessment": ("revised", "performed", "issued", "signed", "effective"),
    "letter": ("issued", "performed", "signed", "effective", "revised"),
    "log": ("performed", "revised", "effective", "issued", "printed", "signed"),
    "record": _RECORD,
}
_TYPES: dict[str, str] = {
    **dict.fromkeys(("training_certificate", "first_aid_certificate", "driver_file"), "ticket"),
    **dict.fromkeys(("hsc_minutes", "safety_meeting", "toolbox_talk"), "meeting"),
    **dict.fromkeys(("incident_report", "near_miss_report", "incident_investigation", "first_aid_record", "wcb_form"), "incident"),
    "formal_hazard_assessment": "assessment",
    **dict.fromkeys(("not_evidence", "sds", "legislation", "safety_handout", "communication", "previous_audit"), "letter"),
    **dict.fromkeys(("training_matrix", "corrective_action_log", "concern_log", "statistics", "job_task_inventory", "org_chart"), "log"),
}  # fmt: skip
ROW_DATED = frozenset({"corrective_action_log", "concern_log", "pm_record", "training_signin"})
"""Registers that carry dates in their rows only: the newest row dates them."""

# 2026-03-04, 2026_03, 20260304 in a file or folder name; March 2026.
NAME_DATE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-_. ]?(?P<m>0[1-9]|1[0-2])(?:[-_. ]?(?P<d>0[1-9]|[12]\d|3[01]))?(?!\d)")
NAME_MONTH = re.compile(rf"(?<![^\W\d_])(?P<mon>{'|'.join(sorted(MONTHS, key=len, reverse=True))})[-_. ,]{{0,3}}(?:(?P<d>\d{{1,2}})[-_. ,]{{1,3}})?(?P<y>(?:19|20)\d{{2}})(?!\d)", re.I)


@dataclass(frozen=True, slots=True)
class ChosenDate:
    """The evidence date and, where it needs one, a line that says why."""

    date: EvidenceDate
    reason: str | None = None


def choose(facts: Sequence[Fact], kind: str, document_type: str, shown_path: str) -> ChosenDate:
    """Pick the date that counts for this kind of document.

    Args:
        facts: Facts of kind "date", places nobody could read or fill included.
        shown_path: Folder and file name; they may settle day and month of an ambiguous date, never give one.
    """
    order = _ORDERS[_TYPES.get(document_type, "directive" if kind == "directive" else "record")]
    dated = [fact for fact in facts if fact.value]
    best = _best(dated, order)
    unread = _unread(facts, order)
    if best is not None:
        best, doubtful = _confirmed(best, [fact for fact in dated if fact.role in order])
        if doubtful:
            return ChosenDate(EvidenceDate(None, best.role, "illegible", citation=best.citation))
    if best is not None and not _outranked(best, unread, order):
        return _settled(best, dated, shown_path)
    if unread is not None and (best is None or unread.attribute("state") == "illegible"):
        state = "illegible" if unread.attribute("state") == "illegible" else "absent"
        if state == "illegible":
            return ChosenDate(EvidenceDate(None, unread.role, "illegible", citation=unread.citation))
    fallback = _fallback(dated, document_type)
    if fallback is not None:
        return _settled(fallback, dated, shown_path)
    citation = unread.citation if unread is not None else None
    return ChosenDate(EvidenceDate(None, unread.role if unread is not None else None, "absent", citation=citation))


def _best(dated: Sequence[Fact], order: Sequence[str]) -> Fact | None:
    """The date of the highest role; labelled before unlabelled, clear before ambiguous, then the first, or the newest signing."""
    ranked = [fact for fact in dated if fact.role in order]
    if not ranked:
        return None
    role = min((_rank(fact, order) for fact in ranked))
    same = [fact for fact in ranked if _rank(fact, order) == role]
    if order[0] in {"signed", "revised"} and same[0].role in {"signed", "revised", "effective"}:
        return max(same, key=lambda fact: (not fact.ambiguous, fact.value))
    return min(same, key=lambda fact: fact.citation.page)


def _confirmed(best: Fact, dated: Sequence[Fact]) -> tuple[Fact, bool]:
    """A recognised date the engine half trusts, against the other places of the document that date the same act.

    Returns:
        The date to take and whether even that is too doubtful to be read.
    """
    trust = _trust(best)
    if best.ambiguous or trust >= SOLID_TRUST:
        return best, False
    others = [fact for fact in dated if fact is not best and not fact.ambiguous and fact.attribute("unlabelled") is None]
    if any(fact.value == best.value for fact in others):
        return best, False
    near = [fact for fact in others if abs((date.fromisoformat(fact.value) - date.fromisoformat(best.value)).days) <= SAME_ACT_DAYS]
    solid = [fact for fact in near if _trust(fact) >= SOLID_TRUST]
    if solid:
        return solid[0], False
    return best, bool(near) or trust < LONE_TRUST


def _trust(fact: Fact) -> int:
    """Word confidence of a recognised date; embedded text is certain."""
    return int(fact.attribute("trust") or 100)


def _rank(fact: Fact, order: Sequence[str]) -> tuple[int, int]:
    """Dates without a label of their own come after all labelled ones."""
    unlabelled = fact.attribute("unlabelled") is not None
    return (1 if unlabelled else 0, order.index(fact.role or ""))


def _unread(facts: Sequence[Fact], order: Sequence[str]) -> Fact | None:
    """The most telling date place that holds no readable date; something illegible before something absent."""
    places = [fact for fact in facts if not fact.value and fact.role in order]
    return min(
        places, key=lambda fact: (fact.attribute("state") != "illegible", order.index(fact.role or ""), fact.citation.page), default=None
    )


def _outranked(best: Fact, unread: Fact | None, order: Sequence[str]) -> bool:
    """An illegible date in the place that counts most is not replaced by a date from a lesser place."""
    if unread is None or unread.attribute("state") != "illegible":
        return False
    if best.attribute("unlabelled") is not None:
        return True
    signed_clearly = best.role == "signed" and _trust(best) >= SOLID_TRUST
    return order.index(unread.role or "") < order.index(best.role or "") and not signed_clearly


def _settled(best: Fact, dated: Sequence[Fact], shown_path: str) -> ChosenDate:
    if not best.ambiguous:
        return ChosenDate(EvidenceDate(date.fromisoformat(best.value), best.role, "read", citation=best.citation))
    days = tuple(date.fromisoformat(text) for text in (best.attribute("alternatives") or "").split("|"))
    told = {fact.value for fact in dated if not fact.ambiguous and fact.role == best.role}
    agreed = [day for day in days if day.isoformat() in told]
    if len(agreed) == 1:
        reason = f"{best.citation.quote[:40]!r}: the same date is written out elsewhere in the document"
        return ChosenDate(EvidenceDate(agreed[0], best.role, "read", days, best.citation), reason)
    named = [day for day in days if _name_says(shown_path, day)]
    if len(named) == 1:
        reason = f"date can mean {' or '.join(day.isoformat() for day in days)}; the file or folder name decides"
        return ChosenDate(EvidenceDate(named[0], best.role, "read", days, best.citation), reason)
    return ChosenDate(EvidenceDate(None, best.role, "ambiguous", days, best.citation))


def _name_says(shown_path: str, day: date) -> bool:
    """Whether a name carries this day, or this month without a day."""
    for match in NAME_DATE.finditer(shown_path):
        if (int(match["y"]), int(match["m"])) == (day.year, day.month) and (match["d"] is None or int(match["d"]) == day.day):
            return True
    for match in NAME_MONTH.finditer(shown_path):
        if (int(match["y"]), MONTHS[match["mon"].lower()]) == (day.year, day.month) and (match["d"] is None or int(match["d"]) == day.day):
            return True
    return False


def _fallback(dated: Sequence[Fact], document_type: str) -> Fact | None:
    """A date without a role: the newest row of a register, or the only date a document has."""
    loose = [fact for fact in dated if fact.role in (None, "performed", "printed") and not fact.ambiguous]
    if document_type in ROW_DATED:
        return max(loose, key=lambda fact: fact.value, default=None)
    days = {fact.value for fact in loose}
    return loose[0] if len(days) == 1 else None
