"""Published sampling tables and the provinces' streams and laws, read once from the TOML files beside the rules."""

from functools import lru_cache
from pathlib import Path

from rules.jurisdiction import Jurisdiction, Ticket
from rules.programme import SampleTable
from rules.reading import Problem, RulePackError, read_entries, read_file, read_value

_HERE = Path(__file__).parent
TABLES = _HERE / "tables"
JURISDICTIONS = _HERE / "jurisdictions"
NATIONAL = "CA"


def interview_table(name: str) -> SampleTable:
    """How many people to interview by head count.

    Raises:
        KeyError: No such table; the check of a pack names it.
    """
    return tables("interviews")[name]


def site_table(name: str) -> SampleTable:
    """How many sites to visit by how many there are.

    Raises:
        KeyError: No such table; the check of a pack names it.
    """
    return tables("sites")[name]


@lru_cache(maxsize=8)
def tables(kind: str) -> dict[str, SampleTable]:
    """The tables of a kind ("interviews" or "sites") by id.

    Raises:
        RulePackError: The shipped file is wrong; all problems at once.
    """
    problems: list[Problem] = []
    file = read_file(TABLES, f"{kind}.toml", ("table",), problems)
    found = read_entries(file, "table", SampleTable, problems).values
    _raise(kind, problems)
    return {table.id: table for table in found}


@lru_cache(maxsize=1)
def jurisdictions() -> dict[str, Jurisdiction]:
    """Streams, committee law, changed laws and ticket validity by jurisdiction ("CA-AB"; "CA" for all of Canada).

    Raises:
        RulePackError: A shipped file is wrong; all problems at once.
    """
    problems: list[Problem] = []
    found: list[Jurisdiction] = []
    for name in sorted(path.name for path in JURISDICTIONS.glob("*.toml")):
        file = read_file(JURISDICTIONS, name, (), problems)
        value = None if file is None else read_value(Jurisdiction, file.data, name, "", problems)
        if value is not None:
            found.append(value)
    _raise("jurisdictions", problems)
    return {one.id: one for one in found}


def tickets_in(jurisdiction: str) -> tuple[Ticket, ...]:
    """Validity of tickets in a province, its own before those said of all Canada."""
    known = jurisdictions()
    names = dict.fromkeys((jurisdiction, NATIONAL))
    return tuple(ticket for name in names if name in known for ticket in known[name].tickets)


def _raise(name: str, problems: list[Problem]) -> None:
    if problems:
        raise RulePackError(name, tuple(problems))
