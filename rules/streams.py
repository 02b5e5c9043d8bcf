"""Which stream of a programme a company falls in by its head count, told in sentences with the source."""

from dataclasses import dataclass

from rules.facts import Confidence
from rules.jurisdiction import Jurisdiction, Stream
from rules.load import shipped
from rules.model import Instrument
from rules.tables import jurisdictions


def stream_lines(instrument: Instrument, head_count: int | None) -> tuple[str, ...]:
    """What a company of that province and head count must know of streams; nothing where no facts are known.

    Args:
        head_count: As the programme counts heads; None: not known, all streams of the province are named.
    """
    law = jurisdictions().get(instrument.jurisdiction)
    if law is None or not law.streams:
        return ()
    streams = law.streams if head_count is None else law.streams_for(head_count)
    heads = "Head count not given" if head_count is None else _people(head_count)
    named = "; ".join(_told(stream) for stream in streams)
    lines = [f"{heads}, {law.name}: {named or 'no stream is known for it'}."]
    lines += [f"Counted: {stream.count_basis}." for stream in streams[:1] if stream.count_basis]
    lines += [f"Note: {stream.note}" for stream in streams if stream.note]
    if law.small_stream_note:
        lines.append(law.small_stream_note)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class WrongStream:
    """A head count the instrument is not for.

    Args:
        bound: The head counts it is for, "11 or more" as a range: smallest and largest, None without end.
        instead: The instrument for that head count, where one is shipped.
    """

    head_count: int
    bound: tuple[int | None, int | None]
    instead: str | None
    source: str
    confidence: Confidence


def wrong_stream(instrument: Instrument, head_count: int | None) -> WrongStream | None:
    """Whether an instrument is not the one for that head count; None: it may be, or the count is unknown."""
    size = instrument.size
    if head_count is None or size is None:
        return None
    low = size.minimum is None or head_count >= size.minimum
    if low and (size.maximum is None or head_count <= size.maximum):
        return None
    law = jurisdictions().get(instrument.jurisdiction)
    named = (size.other, *(name for stream in _streams(law, head_count) for name in stream.instruments))
    known = shipped()
    instead = next((name for name in named if name in known), None)
    return WrongStream(head_count, (size.minimum, size.maximum), instead, size.source, size.confidence)


def _streams(law: Jurisdiction | None, head_count: int) -> tuple[Stream, ...]:
    return () if law is None else law.streams_for(head_count)


def _people(head_count: int) -> str:
    return "1 person" if head_count == 1 else f"{head_count} people"


def _told(stream: Stream) -> str:
    """The stream with its size, source and confidence."""
    if stream.minimum is None:
        size = "any head count" if stream.maximum is None else f"up to {stream.maximum}"
    elif stream.maximum is None:
        size = f"from {stream.minimum}"
    else:
        size = f"{stream.minimum} to {stream.maximum}"
    body = f", {stream.body}" if stream.body else ""
    return f"{stream.name}{body} ({size}; source: {stream.source}; {stream.confidence})"
