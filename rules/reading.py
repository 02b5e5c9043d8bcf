"""TOML files of rule packs, from bytes to checked values; every problem is kept with its file and place."""

import json
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from rules.facts import Frozen

_LARGEST_FILE = 4_000_000
# A table header such as [[rule]], to tell the line of an entry.
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(\w+)[ \t]*\]\]", re.MULTILINE)
_NO_COLUMNS: Mapping[str, str] = {}
Row = Mapping[str, object]
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


@dataclass(frozen=True, slots=True)
class File:
    """A parsed file, or sheet of a workbook, with the line each entry starts at.

    Args:
        unit: What ``lines`` counts, "line" or "row".
        columns: Of a sheet: the column each key stands in ("C").
    """

    name: str
    data: Row
    lines: Mapping[str, tuple[int, ...]]
    unit: str = "line"
    columns: Mapping[str, str] = field(default_factory=dict)

    def defaults(self) -> Row:
        """The keys of [defaults], which every entry of the file takes where it has none of its own."""
        found = self.data.get("defaults", {})
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Entries(Generic[_Value]):
    """The entries of one table of one file; ``broken`` when one of them (or the file) could not be read."""

    file: str
    values: tuple[_Value, ...]
    places: Mapping[str, str]
    broken: bool

    def whole(self) -> tuple[_Value, ...] | None:
        """All values, or None when some are missing, so that nobody is told they do not exist."""
        return None if self.broken else self.values


def read_file(
    folder: Path, name: str, tables: Collection[str], problems: list[Problem], optional: bool = False
) -> File | None:
    """The parsed file, or None with the problem noted.

    Args:
        tables: Its top-level keys; any other is a problem. None at all: whoever takes the values checks the keys.
        optional: A missing file is an empty one.
    """
    path = folder / name
    if optional and not path.exists():
        return File(name, {}, {})
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
        entries = " and ".join(f"[[{table}]]" for table in tables if table != "defaults")
        for key in sorted(set(data) - set(tables)) if tables else ():
            problems.append(Problem(name, key, f"unknown key; the file holds {entries} entries only"))
        return File(name, data, _entry_lines(text))
    return None


def _entry_lines(text: str) -> dict[str, tuple[int, ...]]:
    lines: dict[str, list[int]] = {}
    line, last = 1, 0
    for header in _HEADER.finditer(text):
        line += text.count("\n", last, header.start())
        last = header.start()
        lines.setdefault(header.group(1), []).append(line)
    return {table: tuple(numbers) for table, numbers in lines.items()}


def _as_it_stands(row: Row) -> Row:
    return row


def read_entries(
    file: File | None,
    table: str,
    model: type[_Value],
    problems: list[Problem],
    complete: Callable[[Row], Row] = _as_it_stands,
) -> Entries[_Value]:
    """The [[table]] entries of a file.

    Args:
        complete: Adds what an entry inherits before it is checked; [defaults] are added here.
    """
    if file is None:
        return Entries("", (), {}, True)
    before = len(problems)
    entries = file.data.get(table, [])
    if not isinstance(entries, list):
        problems.append(Problem(file.name, table, f"write each entry under its own [[{table}]] header"))
        entries = []
    lines = file.lines.get(table, ())
    values: list[_Value] = []
    places: dict[str, str] = {}
    for number, entry in enumerate(entries):
        name = _name_of(entry)
        line = f"{file.unit} {lines[number]}, " if len(lines) == len(entries) else ""
        place = f"{line}{table} {name or number + 1}"
        places[f"{table} {name}" if table != "example" else f"example of {name}"] = place
        whole = complete({**file.defaults(), **entry}) if isinstance(entry, dict) else entry
        value = read_value(model, whole, file.name, place, problems, file.columns)
        if value is not None:
            values.append(value)
    return Entries(file.name, tuple(values), places, len(problems) > before)


def rows_of(file: File | None, table: str) -> list[Row]:
    """The entries of a table as they stand in the file, those that are none left out."""
    entries = [] if file is None else file.data.get(table, [])
    return [row for row in entries if isinstance(row, dict)] if isinstance(entries, list) else []


def _name_of(entry: object) -> str:
    """What an entry is called: its id, or what it belongs to."""
    if not isinstance(entry, dict):
        return ""
    found = next((entry[key] for key in ("id", "rule", "requirement", "element") if key in entry), "")
    return found if isinstance(found, str) else ""


def read_value(
    model: type[_Value],
    data: object,
    file: str,
    place: str,
    problems: list[Problem],
    columns: Mapping[str, str] = _NO_COLUMNS,
) -> _Value | None:
    """The model's value; strict (no number becomes text), while TOML lists and dates are taken as they are meant."""
    try:
        return model.model_validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        for wrong in error.errors(include_url=False, include_input=False):
            column = columns.get(str(wrong["loc"][0])) if wrong["loc"] else None
            where = ": ".join(filter(None, (place, column and f"column {column}", _key(wrong["loc"]))))
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
