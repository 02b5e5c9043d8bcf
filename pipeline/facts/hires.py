"""Step 5, finder: rosters and matrices -> who was hired or started when, for "oriented before the first duty"."""

import re
from collections.abc import Iterator

from pipeline.facts.celldates import cell_date
from pipeline.facts.grids import Kinds, grids
from pipeline.facts.names import name_in_cell
from pipeline.facts.reading import Reading
from pipeline.model import Fact

TYPES = frozenset({"org_chart", "training_matrix", "training_needs", "driver_file"})
MOST_HIRES = 3_000

# Heads of the two columns that matter, English and French; "start" alone would also be a course's.
HIRE_COLUMNS: Kinds = (
    (
        "hired",
        re.compile(
            r"\b(?:hired?(?: date)?|date (?:of hire|hired|of employment)|start(?:ed)? date|first (?:shift|day)"
            r"|date d['’]embauche|embauche)\b",
            re.I,
        ),
    ),
    ("person", re.compile(r"\b(?:name|employees?|workers?|person|staff|nom|employé\w?|travailleur)\b", re.I)),
)


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "person" of role "hired": value the name, attribute ``hired`` an ISO date; one a row with a clear date."""
    if reading.document_type not in TYPES:
        return
    made = 0
    for page in reading.pages:
        for grid in grids(page, HIRE_COLUMNS, ("hired",), 2):
            for row in grid.rows:
                person = name_in_cell(grid.cell(row, "person"))
                day = cell_date(grid.cell(row, "hired"), reading.latest)
                if person is None or day is None:
                    continue
                yield Fact("person", person, reading.cite(row.line, row.quote), "hires", "hired", (("hired", day),))
                made += 1
                if made >= MOST_HIRES:
                    return
