"""Step 5, foundation of the finders: lines of words that stand in columns without rules -> the table they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.facts.grids import cells_of
from pipeline.facts.names import as_name
from pipeline.facts.reading import Line, PageReading
from pipeline.model import Box, Table, Word

BINS = 500
LEAST_CELLS, LEAST_ROWS = 3, 4
CROSSED = 0.08
"""A gap between columns may be crossed by this part of the lines: long headers, joined cells."""
SLACK = 0.012
LETTERS = 200
"""Letters of a line of text without places that are taken for the width of its page."""
# Words with single blanks between them.
RUN = re.compile(r"[^\s]++(?: [^\s]++)*+")
LEAST_GAP = 0.009
"""Narrower than this is the blank between two words, as a fraction of the page."""
MOST_LINES = 400
MOST_HEADER_LINES = 4
EDGE_SIGNS = " :;.,|_'\"`~‘’“”=*«»[]{}"
# What a rule or a speck becomes: a sign, a loose small letter or two, a figure alone.
EDGE_DIRT = re.compile(r"[^\w✓✔☑]{1,3}|[a-zé]{1,2}|_{1,3}|[|Il1]")
SMALL_WORDS = frozenset("in no on to at of ok na by le la de du et un".split())
# Two words that lost the blank between them; a "Mc" or "Mac" before a capital is one.
JOINED = re.compile(r"(?<=[a-zà-ÿ]{3})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
TICK = re.compile(r"[✓✔☑√]")
WHICH_DAY = re.compile(r"\b(?:complet|taken|issued?|expir|exp\b|valid|done|date)", re.I)


@dataclass(frozen=True, slots=True)
class _Span:
    left: float
    right: float


def placed_tables(page: PageReading) -> tuple[Table, ...]:
    """The table that the lines of a page form by their places; at most one, none where nothing stands in columns."""
    lines = [line if line.words else _by_letters(line) for line in page.lines[:MOST_LINES] if line.text.strip()]
    lines = [line for line in lines if line.words]
    wide = [index for index, line in enumerate(lines) if len(cells_of(line)) >= LEAST_CELLS]
    if len(wide) < LEAST_ROWS:
        return ()
    columns = _columns([lines[index] for index in wide])
    if len(columns) < LEAST_CELLS:
        return ()
    first = wide[0]
    while first and first > wide[0] - 2 and _within(lines[first - 1], columns):
        first -= 1  # the first words of headers that run over several lines
    table = _one_header(_without_slips(tuple(_row(line, columns) for line in lines[first:])))
    return (table,) if len(table) >= LEAST_ROWS else ()


def _by_letters(line: Line) -> Line:
    """A line whose format knows no places, each run of words where its letters stand: text set in columns by blanks."""
    if "   " not in line.text.strip():
        return line
    words = tuple(
        Word(run.group(), Box(run.start() / LETTERS, 0.0, run.end() / LETTERS, 0.0), line.index)
        for run in RUN.finditer(line.text[:LETTERS])
    )
    return replace(line, words=words)


def barred_tables(page: PageReading) -> Iterator[Table]:
    """Tables of a typed text: lines that follow each other with bars between their cells."""
    held: list[tuple[str, ...]] = []
    for line in (*page.lines, Line(page.page.number, len(page.lines), "")):
        if line.text.count("|") >= 2:
            held.append(tuple(cell.strip() for cell in line.text.split("|")))
        elif held:
            yield tuple(held)
            held = []


def _within(line: Line, columns: Sequence[_Span]) -> bool:
    """Whether every word of a line stands in one column, and several columns have one."""
    held = [
        next(
            (
                place
                for place, span in enumerate(columns)
                if span.left - SLACK <= word.box.left and word.box.right <= span.right + SLACK
            ),
            None,
        )
        for word in line.words
    ]
    return None not in held and len(set(held)) >= 2


def _without_slips(table: Table) -> Table:
    """Rows with one cell alone that slipped off its line, put back into the row before where its place is empty."""
    rows: list[tuple[str, ...]] = []
    for row in table:
        filled = [place for place, cell in enumerate(row) if cell]
        if rows and len(filled) == 1 and filled[0] and not rows[-1][filled[0]]:
            rows[-1] = tuple(after or before for before, after in zip(rows[-1], row, strict=True))
        else:
            rows.append(row)
    return tuple(rows)


def _one_header(table: Table) -> Table:
    """Header cells that run over several lines joined, but a line that only says which day each column holds."""
    body = next(
        (
            index
            for index, row in enumerate(table)
            if any(_dated(cell) for cell in row) or (index and any(as_name(cell) for cell in row[:2]))
        ),
        0,
    )
    named = next(
        (index for index, row in enumerate(table[:body]) if sum(as_name(cell) is not None for cell in row) >= 2), None
    )
    body = body if named is None else named + 1  # people across: what stands under their names are their trades
    if not 1 < body <= MOST_HEADER_LINES:
        return table
    if sum(bool(WHICH_DAY.search(cell)) for cell in table[body - 1]) >= 2:
        body -= 1
    joined = tuple(" ".join(part for part in column if part) for column in zip(*table[:body], strict=True))
    return (joined, *table[body:])


def _dated(cell: str) -> bool:
    return sum(map(str.isdigit, cell)) >= 4


def cleaned(table: Table) -> Table:
    """A recognised table without what the engine makes of rules and dirt at the edges of its cells."""
    return tuple(tuple(_clean(cell) for cell in row) for row in table)


def _clean(cell: str) -> str:
    """The cell without signs and loose small letters at its edges; a dash, however misread, is a dash."""
    words = JOINED.sub(" ", cell).split()
    while len(words) > 1 and _is_dirt(words[0]):
        words.pop(0)
    while len(words) > 1 and _is_dirt(words[-1]):
        words.pop()
    if len(words) > 2 and len(words[0]) == 1 and as_name(" ".join(words[1:])) is not None:
        words.pop(0)  # a rule read as a letter before a name
    text = " ".join(words)
    if text and not any(character.isalnum() for character in text) and not TICK.search(text):
        return "-"
    return text.strip(EDGE_SIGNS) or text


def _is_dirt(word: str) -> bool:
    return EDGE_DIRT.fullmatch(word) is not None and word not in SMALL_WORDS


def _columns(lines: Sequence[Line]) -> list[_Span]:
    """Stretches of the page's width that words of the lines cover, between gaps that hardly any line crosses."""
    cover = [0] * (BINS + 2)
    for line in lines:
        for word in line.words:
            if any(map(str.isalnum, word.text)) and (len(word.text) > 2 or word.text[0].isdigit()):
                for place in range(max(0, int(word.box.left * BINS)), min(BINS, int(word.box.right * BINS)) + 1):
                    cover[place] += 1
    most = CROSSED * len(lines)
    columns: list[_Span] = []
    start: int | None = None
    for place in range(BINS + 2):
        filled = cover[place] > most
        if filled and start is None:
            start = place
        elif not filled and start is not None:
            if columns and start / BINS - columns[-1].right < LEAST_GAP:
                columns[-1] = _Span(columns[-1].left, place / BINS)
            else:
                columns.append(_Span(start / BINS, place / BINS))
            start = None
    return columns


def _row(line: Line, columns: Sequence[_Span]) -> tuple[str, ...]:
    held: list[list[str]] = [[] for _ in columns]
    for word in line.words:
        for piece, middle in _pieces(word.text, word.box.left, word.box.right, columns):
            nearest = min(range(len(columns)), key=lambda place: _away(columns[place], middle))
            held[nearest].append(piece)
    return tuple(" ".join(cell) for cell in held)


def _pieces(text: str, left: float, right: float, columns: Sequence[_Span]) -> list[tuple[str, float]]:
    """The cell, or its words where it runs over several columns: neighbours that stand close are read as one."""
    over = [span for span in columns if min(right, span.right) - max(left, span.left) > 0.3 * (span.right - span.left)]
    if len(over) < 2 or " " not in text:
        return [(text, (left + right) / 2)]
    wide = (right - left) / max(1, len(text))
    return [(word.group(), left + (word.start() + word.end()) / 2 * wide) for word in re.finditer(r"\S+", text)]


def _away(span: _Span, middle: float) -> float:
    """How far a place is from a column; nothing within it."""
    return max(span.left - middle, middle - span.right, 0.0)
