"""The truth at the head of a held-out paper: type, evidence date, signature, blank or not, site, people."""

from dataclasses import dataclass
from datetime import date

ROLES = frozenset(
    "signed meeting inspection training incident effective issued drill assessment completed revision".split()
)
PEOPLE_ROLES = frozenset(
    "attendee trainee trainer inspector chair supervisor worker author investigator signer".split()
)
SIGNED = frozenset({"typed", "drawn", "app", "none"})
REQUIRED = frozenset({"date", "signed", "blank"})
KNOWN = REQUIRED | {"site", "people"}


class HeldOutError(ValueError):
    """A held-out file is not in the format; the message says where and what, without the paper's text."""


@dataclass(frozen=True)
class Person:
    """A person the paper names, and what they were there."""

    name: str
    role: str


@dataclass(frozen=True)
class EvidenceDate:
    """The day a paper speaks for: a day with its role, two or more alternatives, or nothing at all."""

    day: date | None = None
    role: str | None = None
    alternatives: tuple[date, ...] = ()


@dataclass(frozen=True)
class Header:
    """What a careful auditor would read on the paper."""

    type: str
    evidence: EvidenceDate
    signed: str
    blank: bool
    site: str | None
    people: tuple[Person, ...]


def parse_header(type_name: str, lines: list[str]) -> Header:
    """The header from the lines between the opening and `---`; raises HeldOutError."""
    fields = _fields(lines)
    return Header(
        type=_one_word(type_name),
        evidence=_evidence(fields["date"]),
        signed=_among(fields["signed"], SIGNED, "signed"),
        blank=_among(fields["blank"], frozenset({"yes", "no"}), "blank") == "yes",
        site=fields.get("site"),
        people=tuple(_person(entry.strip()) for entry in fields["people"].split(";")) if "people" in fields else (),
    )


def _fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        key, equals, value = line.partition(" = ")
        if not equals or key not in KNOWN or not value.strip():
            raise HeldOutError("a header line is not '<key> = <value>' with a known key")
        if key in fields:
            raise HeldOutError(f"'{key}' stands twice")
        fields[key] = value.strip()
    if missing := REQUIRED - fields.keys():
        raise HeldOutError(f"no {', '.join(sorted(missing))}")
    return fields


def _evidence(value: str) -> EvidenceDate:
    match value.split():
        case ["none"]:
            return EvidenceDate()
        case ["ambiguous", *days] if len(set(days)) == len(days) >= 2:
            return EvidenceDate(alternatives=tuple(_day(day) for day in days))
        case [day, role]:
            return EvidenceDate(day=_day(day), role=_among(role, ROLES, "role of the date"))
        case _:
            raise HeldOutError("date is 'none', '<day> <role>' or 'ambiguous <day> <day>'")


def _day(value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise HeldOutError("a day is written YYYY-MM-DD") from error
    if day.isoformat() != value:
        raise HeldOutError("a day is written YYYY-MM-DD")
    return day


def _person(entry: str) -> Person:
    name, opened, role = entry.removesuffix(")").rpartition(" (")
    if not opened or not entry.endswith(")") or not name.strip():
        raise HeldOutError("a person is written 'Name (role)'")
    return Person(name.strip(), _among(role, PEOPLE_ROLES, "role of a person"))


def _among(value: str, allowed: frozenset[str], what: str) -> str:
    if value not in allowed:
        raise HeldOutError(f"{what} is one of {', '.join(sorted(allowed))}")
    return value


def _one_word(value: str) -> str:
    if not value.replace("_", "").isalnum() or value != value.lower():
        raise HeldOutError("the opening line is '#### <type>'")
    return value
