"""Step 5, finder: hazard assessments -> rows of task, hazard, rating and controls; inspected items of checklists."""

import re
from collections.abc import Iterator

from pipeline.facts.grids import Grid, Kinds, Row, continued, grids
from pipeline.facts.hazardlabels import labelled_hazards, listed_hazards
from pipeline.facts.names import as_name
from pipeline.facts.places import written
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact

MOST_ROWS = 400
FAMILIES = frozenset({"hazard_assessment", "unknown", "procedure", "meeting_minutes", "inspection"})

HAZARD_COLUMNS: Kinds = (
    (
        "residual",
        re.compile(
            r"\b(?:residual|résiduel\w{0,2}|after(?: controls| that)?|post|après|risk left|with controls)\b"
            r"|^then$",
            re.I,
        ),
    ),
    (
        "controls",
        re.compile(
            r"\b(?:controls?|control measures?|mitigat\w{1,4}|how (?:will|to) control\w{0,3}"
            r"|prevent\w{0,6}|safeguards?|contrôles?|mesures|moyens|precautions?|fix"
            r"|what (?:will )?(?:we|you|is|i)(?:'ll)? (?:will )?(?:do|done|did)\b|so we will|doing about"
            r"|we do|on fait quoi avec"
            r"|put in place)",
            re.I,
        ),
    ),
    (
        "hazard",
        re.compile(
            r"\b(?:hazards?|what (?:could|can|might|may) (?:go wrong|hurt|bite|harm)|could bite|dangers?"
            r"|risques?(?! résiduel)"
            r"|faire mal|nous blesser)\b",
            re.I,
        ),
    ),
    ("severity", re.compile(r"^(?:s|c|g|sev|severity|consequence|gravité)\b(?! x\b)", re.I)),
    ("likelihood", re.compile(r"^(?:p|l|f|prob\w{0,7}|likelihood|frequency|probabilité)\b", re.I)),
    (
        "rating",
        re.compile(
            r"\b(?:risk|rating|rank(?:ing)?|priority|score|level|rr|cote|niveau|priorité|before|avant|h/m/l"
            r"|c x l|g x p)\b|^(?:r|=)$",
            re.I,
        ),
    ),
    (
        "task",
        re.compile(
            r"\b(?:tasks?|steps?|job steps?|activit\w{1,3}|work|operation|tâches?|étapes?|position"
            r"|part of the job|doing|job)\b",
            re.I,
        ),
    ),
    ("owner", re.compile(r"\b(?:responsible|owner|by whom|responsable)\b", re.I)),
)

# What stands under a table of hazards and is no row of it.
FOOT = re.compile(
    r"^\W{0,3}(?:approved|checked|crew|sign(?:ed|atures?|[- ]o(?:n|ff))?|changed|rescue|reviewed|forem[ae]n"
    r"|foreperson|supervisor"
    r"|anything changed|approuvé|signé|équipe)\b[^\n]{0,30}(?::|\?|$)",
    re.I,
)
# Harm to health by exposure and over time; everything else that hurts is a safety hazard.
HEALTH_WORDS = re.compile(
    r"\b(?:noise|dust|silica|asbestos|lead|fumes?|gas(?:es)?|vapou?rs?|chemicals?|solvents?"
    r"|h2s|co\b|carbon monoxide|ergonomic\w{0,4}|posture|lifting|strain|repetitive|vibration"
    r"|heat stress|heat|cold|uv|sun|radiation|biological|mou?ld|virus\w{0,3}|bacteria|fatigue"
    r"|stress|psycholog\w{1,6}|harassment|violence|bullying|exposure|inhalation|skin contact"
    r"|hygiene|bruit|poussières?|produits? chimiques?|ergonomi\w{1,4})\b",
    re.I,
)
# A tick or verdict of a checklist item.
VERDICT = re.compile(
    r"^(?:yes|no|n/?a|ok|okay|good|fair|poor|pass(?:ed)?|fail(?:ed)?|sat(?:isfactory)?"
    r"|unsat(?:isfactory)?|oui|non|s/?o|y|n|x|✓|✔|☑|☒|repair|defect\w{0,4}|\[x\])$",
    re.I,
)


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "hazard_row" (attributes task, hazard, rating, controls, category) and "inspected_row" (item, verdict)."""
    made = 0
    last: Grid | None = None
    for page in reading.pages:
        rows: list[Fact] = []
        if reading.family in FAMILIES:
            found = tuple(grids(page, HAZARD_COLUMNS, ("hazard",), 2))
            if not found and last is not None and (rest := continued(page, last)) is not None:
                found = (rest,)
            last = found[-1] if found else None
            for grid in found:
                rows += _from_grid(reading, grid)
            rows = rows or list(_from_labels(reading, page))
        if reading.family in {"inspection", "maintenance", "unknown"}:
            rows += _inspected(reading, page)
        for fact in rows:
            yield fact
            made += 1
            if made >= MOST_ROWS:
                return


def _from_grid(reading: Reading, grid: Grid) -> list[Fact]:
    if not grid.has("controls") and not grid.has("rating") and not grid.has("severity"):
        return []  # a word in a sentence, no table
    facts: list[Fact] = []
    task = ""
    for row in grid.rows:
        task = written(grid.cell(row, "task")) or task
        hazard = written(grid.cell(row, "hazard"))
        own = written(grid.cell(row, "task"))
        if not hazard and own and written(grid.cell(row, "controls")):
            hazard, task = own, ""  # a row without a step of its own
        if FOOT.match(own or hazard):
            break
        if sum(map(str.isalpha, hazard)) < 3 or as_name(hazard) is not None:
            continue
        facts.append(_row(reading, grid, row, task, hazard))
    return facts


def _row(reading: Reading, grid: Grid, row: Row, task: str, hazard: str) -> Fact:
    parts = [grid.cell(row, kind) for kind in ("severity", "likelihood")]
    rating = written(grid.cell(row, "rating")) or " x ".join(part for part in parts if written(part))
    pairs = (
        ("task", task),
        ("hazard", hazard),
        ("rating", rating),
        ("controls", written(grid.cell(row, "controls"))),
        ("residual", written(grid.cell(row, "residual")) or _second(grid, row)),
        ("category", category(hazard)),
    )
    attributes = tuple((key, value) for key, value in pairs if value)
    return Fact("hazard_row", hazard, reading.cite(row.line, row.quote), "hazards", None, attributes)


def _second(grid: Grid, row: Row) -> str:
    """The rating after control, where its column has the same head as the rating before it: S L R ... S L R."""
    heads = [" ".join(head.split()).casefold() for head in grid.headers]
    if not grid.has("rating") and not grid.has("severity"):
        return ""
    first = grid.columns.index("rating" if grid.has("rating") else "severity")
    later = [index for index in range(first + 1, len(heads)) if heads[index] and heads[index] == heads[first]]
    return written(row.cells[later[-1]]) if later and later[-1] < len(row.cells) else ""


def category(hazard: str) -> str:
    """The words "health" for harm by exposure, else "safety"."""
    return "health" if HEALTH_WORDS.search(hazard) else "safety"


def _from_labels(reading: Reading, page: PageReading) -> Iterator[Fact]:
    """Cards that list a hazard and its controls under labels, or as a list, instead of columns."""
    cards = reading.family == "hazard_assessment"
    labelled = list(labelled_hazards(page, loose=cards)) or (list(listed_hazards(page)) if cards else [])
    for one in labelled:
        pairs = (
            ("task", one.task),
            ("hazard", one.hazard),
            ("rating", one.told.get("rating")),
            ("controls", one.told.get("controls")),
            ("residual", one.told.get("residual")),
            ("category", category(one.hazard)),
        )
        attributes = tuple((key, value) for key, value in pairs if value)
        yield Fact("hazard_row", one.hazard, reading.cite(one.line), "hazards", None, attributes)


def _inspected(reading: Reading, page: PageReading) -> list[Fact]:
    """Checklist rows with a verdict, from tables."""
    facts: list[Fact] = []
    for table in page.page.tables:
        for cells in table:
            filled = [cell.strip() for cell in cells if cell.strip()]
            verdict = next((cell for cell in filled[1:] if VERDICT.match(cell)), None)
            if verdict is None or VERDICT.match(filled[0]) or len(filled[0]) < 4:
                continue
            text = " | ".join(filled)
            line = next((line for line in page.lines if filled[0] in line.text), Line(page.page.number, 0, text))
            facts.append(
                Fact("inspected_row", filled[0], reading.cite(line, text), "hazards", None, (("verdict", verdict),))
            )
    return facts[:MOST_ROWS]
