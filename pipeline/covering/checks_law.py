"""Checks against the law in force: editions of legislation that a directive still cites."""

import re
from collections.abc import Iterator

from pipeline.covering.offers import Case, once_each
from pipeline.mapping.surroundings import Surroundings, foreign_firm
from pipeline.model import Check, Citation
from rules.criteria import find_phrases
from rules.editions import editions

# The numbers of a phrase; they stand in a text as they stand in the phrase.
DIGITS = re.compile(r"\d+")


def legislation_superseded(case: Case, around: Surroundings) -> Iterator[Check]:
    """A directive that is evidence here cites an edition of the law that another had replaced by the audit date."""
    old = [one for one in editions(around.jurisdiction) if one.superseded_on <= case.profile.audit_date]
    if case.rule.nature != "directive" or not old:
        return
    for offer in once_each(case.offers):
        view = offer.view
        own = foreign_firm(view, case.profile) is None and not view.understanding.restricted
        if not own or not offer.right_type or offer.evidence.fit == "out_of_period":
            continue
        for edition in old:
            if not any(all(part in view.text for part in DIGITS.findall(phrase)) for phrase in edition.any_of):
                continue  # cheap: most documents hold none of the numbers
            found = next(iter(find_phrases(view.text, edition.any_of, limit=1)), None)
            if found is None:
                continue
            message = f"cites {edition.name}; since {edition.superseded_on.isoformat()}: {edition.by}"
            places: tuple[Citation, ...] = (view.cite(found.start, found.end),)
            yield Check("legislation_superseded", message, places)
