"""What is wrong with an engagement as a whole: another stream's head count, no day of submission, an empty window."""

from collections.abc import Mapping, Sequence

from pipeline.engagement import Engagement
from pipeline.model import Caution, Profile, ReadDocument
from rules.model import Instrument, RulePack
from rules.streams import wrong_stream

IDS_SHOWN = 12


def cautions(
    engagement: Engagement,
    pack: RulePack,
    profile: Profile,
    documents: Sequence[ReadDocument],
    kinds: Mapping[str, str],
) -> tuple[Caution, ...]:
    """Everything an auditor must know before reading a single question.

    Args:
        kinds: Document type -> "directive", "record" or "none".
    """
    instrument = pack.instrument
    found = (
        head_count_caution(instrument, profile.head_count),
        _no_heads(pack) if profile.head_count is None else None,
        None if engagement.window_to else _submission(instrument, profile),
        _no_records(profile, documents, kinds),
    )
    return tuple(caution for caution in found if caution is not None)


def head_count_caution(instrument: Instrument, head_count: int | None) -> Caution | None:
    """The head count is not one the instrument is for; None: it may be, or nobody knows."""
    wrong = wrong_stream(instrument, head_count)
    if wrong is None:
        return None
    minimum, maximum = ("" if bound is None else str(bound) for bound in wrong.bound)
    values = {
        "instrument": instrument.id,
        "heads": str(wrong.head_count),
        "minimum": minimum,
        "maximum": maximum,
        "other": wrong.instead or "",
        "source": wrong.source,
        "confidence": wrong.confidence,
    }
    return Caution("head_count", tuple(values.items()))


def _submission(instrument: Instrument, profile: Profile) -> Caution | None:
    window = instrument.window
    if window.anchor == "audit_date":
        return None
    values = {
        "instrument": instrument.id,
        "months": str(window.months),
        "day": profile.audit_date.isoformat(),
        "source": window.source,
        "confidence": window.confidence,
    }
    return Caution("submission", tuple(values.items()))


def _no_heads(pack: RulePack) -> Caution | None:
    """Nobody gave the head count: the questions it decides are all asked."""
    bounded = [
        rule.question
        for rule in pack.rules
        if rule.applies is not None
        and (rule.applies.minimum_head_count is not None or rule.applies.maximum_head_count is not None)
    ]
    shown = ", ".join(bounded[:IDS_SHOWN]) + (" …" if len(bounded) > IDS_SHOWN else "")
    return Caution("no_heads", (("instrument", pack.instrument.id), ("questions", shown))) if bounded else None


def _no_records(profile: Profile, documents: Sequence[ReadDocument], kinds: Mapping[str, str]) -> Caution | None:
    """Records were found, and none of them is dated inside the window: the dates of the engagement may be wrong."""
    read = [one.understanding for one in documents]
    records = [one for one in read if kinds.get(one.classification.document_type) == "record"]
    days = [one.evidence_date.value for one in records if one.evidence_date.value is not None]
    window = profile.window
    if not records or any(window.first <= day <= window.last for day in days):
        return None
    newest = max(days).isoformat() if days else ""
    values = {"first": window.first.isoformat(), "last": window.last.isoformat(), "newest": newest}
    return Caution("no_records", tuple(values.items()))
