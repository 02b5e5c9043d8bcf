"""Cells of training matrices against their truth: workbooks, digital PDFs, scans of 200 dpi."""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.matrices import AS_OF, Held, Matrix, matrix
from benchmarks.matrix_files import pdf, scan, xlsx
from classifiers.vote import Classifier
from pipeline.extract.jobs import read_pages
from pipeline.extract.options import ReadOptions
from pipeline.model import Document, Fact, Page, PageFailure, Profile, Window
from pipeline.settings import Settings
from pipeline.understand import understand

MATRICES, FIRST = 72, 1000
"""Seeds below a thousand were looked at while the finder was written."""
EMPLOYER = Profile("Kinnear & Daughters Ltd.", (), (), 40, AS_OF, Window(AS_OF.replace(year=2025), AS_OF), AS_OF)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: dict[str, tuple[str, str, Callable[[Matrix, Path, int], Path], int]] = {
    "xlsx": (".xlsx", XLSX, xlsx, 98),
    "pdf": (".pdf", "application/pdf", pdf, 98),
    "scan": (".pdf", "application/pdf", scan, 92),
}


def measure_matrix_cells(
    forms: Sequence[str] = tuple(FORMS), count: int = MATRICES, misses: bool = False, first: int = FIRST
) -> None:
    """Print the share of cells that are right, by form and by layout.

    A cell is right when its person and course have exactly its days or its word; a row nobody wrote is a wrong cell.
    """
    classifier = Classifier.load()
    for form in forms:
        by_layout: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        roles = [0, 0]
        with tempfile.TemporaryDirectory() as folder:
            step = (
                3 if form == "scan" else 1
            )  # recognition takes its time: every third, all layouts and writings among them
            for seed in range(first, first + count, step):
                made = matrix(seed + seed // 3 % 3 if form == "scan" else seed)
                facts = _rows(made, Path(folder), form, seed, classifier)
                right, asked = compare(made, facts, f"{form} {seed}" if misses else None)
                by_layout[made.layout][0] += right
                by_layout[made.layout][1] += asked
                told = {fact.attribute("person"): fact.attribute("role") for fact in facts}
                held = {person for person, _ in made.truth} & set(made.roles)
                roles[0] += sum(told.get(person) == made.roles[person] for person in held)
                roles[1] += len(held)
        right, asked = (sum(pair[at] for pair in by_layout.values()) for at in (0, 1))
        share = f"{right}/{asked} = {100 * right / asked:.1f} % (bar {FORMS[form][3]})"
        parts = ", ".join(f"{layout} {100 * one[0] / one[1]:.1f}" for layout, one in sorted(by_layout.items()))
        print(f"{form:5} cells {share}; roles {roles[0]}/{roles[1]}; {parts}")


def _rows(made: Matrix, folder: Path, form: str, seed: int, classifier: Classifier) -> list[Fact]:
    ending, media_type, write, _ = FORMS[form]
    file = write(made, folder / f"{form}{seed}{ending}", seed)
    read = read_pages(str(file), media_type, 1, 99, ReadOptions.from_settings(Settings()))
    pages: list[Page] = [page for page in read if not isinstance(page, PageFailure)]
    document = Document("5e" * 32, 1, len(pages), 1.0)
    found = understand(document, pages, f"book{seed}{ending}", EMPLOYER, classifier.classify)
    return [fact for fact in found.facts if fact.kind == "training_row"]


def compare(made: Matrix, facts: Sequence[Fact], shown_as: str | None = None) -> tuple[int, int]:
    """Right cells and all cells, rows that nobody wrote included."""
    told = {(fact.attribute("person") or "", _plain(fact.attribute("course") or "")): fact for fact in facts}
    wanted = {(person, _plain(course)): held for (person, course), held in made.truth.items()}
    right = 0
    for pair, held in wanted.items():
        good = pair in told and _same(held, told[pair])
        right += good
        if not good and shown_as:
            print(shown_as, made.layout, made.writing, pair, held, told[pair].attributes if pair in told else "nothing")
    strangers = set(told) - set(wanted)
    for pair in strangers if shown_as else ():
        print(shown_as, made.layout, made.writing, "nobody wrote", pair, told[pair].attributes)
    return right, len(wanted) + len(strangers)


def _plain(course: str) -> str:
    """A course's name without blanks: "CPR levelC" is the course, and what its cells say is asked."""
    return "".join(course.casefold().split())


def _same(held: Held, fact: Fact) -> bool:
    said = _word(fact.attribute("status") or "")
    days = (_day(fact.attribute("completed")), _day(fact.attribute("expires")))
    return days == (held.completed, held.expires) and said == _word(held.said or "")


def _word(text: str) -> str:
    return {"✓": "x", "–": "-", "—": "-"}.get(text, text).casefold()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.matrix_cells")
    parser.add_argument("forms", nargs="*", default=list(FORMS))
    parser.add_argument("--count", type=int, default=MATRICES)
    parser.add_argument("--first", type=int, default=FIRST)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    measure_matrix_cells(chosen.forms, chosen.count, chosen.misses, chosen.first)
