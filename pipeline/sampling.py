"""How many documents a rule wants: from the instrument, the client's own words, or the pack's marked default."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from pipeline.mapping.periods import SPANS
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


@dataclass(frozen=True, slots=True)
class SaidCadence:
    """A rhythm the client's own words set for one type of record.

    Args:
        day: Date of the document that says so; None when it has none.
    """

    document_type: str
    cadence: str
    citation: Citation
    document_id: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a rule expects of this employer.

    Args:
        span: Months in a period; None where no periods are counted.
        basis: Where the expectation comes from; None where nothing is counted.
        said: The client's words it rests on, or differs from; newest first.
    """

    cadence: str | None
    span: int | None
    basis: Basis | None
    said: tuple[SaidCadence, ...] = ()


def applies(rule: Rule, profile: Profile) -> bool:
    """Whether the question applies; only a known head count outside the rule's bounds says no."""
    bounds, heads = rule.applies, profile.head_count
    if bounds is None or heads is None:
        return True
    low = bounds.minimum_head_count is None or heads >= bounds.minimum_head_count
    return low and (bounds.maximum_head_count is None or heads <= bounds.maximum_head_count)


def cadences_said(documents: Iterable[ReadDocument], directive_types: Collection[str]) -> tuple[SaidCadence, ...]:
    """Every rhythm the client's directives set, newest directive first.

    Args:
        directive_types: Types whose words bind the client; a rhythm told in minutes is no rule.
    """
    said = [
        SaidCadence(record, fact.value, fact.citation, read.understanding.document.id, _day(read))
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
    if special is not None and special[0] == subject:
        return special[1]
    sentence = fact.citation.quote.casefold()
    if subject == "inspection" and fact.value == "daily" and "workplace" not in sentence:
        # What is looked at every day is looked at before use; nobody makes a formal inspection daily.
        return "pre_use_inspection"
    return next((record for words, record in SUBJECTS.get(subject, ()) if words in sentence), None)


def expectation(rule: Rule, profile: Profile, said: Sequence[SaidCadence]) -> Expectation:
    """How often a rule wants a record of this employer.

    The instrument's own number stands; a pack's default gives way to the newest of the client's words.
    """
    sampling = rule.sampling
    if sampling.kind != "per_period" or sampling.cadence is None:
        return Expectation(None, None, _counted_basis(rule))
    own = tuple(
        one for one in said if one.document_type == rule.types[0] and (one.day is None or one.day <= profile.audit_date)
    )
    if own and sampling.basis == "pack_default":
        chosen = _binding(own, sampling.cadence)
        return Expectation(chosen.cadence, SPANS[chosen.cadence], "client", own)
    return Expectation(sampling.cadence, SPANS[sampling.cadence], sampling.basis, own)


def _binding(own: Sequence[SaidCadence], default: str) -> SaidCadence:
    """Of the newest directive's words the pack's own rhythm where it is among them, else the most frequent."""
    newest = [one for one in own if one.document_id == own[0].document_id]
    return min(newest, key=lambda one: (one.cadence != default, SPANS[one.cadence]))


def _counted_basis(rule: Rule) -> Basis | None:
    """Sites, people and positions are counted on the client's own lists; records and single directives expect none."""
    kind = rule.sampling.kind
    if kind in ("all_employees", "all_positions", "holders_of_role"):
        return "client"
    return rule.sampling.basis if kind == "per_site" else None


def _day(read: ReadDocument) -> date | None:
    when = read.understanding.evidence_date
    return when.value if when.state == "read" else None
