"""Clean text to text as recognition misreads it: swapped look-alikes, lost and joined letters."""

import random

_SWAPS = {
    "o": "0", "0": "O", "l": "1", "1": "l", "i": "l", "I": "l", "e": "c", "c": "e", "a": "o", "s": "5", "S": "5",
    "m": "rn", "n": "ri", "u": "ii", "h": "b", "t": "f", "f": "t", "B": "8", "g": "q", "y": "v", "w": "vv", "d": "cl",
}  # fmt: skip
_LITTER = ("|", "~", "_", ".", ",", "'", "—", "»", "*")


def misread(text: str, rate: float, chance: random.Random) -> str:
    """Misread a share of the letters.

    Args:
        text: Clean text.
        rate: Share of characters touched, 0 to 1.
        chance: Seeded source of all choices.
    """
    shown: list[str] = []
    for letter in text:
        if chance.random() >= rate:
            shown.append(letter)
            continue
        fate = chance.random()
        if fate < 0.6:
            shown.append(_SWAPS.get(letter, letter))
        elif fate < 0.75 and letter != "\n":
            continue
        elif fate < 0.85:
            shown.append(letter + " ")
        else:
            shown.append(letter + chance.choice(_LITTER))
    return "".join(shown)
