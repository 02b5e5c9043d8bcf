"""Step 4, workbooks: sheets of one file -> which of them are documents of their own kind."""

import re

from pipeline.model import Page

# What a sheet is about, by the words of its name, title and header rows; the first that fits.
SHEET_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("training", re.compile(r"\btraining|\bcourses?\b|\bcertificat|\btickets?\b|\bexpir|\bformation", re.I)),
    ("actions", re.compile(r"\bcorrective|\baction (?:log|plan|items?)|\bcapa\b|\bassigned to\b", re.I)),
    ("incidents", re.compile(r"\bincidents?\b|\bnear[- ]miss|\blost time|\btrir\b|\binjur", re.I)),
    ("hazards", re.compile(r"\bhazards?\b|\brisk\b|\bcontrols?\b", re.I)),
    ("inspections", re.compile(r"\binspections?\b|\binspected\b|\binspector\b", re.I)),
    ("tasks", re.compile(r"\bjob (?:task )?inventory|\btasks?\b", re.I)),
    (
        "equipment",
        re.compile(
            r"\bequipment\b|\bserial\b|\bunit (?:no|#|number)|\bhours\b|\bvehicles?\b|\bservice\b"
            r"|\bmaintenance\b|\binventory\b",
            re.I,
        ),
    ),
    ("people", re.compile(r"\broster\b|\bphone\b|\bhire(?:d| date)\b|\bemployee list", re.I)),
    ("money", re.compile(r"\binvoice|\bamount\b|\bcost\b|\bprice\b|\btotal \$|\bbudget\b", re.I)),
)
HEADER_ROWS = 6


def kind_of_sheet(page: Page) -> str | None:
    """What a sheet is about: its name and title tell more than its header; None when nothing tells."""
    rows = [" ".join(row) for table in page.tables for row in table[:HEADER_ROWS]] or page.text.split("\n")[
        :HEADER_ROWS
    ]
    for text in (page.name or "", *rows):
        kind = next((name for name, pattern in SHEET_KINDS if pattern.search(text[:400])), None)
        if kind is not None:
            return kind
    return None


def sheet_cuts(pages: list[Page]) -> tuple[bool, ...]:
    """For each sheet whether it begins a document: only where its kind clearly differs from the one before."""
    cuts = [True]
    held = kind_of_sheet(pages[0])
    for page in pages[1:]:
        kind = kind_of_sheet(page)
        differs = kind is not None and held is not None and kind != held
        cuts.append(differs)
        held = kind or held
    return tuple(cuts)
