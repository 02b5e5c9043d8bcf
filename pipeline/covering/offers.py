"""The evidence of one question beside the documents it came from, as counting looks at it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.mapping.fitting import ALL_SITES, FIT_ORDER
from pipeline.mapping.periods import Month, audit_months, in_window, month_of
from pipeline.mapping.timing import TICKET_TYPES
from pipeline.mapping.view import View
from pipeline.model import Evidence, Profile
from pipeline.sampling import Expectation
from rules.model import Rule

UNREADABLE_DATES = frozenset({"ambiguous", "illegible"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One piece of evidence and its document.

    Args:
        right_type: Of a type that answers in full; False for supporting types.
        undated: A record of the right type whose date stands there and cannot be told: it fills no period.
        directive: Offered to a rule that reads directives: its editions are one document, whatever their dates.
    """

    evidence: Evidence
    view: View
    right_type: bool
    undated: bool
    directive: bool = False

    @property
    def day(self) -> date | None:
        """The date that places the document, when it could be read."""
        when = self.view.understanding.evidence_date
        return when.value if when.state == "read" else None

    @property
    def counts_once_as(self) -> tuple[str, date | None]:
        """A rescan or copy of a document is the same document: same version group; of records the same day as well."""
        return self.view.understanding.version_group, None if self.directive else self.day

    @property
    def full(self) -> bool:
        """Whether it counts."""
        return self.evidence.fit == "full"

    @property
    def falls_short(self) -> bool:
        """Of the right type and in its time, and something the rule asks is known to be missing."""
        fit = self.evidence.fit
        return self.right_type and fit == "partial" and bool(self.evidence.missing) and not self.undated


@dataclass(frozen=True, slots=True)
class Case:
    """Everything one question's count may look at.

    Args:
        views: All documents of the engagement by type: rosters, inventories and pairs come from there.
    """

    rule: Rule
    profile: Profile
    expectation: Expectation
    offers: tuple[Offer, ...]
    views: Mapping[str, tuple[View, ...]]

    @property
    def months(self) -> tuple[Month, ...]:
        """The whole months in which a cadence counts."""
        return audit_months(self.profile.window, self.profile.audit_date)

    @property
    def full(self) -> tuple[Offer, ...]:
        """Evidence that counts, each document once."""
        return once_each(offer for offer in self.offers if offer.full)

    @property
    def undated(self) -> int:
        """Records to check by eye, each once."""
        return len(once_each(offer for offer in self.offers if offer.undated))

    def in_time(self, view: View) -> bool:
        """Whether a document's date, when it has one, lies in the window or its whole months."""
        when = view.understanding.evidence_date
        if when.state != "read" or when.value is None:
            return True
        months = self.months
        inside = bool(months) and months[0] <= month_of(when.value) <= months[-1]
        return inside or in_window(when.value, self.profile.window)

    def at(self, site: str) -> "Case":
        """The same question at one site: its own evidence and what stands for all sites."""
        return replace(self, offers=tuple(offer for offer in self.offers if offer.evidence.site in (site, ALL_SITES)))

    def with_rule(self, rule: Rule) -> "Case":
        """The same evidence under another reading of the rule."""
        return replace(self, rule=rule)


def once_each(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Each document once, however many copies and editions of it were sent: the newest, of equals the one with a site.

    A rescan whose site nobody could read must not hide the copy that names it.
    """
    seen: dict[tuple[str, date | None], Offer] = {}
    for offer in offers:
        known = seen.get(offer.counts_once_as)
        if known is None or _better(offer, known):
            seen[offer.counts_once_as] = offer
    return tuple(seen.values())


def _better(offer: Offer, known: Offer) -> bool:
    return _worth(offer) > _worth(known)


def _worth(offer: Offer) -> tuple[int, date, bool]:
    return FIT_ORDER.index(offer.evidence.fit), offer.day or date.min, offer.evidence.site is not None


def offers_of(rule: Rule, evidence: Iterable[Evidence], views: Mapping[str, View]) -> tuple[Offer, ...]:
    """Put evidence beside its documents; evidence of documents nobody knows is left out."""
    return tuple(
        Offer(offer, view, view.document_type in rule.types, _undated(rule, view), rule.nature == "directive")
        for offer in evidence
        for view in (views.get(offer.document_id),)
        if view is not None
    )


def _undated(rule: Rule, view: View) -> bool:
    if rule.nature != "record" or view.document_type not in rule.types or view.document_type in TICKET_TYPES:
        return False
    return view.understanding.evidence_date.state in UNREADABLE_DATES
