"""Step 5, part: the dates of a document -> the one that places it in time, with role and state."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.facts.daterepair import could_be
from pipeline.facts.datetext import MONTHS
from pipeline.model import EvidenceDate, Fact

SOLID_TRUST = 85
"""From this word confidence on a recognised date stands alone."""
MOST_UNLABELLED = 3
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
    "letter": ("issued", "performed", "signed", "effective", "revised", "incident", "meeting"),
    "log": ("revised", "issued", "effective", "printed", "performed", "meeting", "signed"),
    "record": _RECORD,
}
_TYPES: dict[str, str] = {
    **dict.fromkeys(("training_certificate", "first_aid_certificate", "driver_file"), "ticket"),
    **dict.fromkeys(("hsc_minutes", "safety_meeting"), "meeting"),
    **dict.fromkeys(
        ("incident_report", "near_miss_report", "incident_investigation", "first_aid_record", "wcb_form"), "incident"
    ),
    "formal_hazard_assessment": "assessment",
    **dict.fromkeys(
        ("not_evidence", "sds", "legislation", "safety_handout", "communication", "previous_audit"), "letter"
    ),
    **dict.fromkeys(
        ("training_matrix", "corrective_action_log", "concern_log", "statistics", "job_task_inventory", "org_chart"),
        "log",
    ),
}
ROW_DATED = frozenset({"corrective_action_log", "concern_log", "pm_record", "training_signin"})
"""Registers that carry dates in their rows only: the newest row dates them."""

# 2026-03-04, 2026_03, 20260304 in a file or folder name; March 2026.
NAME_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})[-_. ]?(?P<m>0[1-9]|1[0-2])(?:[-_. ]?(?P<d>0[1-9]|[12]\d"
    r"|3[01]))?(?!\d)"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# The two numbers a date in numbers begins with.
FIRST_NUMBERS = re.compile(r"(?P<a>\d{1,2})\D{1,3}(?P<b>\d{1,2})")
NAME_MONTH = re.compile(
    rf"(?<![^\W\d_])(?P<mon>{_MONTH})[-_. ,]{{0,3}}(?:(?P<d>\d{{1,2}})[-_. ,]{{1,3}})?(?P<y>(?:19|20)\d{{2}})(?!\d)",
    re.I,
)


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
    group = _TYPES.get(document_type, "directive" if kind == "directive" else "record")
    chosen = _choose(facts, _ORDERS[group], document_type, shown_path)
    role = None if chosen.date.state == "absent" else _named(chosen.date.role, group)
    return replace(chosen, date=replace(chosen.date, role=role))


def without_due_days(found: Sequence[Fact]) -> list[Fact]:
    """The dates of a document; one that only says when an action is due tells of no day that was."""
    rows = [fact for fact in found if fact.kind in {"action", "finding_row"}]
    due = {row.attribute("due") for row in rows}
    done = {row.attribute(name) for row in rows for name in ("raised", "closed")}
    return [
        replace(fact, role="due")
        if fact.value in due - done and fact.attribute("unlabelled") is not None
        else fact
        for fact in found
        if fact.kind == "date"
    ]  # fmt: skip


def _choose(facts: Sequence[Fact], order: Sequence[str], document_type: str, shown_path: str) -> ChosenDate:
    dated = _without_rows([fact for fact in facts if fact.value])
    if order[0] == "incident":  # "done on 20 May" in a report's sentence is the day of a repair
        dated = [fact for fact in dated if fact.role != "performed" or fact.attribute("prose") is None]
    best, unread = _best(dated, order), _unread(facts, order)
    if best is not None:
        best, doubtful = _confirmed(best, [fact for fact in facts if fact.role in order])
        if doubtful:
            return ChosenDate(EvidenceDate(None, best.role, "illegible", citation=best.citation))
        if not _outranked(best, unread, order):
            return _settled(_in_its_place(best, unread, order), dated, shown_path)
    if unread is not None and unread.attribute("state") == "illegible":
        return ChosenDate(EvidenceDate(None, unread.role, "illegible", citation=unread.citation))
    fallback = _fallback(dated, document_type)
    if fallback is not None:
        return _settled(fallback, dated, shown_path)
    return ChosenDate(EvidenceDate(None, None, "absent", citation=unread.citation if unread is not None else None))


def _without_rows(dated: Sequence[Fact]) -> list[Fact]:
    """Many unlabelled dates at the head are rows of a register, none of them the document's."""
    bare = {fact.value for fact in dated if fact.role == "performed" and fact.attribute("unlabelled") is not None}
    if len(bare) <= MOST_UNLABELLED:
        return list(dated)
    return [replace(fact, role=None) if fact.attribute("unlabelled") is not None else fact for fact in dated]


def _in_its_place(best: Fact, unread: Fact | None, order: Sequence[str]) -> Fact:
    """A signing date that a scrawl in the main place agrees with is the main date, written twice."""
    if best.role != "signed" or best.ambiguous or unread is None or unread.role == "signed":
        return best
    agrees = could_be(unread.attribute("text") or "", date.fromisoformat(best.value))
    return replace(best, role=unread.role) if agrees else best


def _named(role: str | None, group: str) -> str | None:
    """A bare "Date:" means the meeting on minutes, the incident on its report, the issue on a ticket or a letter."""
    plain = {"meeting": "meeting", "ticket": "issued", "letter": "issued", "incident": "incident"}
    return plain.get(group, role) if role == "performed" else role


def _best(dated: Sequence[Fact], order: Sequence[str]) -> Fact | None:
    """The date of the highest role: labelled before unlabelled, then the first one, or the newest signing."""
    ranked = [fact for fact in dated if fact.role in order]
    if not ranked:
        return None
    role = min(_rank(fact, order) for fact in ranked)
    same = [fact for fact in ranked if _rank(fact, order) == role]
    if order[0] in {"signed", "revised"} and same[0].role in {"signed", "revised", "effective"}:
        return max(same, key=lambda fact: (not fact.ambiguous, fact.value))
    return min(same, key=lambda fact: fact.citation.page)


def _confirmed(best: Fact, facts: Sequence[Fact]) -> tuple[Fact, bool]:
    """A recognised date the engine half trusts, against the other places of the document that date the same act.

    Returns:
        The date to take and whether even that is too doubtful to be read.
    """
    trust = _trust(best)
    if best.ambiguous or trust >= SOLID_TRUST:
        return best, False
    day = date.fromisoformat(best.value)
    scrawls = [fact.attribute("text") or "" for fact in facts if not fact.value]
    others = [
        fact
        for fact in facts
        if fact is not best and fact.value and not fact.ambiguous and fact.attribute("unlabelled") is None
    ]
    if any(fact.value == best.value for fact in others) or any(could_be(text, day) for text in scrawls):
        return best, False
    near = [fact for fact in others if abs((date.fromisoformat(fact.value) - day).days) <= SAME_ACT_DAYS]
    solid = [fact for fact in near if _trust(fact) >= SOLID_TRUST]
    if solid:
        return replace(solid[0], role=best.role), False
    return best, bool(near) or trust < LONE_TRUST


def _trust(fact: Fact) -> int:
    """Word confidence of a recognised date; embedded text is certain."""
    return int(fact.attribute("trust") or 100)


def _rank(fact: Fact, order: Sequence[str]) -> tuple[int, int]:
    """Dates without a label of their own come after all labelled ones, what a sentence says was done after both."""
    told = fact.attribute("prose") is not None and fact.role == "performed"
    unlabelled = fact.attribute("unlabelled") is not None
    return (2 if told else 1 if unlabelled else 0, order.index(fact.role or ""))


def _unread(facts: Sequence[Fact], order: Sequence[str]) -> Fact | None:
    """The most telling date place that holds no readable date; something illegible before something absent."""
    places = [fact for fact in facts if not fact.value and fact.role in order]
    return min(
        places,
        key=lambda fact: (fact.attribute("state") != "illegible", order.index(fact.role or ""), fact.citation.page),
        default=None,
    )


def _outranked(best: Fact, unread: Fact | None, order: Sequence[str]) -> bool:
    """An illegible date in the place that counts most is not replaced by a date from a lesser place."""
    if unread is None or unread.attribute("state") != "illegible":
        return False
    if best.attribute("unlabelled") is not None:
        return True
    if best.role == "signed" and not best.ambiguous:
        agrees = could_be(unread.attribute("text") or "", date.fromisoformat(best.value))
        return not agrees and _trust(best) < SOLID_TRUST
    return order.index(unread.role or "") < order.index(best.role or "")


def _settled(best: Fact, dated: Sequence[Fact], shown_path: str) -> ChosenDate:
    if not best.ambiguous:
        reason = None
        if best.attribute("weekday") is not None:
            reason = f"{best.citation.quote[:40]!r}: the weekday beside it settles which number is the month"
        return ChosenDate(
            EvidenceDate(date.fromisoformat(best.value), best.role, "read", citation=best.citation), reason
        )
    days = tuple(date.fromisoformat(text) for text in (best.attribute("alternatives") or "").split("|"))
    told = {fact.value for fact in dated if not fact.ambiguous and fact.role == best.role}
    agreed = [day for day in days if day.isoformat() in told]
    if len(agreed) == 1:
        reason = f"{best.citation.quote[:40]!r}: the same date is written out elsewhere in the document"
        return ChosenDate(EvidenceDate(agreed[0], best.role, "read", days, best.citation), reason)
    order = _order_of(dated)
    if order is not None and (day := _by_order(best, days, order)) is not None:
        shown = "day" if order == "dmy" else "month"
        reason = f"{best.citation.quote[:40]!r}: other dates of the document can only be written {shown} first"
        return ChosenDate(EvidenceDate(day, best.role, "read", days, best.citation), reason)
    named = [day for day in days if _name_says(shown_path, day)]
    if len(named) == 1:
        reason = f"date can mean {' or '.join(day.isoformat() for day in days)}; the file or folder name decides"
        return ChosenDate(EvidenceDate(named[0], best.role, "read", days, best.citation), reason)
    return ChosenDate(EvidenceDate(None, best.role, "ambiguous", days, best.citation))


def _order_of(dated: Sequence[Fact]) -> str | None:
    """How the dates in numbers are written that leave no choice; None without one or where they differ."""
    orders = {order for fact in dated if (order := fact.attribute("order")) is not None}
    return next(iter(orders)) if len(orders) == 1 else None


def _by_order(best: Fact, days: Sequence[date], order: str) -> date | None:
    """The reading that has day and month where the order says, from the numbers as they are quoted."""
    match = FIRST_NUMBERS.search(best.attribute("written") or "")
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    wanted = (second, first) if order == "dmy" else (first, second)
    return next((day for day in days if (day.month, day.day) == wanted), None)


def _name_says(shown_path: str, day: date) -> bool:
    """Whether a name carries this day, or this month without a day."""
    for match in NAME_DATE.finditer(shown_path):
        if (int(match["y"]), int(match["m"])) == (day.year, day.month) and (
            match["d"] is None or int(match["d"]) == day.day
        ):
            return True
    for match in NAME_MONTH.finditer(shown_path):
        if (int(match["y"]), MONTHS[match["mon"].lower()]) == (day.year, day.month) and (
            match["d"] is None or int(match["d"]) == day.day
        ):
            return True
    return False


def _fallback(dated: Sequence[Fact], document_type: str) -> Fact | None:
    """A date without a role: the newest row of a register, or the only date a document has."""
    loose = [
        fact
        for fact in dated
        if fact.role in (None, "performed") and not fact.ambiguous and fact.attribute("prose") is None
    ]
    if document_type in ROW_DATED:
        return max(loose, key=lambda fact: fact.value, default=None)
    days = {fact.value for fact in loose}
    return loose[0] if len(days) == 1 else None
