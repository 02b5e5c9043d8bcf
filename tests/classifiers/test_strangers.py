"""Kinds of paper that came with dumps nobody here wrote."""

import pytest

from classifiers.model import Sample
from classifiers.vote import Classifier


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (
            "COMPTE RENDU - COMITÉ MIXTE\nRéunion tenue le 3 mai 2026\nPrésents : L. Roy (coprésident), D. Oka "
            "(coprésidente)\nAbsents : L. Marsh\n1. Lecture et adoption du compte rendu\n2. Inspections revues\n"
            "Action Responsable Échéance\nPoser le garde-corps T. Wick 30 mai\nProchaine réunion : 20 mai 2026",
            "meeting_minutes",
        ),
        (
            "CONTRACTOR PRE-QUALIFICATION QUESTIONNAIRE\nCompany: Stone Paving Ltd.\nWCB account in good standing? Yes"
            "\nInsurance $5M? Yes\nWritten safety program attached? Yes\nReviewed by: P. Anand  Score 82/100",
            "contractor",
        ),
        (
            "DISCIPLINE FOR SAFETY VIOLATIONS\nFirst violation: verbal warning. Second: written warning. Third: "
            "suspension. Serious violations may lead to dismissal at once. Supervisors record each step.",
            "policy",
        ),
    ],
)
def test_wordings_of_other_firms(classifier: Classifier, text: str, family: str) -> None:
    assert classifier.classify(Sample(text=text)).family == family


def test_an_office_memo_without_safety_is_no_safety_communication(classifier: Classifier) -> None:
    memo = "MEMO\nTo: drivers   From: dispatch   Date: July 2\nRoute 9 changes next week. Pick-up on Elm moves to "
    plain = classifier.classify(Sample(text=memo + "Thursday. Carts go out by 7. Please tell the customers."))
    safety = classifier.classify(
        Sample(text=memo.replace("Route 9 changes next week.", "Safety alert: hazard of ice, wear PPE, report injury."))
    )
    assert (plain.family, safety.family != "not_evidence") == ("not_evidence", True)


def test_the_modified_work_of_one_worker_is_no_programme(classifier: Classifier) -> None:
    text = (
        "Modified Work Offer\nWorker: Pat Gill\nDate of offer: August 19\nRestrictions from physician: no lifting\n"
        "Duties offered: dispatch desk\nWorker signature: Pat Gill"
    )
    assert classifier.classify(Sample(text=text)).family == "incident"
