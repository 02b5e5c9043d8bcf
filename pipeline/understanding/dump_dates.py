"""Step 5, part: all papers of one dump -> days in numbers that other papers of the dump settle, and which paper does.

Where a paper alone leaves open which number is the month, the rest of the dump may tell: the same form, author or
firm's papers of one type; a register, matrix or minutes that name the same event; the name of another copy. It counts
only where all of it agrees; else both days stay. Every answer is a function of the papers, not of their order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.model import Fact, Profile, ReadDocument, Understanding
from pipeline.understanding.day_month import by_order, name_says
from pipeline.understanding.dump_events import Events
from pipeline.understanding.dump_orders import Kind, Orders

CONTAINER = " › "
_WHOSE: Mapping[Kind, str] = {
    "form": "papers on the same form",
    "author": "the same author's papers of this type",
    "firm": "the company's papers of this type",
}
_FIRST = {"dmy": "the day", "mdy": "the month"}


@dataclass(frozen=True, slots=True)
class Vote:
    """One piece of evidence.

    Args:
        day: The reading it speaks for.
        decides: False where it alone is too weak to settle, but strong enough to contradict.
        place: The file and page it stands on, for a reason.
        said: The reason it gives.
    """

    day: date
    decides: bool
    place: str
    said: str


def settle_across(
    documents: Sequence[ReadDocument], profile: Profile, also_at: Mapping[str, Sequence[str]]
) -> tuple[ReadDocument, ...]:
    """Settle open days by the rest of the dump, where it is strong and of one voice, and say by what.

    Args:
        documents: All of one engagement, in any order.
        also_at: By content hash, the other places the client put the same bytes at.
    """
    if not any(_is_open(document.understanding) for document in documents):
        return tuple(documents)
    orders, events = Orders(documents), Events(documents, profile)
    settled = []
    for document in documents:
        fact = _open_date(document.understanding)
        if fact is None:
            settled.append(document)
            continue
        copies = also_at.get(document.understanding.document.source_id, ())
        votes = [*_by_names(document, fact, copies), *_by_events(document, fact, events)]
        votes += _by_orders(document, fact, orders)
        settled.append(_decided(document, fact, votes, max(profile.as_of, profile.audit_date)))
    return tuple(settled)


def _is_open(known: Understanding) -> bool:
    return known.evidence_date.state == "ambiguous" and len(known.evidence_date.alternatives) > 1


def _open_date(known: Understanding) -> Fact | None:
    """The ambiguous date that was chosen to place the document, as the finder left it."""
    when = known.evidence_date
    shown = "|".join(day.isoformat() for day in when.alternatives)
    return next(
        (
            fact
            for fact in known.facts
            if _is_open(known) and fact.citation == when.citation and fact.attribute("alternatives") == shown
        ),
        None,
    )


def _decided(document: ReadDocument, fact: Fact, votes: Sequence[Vote], latest: date) -> ReadDocument:
    known = document.understanding
    days = {vote.day for vote in votes}
    first = next((vote for vote in votes if vote.decides), None)
    if first is None or max(days) > latest:  # what is said of a day to come is said of another
        return document
    if len(days) > 1:
        against = next(vote for vote in votes if vote.day != first.day)
        said = f"{_quoted(fact)}: other papers of the dump disagree on it: {first.place}; {against.place}"
        return replace(document, understanding=_because(known, said))
    when = replace(known.evidence_date, value=first.day, state="read")
    return replace(document, understanding=replace(_because(known, first.said), evidence_date=when))


def _because(known: Understanding, said: str) -> Understanding:
    answer = known.classification
    return replace(known, classification=replace(answer, reasons=(*answer.reasons, said)))


def _quoted(fact: Fact) -> str:
    return repr((fact.attribute("written") or fact.citation.quote)[:40])


def _by_names(document: ReadDocument, fact: Fact, copies: Sequence[str]) -> Iterator[Vote]:
    """The names of the same bytes at other places; an archive's own name tells when it was packed."""
    for path in sorted({document.shown_path, *copies}):
        name = path.rsplit(CONTAINER, 1)[-1]
        for day in document.understanding.evidence_date.alternatives:
            if name_says(name, day):
                said = f"{_quoted(fact)}: the name of a copy of the same file settles which number is the month: {path}"
                yield Vote(day, True, path, said)


def _by_events(document: ReadDocument, fact: Fact, events: Events) -> Iterator[Vote]:
    for one in events.naming(document, document.understanding.evidence_date.alternatives):
        place = f"{one.shown_path}, page {one.page}"
        yield Vote(one.day, True, place, f"{_quoted(fact)}: {place}, names the same event on {one.day.isoformat()}")


def _by_orders(document: ReadDocument, fact: Fact, orders: Orders) -> Iterator[Vote]:
    """How others of its form, author and firm write; papers that differ speak for either day."""
    days = document.understanding.evidence_date.alternatives
    for custom in orders.of(document.understanding, fact):
        for instance in custom.shown:
            day = by_order(fact, days, instance.order)
            if day is None:
                continue
            place = f"{instance.shown_path}, page {instance.page}"
            said = (
                f"{_quoted(fact)}: {_WHOSE[custom.kind]} put {_FIRST[instance.order]} first on {custom.papers} other"
                f" papers and never otherwise, as on {place}"
            )
            yield Vote(day, custom.settles, place, said)
