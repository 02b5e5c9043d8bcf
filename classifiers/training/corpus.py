"""Training texts on disk to base documents: many documents in each text file, whole firms in folders of their own."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable

from classifiers.document_types import DocumentType

# A line that begins a document.
_START = re.compile(r"^####", re.MULTILINE)

MAILS = "mails"
"""Folder of mails and office lists. They are trained on and never held out: how sure the vote may be of a paper is not
settled by them, for a mail is judged apart and never answered surely."""


@dataclass(frozen=True, slots=True)
class BaseDocument:
    """One document as we wrote it, before composition.

    Args:
        name: Unique: the label and its number in the file.
        label: The type, or "type#kind" for the many kinds of one type.
        titles: Titles it may carry; empty for documents without one.
        blocks: Its paragraphs, forms and tables.
        fold: Which held-out part it belongs to; all papers of one firm belong to the same; mails belong to none.
        house: The invented firm whose paper it is, or an empty string where it belongs to none.
    """

    name: str
    label: str
    titles: tuple[str, ...]
    blocks: tuple[str, ...]
    fold: int
    house: str = ""


class CorpusError(ValueError):
    """A training text breaks the form described in the corpus' own README."""


def load_banks(folder: Traversable | None = None) -> Mapping[str, tuple[str, ...]]:
    """The words that fill the slots of the training texts."""
    place = folder if folder is not None else files("classifiers.training").joinpath("corpus")
    tables = tomllib.loads(place.joinpath("banks.toml").read_text(encoding="utf-8"))
    return {name: tuple(map(str, values)) for name, values in tables.items()}


@cache
def jargon() -> Mapping[str, tuple[str, ...]]:
    """Our usual words, and what other houses say instead."""
    text = files("classifiers.training").joinpath("corpus", "jargon.toml").read_text(encoding="utf-8")
    return {name: tuple(map(str, values)) for name, values in tomllib.loads(text).items()}


def load_corpus(
    types: Mapping[str, DocumentType], folds: int, folder: Traversable | None = None
) -> tuple[BaseDocument, ...]:
    """Read every training text.

    Args:
        types: The vocabulary; a text of another type is an error.
        folds: Into how many held-out parts the documents are dealt.
        folder: Folder of the texts; the shipped one when absent.

    Raises:
        CorpusError: A document of an unknown type or without text.
    """
    place = folder if folder is not None else files("classifiers.training").joinpath("corpus")
    documents = _read_folder(place, types, "", lambda number: number % folds)
    if place.joinpath(MAILS).is_dir():
        documents += _read_folder(place.joinpath(MAILS), types, "", partial(_same, folds), f"{MAILS}/")
    houses = place.joinpath("houses")
    if houses.is_dir():
        for index, house in enumerate(sorted((p for p in houses.iterdir() if p.is_dir()), key=lambda p: p.name)):
            documents += _read_folder(house, types, house.name, partial(_same, index % folds))
    return tuple(documents)


def _same(fold: int, _number: int) -> int:
    return fold


def _read_folder(
    place: Traversable, types: Mapping[str, DocumentType], house: str, fold_of: Callable[[int], int], prefix: str = ""
) -> list[BaseDocument]:
    documents: list[BaseDocument] = []
    counts: dict[str, int] = {}
    for path in sorted((p for p in place.iterdir() if p.name.endswith(".txt")), key=lambda p: p.name):
        for chunk in _START.split(path.read_text(encoding="utf-8"))[1:]:
            head, _, body = chunk.partition("\n")
            label, _, titles = head.strip().partition(" | ")
            if label.partition("#")[0] not in types or not body.strip():
                raise CorpusError(f"{path.name}: {head.strip()!r} is no type, or has no text")
            number = counts.get(label, 0)
            counts[label] = number + 1
            documents.append(_base(f"{prefix}{label}/{number}", label, titles, body, fold_of(number), house))
    return documents


def _base(name: str, label: str, titles: str, body: str, fold: int, house: str) -> BaseDocument:
    return BaseDocument(
        name=f"{house}/{name}" if house else name,
        label=label,
        titles=tuple(title.strip() for title in titles.split(" | ") if title.strip()),
        blocks=tuple(block.strip("\n") for block in body.strip().split("\n\n")),
        fold=fold,
        house=house,
    )
