"""What an earlier audit recommended, one by one with its place, and whether words of a plan take it up."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.mapping.view import View
from pipeline.model import Citation

MOST_RECOMMENDATIONS = 200
LONGEST = 300
# A line that is the head of the list and nothing else: "Recommendations", "7. Recommendations:", "Opportunities for
# improvement". Bounded, linear.
HEADING = re.compile(
    r"^\W{0,6}(?:\d{1,2}(?:\.\d{1,2})?\W{1,3})?(?:(?:summary of |list of |audit )?recommendations?"
    r"|opportunit(?:y|ies) for improvement|suggestions? for improvement|recommandations?)\W{0,4}$",
    re.IGNORECASE,
)
# "1. Have the ...", "R-3) ...", "- Write ..."; what follows is one recommendation.
ITEM = re.compile(r"^\s{0,8}(?:(?:[A-Z]{0,3}[- ]?)?\d{1,3}(?:\.\d{1,2})?[.):]|[-•*–▪])\s{1,6}(?P<what>\S.{4,})$")
# "Recommendation 3: ..." anywhere in a report.
LABELLED = re.compile(
    r"^\W{0,4}recommendation(?:\s{1,2}(?:no\.?\s?)?\d{1,3})?\s{0,2}[:\-–]\s{1,3}(?P<what>\S.{4,})$", re.I
)
WORD = re.compile(r"[a-z]{3,}")
STEM = 5
SHARED = 0.5
# Words that say nothing of what a recommendation is about.
EMPTY = frozenset(
    """
    the and for that this with have has not are was were will shall should must each every all any their its from into
    who what when which them they you your our company recommend recommendation recommended ensure make sure action
    actions plan develop implement continue consider also been being both does down give keep more most new one write
    written year done than then there these those where while such other others out over under about after before
    """.split()
)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation of an audit with its place."""

    text: str
    citation: Citation


def recommendations_of(view: View) -> tuple[Recommendation, ...]:
    """The recommendations a report lists, in its order; empty when it has no list that can be told."""
    found: list[Recommendation] = []
    inside = False
    start = 0
    for line in view.text.split("\n"):
        end = start + len(line)
        text = line.strip("\f ")
        item = ITEM.match(text) if inside else LABELLED.match(text)
        if HEADING.match(text):
            inside = True
        elif item is not None and len(found) < MOST_RECOMMENDATIONS:
            found.append(Recommendation(" ".join(item["what"].split())[:LONGEST], view.cite(start, end)))
        elif inside and text and found and not found[-1].text.endswith((".", ";")):
            joined = f"{found[-1].text} {text}"[:LONGEST]
            found[-1] = Recommendation(joined, found[-1].citation)
        elif inside and text and found:
            inside = False
        start = end + 1
    return tuple(found)


def taken_up(recommendation: str, planned: Iterable[frozenset[str]]) -> bool:
    """Whether one of the plan's rows speaks of it: half of its telling words, or of the row's, are the other's too."""
    wanted = stems(recommendation)
    if not wanted:
        return True
    return any(
        len(wanted & row) >= max(min(2, len(wanted), len(row)), SHARED * min(len(wanted), len(row)))
        for row in planned
        if row
    )


def stems(text: str) -> frozenset[str]:
    """The first letters of the telling words, accents left out."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return frozenset(word.rstrip("s")[:STEM] for word in WORD.findall(plain) if word not in EMPTY)
