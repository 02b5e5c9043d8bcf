import random
import string

import pytest

from classifiers import vote
from classifiers.document_types import load_types
from classifiers.learned import Combiner
from classifiers.letters import SURE
from classifiers.model import Sample
from classifiers.training.noise import misread
from classifiers.vote import Classifier, Voices, join

INCIDENT = """Westfield Gravel Supply
INCIDENT REPORT FORM
Date of incident: 2026-01-14   Time: 3:10 pm   Location: crusher
Employee: R. Muller   Occupation: loader operator
Describe what happened: stepped off the ladder of the loader onto a rock and twisted the knee
Part of body: knee   Nature of injury: sprain   Medical aid: yes
Witnesses: B. Chow    Reported to: foreman   Supervisor signature: B. Chow"""

MINUTES = """JHSC MEETING MINUTES - January
Present: A. Roy (worker co-chair), L. Stone (management co-chair), F. Day. Regrets: T. Nash. Quorum: yes
Old business: salt for the walkway, done. New business: forklift horn too quiet.
Recommendations to management: mirror at door 2. Workplace inspection reviewed. Next meeting February 12."""

INVOICE = """Gas & Weld Supply   INVOICE 55120   Bill to: Westfield Gravel   PO 7781   Terms: net 30
Qty Description Unit price Amount   12 safety glasses 4.50 54.00   3 hard hats 22.00 66.00
Subtotal 120.00 GST 6.00 Amount due 126.00 Please remit to"""


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.mark.parametrize(
    ("text", "expected"),
    [(INCIDENT, "incident_report"), (MINUTES, "hsc_minutes"), (INVOICE, "not_evidence")],
)
def test_plain_documents_are_told_with_reasons(classifier: Classifier, text: str, expected: str) -> None:
    answer = classifier.classify(Sample(text=text))
    assert answer.document_type == expected
    assert answer.family == load_types()[expected].family
    assert answer.probability > 0.7
    assert answer.runner_up not in (None, expected)
    assert 1 <= len(answer.reasons) <= 3


@pytest.mark.parametrize("text", [INCIDENT, MINUTES])
def test_recognition_noise_does_not_change_the_family(classifier: Classifier, text: str) -> None:
    clean = classifier.classify(Sample(text=text))
    for seed in range(5):
        noisy = classifier.classify(Sample(text=misread(text, 0.03, random.Random(seed)), ocr=True))
        assert noisy.family == clean.family


@pytest.mark.parametrize("text", ["", "   \n\f ", "x", "12 14 15 2026 03 88 1 1 1 2", "OK OK"])
def test_blank_and_wordless_pages_are_unknown_whatever_their_name(classifier: Classifier, text: str) -> None:
    answer = classifier.classify(Sample(text=text, name="Incident Reports/Incident Report 2026.pdf"))
    assert (answer.family, answer.document_type, answer.probability) == ("unknown", "unknown", 0.0)


def test_letter_noise_is_unknown(classifier: Classifier) -> None:
    chance = random.Random(5)
    for _ in range(10):
        words = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(2, 9))) for _ in range(150)]
        assert classifier.classify(Sample(text=" ".join(words))).family == "unknown"


def test_another_language_is_unknown_or_doubtful(classifier: Classifier) -> None:
    text = (
        "Der Betriebsrat hat am Montag beschlossen, dass die neuen Regeln gelten. Alle Mitarbeiter werden gebeten, die"
        " Schutzbrille zu tragen und den Vorgesetzten sofort zu benachrichtigen, wenn etwas kaputt ist."
    )
    answer = classifier.classify(Sample(text=text))
    assert answer.family == "unknown" or answer.probability < 0.8


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox jumps over the lazy dog while the old man looks at the river and thinks of lunch.",
        "Please see the attached file as we discussed on the phone this morning and let me know what you think of it.",
        "Date Name Signature Comments Date Name Signature Comments Reviewed by Approved by Page 1 of 1",
        "Monday Tuesday Wednesday Thursday Friday name name name total notes 1 2 3 4 5 6",
    ],
)
def test_ambiguous_texts_never_become_sure_evidence(classifier: Classifier, text: str) -> None:
    answer = classifier.classify(Sample(text=text))
    assert answer.family in ("unknown", "not_evidence") or answer.probability < 0.8


def test_a_name_alone_never_decides(classifier: Classifier) -> None:
    plain = classifier.classify(Sample(text=INVOICE))
    named = classifier.classify(Sample(text=INVOICE, name="JHSC/Joint health and safety committee minutes.pdf"))
    assert named.family == plain.family == "not_evidence"


def test_a_name_that_fits_shows_as_a_reason(classifier: Classifier) -> None:
    named = classifier.classify(Sample(text=INCIDENT, name="2026/Incident reports/incident report knee.pdf"))
    plain = classifier.classify(Sample(text=INCIDENT, name="scan0001.pdf"))
    assert any("file name fits" in reason for reason in named.reasons)
    assert not any("file name" in reason for reason in plain.reasons)


def test_a_folder_of_the_wrong_kind_does_not_carry_a_paper_away(classifier: Classifier) -> None:
    for name in ("Fire drills/drill report.pdf", "Training/certificate.pdf", "Inspections/forklift daily check.pdf"):
        assert classifier.classify(Sample(text=INCIDENT, name=name)).document_type == "incident_report"
        assert classifier.classify(Sample(text=MINUTES, name=name)).document_type == "hsc_minutes"


def test_other_subjects_policies_are_not_evidence(classifier: Classifier) -> None:
    text = (
        "Privacy Policy. We keep personal information of our customers only as long as we need it. You may ask to see"
        " your personal information. Cookies are used on our website. Contact our privacy officer with any questions."
    )
    assert classifier.classify(Sample(text=text, title="Privacy Policy")).family == "not_evidence"


@pytest.mark.parametrize(
    "text",
    [
        "Postmortem: payments API down for 40 minutes. Root cause: expired certificate. Customers saw errors. Timeline."
        " The on-call engineer rolled back. Action items: monitor certificates, automate renewal. Severity SEV-1.",
        "Home inspection. Buyer present. Roof near end of life, furnace serviced in 2019, damp in the basement, loose"
        " handrail. Recommend a licensed electrician. Real estate agent copied. Photos on page 4.",
        "Board of directors minutes. Treasurer reported revenue above budget. Motion to approve the lease carried."
        " Shareholders will vote in June. Parking complaints discussed. Adjourned.",
        "Thank you for buying this cordless drill. Charge the battery for two hours. Warranty: two years from the date"
        " of purchase. Visit our website for accessories. Model 4410, 18 V.",
    ],
)
def test_look_alikes_from_other_trades_are_never_sure_evidence(classifier: Classifier, text: str) -> None:
    answer = classifier.classify(Sample(text=text))
    assert answer.family in ("unknown", "not_evidence", "reference") or answer.probability < 0.8


def test_many_is_the_same_as_one_by_one(classifier: Classifier) -> None:
    samples = [Sample(text=INCIDENT), Sample(text=MINUTES), Sample(text="")]
    assert classifier.classify_many(samples) == tuple(classifier.classify(sample) for sample in samples)


def test_huge_text_is_answered(classifier: Classifier) -> None:
    assert classifier.classify(Sample(text=INCIDENT + "\n" + "lorem ipsum dolor " * 200_000)).probability <= 1.0


def test_probabilities_of_the_vote_sum_to_one_and_title_evidence_raises_its_type() -> None:
    import math

    from classifiers.phrases import TypeEvidence

    level = {name: math.log(1 / 67) for name in load_types()}
    told = {"flha": TypeEvidence("flha", 3.0, 1.0, 0.0, 0.0, ("muster point",), "flha")}
    quiet = join(Voices(level, {}, 0.5, 100), Combiner())
    loud = join(Voices(level, told, 0.5, 100), Combiner())
    assert sum(loud.values()) == pytest.approx(1.0)
    assert loud["flha"] > quiet["flha"]


def test_slides_on_a_subject_are_a_handout_and_say_so(classifier: Classifier) -> None:
    text = (
        "Ice on the steps\nHold the rail\nWear the cleats\nSand before the shift\nTell the office where it is bad\n"
        "Going home\nWarm up the truck\nClear all the glass\nSlow down"
    )
    slides = classifier.classify(Sample(text=text, name="Talks/ice.pptx"))
    assert slides.document_type == "safety_handout"
    assert "It is a deck of slides." in slides.reasons
    assert classifier.classify(Sample(text=INCIDENT, name="knee.pptx")).document_type == "incident_report"


@pytest.mark.parametrize("name", ["a/Talk.PPTX", "deck.ppt", "x.odp"])
def test_a_deck_is_known_by_its_format(name: str) -> None:
    assert vote._SLIDES.search(name)
    assert not vote._SLIDES.search(name + ".pdf")
    assert not vote._SLIDES.search("notes on pptx")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("TAB 2\n\nRECORDS\n\nshop, yard, service truck", "not_evidence"),
        ("Onglet C\nFormation", "not_evidence"),
        (f"TAB 2\n{INCIDENT}", "incident"),
        ("Table 2\n\nRECORDS\n\nshop, yard, service truck", None),
    ],
)
def test_a_tab_sheet_is_no_evidence_and_what_lies_behind_it_is_read(
    classifier: Classifier, text: str, family: str | None
) -> None:
    answer = classifier.classify(Sample(text=text))
    told = "A tab sheet that parts a binder." in answer.reasons
    assert (answer.family if told or family == "incident" else None) == family


def test_of_few_words_nothing_is_surely_of_no_interest(classifier: Classifier) -> None:
    note = "For sale: four winter tires on rims, one season, call the desk. Sofa to give away, bring a truck."
    short, told = classifier.classify(Sample(text=note)), classifier.classify(Sample(text=INVOICE))
    assert (short.family, told.family) == ("not_evidence", "not_evidence")
    assert short.probability <= SURE < told.probability
