"""People of the held-out papers by the part they play: how many are found, and how many of those told are right."""

from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.heldout.houses import HeldOutDocument
from pipeline.model import Fact

SAME_PART = {"holder": "trainee"}
"""The truth knows no holder of a ticket: who holds one was taught."""
NO_PART = frozenset({"absent", "hired", "member"})
"""Parts the truth leaves out: who is away, and whom a list only names."""
SIGNER = "signer"
"""The truth gives the first part that fits, and signing is the last: whoever is named there may have signed as well."""

Told = dict[str, dict[str, Fact]]
"""Name in small letters -> part -> the fact that says so."""


def told_people(facts: Iterable[Fact]) -> Told:
    """Who is said to have which part, by persons found, signatures with a name and rows of training."""
    told: Told = {}
    for fact in facts:
        if fact.kind == "person":
            role = fact.role or ""
            told.setdefault(fact.value.casefold(), {}).setdefault(SAME_PART.get(role, role), fact)
        elif fact.kind == "signature" and (name := fact.attribute("name")):
            told.setdefault(name.casefold(), {}).setdefault("signer", fact)
        elif fact.kind == "training_row" and (name := fact.attribute("person")):
            told.setdefault(name.casefold(), {"trainee": fact})
    return told


def report_people(pairs: Iterable[tuple[HeldOutDocument, Iterable[Fact]]], misses: bool = False) -> None:
    """Print, by part, how many of the people named are found and placed, and what is told that is not so."""
    counts: Counter[tuple[str, str]] = Counter()
    for paper, facts in pairs:
        told = told_people(facts)
        for line in (*_asked(paper, told, counts), *_given(paper, told, counts)):
            if misses:
                print(line)
    for role in [*sorted({role for role, what in counts if what == "true" and role}), ""]:
        true, found, placed, said, right = (counts[role, what] for what in ("true", "found", "placed", "told", "right"))
        print(f"  {role or 'all':12} found {_share(found, true)}, in their part {_share(placed, true)}; "
              f"right of those told {_share(right, said)}")  # fmt: skip
    print(f"  told of the wrong part {counts['', 'wrong part']}, told of people the truth does not name "
          f"{counts['', 'stranger']}, told absent though there {counts['', 'wrongly absent']}")  # fmt: skip


def _asked(paper: HeldOutDocument, told: Told, counts: Counter[tuple[str, str]]) -> Iterator[str]:
    for person in paper.people:
        parts = told.get(person.name.casefold(), {})
        counts["", "wrongly absent"] += "absent" in parts
        for role in (person.role, ""):
            counts[role, "true"] += 1
            counts[role, "found"] += bool(parts)
            counts[role, "placed"] += person.role in parts
        if person.role not in parts:
            yield f"{paper.name} {paper.type}: {person.name} ({person.role}) told as {sorted(parts) or 'nobody'}"


def _given(paper: HeldOutDocument, told: Told, counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Each name told counts once: right when any of its parts is so."""
    true: dict[str, set[str]] = {}
    for person in paper.people:
        true.setdefault(person.name.casefold(), set()).add(person.role)
    for name, parts in told.items():
        own = {role: fact for role, fact in parts.items() if role not in NO_PART}
        if not own:
            continue
        known = true.get(name) or _in_full(name, true)
        right = any(_is_right(role, known) for role in own)
        counts["", "told"] += 1
        counts["", "right"] += right
        if not right:
            counts["", "wrong part" if known else "stranger"] += 1
            quotes = [(role, fact.citation.quote[:70]) for role, fact in own.items()]
            yield f"{paper.name} {paper.type}: told {quotes}, true {sorted(true.get(name, set()))}"
        for role in own:
            counts[role, "told"] += 1
            counts[role, "right"] += _is_right(role, known)


def _in_full(name: str, true: dict[str, set[str]]) -> set[str] | None:
    """The parts of the one person whom an initial and a last name can mean: "m. toews" is Marcy Toews."""
    first, _, last = name.rpartition(" ")
    fits = [full for full in true if full.endswith(f" {last}") and len(first.strip(".")) == 1 and full[0] == first[0]]
    return true[fits[0]] if len(fits) == 1 else None


def _is_right(role: str, true: set[str] | None) -> bool:
    return true is not None and (role == SIGNER or role in true)


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {100 * part / whole:.1f} %" if whole else "none"
