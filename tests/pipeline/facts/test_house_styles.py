"""Dates, signatures and rows as firms write them whose papers nobody here made."""

import pytest

from pipeline.facts import actions, dates, signatures
from pipeline.model import Document, Page
from pipeline.separating.traits import PAGE_OF
from pipeline.understand import understand
from pipeline.understanding.evidence_date import without_due_days
from pipeline.understanding.privacy import is_restricted
from tests.pipeline.making_pages import EMPLOYER, SOURCE, answer, placed, reading, text_page


def roles(text: str | Page, **how: str) -> list[tuple[str, str | None]]:
    return [(fact.value, fact.role) for fact in dates.find(reading(text, **how)) if fact.value]


def day_of(text: str, document_type: str, family: str) -> tuple[str | None, str | None]:
    found = understand(
        Document(SOURCE, 1, 1, 1.0), [text_page(text)], "a.pdf", EMPLOYER, lambda sample: answer(document_type, family)
    ).evidence_date
    return (found.value.isoformat() if found.value else None), found.role


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("Reviewed by: P. Anand   Date: 2026-01-29", "2026-01-29", "performed"),
        ("Reported by: Pat Gill   Date: 2026-01-05", "2026-01-05", "performed"),
        ("Review by: 2026-05-01", "2026-05-01", "review_due"),
        ("Review by: P. Anand   Date: 2026-01-29", "2026-01-29", "performed"),
        ("To be reviewed by 2026-05-01", "2026-05-01", "review_due"),
        ("Reviewed: 2026-01-29", "2026-01-29", "revised"),
        ("Réunion tenue le 15 janvier 2026 à 9 h", "2026-01-15", "meeting"),
        ("First adopted June 4 2018", "2018-06-04", "previous"),
        ("Adopted June 4 2018", "2018-06-04", "effective"),
        ("Signed: Greta Stone, President          February 7, 2026", "2026-02-07", "signed"),
        ("Approved: (sgd) D. Okafor      2026.01.20", "2026-01-20", "signed"),
        ("Signed: D. Okafor\nGeneral Manager\nJan 19 2026", "2026-01-19", "signed"),
    ],
)
def test_labels_that_name_a_person_leave_the_date_to_the_next_label(text: str, value: str, role: str) -> None:
    assert roles(text) == [(value, role)]


def test_a_date_far_below_a_signer_or_in_other_words_is_not_the_signing() -> None:
    text = "\n".join(["Signed: D. Okafor", *["A line of words about nothing"] * 12, "Jan 19 2026"])
    assert roles(text) == [("2026-01-19", None)]


def test_a_repair_told_in_a_clause_does_not_date_the_report() -> None:
    text = "NEAR MISS\nDate: 05 Jan 2026\nunit 7 pulled from service, brakes adjusted 06 Jan 2026. S. Marchuk"
    assert day_of(text, "near_miss_report", "incident") == ("2026-01-05", "incident")


@pytest.mark.parametrize(
    ("text", "document_type", "family", "day"),
    [
        ("Tree plan\nin force 23-FEB-26, the last one 14-MAR-23\nGo.", "safe_job_procedure", "procedure", "2026-02-23"),
        ("Lockout\nEffective 2025-09-01\nApproved A. Roe 2025-08-27", "element_policy", "policy", "2025-09-01"),
        ("Policy\nEffective: 2025-01-01\nSigned: Dana Roe  Date: 2026-01-12", "hs_policy", "policy", "2026-01-12"),
        ("Audit\nOn site: 2025-11-10 to 2025-11-14\nReport issued: 2025-12-08", "previous_audit", "administration",
         "2025-11-14"),
        ("Course dates 2026-01-21 to 2026-01-23", "training_certificate", "training_record", "2026-01-23"),
        ("Minutes\n15 March 2026\n1. Minutes of the meeting of 9 February 2026 were adopted", "hsc_minutes",
         "meeting_minutes", "2026-03-15"),
        ("THE LIST     2026-02-27\nA-1   rope   2024-02-05\nA-2   saw   2025-03-05\nA-3   2024-06-07\nA-4   2023-01-01",
         "corrective_action_log", "administration", "2026-02-27"),
        ("JHA\ncreated 2021-03-30, revised 2025-05-29 after the loader came", "workplace_inspection", "inspection",
         "2025-05-29"),
        ("Talk\nDate (MM/DD/YYYY)\nTopic: ropes\nGiven on 03/04/2026", "toolbox_talk", "meeting_minutes", "2026-03-04"),
        ("Card\nDate: 05/02/2026\nSeen 29/01/2026", "workplace_inspection", "inspection", "2026-02-05"),
    ],
)  # fmt: skip
def test_the_day_a_paper_speaks_for(text: str, document_type: str, family: str, day: str) -> None:
    assert day_of(text, document_type, family)[0] == day


def test_a_story_with_the_hour_dates_the_incident_and_a_finished_action_does_not() -> None:
    text = (
        "Investigation of a rollover\nOn Tuesday, 12 January 2026 at about 1:30 pm a mower tipped over on the slope.\n"
        "Recommended: mark slopes on all of the maps of the crew (P. Anand, done 20 January 2026); add a gauge.\n"
        "Report finished January 22, 2026."
    )
    assert day_of(text, "incident_report", "incident") == ("2026-01-12", "incident")
    assert day_of(text, "incident_investigation", "incident") == ("2026-01-22", "performed"), "the day it was finished"
    told = "The team looked at all the papers.\nThe stairs were mended and the rail was all done 20 January 2026."
    assert day_of(told, "incident_investigation", "incident")[1] != "incident"


def test_a_label_behind_a_recognised_rule_still_asks_for_a_date() -> None:
    page = placed([(0.1, 0.2, "Shop _Date: Aler § 2096 Inspected", 50.0)], ocr=True)
    assert [fact.attribute("state") for fact in dates.find(reading(page)) if not fact.value] == ["illegible"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("(sgd) L. Tremblay, worker co-chair     (sgd) D. Okafor, employer co-chair", "typed"),
        ("(s) Luc Tremblay          (s) Dana Okafor", "typed"),
        ("Driver signature captured in app: Lee Marsh 2026-01-27", "app"),
        ("Approved via DocuSign Envelope ID 8F2A-11 by Dana Okafor 1/15/2026 4:12 PM", "digital"),
        ("DocuSigned by: Dana Okafor", "digital"),
    ],
)
def test_signatures_in_type_and_by_service(text: str, state: str) -> None:
    assert state in {fact.role for fact in signatures.find(reading(text))}


@pytest.mark.parametrize("text", ["The worker(s) must report", "Name(s) Jane Doe", "Papers may be sent with DocuSign."])
def test_plurals_and_mentions_are_no_signatures(text: str) -> None:
    assert not [fact for fact in signatures.find(reading(text)) if fact.role != "none"]


TABLE = (
    ("Hazard found", "Who", "Fixed by"),
    ("Oil on floor", "P. Anand", "2026-02-08"),
    ("Worker representative: L. Tremblay", "Signature: xx", ""),
    ("Signature: xx", "", ""),
    ("Page 2/2", "", ""),
)


def test_signing_lines_and_page_feet_are_no_actions() -> None:
    (fact,) = actions.find(reading(text_page("Inspection", tables=[TABLE]), family="inspection"))
    assert (fact.value, fact.attribute("owner"), fact.attribute("due")) == ("Oil on floor", "P. Anand", "2026-02-08")


def test_an_item_with_a_colon_stays_an_action() -> None:
    table = (("Finding", "Who", "Due"), ("Ladder: rung broken", "P. Anand", "2026-02-08"))
    assert len(list(actions.find(reading(text_page("Inspection", tables=[table]), family="inspection")))) == 1


def test_an_action_line_gives_its_owner_and_a_day_without_a_year() -> None:
    text = "Corrective action: replace hose  By whom: Sid Poe  By when: Aug 21"
    (fact,) = actions.find(reading(text, family="inspection"))
    assert (fact.value, fact.attribute("owner"), fact.attribute("due")) == ("replace hose", "Sid Poe", "Aug 21")


def test_a_day_on_which_something_is_due_dates_no_register() -> None:
    rows = reading(
        text_page(
            "Tracker\n2026-01-05 Mend 2026-02-08",
            tables=[(("Raised", "Action", "Who", "Due"), ("2026-01-05", "Mend", "P. Anand", "2026-02-08"))],
        )
    )
    told = [*actions.find(rows), *dates.find(rows)]
    assert {(fact.value, fact.role == "due") for fact in without_due_days(told)} == {
        ("2026-01-05", False),
        ("2026-02-08", True),
    }


@pytest.mark.parametrize(
    ("text", "restricted"),
    [
        ("Modified work offer\nWorker: Quill Zyxwv\nRestrictions: no lifting", True),
        ("Return to work program\nWorker: reports to the supervisor\nRestrictions are written down", False),
        ("Modified work offer\nWorker: ______\nRestrictions: ______", False),
    ],
)
def test_the_modified_work_of_one_worker_is_restricted(text: str, restricted: bool) -> None:
    assert is_restricted("rtw_program", False, False, text, True) is restricted


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("Safety Training Sign-In Sheet\nDATE:\nFIRST LAST COMPANY NAME", True),
        ("Safety Training Sign-In Sheet\nDATE: 2026-01-14\nFIRST LAST COMPANY NAME", False),
        ("Safety Training Sign-In Sheet\nDATE:\nInstructor: Jane Doe", False),
        ("Safety training was held for all of the crew", False),
    ],
)
def test_a_typed_sheet_that_asks_in_vain_is_blank(text: str, blank: bool) -> None:
    found = understand(
        Document(SOURCE, 1, 1, 1.0),
        [text_page(text)],
        "a.pdf",
        EMPLOYER,
        lambda sample: answer("training_signin", "training_record"),
    )
    assert found.blank_form is blank


@pytest.mark.parametrize(
    ("text", "told"),
    [("Revision date: 2006/01/06  Page: 2/8", ("2", "8")), ("Date: May 11, 2007   Page 2 ( 7 )", ("2", "7"))],
)
def test_page_numbers_of_other_house_styles(text: str, told: tuple[str, str]) -> None:
    match = PAGE_OF.search(text)
    assert match is not None and (match["x"], match["y"]) == told
    assert PAGE_OF.search("see page (appendix)") is None
