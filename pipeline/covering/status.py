"""From counts to the seven status words, over all sites and at each of them."""

from pipeline.covering.counting import Count, count
from pipeline.covering.offers import Case
from pipeline.mapping.fitting import ALL_SITES
from pipeline.model import QuestionStatus, SiteCoverage


def status_of(case: Case, counted: Count) -> QuestionStatus:
    """The word for what is located; unread items and head counts are looked at elsewhere."""
    if counted.complete:
        return "candidate"
    fits = {offer.evidence.fit for offer in case.offers}
    if fits & {"full", "partial"}:
        return "partial"
    return "out_of_period" if fits else "not_located"


def by_site(case: Case) -> tuple[SiteCoverage, ...]:
    """One row a site where the rule asks by site and there are several; programme documents as "all sites"."""
    sampling, sites = case.rule.sampling, case.profile.sites
    if len(sites) < 2 or not (sampling.per_site or sampling.kind == "per_site"):
        return ()
    rows = tuple(_row(case.at(site.name), site.name) for site in sites)
    shared = tuple(offer for offer in case.offers if offer.evidence.site == ALL_SITES and offer.right_type)
    return (*rows, _row(case.at(ALL_SITES), ALL_SITES)) if shared else rows


def _row(case: Case, site: str) -> SiteCoverage:
    counted = count(_one_site(case))
    status = status_of(case, counted)
    return SiteCoverage(site, status, counted.located, counted.expected, case.undated, counted.missing)


def _one_site(case: Case) -> Case:
    """At one site "per site" means: one good document."""
    if case.rule.sampling.kind != "per_site":
        return case
    sampling = case.rule.sampling.model_copy(update={"kind": "once"})
    return case.with_rule(case.rule.model_copy(update={"sampling": sampling}))
