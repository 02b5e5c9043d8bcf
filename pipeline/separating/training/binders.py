"""Binders made of papers: what a firm scans into one file, with every boundary known."""

import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.separating.training.long_documents import long_document, slip
from pipeline.separating.training.papers import Paper, as_blank, as_copy, as_filled, by_kind, worded
from pipeline.separating.training.sheets import (
    Furniture,
    Sheet,
    bare,
    cut,
    dressed,
    furniture,
    titled,
    without_numbers,
    without_title,
)

DIRECTIVES = frozenset(
    "hs_policy element_policy violence_harassment_plan emergency_plan element_procedure safe_job_procedure"
    " safe_work_practice company_rules ppe_program pm_program whmis_program rtw_program discipline_policy"
    " responsibilities committee_terms document_control safety_manual other_parties_policy".split()
)


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a document begins inside a binder.

    Args:
        bare: Neither a title nor a page number nor a separator tells of it.
        same_kind: The document before is of the same type.
    """

    place: int
    bare: bool
    same_kind: bool


@dataclass(frozen=True, slots=True)
class Binder:
    """Sheets in order.

    Args:
        boundaries: In order, that of the first document left out.
    """

    name: str
    sheets: tuple[Sheet, ...]
    boundaries: tuple[Boundary, ...]

    @property
    def starts(self) -> tuple[int, ...]:
        """Index of the first sheet of every document."""
        return (0, *(boundary.place for boundary in self.boundaries))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a binder is to be like.

    Args:
        sheets: About so many.
        bare: Share of boundaries that are bare.
        same_kind: Whether neighbours of one type stand in it.
        separators: How often a blank sheet parts documents, where the boundary is not bare.
        odd: Share of long documents and of sheets that only part the binder.
        whole: Only one document, a long one.
    """

    sheets: int
    bare: float
    same_kind: bool
    separators: float
    odd: float = 0.0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Wish:
    """One document to come.

    Args:
        paper: None for a sheet that only parts the binder.
        copy: Whether it is the form before, filled again.
        long: Whether it is one of the long documents instead of the paper.
    """

    paper: Paper | None
    copy: bool = False
    bare: bool = False
    same_kind: bool = False
    long: bool = False


def draw_plan(chance: random.Random) -> Plan:
    """A plan for training: wider than what is measured."""
    return Plan(
        sheets=chance.choice((3, 6, 8, 12, 16, 24, 40)),
        bare=chance.choice((0.0, 0.2, 0.4, 0.6)),
        same_kind=chance.random() < 0.45,
        separators=chance.choice((0.0, 0.0, 0.2, 0.7)),
        odd=chance.choice((0.0, 0.05, 0.15)),
        whole=chance.random() < 0.3,
    )


class Maker:
    """Makes binders of one firm's papers."""

    def __init__(self, house: str, papers: Sequence[Paper], company: str) -> None:
        self._house = house
        self._papers = papers
        self._kinds: Mapping[str, tuple[Paper, ...]] = by_kind(papers)
        self._directives = [paper for paper in papers if paper.kind in DIRECTIVES]
        self._company = company

    def binder(self, name: str, plan: Plan, chance: random.Random) -> Binder:
        """One binder."""
        main = furniture(self._company, chance)
        layout = chance.randint(0, 2**31)
        wishes = [_Wish(None, long=True)] if plan.whole else self._wishes(plan, chance)
        documents: list[tuple[list[Sheet], _Wish]] = []
        made = 0
        for at, wish in enumerate(wishes):
            bare_after = at + 1 < len(wishes) and wishes[at + 1].bare
            sheets = self._document(wish, bare_after, main, layout, chance)
            documents.append((sheets, wish))
            made += len(sheets)
            if made >= plan.sheets and len(documents) > 1:
                break
        return _bound(name, documents, plan, chance)

    def _wishes(self, plan: Plan, chance: random.Random) -> list[_Wish]:
        wishes: list[_Wish] = []
        while len(wishes) < plan.sheets:
            kind = chance.choice(list(self._kinds))
            if wishes and wishes[-1].paper is not None and kind == wishes[-1].paper.kind:
                continue
            is_bare = bool(wishes) and chance.random() < plan.bare
            if chance.random() < plan.odd:
                wishes.append(_Wish(None, bare=False, long=chance.random() < 0.7))
            elif plan.same_kind and (not any(wish.same_kind for wish in wishes) or chance.random() < 0.3):
                wishes += self._run(kind, is_bare, plan, chance)
            else:
                wishes.append(_Wish(chance.choice(self._kinds[kind]), bare=is_bare))
        return wishes

    def _run(self, kind: str, first_bare: bool, plan: Plan, chance: random.Random) -> list[_Wish]:
        """Neighbours of one type: one form filled again and again, or different papers."""
        papers = self._kinds[kind]
        many = chance.choice((2, 2, 3, 4, 6)) if plan.sheets < 40 else chance.choice((3, 8, 20, 40))
        all_bare = chance.random() < plan.bare
        if many > len(papers) or chance.random() < 0.6:
            again = _Wish(chance.choice(papers), copy=True, bare=all_bare, same_kind=True)
            return [_Wish(again.paper, copy=True, bare=first_bare), *[again] * (many - 1)]
        first, *others = chance.sample(papers, many)
        return [
            _Wish(first, bare=first_bare),
            *(_Wish(paper, bare=chance.random() < plan.bare, same_kind=True) for paper in others),
        ]

    def _document(
        self, wish: _Wish, bare_after: bool, main: Furniture, layout: int, chance: random.Random
    ) -> list[Sheet]:
        """The sheets of one document; copies of one form are laid out alike."""
        paper = wish.paper
        if paper is None:
            style = bare(main) if bare_after else main
            return long_document(self._directives, self._papers, style, chance) if wish.long else [slip(chance)]
        own = random.Random(layout ^ zlib.crc32((paper.kind + paper.title + paper.pages[0][:200]).encode()))
        style = main if own.random() < 0.6 else furniture(self._company if own.random() < 0.6 else "", own)
        if wish.bare or bare_after:
            style = bare(style)
        text = worded("\n=== page\n".join(paper.pages), own)
        if wish.copy:
            text = as_copy(text, chance)
        else:
            fill = chance.choices((as_blank, as_copy, _as_is), (0.12, 0.3, 0.58))[0]
            text = fill(text, chance)
        most = own.choice((1, 2, 3, 4, 6))
        pages = [page for part in text.split("\n=== page\n") for page in cut(part.strip("\n"), style, own, most)]
        if wish.bare or bare_after:
            pages = [without_numbers(page) for page in pages]
        if wish.bare:
            pages[0] = without_title(pages[0])
            return dressed(pages, "", style, show_title=False)
        return dressed(pages, paper.title, style, show_title=not titled(pages[0]) or own.random() < 0.3)


def with_repeated_headings(binder: Binder, chance: random.Random) -> Binder:
    """The binder as of a house whose forms bear their heading on every sheet."""
    sheets = list(binder.sheets)
    for begin, end in zip(binder.starts, [*binder.starts[1:], len(sheets)], strict=True):
        heading = tuple(line for line in sheets[begin].lines if line[0].strip())[: chance.randint(1, 3)]
        for place in range(begin + 1, end):
            if not sheets[place].blank:
                sheets[place] = Sheet((*heading, *sheets[place].lines))
    return replace(binder, sheets=tuple(sheets))


def _as_is(text: str, chance: random.Random) -> str:
    return as_filled(text)


def _bound(name: str, documents: Sequence[tuple[list[Sheet], _Wish]], plan: Plan, chance: random.Random) -> Binder:
    """Lay the documents one on the other, with blank sheets between and behind as the plan has it."""
    backs = chance.random() < 0.08
    sheets: list[Sheet] = []
    boundaries: list[Boundary] = []
    for at, (own, wish) in enumerate(documents):
        if at:
            told = wish.bare
            if not told and chance.random() < plan.separators and not backs:
                sheets.append(Sheet())
            boundaries.append(Boundary(len(sheets), told, wish.same_kind))
        for sheet in own:
            sheets.append(sheet)
            if backs:
                sheets.append(Sheet())
    return Binder(name, tuple(sheets), tuple(boundaries))
