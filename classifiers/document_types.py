"""The vocabulary: from document_types.toml to checked, frozen document types."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from classifiers.model import Family, Kind

UNKNOWN = "unknown"
"""The answer of a classifier that cannot tell."""

NOT_EVIDENCE = "not_evidence"
"""Type and family of everything that no safety audit asks for."""

Tier = str
TIER_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"titles": 4.0, "french_titles": 4.0, "strong": 2.0, "body": 1.0, "fields": 1.0, "french": 1.5, "against": 2.0}
)
"""What a phrase weighs when the file gives it no weight of its own."""


@dataclass(frozen=True, slots=True)
class Telltale:
    """One phrase that speaks for (or, in the tier "against", against) a type."""

    phrase: str
    tier: Tier
    weight: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A type this one is mistaken for, and what tells the two apart."""

    document_type: str
    apart: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One of the 67 types, with what an auditor would recognise it by."""

    name: str
    title: str
    family: Family
    kind: Kind
    codes: tuple[str, ...]
    most_used: bool
    restricted: bool
    telltales: tuple[Telltale, ...]
    neighbours: tuple[Neighbour, ...]


class DocumentTypesError(ValueError):
    """The vocabulary file breaks its schema; the message lists every problem."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _weighed(value: Any) -> Any:
    return (value, None) if isinstance(value, str) else value


_Phrase = Annotated[
    tuple[Annotated[str, Field(min_length=2, max_length=80)], Annotated[float, Field(gt=0, le=8)] | None],
    BeforeValidator(_weighed),
]


class _NeighbourEntry(_Strict):
    type: str
    apart: str = Field(min_length=3)


class _TypeEntry(_Strict):
    title: str = Field(min_length=3)
    family: Family
    kind: Kind
    most_used: bool
    codes: tuple[str, ...] = Field(min_length=1)
    restricted: bool = False
    titles: tuple[_Phrase, ...] = Field(min_length=1)
    strong: tuple[_Phrase, ...] = ()
    body: tuple[_Phrase, ...] = ()
    fields: tuple[_Phrase, ...] = ()
    french_titles: tuple[_Phrase, ...] = ()
    french: tuple[_Phrase, ...] = ()
    against: tuple[_Phrase, ...] = ()
    neighbours: tuple[_NeighbourEntry, ...] = ()

    @model_validator(mode="after")
    def _family_is_an_answer(self) -> "_TypeEntry":
        if self.family == "unknown":
            raise ValueError("no type belongs to the family 'unknown'")
        return self


def parse_types(text: str) -> Mapping[str, DocumentType]:
    """Check the text of a vocabulary file and return its types by name.

    Args:
        text: TOML, one table a type.

    Raises:
        DocumentTypesError: Unknown keys, missing values, neighbours that are no types; all in one message.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DocumentTypesError(f"document_types.toml is not valid TOML: {error}") from error
    problems: list[str] = []
    entries: dict[str, _TypeEntry] = {}
    for name, table in tables.items():
        try:
            entries[name] = _TypeEntry.model_validate(table)
        except ValidationError as error:
            problems += [f"[{name}] {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
    for name, entry in entries.items():
        problems += [f"[{name}] neighbours: no type {n.type!r}" for n in entry.neighbours if n.type not in tables]
    if problems:
        raise DocumentTypesError("document_types.toml:\n" + "\n".join(problems))
    return MappingProxyType({name: _frozen(name, entry) for name, entry in entries.items()})


def _frozen(name: str, entry: _TypeEntry) -> DocumentType:
    telltales = tuple(
        Telltale(phrase, tier, default if weight is None else weight)
        for tier, default in TIER_WEIGHTS.items()
        for phrase, weight in getattr(entry, tier)
    )
    return DocumentType(
        name=name,
        title=entry.title,
        family=entry.family,
        kind=entry.kind,
        codes=entry.codes,
        most_used=entry.most_used,
        restricted=entry.restricted,
        telltales=telltales,
        neighbours=tuple(Neighbour(n.type, n.apart) for n in entry.neighbours),
    )


@cache
def load_types() -> Mapping[str, DocumentType]:
    """Return the shipped document types by name, in the order of the file.

    Raises:
        DocumentTypesError: The shipped file breaks its schema.
    """
    return parse_types(files("classifiers").joinpath("document_types.toml").read_text(encoding="utf-8"))
