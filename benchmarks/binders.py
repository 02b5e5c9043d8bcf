"""Binders of the held-out firms' papers: the mix that separation is measured on, as text and through a scanner."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks.binder_drawing import scan_sheets
from benchmarks.heldout.houses import HeldOutDocument, load_houses
from benchmarks.heldout.marks import pieces, plain
from classifiers.document_types import load_types
from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Page, PageFailure
from pipeline.separating.training.binders import Binder, Maker, Plan
from pipeline.separating.training.papers import Paper
from pipeline.separating.training.reading import as_text
from pipeline.separating.training.sheets import Sheet
from pipeline.settings import Settings

BINDERS, SCANNED = 200, 40
BARE, SAME_KIND = 1 / 3, 3
SEED = 416
CACHE = Path("build/separation")
# Marks stand as single characters while papers are cut and filled, so that no cut goes through one.
_HAND, _INK, _END, _GAP = "\ue000", "\ue001", "\ue002", "\ue003"
_HELD = re.compile(f"([{_HAND}{_INK}])([^{_END}\n]*){_END}")
_PAGES: TypeAdapter[list[Page]] = TypeAdapter(list[Page])


@dataclass(frozen=True, slots=True)
class HeldOutBinder:
    """A binder, its sheets with the marks of pen and hand."""

    firm: str
    binder: Binder


def make_binders(many: int = BINDERS) -> list[HeldOutBinder]:
    """Binders of 8 to 15 sheets, of each firm in turn; a third of them with neighbours of one type."""
    houses = load_houses()
    chance = random.Random(SEED)
    makers = [_maker(house.firm, house.documents) for house in houses]
    made = []
    for at in range(many):
        firm, maker = makers[at % len(makers)]
        same = (at // len(makers)) % SAME_KIND == 0
        plan = Plan(sheets=chance.randint(8, 12), bare=BARE, same_kind=same, separators=0.25, odd=0.04)
        binder = maker.binder(f"{firm}-{at:03d}", plan, chance)
        made.append(HeldOutBinder(firm, replace(binder, sheets=tuple(map(_marked, binder.sheets)))))
    return made


def text_pages(own: HeldOutBinder) -> list[Page]:
    """The binder as a text extractor reads it."""
    return as_text([_plain(sheet) for sheet in own.binder.sheets])


def scanned_pages(own: HeldOutBinder) -> list[Page]:
    """The binder drawn, scanned and recognised; kept under ``build/``, for it takes a second a page."""
    name = own.binder.name
    kept = CACHE / f"{name}-{len(own.binder.sheets)}-{_digest(own)}.json"
    if not kept.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        file = scan_sheets(own.binder.sheets, CACHE / f"{name}.pdf", name)
        options = ReadOptions(engine=Settings().ocr_engine)
        read = list(read_pages(str(file), "application/pdf", 1, len(own.binder.sheets), options))
        pages = [page for page in read if not isinstance(page, PageFailure)]
        kept.write_bytes(_PAGES.dump_json(pages))
        file.unlink()
    return _PAGES.validate_json(kept.read_bytes())


def _digest(own: HeldOutBinder) -> str:
    import hashlib

    return hashlib.sha256("\f".join(sheet.text for sheet in own.binder.sheets).encode()).hexdigest()[:12]


def _maker(firm: str, documents: Sequence[HeldOutDocument]) -> tuple[str, Maker]:
    types = load_types()
    papers = [Paper(firm, one.type, types[one.type].title, tuple(map(_held, one.pages))) for one in documents]
    return firm, Maker(firm, papers, firm.replace("-", " ").title())


def _held(page: str) -> str:
    """A page whose marks are single words; handwriting is an entry, so that copies of a form are filled differently."""
    text = ""
    for piece in pieces(page):
        if piece.kind == "typed":
            text += piece.text
        elif piece.kind == "hand":
            text += f"{_HAND}{{{{{piece.text.replace(' ', _GAP)}}}}}{_END}"
        else:
            text += f"{_INK}{piece.text.replace(' ', _GAP)}{_END}"
    return text


def _marked(sheet: Sheet) -> Sheet:
    """The sheet with its marks written out again."""
    return Sheet(tuple((_HELD.sub(_mark, line), style) for line, style in sheet.lines))


def _mark(match: re.Match[str]) -> str:
    words = match[2].replace(_GAP, " ").strip().replace("[", "(").replace("]", ")")
    return f"[{'hand' if match[1] == _HAND else 'ink'}: {words}]" if words else ""


def _plain(sheet: Sheet) -> Sheet:
    return Sheet(tuple((plain(line), style) for line, style in sheet.lines))
