"""The planner: numbers by the published tables, roles from the charts, what to look at on each site."""

from datetime import date
from typing import Any

import pytest

from pipeline.covering.planner import NO_HEADS, NO_TABLE, NOT_SAID, plan_of
from pipeline.model import Profile, Site
from rules.load import load_pack
from tests.pipeline.making_evidence import pack, profile, question, read

ALBERTA = load_pack("ab-aasp")


@pytest.mark.parametrize(("heads", "wanted"), [(3, 3), (5, 4), (41, 17), (50, 19), (120, 23)])
def test_interviews_by_the_published_table(heads: int, wanted: int) -> None:
    plan = plan_of(ALBERTA, profile("A", heads=heads), ())
    assert (plan.interviews.count, plan.interviews.of) == (wanted, heads)
    assert plan.interviews.table and plan.interviews.source


def test_what_the_table_or_the_engagement_does_not_say_is_told() -> None:
    assert plan_of(ALBERTA, profile("A", heads=None), ()).interviews.note == NO_HEADS
    many = plan_of(ALBERTA, profile("A", heads=5000), ()).interviews
    assert many.count is None and many.note == NOT_SAID
    none = plan_of(pack(questions=[question("1.2", "observation")]), profile("A"), ())
    assert none.interviews.note == NO_TABLE and none.roles == ()


def test_sites_by_the_published_rule_with_the_observation_list() -> None:
    who = Profile(**{**vars_of(profile("A", "B")), "sites": (Site("A", ("Head Office",)), Site("B"))})
    plan = plan_of(ALBERTA, who, ())
    assert (plan.visits.count, plan.visits.of) == (2, 2)
    assert [site.head_office for site in plan.sites] == [True, False]
    observed = [one.id for one in ALBERTA.questions if one.primary_method == "observation"]
    assert all([one.question_id for one in site.observe] == observed for site in plan.sites)
    assert len(plan.ask) == sum(one.primary_method == "interview" for one in ALBERTA.questions)
    assert all(one.prepares for site in plan.sites for one in site.observe)


def vars_of(who: Profile) -> dict[str, Any]:
    return {name: getattr(who, name) for name in Profile.__slots__}


def test_roles_are_counted_and_findings_named_at_their_site() -> None:
    chart = read(
        "org_chart", day=date(2025, 6, 1),
        facts=[
            ("position", "President", "top", {"person": "Ann Roy", "level": "top"}),
            ("position", "Yard Supervisor", "supervisor", {"person": "Jo Hill", "level": "supervisor"}),
            ("position", "Yard Supervisor", "supervisor", {"person": "J. Hill", "level": "supervisor"}),
        ],
    )  # fmt: skip
    walk = read(
        "workplace_inspection", "Inspection", date(2025, 11, 3), site="B",
        facts=[
            ("finding_row", "Stair clean", None, {"closed": "2025-11-04"}),
            ("finding_row", "Guard loose", None, {}),
        ],
    )  # fmt: skip
    old = read("workplace_inspection", "Old", date(2020, 1, 1), site="B", facts=[("finding_row", "Rust", None, {})])
    plan = plan_of(ALBERTA, profile("A", "B"), (chart, walk, old))
    listed = {role.name: role.listed for role in plan.roles}
    assert listed["senior manager"] == 1 and listed["supervisor"] == 1 and listed["worker"] is None
    assert [(look.what, look.closed) for look in plan.sites[1].look_at] == [
        ("Guard loose", None), ("Stair clean", "2025-11-04"),
    ]  # fmt: skip
    assert plan.sites[0].look_at == ()
