"""Interviews and visits on the report: numbers with their table, roles, findings; nothing of restricted papers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipeline.model import Review
from pipeline.report.names import shown_name


def _section(page: str) -> str:
    start = page.index('id="plan"')
    return page[start : page.index("</div>", start)]


def test_numbers_stand_with_their_table_and_what_is_not_known_is_said(written: Any) -> None:
    plan = _section(written.text("index.html"))
    assert "17 of 40" in plan and "Published &lt;table&gt;. Source: its &amp; source" in plan
    assert "not known of 2" in plan and "ask the partner" in plan
    assert "manager (2 on the client&#39;s lists), worker" in plan


def test_each_site_has_its_observation_list_and_findings_with_their_place(written: Any, hostile: Any) -> None:
    plan = _section(written.text("index.html"))
    assert plan.count("To observe") == 2 and "head office" in plan
    assert plan.count("no closure located") == len(hostile.names)
    assert "open page 1" in plan.lower()


def test_a_restricted_finding_is_not_shown(written: Any, hostile: Any) -> None:
    plan = _section(written.text("index.html"))
    assert hostile.secret not in plan and "2026-01-09" not in plan


def test_in_french(write: Callable[[Review], Any], review: Review) -> None:
    plan = _section(write(replace(review, language="fr")).text("index.html"))
    assert "gestionnaire (2 sur les listes du client), travailleur" in plan and "à demander au partenaire" in plan
    assert shown_name("South <i>yard</i>") not in plan  # escaped, never markup
