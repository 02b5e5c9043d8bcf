"""Step 5, the finders in one place: one document as lines -> all its facts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.facts import (
    actions,
    cadence,
    certificates,
    dates,
    forms,
    hazards,
    hires,
    identity,
    org,
    people,
    revision,
    signatures,
    tables,
    topics,
    yearless,
)
from pipeline.facts.reading import Reading
from pipeline.model import Fact, FactKind


@dataclass(frozen=True, slots=True)
class Finder:
    """One finder: what it is called, which kinds of fact it makes, and the function."""

    name: str
    kinds: tuple[FactKind, ...]
    find: Callable[[Reading], Iterable[Fact]]


FINDERS: tuple[Finder, ...] = (
    Finder("identity", ("title", "company", "site"), identity.find),
    Finder("dates", ("date",), dates.find),
    Finder("yearless", ("date",), yearless.find),
    Finder("signatures", ("signature",), signatures.find),
    Finder("people", ("person",), people.find),
    Finder("tables", ("training_row",), tables.find),
    Finder("certificates", ("training_row", "person"), certificates.find),
    Finder("actions", ("action", "finding_row"), actions.find),
    Finder("topics", ("topic",), topics.find),
    Finder("hazards", ("hazard_row", "inspected_row"), hazards.find),
    Finder("forms", ("form",), forms.find),
    Finder("cadence", ("cadence",), cadence.find),
    Finder("org", ("position",), org.find),
    Finder("hires", ("person",), hires.find),
    Finder("revision", ("revision",), revision.find),
)


def find_facts(reading: Reading) -> tuple[Fact, ...]:
    """Every fact of a document, in the order of the finders.

    Facts with an empty value are places nobody could read or fill; step 5 uses them and passes them to no one.
    """
    found = (fact for finder in FINDERS for fact in finder.find(reading))
    return tuple({_identity(fact): fact for fact in found}.values())


def _identity(fact: Fact) -> object:
    """What makes two facts one: a person is found by several finders in one part; anything else is itself."""
    return (fact.value.casefold(), fact.role, fact.citation.page) if fact.kind == "person" else fact
