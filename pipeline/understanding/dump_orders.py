"""Step 5, part: all papers of a dump -> how one form, one author or one firm's papers of a type write days in numbers.

Only numbers that leave no choice tell (29/04/26, or a weekday beside them), and only where all papers of a group agree.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.mapping.names import name_of
from pipeline.model import Fact, ReadDocument, Understanding

Kind = Literal["form", "author", "firm"]
Group = tuple[Kind, str, str, str, str]
"""Kind, firm, type, name of the form or author, role of the date; what a kind does not go by is empty."""

LEAST: Mapping[Kind, int] = {"form": 3, "author": 3, "firm": 6}
"""Papers on as many different days that must agree: a form's print or a hand tells more than a firm's custom."""
AUTHORS = ("inspector", "investigator", "trainer", "chair", "signer")
"""Whose hand wrote the day, the most telling part first."""
NOT_THE_HAND = frozenset({"form_revision", "printed"})
_FIRST_NUMBER = re.compile(r"\d")
_NOT_IN_A_TITLE = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True, order=True)
class Instance:
    """A paper whose numbers leave no choice.

    Args:
        order: "dmy" or "mdy".
        day: The day it writes, in ISO.
    """

    shown_path: str
    page: int
    order: str
    day: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Custom:
    """How a group of papers writes.

    Args:
        papers: How many say so; where they differ, the first of either way stands in ``shown``.
        order: None where the papers differ.
        shown: Instances to cite, in the order of their paths.
    """

    kind: Kind
    papers: int
    order: str | None
    shown: tuple[Instance, ...]

    @property
    def settles(self) -> bool:
        """Whether it is strong enough to read another paper by it."""
        return self.order is not None and self.papers >= LEAST[self.kind]


class Orders:
    """The customs of a dump, found once; the order of its papers plays no part.

    Args:
        documents: All of them; restricted ones are not witnesses, for a reason would name their file.
    """

    def __init__(self, documents: Iterable[ReadDocument]) -> None:
        groups: dict[Group, set[Instance]] = defaultdict(set)
        for document in documents:
            known = document.understanding
            for fact in () if known.restricted else known.facts:
                order = fact.attribute("order") if fact.kind == "date" else None
                if order is None or fact.ambiguous or fact.role in NOT_THE_HAND:
                    continue
                seen = Instance(document.shown_path, fact.citation.page, order, fact.value, known.document.id)
                for group in _groups(known, fact):
                    groups[group].add(seen)
        self._customs = {group: _custom(group[0], sorted(found)) for group, found in groups.items()}

    def of(self, known: Understanding, fact: Fact) -> tuple[Custom, ...]:
        """What is known of the groups that a paper belongs to with its open date."""
        return tuple(self._customs[group] for group in _groups(known, fact) if group in self._customs)


def _custom(kind: Kind, found: Sequence[Instance]) -> Custom:
    first = {order: next(one for one in found if one.order == order) for order in {one.order for one in found}}
    # A copy of a paper bears the day of the first, and a paper with five days is one paper.
    papers = min(len({one.day for one in found}), len({one.document_id for one in found}))
    agreed = next(iter(first)) if len(first) == 1 else None
    return Custom(kind, papers, agreed, tuple(sorted(first.values())))


def _groups(known: Understanding, fact: Fact) -> tuple[Group, ...]:
    """The groups that a paper belongs to with one of its dates; papers of two firms never stand in one."""
    firm, kind, role = (known.company or "").casefold(), known.classification.document_type, fact.role or ""
    groups: list[Group] = [("form", firm, "", form, role) for form in _form_ids(known.facts)]
    title = _title(known.facts)
    if kind == "unknown":
        return tuple(groups)
    if not groups and title and firm:
        groups.append(("form", firm, kind, title, role))
    if not firm:  # nobody knows whose hand or custom it is, but a form is known by its title and its field
        return tuple(groups) if groups or not title else (("form", firm, kind, f"{title}: {_field(fact)}", role),)
    if author := _author(known.facts):
        groups.append(("author", firm, kind, author, ""))
    return (*groups, ("firm", firm, kind, "", ""))


def _field(fact: Fact) -> str:
    """The words of its line before the first number."""
    return _NOT_IN_A_TITLE.sub(" ", _FIRST_NUMBER.split(fact.citation.quote.casefold(), maxsplit=1)[0]).strip()


def _form_ids(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The number of the form where it bears one only; a paper that names several may be about them."""
    ids = {
        fact.value.casefold().replace(" ", "") for fact in facts if fact.kind == "revision" and fact.role == "form_id"
    }
    return tuple(ids) if len(ids) == 1 else ()


def _title(facts: Sequence[Fact]) -> str:
    title = next((fact.value for fact in facts if fact.kind == "title"), "")
    return _NOT_IN_A_TITLE.sub(" ", title.casefold()).strip()


def _author(facts: Sequence[Fact]) -> str | None:
    """The one person who wrote it, or None where several may have."""
    for part in AUTHORS:
        names = {" ".join(name_of(fact.value)) for fact in facts if fact.kind == "person" and fact.role == part} - {""}
        if names:
            return next(iter(names)) if len(names) == 1 else None
    return None
