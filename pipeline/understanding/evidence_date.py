"""Step 5, part: the dates of a document -> the one that places it in time, with role and state."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipeline.facts.daterepair import could_be
from pipeline.model import EvidenceDate, Fact
from pipeline.understanding.day_month import ChosenDate, settled
from pipeline.understanding.years import is_yearless, settle_year

SOLID_TRUST = 85
"""From this word confidence on a recognised date stands alone."""
MOST_UNLABELLED = 3
BINDS = frozenset({"effective", "signed"})
"""What makes a directive binding; the later of the two is the day it speaks for."""
LONE_TRUST = 75
"""Under this a recognised date needs a second place in the document that says the same day."""

SAME_ACT_DAYS = 31
"""Dates of one form within a month of each other are readings of one day, or close enough to doubt them."""

# The day a record was sent on or keyed in tells of the paper's way, never of the day it speaks for; but a worker's
# report of a hazard is made by sending it.
_RECORD = ("performed", "meeting", "issued", "incident", "signed", "revised", "effective")
_ORDERS: dict[str, tuple[str, ...]] = {
    "directive": ("effective", "signed", "revised", "issued", "performed", "meeting"),
    "ticket": ("issued", "performed", "signed", "effective"),
    "meeting": ("meeting", "performed", "issued", "signed"),
    "investigation": ("performed", "issued", "signed", "incident"),
    "audit": ("on_site", "issued", "performed", "signed", "effective", "revised"),
    "incident": ("incident", "performed", "issued", "signed"),
    "assessment": ("revised", "performed", "issued", "signed", "effective"),
    "letter": ("issued", "sent", "performed", "signed", "effective", "revised", "incident", "meeting"),
    "notice": ("issued", "sent", "performed", "signed", "effective", "revised", "incident", "meeting", "printed"),
    "report": (*_RECORD, "sent"),
    "log": ("revised", "issued", "effective", "printed", "performed", "meeting", "signed"),
    "record": _RECORD,
}
_TYPES: dict[str, str] = {
    **dict.fromkeys(("training_certificate", "first_aid_certificate", "driver_file"), "ticket"),
    **dict.fromkeys(("hsc_minutes", "safety_meeting"), "meeting"),
    **dict.fromkeys(("incident_report", "near_miss_report", "first_aid_record", "wcb_form"), "incident"),
    "formal_hazard_assessment": "assessment",
    "hazard_report": "report",
    "incident_investigation": "investigation",
    "previous_audit": "audit",
    **dict.fromkeys(("sds", "legislation", "safety_handout"), "letter"),
    **dict.fromkeys(("not_evidence", "communication"), "notice"),
    **dict.fromkeys(
        ("training_matrix", "corrective_action_log", "concern_log", "statistics", "job_task_inventory", "org_chart"),
        "log",
    ),
}
LISTS = frozenset(
    "training_matrix corrective_action_log concern_log statistics job_task_inventory org_chart document_control"
    " pm_record resources training_needs".split()
)
"""A day in the title of these is their state; what stands below is their entries' own."""
ROW_DATED = frozenset({"corrective_action_log", "concern_log", "pm_record", "training_signin"})
"""Registers that carry dates in their rows only: the newest row dates them."""


def choose(
    facts: Sequence[Fact], kind: str, document_type: str, shown_path: str, latest: date = date.max
) -> ChosenDate:
    """Pick the date that counts for this kind of document.

    Args:
        facts: Facts of kind "date", places nobody could read or fill included.
        shown_path: Folder and file name; they may settle day and month, or the year, of a date; they never give one.
        latest: The last day a record can bear.
    """
    group = _TYPES.get(document_type, "directive" if kind == "directive" else "record")
    order = _ORDERS[group]
    chosen = _choose([fact for fact in facts if not is_yearless(fact)], order, document_type, shown_path)
    if chosen.date.state == "absent" and document_type not in LISTS | ROW_DATED:
        chosen = settle_year(facts, order, shown_path, latest) or chosen
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
    most = MOST_UNLABELLED if document_type != "not_evidence" else 1
    dated = _without_rows([fact for fact in facts if fact.value], most)
    if "incident" in (order[0], order[-1]):  # "done on 20 May" in a report's sentence is the day of a repair
        dated = [fact for fact in dated if fact.role != "performed" or fact.attribute("prose") is None]
    if order is _ORDERS["investigation"]:  # a bare "When:" asks for the event; it speaks for the day it was finished
        dated = [replace(fact, role="incident") if _is_bare(fact) else fact for fact in dated]
    best, unread = _best(dated, order), _unread(facts, order)
    titled = next((fact for fact in dated if _is_titled(fact)), None) if document_type in LISTS else None
    if titled is not None:
        best = titled
    if best is not None and document_type in ROW_DATED and _is_row(best):
        rows = [fact for fact in dated if _is_row(fact) and not fact.ambiguous]
        best = max(rows, key=lambda fact: fact.value, default=best)
    if best is not None:
        best, doubtful = _confirmed(best, [fact for fact in facts if fact.role in order])
        if doubtful:
            return ChosenDate(EvidenceDate(None, best.role, "illegible", citation=best.citation))
        if not _outranked(best, unread, order):
            return settled(_in_its_place(best, unread, order), dated, shown_path)
    if unread is not None and unread.attribute("state") == "illegible":
        return ChosenDate(EvidenceDate(None, unread.role, "illegible", citation=unread.citation))
    fallback = _fallback(dated, document_type)
    if fallback is not None:
        return settled(fallback, dated, shown_path)
    return ChosenDate(EvidenceDate(None, None, "absent", citation=unread.citation if unread is not None else None))


def _is_titled(fact: Fact) -> bool:
    """The day a list says in its title that it stands at."""
    return (
        fact.attribute("title") is not None and not fact.ambiguous and fact.role in {"performed", "revised", "issued"}
    )


def _is_row(fact: Fact) -> bool:
    """An entry of a running sheet: a day without a label, and not in the sheet's title."""
    return fact.attribute("unlabelled") is not None and fact.attribute("title") is None and fact.role == "performed"


def _is_bare(fact: Fact) -> bool:
    """A date that nothing but "Date:", "When:" or its place at the head tells the part of."""
    return fact.role == "performed" and any(fact.attribute(name) is not None for name in ("label", "unlabelled"))


def _without_rows(dated: Sequence[Fact], most: int) -> list[Fact]:
    """Many unlabelled dates at the head are rows of a register, none of them the document's.

    Args:
        most: So many different days may stand there and still be the document's; of receipts and hours, one.
    """
    bare = {fact.value for fact in dated if fact.role == "performed" and fact.attribute("unlabelled") is not None}
    if len(bare) <= most:
        return list(dated)
    return [
        replace(fact, role=None)
        if fact.attribute("unlabelled") is not None and fact.attribute("title") is None
        else fact
        for fact in dated
    ]


def _in_its_place(best: Fact, unread: Fact | None, order: Sequence[str]) -> Fact:
    """A signing date that a scrawl in the main place agrees with is the main date, written twice."""
    if best.role != "signed" or best.ambiguous or unread is None or unread.role == "signed":
        return best
    agrees = could_be(unread.attribute("text") or "", date.fromisoformat(best.value))
    return replace(best, role=unread.role) if agrees else best


def _named(role: str | None, group: str) -> str | None:
    """A bare "Date:" means the meeting on minutes, the incident on its report, the issue on a ticket or a letter."""
    plain = {
        "audit": "issued",
        "meeting": "meeting",
        "ticket": "issued",
        "letter": "issued",
        "notice": "issued",
        "incident": "incident",
    }
    return plain.get(group, role) if role == "performed" else role


def _best(dated: Sequence[Fact], order: Sequence[str]) -> Fact | None:
    """The date of the highest role, labelled before unlabelled; of several the one beside its label, or the newest."""
    ranked = [fact for fact in dated if fact.role in order]
    if not ranked:
        return None
    role = min(_rank(fact, order) for fact in ranked)
    same = [fact for fact in ranked if _rank(fact, order) == role]
    if order is _ORDERS["directive"] and same[0].role in BINDS:  # signed again each year, or in force after its signing
        same = [fact for fact in ranked if fact.role in BINDS and _rank(fact, order)[0] == role[0]]
    if order[0] in {"signed", "revised", "effective"} and same[0].role in {"signed", "revised", "effective"}:
        return max(same, key=lambda fact: (not fact.ambiguous, fact.value))
    return min(same, key=lambda fact: (fact.attribute("over") is not None, fact.citation.page))


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
