"""Step 4: the first or last lines of a page -> tokens for the learned weights: their words and the shapes of lines."""

import re
from collections.abc import Sequence

from pipeline.separating.printed import DAY, item_of

NEAREST = 2
"""Words of so many lines from the edge count a second time, as standing at the very edge."""
SHAPED = 3
LONGEST = 300

_LABEL = re.compile(r"[A-Za-zÀ-ÿ][^:\n]{1,30}:")
_BULLET = re.compile(r"^(?:[-+*•●▪◦·»–]|\[.?\]|☐|□|☑|☒)\s{0,2}\S")
_CELLS = re.compile(r"\s{3,}|\s\|\s|\t")
_PERSON = re.compile(r"\b[A-ZÀ-Þ]\.? ?[A-ZÀ-Þ][a-zà-ÿ]+\b")


def edge_tokens(lines: Sequence[str], spoken: Sequence[Sequence[str]]) -> frozenset[str]:
    """Tokens of the lines at one edge of a page.

    Args:
        lines: From the edge inwards, without empty ones.
        spoken: The words of each of them, and maybe of further lines.
    """
    tokens: set[str] = set()
    for place, (line, every) in enumerate(zip(lines, spoken, strict=False)):
        words = [word for word in every if len(word) > 1]
        tokens.update(words)
        if place < NEAREST:
            tokens.update(f"{place}:{word}" for word in words[:12])
        if place < SHAPED:
            tokens.update(f"{place}/{shape}" for shape in _shapes(line[:LONGEST].strip(), words))
    return frozenset(tokens)


def _shapes(line: str, words: Sequence[str]) -> list[str]:
    """What a line looks like, whatever it says."""
    shapes = []
    letters = [character for character in line if character.isalpha()]
    if len(letters) > 3 and all(character.isupper() for character in letters):
        shapes.append("capitals")
    labels = len(_LABEL.findall(line))
    shapes.append(f"labels{min(labels, 3)}")
    cells = len(_CELLS.split(line))
    shapes.append(f"cells{min(cells, 4)}")
    shapes.append(f"words{min(len(words), 3) if len(words) < 4 else 7 if len(words) < 8 else 12}")
    shapes.append("lower" if line[:1].islower() else "upper" if line[:1].isupper() else "sign")
    shapes.append(f"end{line[-1:] if line[-1:] in '.:;,?!_)' else 'a' if line[-1:].islower() else 'A'}")
    for name, found in (
        ("day", DAY.search(line)),
        ("bullet", _BULLET.match(line)),
        ("item", item_of(line)),
        ("line", "___" in line or None),
        ("person", _PERSON.search(line)),
    ):
        if found is not None:
            shapes.append(name)
    return shapes
