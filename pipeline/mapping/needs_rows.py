"""Needs that rows settle: actions with owner, date and closure; hazards with rating and control; who attended."""

import re
from collections.abc import Callable, Sequence

from pipeline.mapping.answers import MISSING_ROWS, Answer, clipped, labelled, met, say_label, unclear, unmet
from pipeline.mapping.names import name_of
from pipeline.mapping.surroundings import Surroundings, manages
from pipeline.mapping.view import View, closed, due
from pipeline.model import Citation, Fact, Missing, MissingKind
from rules.model import Rule

OWNER = labelled(r"responsible(?: person| party)?|assigned to|action by|by whom|owner|person responsible|responsable")
DUE = labelled(r"due(?: date| by)?|target(?: completion)? date|by when|to be (?:done|completed) by|deadline|échéance")
CLOSED = labelled(r"(?:date )?(?:closed|completed)(?: on| date)?|completion date|closed out|closing date|corrected on")
CONTROL = labelled(r"(?:hazard )?controls?(?: measures?| in place)?|mitigation|preventive measures?|mesures?")
RATING = labelled(r"(?:initial |residual )?(?:risk|hazard)(?: level| rating| rank(?:ing)?| score)?|severity|likelihood")
CAUSE = labelled(r"root causes?|underlying causes?|basic causes?|(?:indirect|contributing) (?:causes?|factors?)")
RECOMMENDED = labelled(
    r"(?:recommended |corrective |preventive )?(?:actions?|measures?)(?: taken| required)?|recommendations?|recommended"
)
ATTENDEES = labelled(r"(?:those |members |workers )?(?:present|attendees|attendance|in attendance|attended by|crew)")

# Heads of columns by kind of control, as many formal assessments have them; the gaps are bounded.
CONTROL_COLUMNS = re.compile(
    r"\bengineering\b[^\n]{0,40}\badmin\w{0,12}[^\n]{0,40}\b(?:ppe|protective)\b", re.IGNORECASE
)
CELLS_WITHOUT_CONTROLS = 3
# Words of harm that comes slowly (health) and of harm that comes at once (safety); whole words.
HEALTH = re.compile(
    r"\b(?:noise|dust|silica|asbestos|mou?ld|fumes?|vapou?rs?|chemicals?|solvents?|heat|cold|vibration|radiation|"
    r"ergonomics?|repetitive|posture|fatigue|stress|violence|harassment|biological|virus|bacteria|lead exposure|"
    r"sun exposure|uv|bruit|poussières?|fumées?)\b",
    re.IGNORECASE,
)
SAFETY = re.compile(
    r"\b(?:falls?|falling|slips?|trips?|pinch|crush(?:ing)?|struck|caught|cuts?|sharp|lacerations?|electrocution|"
    r"electrical|shock|fire|explosion|traffic|rollover|collision|overhead|burns?|collapse|cave-in|lift truck|forklift|"
    r"chutes?|coupures?|glissades?)\b",
    re.IGNORECASE,
)


def _each(
    rows: Sequence[Fact], shows: Callable[[Fact], str | None], what: str, kind: MissingKind, none: Answer
) -> Answer:
    """Whether every row shows something; what lacks it is listed, the first few by name."""
    if not rows:
        return none
    bad = [row for row in rows if not shows(row)]
    if not bad:
        return met(f"{what} in all of {len(rows)} rows", rows[0].citation)
    missing = tuple(Missing(kind, f"{clipped(row.value)}: no {what}") for row in bad[:MISSING_ROWS])
    return Answer("unmet", f"{what} in {len(rows) - len(bad)} of {len(rows)} rows", missing, (bad[0].citation,))


def _rows(view: View, shows: Callable[[Fact], str | None], what: str, pattern: re.Pattern[str]) -> Answer:
    none = say_label(view, pattern, f"{what} stated") or unclear(f"no actions or findings read, so no {what}")
    return _each(view.rows, shows, what, "action", none)


def action_owner(view: View, rule: Rule, around: Surroundings) -> Answer:
    """Every action or finding names an owner."""
    return _rows(view, lambda row: row.attribute("owner"), "owner", OWNER)


def action_due(view: View, rule: Rule, around: Surroundings) -> Answer:
    """Every action or finding has a date due, unless it is closed already."""
    return _rows(view, lambda row: due(row) or closed(row), "date due", DUE)


def action_closed(view: View, rule: Rule, around: Surroundings) -> Answer:
    """Every action or finding is closed."""
    return _rows(view, closed, "closure", CLOSED)


def _hazards(view: View, names: tuple[str, ...], what: str, pattern: re.Pattern[str]) -> Answer:
    def shows(row: Fact) -> str | None:
        return next((said for name in names if (said := row.attribute(name))), None)

    none = say_label(view, pattern, f"{what} stated") or unclear(f"no hazard rows read, so no {what}")
    return _each(view.facts("hazard_row"), shows, what, "criterion", none)


def controls(view: View, rule: Rule, around: Surroundings) -> Answer:
    """Every hazard row has a control, in one column or in columns by kind of control."""
    rows = view.facts("hazard_row")
    if rows and CONTROL_COLUMNS.search(view.text) and not any(row.attribute("controls") for row in rows):
        # The finder knows one column of controls; with three of them a filled row has cells beyond task and rating.
        return _each(rows, _cells_of_controls, "control", "criterion", met(""))
    return _hazards(view, ("control", "controls"), "control", CONTROL)


def _cells_of_controls(row: Fact) -> str | None:
    cells = [cell for cell in row.citation.quote.split("|") if cell.strip(" _-")]
    return "cells" if len(cells) > CELLS_WITHOUT_CONTROLS else None


def rating(view: View, rule: Rule, around: Surroundings) -> Answer:
    """Every hazard row has a risk rating."""
    return _hazards(view, ("rating", "risk", "risk_rating", "priority", "severity"), "rating", RATING)


def health_and_safety_hazards(view: View, rule: Rule, around: Surroundings) -> Answer:
    """Hazards named include one to health and one to safety."""
    health, safety = _hazard(view, "health", HEALTH), _hazard(view, "safety", SAFETY)
    if health and safety:
        return met("health and safety hazards", health, safety)
    lacks = "a health hazard" if safety else "a safety hazard" if health else "health and safety hazards"
    return unmet(f"{lacks} not found", "criterion", lacks)


def _hazard(view: View, category: str, pattern: re.Pattern[str]) -> Citation | None:
    row = next((row for row in view.facts("hazard_row") if row.attribute("category") == category), None)
    if row is not None:
        return row.citation
    found = pattern.search(view.text)
    return view.cite(*found.span()) if found else None


def root_cause(view: View, rule: Rule, around: Surroundings) -> Answer:
    """A cause and a recommended action."""
    cause = say_label(view, CAUSE, "cause")
    action = say_label(view, RECOMMENDED, "action")
    if action is None and view.rows:
        action = met("action", view.rows[0].citation)
    if cause is not None and action is not None:
        return met("cause and recommended action stated", *cause.citations, *action.citations)
    lacks = "recommended action" if cause else "root cause" if action else "root cause and recommended action"
    return unmet(f"no {lacks} read", "criterion", lacks, *((cause or action or met("")).citations))


def attendance(view: View, rule: Rule, around: Surroundings) -> Answer:
    """At least one attendee; a sheet of unreadable signatures is looked at by a person."""
    people = view.facts("person", "attendee", "trainee", "member", "chair", "worker")
    if people:
        return met(f"{len({name_of(fact.value) for fact in people})} attendees read", people[0].citation)
    found = say_label(view, ATTENDEES, "attendance stated")
    if found is not None:
        return found
    if view.inked or view.understanding.signed in ("drawn", "cannot_tell"):
        return unclear("attendance in handwriting, check by eye")
    return unmet("no attendees read", "person", "attendees")


def manager_present(view: View, rule: Rule, around: Surroundings) -> Answer:
    """An attendee whose title, or place in an org chart, makes a manager."""
    people = view.facts("person", "attendee", "chair", "member")
    for fact in people:
        title = fact.attribute("title") or fact.attribute("position") or ""
        if manages(title) or around.managers.find(name_of(fact.value)) is not None or around.leads(name_of(fact.value)):
            return met("a manager attended", fact.citation)
    if not people:
        return unclear("no attendees read, check by eye whether a manager attended")
    if around.managers or around.leaders:
        return unmet("no manager among the attendees", "person", "a manager among the attendees", people[0].citation)
    return unclear("no titles and no org chart: a manager cannot be told", people[0].citation)
