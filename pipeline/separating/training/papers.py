"""Papers to make binders of: one document of one firm, its entries marked so that copies can be filled differently."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from classifiers.document_types import load_types
from classifiers.training.corpus import MAILS, BaseDocument, load_banks, load_corpus

# [[one|two]]: one of several wordings.
_CHOICE = re.compile(r"\[\[([^\[\]]{1,2000})\]\]")
# {bank}: a word from a bank.
_SLOT = re.compile(r"\{([a-z]{2,20})\}")
# {{what was filled in}}.
_ENTRY = re.compile(r"\{\{([^{}]{0,400})\}\}")
# "Label: value" and the cells of a row, where nothing says what is an entry.
_LABELLED = re.compile(
    r"(?P<label>\b[A-Za-zÀ-ÿ][\w /.'-]{1,28}:\s{1,3})(?P<value>[^\s:_|][^:_|\n]{0,60}?)(?=\s{3,}|\n|$)"
)
_CELL = re.compile(r"(?P<gap>\s\|\s|\s{3,})(?P<value>[^\s|][^|\n]{0,50}?)(?=\s\||\s{3,}|$)")
_NUMBER = re.compile(r"\d")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)([a-z]{0,7})\b", re.I)
_NAME = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ]{2,14}\b")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_GIVEN = (
    "Tessa Omar Brandi Wendell Sukhi Ilse Percy Nadia Colm Yvette Dmitri Fern Osman Gail Tuan Roland Mabel Ansel Joyce"
    " Kirby Leona Raj Stellan Opal Vern Ximena Hollis Gerda Blaise Corinne"
).split()
_FAMILY = (
    "Okoro Pelletier Wiebe Grewal Haugen Lafleur Nakai Dobson Sorensen Tkachuk Bouchard Mistry Quan Ferreira Ostrow"
    " Cardinal Mbeki Harnett Yaremko Delorme Vance Lindahl Prasad Tremaine Achebe Kozak Rourke Penner Sato Gauthier"
).split()
TEXTS = "texts"
"""The name under which the shorter training texts are one more firm."""
_REMARKS = (
    "ok",
    "fine",
    "to be done",
    "see notes",
    "n/a",
    "checked",
    "loose",
    "clean",
    "needs work",
    "good",
    "none",
    "yes",
    "no",
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as written, its entries in double braces.

    Args:
        house: The firm.
        kind: Its type.
        title: What it is called; may be empty, and may or may not stand in the text.
        pages: Its text page by page; one where no page break was written.
    """

    house: str
    kind: str
    title: str
    pages: tuple[str, ...]


def papers_of_houses(folder: Traversable | None = None) -> dict[str, tuple[Paper, ...]]:
    """The whole papers of the invented firms that the training texts hold, by firm."""
    place = folder if folder is not None else files("classifiers.training").joinpath("corpus", "houses")
    types = load_types()
    houses = sorted((house for house in place.iterdir() if house.is_dir()), key=lambda house: house.name)
    return {house.name: tuple(_paper(house.name, base) for base in load_corpus(types, 1, house)) for house in houses}


def papers_of_texts() -> tuple[Paper, ...]:
    """The shorter training texts, as papers of one further firm; their slots filled from the word banks."""
    chance, banks = random.Random(0), load_banks()
    found = []
    for base in load_corpus(load_types(), 1):
        if base.name.startswith(f"{MAILS}/"):  # nobody files them in a binder
            continue
        text = _SLOT.sub(lambda match: chance.choice(banks.get(match[1], (match[1],))), "\n\n".join(base.blocks))
        found.append(Paper(TEXTS, base.label.partition("#")[0], base.titles[0] if base.titles else "", (text,)))
    return tuple(found)


def _paper(house: str, base: BaseDocument) -> Paper:
    return Paper(
        house, base.label.partition("#")[0], base.titles[0] if base.titles else "", ("\n\n".join(base.blocks),)
    )


def worded(text: str, chance: random.Random) -> str:
    """One of the wordings a paper allows; entries stay marked."""
    text = _CHOICE.sub(lambda match: chance.choice(match.group(1).split("|")), text)
    return "\n".join(line.removeprefix("~ ").replace("[]", "[ ]") for line in text.split("\n"))


def as_filled(text: str) -> str:
    """The paper as it is: its own entries, without marks."""
    return _ENTRY.sub(lambda match: match.group(1), text)


def as_blank(text: str, chance: random.Random) -> str:
    """The empty form."""
    gap = chance.choice(("________", "..........", "", " "))
    return _ENTRY.sub(lambda match: gap, text)


def as_copy(text: str, chance: random.Random) -> str:
    """The same printed form filled at another time by another hand: days, names, figures and remarks differ."""
    marked = (
        text if "{{" in text else _CELL.sub(r"\g<gap>{{\g<value>}}", _LABELLED.sub(r"\g<label>{{\g<value>}}", text))
    )
    names: dict[str, str] = {}
    left_out = chance.choice((0.02, 0.1, 0.3))
    return _ENTRY.sub(lambda match: _other_entry(match.group(1), names, left_out, chance), marked)


def _other_entry(entry: str, names: dict[str, str], left_out: float, chance: random.Random) -> str:
    fate = chance.random()
    if fate < left_out:
        return ""
    if fate < left_out + 0.12 and len(entry) < 40:
        return chance.choice(_REMARKS)
    entry = _NUMBER.sub(lambda match: str(chance.randint(0, 9)) if chance.random() < 0.45 else match.group(), entry)
    entry = _MONTH.sub(lambda match: chance.choice(_MONTHS).capitalize() + ("." if match[2] else ""), entry)
    return _NAME.sub(lambda match: _other_name(match.group(), names, chance), entry)


def _other_name(name: str, names: dict[str, str], chance: random.Random) -> str:
    if chance.random() < 0.3 or name.lower()[:3] in _MONTHS:
        return name
    return names.setdefault(name, chance.choice(_GIVEN if chance.random() < 0.5 else _FAMILY))


def by_kind(papers: Sequence[Paper]) -> Mapping[str, tuple[Paper, ...]]:
    """Papers of one firm by type."""
    kinds: dict[str, list[Paper]] = {}
    for paper in papers:
        kinds.setdefault(paper.kind, []).append(paper)
    return {kind: tuple(own) for kind, own in kinds.items()}
