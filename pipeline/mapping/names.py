"""Names of people as documents write them, compared: "Smith, Jane", "J. Smith" and "Jane Smith"."""

import re
import unicodedata
from collections.abc import Iterable

# Anything that is not a letter, an apostrophe or a hyphen ends a word of a name; linear by construction.
NOT_A_NAME_LETTER = re.compile(r"[^a-z'-]")
HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "m", "mme"})
PARTS_OF_A_NAME = 6

LEAST_SLIPPED = 4
"""Letters of a word from which one misread letter leaves it recognisable: Jon and Jan are two people."""
# Letters that recognition takes for one another; vowels that part two people (Maria, Marie) are not among them.
LOOK_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        ("e", "c"), ("o", "c"), ("l", "i"), ("l", "t"), ("i", "t"), ("i", "j"), ("u", "v"), ("u", "n"), ("h", "b"),
        ("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("li", "h"), ("f", "t"), ("q", "g"),
    )
)  # fmt: skip

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
    held = [part for part in parts if part]
    if len(held) == 2 and held[0] == "m":
        return tuple(held)  # "M. Toews": the initial of Marcy as well as a Monsieur
    return tuple(part for part in held if part not in HONORIFICS)[:PARTS_OF_A_NAME]


def same_person(left: Name, right: Name) -> bool:
    """Whether two written names can be one person: last names equal, first names equal or one an initial of it."""
    if not left or not right:
        return False
    if left == right:
        return True
    if len(left) == 1 or len(right) == 1:
        return False
    (first, last), (other, family) = (left[0], left[-1]), (right[0], right[-1])
    if last == family:
        return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])
    # "Marcy T." and Marcy Toews: the given name in full, the other by its letter.
    return first == other and len(first) > 1 and min(len(last), len(family)) == 1 and last[0] == family[0]


def slipped(left: Name, right: Name) -> bool:
    """Whether two names differ by one letter, or pair of letters, that recognition takes for another.

    >>> slipped(name_of("Marcy Tocws"), name_of("Marcy Toews"))
    True
    >>> slipped(name_of("Maria Toews"), name_of("Marie Toews"))
    False
    """
    if len(left) != len(right) or len(left) < 2:
        return False
    apart = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
    return len(apart) == 1 and min(map(len, apart[0])) >= LEAST_SLIPPED and _misread(*apart[0])


def _misread(one: str, other: str) -> bool:
    """Whether the words differ at one place only, and there by letters of one look."""
    start = next((index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return False
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return frozenset({one[start : len(one) - end], other[start : len(other) - end]}) in LOOK_ALIKE


class Roster:
    """People, each once however often and however differently written.

    An initial, of the given or of the family name, joins a full name only when it fits exactly one of them: two
    J. Smiths stay a doubt, not a guess. So does a name with one letter misread, when no name fits as written.
    """

    def __init__(self, written: Iterable[str] = ()) -> None:
        self._by_last: dict[str, list[Name]] = {}
        self._by_first: dict[str, list[Name]] = {}
        self._shown: dict[Name, str] = {}
        # Longest first, so that "Jane Smith" stands before "J. Smith" asks whether it is she.
        for shown in sorted(dict.fromkeys(written), key=lambda text: (-len(text), text)):
            self._add(shown)

    def _add(self, shown: str) -> None:
        name = name_of(shown)
        if name and self._fitting(name) is None:
            self._by_last.setdefault(name[-1], []).append(name)
            self._by_first.setdefault(name[0], []).append(name)
            self._shown[name] = " ".join(shown.split())

    def find(self, name: Name) -> Name | None:
        """The one person this name can be, as written, shortened or with a letter misread; or None."""
        fitting = self._fitting(name)
        if fitting is not None or not name:
            return fitting
        near = self._near(name)
        if any(same_person(name, other) for other in near):
            return None  # a doubt already
        found = [other for other in near if slipped(name, other)]
        return found[0] if len(found) == 1 else None

    def _near(self, name: Name) -> tuple[Name, ...]:
        """People who share the given or the family name."""
        return tuple(dict.fromkeys((*self._by_last.get(name[-1], ()), *self._by_first.get(name[0], ()))))

    def _fitting(self, name: Name) -> Name | None:
        """The one person this name can be without a misread letter: a list of its own holds no misreadings to join."""
        found = [other for other in self._near(name) if same_person(name, other)] if name else []
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
