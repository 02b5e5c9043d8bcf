"""Step 4, second part: two neighbouring pages -> how strongly a document ends between them."""

from dataclasses import dataclass, replace

from pipeline.separating.traits import PageTraits, likeness, line_key, same_print

BIAS = -1.0
"""Pages of one file belong together unless something says otherwise."""
SAME_FORM = 0.4
"""Share of line beginnings from which two pages with one title are the same printed form."""
SAME_PRINT = 0.62
"""From here on it is the same printed form whatever the engine made of its title."""
OWN_FIELDS = 2
"""A page with so many labels to fill in at its top is a record of its own."""
SAME_TITLE = 0.5
"""What a title says that the sheet before has too, on the same paper and above other print."""
RELATED_FORM = 0.3
"""The same for titles that only begin alike: "Hazard assessment - driver", "Hazard assessment - welder"."""


@dataclass(frozen=True, slots=True)
class Border:
    """How strongly to cut before a page; positive cuts.

    Args:
        plain: Outside a manual.
        manual: Inside a manual, whose chapters have titles of their own.
    """

    plain: float
    manual: float


def border(before: PageTraits, page: PageTraits, opening: PageTraits, entries: tuple[str, ...]) -> Border:
    """Weigh the signals between two pages.

    Args:
        before: The page before, blank pages skipped.
        page: The page that may begin a document.
        opening: The last page that looked like the beginning of a document.
        entries: Contents of the manual that page may belong to.
    """
    if _letterhead(before, page) or _letterhead(opening, page):
        page = replace(page, title=None)
    repeated = _repeated(before, page) or _repeated(opening, page)
    hard = _numbers(before, page) + _paper(before, page) + _forms(before, page, repeated)
    title = _title(page, repeated) * _news(before, page, repeated)
    soft = title + _words(before, page, repeated) + _flow(before, page, repeated)
    if before.sparse and page.contents and not before.own_fields:
        soft -= 5.0  # a title page before its contents
    plain = BIAS + hard + soft
    titled = page.title.text.lower() if page.title is not None else ""
    chapter = 2.0 + (
        2.5 if any(entry and (entry in titled or titled in entry) for entry in entries) and titled else 0.0
    )
    return Border(plain, BIAS + hard + soft - chapter - (0.0 if repeated else max(0.0, 0.5 * _title(page, False))))


def _numbers(before: PageTraits, page: PageTraits) -> float:
    """Printed page numbers: a run goes on, ends, or begins again."""
    (x, y), (u, v) = before.printed, page.printed
    if u is not None and u == 1:
        return 5.0 if v is not None else 3.0
    if u is None:
        return 2.5 if x is not None and y is not None and x == y else (-0.5 if x is not None and y is not None else 0.0)
    if x is not None and u == x + 1:
        return -6.0 if v is not None and v == y else (-3.0 if v is None or y is None else 2.0)
    if x is None:
        return -3.0 if u == 2 else -1.0
    if v is not None and y is not None and v != y:
        return 4.0
    return 2.0 if x == y and y is not None else 0.5


def _paper(before: PageTraits, page: PageTraits) -> float:
    """Typed pages beside scanned ones, and paper of another size."""
    score = 2.6 if before.origin is not page.origin else 0.0
    if before.landscape is not None and page.landscape is not None and before.landscape != page.landscape:
        score += 0.6
    elif before.size != page.size:
        score += 0.3
    return score


def _forms(before: PageTraits, page: PageTraits, repeated: bool) -> float:
    """Form numbers and running lines at the edges; a repeated form has the same by nature."""
    score = 0.0
    if before.form and page.form and (before.form != page.form or not repeated):
        score += 3.0 if before.form != page.form else -1.0
    if len(before.foot) >= 8 and len(page.foot) >= 8 and not repeated:
        score += -1.0 if before.foot == page.foot else 0.4
    if len(before.head) >= 8 and before.head == page.head and not repeated:
        score -= 1.0
    return score


def _repeated(before: PageTraits, page: PageTraits) -> bool:
    """The same form again: same title, lines that begin alike, and no running page number."""
    if page.continued or before is page or page.printed[0] not in (None, 1):
        return False
    alike = same_print(before.skeleton, page.skeleton)
    if before.title is None or page.title is None:
        return alike >= SAME_PRINT
    first, second = _plain(before.title.text), _plain(page.title.text)
    if first == second or alike >= SAME_PRINT:
        return alike >= SAME_FORM
    start = next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    return start >= 12 and 2 * start >= min(len(first), len(second)) and alike >= RELATED_FORM


def _letterhead(before: PageTraits, page: PageTraits) -> bool:
    """True when what passes for a title also stands above the title of an earlier page: it names the paper."""
    if page.title is None or before is page or before.title is None:
        return False
    key = line_key(page.title.text)
    return key in before.heads and key != line_key(before.title.text)


def _news(before: PageTraits, page: PageTraits, repeated: bool) -> float:
    """How much a title says: less where the sheet before has it too and is printed otherwise, as page two of a form."""
    if repeated or before.title is None or page.title is None or page.own_fields >= OWN_FIELDS:
        return 1.0
    same_paper = before.form == page.form and before.foot == page.foot
    return SAME_TITLE if same_paper and _plain(before.title.text) == _plain(page.title.text) else 1.0


def _plain(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalpha())


def _title(page: PageTraits, repeated: bool) -> float:
    if page.title is None:
        return 2.5 if repeated else -1.3
    score = 5.0 * (page.title.strength - 0.42)
    if page.continued:
        score -= 4.0
    if page.own_fields >= OWN_FIELDS:
        score += 0.8
    return score + (2.5 if repeated else 0.0)


def _words(before: PageTraits, page: PageTraits, repeated: bool) -> float:
    """A change of vocabulary; a repeated form says the same words and is cut all the same."""
    if repeated or not before.words or not page.words:
        return 0.0
    alike = likeness(before.words, page.words)
    score = 4.0 * (0.28 - alike)
    return max(-2.0, min(1.1, score))


def _flow(before: PageTraits, page: PageTraits, repeated: bool) -> float:
    """Sentences that run over the page end, signatures that close a document."""
    if repeated:
        return 0.0
    if page.first_item is not None and before.last_item is not None and page.first_item == before.last_item + 1 > 1:
        return -4.0
    score = -2.5 if page.open_start and (before.open_end or page.title is None) else 0.0
    if before.open_end and page.title is None:
        score -= 0.8
    if before.closing:
        score += 0.5
    if before.sparse and page.title is None:
        score += 0.3
    return score
