"""The programme on the report: every fact with its source, law by the audit date, clocks by the recorded days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.model import Review
from pipeline.report.labels import load_labels
from pipeline.report.programme import ProgrammeLine, programme_view
from pipeline.run.cautions import head_count_caution
from rules.load import list_packs, load_pack
from rules.programme import Clock, Conflict, Gate, Programme

ENGLISH = load_labels("en")


def under(review: Review, programme: Programme, **instrument: object) -> Review:
    changed = review.pack.instrument.model_copy(update={"programme": programme, **instrument})
    return replace(review, pack=review.pack.model_copy(update={"instrument": changed}))


def about(review: Review, words: str) -> ProgrammeLine:
    return next(line for line in programme_view(review, ENGLISH).lines if words in line.about)


def test_a_clock_runs_from_the_recorded_day_and_receipt_is_not_review(review: Review) -> None:
    clocks = (
        Clock(name="gathering", days=45, starts="first_review", source="s", confidence="exact"),
        Clock(name="notice", days=10, starts="first_receipt", source="s", confidence="exact"),
        Clock(name="report", days=21, starts="gathering_end", source="s", confidence="partial"),
    )
    later = replace(under(review, Programme(clocks=clocks)), first_review=datetime(2026, 3, 10, 4, tzinfo=UTC))
    assert "from 2026-03-10 to 2026-04-24" in about(later, "gathering").says
    assert "from 2026-03-02 to 2026-03-12" in about(later, "notice").says
    assert "Here:" not in about(later, "report").says
    assert "2026-03-02" in about(later, "Dates recorded").says and "2026-03-10" in about(later, "Dates recorded").says


@pytest.mark.parametrize(("day", "holds"), [("2025-03-30", "still: Separate"), ("2025-03-31", "audit date: One plan")])
def test_law_by_the_audit_date(review: Review, day: str, holds: str) -> None:
    alberta = under(review, Programme(), jurisdiction="CA-AB")
    on_day = replace(alberta, profile=replace(alberta.profile, audit_date=date.fromisoformat(day)))
    assert holds in about(on_day, "One plan").says


def test_gates_stand_in_their_own_table_far_from_the_counts(write: Callable[[Review], Any], review: Review) -> None:
    gate = Gate(scope="overall", least=80, audits=("certification",), source="s", confidence="exact")
    page = write(under(review, Programme(gates=(gate,)))).text("index.html")
    place = page.index("at least 80 of 100 points")
    assert place > page.index('<section id="programme"')
    assert page.count("at least 80 of 100 points") == 1


def test_a_conflict_shows_both_sides(review: Review) -> None:
    said = Conflict(about="pass floor", says=("65 per element", "50 per element"), source="two", confidence="partial")
    line = about(under(review, Programme(conflicts=(said,))), "pass floor")
    assert "65 per element" in line.says and "50 per element" in line.says


def test_a_pack_of_elements_says_so_on_the_first_screen(write: Callable[[Review], Any], review: Review) -> None:
    page = write(under(review, Programme(incomplete=("element 9 of the list",)), depth="elements")).text("index.html")
    assert page.index("not its questions") < page.index('<section id="questions"')
    assert "element 9 of the list" in page


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("pack", [one.id for one in list_packs()])
def test_every_shipped_programme_can_be_said(review: Review, pack: str, language: Any) -> None:
    shown = programme_view(replace(review, pack=load_pack(pack)), load_labels(language))
    assert all(line.about and line.says and line.trust for line in shown.lines)
    assert all(line.source for line in shown.lines if line.about not in (load_labels(language)("programme.begun"),))


def test_the_first_run_of_an_engagement_is_kept(tmp_path: Any) -> None:
    from pipeline.store.ledger import Ledger

    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    assert ledger.first_run() is None
    ledger.start_run("b", "2026-03-09T10:00:00+00:00")
    ledger.start_run("a", "2026-03-02T10:00:00+00:00")
    assert ledger.first_run() == "2026-03-02T10:00:00+00:00"
    ledger.close()


@pytest.mark.parametrize(
    ("province", "day", "words", "says"),
    [
        (
            "CA-AB",
            "2026-03-01",
            "committee or",
            "A committee from 20 workers. Below that a representative from 5 workers.",
        ),
        ("CA-BC", "2026-03-01", "committee or", "once a month"),
        ("CA-NL", "2023-06-30", "committee or", "from 10 workers."),
        ("CA-NL", "2025-06-30", "committee or", "from 20 workers. In force since 2024."),
        ("CA-NB", "2026-03-01", "committee or", "is not known here. It meets at least once a month."),
        ("CA-NB", "2026-03-01", "first aid records", "five years. In force since 2023."),
        ("CA-SK", "2026-03-01", "minutes", "stay posted"),
        ("CA-ON", "2026-03-01", "working at heights", "36 months"),
    ],
)
def test_the_provinces_law_on_the_audit_date(review: Review, province: str, day: str, words: str, says: str) -> None:
    there = under(review, Programme(), jurisdiction=province)
    on_day = replace(there, profile=replace(there.profile, audit_date=date.fromisoformat(day)))
    line = about(on_day, words)
    assert says in line.says and line.source and line.group == "law"


def test_a_province_whose_committee_law_was_not_read_says_nothing_of_it(review: Review) -> None:
    lines = programme_view(under(review, Programme(), jurisdiction="CA-MB"), ENGLISH).lines
    assert not [line for line in lines if "committee or" in line.about]


@pytest.mark.parametrize("pack", ["ca-cfcsa", "on-ihsa"])
def test_the_national_and_ontarios_programme_speak_french(review: Review, pack: str) -> None:
    under_it = replace(review, pack=load_pack(pack))
    english, french = (programme_view(under_it, load_labels(language)) for language in ("en", "fr"))
    assert len(english.lines) == len(french.lines)
    for told, said in zip(english.lines, french.lines, strict=True):
        assert told.says != said.says
        assert told.source != said.source or not told.source
        assert told.note != said.note or not told.note
        assert told.about != said.about
    assert not set(english.by_hand) & set(french.by_hand)


def test_what_has_no_french_yet_is_shown_in_english(review: Review) -> None:
    said = Conflict(about="a thing nobody put into French", says=("a", "b"), source="somebody", confidence="partial")
    lines = programme_view(under(review, Programme(conflicts=(said,))), load_labels("fr")).lines
    assert [line.source for line in lines if "nobody put" in line.about] == ["somebody"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Use ab-secor, or correct the head count"), ("fr", "Utilisez ab-secor")]
)
def test_what_is_wrong_with_all_of_it_stands_before_the_counts(
    write: Callable[[Review], Any], review: Review, language: Any, words: str
) -> None:
    caution = head_count_caution(load_pack("ab-aasp").instrument, 8)
    assert caution is not None
    written = write(replace(review, cautions=(caution,), language=language))
    page = written.text("index.html")
    assert 0 < page.index(words) < page.index('<div class="first">')
    summary = [str(row[1]) for row in load_workbook(written.folder / "coverage.xlsx").worksheets[0].values]
    (at,) = (at for at, value in enumerate(summary) if words in value)
    assert at < summary.index(str(review.reconciliation.discovered)), "it stands before the counts"
