"""What the line beside the status says; samples, first duties, editions and the head count that decides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from pipeline.coverage import cover
from pipeline.map_evidence import map_evidence
from pipeline.model import FactKind, Missing, Profile, QuestionCoverage, ReadDocument, Window
from rules.load import list_packs, load_pack
from rules.model import Criterion, Rule
from tests.pipeline.making_evidence import AUDIT, KINDS, directive, pack, profile, read, rule

MONTHLY = {"kind": "per_period", "cadence": "monthly"}
YEAR = [date(2025, month, 20) for month in range(3, 13)] + [date(2026, 1, 20), date(2026, 2, 20)]


def covered(asked: Rule, documents: Sequence[ReadDocument], who: Profile | None = None) -> QuestionCoverage:
    who = who or profile("Main Yard")
    made = pack(asked)
    return cover(made, who, documents, map_evidence(documents, made, who, KINDS), ())[0]


def inspections(days: Sequence[date], site: str | None = None) -> list[ReadDocument]:
    return [read("workplace_inspection", day=day, site=site, name=f"{site}-{day}.pdf") for day in days]


def test_the_line_names_what_is_there_and_what_is_not() -> None:
    who = profile("Main Yard", "Yard B")
    given = [day for day in YEAR if day.month not in (7, 11, 2)]
    odd = read("workplace_inspection", day="illegible", name="odd.pdf", site="Main Yard")
    row = covered(rule(sampling={**MONTHLY, "per_site": True}), [*inspections(given, "Main Yard"), odd], who)
    assert row.note == (
        "9 of 12 months located; missing Jul, Nov, Feb; Main Yard 9 of 12 (missing Jul, Nov, Feb); Yard B none; "
        "1 undated records to check by eye"
    )


def test_a_month_that_is_not_over_is_named_apart() -> None:
    who = profile("Main Yard", as_of=date(2026, 1, 31))
    row = covered(rule(sampling=MONTHLY), inspections([day for day in YEAR if day.year == 2025]), who)
    assert row.note == "10 of 12 months located; not yet due: Jan, Feb"


def test_windows_of_more_than_a_year_name_the_year_too() -> None:
    who = replace(profile("Main Yard"), window=Window(date(2024, 12, 1), AUDIT))
    row = covered(rule(sampling=MONTHLY), inspections(YEAR), who)
    assert row.expected == 15
    assert "missing 2024-12, 2025-01, 2025-02" in (row.note or "")


SAMPLE_OF = {"kind": "sample", "minimum": 3}


def test_a_sample_is_located_at_its_size() -> None:
    asked = rule(sampling=SAMPLE_OF, needs=("dated",))
    two = covered(asked, inspections(YEAR[:2]))
    assert (two.status, two.located, two.expected, two.expected_basis) == ("partial", 2, 3, "pack_default")
    assert two.missing == (Missing("document", "1 more: workplace inspection"),)
    many = covered(asked, inspections(YEAR))
    assert (many.status, many.located, many.expected, many.missing) == ("candidate", 3, 3, ())
    assert covered(asked, []).status == "not_located"


FIRST_DUTY = {"kind": "first_duty_after", "source_types": ["training_matrix"]}


def orientation(who: str, day: date, first: date) -> ReadDocument:
    facts: Sequence[tuple[FactKind, str, str | None, dict[str, str]]] = [
        ("person", who, "worker", {}), ("date", first.isoformat(), "first_duty", {}),
    ]  # fmt: skip
    return read("training_certificate", f"Orientation of {who}", day, name=who, facts=facts)


def hires(**people: str) -> ReadDocument:
    rows: Sequence[tuple[FactKind, str, str | None, dict[str, str]]] = [
        ("person", name.replace("_", " "), "hired", {"hired": day}) for name, day in people.items()
    ]
    return read("training_matrix", "Training matrix", date(2026, 3, 1), facts=rows)


def test_everybody_whose_first_duty_lies_in_the_window_is_expected() -> None:
    asked = rule("5.2", ("training_certificate",), needs=("before_first_duty",), sampling=FIRST_DUTY)
    good = orientation("Ann Roy", date(2025, 9, 1), date(2025, 9, 1))
    late = orientation("Jo Hill", date(2025, 10, 9), date(2025, 10, 1))
    listed = hires(Ann_Roy="2025-09-01", Jo_Hill="2025-10-01", Sam_Lee="2025-11-01", Old_Hand="2012-01-01")
    row = covered(asked, [good, late, listed])
    assert (row.status, row.located, row.expected, row.expected_basis) == ("partial", 1, 3, "client")
    assert row.missing == (
        Missing("person", "Jo Hill"),
        Missing("person", "Sam Lee"),
        Missing("date", "orientation before the first duty"),
    )
    assert "1 of 3 new people located; missing Jo Hill, Sam Lee" in (row.note or "")
    assert covered(asked, [good, hires(A_Roy="2025-09-01")]).status == "candidate"


def test_without_hire_dates_the_records_alone_are_counted_and_that_is_said() -> None:
    asked = rule("5.2", ("training_certificate",), needs=("before_first_duty",), sampling=FIRST_DUTY)
    row = covered(asked, [orientation("Ann Roy", date(2025, 9, 1), date(2025, 9, 1))])
    assert (row.status, row.located, row.expected) == ("candidate", 1, 1)
    assert "no list with hire dates was read" in (row.note or "")
    assert covered(asked, []).status == "not_located"
    none = covered(asked, [hires(Sam_Lee="2025-11-01")])
    assert (none.status, none.located, none.expected) == ("not_located", 0, 1)


def test_editions_of_a_directive_count_once_the_newest_in_force() -> None:
    asked = directive("2.4", ("formal_hazard_assessment",), sampling={"kind": "each_record"}, needs=("dated",))
    editions = [
        read("formal_hazard_assessment", day=day, name=f"{day}", group="g")
        for day in (date(2022, 1, 1), date(2024, 1, 1), date(2025, 9, 1))
    ]
    row = covered(asked, editions)
    assert (row.located, row.expected) == (1, 1)
    assert len(row.evidence) == 3


def test_a_rescan_without_its_site_adds_nothing() -> None:
    asked = rule(needs=("dated",), sampling={"kind": "each_record"})
    day = date(2025, 11, 3)
    sheet = read("workplace_inspection", day=day, name="a.pdf", site="Main Yard", group="g")
    rescan = read("workplace_inspection", day=day, name="b.pdf", site=None, group="g")
    assert covered(asked, [sheet, rescan], profile("Main Yard", "Yard B")).located == 1


@pytest.mark.parametrize(
    ("heads", "committee", "representative"),
    [(41, True, False), (20, True, False), (19, False, True), (5, False, True), (4, False, False), (1, False, False)],
)
def test_head_count_decides_committee_and_representative_in_every_alberta_pack(
    heads: int, committee: bool, representative: bool
) -> None:
    seen = set()
    for one in list_packs():
        if one.jurisdiction != "CA-AB":
            continue
        seen.add(one.id)
        made, who = load_pack(one.id), profile("A", heads=heads)
        rows = {row.question_id: row.status for row in cover(made, who, (), (), ())}
        by_requirement = {
            part: rows[question.id]
            for question in made.questions
            for part in question.canonical.split("+")
            if question.primary_method == "documentation" and "+" not in question.canonical
        }
        for requirement, applies in (("J13", committee), ("J14", committee), ("J2", representative)):
            if requirement in by_requirement:
                status = by_requirement[requirement]
                assert (status != "not_applicable") == applies, (one.id, requirement, heads)
        others = [name for name, status in by_requirement.items() if status == "not_applicable" and name[0] != "J"]
        assert others == []
    assert {"ab-aasp", "ab-secor"} <= seen


def test_a_level_the_chart_does_not_show_makes_its_question_not_applicable() -> None:
    bounds = {"level": "supervisor", "reason": "duties of supervisors"}
    asked = directive("1.3b", ("responsibilities",), applies=bounds)

    def chart(*levels: str) -> ReadDocument:
        facts: Sequence[tuple[FactKind, str, str | None, dict[str, str]]] = [
            ("position", level, level, {"person": f"P {level}", "level": level}) for level in levels
        ]
        return read("org_chart", day=date(2025, 6, 1), facts=facts)

    row = covered(asked, [chart("top", "worker")])
    assert row.status == "not_applicable"
    assert row.note == "duties of supervisors (no supervisor on the newest organization chart)"
    assert covered(asked, [chart("top", "supervisor")]).status == "not_located"
    assert covered(asked, []).status == "not_located"


def test_duties_of_a_level_the_firm_lacks_are_not_asked_for() -> None:
    asked = directive("1.5", ("responsibilities",), criteria=(
        Criterion(name="workers", any_of=("worker*",)),
        Criterion(name="supervisors", any_of=("supervisor*",), level="supervisor"),
    ))  # fmt: skip
    duties = read("responsibilities", "Every worker keeps the yard clean.", date(2025, 6, 1))
    flat = read(
        "org_chart", day=date(2025, 6, 1), facts=[("position", "Owner", "top", {"person": "Jo", "level": "top"})]
    )
    assert covered(asked, [duties]).missing == (Missing("criterion", "supervisors"),)
    assert covered(asked, [duties, flat]).status == "candidate"
