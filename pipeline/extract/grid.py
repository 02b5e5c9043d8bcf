"""Ruled lines and text with places to tables: rows of cell texts, for embedded and for recognised text alike."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.place import Place
from pipeline.model import Table

MOST_LINES = 300
"""Per direction, after pieces of one line are joined; plans and graph paper hold more and are no tables."""

_LEAST_EDGES = 3  # edges of two columns or rows


@dataclass(frozen=True, slots=True)
class Rule:
    """A whole ruled line: where it lies and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its edges, and which cells really have a border between them.

    Args:
        columns, rows: Edges from left to right and from top to bottom.
        merged_right: Cells (row, column) without a border to their right neighbour.
        merged_down: Cells without a border to the one below.
        complete: Every line goes from one end of the table to the other: nothing about its cells is left to guess.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    merged_right: frozenset[tuple[int, int]]
    merged_down: frozenset[tuple[int, int]]
    complete: bool = False

    def cell(self, place: Place) -> tuple[int, int] | None:
        """Row and column that hold the middle of a place; of merged cells the first."""
        row = bisect_right(self.rows, place.middle) - 1
        column = bisect_right(self.columns, (place.left + place.right) / 2) - 1
        if not (0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1):
            return None
        while column and (row, column - 1) in self.merged_right:
            column -= 1
        while row and (row - 1, column) in self.merged_down:
            row -= 1
        return row, column


def find_grids(horizontal: Iterable[Place], vertical: Iterable[Place], tolerance: float) -> list[Grid]:
    """Ruled tables with at least two rows and two columns, from the top down.

    Args:
        horizontal, vertical: Lines or pieces of them.
        tolerance: How far pieces of one line may lie apart, and lines may miss each other.
    """
    level = _whole_lines(((place.middle, place.left, place.right) for place in horizontal), tolerance)
    upright = _whole_lines((((place.left + place.right) / 2, place.top, place.bottom) for place in vertical), tolerance)
    if len(level) > MOST_LINES or len(upright) > MOST_LINES:
        return []
    level = _borders(level, upright, tolerance)
    grids = (_grid(rows, columns, tolerance) for rows, columns in _crossing(level, upright, tolerance))
    return sorted((grid for grid in grids if grid), key=lambda grid: (grid.rows[0], grid.columns[0]))


def fill(grid: Grid, pieces: Iterable[tuple[str, Place | None]]) -> Table | None:
    """The grid's cells with the text that stands in them; None when hardly any does.

    Args:
        grid: The cells.
        pieces: Text in reading order; a piece without a place (a space) belongs to the piece before.
    """
    texts: dict[tuple[int, int], str] = {}
    last: tuple[int, int] | None = None
    for text, place in pieces:
        if place is None:
            if last is not None:
                texts[last] += " "
            continue
        cell = grid.cell(place)
        if cell is not None and cell != last:
            texts[cell] = texts[cell] + " " if cell in texts else ""
        if cell is not None:
            texts[cell] += text
        last = cell
    table = tuple(
        tuple(" ".join(texts.get((row, column), "").split()) for column in range(len(grid.columns) - 1))
        for row in range(len(grid.rows) - 1)
    )
    return table if sum(bool(cell) for row in table for cell in row) >= 2 else None


def _whole_lines(pieces: Iterable[tuple[float, float, float]], tolerance: float) -> list[Rule]:
    """Pieces on one line joined where they touch; a line drawn twice (two borders side by side) counts once."""
    groups: list[list[tuple[float, float, float]]] = []
    for piece in sorted(pieces):
        if groups and piece[0] - groups[-1][-1][0] <= tolerance:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    rules: list[Rule] = []
    for group in groups:
        at = sum(piece[0] for piece in group) / len(group)
        start, end = None, 0.0
        for _, begin, finish in sorted(group, key=lambda piece: piece[1]):
            if start is not None and begin <= end + 2 * tolerance:
                end = max(end, finish)
                continue
            if start is not None:
                rules.append(Rule(at, start, end))
            start, end = begin, finish
        if start is not None:
            rules.append(Rule(at, start, end))
    return rules


def _borders(level: Sequence[Rule], upright: Sequence[Rule], tolerance: float) -> list[Rule]:
    """Level lines that cross an upright one, or go from one to another.

    What stays inside a cell is no border of it: a line to write on, an underlined word, letters that run together.
    Upright lines are left as they are: a copy that slants leaves pieces of them, and letters make none.
    """
    found, near = [], 2 * tolerance
    for rule in level:
        met = [line.at for line in upright if line.start - near <= rule.at <= line.end + near]
        crosses = any(rule.start + near < at < rule.end - near for at in met)
        if crosses or all(any(abs(end - at) <= near for at in met) for end in (rule.start, rule.end)):
            found.append(rule)
    return found


def _crossing(level: Sequence[Rule], upright: Sequence[Rule], tolerance: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together by crossing each other."""
    parent = list(range(len(level) + len(upright)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, row in enumerate(level):
        for two, column in enumerate(upright):
            if (
                row.start - tolerance <= column.at <= row.end + tolerance
                and column.start - tolerance <= row.at <= column.end + tolerance
            ):
                parent[root(one)] = root(len(level) + two)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for one, row in enumerate(level):
        groups.setdefault(root(one), ([], []))[0].append(row)
    for two, column in enumerate(upright):
        groups.setdefault(root(len(level) + two), ([], []))[1].append(column)
    return list(groups.values())


def _grid(level: list[Rule], upright: list[Rule], tolerance: float) -> Grid | None:
    rows, columns = _edges(level, tolerance), _edges(upright, tolerance)
    rows, columns = _bordering(rows, columns, level, tolerance), _bordering(columns, rows, upright, tolerance)
    if len(rows) < _LEAST_EDGES or len(columns) < _LEAST_EDGES:
        return None
    cells = [(row, column) for row in range(len(rows) - 1) for column in range(len(columns) - 1)]

    def middle(edges: tuple[float, ...], at: int) -> float:
        return (edges[at] + edges[at + 1]) / 2

    right = _without_border(cells, upright, lambda row, column: (columns[column + 1], middle(rows, row)), tolerance)
    down = _without_border(cells, level, lambda row, column: (rows[row + 1], middle(columns, column)), tolerance)
    return Grid(
        columns,
        rows,
        frozenset(cell for cell in right if cell[1] < len(columns) - 2),
        frozenset(cell for cell in down if cell[0] < len(rows) - 2),
        _reaches(level, columns, tolerance) and _reaches(upright, rows, tolerance),
    )


def _bordering(
    edges: tuple[float, ...], across: tuple[float, ...], rules: Sequence[Rule], tolerance: float
) -> tuple[float, ...]:
    """The edges at which a line passes the middle of a cell at least; others are dashes, or feet of letters."""
    middles = [(one + other) / 2 for one, other in pairwise(across)]

    def borders(edge: float) -> bool:
        near = [rule for rule in rules if abs(rule.at - edge) <= 2 * tolerance]
        return any(rule.start <= middle <= rule.end for rule in near for middle in middles)

    return tuple(edge for edge in edges if borders(edge))


def _reaches(rules: Iterable[Rule], across: tuple[float, ...], tolerance: float) -> bool:
    """Whether every line goes from the first edge across it to the last."""
    return all(rule.start <= across[0] + tolerance and rule.end >= across[-1] - tolerance for rule in rules)


def _without_border(
    cells: Iterable[tuple[int, int]],
    rules: Sequence[Rule],
    border: Callable[[int, int], tuple[float, float]],
    tolerance: float,
) -> list[tuple[int, int]]:
    """Cells whose border, given by where it lies and its middle, no line covers."""
    found = []
    for cell in cells:
        at, middle = border(*cell)
        if not any(abs(rule.at - at) <= 2 * tolerance and rule.start <= middle <= rule.end for rule in rules):
            found.append(cell)
    return found


def _edges(rules: Sequence[Rule], tolerance: float) -> tuple[float, ...]:
    edges: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not edges or at - edges[-1] > 2 * tolerance:
            edges.append(at)
    return tuple(edges)
