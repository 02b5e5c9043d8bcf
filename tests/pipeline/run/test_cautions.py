"""What is wrong with a whole engagement is said before any question: other stream, unknown day, empty window."""

from collections.abc import Sequence
from datetime import date

import pytest

from pipeline.engagement import Engagement
from pipeline.model import Caution, ReadDocument
from pipeline.report.cautions import caution_text
from pipeline.report.labels import load_labels
from pipeline.run.cautions import cautions
from rules.load import load_pack
from rules.model import Instrument
from rules.programme import WindowRule
from tests.pipeline.making_evidence import read

PACK = load_pack("ab-aasp")
AASP = PACK.instrument
KINDS = {"hs_policy": "directive", "flha": "record"}


def said(
    documents: Sequence[ReadDocument] = (), instrument: Instrument = AASP, **settings: object
) -> tuple[Caution, ...]:
    engagement = Engagement.model_validate(
        {"client": "Acme", "instrument": "ab-aasp", "audit_date": date(2026, 10, 15), "head_count": 40, **settings}
    )
    profile = engagement.profile(12, date(2026, 11, 1))
    pack = PACK.model_copy(update={"instrument": instrument})
    return cautions(engagement, pack, profile, documents, KINDS)


def text(caution: Caution, language: str = "en") -> str:
    return caution_text(caution, load_labels("fr" if language == "fr" else "en"))


def test_nothing_is_wrong_with_a_sound_engagement() -> None:
    assert said([read("flha", day=date(2026, 5, 5)), read("hs_policy", day=date(2019, 1, 1))]) == ()


def test_a_head_count_of_another_stream() -> None:
    (one,) = said(head_count=8)
    assert one.kind == "head_count"
    assert "for companies of 11 or more people, and engagement.toml says 8. Use ab-secor" in text(one)
    assert "11 ou plus personnes" in text(one, "fr") and "ab-secor" in text(one, "fr")


def test_records_only_outside_the_window_name_the_newest_day() -> None:
    (one,) = said([read("flha", day=date(2024, 5, 5)), read("flha", day=date(2025, 10, 14))])
    assert one.kind == "no_records"
    assert "from 2025-10-15 to 2026-10-15; the newest is dated 2025-10-14" in text(one)
    assert "2025-10-14" in text(one, "fr")


def test_the_first_and_the_last_day_are_inside() -> None:
    for day in (date(2025, 10, 15), date(2026, 10, 15)):
        assert said([read("flha", day=day)]) == ()


def test_records_without_a_date_anybody_could_read_are_said_so() -> None:
    (one,) = said([read("flha", day="illegible")])
    assert "No record with a date that could be read" in text(one)


@pytest.mark.parametrize("documents", [[], [read("hs_policy", day=date(2019, 1, 1))]])
def test_without_records_there_is_no_wrong_window(documents: list[ReadDocument]) -> None:
    assert said(documents) == ()


def test_a_window_back_from_the_day_of_submission_asks_for_that_day() -> None:
    window = WindowRule(anchor="submission_date", source="somebody", confidence="partial")
    other = AASP.model_copy(update={"window": window})
    (one,) = said(instrument=other)
    assert (
        one.kind == "submission" and "write window_to into engagement.toml" in text(one) and "2026-10-15" in text(one)
    )
    assert "soumis" in text(one, "fr")
    assert said(instrument=other, window_to=date(2026, 11, 1)) == ()


def test_without_a_head_count_the_questions_it_decides_are_named() -> None:
    (one,) = said(head_count=None)
    assert one.kind == "no_heads" and "4.13" in text(one) and "all of them are asked" in text(one)
    assert "effectif" in text(one, "fr") and "4.13" in text(one, "fr")
