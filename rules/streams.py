"""Which stream of a programme a company falls in by its head count, told in sentences with the source."""

from rules.jurisdiction import Jurisdiction, Stream
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


def contradiction(instrument: Instrument, head_count: int | None) -> str | None:
    """Why an instrument is not the one for that head count, and which is; None: it may be, or the count is unknown."""
    size = instrument.size
    if head_count is None or size is None:
        return None
    low = size.minimum is not None and head_count < size.minimum
    high = size.maximum is not None and head_count > size.maximum
    if not low and not high:
        return None
    law = jurisdictions().get(instrument.jurisdiction)
    other = size.other or _other(law, head_count)
    instead = f" Use {other}, or correct the head count." if other else " Correct the head count or the instrument."
    bound = f"from {size.minimum}" if low else f"up to {size.maximum}"
    return (
        f"{instrument.id} is for companies {bound} people and the head count is {head_count}.{instead}"
        f" Source: {size.source} ({size.confidence})."
    )


def anchor_note(instrument: Instrument) -> str | None:
    """What to do where the programme counts back from the day of submission, which no file states."""
    if instrument.window.anchor == "audit_date":
        return None
    return (
        f"{instrument.id} counts {instrument.window.months} months back from the day the audit is submitted, not from"
        " the audit date. Give that day as window_to in engagement.toml; until then the audit date is taken."
        f" Source: {instrument.window.source} ({instrument.window.confidence})."
    )


def _other(law: Jurisdiction | None, head_count: int) -> str | None:
    streams = () if law is None else law.streams_for(head_count)
    return next((name for stream in streams for name in stream.instruments), None)


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
