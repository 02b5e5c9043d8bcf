"""Report: an instrument and its province's law in, what an auditor must know of the programme out.

The partner's gates stand here and nowhere else: never beside counts of documents, for nothing here is measured by them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pipeline.model import Review
from pipeline.report.cautions import caution_text
from pipeline.report.labels import Labels
from pipeline.report.names import shown_text
from pipeline.report.province import law_lines
from pipeline.report.speech import load_speech
from rules.facts import Fact
from rules.programme import Clock, Conflict, CycleYear, Gate, SizeRule, Subset, WindowRule
from rules.tables import jurisdictions

Group = Literal["programme", "clocks", "law", "conflicts", "gates"]


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One fact of a programme: what about, what is known, who says so, how sure that is, and what else to know."""

    group: Group
    about: str
    says: str
    source: str
    trust: str
    note: str


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """All facts of a programme, and what its pack does not hold.

    Args:
        cautions: What is wrong with the engagement as a whole.
        by_hand: What the auditor must do himself, in the pack's words; requirements left out with the reason.
    """

    elements_only: bool
    lines: tuple[ProgrammeLine, ...]
    by_hand: tuple[str, ...]
    cautions: tuple[str, ...]

    def of(self, *groups: Group) -> tuple[ProgrammeLine, ...]:
        """The lines of some groups."""
        return tuple(line for line in self.lines if line.group in groups)


def programme_view(review: Review, labels: Labels) -> ProgrammeView:
    """What the report says of the programme."""
    instrument = review.pack.instrument
    say = load_speech(labels.language)
    gaps = (say(gap) for gap in instrument.programme.incomplete)
    left_out = (f"{', '.join(one.requirements)}: {say(one.because)}" for one in review.pack.left_out)
    return ProgrammeView(
        instrument.depth == "elements",
        tuple(_lines(review, labels)),
        tuple(shown_text(one) for one in (*gaps, *left_out)),
        tuple(shown_text(caution_text(one, labels)) for one in review.cautions),
    )


def _lines(review: Review, labels: Labels) -> Iterator[ProgrammeLine]:
    instrument = review.pack.instrument
    programme = instrument.programme
    if instrument.size is not None:
        yield _line(labels, "programme", "programme.size", _size(instrument.size, review, labels), instrument.size)
    for part in instrument.subsets:
        yield _line(labels, "programme", "programme.subset", _subset(part, labels), part, name=part.name)
    yield _line(labels, "programme", "programme.window", _window(instrument.window, labels), instrument.window)
    for year in programme.cycle:
        yield _line(labels, "programme", "programme.year", _year(year, labels), year, n=year.year)
    yield _begun(review, labels)
    for clock in programme.clocks:
        yield _line(labels, "clocks", "programme.clock", _clock(clock, review, labels), clock, name=clock.name)
    province = jurisdictions().get(instrument.jurisdiction)
    for told in () if province is None else law_lines(province, review.profile.audit_date, labels):
        yield _line(labels, "law", told.key, told.says, told.fact, **told.values)
    for conflict in programme.conflicts:
        yield _line(
            labels, "conflicts", "programme.conflict", _conflict(conflict, labels), conflict, about=conflict.about
        )
    for gate in programme.gates:
        yield _line(labels, "gates", f"programme.scope_{gate.scope}", _gate(gate, labels), gate)


def _line(labels: Labels, group: Group, key: str, says: str, fact: Fact, **values: object) -> ProgrammeLine:
    say = load_speech(labels.language)
    named = {name: say(value) if isinstance(value, str) else value for name, value in values.items()}
    return ProgrammeLine(
        group,
        shown_text(labels(key, **named)),
        shown_text(says),
        shown_text(say(fact.source)),
        labels(f"programme.trust_{fact.confidence}"),
        shown_text(say(fact.note or "")),
    )


def _begun(review: Review, labels: Labels) -> ProgrammeLine:
    """The days that clocks can start from, as this engagement recorded them."""
    receipt = _first_receipt(review)
    received = labels("unknown") if receipt is None else receipt.isoformat()
    says = labels("programme.begun_says", receipt=received, review=review.first_review.date().isoformat())
    return ProgrammeLine("clocks", labels("programme.begun"), says, "", labels("programme.trust_here"), "")


def _size(size: SizeRule, review: Review, labels: Labels) -> str:
    heads = review.profile.head_count
    here = labels("programme.size_here", heads=labels("unknown") if heads is None else heads)
    counted = (
        labels("programme.size_counted", basis=load_speech(labels.language)(size.count_basis))
        if size.count_basis
        else ""
    )
    return " ".join(part for part in (_bounds(size, labels), counted, here) if part)


def _bounds(size: SizeRule | Subset, labels: Labels) -> str:
    if size.minimum is not None and size.maximum is not None:
        return labels("programme.size_between", minimum=size.minimum, maximum=size.maximum)
    if size.minimum is not None:
        return labels("programme.size_from", minimum=size.minimum)
    if size.maximum is not None:
        return labels("programme.size_to", maximum=size.maximum)
    return labels("programme.size_any")


def _subset(part: Subset, labels: Labels) -> str:
    mark = load_speech(labels.language)(part.mark)
    known = f"{mark}: {', '.join(part.questions)}" if part.questions else mark
    which = labels("programme.subset_known" if part.questions else "programme.subset_unread", mark=known)
    return f"{_bounds(part, labels)} {which}"


def _window(window: WindowRule, labels: Labels) -> str:
    said = labels("programme.window_months", months=window.months, anchor=labels(f"programme.{window.anchor}"))
    if window.least_months is None or window.least_gives is None:
        return said
    gives = load_speech(labels.language)(window.least_gives)
    return f"{said} {labels('programme.window_least', months=window.least_months, gives=gives)}"


def _year(year: CycleYear, labels: Labels) -> str:
    auditors = labels("programme.or").join(labels(f"programme.auditor_{one}") for one in year.auditor)
    return labels("programme.year_says", kind=labels(f"programme.audit_{year.kind}"), auditors=auditors)


def _clock(clock: Clock, review: Review, labels: Labels) -> str:
    said = labels("programme.clock_says", days=clock.days, start=labels(f"programme.starts_{clock.starts}"))
    begun = {"first_receipt": _first_receipt(review), "first_review": review.first_review.date()}.get(clock.starts)
    if begun is None:
        return said
    end = begun + timedelta(days=clock.days)
    return f"{said} {labels('programme.clock_here', begun=begun.isoformat(), end=end.isoformat())}"


def _first_receipt(review: Review) -> date | None:
    return min((item.received_at.date() for item in review.items), default=None)


def _conflict(conflict: Conflict, labels: Labels) -> str:
    return labels("programme.against").join(map(load_speech(labels.language), conflict.says))


def _gate(gate: Gate, labels: Labels) -> str:
    audits = ", ".join(labels(f"programme.audit_{one}") for one in gate.audits)
    return labels("programme.gate_says", least=gate.least, audits=audits)
