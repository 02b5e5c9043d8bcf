"""Step 5, foundation of the finders: lines of text without places -> cells, by blanks, bars, tabs or strokes."""

import re
from collections.abc import Iterator, Sequence

MOST_COLUMNS = 16
LEAST_STROKES = 3
LEAST_COLUMNS = 3

# Tabs, bars, or two blanks and more.
CELL_BREAK = re.compile(r"\t|\s{0,4}\|\s{0,4}|\s{2,}")
CELL = re.compile(r"\S+(?: \S+){0,200}")
# "Step / Hazard / Risk / Control"; a stroke between words of one cell has no blanks around it.
STROKE = re.compile(r"(?:^|(?<=\s))/(?=\s|$)")


def gap_cells(text: str) -> list[tuple[str, float, float]]:
    """Cells of a header with their number twice, in the shape of cells that have places."""
    parted = _breaker(text).split(text)
    return [(cell.strip(), float(index), float(index)) for index, cell in enumerate(parted) if cell.strip()]


def _breaker(header: str) -> re.Pattern[str]:
    """What parts the cells of a table, by its header: strokes where it has several of them, else blanks or bars."""
    columns = len(CELL.findall(header.strip())) > LEAST_COLUMNS or "|" in header
    strokes = not columns and len(STROKE.findall(header)) >= LEAST_STROKES
    return STROKE if strokes else CELL_BREAK


def gap_rows(lines: Sequence[str], header: str, count: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows with the number of their line, until a line that is no row.

    Args:
        lines: What stands below the header.
        count: How many cells the header has.
    """
    starts, breaker, barred = _starts(header), _breaker(header), "|" in header
    made = 0
    held: tuple[int, tuple[str, ...]] | None = None
    for index, text in enumerate(lines):
        if not text.strip():
            if made and not barred:
                break  # columns of blanks end with their paragraph
            continue
        cells = tuple(cell.strip() for cell in breaker.split(text))
        told = len([cell for cell in cells if cell])
        if told < 2 or (barred and "|" not in text):
            break
        if breaker is STROKE and len(cells) == count - 1 and cells[0]:
            cells = ("", *cells)  # what goes on with the row before leaves its first cell out
        if breaker is not STROKE and "|" not in text and "\t" not in text:
            short = len(starts) == count and told < count <= MOST_COLUMNS
            cells = _under(text, starts) if short else tuple(cell for cell in cells if cell)
            if len(starts) == count < told:
                cells = _within(text, starts)
            if held is not None and not any(cells[:2]):
                held = (held[0], tuple(map(_joined, held[1], (*cells, *[""] * len(held[1])))))
                continue  # a cell that runs over its line
        if held is not None:
            yield held
        made, held = made + 1, (index, cells[: count + 2])
    if held is not None:
        yield held


def _within(text: str, starts: Sequence[int]) -> tuple[str, ...]:
    """Give the cells of a row that has more than its header to the columns they begin in."""
    row = [""] * len(starts)
    for match in CELL.finditer(text):
        column = max((index for index, start in enumerate(starts) if start <= match.start() + 1), default=0)
        row[column] = f"{row[column]} {match.group().strip()}".strip()
    return tuple(row)


def _joined(above: str, below: str) -> str:
    return f"{above} {below}".strip()


def _starts(text: str) -> list[int]:
    """Where the cells of a line of text begin, as characters."""
    return [match.start() for match in CELL.finditer(text)]


def _under(text: str, starts: Sequence[int]) -> tuple[str, ...]:
    """Give the cells of a row that lacks some to the columns they stand nearest to, order kept."""
    cells = [(match.start(), match.group().strip()) for match in CELL.finditer(text)]
    far = float(len(text) + starts[-1] + 1) * len(cells)
    # best[c]: the least distance of the cells so far placed, the last of them not behind column c.
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (len(starts) + 1)
    for start, _ in cells:
        following: list[tuple[float, tuple[int, ...]]] = [(far, ())]
        for column, left in enumerate(starts):
            cost, places = best[column]
            taken = (cost + abs(start - left), (*places, column))
            following.append(min(following[-1], taken, key=lambda one: one[0]))
        best = following
    row = [""] * len(starts)
    for (_, text_of), column in zip(cells, best[-1][1], strict=False):
        row[column] = text_of
    return tuple(row)
