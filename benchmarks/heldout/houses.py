"""Read the held-out houses: every paper with its truth, strictly, so that a slip is found before it is measured.

The format is told in README.md beside this module.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.heldout.header import EvidenceDate, Header, HeldOutError, Person, parse_header
from benchmarks.heldout.marks import MarkError, Piece, pieces, plain

HERE = Path(__file__).parent
FAMILIES = frozenset(
    "policy hazard_assessment training_record meeting_minutes procedure inspection incident emergency maintenance "
    "contractor administration reference not_evidence".split()
)
OPENING = "#### "
HEADER_END = "---"
PAGE_BREAK = "=== page"
# Letters and digits in a row. Linear: one class.
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class HeldOutDocument:
    """One paper and what a careful auditor reads on it; `pages` keep the marks of pen and hand."""

    firm: str
    family: str
    line: int
    header: Header
    pages: tuple[str, ...]

    @property
    def name(self) -> str:
        """Where the paper stands, for a message: firm, family and the line it begins at."""
        return f"{self.firm}/{self.family}.txt:{self.line}"

    @property
    def type(self) -> str:
        """The document type, as named in the classifier's data."""
        return self.header.type

    @property
    def evidence(self) -> EvidenceDate:
        """The evidence date with its role, or what stands in its place."""
        return self.header.evidence

    @property
    def date(self) -> datetime.date | None:
        """The evidence date; None where the paper has none or only an ambiguous one."""
        return self.header.evidence.day

    @property
    def alternatives(self) -> tuple[datetime.date, ...]:
        """The days an ambiguous numeric date may mean; empty when the date is settled or absent."""
        return self.header.evidence.alternatives

    @property
    def role(self) -> str | None:
        """What the evidence date is the day of (meeting, training, ...)."""
        return self.header.evidence.role

    @property
    def signed(self) -> str:
        """`drawn`, `app`, `typed` or `none`."""
        return self.header.signed

    @property
    def blank(self) -> bool:
        """Whether this is an unfilled form or a template."""
        return self.header.blank

    @property
    def site(self) -> str | None:
        """The place the paper speaks for, where it names one."""
        return self.header.site

    @property
    def people(self) -> tuple[Person, ...]:
        """The persons the paper names, each with a role."""
        return self.header.people

    @cached_property
    def plain_pages(self) -> tuple[str, ...]:
        """The pages as a text extractor gives them: pen strokes gone, handwritten words kept."""
        return tuple(plain(page) for page in self.pages)

    @property
    def text(self) -> str:
        """All plain pages, parted by a form feed."""
        return "\f".join(self.plain_pages)


@dataclass(frozen=True)
class House:
    """One invented firm: its slug, how it writes, its papers in the order of their files."""

    firm: str
    style: str
    documents: tuple[HeldOutDocument, ...]


def load_houses(root: Path = HERE) -> tuple[House, ...]:
    """Every firm under `root`, by name.

    Raises:
        HeldOutError: a file or a paper is not in the format; the message names file and line, never the text.
    """
    folders = sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] not in "_.")
    return tuple(load_house(folder) for folder in folders)


def load_house(folder: Path) -> House:
    """One firm's folder; see `load_houses`."""
    strange = [path.name for path in folder.iterdir() if path.name != "STYLE.md" and not _is_family(path)]
    if strange:
        raise HeldOutError(f"{folder.name}: not a family's file: {', '.join(sorted(strange))}")
    documents: list[HeldOutDocument] = []
    for path in sorted(folder.glob("*.txt")):
        documents.extend(parse_family(path.read_text(encoding="utf-8"), folder.name, path.stem))
    return House(folder.name, (folder / "STYLE.md").read_text(encoding="utf-8"), tuple(documents))


def parse_family(text: str, firm: str, family: str) -> Iterator[HeldOutDocument]:
    """The papers of one family's file, in order; raises HeldOutError."""
    lines = text.splitlines()
    openings = [number for number, line in enumerate(lines) if line.startswith(OPENING)]
    if not openings or openings[0] != 0:
        raise HeldOutError(f"{firm}/{family}.txt:1: does not begin with '{OPENING}<type>'")
    for begin, end in zip(openings, [*openings[1:], len(lines)], strict=True):
        try:
            yield _paper(lines[begin:end], firm, family, begin + 1)
        except (HeldOutError, MarkError) as error:
            raise HeldOutError(f"{firm}/{family}.txt:{begin + 1}: {error}") from error


def _is_family(path: Path) -> bool:
    return path.suffix == ".txt" and path.stem in FAMILIES


def _paper(lines: list[str], firm: str, family: str, line: int) -> HeldOutDocument:
    if HEADER_END not in lines:
        raise HeldOutError(f"no line '{HEADER_END}' closes the header")
    end = lines.index(HEADER_END)
    header = parse_header(lines[0].removeprefix(OPENING), lines[1:end])
    paper = HeldOutDocument(firm, family, line, header, _pages(lines[end + 1 :]))
    _agree(paper)
    return paper


def _pages(lines: list[str]) -> tuple[str, ...]:
    pages: list[list[str]] = [[]]
    for line in lines:
        if line == PAGE_BREAK:
            pages.append([])
        elif line.replace(" ", "").lower().startswith("===page"):
            raise HeldOutError(f"a page break is written '{PAGE_BREAK}' and nothing else")
        else:
            pages[-1].append(line)
    texts = tuple("\n".join(page).strip("\n") for page in pages)
    if not all(text.strip() for text in texts):
        raise HeldOutError("an empty page")
    return texts


def _agree(paper: HeldOutDocument) -> None:
    """The truth must be possible on this paper: pen where it says drawn, names where it names, nothing on a blank."""
    inked = any(piece.kind == "ink" for page in paper.pages for piece in pieces(page))
    if inked != (paper.signed == "drawn"):
        raise HeldOutError("'signed = drawn' and a pen mark go together")
    if paper.blank and (paper.evidence != EvidenceDate() or paper.signed != "none"):
        raise HeldOutError("a blank form has neither an evidence date nor a signature")
    words = _words(" ".join(paper.plain_pages))
    for number, name in enumerate([paper.site or "", *(person.name for person in paper.people)]):
        if not _words(name) <= words:
            what = "the site" if number == 0 else f"person {number}"
            raise HeldOutError(f"{what} of the header does not stand in the text")


def _words(text: str) -> set[str]:
    """The words, whatever their order: a card may say 'TOEWS, Marcy'."""
    return set(WORD.findall(text.casefold()))


__all__ = [
    "HeldOutDocument",
    "HeldOutError",
    "House",
    "Person",
    "Piece",
    "load_house",
    "load_houses",
    "parse_family",
    "pieces",
]
