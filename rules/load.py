"""Rule packs, from TOML files or a workbook to a RulePack; all that is wrong comes in one message with its place.

A pack is a folder with ``instrument.toml``, ``questions.toml`` and, where it asks for something the backbone does not
know, ``evidence.toml`` with ``examples/*.toml``; or an Excel workbook. It may be one of those shipped here (by id) or
any of the user's. docs/howto/add-an-instrument.md and load-your-own-wording.md show the formats.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rules.asked import read_asked, unplaced
from rules.binding import bound_rules, inherited_examples, whole_rule
from rules.check import check_pack, structure_issues
from rules.model import Example, Instrument, LeftOut, Placement, Question, Rule, RulePack
from rules.parts import Parts, read_parts
from rules.reading import (
    Entries,
    File,
    Problem,
    Row,
    RulePackError,
    read_entries,
    read_file,
    read_value,
    rows_of,
)
from rules.requirements import load_backbone
from rules.tables import jurisdictions

__all__ = ["PACKS", "Problem", "RulePackError", "check_folder", "list_packs", "load_pack", "shipped"]

PACKS = Path(__file__).parent / "packs"
"""Where the shipped packs lie."""

_Table = Entries[Question] | Entries[Rule] | Entries[Example] | Entries[Placement] | Entries[LeftOut]


def load_pack(id_or_folder: str | Path) -> RulePack:
    """The rule pack of that id, or in that folder or workbook.

    Args:
        id_or_folder: The id of a shipped pack ("ab-aasp"), or a folder or .xlsx file anywhere.

    Raises:
        RulePackError: With all problems at once.
    """
    reading = _read(_place(id_or_folder))
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
    reading = _read(_place(id_or_folder))
    if reading.pack is None:
        return reading.problems, ()
    issues = check_pack(reading.pack, known_types)
    placed = [(one.severity, _located(one.place, one.message, reading)) for one in issues]
    errors = tuple(problem for severity, problem in placed if severity == "error")
    return errors, tuple(problem for severity, problem in placed if severity == "warning")


def list_packs() -> tuple[Instrument, ...]:
    """The shipped instruments, by id.

    Raises:
        RulePackError: When one of them cannot be read.
    """
    found: list[Instrument] = []
    for name, folder in shipped().items():
        problems: list[Problem] = []
        head = read_file(folder, "instrument.toml", (), problems)
        instrument = _instrument(head, None, problems)
        if instrument is None:
            raise RulePackError(name, tuple(problems))
        found.append(instrument)
    return tuple(found)


def shipped() -> dict[str, Path]:
    """The folders of the shipped packs by id."""
    return {path.parent.name: path.parent for path in sorted(PACKS.glob("*/instrument.toml"))}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a pack's files gave: the pack or the problems, and where each entry stands."""

    pack: RulePack | None
    problems: tuple[Problem, ...]
    head: str
    tables: tuple[_Table, ...]


def _read(place: Path) -> _Reading:
    backbone = load_backbone()
    problems: list[Problem] = []
    parts = read_parts(place, problems)
    parts, base = _base(parts, problems)
    instrument = _instrument(parts.head, base, problems)
    law = None if instrument is None else jurisdictions().get(instrument.jurisdiction)
    asked = read_asked(parts.questions, backbone, base, problems)
    questions = asked.in_order(instrument)
    own = read_entries(parts.evidence, "rule", Rule, problems, lambda row: whole_rule(row, backbone, law))
    for name in [str(row["based_on"]) for row in rows_of(parts.evidence, "rule") if "based_on" in row]:
        if name not in backbone.rules:
            problems.append(Problem("evidence.toml", f"based_on {name}", "the backbone has no rule for it"))
    shown = [read_entries(file, "example", Example, problems) for file in parts.examples]
    kept, kept_shown = _kept_rules(base, questions or (), {rule.question for rule in own.values})
    rules, examples = bound_rules(questions or (), (*own.values, *kept), backbone, law)
    found = [one for entries in shown for one in entries.values]
    found += [*inherited_examples(rows_of(parts.evidence, "rule"), backbone), *kept_shown]
    tables: tuple[_Table, ...] = (asked.questions, asked.placements, asked.left_out, own, *shown)
    reading = _Reading(None, (), "instrument.toml" if parts.head is None else parts.head.name, tables)
    for issue in structure_issues(instrument, questions, None if own.broken else rules, found):
        problems.append(_located(issue.place, issue.message, reading))
    left_out = (*(() if base is None else base.left_out), *asked.left_out.values)
    if instrument is not None and questions is not None:
        problems += unplaced(instrument, questions, left_out, backbone)
    if problems or instrument is None or questions is None:
        return replace(reading, problems=tuple(problems))
    pack = RulePack(
        instrument=instrument, questions=questions, rules=rules, examples=(*examples, *found), left_out=left_out
    )
    return replace(reading, pack=pack)


def _base(parts: Parts, problems: list[Problem]) -> tuple[Parts, RulePack | None]:
    """The shipped pack that ``based_on`` in ``instrument.toml`` names, and the parts without that key."""
    if parts.head is None or "based_on" not in parts.head.data:
        return parts, None
    name = parts.head.data["based_on"]
    head = replace(parts.head, data={key: value for key, value in parts.head.data.items() if key != "based_on"})
    parts = replace(parts, head=head)
    if name not in shipped():
        problems.append(Problem(head.name, "based_on", f"{name!r} is not a shipped instrument"))
        return parts, None
    return parts, load_pack(str(name))


def _kept_rules(
    base: RulePack | None, questions: Sequence[Question], answered: set[str]
) -> tuple[list[Rule], list[Example]]:
    """The rules, with their examples, of the pack this one is based on, for questions that still ask the same."""
    if base is None:
        return [], []
    asks = {one.id: one.canonical for one in questions if one.primary_method == "documentation"}
    same = {one.id for one in base.questions if asks.get(one.id) == one.canonical} - answered
    rules = [rule for rule in base.rules if rule.question in same]
    ids = {rule.id for rule in rules}
    return rules, [example for example in base.examples if example.rule in ids]


def _place(id_or_folder: str | Path) -> Path:
    """The place meant: a shipped id wins over a folder of that name in the working directory."""
    if isinstance(id_or_folder, str):
        known = shipped()
        if id_or_folder in known:
            return known[id_or_folder]
        path = Path(id_or_folder)
        if not path.is_dir() and not (path.suffix.casefold() == ".xlsx" and path.is_file()):
            names = ", ".join(known) or "none"
            message = f"neither a shipped instrument (there are: {names}) nor a folder or workbook with a rule pack"
            raise RulePackError(id_or_folder, (Problem(id_or_folder, "", message),))
    return Path(id_or_folder)


def _instrument(head: File | None, base: RulePack | None, problems: list[Problem]) -> Instrument | None:
    if head is None:
        return None
    inherited: Row = {} if base is None else base.instrument.model_dump(mode="json", exclude={"id"})
    return read_value(Instrument, {**inherited, **head.data}, head.name, "", problems, head.columns)


def _located(place: str, message: str, reading: _Reading) -> Problem:
    """The problem with the file and line of the (last) entry it is about."""
    for table in reading.tables:
        if place in table.places:
            return Problem(table.file, table.places[place], message)
    return Problem(reading.head, place, message)
