"""Step 5, finder: a document -> its edition: revision number, form number, replaced edition."""

import re
from collections.abc import Iterator

from pipeline.facts.reading import Reading
from pipeline.model import Fact

EDGE_LINES = 12
MOST_REVISIONS = 6

# "Rev. 3", "Revision: 2.1", "Version 4", "Révision 2"; a date after the word is the date finder's.
REVISION = re.compile(
    r"\b(?:rev(?:ision)?|version|edition|révision|édition)\.?\s{0,2}(?:no\.?|number|#|:"
    r"|n°)?\s{0,2}(?P<v>\d{1,3}(?:\.\d{1,3}){0,2}|[A-H])(?![\w/]|[-.]\d)",
    re.I,
)
# "Form HS-07", "Doc. No. SWP-012", "F-12".
FORM_ID = re.compile(
    r"\b(?i:form|document|doc|policy|procedure|formulaire|politique|n°)\.?\s{0,2}"
    r"(?i:no\.?|number|id|#|:){0,2}\s{0,2}:?\s{0,2}(?P<v>[A-Z]{1,5}[- ]?[A-Z]{0,4}-?\d{1,4}(?:[-.]\d{1,3})?)\b"
)
SUPERSEDED = re.compile(
    r"\b(?:superseded|obsolete|void|replaced by|no longer in (?:force|use)|archived copy"
    r"|remplacée? par|périmée?)\b",
    re.I,
)


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "revision": role "revision" or "form_id", or "superseded" when a stamp says so."""
    seen: set[tuple[str, str]] = set()
    for page in reading.pages:
        edges = (
            page.lines if len(page.lines) <= 2 * EDGE_LINES else (*page.lines[:EDGE_LINES], *page.lines[-EDGE_LINES:])
        )
        for line in edges:
            for role, pattern in (("revision", REVISION), ("form_id", FORM_ID), ("superseded", SUPERSEDED)):
                match = pattern.search(line.text[:300])
                if match is None:
                    continue
                value = match.groupdict().get("v") or match.group()
                if (role, value) in seen or len(seen) >= MOST_REVISIONS:
                    continue
                if role == "superseded" and (line.index > 4 or len(line.text) > 90):
                    continue  # a sentence about old editions, not a stamp
                seen.add((role, value))
                yield Fact("revision", value, reading.cite(line), "revision", role)
