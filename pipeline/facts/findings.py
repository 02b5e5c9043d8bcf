"""Step 5, part of the action finder: tick sheets and notes of an inspection -> what is wrong, with its remedy."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.actionlines import ARROW, DONE, OWNER, WHEN
from pipeline.facts.gaptables import CELL
from pipeline.facts.people_seen import spaced
from pipeline.facts.reading import Line, PageReading

LEAST_GOOD = 3
"""Answers of "ok" or "yes" that make a list of items a tick sheet."""
LONGEST_ITEM = 90

GOOD = re.compile(r"^(?:ok|okay|yes|y|good|sat(?:isfactory)?|s|c|conforme|oui|pass|safe|acceptable|✓|✔)\b", re.I)
BAD = re.compile(
    r"^(?P<mark>no|n|not ok|nc|u|unsat\w{0,12}|fail(?:ed|s)?|poor|defici\w{0,6}|repair|à corriger"
    r"|non(?: conforme)?|unsafe|missing|low)"
    r"(?:$|\s?[-–—:,]\s{0,2}(?P<note>\S.{1,160})$)",
    re.I,
)
# "Guards, all belts A  tail guard off": a class of hazard instead of ok.
CLASSED = re.compile(r"^(?P<item>[^\n:]{4,60}?)\s{1,2}(?P<class>[ABC])\s{2,}(?P<note>\S[^\n]{3,160})$")
ENDS_OK = re.compile(r"\s(?:OK|ok)\b[^\n]{0,40}$")
# A point that says itself what was done about it.
MENDED = re.compile(
    r"^\s{0,6}(?:\d{1,2}[.)]?\s{1,3}|[-*•]\s{1,3})(?P<what>[^.\n]{6,140})\.\s(?P<done>(?:Corrected|Fixed"
    r"|Moved|Removed|Replaced|Put back"
    r"|Cleared|Taken (?:down|out|away)|Repaired|Cleaned|Corrigé|Enlevé|Remplacé)\b[^.\n]{0,80})\.?\s{0,4}$"
)
# Heads of the columns a tick goes into.
BAD_HEAD = re.compile(
    r"^(?:not(?: ok)?|no|n|u|unsat\w{0,12}|fix|à corriger|fail|defect\w{0,4}|poor|x|needs \w{3,12}"
    r"|non(?: conforme)?|action)$",
    re.I,
)
OTHER_HEAD = re.compile(
    r"^(?:ok|fine|yes|y|s|sat\w{0,12}|good|pass|conforme|oui|n\.?/?a\.?|na|s\.?/?o\.?|acceptable|fair)$", re.I
)
TICK = re.compile(r"^(?:x|✓|✔|☒|☑|\[x\]|\[X\]|yes)$", re.I)
BOX = re.compile(r"^\[ ?\]$|^☐$")
CLASS_CELL = re.compile(r"^[ABC]$")
# What an item's line carries besides: its number, "photo 2", the verdict.
NUMBER = re.compile(r"^\W{0,4}(?:\d{1,3}(?:\.\d{1,2}){0,2}[.)]?\s{1,3}|[a-z]\)\s)?")
ASIDE = re.compile(r"\s{1,6}(?:photos?|pics?|images?)\s?\d{0,3}\b", re.I)
VERDICT_END = re.compile(r"\s{1,8}(?:no|n|x|u|not ok|fail)\s{0,6}$", re.I)
TAIL = re.compile(
    rf"(?:,\s{{1,2}}|\s?\()(?P<owner>{OWNER.pattern})(?:,\s{{1,2}}|\s)(?:due |by |before )?(?P<when>{WHEN.pattern})\)?"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, with what is said of its remedy."""

    what: str
    line: Line
    action: str | None = None
    owner: str | None = None
    due: str | None = None
    closed: str | None = None
    severity: str | None = None


def findings_of(page: PageReading) -> Iterator[Finding]:
    """What a page of an inspection without a table of findings says is wrong, once a line."""
    texts = [(line, spaced(line)) for line in page.lines if line.text.strip()]
    sheet = sum(_has_good(text) for _, text in texts) >= LEAST_GOOD
    classed = sum(ENDS_OK.search(text) is not None for _, text in texts) >= LEAST_GOOD
    head: tuple[tuple[int, str], ...] = ()
    for line, text in texts:
        told = _columns(text)
        if told:
            head = told
            continue
        found = _arrow(line, text) or (_marked(line, text, head) if head else None) or _mended(line, text)
        if found is None and classed:
            found = _classed(line, text)
        if found is not None:
            yield found
        elif sheet:
            yield from _answered(line, text)


def _has_good(text: str) -> bool:
    cells = [match.group() for match in CELL.finditer(text.replace("|", "   "))]
    return len(cells) >= 2 and any(GOOD.match(cell) for cell in cells[1:])


def _columns(text: str) -> tuple[tuple[int, str], ...]:
    """Place and head of each column of a tick sheet, when a line is its header; the bad one among them."""
    cells = [(at, cell.strip("[] ")) for at, cell in _cells(text)]
    known = [cell for _, cell in cells if BAD_HEAD.match(cell) or OTHER_HEAD.match(cell)]
    if len(known) < 2 or not any(BAD_HEAD.match(cell) for cell in known) or not any(map(OTHER_HEAD.match, known)):
        return ()
    return tuple(cells) if len(known) * 3 >= len(cells) else ()


def _cells(text: str) -> list[tuple[int, str]]:
    """Cells with their place: the number of the cell between bars, else where it begins in the line."""
    if "|" in text:
        return [(index, cell.strip()) for index, cell in enumerate(text.split("|")) if cell.strip()]
    return [(match.start(), match.group()) for match in CELL.finditer(text)]


def _marked(line: Line, text: str, head: tuple[tuple[int, str], ...]) -> Finding | None:
    """A row whose tick stands under the column for what is wrong."""
    cells = _cells(text)
    if len(cells) < 2 or TICK.match(cells[0][1]) or BOX.match(cells[0][1]):
        return None
    verdicts = [(at, name) for at, name in head if BAD_HEAD.match(name) or OTHER_HEAD.match(name)]
    boxes = [index for index, (_, cell) in enumerate(cells) if BOX.match(cell) or TICK.match(cell)]
    if not boxes:
        return None
    drawn = any(BOX.match(cells[index][1]) for index in boxes)
    if len(boxes) == len(verdicts):
        chosen = [name for (_, name), index in zip(verdicts, boxes, strict=True) if TICK.match(cells[index][1])]
    elif drawn:
        return None  # more or fewer boxes than the header has answers
    else:
        at = cells[boxes[0]][0]
        chosen = [min(verdicts, key=lambda pair: abs(pair[0] - at))[1]]
    if len(chosen) != 1 or not BAD_HEAD.match(chosen[0]):
        return None
    rest = [cell for _, cell in cells[boxes[-1] + 1 :]]
    severity = next((cell for cell in rest if CLASS_CELL.match(cell)), None)
    note = next((cell for cell in rest if not CLASS_CELL.match(cell)), None)
    item = _item(cells[0][1])
    return Finding(f"{item}: {note}" if note else item, line, severity=severity) if item else None


def _item(text: str) -> str:
    return NUMBER.sub("", text).strip(" .:-*•")[:LONGEST_ITEM]


def _arrow(line: Line, text: str) -> Finding | None:
    """Read "item   No   photo 1 -> blow down, Emeka, due 2026-05-13"."""
    arrow = ARROW.search(text)
    if arrow is None or len(text) > 300:
        return None
    said_before = re.split(r"\.\s", text[: arrow.start()])[-1]
    item = _item(VERDICT_END.sub("", ASIDE.sub("", said_before)))
    said = text[arrow.end() :].strip()
    if len(item) < 4 or not 3 <= len(said) <= 160:
        return None
    tail = TAIL.search(said)
    action = said[: tail.start()] if tail is not None else said
    closed = "yes" if DONE.search(said) else None
    return Finding(
        item,
        line,
        re.sub(r",\s{0,2}(?:fixed|done|on the spot)\b.{0,30}$", "", action).strip(" ,.(") or None,
        tail["owner"] if tail is not None else None,
        re.sub(r"^(?:due|by|before) ", "", tail["when"]) if tail is not None else None,
        closed,
    )


def _mended(line: Line, text: str) -> Finding | None:
    """Read "2 Yard: hoses across the walkway. Corrected during the tour."."""
    match = MENDED.match(text)
    if match is None:
        return None
    return Finding(_item(match["what"]), line, action=match["done"].strip(" ."), closed="yes")


def _classed(line: Line, text: str) -> Finding | None:
    match = CLASSED.match(text.strip())
    if match is None:
        return None
    return Finding(f"{_item(match['item'])}: {match['note'].strip()}", line, severity=match["class"])


def _answered(line: Line, text: str) -> Iterator[Finding]:
    """Items answered "No": with a note behind, or as a question."""
    cells = [match.group() for match in CELL.finditer(text.replace("|", "   "))]
    for index in range(1, len(cells)):
        bad, item = BAD.match(cells[index]), _item(cells[index - 1])
        if bad is None or len(item) < 4 or GOOD.match(item):
            continue
        note = bad["note"] or _note(cells[index + 1 :])
        if note or cells[index - 1].rstrip().endswith("?"):
            yield Finding(f"{item.rstrip('?')}: {note}" if note else item.rstrip("?"), line)


def _note(rest: Sequence[str]) -> str | None:
    """Words behind the verdict that are no verdict, class or question of their own."""
    if not rest or rest[0].endswith("?") or (len(rest) > 1 and (GOOD.match(rest[1]) or BAD.match(rest[1]))):
        return None
    return rest[0] if len(rest[0]) >= 4 and not GOOD.match(rest[0]) and not ASIDE.match(f"  {rest[0]}") else None
