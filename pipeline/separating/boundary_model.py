"""Step 4: the trained boundary model: the features of a gap -> how likely a document ends there; plain numbers only."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp
from typing import Any

from pipeline.separating.lexicon import Lexicon

SCHEMA_VERSION = 1
"""Of the artefact's layout; another version is refused."""
RETRAIN = "python -m pipeline.separating.training.train"
"""The one command that writes the artefact anew."""
MOST = 7.0
"""No cut and no joining is ruled out by the model alone: log odds go no further."""


class BoundaryModelError(RuntimeError):
    """The boundary model is missing, damaged, changed or of another version; the message says what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}. Write the model anew with: {RETRAIN}")


@dataclass(frozen=True, slots=True)
class Tree:
    """One small decision tree: node by node the feature asked (-1 at a leaf), its threshold, where to go, the worth.

    Args:
        below: The next node where the feature is at most the threshold; ``above`` where it is more.
        worth: At a leaf what it adds to the log odds.
    """

    asked: tuple[int, ...]
    threshold: tuple[float, ...]
    below: tuple[int, ...]
    above: tuple[int, ...]
    worth: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BoundaryModel:
    """Boosted trees whose log odds were calibrated on firms held out.

    Args:
        names: The features in the order the trees ask for them.
        start: Log odds before any tree: of all gaps in training.
        slope, shift: The calibration of the log odds.
    """

    names: tuple[str, ...]
    trees: tuple[Tree, ...]
    start: float
    slope: float
    shift: float
    lexicon: Lexicon

    def odds(self, row: Mapping[str, float]) -> float:
        """How much more often a gap that looks so is a boundary than gaps were in training; 1 for no difference."""
        told = self.slope * self.log_odds([row[name] for name in self.names]) + self.shift - self.start
        return exp(max(-MOST, min(MOST, told)))

    def log_odds(self, values: Sequence[float]) -> float:
        """The sum of the trees before calibration.

        Args:
            values: The features in the order of ``names``.
        """
        total = self.start
        for tree in self.trees:
            node = 0
            while (asked := tree.asked[node]) >= 0:
                node = tree.below[node] if values[asked] <= tree.threshold[node] else tree.above[node]
            total += tree.worth[node]
        return total


@cache
def shipped_model() -> BoundaryModel:
    """The model that comes with the program.

    Raises:
        BoundaryModelError: It is missing or not the file its card describes.
    """
    return load_boundary_model()


def load_boundary_model(folder: Traversable | None = None) -> BoundaryModel:
    """Read the artefact after checking it against its card.

    Args:
        folder: Folder with ``boundaries.json`` and ``card.json``; the shipped one when absent.

    Raises:
        BoundaryModelError: Missing, truncated, changed since training, or of another schema version.
    """
    place = folder if folder is not None else files("pipeline.separating").joinpath("artefact")
    try:
        card = json.loads(place.joinpath("card.json").read_text(encoding="utf-8"))
        content = place.joinpath("boundaries.json").read_bytes()
    except (OSError, ValueError) as error:
        raise BoundaryModelError(f"The boundary model cannot be read ({error.__class__.__name__})") from error
    if not isinstance(card, dict) or card.get("schema_version") != SCHEMA_VERSION:
        raise BoundaryModelError("The boundary model was written for another version of this program")
    if hashlib.sha256(content).hexdigest() != card.get("sha256"):
        raise BoundaryModelError("The boundary model is not the file its card describes (damaged or changed)")
    try:
        return _unpack(json.loads(content))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BoundaryModelError(f"The boundary model is damaged ({error.__class__.__name__})") from error


def _unpack(told: Mapping[str, Any]) -> BoundaryModel:
    names = tuple(map(str, told["features"]))
    trees = tuple(_tree(nodes, len(names)) for nodes in told["trees"])
    words = {part: {str(word): float(worth) for word, worth in told[part].items()} for part in _WORDS}
    start, slope, shift = (float(told[name]) for name in ("start", "slope", "shift"))
    return BoundaryModel(names, trees, start, slope, shift, Lexicon(**words))


_WORDS = ("opening", "closing", "rarity")


def _tree(nodes: Sequence[Sequence[float]], features: int) -> Tree:
    """A tree from rows of feature, threshold, below, above, worth; every step leads further down, so walks end."""
    for place, (feature, _, left, right, _) in enumerate(nodes):
        if feature >= features or (feature >= 0 and not (place < left < len(nodes) and place < right < len(nodes))):
            raise ValueError
    columns = list(zip(*nodes, strict=True))
    asked, below, above = (tuple(int(number) for number in columns[place]) for place in (0, 2, 3))
    return Tree(asked, tuple(map(float, columns[1])), below, above, tuple(map(float, columns[4])))


def packed(model: BoundaryModel) -> dict[str, Any]:
    """The artefact's content: what ``load_boundary_model`` reads."""
    return {
        "features": list(model.names),
        "start": model.start,
        "slope": model.slope,
        "shift": model.shift,
        "trees": [list(map(list, _nodes(tree))) for tree in model.trees],
        "opening": dict(model.lexicon.opening),
        "closing": dict(model.lexicon.closing),
        "rarity": dict(model.lexicon.rarity),
    }


def _nodes(tree: Tree) -> Iterator[tuple[float, ...]]:
    return zip(tree.asked, tree.threshold, tree.below, tree.above, tree.worth, strict=True)
