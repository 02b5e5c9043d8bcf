"""Steps 4 and 5 as a job for a child: a file of pages → the documents in it, understood.

Finders and classifier work on words that a stranger wrote: in a child they have a clock, a memory limit and no way out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from pipeline.model import Page, Profile, Understanding

if TYPE_CHECKING:
    from classifiers.vote import Classifier


@dataclass(frozen=True, slots=True)
class ReadSource:
    """What a child is given, in a file: one source as it was read, and what is known of the employer.

    Args:
        name: Of the source in its folder: one hint among others.
    """

    sha256: str
    name: str
    pages: tuple[Page, ...]
    profile: Profile


SOURCE: TypeAdapter[ReadSource] = TypeAdapter(ReadSource)


def warm_up() -> None:
    """Load, once, in the process that children are forked from, the models that every one of them needs."""
    from pipeline.facts.ner import people_of

    warm_up_for_few()
    people_of(("Nobody",))


def warm_up_for_few() -> None:
    """The same without the language model of names: few sources seldom hold lines that ask for it; it loads then."""
    from pipeline.separating.boundary_model import shipped_model

    _classifier()
    shipped_model()


def understand_file(file: str) -> Iterator[Understanding]:
    """Every document among the pages of one source.

    Args:
        file: Holds the source as JSON.
    """
    from pipeline.separate import separate
    from pipeline.understand import understand

    source = SOURCE.validate_json(Path(file).read_bytes())
    for document in separate(source.sha256, source.pages):
        own = tuple(page for page in source.pages if document.first_page <= page.number <= document.last_page)
        yield understand(document, own, source.name, source.profile, _classifier().classify)


@cache
def _classifier() -> "Classifier":
    from classifiers.vote import Classifier

    return Classifier.load()
