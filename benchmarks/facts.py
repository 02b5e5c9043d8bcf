"""What the held-out papers say of themselves: evidence date, signature, blank or filled, people, against their truth.

Text is measured on every paper; ``pdf`` and ``scan`` draw it first, so that pens leave ink and scripts are handwriting.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.heldout.houses import HERE, HeldOutDocument, load_houses
from benchmarks.paper_drawing import draw, scan
from benchmarks.people import report_people
from classifiers.vote import Classifier
from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Document, Page, PageFailure, Profile, Site, TextOrigin, Understanding, Window
from pipeline.settings import Settings
from pipeline.understand import understand

SOURCE = "5e" * 32
FORMS = ("text", "pdf", "scan")
AFTER_LAST = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Answer:
    """A paper and what was understood of it."""

    paper: HeldOutDocument
    found: Understanding
    latest: date


def answers(
    held: Sequence[HeldOutDocument], form: str, chosen: Sequence[HeldOutDocument] | None = None
) -> Iterator[Answer]:
    """Understand papers one by one.

    Args:
        form: "text", "pdf" or "scan".
        chosen: Those of them to understand; all unless given.
    """
    classifier = Classifier.load()
    for paper in held if chosen is None else chosen:
        profile = profile_of(paper, held)
        pages = _pages(paper, form)
        document = Document(SOURCE, 1, len(pages), 1.0)
        yield Answer(paper, understand(document, pages, "scan.pdf", profile, classifier.classify), profile.audit_date)


def _days(paper: HeldOutDocument) -> tuple[date, ...]:
    """No day for none, one for a clear date, several where the paper leaves open which of them is meant."""
    return (paper.date,) if paper.date else paper.alternatives


def profile_of(paper: HeldOutDocument, held: Sequence[HeldOutDocument]) -> Profile:
    """The firm as its engagement would describe it: its sites, an audit after its last paper."""
    own = [one for one in held if one.firm == paper.firm]
    audit = max((day for one in own for day in _days(one)), default=date(2026, 10, 15)) + AFTER_LAST
    sites = tuple(Site(name, ()) for name in sorted({one.site for one in own if one.site}))
    client = paper.firm.replace("-", " ").title()
    return Profile(client, (), sites, 40, audit, Window(audit - timedelta(days=365), audit), audit)


def _pages(paper: HeldOutDocument, form: str) -> list[Page]:
    if form == "text":
        texts = enumerate(paper.plain_pages, start=1)
        return [Page(number, text, TextOrigin.EMBEDDED, "embedded_text") for number, text in texts]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        if form == "scan":
            scan(paper, file)
        else:
            file.write_bytes(draw(paper))
        options = ReadOptions.from_settings(Settings())
        read = read_pages(str(file), "application/pdf", 1, 99, options)
        return [page for page in read if not isinstance(page, PageFailure)]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer compares: each part right, wrong, not given, or None where it is not asked."""

    answer: Answer
    date: str | None
    signed: str | None
    blank: str

    @property
    def missed(self) -> bool:
        """Whether anything is not right."""
        return any(part not in (None, "right") for part in (self.date, self.signed, self.blank))


def verdict(answer: Answer, form: str) -> Verdict:
    """Hold an answer against the truth; a pen signature is not in a text, so it is not asked there."""
    paper, found = answer.paper, answer.found
    blank = "right" if found.blank_form is paper.blank else "wrong"
    pen = paper.signed == "drawn" and form == "text"
    signed = None if pen else ("right" if found.signed == paper.signed else "wrong")
    return Verdict(answer, _date_verdict(answer), signed, blank)


def _date_verdict(answer: Answer) -> str | None:
    told, days = answer.found.evidence_date, _days(answer.paper)
    if told.value is not None and not date(1990, 1, 1) <= told.value <= answer.latest:
        return "impossible"
    if len(days) > 1:
        return "right" if told.state == "ambiguous" else "wrong" if told.value else "not given"
    if told.value is None:
        return "not given" if days else None
    return "right" if days == (told.value,) else "wrong"


def report(verdicts: Sequence[Verdict], misses: bool) -> None:
    """Print the figures and, if asked, every miss."""
    dates = Counter(one.date for one in verdicts if one.date)
    clear = [one for one in verdicts if len(_days(one.answer.paper)) == 1]
    given = sum(one.answer.found.evidence_date.value is not None for one in clear)
    all_given = [one for one in verdicts if one.answer.found.evidence_date.value is not None]
    right = sum(one.date == "right" for one in all_given)
    open_days = [one for one in verdicts if len(_days(one.answer.paper)) > 1]
    print(f"papers {len(verdicts)}")
    print(f"date given where there is one   {_share(given, len(clear))}   (bar 90)")
    print(f"date right when given           {_share(right, len(all_given))}   (bar 97)")
    print(f"impossible {dates['impossible']}; ambiguous told so "
          f"{_share(sum(one.date == 'right' for one in open_days), len(open_days))}")  # fmt: skip
    asked = [one for one in verdicts if one.signed]
    signed = sum(one.signed == "right" for one in asked)
    print(f"signature state                 {_share(signed, len(asked))}   (bar 95)")
    for way in sorted({one.answer.paper.signed for one in asked}):
        own = [one for one in asked if one.answer.paper.signed == way]
        told = Counter(str(one.answer.found.signed) for one in own)
        print(f"  {way:6} {_share(told[way], len(own))}  {dict(told)}")
    filled = sum(one.blank == "right" for one in verdicts)
    print(f"blank or filled                 {_share(filled, len(verdicts))}   (bar 97)")
    for blank in (True, False):
        own = [one for one in verdicts if one.answer.paper.blank is blank]
        print(f"  blank {blank!s:5} {_share(sum(one.blank == 'right' for one in own), len(own))}")
    print("people")
    report_people(((one.answer.paper, one.answer.found.facts) for one in verdicts), misses)
    for one in verdicts if misses else ():
        if one.missed:
            print(_miss(one))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {100 * part / whole:.1f} %" if whole else "none"


def _miss(one: Verdict) -> str:
    paper, found = one.answer.paper, one.answer.found
    told = found.evidence_date
    parts = [f"{paper.name} {paper.type} (taken for {found.classification.document_type})"]
    if one.date not in (None, "right"):
        cited = told.citation.quote[:80] if told.citation else ""
        truth = " or ".join(map(str, _days(paper))) or "none"
        parts.append(
            f"  date {one.date}: {truth} {paper.role or ''}; told {told.value} {told.state} {told.role} {cited!r}"
        )
    if one.signed not in (None, "right"):
        places = [(fact.role, fact.citation.quote[:60]) for fact in found.facts if fact.kind == "signature"][:3]
        parts.append(f"  signed: {paper.signed}; told {found.signed} {places}")
    if one.blank != "right":
        form = next((fact.value for fact in found.facts if fact.kind == "form"), None)
        parts.append(f"  blank: {paper.blank}; told {found.blank_form} (form {form})")
    return "\n".join(parts)


def measure_facts(folder: Path = HERE, form: str = "text", every: int = 1, misses: bool = False) -> None:
    """Print the figures of the papers below a folder.

    Args:
        every: Take each n-th paper only; drawing and recognising takes its time.
    """
    held = [paper for house in load_houses(folder) for paper in house.documents]
    if not held:
        print(f"no papers below {folder}")
        return
    report([verdict(answer, form) for answer in answers(held[::every], form)], misses)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.facts")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    parser.add_argument("--form", choices=FORMS, default="text")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    measure_facts(chosen.folder, chosen.form, chosen.every, chosen.misses)
