"""Step 5, finder: a document -> the people in it by the part they play: attendee, trainer, inspector, chair …."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.facts.namelists import Listed, people_at
from pipeline.facts.people_labels import Label, labels_of
from pipeline.facts.people_seen import Seen, part_of, settled, spaced
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.facts.sheets import lists_of, sheets_of
from pipeline.model import Fact

MOST_PEOPLE = 400
MOST_LINES_ON = 3
"""A list of people may run over so many further lines."""
# Parts that a whole list of people has, parted by wide blanks if need be; of the others a wide blank ends the answer.
ALWAYS_LISTED = frozenset({"attendee", "absent"})
SEVERAL = frozenset({"crew", "team", "équipe", "avec", "with", "asked", "consulted", "on", "here"})
"""Last words of labels that several people answer to, besides plurals."""
# A list that goes on below: its line ends in a comma or in "and".
GOES_ON = re.compile(r"(?:[,;&+]|\b(?:and|et))\s{0,4}$", re.I)
# "This certifies that", "awarded to": the name follows, on the same line or below.
CERTIFIES = re.compile(
    r"\b(?:this (?:is to )?certif(?:y|ies) that|certifies that|awarded to|presented to|granted to|certified that"
    r"|conferred (?:up)?on|décerné à|décernée à|certifie que|atteste que|remis à)\s{0,2}:?",
    re.I,
)
RECORDS = frozenset({"record", "none"})
TICKETS = frozenset({"training_certificate", "first_aid_certificate", "fit_test", "driver_file"})


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "person" with role; attribute title where the page gives one. Sheets first, then labels, then lists."""
    seen: list[Seen] = []
    for page in reading.pages:
        seen += sheets_of(reading, page)
        seen += _labelled(reading, page)
        seen += lists_of(reading, page)
        if len(seen) > 2 * MOST_PEOPLE:
            break
    for person in settled(seen)[:MOST_PEOPLE]:
        title = (("title", person.title),) if person.title else ()
        yield Fact("person", person.name, reading.cite(person.line), "people", person.role, title)


def _labelled(reading: Reading, page: PageReading) -> Iterator[Seen]:
    """The words "Trainer: Jane Doe", "Led by Jane Doe" and, for lists, "Present: Jane Doe, John Roe (Manager)"."""
    for line in page.lines:
        text = spaced(line)
        if len(text.strip()) < 2:
            continue
        labels = tuple(labels_of(text, reading.document_type, reading.family, reading.kind in RECORDS))
        for label, following in zip(labels, (*labels[1:], None), strict=False):
            stop = following.start if following is not None else len(text)
            for person in _answer(page, line, text[label.end : stop], label, following is None):
                yield from _as_seen(reading, label, person, line)
        certified = CERTIFIES.search(text) if reading.document_type in TICKETS else None
        if certified is not None:
            yield from _certified(page, line, text[certified.end() :])


def _answer(page: PageReading, line: Line, value: str, label: Label, last: bool) -> tuple[Listed, ...]:
    """Who stands behind a label; a label alone on its line is answered on the next."""
    wide = label.role in ALWAYS_LISTED or label.words.rpartition(" ")[2] in SEVERAL or label.words.endswith("s")
    if last and label.colon and not value.strip(" _.…"):
        return _below(page, line, wide)
    if last and wide:
        value = _run_on(page, line, value)
    return people_at(value, wide)


def _run_on(page: PageReading, line: Line, value: str) -> str:
    """A list that goes on over the line's end, joined."""
    for following in page.lines[line.index + 1 : line.index + 1 + MOST_LINES_ON]:
        text = spaced(following).strip()
        if not text or ":" in text or not GOES_ON.search(value):
            break
        value = f"{value.rstrip()} {text}"
    return value


def _below(page: PageReading, line: Line, wide: bool) -> tuple[Listed, ...]:
    for following in page.lines[line.index + 1 : line.index + 3]:
        if following.text.strip():
            return people_at(_run_on(page, following, spaced(following)), wide)
    return ()


def _as_seen(reading: Reading, label: Label, person: Listed, line: Line) -> Iterator[Seen]:
    """A listed person in the label's part, and in the one the words behind the name give."""
    told = Seen(person.name, label.role, line, person.title)
    own = part_of(reading, label.role, person.title)
    if own == "absent":
        yield replace(told, role="absent")
        return
    if own is None or own != "supervisor":
        yield told
    if own is not None and own != label.role:
        yield replace(told, role=own)


def _certified(page: PageReading, line: Line, value: str) -> Iterable[Seen]:
    """Whom a ticket is made out to."""
    listed = people_at(value, wide=False)
    if not listed and not value.strip(" _.:"):
        for following in page.lines[line.index + 1 : line.index + 4]:
            if following.text.strip():
                listed, line = people_at(spaced(following), wide=False), following
                break
    return tuple(Seen(person.name, "holder", line) for person in listed[:1])
