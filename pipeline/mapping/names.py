"""Names of people as documents write them, compared: "Smith, Jane", "J. Smith" and "Jane Smith"."""

import re
import unicodedata
from collections.abc import Iterable

# Anything that is not a letter, an apostrophe or a hyphen ends a word of a name; linear by construction.
NOT_A_NAME_LETTER = re.compile(r"[^a-z'-]")
HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "m", "mme"})
PARTS_OF_A_NAME = 6

Name = tuple[str, ...]


def name_of(written: str) -> Name:
    """The parts of a name, first name first, without accents and honorifics; empty when there is none.

    >>> name_of("Tremblay, Zoé")
    ('zoe', 'tremblay')
    """
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode().casefold()
    if plain.count(",") == 1:
        last, first = plain.split(",")
        plain = f"{first} {last}"
    parts = [part.strip("'-") for part in NOT_A_NAME_LETTER.sub(" ", plain).split()]
    return tuple(part for part in parts if part and part not in HONORIFICS)[:PARTS_OF_A_NAME]


def same_person(left: Name, right: Name) -> bool:
    """Whether two written names can be one person: last names equal, first names equal or one an initial of it."""
    if not left or not right:
        return False
    if left == right:
        return True
    if len(left) == 1 or len(right) == 1 or left[-1] != right[-1]:
        return False
    first, other = left[0], right[0]
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


class Roster:
    """People, each once however often and however differently written.

    An initial joins a full name only when it fits exactly one of them: two J. Smiths stay a doubt, not a guess.
    """

    def __init__(self, written: Iterable[str] = ()) -> None:
        self._by_last: dict[str, list[Name]] = {}
        self._shown: dict[Name, str] = {}
        # Longest first, so that "Jane Smith" stands before "J. Smith" asks whether it is she.
        for shown in sorted(dict.fromkeys(written), key=lambda text: (-len(text), text)):
            self._add(shown)

    def _add(self, shown: str) -> None:
        name = name_of(shown)
        if name and self.find(name) is None:
            self._by_last.setdefault(name[-1], []).append(name)
            self._shown[name] = " ".join(shown.split())

    def find(self, name: Name) -> Name | None:
        """The one person this name can be, or None."""
        if not name:
            return None
        found = [other for other in self._by_last.get(name[-1], ()) if same_person(name, other)]
        if name in found:
            return name
        return found[0] if len(found) == 1 else None

    def shown(self, name: Name) -> str:
        """The name as the client wrote it."""
        return self._shown[name]

    @property
    def people(self) -> tuple[Name, ...]:
        """Everybody, in the order of last and first names."""
        return tuple(sorted(self._shown, key=lambda name: (name[-1], name)))

    def __len__(self) -> int:
        return len(self._shown)
