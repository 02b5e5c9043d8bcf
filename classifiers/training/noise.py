"""Clean text to text as recognition misreads it, by a table of what recognition confused on spoilt pages of our own."""

import json
import random
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# A share of the lines that a copier's edge or a stamp takes away, for each misread letter's share.
_LOST_LINES = 0.5


@dataclass(frozen=True, slots=True)
class Confusions:
    """What recognition confuses.

    Args:
        proneness: How often a letter is misread, as a multiple of the mean letter's share.
        readings: For each letter what may stand from there on, and what is read instead, with its count.
        litter: What is read where nothing stands, with its count.
        inserted: Share of the mistakes that are litter.
    """

    proneness: dict[str, float]
    readings: dict[str, tuple[tuple[str, str, int], ...]]
    litter: tuple[tuple[str, int], ...]
    inserted: float


@cache
def confusions() -> Confusions:
    """The shipped table, as ``collect_confusions`` wrote it."""
    table = json.loads(files("classifiers.training").joinpath("corpus", "confusions.json").read_text(encoding="utf-8"))
    letters: dict[str, int] = table["letters"]
    readings: dict[str, list[tuple[str, str, int]]] = {}
    litter: list[tuple[str, int]] = []
    for stood, seen, number in table["confusions"]:
        if stood:
            readings.setdefault(stood[0], []).append((stood, seen, number))
        else:
            litter.append((seen, number))
    total = sum(number for found in readings.values() for *_, number in found)
    mean = total / sum(letters.values())
    proneness = {
        letter: sum(number for *_, number in found) / letters.get(letter, 1000) / mean
        for letter, found in readings.items()
    }
    inserted = sum(number for _, number in litter)
    return Confusions(
        proneness, {letter: tuple(found) for letter, found in readings.items()}, tuple(litter),
        inserted / (inserted + total),
    )  # fmt: skip


def misread(text: str, rate: float, chance: random.Random) -> str:
    """Misread a share of the letters, and now and then lose the better part of a line.

    Args:
        text: Clean text.
        rate: Share of characters touched, 0 to 1.
        chance: Seeded source of all choices.
    """
    table = confusions()
    lines = [_misread_line(line, rate, table, chance) for line in text.split("\n")]
    lost = rate * _LOST_LINES
    return "\n".join(line[: len(line) // 3] if chance.random() < lost else line for line in lines)


def _misread_line(line: str, rate: float, table: Confusions, chance: random.Random) -> str:
    shown: list[str] = []
    position = 0
    while position < len(line):
        letter = line[position]
        taken, read = letter, letter
        if chance.random() < rate * (1.0 - table.inserted) * table.proneness.get(letter, 0.3):
            fitting = [found for found in table.readings.get(letter, ()) if line.startswith(found[0], position)]
            if fitting:
                taken, read, _ = chance.choices(fitting, [number for *_, number in fitting])[0]
        shown.append(read)
        if table.litter and chance.random() < rate * table.inserted:
            shown.append(chance.choices([seen for seen, _ in table.litter], [number for _, number in table.litter])[0])
        position += len(taken)
    return "".join(shown)
