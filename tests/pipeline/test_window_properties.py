"""Properties of time: nothing outside the window counts, whatever the calendar does; order changes not one word."""

from calendar import isleap
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.document_types import load_types
from pipeline.coverage import cover
from pipeline.engagement import Engagement
from pipeline.map_evidence import map_evidence
from pipeline.mapping.needs_time import months_before
from pipeline.mapping.periods import SPANS, audit_months, in_window, last_day, month_of, period_name, periods
from pipeline.mapping.timing import TICKET_TYPES
from pipeline.model import Profile, QuestionCoverage, ReadDocument, Window
from rules.load import load_pack
from tests.pipeline.making_evidence import pack, profile, read, rule
from tests.pipeline.test_coverage_properties import ALBERTA, KINDS, WHO, clients

SECOR = load_pack("ab-secor")
RECORDS = sorted(name for name, entry in load_types().items() if entry.kind == "record" and name not in TICKET_TYPES)
MONTHLY = pack(rule(sampling={"kind": "per_period", "cadence": "monthly"}, needs=("dated",)))
days = st.dates(date(2019, 1, 1), date(2031, 12, 31))


def row(client: list[ReadDocument], who: Profile) -> QuestionCoverage:
    return cover(MONTHLY, who, client, map_evidence(client, MONTHLY, who, KINDS), ())[0]


def window_of(audit: date, **own: date) -> Profile:
    """The employer of an engagement as its file would give it."""
    made = Engagement(client="Acme", instrument="ab-aasp", audit_date=audit, **own)
    return made.profile(12, audit)


@settings(max_examples=60)
@given(days, days, st.sampled_from(RECORDS))
def test_a_record_outside_the_window_never_counts_inside_it(audit: date, day: date, document_type: str) -> None:
    who = window_of(audit)
    months = audit_months(who.window, audit)
    document = read(document_type, "inspection committee drill first aid audit incident", day)
    whole_months = months[0] <= month_of(day) <= months[-1]
    outside = not in_window(day, who.window) and not whole_months
    for evidence in map_evidence([document], ALBERTA, who, KINDS):
        asked = next(one for one in ALBERTA.rules if one.id == evidence.rule_id)
        if asked.nature == "record" and outside:
            assert evidence.fit == "out_of_period", (asked.id, day, who.window)


@settings(max_examples=40)
@given(clients, days)
def test_a_record_outside_the_window_adds_no_count(client: list[ReadDocument], day: date) -> None:
    months = audit_months(WHO.window, WHO.audit_date)
    if in_window(day, WHO.window) or months[0] <= month_of(day) <= months[-1]:
        return
    late = read("workplace_inspection", "A walk", day, name="late.pdf", site="Main Yard", group="late")
    asked = pack(rule(sampling={"kind": "each_record"}, needs=("dated",)))

    def counted(given_client: list[ReadDocument]) -> tuple[int | None, int | None]:
        (found,) = cover(asked, WHO, given_client, map_evidence(given_client, asked, WHO, KINDS), ())
        return found.located, found.expected

    assert counted([*client, late]) == counted(client)


@settings(max_examples=20)
@given(clients, st.randoms(use_true_random=False), st.sampled_from([ALBERTA, SECOR]))
def test_the_order_of_files_changes_not_one_word(client: list[ReadDocument], random: object, made: object) -> None:
    shuffled = list(client)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def told(given_client: list[ReadDocument]) -> list[object]:
        rows = cover(made, WHO, given_client, map_evidence(given_client, made, WHO, KINDS), ())  # type: ignore[arg-type]
        return [
            (
                one.question_id, one.status, one.located, one.expected, one.undated, frozenset(one.missing), one.note,
                frozenset((site.site, site.status, site.located, frozenset(site.missing)) for site in one.sites),
                frozenset((offer.document_id, offer.fit, offer.reasons) for offer in one.evidence),
                frozenset((check.kind, check.message, frozenset(check.citations)) for check in one.checks),
            )
            for one in rows
        ]  # fmt: skip

    assert told(client) == told(shuffled)


@settings(max_examples=25)
@given(clients, clients)
def test_no_number_of_added_documents_turns_located_into_not_located(
    client: list[ReadDocument], more: list[ReadDocument]
) -> None:
    known = {one.understanding.document.id for one in client}
    added = [one for one in more if one.understanding.document.id not in known]
    for made in (ALBERTA, SECOR):
        before, after = (
            {one.question_id: one.status for one in cover(made, WHO, docs, map_evidence(docs, made, WHO, KINDS), ())}
            for docs in (client, [*client, *added])
        )
        lost = [name for name, status in before.items() if status in ("candidate", "partial") and after[name] not in
                ("candidate", "partial")]  # fmt: skip
        assert lost == []


@settings(max_examples=80)
@given(days)
def test_every_day_of_the_year_before_an_audit_lies_in_one_of_twelve_months_or_the_audits_own(audit: date) -> None:
    who = window_of(audit)
    months = audit_months(who.window, audit)
    assert len(months) == 12 and months[-1] == month_of(audit) - 1
    assert who.window.last == audit and who.window.first in (
        date(audit.year - 1, audit.month, min(audit.day, 28 + isleap(audit.year - 1)))
        if audit.month == 2
        else date(audit.year - 1, audit.month, audit.day),
    )
    for back in range((audit - who.window.first).days + 1):
        month = month_of(audit - timedelta(days=back))
        assert months[0] <= month <= months[-1] + 1


@pytest.mark.parametrize("audit", [date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1), date(2028, 2, 29)])
def test_leap_days_lose_no_month_and_count_no_day_twice(audit: date) -> None:
    who = window_of(audit)
    year = [last_day(month) for month in audit_months(who.window, audit)]
    full = row([read("workplace_inspection", day=day, name=f"{day}") for day in year], who)
    assert (full.status, full.located, full.expected) == ("candidate", 12, 12)
    leap = read("workplace_inspection", day=date(2024, 2, 29), name="leap")
    assert row([leap], who).located == int(month_of(date(2024, 2, 29)) in audit_months(who.window, audit))


def test_a_fiscal_window_counts_its_own_months() -> None:
    who = window_of(date(2026, 6, 10), window_from=date(2025, 4, 1), window_to=date(2026, 3, 31))
    year = [date(2025, month, 5) for month in range(4, 13)] + [date(2026, month, 5) for month in range(1, 4)]
    inside = [read("workplace_inspection", day=day, name=f"{day}") for day in year]
    found = row(inside, who)
    assert (found.status, found.located, found.expected) == ("candidate", 12, 12)
    for outside in (date(2025, 3, 31), date(2026, 4, 1), date(2026, 6, 9)):
        odd = read("workplace_inspection", day=outside, name="odd")
        assert row([odd], who).status == "out_of_period"
        less = row([*inside[1:], odd], who)
        assert [lack.value for lack in less.missing] == ["2025-04"]


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2025, 11, 2), date(2026, 3, 29), date(2025, 10, 26)])
def test_days_on_which_clocks_change_are_days_like_others(day: date) -> None:
    """In 2025 and 2026 Canada's and Europe's; a date has no hour to lose."""
    who = profile("A")
    made = read("workplace_inspection", day=day, name="x")
    found = row([made], replace(who, window=Window(date(2025, 3, 15), date(2026, 4, 1)), audit_date=date(2026, 4, 1)))
    assert found.located == 1
    assert len({lack.value for lack in found.missing} & {period_name(month_of(day), 1)}) == 0


@settings(max_examples=60)
@given(days, st.sampled_from(sorted(set(SPANS.values()))))
def test_periods_cover_the_window_once_and_go_no_further_back(audit: date, span: int) -> None:
    months = audit_months(window_of(audit).window, audit)
    made = periods(months, span, ())
    assert len(made) == max(1, len(months) // span)
    assert all(one.first >= months[0] for one in made)
    assert all(sum(one.holds(month) for one in made) <= 1 for month in months)


@settings(max_examples=60)
@given(days, st.integers(0, 60))
def test_so_many_months_earlier_and_later_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    back = months_before(day, months)
    assert month_of(day) - month_of(back) == months
    assert back.day == min(day.day, last_day(month_of(back)).day)
    forth = months_before(day, -months)
    assert month_of(forth) - month_of(day) == months and forth.day == min(day.day, last_day(month_of(forth)).day)
