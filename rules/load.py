"""Rule packs, from TOML files to a RulePack; whatever is wrong in any file comes back in one message with its place.

A pack is a folder with ``instrument.toml``, ``questions.toml``, ``evidence.toml`` and, if it has any,
``examples/*.toml``. It may be one of those shipped here (by id) or any folder of the user's.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from rules.check import structure_issues
from rules.model import Example, Frozen, Instrument, Question, Rule, RulePack

PACKS = Path(__file__).parent / "packs"
"""Where the shipped packs lie."""

_LARGEST_FILE = 4_000_000
# A table header such as [[rule]], to tell the line of an entry.
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(\w+)[ \t]*\]\]", re.MULTILINE)
_Value = TypeVar("_Value", bound=Frozen)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a pack: in which file, at which place of it, and what."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.message}" if self.place else f"{self.file}: {self.message}"


class RulePackError(Exception):
    """A pack that cannot be used, with every problem found in it.

    Args:
        pack: The id or folder that was asked for.
        problems: All of them, in the order of the files.
    """

    def __init__(self, pack: str, problems: tuple[Problem, ...]) -> None:
        self.pack = pack
        self.problems = problems
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        super().__init__("\n".join((f"rule pack {pack}: {count}", *(f"  {problem}" for problem in problems))))


def load_pack(id_or_folder: str | Path) -> RulePack:
    """The rule pack of that id, or in that folder.

    Args:
        id_or_folder: The id of a shipped pack ("ab-aasp"), or a folder anywhere.

    Raises:
        RulePackError: With all problems at once.
    """
    folder = _folder(id_or_folder)
    problems: list[Problem] = []
    head = _read(folder, "instrument.toml", problems)
    instrument = None if head is None else _value(Instrument, head.data, "instrument.toml", "", problems)
    questions = _entries(_read(folder, "questions.toml", problems), "question", Question, problems)
    rules = _entries(_read(folder, "evidence.toml", problems), "rule", Rule, problems)
    names = sorted(path.name for path in (folder / "examples").glob("*.toml"))
    files = [_read(folder, f"examples/{name}", problems) for name in names]
    examples = [_entries(file, "example", Example, problems) for file in files if file is not None]
    found = [example for entries in examples for example in entries.values]
    for issue in structure_issues(instrument, questions.whole(), rules.whole(), found):
        problems.append(_located(issue.place, issue.message, (questions, rules, *examples)))
    if problems or instrument is None:
        raise RulePackError(str(id_or_folder), tuple(problems))
    return RulePack(
        instrument=instrument, questions=tuple(questions.values), rules=tuple(rules.values), examples=tuple(found)
    )


def list_packs() -> tuple[Instrument, ...]:
    """The shipped instruments, by id.

    Raises:
        RulePackError: When one of them cannot be read.
    """
    found: list[Instrument] = []
    for folder in sorted(path.parent for path in PACKS.glob("*/instrument.toml")):
        problems: list[Problem] = []
        head = _read(folder, "instrument.toml", problems)
        instrument = None if head is None else _value(Instrument, head.data, "instrument.toml", "", problems)
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


@dataclass(frozen=True, slots=True)
class _File:
    """A parsed file with the line each [[entry]] starts at."""

    name: str
    data: Mapping[str, object]
    lines: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Entries(Generic[_Value]):
    """The entries of one table of one file; ``broken`` when one of them (or the file) could not be read."""

    file: str
    values: tuple[_Value, ...]
    places: Mapping[str, str]
    broken: bool

    def whole(self) -> tuple[_Value, ...] | None:
        """All values, or None when some are missing, so that nobody is told they do not exist."""
        return None if self.broken else self.values


_Table = _Entries[Question] | _Entries[Rule] | _Entries[Example]


def _read(folder: Path, name: str, problems: list[Problem]) -> _File | None:
    path = folder / name
    try:
        if path.stat().st_size > _LARGEST_FILE:
            problems.append(Problem(name, "", f"larger than {_LARGEST_FILE} bytes: not a rule pack"))
            return None
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except FileNotFoundError:
        problems.append(Problem(name, "", "the file is missing"))
    except OSError as error:
        problems.append(Problem(name, "", f"cannot be read: {error.strerror or error}"))
    except UnicodeDecodeError as error:
        problems.append(Problem(name, f"byte {error.start}", "is not UTF-8 text"))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(name, "", f"is not valid TOML (a key given twice is not either): {error}"))
    except RecursionError:
        problems.append(Problem(name, "", "lists are nested too deeply"))
    else:
        return _File(name, data, _entry_lines(text))
    return None


def _entry_lines(text: str) -> dict[str, tuple[int, ...]]:
    lines: dict[str, list[int]] = {}
    line, last = 1, 0
    for header in _HEADER.finditer(text):
        line += text.count("\n", last, header.start())
        last = header.start()
        lines.setdefault(header.group(1), []).append(line)
    return {table: tuple(numbers) for table, numbers in lines.items()}


def _entries(file: _File | None, table: str, model: type[_Value], problems: list[Problem]) -> _Entries[_Value]:
    """The [[table]] entries of a file, which holds nothing else."""
    if file is None:
        return _Entries("", (), {}, True)
    before = len(problems)
    for key in sorted(set(file.data) - {table}):
        problems.append(Problem(file.name, key, f"unknown key; the file holds [[{table}]] entries only"))
    entries = file.data.get(table, [])
    if not isinstance(entries, list):
        problems.append(Problem(file.name, table, f"write each entry under its own [[{table}]] header"))
        entries = []
    lines = file.lines.get(table, ())
    values: list[_Value] = []
    places: dict[str, str] = {}
    for number, entry in enumerate(entries):
        name = entry.get("id", entry.get("rule", "")) if isinstance(entry, dict) else ""
        line = f"line {lines[number]}, " if len(lines) == len(entries) else ""
        place = f"{line}{table} {name if isinstance(name, str) and name else number + 1}"
        places[f"{table} {name}" if table != "example" else f"example of {name}"] = place
        value = _value(model, entry, file.name, place, problems)
        if value is not None:
            values.append(value)
    return _Entries(file.name, tuple(values), places, len(problems) > before)


def _value(model: type[_Value], data: object, file: str, place: str, problems: list[Problem]) -> _Value | None:
    """The model's value; strict (no number becomes text), while TOML lists and dates are taken as they are meant."""
    try:
        return model.model_validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        for wrong in error.errors(include_url=False, include_input=False):
            where = ": ".join(filter(None, (place, _key(wrong["loc"]))))
            problems.append(Problem(file, where, _words(wrong["type"], wrong["msg"])))
    return None


def _key(loc: tuple[int | str, ...]) -> str:
    """``criteria[2].any_of`` from pydantic's location; lists count from 1 as people do."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc)
    return "".join(parts).lstrip(".")


def _words(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "unknown key"
    if kind == "missing":
        return "is missing"
    if kind == "string_type":
        return "must be text: put it in quotes"
    return message[:1].lower() + message[1:]


def _located(place: str, message: str, tables: tuple[_Table, ...]) -> Problem:
    """The problem with the file and line of the (last) entry it is about."""
    for table in tables:
        if place in table.places:
            return Problem(table.file, table.places[place], message)
    return Problem("instrument.toml", place, message)
