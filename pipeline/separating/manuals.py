"""Step 4: contents lists and the headings they name -> the pages that lie in one manual with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from pipeline.separating.traits import PageTraits

FARTHEST = 12
"""Pages between two headings of one contents list; a chapter is hardly longer than that without a title."""
LIKE = 88.0
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class InManual:
    """How a page stands to the last contents list before it.

    Args:
        inside: A later page, or this one, bears a heading that the list names next: the list still reaches here.
        listed: This page bears it.
        behind: A list was shown before and reaches no longer.
    """

    inside: bool = False
    listed: bool = False
    behind: bool = False


def manuals_of(traits: Sequence[PageTraits]) -> tuple[InManual, ...]:
    """How each page stands to the contents list before it.

    Args:
        traits: All pages of a file, blank ones too.
    """
    found = [InManual() for _ in traits]
    place = 0
    while place < len(traits):
        if not traits[place].contents:
            place += 1
            continue
        last = place
        while last + 1 < len(traits) and traits[last + 1].contents:
            last += 1
        entries = [entry for page in traits[place : last + 1] for entry in page.entries]
        named = _headings(traits, last + 1, entries)
        reach = max(named, default=last)
        for inner in range(place + 1, reach + 1):
            found[inner] = InManual(True, inner in named, False)
        for beyond in range(max(reach, last) + 1, len(traits)):
            found[beyond] = InManual(False, False, True)
        place = max(reach, last) + 1
    return tuple(found)


def _headings(traits: Sequence[PageTraits], first: int, entries: Sequence[str]) -> frozenset[int]:
    """Pages that open with an entry of the list, entry after entry, each within reach of the one before."""
    named: set[int] = set()
    onward, last = 0, first - 1
    for place in range(first, len(traits)):
        if place - last > FARTHEST or traits[place].contents:
            break
        opening = [key for key in (traits[place].title_key, *traits[place].heads[:3]) if len(key) >= SHORTEST]
        at = next((n for n in range(onward, len(entries)) if _opens(opening, entries[n])), None)
        if at is not None:
            named.add(place)
            onward, last = at, place
    return frozenset(named)


def _opens(opening: Sequence[str], entry: str) -> bool:
    if len(entry) < SHORTEST:
        return False
    return any(
        key == entry or ratio(key, entry, score_cutoff=LIKE) > 0 or key.startswith(entry) or entry.startswith(key)
        for key in opening
    )
