from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Document, Page, Understanding
from pipeline.understand import understand
from pipeline.understanding.privacy import is_restricted
from tests.pipeline.making_pages import EMPLOYER, SOURCE, answer, ink, placed, text_page

FAMILIES = {
    "hs_policy": "policy",
    "workplace_inspection": "inspection",
    "hsc_minutes": "meeting_minutes",
    "flha": "hazard_assessment",
    "training_certificate": "training_record",
    "incident_report": "incident",
    "incident_investigation": "incident",
    "near_miss_report": "incident",
    "wcb_form": "incident",
    "discipline_record": "administration",
    "sds": "reference",
    "training_signin": "training_record",
    "communication": "administration",
    "emergency_equipment_inspection": "inspection",
    "health_monitoring": "administration",
    "safety_meeting": "meeting_minutes",
    "element_procedure": "procedure",
    "corrective_action_log": "administration",
    "hazard_report": "hazard_assessment",
    "not_evidence": "not_evidence",
    "unknown": "unknown",
}


def look(page: Page | str, document_type: str, path: str = "folder/a.pdf") -> Understanding:
    made = text_page(page) if isinstance(page, str) else page
    document = Document(SOURCE, 1, 1, 1.0)
    return understand(document, [made], path, EMPLOYER, lambda sample: answer(document_type, FAMILIES[document_type]))


@pytest.mark.parametrize(
    ("document_type", "text", "value", "role"),
    [
        (
            "workplace_inspection",
            "Inspection date: 2026-01-05\nSignature: J. Doe  Date: 2026-01-09",
            "2026-01-05",
            "performed",
        ),
        ("workplace_inspection", "Form SF-3 Rev. 2 2019-05-01\nDate: 2026-01-05", "2026-01-05", "performed"),
        (
            "hsc_minutes",
            "Minutes\nDate: 2026-02-11\nPrevious minutes of 2025-11-12 read\nNext meeting: 2026-05-11",
            "2026-02-11",
            "meeting",
        ),
        (
            "hs_policy",
            "Policy\nEffective: 2025-01-01\nSigned: Dana Roe  Date: 2026-01-12\nNext review: 2027-01-12",
            "2026-01-12",
            "signed",
        ),
        ("element_procedure", "Procedure\nEffective: 2025-01-01\nNext review: 2027-01-12", "2025-01-01", "effective"),
        ("training_certificate", "Certificate\nIssued: 2025-06-02\nExpires: 2028-06-02", "2025-06-02", "issued"),
        (
            "incident_report",
            "Incident report\nDate of incident: 2025-11-12\nDate reported: 2025-11-13",
            "2025-11-12",
            "incident",
        ),
        ("corrective_action_log", "Log\nUpdated: 2026-03-01\nC-1  Mend gate  2026-01-05", "2026-03-01", "revised"),
        ("workplace_inspection", "Printed 2026-03-09\nConducted on 18 Feb 2026", "2026-02-18", "performed"),
    ],
)
def test_the_date_that_counts_for_the_kind(document_type: str, text: str, value: str, role: str) -> None:
    chosen = look(text, document_type).evidence_date
    assert (chosen.value, chosen.role, chosen.state) == (date.fromisoformat(value), role, "read")


def test_the_day_a_record_was_sent_on_is_not_the_day_it_speaks_for() -> None:
    travelled = "Attendance\nDate: Tues Apr 14\nkeyed into the app 2026-02-16"
    assert look(travelled, "training_signin").evidence_date.value is None
    assert look("Memo\nSent: 2026-02-16", "communication").evidence_date.value == date(2026, 2, 16)


def test_a_worker_reports_a_hazard_by_sending_it() -> None:
    text = "Report a hazard\nForm no. 118, sent August 19, 2025 at 7:42 am\nGrate over the drain is bent."
    assert look(text, "hazard_report").evidence_date.value == date(2025, 8, 19)
    assert look(text, "workplace_inspection").evidence_date.state == "absent"


@pytest.mark.parametrize(("document_type", "state"), [("not_evidence", "absent"), ("workplace_inspection", "read")])
def test_of_receipts_no_row_is_the_day_of_the_paper(document_type: str, state: str) -> None:
    rows = "Date   Station   Amount\n2025-12-29   Nisku card lock   663.32\n2025-12-30   Leduc   153.76"
    assert look(rows, document_type).evidence_date.state == state


def test_a_folder_date_is_never_the_evidence_date() -> None:
    chosen = look(
        "Shop inspection\nAll in order.", "workplace_inspection", "2026-02/Inspection 2026-02-11.pdf"
    ).evidence_date
    assert (chosen.value, chosen.state) == (None, "absent")


def test_an_ambiguous_date_keeps_both_readings() -> None:
    chosen = look("Date: 03/04/2025", "workplace_inspection").evidence_date
    assert (chosen.value, chosen.state) == (None, "ambiguous")
    assert chosen.alternatives == (date(2025, 3, 4), date(2025, 4, 3))


def test_a_name_may_settle_day_and_month_and_says_so() -> None:
    seen = look("Date: 03/04/2025", "workplace_inspection", "inspections/2025-04/a.pdf")
    assert (seen.evidence_date.value, seen.evidence_date.state) == (date(2025, 4, 3), "read")
    assert "name decides" in seen.classification.reasons[-1]
    other = look("Date: 03/04/2025", "workplace_inspection", "inspections/2025-07/a.pdf")
    assert other.evidence_date.state == "ambiguous"


def test_the_same_date_written_out_settles_it() -> None:
    chosen = look("Date: 03/04/2025\nInspection date: April 3, 2025", "workplace_inspection").evidence_date
    assert (chosen.value, chosen.state) == (date(2025, 4, 3), "read")


def test_an_illegible_date_is_not_replaced_by_one_that_counts_less() -> None:
    runs = [(0.1, 0.1, "Inspection date:"), (0.28, 0.1, "ql Wn", 15.0), (0.1, 0.6, "Report issued: 2026-01-20")]
    chosen = look(placed(runs, ocr=True), "workplace_inspection").evidence_date
    assert (chosen.value, chosen.state) == (None, "illegible")


def test_two_half_trusted_readings_that_agree_are_read_and_that_differ_are_not() -> None:
    def form(first: str, second: str) -> Page:
        return placed(
            [
                (0.1, 0.1, "Date:"),
                (0.17, 0.1, first, 66.0),
                (0.6, 0.6, second, 72.0),
                (0.1, 0.62, "Supervisor"),
                (0.6, 0.62, "Date"),
            ],
            ocr=True,
        )

    agreed = look(form("2026-01-19", "2026-01-19"), "workplace_inspection").evidence_date
    assert (agreed.value, agreed.state) == (date(2026, 1, 19), "read")
    assert look(form("2026-01-19", "2026-01-14"), "workplace_inspection").evidence_date.state == "illegible"


def test_a_clear_signing_date_outdoes_a_doubtful_reading_of_the_same_act() -> None:
    runs = [
        (0.1, 0.1, "Date:"),
        (0.17, 0.1, "2026-01-29", 66.0),
        (0.6, 0.6, "2026-01-24", 96.0),
        (0.1, 0.62, "Supervisor"),
        (0.6, 0.62, "Date"),
    ]
    chosen = look(placed(runs, ocr=True), "workplace_inspection").evidence_date
    assert (chosen.value, chosen.state) == (date(2026, 1, 24), "read")


def test_signed_takes_the_strongest_way() -> None:
    assert look("Signature: ______\n/s/ Dana Roe", "hs_policy").signed == "typed"
    assert look("Signature: ________", "hs_policy").signed == "none"
    assert look("We are committed to safety.", "hs_policy").signed == "none"
    drawn = placed([(0.1, 0.5, "Signature:")], ocr=True, marks=[ink(0.2, 0.48, 0.4, 0.52)])
    assert look(drawn, "hs_policy").signed == "drawn"


def test_blank_forms_of_records_and_texts_of_directives() -> None:
    empty = "Inspection\nDate: ____\nSite: ____\nInspector: ____\nFindings: ____"
    assert look(empty, "workplace_inspection").blank_form is True
    assert look(empty.replace("Date: ____", "Date: 2026-01-02"), "workplace_inspection").blank_form is False
    assert look(empty, "element_procedure").blank_form is True, "a text of which every line asks is a form"
    procedure = "\n".join(f"{number}. Look at the ground before you park." for number in range(1, 12))
    signing = "Approved: ____   Title: ____   Signature: ____   Date: ____"
    assert look(f"{procedure}\n{signing}", "element_procedure").blank_form is False
    assert look("[Company Name] is committed.\nSigned: [Insert name]", "hs_policy").blank_form is True
    assert look("", "workplace_inspection").blank_form is None


@pytest.mark.parametrize(
    ("document_type", "text", "restricted"),
    [
        ("wcb_form", "Worker's claim\nName: Jane Doe\nDate: 2026-01-02\nInjury: sprain\nEmployer: Alder Ridge", True),
        ("wcb_form", "Claim\nName: ____\nDate: ____\nInjury: ____\nEmployer: ____", False),
        ("discipline_record", "Written warning\nEmployee: Omar Poe\nDate: 2026-01-02", True),
        ("incident_report", "Incident report\nInjured worker: Jane Doe\nNature of injury: cut on left hand", True),
        ("incident_investigation", "Findings\nJane Doe fractured her wrist when the ladder slid.", True),
        ("incident_investigation", "The worker, Q. Zyxwv, was taken to hospital with a sore wrist.", True),
        ("incident_report", "Incident report\nA mirror broke while Omar Poe was backing. No injuries.", False),
        ("incident_report", "Incident report\nInjured worker: none\nDamage: mirror", False),
        ("near_miss_report", "Near miss\nReported by Omar Poe\nA pipe rolled towards the walkway.", False),
        ("training_certificate", "First aid certificate\nJane Doe treated for course fee", False),
        ("hs_policy", "An injured worker is treated at once. First aid is given by Jane Doe.", False),
        ("emergency_equipment_inspection", "First aid kit check\nBandages: 12\nChecked by: Jane Doe", False),
        ("health_monitoring", "Area noise survey\nShop: 84 dB", False),
        ("health_monitoring", "Hearing test\nWorker: Jane Doe\nResult: normal", True),
        ("health_monitoring", "Drug and alcohol test result\nDonor name: Quill Zyxwv\nResult: negative", True),
        ("health_monitoring", "Drug and alcohol test result\nDonor name: ____\nResult: ____", False),
        ("unknown", "Breath alcohol test\nDonor: Quill Zyxwv\n0.00", True),
        ("unknown", "Jane Doe fractured her wrist.", True),
        ("unknown", "Worker: Jane Doe\nDriver's licence class 5", False),
    ],
)
def test_what_stays_out_of_every_output(document_type: str, text: str, restricted: bool) -> None:
    assert look(text, document_type).restricted is restricted


def test_a_guessed_type_opens_no_test_of_a_person() -> None:
    text = "Drug test result\nDonor: Quill Zyxwv\nResult: negative"
    assert is_restricted("training_test", False, False, text, people=False, probability=0.24)
    assert not is_restricted("hs_policy", False, False, text, people=False, probability=0.9)


def test_another_firms_document_is_told_from_the_clients() -> None:
    assert look("Peace Valley Drilling Inc.\nSafety policy", "hs_policy").company == "Peace Valley Drilling Inc."
    assert look("Alder Ridge\nSafety policy", "hs_policy").company == "Alder Ridge Excavating Ltd."
    assert look("Foothills Rescue School Inc.\nCertificate", "training_certificate").company is None


def test_a_site_comes_from_the_text_before_the_folder() -> None:
    text = "Inspection\nSite: Edson\nAll in order"
    assert look(text, "workplace_inspection", "Hinton/a.pdf").site == "Edson Shop"
    assert look("Inspection\nAll in order", "workplace_inspection", "Hinton/a.pdf").site == "Hinton Yard"
    assert look("Policy for Hinton and Edson", "hs_policy", "Hinton/a.pdf").site is None


def test_places_nobody_filled_never_leave_the_step() -> None:
    seen = look("Date: ____\nSignature: ____", "workplace_inspection")
    assert all(fact.value for fact in seen.facts)
    assert seen.version_group == seen.document.id


def test_the_classifier_sees_title_headings_name_and_whether_it_was_recognised() -> None:
    seen = []

    def classify(sample: object) -> object:
        seen.append(sample)
        return answer("workplace_inspection", "inspection")

    page = placed([(0.1, 0.05, "SHOP INSPECTION REPORT"), (0.1, 0.1, "Inspector: Jane Doe")], ocr=True)
    understand(Document(SOURCE, 1, 1, 1.0), [page], "07/x.pdf", EMPLOYER, classify)  # type: ignore[arg-type]
    (sample,) = seen
    assert (sample.title, sample.name, sample.ocr, sample.pages) == ("SHOP INSPECTION REPORT", "07/x.pdf", True, 1)


@given(st.text(max_size=300), st.sampled_from(sorted(FAMILIES)))
@settings(max_examples=100, deadline=None)
def test_no_record_is_ever_dated_ahead_of_the_audit(text: str, document_type: str) -> None:
    seen = look(text + "\nDate: 2031-01-05", document_type)
    assert seen.evidence_date.value is None or seen.evidence_date.value.year < 2031
    assert seen.evidence_date.state != "read" or seen.evidence_date.value is not None
