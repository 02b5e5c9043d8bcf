"""From evidence to n of m: months, sites, people, positions, records, pooled documents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from pipeline.coverage import cover
from pipeline.errors import ExceptionClass
from pipeline.map_evidence import map_evidence
from pipeline.model import Missing, Profile, QuestionCoverage, ReadDocument, UnreadItem
from rules.model import Criterion, Rule
from tests.pipeline.making_evidence import AUDIT, KINDS, directive, pack, profile, question, read, rule

MONTHLY = {"kind": "per_period", "cadence": "monthly"}
YEAR = [date(2025, month, 20) for month in range(3, 13)] + [date(2026, 1, 20), date(2026, 2, 20)]


def covered(
    asked: Rule, documents: Sequence[ReadDocument], who: Profile | None = None, *unread: UnreadItem
) -> QuestionCoverage:
    who = who or profile("Main Yard")
    made = pack(asked)
    return cover(made, who, documents, map_evidence(documents, made, who, KINDS), unread)[0]


def inspections(days: Sequence[date], site: str | None = None) -> list[ReadDocument]:
    return [read("workplace_inspection", day=day, site=site, name=f"{site}-{day}.pdf") for day in days]


def test_twelve_expected_nine_given_names_the_three_months() -> None:
    given = [day for day in YEAR if day.month not in (7, 11, 2)]
    row = covered(rule(sampling=MONTHLY), inspections(given))
    assert (row.status, row.located, row.expected, row.expected_basis) == ("partial", 9, 12, "pack_default")
    assert row.missing == tuple(Missing("period", name) for name in ("2025-07", "2025-11", "2026-02"))
    assert row.ask and row.searched


def test_all_twelve_is_a_candidate_with_nothing_to_ask() -> None:
    row = covered(rule(sampling=MONTHLY), inspections(YEAR))
    assert (row.status, row.located, row.missing, row.ask) == ("candidate", 12, (), None)


def test_months_not_over_are_not_due() -> None:
    who = profile("Main Yard", as_of=date(2026, 1, 31))
    row = covered(rule(sampling=MONTHLY), inspections([day for day in YEAR if day.year == 2025]), who)
    assert row.status == "candidate"
    assert row.missing == (Missing("period", "2026-01", due=False), Missing("period", "2026-02", due=False))


def test_undated_records_are_counted_apart() -> None:
    late = [read("workplace_inspection", day="illegible", name="x.pdf"), read("workplace_inspection", day="ambiguous")]
    row = covered(rule(sampling=MONTHLY), inspections(YEAR[:-1]) + late)
    assert (row.located, row.undated, row.missing) == (11, 2, (Missing("period", "2026-02"),))
    assert "2 undated records to check by eye" in (row.note or "")


def test_records_of_last_cycle_only_are_out_of_period() -> None:
    row = covered(rule(sampling=MONTHLY), inspections([date(2024, 5, 1)]))
    assert (row.status, row.located) == ("out_of_period", 0)


def test_every_site_has_its_row() -> None:
    who = profile("Main Yard", "Yard B")
    asked = rule(sampling={**MONTHLY, "per_site": True})
    row = covered(asked, inspections(YEAR, "Main Yard") + inspections(YEAR[:2], "Yard B"), who)
    assert (row.status, row.located, row.missing) == ("partial", 12, ())
    assert [(one.site, one.status, one.located) for one in row.sites] == [
        ("Main Yard", "candidate", 12), ("Yard B", "partial", 2),
    ]  # fmt: skip
    assert len(row.sites[1].missing) == 10


def test_a_plan_for_all_sites_is_an_explicit_value() -> None:
    who = profile("Main Yard", "Yard B")
    asked = directive("8.1", ("emergency_plan",), sampling={"kind": "per_site"})
    row = covered(asked, [read("emergency_plan")], who)
    assert (row.status, row.located, row.expected) == ("candidate", 2, 2)
    assert [one.site for one in row.sites] == ["Main Yard", "Yard B", "all sites"]
    own = covered(asked, [read("emergency_plan", site="Yard B")], who)
    assert (own.status, own.missing) == ("partial", (Missing("site", "Main Yard"),))
    assert own.sites[0].missing == (Missing("document", "emergency plan"),)


def test_a_rescan_counts_once() -> None:
    twice = [read("workplace_inspection", day=YEAR[0], name=name, group="g") for name in ("a.pdf", "scan.pdf")]
    row = covered(rule(sampling={"kind": "each_record"}), twice)
    assert (row.located, row.expected, len(row.evidence)) == (1, 1, 2)


def test_each_record_is_good_or_says_what_it_lacks() -> None:
    signed = [read("workplace_inspection", day=day, signed="typed", name=str(day)) for day in YEAR[:3]]
    row = covered(rule(sampling={"kind": "each_record"}, needs=("signed",)), [*signed, *inspections(YEAR[5:6])])
    assert (row.status, row.located, row.expected) == ("partial", 3, 4)
    assert row.missing == (Missing("signature", "signature"),)


def test_a_minimum_is_enough() -> None:
    asked = rule("8.5", ("drill_record",), sampling={"kind": "per_period", "cadence": "yearly", "minimum": 1})
    row = covered(asked, [read("drill_record", day=date(2025, 6, 1))])
    assert (row.status, row.located, row.expected, row.missing) == ("candidate", 1, 1, ())


def test_older_versions_are_shown_and_do_not_count() -> None:
    old = read("hs_policy", day=date(2022, 1, 1), name="old.pdf", group="g", signed="typed")
    new = read("hs_policy", day=date(2025, 1, 1), name="new.pdf", group="g")
    row = covered(directive(needs=("signed",)), [old, new])
    assert [one.fit for one in row.evidence] == ["partial", "out_of_period"]
    assert row.status == "partial" and "older version" in row.evidence[1].reasons[-1]
    kinds = [check.kind for check in row.checks]
    assert kinds == ["unsigned_directive", "superseded_version"]


def test_an_earlier_policy_of_other_words_is_superseded_too() -> None:
    asked = directive(criteria=(Criterion(name="aim", any_of=("commit*",)),), needs=("signed",))
    old = read("hs_policy", "We were committed.", date(2022, 1, 1), signed="typed")
    new = read("hs_policy", "Our commitment stands.", date(2026, 1, 1), signed="typed")
    stray = read("hs_policy", "Minutes of a meeting.", date(2026, 3, 1))
    row = covered(asked, [old, new, stray])
    assert row.status == "candidate"
    assert [one.fit for one in row.evidence] == ["full", "out_of_period"]
    assert [check.kind for check in row.checks] == ["superseded_version"]


def test_pooled_criteria_are_found_together() -> None:
    parts = (Criterion(name="a", any_of=("alpha",)), Criterion(name="b", any_of=("beta",)))
    asked = directive("1.5", ("responsibilities",), criteria=parts, pooled=True)
    one, two = read("responsibilities", "alpha"), read("responsibilities", "beta")
    assert covered(asked, [one]).missing == (Missing("criterion", "b"),)
    assert covered(asked, [one, two]).status == "candidate"
    assert covered(asked.model_copy(update={"pooled": False}), [one, two]).status == "partial"


def test_holders_of_a_role_are_named_when_they_lack_a_record() -> None:
    asked = rule(
        "9.6", ("training_certificate",), subject=("investigat*",),
        sampling={"kind": "holders_of_role", "role": "investigator", "source_types": ("incident_investigation",)},
    )  # fmt: skip
    facts = [("person", "Jo Hill", "investigator", {}), ("person", "Ann Roy", "investigator", {})]
    report = read("incident_investigation", day=date(2025, 9, 1), facts=facts)  # type: ignore[arg-type]
    held = [("person", "J. Hill", "holder", {})]
    ticket = read("training_certificate", "Investigation course", date(2024, 1, 1), facts=held)  # type: ignore[arg-type]
    row = covered(asked, [report, ticket])
    assert (row.located, row.expected, row.missing) == (1, 2, (Missing("person", "Ann Roy"),))
    assert row.expected_basis == "client"


def test_a_matrix_speaks_only_for_those_with_a_day_in_the_row() -> None:
    asked = rule(
        "7.3", ("training_matrix",), subject=("inspect*",),
        sampling={"kind": "holders_of_role", "role": "inspector", "source_types": ("workplace_inspection",)},
    )  # fmt: skip
    led = [("person", "Jo Hill", "inspector", {}), ("person", "Ann Roy", "inspector", {})]
    walk = read("workplace_inspection", day=date(2025, 9, 1), facts=led)  # type: ignore[arg-type]
    rows = [
        ("training_row", "", None, {"person": "Jo Hill", "course": "Inspection course", "completed": "2025-01-02"}),
        ("training_row", "", None, {"person": "Ann Roy", "course": "WHMIS", "completed": "2025-01-02"}),
        ("person", "Jo Hill", "trainee", {}),
        ("person", "Ann Roy", "trainee", {}),
    ]
    text = "Name Inspection course WHMIS\nJo Hill 2025-01-02\nAnn Roy 2025-01-02"
    matrix = read("training_matrix", text, date(2025, 9, 1), facts=rows)  # type: ignore[arg-type]
    row = covered(asked, [walk, matrix])
    assert (row.located, row.expected, row.missing) == (1, 2, (Missing("person", "Ann Roy"),))


def test_people_on_another_firms_sheet_are_not_the_clients() -> None:
    asked = rule(
        "7.3", ("training_certificate",),
        sampling={"kind": "holders_of_role", "role": "inspector", "source_types": ("workplace_inspection",)},
    )  # fmt: skip

    def walk(who: str, firm: str | None) -> ReadDocument:
        facts = [("person", who, "inspector", {})]
        sheet = read("workplace_inspection", f"Inspector: {who}", date(2025, 9, 1), facts=facts)  # type: ignore[arg-type]
        return replace(sheet, understanding=replace(sheet.understanding, company=firm))

    row = covered(asked, [walk("Jo Hill", None), walk("Ann Roy", "ACME"), walk("Max Ober", "Stone Paving Ltd.")])
    assert {lack.value for lack in row.missing} == {"Jo Hill", "Ann Roy"}
    assert row.expected == 2


def test_positions_of_the_inventory_each_need_an_assessment() -> None:
    asked = directive(
        "2.3",
        ("formal_hazard_assessment",),
        sampling={"kind": "all_positions", "source_types": ("job_task_inventory",)},
    )
    listed = [("position", "Welder", None, {}), ("position", "Crane operator", None, {})]
    inventory = read("job_task_inventory", facts=listed)  # type: ignore[arg-type]
    row = covered(asked, [inventory, read("formal_hazard_assessment", "Position: Welder")])
    assert (row.status, row.located, row.expected) == ("partial", 1, 2)
    assert row.missing == (Missing("document", "Crane operator"),)
    unknown = covered(asked, [read("formal_hazard_assessment", "Position: Welder")])
    assert (unknown.status, unknown.expected) == ("partial", None)
    assert "no list was read" in (unknown.note or "")


def test_interviews_win_over_everything_and_have_no_gap() -> None:
    asked = question("1.3", "interview", prepares="orientation records")
    row = cover(pack(questions=(asked,)), profile("A"), [], [], [])[0]
    assert (row.status, row.missing, row.located, row.ask) == ("outside_document_review", (), None, None)


def test_head_count_alone_makes_a_question_not_applicable() -> None:
    asked = rule("4.1", ("committee_terms",), applies={"minimum_head_count": 20, "reason": "committee from 20"})
    assert covered(asked, [], profile("A", heads=12)).status == "not_applicable"
    assert covered(asked, [], profile("A", heads=None)).status == "not_located"


def test_a_question_without_rule_says_why() -> None:
    asked = question("6.7", no_rule_because="no fact tells it")
    row = cover(pack(questions=(asked,)), profile("A"), [], [], [])[0]
    assert (row.status, row.note) == ("not_located", "no rule: no fact tells it")


@pytest.mark.parametrize(
    ("path", "text", "status"),
    [
        ("Inspections/scan001.pdf", "", "unreadable_source"),
        ("Dump.zip › Yard_SiteInspection2025.pdf", "", "unreadable_source"),
        ("misc/scan001.pdf", "monthly workplace inspection", "unreadable_source"),
        ("misc/scan001.pdf", "", "not_located"),
        ("Invoices/inv-001.pdf", "", "not_located"),
    ],
)
def test_an_unread_item_that_tells_could_hide_it(path: str, text: str, status: str) -> None:
    row = covered(rule(), [], None, UnreadItem(path, ExceptionClass.DAMAGED, text))
    assert row.status == status
    assert row.could_hide == ((path,) if status == "unreadable_source" else ())


def test_an_unread_item_takes_nothing_from_what_is_located() -> None:
    item = UnreadItem("Inspections/scan001.pdf", ExceptionClass.DAMAGED)
    located = covered(rule(), inspections([YEAR[0]]), None, item)
    assert (located.status, located.could_hide) == ("candidate", ())
    old = covered(rule(), inspections([date(2024, 1, 1)]), None, item)
    assert (old.status, old.could_hide) == ("out_of_period", ("Inspections/scan001.pdf",))


def test_a_document_nobody_recognised_could_hide_it() -> None:
    odd = read("unknown", name="Inspections/blurred.pdf", probability=0.1)
    assert covered(rule(), [odd]).could_hide == ("Inspections/blurred.pdf",)


def test_audit_month_records_fill_no_month() -> None:
    row = covered(rule(sampling=MONTHLY), inspections([AUDIT]))
    assert (row.status, row.located) == ("partial", 0)
