"""How many documents a rule wants: from the instrument, the client's own words, or the pack's marked default."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from pipeline.mapping.periods import SPANS, in_window
from pipeline.model import Citation, Fact, Profile, ReadDocument
from rules.model import Rule

Basis = Literal["instrument", "client", "pack_default"]

# What a sentence about a rhythm speaks of: the finder's subject, then words of the sentence that narrow it, the special
# before the general ("monthly inspections of extinguishers" are no workplace inspections), last what it means alone.
SUBJECTS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "inspection": (
            ("extinguisher", "emergency_equipment_inspection"),
            ("first aid", "emergency_equipment_inspection"),
            ("emergency", "emergency_equipment_inspection"),
            ("pre-use", "pre_use_inspection"),
            ("pre-trip", "pre_use_inspection"),
            ("vehicle", "pre_use_inspection"),
            ("ppe", "ppe_inspection"),
            ("harness", "ppe_inspection"),
            ("ladder", "ppe_inspection"),
            ("rigging", "ppe_inspection"),
            ("workplace", "workplace_inspection"),
            ("site", "workplace_inspection"),
            ("yard", "workplace_inspection"),
            ("equipment", "pre_use_inspection"),
            ("tool", "pre_use_inspection"),
            ("before use", "pre_use_inspection"),
            ("", "workplace_inspection"),
        ),
        "meeting": (
            ("toolbox", "toolbox_talk"),
            ("tailgate", "toolbox_talk"),
            ("committee", "hsc_minutes"),
            ("jhsc", "hsc_minutes"),
            ("hsc", "hsc_minutes"),
            ("", "safety_meeting"),
        ),
        "hazard_assessment": (
            ("field level", "flha"),
            ("field-level", "flha"),
            ("flha", "flha"),
            ("flra", "flha"),
            ("site-specific", "flha"),
            ("", "formal_hazard_assessment"),
        ),
        "toolbox": (("", "toolbox_talk"),),
        "drill": (("", "drill_record"),),
        "maintenance": (("", "pm_record"),),
        "statistics": (("", "statistics"),),
        "audit": (("", "previous_audit"),),
    }
)
# Where a document is about one thing, its sentences are too, whatever words they use.
SPECIAL_DIRECTIVES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "committee_terms": ("meeting", "hsc_minutes"),
        "pm_program": ("inspection", "pre_use_inspection"),
        "ppe_program": ("inspection", "ppe_inspection"),
        "emergency_plan": ("inspection", "emergency_equipment_inspection"),
    }
)

# How often somebody joins in says nothing of how often the thing is done: "members take part in an inspection every
# quarter", "attends two meetings a year". Whole words, linear.
PARTICIPATION = re.compile(
    r"\b(?:takes? part|taking part|participat\w{1,6}|joins?|joining|attends?|attending|accompan\w{1,6}"
    r"|prend part|participe\w{0,3}|assiste\w{0,3})\b"
)


@dataclass(frozen=True, slots=True)
class SaidCadence:
    """A rhythm the client's own words set for one type of record.

    Args:
        day: Date of the document that says so; None when it has none.
        group: Its version group: an older edition does not contradict the newer one.
    """

    document_type: str
    cadence: str
    citation: Citation
    document_id: str
    day: date | None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a rule expects of this employer.

    Args:
        span: Months in a period; None where no periods are counted.
        basis: Where the expectation comes from; None where nothing is counted.
        said: The client's words it rests on, or differs from; newest first.
        told: What minutes of the window tell of the same rhythm; it binds nobody and may differ.
    """

    cadence: str | None
    span: int | None
    basis: Basis | None
    said: tuple[SaidCadence, ...] = ()
    told: tuple[SaidCadence, ...] = ()


def applies(rule: Rule, profile: Profile, levels: Collection[str] = ()) -> bool:
    """Whether the question applies; only a known head count outside the rule's bounds or a lacking level says no.

    Args:
        levels: Levels of the newest org chart; none when no chart was read, and then no level is known to lack.
    """
    bounds, heads = rule.applies, profile.head_count
    if bounds is None:
        return True
    if bounds.level is not None and levels and bounds.level not in levels:
        return False
    if heads is None:
        return True
    low = bounds.minimum_head_count is None or heads >= bounds.minimum_head_count
    return low and (bounds.maximum_head_count is None or heads <= bounds.maximum_head_count)


# What was said at a meeting is no rule, but it can differ from the rule.
MINUTES = frozenset({"hsc_minutes", "safety_meeting"})


def cadences_said(documents: Iterable[ReadDocument], directive_types: Collection[str]) -> tuple[SaidCadence, ...]:
    """Every rhythm the client's directives set, newest directive first.

    Args:
        directive_types: Types whose words bind the client; a rhythm told in minutes is no rule.
    """
    said = [
        SaidCadence(
            record,
            fact.value,
            fact.citation,
            read.understanding.document.id,
            _day(read),
            read.understanding.version_group,
        )
        for read in documents
        if read.understanding.classification.document_type in directive_types and not read.understanding.restricted
        for fact in read.understanding.facts
        if fact.kind == "cadence" and fact.value in SPANS and not fact.ambiguous
        for record in (subject_of(fact, read.understanding.classification.document_type),)
        if record is not None
    ]
    return tuple(sorted(said, key=lambda one: (-(one.day or date.min).toordinal(), one.document_id)))


def subject_of(fact: Fact, document_type: str = "") -> str | None:
    """The type of record a sentence about a rhythm speaks of; None when it cannot be told."""
    subject = (fact.attribute("subject") or fact.role or "").casefold().replace(" ", "_")
    special = SPECIAL_DIRECTIVES.get(document_type)
    sentence = fact.citation.quote.casefold()
    if PARTICIPATION.search(sentence):
        return None
    if special is not None and special[0] == subject:
        return special[1]
    if subject == "inspection" and fact.value == "daily" and "workplace" not in sentence:
        # What is looked at every day is looked at before use; nobody makes a formal inspection daily.
        return "pre_use_inspection"
    return next((record for words, record in SUBJECTS.get(subject, ()) if words in sentence), None)


def expectation(
    rule: Rule, profile: Profile, said: Sequence[SaidCadence], told: Sequence[SaidCadence] = ()
) -> Expectation:
    """How often a rule wants a record of this employer.

    The instrument's own number stands; a pack's default gives way to the newest of the client's words.

    Args:
        said: What directives say; ``told``: what minutes tell.
    """
    sampling = rule.sampling
    if sampling.kind != "per_period" or sampling.cadence is None:
        return Expectation(None, None, _counted_basis(rule))
    own = tuple(
        one for one in said if one.document_type == rule.types[0] and (one.day is None or one.day <= profile.audit_date)
    )
    heard = tuple(
        one
        for one in told
        if one.document_type == rule.types[0] and one.day is not None and in_window(one.day, profile.window)
    )
    if own and sampling.basis == "pack_default":
        chosen = _binding(own, sampling.cadence)
        return Expectation(chosen.cadence, SPANS[chosen.cadence], "client", own, heard)
    return Expectation(sampling.cadence, SPANS[sampling.cadence], sampling.basis, own, heard)


def _binding(own: Sequence[SaidCadence], default: str) -> SaidCadence:
    """Of the newest directive's words the pack's own rhythm where it is among them, else the most frequent."""
    newest = [one for one in own if one.document_id == own[0].document_id]
    return min(newest, key=lambda one: (one.cadence != default, SPANS[one.cadence]))


def _counted_basis(rule: Rule) -> Basis | None:
    """Sites, people and positions are counted on the client's own lists; records and single directives expect none."""
    kind = rule.sampling.kind
    if kind in ("all_employees", "all_positions", "holders_of_role", "first_duty_after"):
        return "client"
    return rule.sampling.basis if kind in ("per_site", "sample") else None


def _day(read: ReadDocument) -> date | None:
    when = read.understanding.evidence_date
    return when.value if when.state == "read" else None
