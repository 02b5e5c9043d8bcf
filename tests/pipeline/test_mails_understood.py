"""A mail is a mail: its subject and the names of what it carries are not what it is."""

import pytest

from classifiers.vote import Classifier
from pipeline.model import CARRIES, Document, Page, TextOrigin, Understanding
from pipeline.understand import understand
from tests.pipeline.making_pages import EMPLOYER, SOURCE

HEAD = ("From: Pat Gill <pat@example.com>", "To: office@example.com", "Date: Tue, 17 Feb 2026 10:15:00 -0700")
MINUTES = (
    "Health and Safety Committee Minutes\n\nPresent: Pat Gill, Dana Roe, Lee Marsh\nAbsent: none\n"
    "1. Minutes of the last meeting were read and adopted.\n2. Inspections: the guard rail of the wash bay is loose.\n"
    "3. Incidents: one first aid case in the shop, reviewed by the committee.\n4. Training: two workers need WHMIS.\n"
    "Action items: fix the rail, Lee Marsh, by March 3. Next meeting: March 17, 2026. Adjourned at 3:15 pm."
)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


def looked_at(classifier: Classifier, body: str, subject: str, *attached: str) -> Understanding:
    head = [*HEAD, f"Subject: {subject}", *([CARRIES + ", ".join(attached)] if attached else [])]
    text = "\n".join([*head, "", body])
    page = Page(1, text, TextOrigin.EMBEDDED, "not_paged", head_lines=len(head))
    return understand(Document(SOURCE, 1, 1, 1.0), [page], f"Mail/{subject}.eml", EMPLOYER, classifier.classify)


@pytest.mark.parametrize(
    ("body", "subject", "attached"),
    [
        ("Hello,\n\nthe certificate of the course of last week is attached.\n\nPat", "Training certificate", "c.pdf"),
        ("Dana,\n\nplease file it with the others.\n\nPat", "Emergency response plan 2026", "emergency plan.docx"),
        ("Here you go.", "Incident investigation report", "incident investigation.pdf"),
        ("Lee,\n\nthe inspection of the crane is attached, have a look.\n\nPat", "Crane", "annual inspection.xlsx"),
    ],
)
def test_a_mail_that_carries_a_document_is_not_that_document(
    classifier: Classifier, body: str, subject: str, attached: str
) -> None:
    answer = looked_at(classifier, body, subject, attached).classification
    assert answer.family in ("not_evidence", "administration")
    assert answer.probability <= 0.75


def test_minutes_pasted_into_a_mail_are_minutes(classifier: Classifier) -> None:
    answer = looked_at(classifier, MINUTES, "as discussed").classification
    assert (answer.family, answer.probability > 0.75) == ("meeting_minutes", True)


def test_a_logo_below_a_name_is_no_document_carried(classifier: Classifier) -> None:
    body = "Dana,\n\na rock fell from the high wall this morning, nobody was hurt.\n\nPat"
    plain = looked_at(classifier, body, "high wall").classification
    assert looked_at(classifier, body, "high wall", "logo.png").classification == plain


def test_the_day_of_a_mail_is_still_read(classifier: Classifier) -> None:
    assert str(looked_at(classifier, "Hello all, see you on site.", "hi", "a.pdf").evidence_date.value) == "2026-02-17"
