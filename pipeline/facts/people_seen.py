"""Step 5, foundation of the people finder: a person seen in a part, and the same person seen twice settled."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.facts.grids import cells_of
from pipeline.facts.reading import Line, Reading

# What is written behind a name on a list and says more than the list does.
PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "absent",
        re.compile(
            r"^(?:absent\w?|away|regrets|sent regrets|excusée?|on (?:leave|the road|shift)|off\b|sick|vacation|holiday"
            r"|no$|non$|did not attend|not present)",
            re.I,
        ),
    ),
    (
        "chair",
        re.compile(
            r"\bco-?chair|\bchair(?:person|ing|ed)?\b|\b(?:co)?présid|^(?:running|ran) (?:it|the meeting)",
            re.I,
        ),
    ),
    (
        "author",
        re.compile(r"\b(?:notes|minutes|note[- ]?taker|recorder|recording|secretary|scribe|secrétaire|wrote)\b", re.I),
    ),
    ("trainer", re.compile(r"^(?:trainer|instructor|facilitator|presenter|formateur|formatrice|speaker)\b", re.I)),
    (
        "supervisor",
        re.compile(
            r"^(?:foreman|foreperson|supervisor|superintendent|lead hand|crew lead|lead|contremaître|chef)\b", re.I
        ),
    ),
)
# The lists whose words behind a name are heeded, and which of the parts above make sense there.
HEEDED: dict[str, frozenset[str]] = {
    "attendee": frozenset({"absent", "chair", "author", "trainer"}),
    "worker": frozenset({"absent", "supervisor"}),
    "trainee": frozenset({"absent", "trainer"}),
    "chair": frozenset(),
}
BLANK = 1.6
"""Words further apart than so many letters stand in two cells; in type of one width a blank and a comma leave a gap."""
MEETINGS = "meeting_minutes"


@dataclass(frozen=True, slots=True)
class Seen:
    """A person in a part, on a line."""

    name: str
    role: str
    line: Line
    title: str | None = None


def spaced(line: Line) -> str:
    """The line with its cells three blanks apart, however its page gives them: by places or as text."""
    if not line.words:
        return line.text
    letters = sum(len(word.text) for word in line.words)
    wide = BLANK * sum(word.box.right - word.box.left for word in line.words) / max(letters, 1)
    told = ""
    right: float | None = None
    for text, start, end in cells_of(line):
        told += text if right is None else f"{' ' if start - right < wide else '   '}{text}"
        right = end
    return told


def part_of(reading: Reading, role: str, title: str | None) -> str | None:
    """The part the words behind a name give on a list of some part, or None when they give none."""
    if not title:
        return None
    told = next((part for part, pattern in PARTS if pattern.search(title)), None)
    if told == "supervisor" and reading.family != "hazard_assessment":
        return None
    return told if told in HEEDED.get(role, frozenset()) else None


def plain_name(name: str) -> tuple[str, ...]:
    """A name's parts in small letters, accents off."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return tuple(part.strip(".'-") for part in plain.split() if part.strip(".'-"))


def shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name is the other with an initial for one of its ends: "J. Doe", "Jane D." and "Jane Doe"."""
    if len(short) < 2 or len(full) < 2 or short == full:
        return False
    first, last = (short[0], full[0]), (short[-1], full[-1])
    if len(last[0]) > 1:
        return last[0] == last[1] and len(first[0]) == 1 and len(first[1]) > 1 and first[1].startswith(first[0])
    return len(last[1]) > 1 and last[1].startswith(last[0]) and first[0] == first[1]


def settled(seen: Sequence[Seen]) -> list[Seen]:
    """Each person once a part; who is written short in one place and in full in another, in full.

    Whoever is marked absent did not attend, whatever list the name stands on besides.
    """
    full = _in_full(seen)
    absent = {full[person.name] for person in seen if person.role == "absent"}
    found: dict[tuple[str, str], Seen] = {}
    for person in seen:
        name = full[person.name]
        if person.role == "attendee" and name in absent:
            continue
        kept = found.get((name.casefold(), person.role))
        if kept is None or (kept.title is None and person.title is not None):
            line = person.line if kept is None else kept.line
            found[name.casefold(), person.role] = Seen(name, person.role, line, person.title)
    return list(found.values())


def _in_full(seen: Iterable[Seen]) -> dict[str, str]:
    """Each name as written -> the one longer form of it that the document writes, else itself."""
    names = list(dict.fromkeys(person.name for person in seen))
    plain = {name: plain_name(name) for name in names}
    told: dict[str, str] = {}
    for name in names:
        longer = {plain[other]: other for other in names if shortens(plain[name], plain[other])}
        told[name] = next(iter(longer.values())) if len(longer) == 1 else name
    return told
