"""Where a pack's parts lie: the files of a folder, or the sheets of a workbook."""

from dataclasses import dataclass
from pathlib import Path

from rules.reading import File, Problem, read_file
from rules.workbook import read_workbook

_QUESTION_TABLES = ("defaults", "question", "placement", "left_out")


@dataclass(frozen=True, slots=True)
class Parts:
    """A pack's parsed files, before anything is checked against the schema; None: it could not be read."""

    head: File | None
    questions: File | None
    evidence: File | None
    examples: tuple[File, ...]


def read_parts(place: Path, problems: list[Problem]) -> Parts:
    """The parts of the pack in that folder or workbook, with what is wrong noted."""
    if place.suffix.casefold() == ".xlsx":
        head, questions = read_workbook(place, problems)
        return Parts(head, questions, File("evidence.toml", {}, {}), ())
    head = read_file(place, "instrument.toml", (), problems)
    questions = read_file(place, "questions.toml", _QUESTION_TABLES, problems)
    evidence = read_file(place, "evidence.toml", ("defaults", "rule"), problems, optional=True)
    names = sorted(path.name for path in (place / "examples").glob("*.toml"))
    examples = (read_file(place, f"examples/{name}", ("example",), problems) for name in names)
    return Parts(head, questions, evidence, tuple(file for file in examples if file is not None))
