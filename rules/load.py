"""Rule packs, from TOML files to a RulePack; whatever is wrong in any file comes back in one message with its place.

A pack is a folder with ``instrument.toml``, ``questions.toml`` and, where it asks for something the backbone does not
know, ``evidence.toml`` with ``examples/*.toml``. It may be one of those shipped here (by id) or any folder of the
user's. docs/howto/add-an-instrument.md shows the format.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from rules.binding import bound_rules, inherited_examples, placed_questions, requirements_of, whole_question, whole_rule
from rules.check import check_pack, structure_issues
from rules.model import Example, Instrument, LeftOut, Placement, Question, Rule, RulePack
from rules.reading import (
    Entries,
    File,
    Problem,
    Row,
    RulePackError,
    read_entries,
    read_file,
    read_value,
)
from rules.requirements import Backbone, load_backbone
from rules.tables import jurisdictions

__all__ = ["PACKS", "Problem", "RulePackError", "check_folder", "list_packs", "load_pack"]

PACKS = Path(__file__).parent / "packs"
"""Where the shipped packs lie."""

_QUESTION_TABLES = ("defaults", "question", "placement", "left_out")
_Table = Entries[Question] | Entries[Rule] | Entries[Example] | Entries[Placement] | Entries[LeftOut]


def load_pack(id_or_folder: str | Path) -> RulePack:
    """The rule pack of that id, or in that folder.

    Args:
        id_or_folder: The id of a shipped pack ("ab-aasp"), or a folder anywhere.

    Raises:
        RulePackError: With all problems at once.
    """
    reading = _read(_folder(id_or_folder))
    if reading.pack is None:
        raise RulePackError(str(id_or_folder), reading.problems)
    return reading.pack


def check_folder(
    id_or_folder: str | Path, known_types: Collection[str]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What must be put right in a pack, and what is worth a look, each with its file and place.

    Args:
        known_types: The document types of the classifier's vocabulary.

    Raises:
        RulePackError: There is no such pack.
    """
    reading = _read(_folder(id_or_folder))
    if reading.pack is None:
        return reading.problems, ()
    issues = check_pack(reading.pack, known_types)
    errors = [_located(one.place, one.message, reading.tables) for one in issues if one.severity == "error"]
    warnings = [_located(one.place, one.message, reading.tables) for one in issues if one.severity == "warning"]
    return tuple(errors), tuple(warnings)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a pack's files gave: the pack or the problems, and where each entry stands."""

    pack: RulePack | None
    problems: tuple[Problem, ...]
    tables: tuple[_Table, ...]


def _read(folder: Path) -> _Reading:
    backbone = load_backbone()
    problems: list[Problem] = []
    instrument = _instrument(folder, problems)
    law = None if instrument is None else jurisdictions().get(instrument.jurisdiction)
    asked = _asked(read_file(folder, "questions.toml", _QUESTION_TABLES, problems), backbone, problems)
    questions = _in_order(instrument, asked)
    body = read_file(folder, "evidence.toml", ("defaults", "rule"), problems, optional=True)
    own = read_entries(body, "rule", Rule, problems, lambda row: whole_rule(row, backbone, law))
    for base in [str(row["based_on"]) for row in _rows(body) if "based_on" in row]:
        if base not in backbone.rules:
            problems.append(Problem("evidence.toml", f"based_on {base}", "the backbone has no rule for it"))
    names = sorted(path.name for path in (folder / "examples").glob("*.toml"))
    files = [read_file(folder, f"examples/{name}", ("example",), problems) for name in names]
    shown = [read_entries(file, "example", Example, problems) for file in files if file is not None]
    rules, examples = bound_rules(questions or (), own.values, backbone, law)
    found = [*inherited_examples(_rows(body), backbone), *(one for entries in shown for one in entries.values)]
    tables: tuple[_Table, ...] = (asked.questions, asked.placements, asked.left_out, own, *shown)
    for issue in structure_issues(instrument, questions, None if own.broken else rules, found):
        problems.append(_located(issue.place, issue.message, tables))
    if instrument is not None and questions is not None:
        problems += _unplaced(instrument, questions, asked, backbone)
    if problems or instrument is None or questions is None:
        return _Reading(None, tuple(problems), tables)
    left_out = asked.left_out.values
    pack = RulePack(
        instrument=instrument, questions=questions, rules=rules, examples=(*examples, *found), left_out=left_out
    )
    return _Reading(pack, (), tables)


def list_packs() -> tuple[Instrument, ...]:
    """The shipped instruments, by id.

    Raises:
        RulePackError: When one of them cannot be read.
    """
    found: list[Instrument] = []
    for folder in sorted(path.parent for path in PACKS.glob("*/instrument.toml")):
        problems: list[Problem] = []
        instrument = _instrument(folder, problems)
        if instrument is None:
            raise RulePackError(folder.name, tuple(problems))
        found.append(instrument)
    return tuple(found)


def _folder(id_or_folder: str | Path) -> Path:
    """The folder meant: a shipped id wins over a folder of that name in the working directory."""
    if isinstance(id_or_folder, str):
        shipped = {path.parent.name: path.parent for path in PACKS.glob("*/instrument.toml")}
        if id_or_folder in shipped:
            return shipped[id_or_folder]
        if not Path(id_or_folder).is_dir():
            known = ", ".join(sorted(shipped)) or "none"
            message = f"neither a shipped instrument (there are: {known}) nor a folder with a rule pack"
            raise RulePackError(id_or_folder, (Problem(id_or_folder, "", message),))
    return Path(id_or_folder)


def _instrument(folder: Path, problems: list[Problem]) -> Instrument | None:
    head = read_file(folder, "instrument.toml", (), problems)
    return None if head is None else read_value(Instrument, head.data, "instrument.toml", "", problems)


@dataclass(frozen=True, slots=True)
class _Asked:
    """``questions.toml``: questions, requirements placed under elements, requirements left out."""

    questions: Entries[Question]
    placements: Entries[Placement]
    left_out: Entries[LeftOut]
    generated: tuple[Question, ...]


def _asked(file: File | None, backbone: Backbone, problems: list[Problem]) -> _Asked:
    questions = read_entries(file, "question", Question, problems, lambda row: whole_question(row, backbone))
    placements = read_entries(file, "placement", Placement, problems)
    left_out = read_entries(file, "left_out", LeftOut, problems, lambda row: _without_defaults(row, file))
    for question in questions.values:
        for name in requirements_of(question.canonical):
            if name not in backbone.requirements:
                place = questions.places[f"question {question.id}"]
                problems.append(Problem("questions.toml", place, f"canonical: no requirement {name!r} in the backbone"))
    placed = [(f"placement {one.element}", one.requirements) for one in placements.values]
    left = [("left_out", one.requirements) for one in left_out.values]
    for place, names in (*placed, *left):
        for name in (name for name in names if name not in backbone.requirements):
            problems.append(Problem("questions.toml", place, f"no requirement {name!r} in the backbone"))
    return _Asked(questions, placements, left_out, tuple(placed_questions(placements.values, backbone)))


def _without_defaults(row: Row, file: File | None) -> Row:
    """[defaults] are for questions and placements; what is left out has a reason of its own."""
    defaults = {} if file is None else file.defaults()
    return {key: value for key, value in row.items() if key not in defaults}


def _in_order(instrument: Instrument | None, asked: _Asked) -> tuple[Question, ...] | None:
    """All questions, element by element; None when some could not be read."""
    if asked.questions.broken or asked.placements.broken:
        return None
    places = {} if instrument is None else {one.id: place for place, one in enumerate(instrument.elements)}
    questions = (*asked.questions.values, *asked.generated)
    return tuple(sorted(questions, key=lambda question: places.get(question.element, len(places))))


def _unplaced(
    instrument: Instrument, questions: Sequence[Question], asked: _Asked, backbone: Backbone
) -> list[Problem]:
    """Documentation requirements that a pack without a question list of its own forgets."""
    if instrument.depth == "questions":
        return []
    named = {name for question in questions for name in requirements_of(question.canonical)}
    named.update(name for one in asked.left_out.values for name in one.requirements)
    open_ones = [
        one.id
        for one in backbone.requirements.values()
        if one.primary_method == "documentation" and one.id not in named
    ]
    if not open_ones:
        return []
    message = f"place these requirements under an element, or leave them out with a reason: {', '.join(open_ones)}"
    return [Problem("questions.toml", "placement", message)]


def _rows(body: File | None) -> list[Row]:
    entries = [] if body is None else body.data.get("rule", [])
    return [row for row in entries if isinstance(row, dict)] if isinstance(entries, list) else []


def _located(place: str, message: str, tables: tuple[_Table, ...]) -> Problem:
    """The problem with the file and line of the (last) entry it is about."""
    for table in tables:
        if place in table.places:
            return Problem(table.file, table.places[place], message)
    return Problem("instrument.toml", place, message)
