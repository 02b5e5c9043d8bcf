"""The backbone: the requirements behind all instruments, with the evidence rule and the examples of each, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rules.model import Neighbour, Requirement, RequirementExample, RequirementRule
from rules.reading import Problem, RulePackError, read_entries, read_file
from rules.system_parts import SystemPart

BACKBONE = Path(__file__).parent / "backbone"
"""Where the shipped backbone lies."""


@dataclass(frozen=True, slots=True)
class Backbone:
    """All requirements by id, the rule of each that documents can answer, the examples of each rule, parts by id."""

    requirements: Mapping[str, Requirement]
    rules: Mapping[str, RequirementRule]
    examples: Mapping[str, tuple[RequirementExample, ...]]
    parts: Mapping[str, SystemPart]


@lru_cache(maxsize=4)
def load_backbone(folder: Path = BACKBONE) -> Backbone:
    """The backbone, cross-checked.

    Raises:
        RulePackError: With all problems at once; the shipped one has none.
    """
    problems: list[Problem] = []
    head = read_file(folder, "requirements.toml", ("defaults", "requirement"), problems)
    requirements = read_entries(head, "requirement", Requirement, problems)
    body = read_file(folder, "evidence.toml", ("rule",), problems)
    rules = read_entries(body, "rule", RequirementRule, problems)
    examples: dict[str, list[RequirementExample]] = {}
    for name in sorted(path.name for path in (folder / "examples").glob("*.toml")):
        file = read_file(folder, f"examples/{name}", ("example",), problems)
        for example in read_entries(file, "example", RequirementExample, problems).values:
            examples.setdefault(example.requirement, []).append(example)
    subjects = read_file(folder, "system_parts.toml", ("part",), problems)
    parts = read_entries(subjects, "part", SystemPart, problems)
    known = {one.id: one for one in requirements.values}
    bound = {one.requirement: one for one in rules.values}
    problems += _twice("requirements.toml", [one.id for one in requirements.values])
    problems += _twice("evidence.toml", [one.requirement for one in rules.values])
    problems += _twice("system_parts.toml", [one.id for one in parts.values])
    for name in sorted(set(bound) - set(known)) if not requirements.broken else ():
        place = rules.places[f"rule {name}"]
        problems.append(Problem("evidence.toml", place, f"requirement {name!r} is not in requirements.toml"))
    for name in sorted(set(examples) - set(bound)) if not rules.broken else ():
        problems.append(Problem("examples", f"example of {name}", "has no rule in evidence.toml"))
    if problems:
        raise RulePackError("backbone", tuple(problems))
    shown = {name: tuple(found) for name, found in examples.items()}
    return Backbone(known, bound, shown, {one.id: one for one in parts.values})


def _twice(file: str, ids: list[str]) -> list[Problem]:
    return [Problem(file, name, "stands twice; keep one") for name in dict.fromkeys(ids) if ids.count(name) > 1]


def load_neighbours(folder: Path = BACKBONE) -> tuple[Neighbour, ...]:
    """Whole papers, one a document type: near-misses of every rule whose types they are not.

    Raises:
        RulePackError: With all problems at once; the shipped file has none.
    """
    problems: list[Problem] = []
    papers = read_file(folder, "neighbours.toml", ("neighbour",), problems)
    found = read_entries(papers, "neighbour", Neighbour, problems).values
    if problems:
        raise RulePackError("backbone", tuple(problems))
    return found
