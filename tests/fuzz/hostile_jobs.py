"""What looks at a document's text, fed one hostile text at a time: jobs for a child whose processor time is limited."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from classifiers.model import Sample
from pipeline.model import Document, Page, Profile, Site, TextOrigin, Window

if TYPE_CHECKING:
    from classifiers.vote import Classifier
    from rules.model import RulePack

SIZE = 100_000
PIECES: Mapping[str, str] = {
    "spaces": " ", "tabs": "\t", "digits": "7", "dashes": "-", "letters": "a", "capitals": "A", "dots": ".",
    "colons": ":", "slashed days": "1/1/", "dashed days": "2026-01-", "brackets": "[(<{", "closing": "})>]",
    "underscores": "_", "quotes": "'\"", "signature line": "Signed: ______ ", "names": "A. Lee, ", "initials": "A.",
    "label": "Date: ", "spaced label": "Name :   ", "accents": "é", "combining": "e\u0301", "joiners": "\u200d",
    "line hyphens": "a-\n", "table": "a   b   ", "pipes": "| ", "bullets": "• ", "checkboxes": "[ ] ",
    "percent": "1.5% ", "form feeds": "\f", "returns": "\r", "x marks": "x X ", "sentences": "No. Mr. St. ",
    "ordinal": "1st 2nd ",
}  # fmt: skip
ENDINGS = ("", "!", "\n", ": 2026-02-30")


def texts() -> Iterator[tuple[str, str]]:
    """Hostile texts by name: each piece as one endless line, as many lines, and behind a heading."""
    for name, piece in PIECES.items():
        run = (piece * (SIZE // len(piece)))[:SIZE]
        yield f"{name}, one line", f"Toolbox meeting minutes\nDate: {run}"
        yield f"{name}, many lines", "\n".join(run[start : start + 60] for start in range(0, SIZE // 16, 60))
    yield "one line of a megabyte", "Date: 2026-02-03 signed A. Lee; " * (1 << 15)
    yield "a hundred thousand lines", "a\n" * SIZE
    yield "deep brackets", "(" * (SIZE // 2) + ")" * (SIZE // 2)


@dataclass(frozen=True)
class Looked:
    """Something looked at a text and came back."""

    what: str
    found: int


def _profile() -> Profile:
    window = Window(date(2025, 10, 15), date(2026, 10, 15))
    return Profile("Bench Ltd.", (), (Site("North"),), 40, date(2026, 10, 15), window, date(2026, 3, 1))


def _finder(name: str, text: str) -> int:
    from pipeline.facts.finders import FINDERS
    from pipeline.facts.headings import headings_of, title_of
    from pipeline.facts.reading import Reading, read_page

    page = read_page(Page(1, text, TextOrigin.EMBEDDED, "embedded_text"))
    title_of(page)
    headings_of(page)
    finder = next(one for one in FINDERS if one.name == name)
    total = 0
    for document_type, kind in (("safety_meeting", "record"), ("hs_policy", "directive")):
        reading = Reading(Document("0" * 64, 1, 1, 1.0), (page,), document_type, "x", kind, _profile(), "", "eng")
        total += len(tuple(finder.find(reading)))
    return total


def _separate(text: str) -> int:
    from pipeline.separate import separate

    pages = [Page(number, text, TextOrigin.EMBEDDED, "embedded_text") for number in (1, 2, 3)]
    return len(separate("0" * 64, pages))


@cache
def _classifier() -> "Classifier":
    from classifiers.vote import Classifier

    return Classifier.load()


def _classify(text: str) -> int:
    answer = _classifier().classify(
        Sample(text=text, title=text[:200], headings=(text[:200],), name=text[:300], pages=1)
    )
    return len(answer.reasons)


@cache
def _pack() -> "RulePack":
    from rules.load import load_pack

    return load_pack("ab-aasp")


def _criteria(text: str) -> int:
    from rules.criteria import find_criteria, find_phrases

    pack = _pack()
    found = [hit for rule in pack.rules[:30] for hit in find_criteria(text, rule.criteria)]
    return len(found) + sum(len(find_phrases(text, rule.subject)) for rule in pack.rules if rule.subject)


def _privacy(text: str) -> int:
    from pipeline.understanding.privacy import is_restricted

    kinds = ("unknown", "incident_report", "rtw_program", "health_monitoring", "drug_test")
    return sum(is_restricted(kind, False, None, text, False, 0.2) for kind in kinds)


def _names(text: str) -> int:
    """Whatever reads a file's name and folder."""
    from pipeline.covering.telltales import types_told
    from pipeline.exclusions import excluded_by_name
    from pipeline.understanding.sites import site_of

    excluded_by_name((text,))
    site_of((), text, _profile(), "record", "safety_meeting")
    return len(types_told(text, "", ("hsc_minutes",)))


def _shown(text: str) -> int:
    """Whatever makes a text safe to show."""
    from pipeline.report.safe_text import csv_cell, markdown_safe, sheet_text, terminal_safe

    return len(csv_cell(text)) + len(sheet_text(text)) + len(terminal_safe(text)) + len(markdown_safe(text))


LOOKS: Mapping[str, Callable[[str], int]] = {
    "separate": _separate,
    "classify": _classify,
    "criteria": _criteria,
    "privacy": _privacy,
    "names": _names,
    "shown": _shown,
}


def look(what: str, texts_from: int, texts_to: int) -> Iterator[Looked]:
    """One thing that looks, over a slice of the texts."""
    for name, text in list(texts())[texts_from:texts_to]:
        found = LOOKS[what](text) if what in LOOKS else _finder(what, text)
        yield Looked(f"{what}: {name}", found)
