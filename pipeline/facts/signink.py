"""Step 5, foundation of the signature finder: lines of a pen that wind like a name, where no label asks for one.

A name, a declaration or the end of a paper is enough of a place to sign; handwriting in the place of a day, a time or a
remark is none, nor is what stands over print or where a firm has its sign.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from pipeline.facts.names import TITLE_WORDS, name_and_title
from pipeline.facts.places import is_scrawl, written
from pipeline.facts.reading import Line, PageReading, union
from pipeline.facts.signblocks import LEAST_DENSE, over_print
from pipeline.facts.signlabels import PARTY_LABEL, SIGN_LABEL, party_of
from pipeline.facts.signplaces import SignPlace
from pipeline.model import Box, Mark, Word

LEAST_WIDE, LEAST_TALL, MOST_TALL = 2.5, 1.55, 6.5
"""Heights of a line between which a wound stroke is a signature and no handwriting, flourish or drawing.

Words joined up as high as the print's lines are what somebody filled in; where a signature is asked, they count as one.
"""
WIDEST = 0.5
BODY = 0.75
"""How far down the body of a signature is: its loops may reach into the line above."""
SAME_PLACE = 0.01
UPPER = 0.25
"""Part of a stroke that may reach up to the first line from the second."""
LETTER_SHAPE = 8.5 / 11
MOST_UNREAD, WORD_TALL = 6, 0.8
"""More unread words of a hand on a scan: its longer ones wind like names. Heights of a line."""
MOST_STROKES, OUTLYING = 4, 1.8
"""More winding pieces on a page may be handwriting in words joined up: then a label or a printed name beside it tells a
signature, or a height so many times the usual one."""

# A label that a scrawl would answer with a day or an hour.
DATED = re.compile(r"\b(?:dates?|dated|when|time|day|heure|le|in|out|from|to|until)\b\W{0,3}$", re.I)
# The same over a box or a column, alone: a sentence above ends with such words too.
DATE_HEAD = re.compile(
    r"\W{0,3}(?:[Dd]ates?|DATE|[Tt]ime|TIME|[Hh]eure|In|IN|Out|OUT)(?:[ /](?:[Ii]n|[Oo]ut|[Tt]ime))?\W{0,3}"
)
# Words that ask for a signature and not for a name in letters.
SIGNED = re.compile(r"\b(?:sign\w*|initials?|certif\w+|declare|scribble|witness\w*)\b[^:]{0,30}:?\W{0,4}$", re.I)
# Who puts a name there: "Led by", "Crew:", "Names", "Present".
OF_SOMEBODY = re.compile(
    r"\b(?:sign\w*|by|par|initials?|names?|noms?|crew|present|présents?|attend\w*|there|worker|hand|who|scribble|witness\w*"
    r"|certif\w+|declare|confirm|agree|understand|understood|read|reviewed|approved|ok)\b\W{0,4}$",
    re.I,
)


def penned(pages: Sequence[PageReading]) -> Iterator[SignPlace]:
    """Signatures by their line alone, page by page."""
    for page in pages:
        yield from _pasted(page)
        strokes = [mark for mark in page.page.marks if _like_name(page, mark)]
        others = [mark.box for other in pages if other is not page for mark in other.page.marks]
        free = [mark for mark in strokes if not _of_paper(page, mark, others) and not over_print(page, mark, BODY)]
        winding = [mark for mark in page.page.marks if mark.wound and not _of_paper(page, mark, others)]
        for mark in free:
            left = _left_of(page, mark)
            asked = bool(SIGNED.search(left)) or _names(left)
            alone = _stands_out(mark, winding) and _unread(page) <= MOST_UNREAD
            if not _answers(page, mark, left) and (asked or alone):
                yield _place(page, mark, left)


def _names(left: str) -> bool:
    """Whether a printed name stands at once left of a mark."""
    return name_and_title(re.split(r"\s{2,}|:", left.strip())[-1])[0] is not None


def _unread(page: PageReading) -> int:
    """Pieces of ink of a written word's size on a scan that no word accounts for and that do not wind: handwriting."""
    return sum(
        mark.kind == "ink"
        and LEAST_DENSE <= mark.density <= 0.5
        and mark.box.bottom - mark.box.top >= WORD_TALL * page.line_height
        for mark in page.page.marks
    )


def _stands_out(mark: Mark, strokes: Sequence[Mark]) -> bool:
    """Whether few others wind on its page, or it is far taller than they are: the others may be handwriting."""
    if len(strokes) <= MOST_STROKES:
        return True
    usual = median(one.box.bottom - one.box.top for one in strokes)
    return mark.box.bottom - mark.box.top >= OUTLYING * usual


def _pasted(page: PageReading) -> Iterator[SignPlace]:
    """Pictures of signatures in a text without places, below its first line: where the firm has its sign."""
    for mark in page.page.marks if not page.page.words else ():
        index = min(len(page.lines) - 1, round(mark.box.top * len(page.lines)))
        if mark.kind == "image" and mark.wound and any(line.text.strip() for line in page.lines[:index]):
            beside = [line for line in page.lines[index : index + 3] if line.text.strip()]
            line = beside[0] if beside else page.lines[index]
            named = (name_and_title(re.split(r"\s{2,}|:", other.text.strip())[0]) for other in beside)
            name, title = next((pair for pair in named if pair[0] is not None), (None, None))
            label = line.text[:40] if SIGN_LABEL.search(line.text[:60]) or party_of(line.text[:40]) else ""
            yield SignPlace(line, "drawn", label, name, title)


def _like_name(page: PageReading, mark: Mark) -> bool:
    """Whether a wound line has a signature's size against the lines of the page."""
    if not mark.wound:
        return False
    shape = page.page.width / page.page.height if page.page.width and page.page.height else LETTER_SHAPE
    wide, high = mark.box.right - mark.box.left, mark.box.bottom - mark.box.top
    line = page.line_height or 0.012
    least = 0.0 if page.ocr else LEAST_TALL * line  # a scan's strokes were measured against its print
    return wide <= WIDEST and wide * shape >= LEAST_WIDE * line and least <= high <= MOST_TALL * line


def _of_paper(page: PageReading, mark: Mark, others: Sequence[Box]) -> bool:
    """Whether it belongs to the printed paper: beside the first words of all, or at the same place on another page."""
    if any(_same(mark.box, other) for other in others):
        return True
    first = min((word.box.bottom for word in _printed(page)), default=1.0)
    return page.page.number == 1 and mark.box.top + UPPER * (mark.box.bottom - mark.box.top) < first


def _same(first: Box, second: Box) -> bool:
    pairs = ((first.left, second.left), (first.top, second.top), (first.right, second.right))
    return all(abs(a - b) < SAME_PLACE for a, b in pairs)


def _printed(page: PageReading) -> Iterator[Word]:
    return (word for word in page.page.words if not is_scrawl(word) and written(word.text))


def _left_of(page: PageReading, mark: Mark) -> str:
    """What is printed or written left of it on its line, scribbles left out."""
    middle, reach = (mark.box.top + mark.box.bottom) / 2, 0.6 * page.line_height
    top, bottom = min(mark.box.top + reach, middle), max(mark.box.bottom - 0.2 * reach, middle)
    beside = [
        word
        for word in _printed(page)
        if top <= (word.box.top + word.box.bottom) / 2 <= bottom and word.box.right <= mark.box.left + 0.02
    ]
    if not beside:
        return ""
    nearest = max(beside, key=lambda word: word.box.right)
    line = next((line for line in page.lines if nearest in line.words), None)
    words = [word for word in beside if line is None or word in line.words]
    return " ".join(word.text for word in sorted(words, key=lambda word: word.box.left))


def _answers(page: PageReading, mark: Mark, left: str) -> bool:
    """Whether it stands where a day, a time or some other thing is asked that is no name."""
    tail = re.split(r"\s{2,}", left.strip())[-1]
    if DATED.search(tail) or tail.endswith("?"):
        return True
    if tail.endswith(":"):
        return not (OF_SOMEBODY.search(tail) or PARTY_LABEL.search(tail) or party_of(tail) or TITLE_WORDS.search(tail))
    return not left and any(_heads_days(page, word) for word in _close_above(page, mark))


def _heads_days(page: PageReading, word: Word) -> bool:
    """Whether a word is the whole of a label or a column's head, and asks for a day or a time."""
    text = page.lines[word.line].text if word.line < len(page.lines) else ""
    cells = (cell.strip() for cell in re.split(r"\s{2,}|\t|\|", text[:300]))
    return any(word.text in cell and DATE_HEAD.fullmatch(cell) for cell in cells)


def _close_above(page: PageReading, mark: Mark) -> Iterator[Word]:
    """Words over its left half: the label in a box, the head of a column."""
    middle = (mark.box.left + mark.box.right) / 2
    for word in _printed(page):
        over = -0.5 * page.line_height <= mark.box.top - word.box.bottom <= 1.5 * page.line_height
        if over and word.box.left < middle and word.box.right > mark.box.left - 0.02:
            yield word


def _place(page: PageReading, mark: Mark, left: str) -> SignPlace:
    """The line it is cited with, and whose it is where a name stands beside it."""
    line = min((line for line in page.lines if line.box is not None), key=lambda one: _off(one, mark), default=None)
    name, title = name_and_title(re.split(r"\s{2,}|:", left.strip())[-1])
    if name is None:
        after = [
            word for word in _printed(page) if line and word in line.words and word.box.left >= mark.box.right - 0.01
        ]
        name, title = name_and_title(" ".join(word.text for word in after[:4]))
    label = left[-40:] if SIGN_LABEL.search(left[-40:]) or party_of(left[-40:]) else ""
    return SignPlace(line or Line(page.page.number, 0, ""), "drawn", label, name, title, mark.box)


def _off(line: Line, mark: Mark) -> float:
    """How far a line's middle is from a mark's."""
    box = line.box or union([word.box for word in line.words])
    return abs((box.top + box.bottom) - (mark.box.top + mark.box.bottom)) / 2 if box is not None else 1.0
