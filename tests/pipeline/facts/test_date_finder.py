import pytest

from pipeline.facts import dates
from pipeline.model import Page
from tests.pipeline.making_pages import ink, placed, reading


def roles(text: str | Page, **how: str) -> list[tuple[str, str | None]]:
    return [(fact.value, fact.role) for fact in dates.find(reading(text, **how)) if fact.value]


def states(page: str | Page) -> list[tuple[str | None, str | None]]:
    return [(fact.role, fact.attribute("state")) for fact in dates.find(reading(page)) if not fact.value]


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("Inspection Date: March 3, 2026", "2026-03-03", "performed"),
        ("Date of Training 2025-06-06", "2025-06-06", "performed"),
        ("Signature: ________ Date: 2026-02-01", "2026-02-01", "signed"),
        ("Signed this 3rd day of March, 2026", "2026-03-03", "signed"),
        ("Electronically signed by A. Poe on 2026-02-03 14:02", "2026-02-03", "signed"),
        ("Approved by Dana Roe on December 15, 2025.", "2025-12-15", "signed"),
        ("Minutes of the safety committee meeting held on February 11, 2026", "2026-02-11", "meeting"),
        ("Réunion du 3 mars 2026", "2026-03-03", "meeting"),
        ("Next meeting: April 8, 2026", "2026-04-08", "due"),
        ("Next review: 2027-01-05", "2027-01-05", "review_due"),
        ("Effective date: Jan 1 2025", "2025-01-01", "effective"),
        ("En vigueur le 1er mai 2025", "2025-05-01", "effective"),
        ("Valid until\n2027-03-02", "2027-03-02", "expiry"),
        ("Expiry: 2027-05-06", "2027-05-06", "expiry"),
        ("Issued: 2024-05-06", "2024-05-06", "issued"),
        ("Date of incident: 2025-11-12", "2025-11-12", "incident"),
        ("Hire date: 2025-06-02", "2025-06-02", "first_duty"),
        ("Printed 2026-03-02 10:11", "2026-03-02", "printed"),
        ("Last updated: 2025-01-02", "2025-01-02", "revised"),
        ("Minutes of the previous meeting dated January 14, 2026 were read", "2026-01-14", "previous"),
        ("Follows the audit report of November 14, 2025", "2025-11-14", "previous"),
        ("Target date: 2026-05-01", "2026-05-01", "due"),
        ("Started March 9, finished March 17, 2026", "2026-03-17", "performed"),
        ("To be finished by: 2026-05-01", "2026-05-01", "due"),
        ("Date of violation: 2025-11-11", "2025-11-11", "incident"),
        ("Looked into by Ann Orr and Hal Lee on 20-JAN-26", "2026-01-20", "issued"),
        ("Cards collected 2026-02-17", "2026-02-17", "sent"),
    ],
)
def test_the_words_before_a_date_give_its_role(text: str, value: str, role: str) -> None:
    assert roles(text) == [(value, role)]


def test_several_dates_of_a_line_keep_their_own_labels() -> None:
    assert roles("Issued: 2024-05-06   Expires: 2027-05-06") == [("2024-05-06", "issued"), ("2027-05-06", "expiry")]
    text = "Effective date: Jan 1 2025   Review date: Jan 5, 2025"
    assert roles(text, kind="directive") == [("2025-01-01", "effective"), ("2025-01-05", "revised")]


def test_the_edition_of_a_printed_form_is_no_date_of_the_record() -> None:
    assert roles("Form SF-07 Rev. 2 2019-05-01") == [("2019-05-01", "form_revision")]


def test_the_edition_of_a_template_is_no_revision_of_what_is_written_on_it() -> None:
    assert roles("Template HSE-05 Rev. 2, 2024-05-06", kind="directive") == [("2024-05-06", "form_revision")]
    assert roles("HSE-05 Rev. 2, 2024-05-06", kind="directive") == [("2024-05-06", "revised")]


def test_birthdays_are_never_kept() -> None:
    assert roles("Date of birth: 1985-02-02") == []
    assert roles("DOB: 1985-02-02") == []


def test_a_record_cannot_be_dated_ahead_but_an_expiry_can() -> None:
    assert roles("Inspection date: 2026-11-02") == []
    assert roles("Expiry date: 2028-11-02") == [("2028-11-02", "expiry")]


def test_an_ambiguous_date_carries_both_readings() -> None:
    (fact,) = dates.find(reading("Date: 03/04/2026"))
    assert fact.ambiguous
    assert fact.attribute("alternatives") == "2026-03-04|2026-04-03"


def test_an_empty_date_label_is_absent_and_an_inked_one_illegible() -> None:
    assert states("Date: ______________") == [("performed", "absent")]
    empty = placed([(0.1, 0.1, "Inspection date:"), (0.6, 0.1, "Site: Hinton")], ocr=True)
    assert states(empty) == [("performed", "absent")]
    inked = placed([(0.1, 0.1, "Inspection date:")], ocr=True, marks=[ink(0.25, 0.09, 0.4, 0.12)])
    assert states(inked) == [("performed", "illegible")]
    scrawled = placed([(0.1, 0.1, "Inspection date:"), (0.26, 0.1, "zf Qn", 21.0)], ocr=True)
    assert states(scrawled) == [("performed", "illegible")]


def test_a_rule_to_write_on_is_no_ink() -> None:
    ruled = placed([(0.1, 0.1, "Inspection date:")], ocr=True, marks=[ink(0.25, 0.115, 0.5, 0.117)])
    assert states(ruled) == [("performed", "absent")]


def test_a_date_the_engine_does_not_trust_is_illegible_and_a_clear_one_counts() -> None:
    doubtful = placed([(0.1, 0.1, "Date:"), (0.2, 0.1, "2026-03-04", 41.0)], ocr=True)
    assert roles(doubtful) == []
    assert ("performed", "illegible") in states(doubtful)
    clear = placed([(0.1, 0.1, "Date:"), (0.2, 0.1, "2026-03-04", 93.0)], ocr=True)
    assert roles(clear) == [("2026-03-04", "performed")]


def test_a_date_over_the_label_of_a_signature_line_is_the_signing_date() -> None:
    page = placed([(0.6, 0.5, "March 4, 2026"), (0.1, 0.52, "Supervisor"), (0.6, 0.52, "Date")], ocr=True)
    assert roles(page) == [("2026-03-04", "signed")]


def test_a_label_over_its_value_in_a_boxed_form_gives_the_role() -> None:
    page = placed([(0.1, 0.1, "Date of inspection"), (0.5, 0.1, "Inspector"), (0.1, 0.118, "2026-03-04")])
    assert roles(page) == [("2026-03-04", "performed")]


def test_a_date_inside_a_sentence_dates_what_the_sentence_tells() -> None:
    facts = list(dates.find(reading("- the fan for the wash bay was ordered by the shop on 2026-03-04.")))
    assert [fact.role for fact in facts if fact.value] == [None]


def test_an_unreadable_word_at_the_head_of_an_undated_record_may_be_its_date() -> None:
    page = placed([(0.1, 0.12, "pxwvr", 20.0), (0.4, 0.12, "Crew lead Jane Doe"), (0.1, 0.6, "All good")], ocr=True)
    assert states(page) == [("performed", "illegible")]
