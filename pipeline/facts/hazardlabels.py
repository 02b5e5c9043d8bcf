"""Step 5, part of the hazard finder: cards that name tasks, hazards and controls under labels or as a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.facts.people_seen import spaced
from pipeline.facts.places import written
from pipeline.facts.reading import Line, PageReading

LONGEST = 400
LISTED_LINES = 30

# A label and what it asks for: at the start of a line or cell, or of a sentence; a colon or a wide blank follows.
_WORDS = (
    (
        "task",
        r"tasks?|job steps?|steps?|job task|job|part of the job|work to be done|work|tâche|étape"
        r"|what are we doing(?: today)?|on fait quoi|doing|what are you going to do",
    ),
    (
        "hazard",
        r"(?:potential |identified )?hazards?|dangers?|risques?|bites|what (?:can|could|might|will) (?:hurt"
        r"|bite|harm)[^:|]{0,20}"
        r"|could|what could go wrong|new hazard",
    ),
    (
        "controls",
        r"(?:new |existing )?controls?(?: measures?)?|mitigation|mesures(?: de contrôle)?|moyens?|fix"
        r"|what we(?:'ll)? do(?: about it)?|we do|means"
        r"|do|what will (?:i|we) do|precautions|how (?:we|to) control(?: it)?",
    ),
    ("residual", r"residual(?: risk)?|risk left|after(?: that| controls)?|with controls|risk after|après"),
    (
        "rating",
        r"(?:raw |initial )?risk(?: rating| level)?|rating|rated|how bad(?=\?)|priority|before(?: controls)?|cote"
        r"|risk with nothing done",
    ),
)
# A rating may follow its label with one blank: "Residual 5 Low", "After HIGH".
_GRADED = frozenset({"rating", "residual"})
_GRADE = r"(?:\s(?=(?:\d|[HML]\b|high|medium|low|moderate|extreme)))?"
LABEL = re.compile(
    r"(?:^[ \t]{0,8}(?:[-•*]\s{0,2}|\d{1,2}[.)]\s{1,2}|q\d{1,2}\s{1,3})?|\s{2,8}|[.;|]\s{1,3})(?:"
    + "|".join(f"(?P<{kind}>(?:{words}){_GRADE if kind in _GRADED else ''})" for kind, words in _WORDS)
    + r")(?:\s(?:picked|entered|selected|identified|chosen|noted|used|needed|today|in place)){0,2}\??"
    r"(?:\s?#?\d{1,2}(?:\s(?:of|/|de)\s\d{1,2})?(?=\s{0,2}:))?(?:\s{0,2}:\s{0,4}|\s{2,24}(?=\S)|(?<=\s)(?=\S))",
    re.I,
)
# "How bad 4 x how likely 2 = 8", "| 2 | 4 | 8 Medium": the product at the end.
PRODUCT = re.compile(r"=\s{0,2}(?P<p>\d{1,3})\b")
BARRED = re.compile(r"\s\|\s")
RATED = re.compile(r"^(?:risk|r)?\s{0,2}\d{1,3}(?:\s?\w{0,10})?$", re.I)
# "... on the single lane. HIGH / MIDDLE": before and after control.
GRADES = re.compile(r"[.,;]?\s(?P<b>HIGH|MIDDLE|MEDIUM|MODERATE|LOW)\s?/\s?(?P<a>HIGH|MIDDLE|MEDIUM|MODERATE|LOW)\.?$")
# A line over a list of hazards with what is done about each: "traffic - flaggers both ends".
LIST_HEAD = re.compile(
    r"\b(?:hurt|bite|harm|hazards?|dangers?|mal)\b[^\n]{0,60}\b(?:do(?:ing)? about|put in place|what (?:we"
    r"|will|is)|contr[oô]ls?|fix|avec)\b"
    r"|\blist (?:each|the|all) hazards?\b",
    re.I,
)
LISTED = re.compile(r"^\W{0,6}(?:\d{1,2}[.)]\s)?(?P<h>[^:\n]{3,70}?)(?:\s[-–—>]{1,2}\s|:\s)(?P<c>\S[^\n]{3,200})$")


@dataclass
class Labelled:
    """A hazard as labels give it; filled while its lines are read."""

    hazard: str
    line: Line
    task: str | None
    told: dict[str, str] = field(default_factory=dict)


def labelled_hazards(page: PageReading, loose: bool) -> Iterator[Labelled]:
    """The hazards of a page's labels in their order.

    Args:
        loose: Whether a label may do without its colon, as on the cards of a crew.
    """
    task: str | None = None
    last: Labelled | None = None
    for line in page.lines:
        for kind, value in _segments(spaced(line)[:LONGEST], loose):
            if kind == "task":
                task = written(value) or task
                continue
            if kind == "hazard":
                if last is not None:
                    yield last
                last = _opened(value, line, task)
            elif last is not None and written(value):
                last.told.setdefault(kind, written(value))
        product = PRODUCT.search(line.text)
        if last is not None and product is not None:
            last.told.setdefault("rating", product["p"])
    if last is not None:
        yield last


def _opened(value: str, line: Line, task: str | None) -> Labelled | None:
    """A hazard with the rating that may stand behind it on its own line."""
    cells = [cell.strip() for cell in BARRED.split(value)]
    hazard = written(cells[0].split("   ")[0]).rstrip(".")
    if len(hazard) < 3:
        return None
    graded = GRADES.search(hazard)
    found = Labelled(hazard[: graded.start()] if graded is not None else hazard, line, task)
    if graded is not None:
        found.told.update({"rating": graded["b"], "residual": graded["a"]})
    rated = [cell for cell in cells[1:] if RATED.match(cell)]
    if rated:
        found.told["rating"] = re.sub(r"^(?:risk|r)\s{1,2}", "", rated[-1], flags=re.I)
    return found


def _segments(text: str, loose: bool) -> Iterator[tuple[str, str]]:
    """Labels of a line with what follows each up to the next."""
    matches = [match for match in LABEL.finditer(text) if loose or match.group().rstrip().endswith(":")]
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        kind = match.lastgroup
        if kind is not None:
            yield kind, text[match.end() : end].strip(" |;")


def listed_hazards(page: PageReading) -> Iterator[Labelled]:
    """Hazards of a list whose heading asks what is done about each."""
    left = 0
    for line in page.lines:
        text = line.text.strip()
        if LIST_HEAD.search(text) and len(text) < 120 and "|" not in text:
            left = LISTED_LINES
            continue
        if not text or not left:
            continue
        match = LISTED.match(text)
        if match is None:
            left = 0
            continue
        left -= 1
        yield Labelled(written(match["h"]), line, None, {"controls": written(match["c"])})
